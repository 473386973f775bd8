"""What every page repeats: headers, footers and page numbers, which are no part of the text."""

import re
from collections import defaultdict
from collections.abc import Sequence

from corpus.readers.formats.lines import is_heading
from corpus.readers.formats.pdf_lines import Line

_EDGE = 3  # lines from the top or the bottom that can be furniture
_SAME_PLACE = 6.0  # points
_SHARE = 0.4  # of the pages: books have other headers on left and right pages
_PAGE_NUMBER = re.compile(
    r"(?i)[-–—\s]*(?:(?:trang|page|tr\.)\s*)?(\d{1,4})(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*"
)
_MARGIN = 45.0  # points from the top of the sheet; text begins below
_NUMBERED_MARGIN = 60.0  # points from the top or the bottom within which a page is numbered
_COUNTED = re.compile(r"\d+")


def without_furniture(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], int]:
    """The pages without what they repeat, and how many lines that were."""
    repeated = _repeated(pages)
    left: list[list[Line]] = []
    dropped = 0
    for index, lines in enumerate(pages):
        edge = _edge(lines)
        kept = [
            line
            for at, line in enumerate(lines)
            if at not in edge
            or not (
                id(line) in repeated
                or _is_page_number(line, at, lines, index)
                or (index and _is_in_margin(line, at, lines))
            )
        ]
        dropped += len(lines) - len(kept)
        left.append(kept)
    return left, dropped


def _edge(lines: list[Line]) -> set[int]:
    return {*range(min(_EDGE, len(lines))), *range(max(len(lines) - _EDGE, 0), len(lines))}


def _repeated(pages: Sequence[list[Line]]) -> set[int]:
    """Lines that stand at the same place with the same words on many pages."""
    places: dict[tuple[str, int], list[tuple[int, Line]]] = defaultdict(list)
    for index, lines in enumerate(pages):
        for at in _edge(lines):
            places[_shape(lines[at], index), 0 if at < _EDGE else 1].append((index, lines[at]))
    repeated: set[int] = set()
    for found in places.values():
        for _, line in found:
            near = [(page, other) for page, other in found if abs(other.y - line.y) <= _SAME_PLACE]
            if len({page for page, _ in near}) >= max(2, _SHARE * len(pages)):
                repeated.add(id(line))
    return repeated


def _shape(line: Line, index: int) -> str:
    """The words of the line; in the margin, its page number stands for any."""
    if is_heading(line.text) or min(line.top, line.y) > _NUMBERED_MARGIN:
        return line.text
    return _COUNTED.sub(
        lambda digits: "#" if int(digits[0][:6]) == index + 1 else digits[0], line.text
    )


def _is_page_number(line: Line, at: int, lines: list[Line], index: int) -> bool:
    """A number by itself on the first or the last line, no smaller than the pages before it."""
    if at not in {0, len(lines) - 1}:
        return False
    match = _PAGE_NUMBER.fullmatch(line.text)
    return match is not None and int(match[1]) > index


def _is_in_margin(line: Line, at: int, lines: list[Line]) -> bool:
    """Above the text: a header that begins on the second of two pages is met only once."""
    if at or line.top > _MARGIN or len(lines) < 3:
        return False
    return line.y - lines[1].y > 1.3 * (lines[1].y - lines[2].y) and not is_heading(line.text)
