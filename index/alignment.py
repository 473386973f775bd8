"""Where pasted words stand in the running text, and word by word what stands there instead.

A piece of the paste grows from words that stand side by side in both, forth and back, for as long
as more words agree than differ; what is left on either side is looked for elsewhere. Words are
aligned by rapidfuzz's Levenshtein.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rapidfuzz.distance import Levenshtein

from index.running import RUN, RunningText

Key = Callable[[str], str]
# So many starting points are tried for one piece; the best of them is kept.
_TRIED = 6
# A piece beside another one says that the paste was put together: by chance fewer words agree.
_LEAST_BESIDE = 5
_MOSTLY = 0.6
# A slip at either end of the paste: more words than these stand for nothing in the text.
_SLIP = 3
_LEFT_OUT, _LEFT_OUT_WORD = 1.0, 0.05
# A word that agrees is worth going on for if it stands within ten.
_FARTHER = 0.1
# Pieces farther apart in the text, in words, are two places, and nothing is missing between.
_FAR = 60


# A piece grows by so many words at once at either end; what lies beyond is a piece of its own.
_REACH = 200


@dataclass(frozen=True)
class Step:
    """Pasted words `a` to `b` beside stored positions `c` to `d`; either may be empty.

    They are `equal` word for word, or stand for one another. Of two steps in a row the second may
    begin elsewhere in the text.
    """

    equal: bool
    a: int
    b: int
    c: int
    d: int


Piece = tuple[Step, ...]


class Aligner:
    """Aligns one paste with the running text; words are the same when their keys are."""

    def __init__(self, text: RunningText, words: Sequence[str], key: Key) -> None:
        self._text = text
        self._key = key
        self._keys = [key(word) for word in words]
        self._places = text.places(words)

    def align(self, segments: Sequence[tuple[int, int]]) -> Piece:
        """Steps that cover all of the paste; none when no run of three words stands anywhere.

        `segments` are the stretches of the paste between its marks of omission.
        """
        pieces: list[Piece] = []
        for start, end in segments:
            after = pieces[-1][-1].d if pieces else None
            pieces += self._pieces(start, end, after, 1)
        return tuple(self._joined(pieces)) if pieces else ()

    def _pieces(self, start: int, end: int, after: int | None, least: int) -> Iterator[Piece]:
        """The pieces between two words of the paste, in the paste's order."""
        best = self._best(start, end, after)
        if best is None or _agreeing(best) < least:
            return
        yield from self._pieces(start, best[0].a, after, _LEAST_BESIDE)
        yield from self._opened(best)
        yield from self._pieces(best[-1].b, end, best[-1].d, _LEAST_BESIDE)

    def _opened(self, piece: Piece) -> Iterator[Piece]:
        """The piece, cut where words from elsewhere were put into it, with those in between."""
        first = 0
        for at, step in enumerate(piece):
            if step.equal or step.b - step.a < _LEAST_BESIDE:
                continue
            put_in = list(self._pieces(step.a, step.b, step.c, _LEAST_BESIDE))
            if sum(map(_agreeing, put_in)) >= _MOSTLY * (step.b - step.a):
                yield from (piece[first:at], *put_in)
                first = at + 1
        yield piece[first:]

    def _best(self, start: int, end: int, after: int | None) -> Piece | None:
        """Of all places, the piece in which most words agree; then what goes on from `after`."""
        pieces = [self._grown(core, start, end) for core in self._cores(start, end)]
        return max(pieces, key=lambda p: (_score(p), -_leap(p, after)), default=None)

    def _cores(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Where to begin: equal stretches as (pasted, stored, length).

        They are the longest of those that lie about one line; lines with more words come first.
        """
        stretches = sorted(self._stretches(start, end), key=lambda s: s[1] - s[0])
        whole = [stretch for stretch in stretches if stretch[2] == end - start]
        if whole:
            return whole[:_TRIED]
        lines = [stored - pasted for pasted, stored, _ in stretches]
        totals = [0, *accumulate(length for _, _, length in stretches)]
        slack = _slack(end - start)
        about = [(bisect_left(lines, n - slack), bisect_right(lines, n + slack)) for n in lines]
        cores: dict[tuple[int, int, int], None] = {}
        for left, right in sorted(about, key=lambda span: totals[span[0]] - totals[span[1]]):
            cores[max(stretches[left:right], key=lambda s: s[2])] = None
            if len(cores) == _TRIED:
                break
        return list(cores)

    def _stretches(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Every longest equal stretch of at least three words."""
        open_: dict[int, tuple[int, int]] = {}
        for at, positions in self._places:
            if not start <= at <= end - RUN:
                continue
            for position in positions:
                line = position - at
                first, last = open_.get(line, (at, at - 1))
                if last != at - 1:
                    yield first, first + line, last - first + RUN
                    first = at
                open_[line] = (first, at)
        for line, (first, last) in open_.items():
            yield first, first + line, last - first + RUN

    def _grown(self, core: tuple[int, int, int], start: int, end: int) -> Piece:
        """The piece that grows from a stretch where words agree without their accents."""
        a, c, size = core
        first, last = self._text.bounds_at(c)
        start, end = max(start, a - _REACH), min(end, a + size + _REACH)
        slack = _slack(end - start)
        before = self._stored(max(first, c - (a - start) - slack), c)[::-1]
        behind = self._stored(c + size, min(last, c + size + (end - a - size) + slack))
        left = _reach(self._keys[start:a][::-1], before)
        right = _reach(self._keys[a + size : end], behind)
        middle = _steps(self._keys[a : a + size], self._stored(c, c + size))
        mirrored = [Step(s.equal, a - s.b, a - s.a, c - s.d, c - s.c) for s in reversed(left)]
        onward = [*_moved(middle, a, c), *_moved(right, a + size, c + size)]
        return tuple(_merged([*mirrored, *onward]))

    def _stored(self, start: int, end: int) -> list[str]:
        return [self._key(word) for word in self._text.words(start, end)]

    def _joined(self, pieces: Sequence[Piece]) -> Iterator[Step]:
        """The steps of all pieces, with the words that belong to none in their places."""
        first, last = pieces[0][0], pieces[-1][-1]
        yield from self._slip(0, first.a, first.c, before=True)
        for index, piece in enumerate(pieces):
            yield from piece
            if index + 1 < len(pieces):
                yield from self._gap(piece[-1], pieces[index + 1][0])
        yield from self._slip(last.b, len(self._keys), last.d, before=False)

    def _gap(self, left: Step, right: Step) -> Iterator[Step]:
        a, b, c, d = left.b, right.a, left.d, right.c
        near = c <= d <= self._text.bounds_at(left.d - 1)[1] and d - c <= _FAR + 2 * (b - a)
        if near or (c <= d and self._text.passage_at(c - 1) == self._text.passage_at(d)):
            yield from _moved(_steps(self._keys[a:b], self._stored(c, d)), a, c)
        elif a < b:
            yield Step(False, a, b, c, c)

    def _slip(self, a: int, b: int, at: int, *, before: bool) -> Iterator[Step]:
        """Words at an end of the paste: a slip for as many stored ones, or put there."""
        if a == b:
            return
        size = b - a
        c, d = (at - size, at) if before else (at, at + size)
        first, last = self._text.bounds_at(at if before else at - 1)
        is_slip = size <= _SLIP and first <= c and d <= last
        inner = range(c, d) if before else range(c - 1, d - 1)
        if is_slip and not any(_ends(self._text.between(i)) for i in inner):
            yield Step(False, a, b, c, d)
        else:
            yield Step(False, a, b, at, at)


def _ends(between: str) -> bool:
    """Whether a sentence or a clause ends in what is printed between two words."""
    return any(mark in between for mark in ".;:!?…")


def _slack(size: int) -> int:
    """How many words more or fewer than the paste its place in the text may have."""
    return 6 + size // 3


def _steps(pasted: Sequence[str], stored: Sequence[str]) -> list[Step]:
    return [
        Step(op.tag == "equal", op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in Levenshtein.opcodes(pasted, stored)
    ]


def _moved(steps: Sequence[Step], by: int, stored_by: int) -> list[Step]:
    return [Step(s.equal, s.a + by, s.b + by, s.c + stored_by, s.d + stored_by) for s in steps]


def _merged(steps: Sequence[Step]) -> Iterator[Step]:
    """Neighbouring steps of one kind as one."""
    last: Step | None = None
    for step in steps:
        if last is not None and last.equal == step.equal:
            last = Step(last.equal, last.a, step.b, last.c, step.d)
            continue
        if last is not None:
            yield last
        last = step
    if last is not None:
        yield last


def _reach(pasted: Sequence[str], stored: Sequence[str]) -> list[Step]:
    """The steps from the beginning of both to where the most words agree less those that don't."""
    if not pasted or not stored:
        return []
    if pasted == stored[: len(pasted)]:
        return [Step(True, 0, len(pasted), 0, len(pasted))]

    agreeing = _common(pasted, stored)
    size = max(range(len(stored) + 1), key=lambda end: agreeing[end] - _FARTHER * end)
    steps = _steps(pasted, stored[:size])
    sums = list(accumulate(_worth(step) for step in steps))
    best = max(range(len(steps)), key=lambda at: sums[at])
    return steps[: best + 1] if sums[best] >= 0 else []


def _common(pasted: Sequence[str], stored: Sequence[str]) -> list[int]:
    """For each prefix of `stored`, the empty one first, how long a subsequence `pasted` shares.

    Bit-parallel (Hyyrö 2004): a row of the table is one integer, so all prefixes cost one pass.
    """
    places: dict[str, int] = {}
    for at, word in enumerate(pasted):
        places[word] = places.get(word, 0) | 1 << at
    every = row = (1 << len(pasted)) - 1
    lengths = [0]
    for word in stored:
        met = row & places.get(word, 0)
        row = (row + met | row - met) & every
        lengths.append(len(pasted) - row.bit_count())
    return lengths


def _worth(step: Step) -> float:
    """What a step adds to a piece: words left out cost little, for two that agree behind them
    are hardly chance."""
    pasted, stored = step.b - step.a, step.d - step.c
    if step.equal:
        return pasted
    left_out = stored - pasted
    return -pasted - (_LEFT_OUT + _LEFT_OUT_WORD * left_out if left_out > 0 else 0)


def _score(piece: Piece) -> float:
    return sum(map(_worth, piece))


def _agreeing(piece: Piece) -> int:
    return sum(step.b - step.a for step in piece if step.equal)


def _leap(piece: Piece, after: int | None) -> int:
    """How far a piece lies behind `after`; before it counts as farther than anything behind."""
    if after is None:
        return piece[0].c
    distance = piece[0].c - after
    return distance if distance >= 0 else (1 << 32) - distance
