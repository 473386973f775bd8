"""Lines of print joined into the paragraphs that were broken into them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.readers.formats.lines import is_capitals, is_ended, is_heading, is_listed, joined
from corpus.readers.formats.pdf_lines import Line

_INDENT = 0.7  # heights from the margin
_SPACED = 1.2  # times the usual distance of two lines
_SIZES = 1.15  # between the letters of two lines of one paragraph
_CENTRED = 0.12  # of the measure: how far the middle of a line may be off
_ENOUGH_LINES = 8
_TITLE_WIDTH = 0.55  # of the measure: a shorter centred line was ended on purpose


@dataclass(frozen=True)
class _Measure:
    """The column of text of one page: its edges, and the usual distance of its lines."""

    left: float
    right: float
    leading: float
    indent: float | None  # where most of the lines begin that are set in

    @property
    def width(self) -> float:
        return max(self.right - self.left, 1.0)

    def is_indented(self, line: Line) -> bool:
        return line.x0 - self.left > _INDENT * line.height

    def is_centred(self, line: Line) -> bool:
        if self.indent is not None and abs(line.x0 - self.indent) < 2:
            return False
        before, after = line.x0 - self.left, self.right - line.x1
        off = abs(before - after) / self.width
        return before > 2 * line.height and after > line.height and off < _CENTRED

    def is_full(self, line: Line, following: Line) -> bool:
        """Whether the next line's first word would not have fitted in this one."""
        word = following.text.split(" ", 1)[0]
        letter = (following.x1 - following.x0) / max(len(following.text), 1)
        return line.x1 + (len(word) + 1) * letter > self.right - 0.3 * line.height


def paragraphs(pages: Sequence[list[Line]]) -> list[str]:
    """The paragraphs of all pages; one that goes on over a page's end is one."""
    texts: list[list[str]] = []
    above: Line | None = None
    measures = _measures(pages)
    indented = _is_indented_style(pages, measures)
    for lines, measure in zip(pages, measures, strict=True):
        for line in lines:
            if above is None or not _continues(above, line, measure, indented):
                texts.append([])
            texts[-1].append(line.text)
            above = line
    return [joined(lines) for lines in texts]


def _measures(pages: Sequence[list[Line]]) -> list[_Measure]:
    """The measure of each page; that of the whole document where a page has too few lines."""
    whole = _measure([line for lines in pages for line in lines])
    return [_measure(lines) if len(lines) >= _ENOUGH_LINES else whole for lines in pages]


def _measure(lines: Sequence[Line]) -> _Measure:
    running = [line for line in lines if not line.apart] or list(lines)
    if not running:
        return _Measure(0.0, 1.0, 1.0, None)
    widest = max(line.x1 for line in running)
    # The margin is where lines begin that reach the right edge; the next such place is the indent.
    long = [line for line in running if line.x1 > widest - 6 * line.height]
    begins = Counter(round(line.x0) for line in long)
    often = [x for x, count in begins.items() if count * 4 >= max(begins.values())]
    left = min(often)
    starts = Counter(round(line.x0) for line in running if line.x0 > left + _INDENT * line.height)
    indent = max(starts, key=lambda x: (starts[x], -x), default=None)
    gaps = sorted(a.y - b.y for a, b in pairwise(running) if a.page == b.page and a.y > b.y)
    leading = gaps[len(gaps) // 4] if gaps else 0.0
    return _Measure(left, widest, leading, indent)


def _is_indented_style(pages: Sequence[list[Line]], measures: Sequence[_Measure]) -> bool:
    """Whether paragraphs are told by a first line set in, rather than by the room between them."""
    set_in = 0
    for lines, measure in zip(pages, measures, strict=True):
        for line, below in pairwise(lines):
            begins = measure.is_indented(line) and not measure.is_centred(line)
            set_in += begins and not measure.is_indented(below) and measure.is_full(line, below)
    return set_in >= 2


def _continues(above: Line, line: Line, measure: _Measure, indented: bool) -> bool:
    """Whether `line` goes on with the paragraph of the line before it."""
    if above.apart or line.apart:
        return above.apart and line.apart and _continues_cell(above, line)
    if len(line.segments) > 2 or len(above.segments) > 2:
        return False
    if not 1 / _SIZES < line.height / above.height < _SIZES:
        return False
    same_page = above.page == line.page
    if same_page and above.y - line.y > _SPACED * max(measure.leading, line.height):
        return False
    if measure.is_centred(line) and measure.is_centred(above):
        return _continues_title(above, line, measure)
    set_apart = is_ended(above.text) or measure.is_indented(line) or not same_page
    if is_heading(line.text) and set_apart:
        return False
    full = measure.is_full(above, line)
    if not full:
        return False
    if measure.is_indented(line):
        # Set in by more than the line before: a new paragraph, or the hanging rest of a list's.
        return is_listed(above.text) and line.x0 > above.x0 and not _begins(above, line)
    if _begins(above, line):
        return False
    return indented or not (is_ended(above.text) and not same_page)


def _begins(above: Line, line: Line) -> bool:
    return is_ended(above.text) and is_listed(line.text)


def _continues_title(above: Line, line: Line, measure: _Measure) -> bool:
    if is_capitals(above.text) != is_capitals(line.text) or is_ended(above.text):
        return False
    wide = above.x1 - above.x0 > _TITLE_WIDTH * measure.width
    return line.text[:1].islower() or wide


def _continues_cell(above: Line, line: Line) -> bool:
    """In a column, such as of "Nơi nhận": only what plainly goes on."""
    next_below = above.page == line.page and 0 < above.y - line.y < 2 * line.height
    return next_below and line.text[:1].islower() and not is_ended(above.text)
