"""Numbering the passages of a text from its structure alone.

Paragraphs are separated by empty lines. A paragraph that opens with the next number in turn
("1. ", "2. ", ...) begins a task, and what follows belongs to it; what stands before the first
task is the lead. A line that holds an image (`![]()`) and nothing else ends the paragraph before
it, and the paragraph right under it is its caption, wherever it stands.
"""

import re
from collections import Counter
from dataclasses import dataclass

from corpus.documents import Passage

IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)\s*")
_BREAK = re.compile(rf"\n\s*\n|\n(?=[^\S\n]*{IMAGE.pattern}$)", re.MULTILINE)
_NUMBERED = re.compile(r"(\d{1,3})\.\s")
PARAGRAPH_BREAK = "\n\n"


@dataclass(frozen=True)
class _Paragraph:
    text: str
    is_caption: bool


def number_passages(document_id: str, body: str) -> tuple[str, tuple[Passage, ...]]:
    """The text as printed, and its passages with locators and spans.

    The text is `body` less its image lines, its paragraphs one empty line apart.
    """
    paragraphs = [p for block in _BREAK.split(body) if (p := _paragraph(block)) is not None]
    tasks = _tasks(paragraphs)
    sizes = Counter(tasks)
    passages: list[Passage] = []
    counts: dict[str, int] = {}
    start = 0
    for paragraph, task in zip(paragraphs, tasks, strict=True):
        series = "caption" if paragraph.is_caption else "lead" if task is None else str(task)
        counts[series] = counts.get(series, 0) + 1
        alone = task is not None and sizes[task] == 1
        passages.append(
            Passage(
                document=document_id,
                locator=series if alone else f"{series}.{counts[series]}",
                text=paragraph.text,
                start=start,
                end=start + len(paragraph.text),
                task=task,
            )
        )
        start += len(paragraph.text) + len(PARAGRAPH_BREAK)
    return PARAGRAPH_BREAK.join(p.text for p in paragraphs), tuple(passages)


def _paragraph(block: str) -> _Paragraph | None:
    lines = block.strip().split("\n")
    is_caption = bool(IMAGE.fullmatch(lines[0]))
    text = "\n".join(lines[1:] if is_caption else lines).strip()
    return _Paragraph(text, is_caption) if text else None


def _tasks(paragraphs: list[_Paragraph]) -> list[int | None]:
    """The task each paragraph belongs to; None for the lead and for captions."""
    current: int | None = None
    tasks: list[int | None] = []
    for paragraph in paragraphs:
        if paragraph.is_caption:
            tasks.append(None)
            continue
        numbered = _NUMBERED.match(paragraph.text)
        if numbered and int(numbered[1]) == (current or 0) + 1:
            current = int(numbered[1])
        tasks.append(current)
    return tasks
