"""Plain text: paragraphs one empty line apart, with the lines of a wrapped paragraph joined.

A line was broken by a width, and not by its writer, when the next word would not have fit. Lines
that were broken earlier are paragraphs of their own, as in a letterhead or a poem.
"""

import re
from itertools import pairwise

from corpus.readers.extracted import Extract

_WIDEST = 120  # characters; longer lines are paragraphs that nobody wrapped
_NARROWEST = 45
_SLACK = 3  # editors differ by a space or a hyphen
_WRAPPED = 0.5  # of the lines that another follows: less is chance
# A line that begins so is a paragraph of its own, whatever stands above it.
_OPENS = re.compile(
    r"(?:[-–+*•·●▪]\s|\d{1,3}\s?[.)/-]\s|[a-zđ]\s?[).]\s|[IVXLC]+\s?[.)-]\s|\||!\[\]|Điều\s+\d"
    r"|Khoản\s+\d"
    r"|(?:Phần|Chương|Mục|PHẦN|CHƯƠNG|MỤC)\s+[\dIVXA-Z]|Nơi nhận|Số\s*:|Căn cứ\s"
    r"|T/M|TM\.|KT\.|TL\.)"
)


def read_plain(text: str, name: str, notes: tuple[str, ...] = ()) -> Extract:
    """`text` as it stands, its paragraphs apart."""
    paragraphs, joined = paragraphs_of(text)
    if joined:
        notes = (*notes, f"nối {joined} dòng bị ngắt giữa đoạn")
    return Extract(name=name, format="text", text="\n\n".join(paragraphs), notes=notes)


def paragraphs_of(text: str) -> tuple[list[str], int]:
    """The paragraphs of `text`, and how many line breaks inside them were joined."""
    lines = [line.rstrip() for line in text.split("\n")]
    width = _width(lines)
    paragraphs: list[str] = []
    joined = 0
    above = ""  # the line right above, empty at the beginning of a paragraph
    for line in lines:
        stripped = line.strip()
        if not stripped:
            above = ""
            continue
        if above and width and _goes_on(above, line, width):
            last = paragraphs[-1]
            # A word parted at the end of a line has a soft hyphen; a plain one may be its own.
            paragraphs[-1] = last[:-1] + stripped if last.endswith("\xad") else f"{last} {stripped}"
            joined += 1
        else:
            paragraphs.append(stripped)
        above = line
    return paragraphs, joined


def _width(lines: list[str]) -> int | None:
    """The width that the text was wrapped to; None where it was not."""
    width = max((len(line) for line in lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return None
    followed = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip()]
    if not followed:
        return None
    broken = sum(_would_not_fit(above, line, width) for above, line in followed)
    return width if broken >= 2 and broken >= _WRAPPED * len(followed) else None


def _would_not_fit(above: str, line: str, width: int) -> bool:
    return len(above) + 1 + len(line.split(maxsplit=1)[0]) > width - _SLACK


def _goes_on(above: str, line: str, width: int) -> bool:
    stripped = line.strip()
    if _OPENS.match(stripped) or above.isupper() != stripped.isupper():
        return False
    return _would_not_fit(above, line, width)
