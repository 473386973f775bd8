"""A body's paragraphs: what stands between empty lines, with image and table lines told apart.

Marks that no reader of a printed page would see are left out: image lines (`![]()`) and the
`##` of Markdown headings. The paragraph right under an image line is its caption.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.readers.tables import is_row, with_plain_tables

IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)\s*")
_BREAK = re.compile(rf"\n\s*\n|\n(?=[^\S\n]*{IMAGE.pattern}$)", re.MULTILINE)
_HEADING_MARK = re.compile(r"^[^\S\n]*(?:#{1,6}[^\S\n]+)+(?=\S)", re.MULTILINE)


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, without space around it. `glued` if no empty line parts it from the last."""

    text: str
    kind: Literal["text", "caption", "row"]
    glued: bool = False


def paragraphs(body: str) -> list[Paragraph]:
    """The paragraphs of `body`, in order; every row of a table is one."""
    shown = with_plain_tables(_HEADING_MARK.sub("", body))
    return [p for block in _BREAK.split(shown) for p in _paragraphs(block)]


def lines(body: str) -> list[Paragraph]:
    """Like `paragraphs`, each line of a text by itself: a section may begin at any of them."""
    return [line for paragraph in paragraphs(body) for line in _lines(paragraph)]


def _lines(paragraph: Paragraph) -> Iterator[Paragraph]:
    if paragraph.kind != "text":
        yield paragraph
        return
    for index, line in enumerate(paragraph.text.split("\n")):
        yield Paragraph(line, "text", glued=index > 0 or paragraph.glued)


def _paragraphs(block: str) -> Iterator[Paragraph]:
    block = block.strip()
    first, _, rest = block.partition("\n")
    if IMAGE.fullmatch(first):
        if rest.strip():
            yield Paragraph(rest.strip(), "caption")
        return
    run: list[str] = []
    seen = False
    for line in block.split("\n"):
        if is_row(line.strip()):
            yield from _text(run, seen)
            yield Paragraph(line.strip(), "row", glued=seen or bool(run))
            run, seen = [], True
        else:
            run.append(line)
    yield from _text(run, seen)


def _text(run: list[str], glued: bool) -> Iterator[Paragraph]:
    text = "\n".join(run).strip()
    if text:
        yield Paragraph(text, "text", glued)
