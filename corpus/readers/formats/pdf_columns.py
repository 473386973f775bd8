"""The two columns at the head and the foot of an official document, read one after the other."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.formats.letterhead import is_frame, is_head
from corpus.readers.formats.lines import is_heading
from corpus.readers.formats.pdf_lines import Line, Segment

_NEAR = 3  # lines around a line of two columns within which the head or the foot shows itself
_HEAD_GAP, _FOOT_GAP = 3.5, 9.0  # heights between two lines: above the name there is room to sign


@dataclass
class _Band:
    """Lines first..last (inclusive), parted by the gutter between `low` and `high`."""

    first: int
    last: int
    low: float
    high: float
    is_foot: bool

    def side(self, segment: Segment) -> int | None:
        """0 left, 1 right; None where the segment reaches over the gutter."""
        if segment.x1 <= self.high and segment.x0 < self.low:
            return 0
        return 1 if segment.x0 >= self.low else None

    def holds(self, line: Line) -> bool:
        sides = [self.side(segment) for segment in line.segments]
        if None in sides or len(sides) != len(set(sides)):
            return False
        for segment, side in zip(line.segments, sides, strict=True):
            if side == 0:
                self.low = max(self.low, segment.x1)
            else:
                self.high = min(self.high, segment.x0)
        return True


def columns_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page in reading order: each column of its head and foot whole."""
    ordered: list[Line] = []
    at = 0
    while at < len(lines):
        band = _band(lines, at)
        if band is None:
            ordered.append(lines[at])
            at += 1
            continue
        # What was taken as a line of its own before the band was seen belongs to it.
        del ordered[len(ordered) - (at - band.first) :]
        for side in (0, 1):
            ordered += [
                line.alone(segment)
                for line in lines[band.first : band.last + 1]
                for segment in line.segments
                if band.side(segment) == side
            ]
        at = band.last + 1
    return ordered


def _band(lines: Sequence[Line], at: int) -> _Band | None:
    seed = lines[at]
    if len(seed.segments) != 2:
        return None
    around = lines[max(at - _NEAR, 0) : at + _NEAR + 1]
    frames = [s.text for line in around for s in line.segments if is_frame(s.text)]
    if not frames:
        return None
    left, right = seed.segments
    band = _Band(at, at, left.x1, right.x0, not any(map(is_head, frames)))
    _reach_down(band, lines)
    _reach_up(band, lines)
    return band


def _reach_down(band: _Band, lines: Sequence[Line]) -> None:
    gap = _FOOT_GAP if band.is_foot else _HEAD_GAP
    for at in range(band.first + 1, len(lines)):
        line, above = lines[at], lines[at - 1]
        too_far = above.y - line.y > gap * max(line.height, above.height)
        if too_far or is_heading(line.text) or not band.holds(line):
            return
        # Under the head, the body begins with a line that may be short too.
        alone = len(line.segments) == 1
        if alone and not band.is_foot and not is_head(line.text) and not _goes_on(lines, at, band):
            return
        band.last = at


def _goes_on(lines: Sequence[Line], at: int, band: _Band) -> bool:
    """Whether a line of two columns follows, so that this one stands within the head."""
    for line in lines[at + 1 : at + 1 + _NEAR]:
        sides = [band.side(segment) for segment in line.segments]
        if None in sides:
            return False
        if len(sides) == 2:
            return True
    return False


def _reach_up(band: _Band, lines: Sequence[Line]) -> None:
    for at in range(band.first - 1, -1, -1):
        line = lines[at]
        belongs = is_frame(line.text) if band.is_foot else at < _NEAR
        if not belongs or not band.holds(line):
            return
        band.first = at
