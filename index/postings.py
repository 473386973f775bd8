"""Where words and pairs of words stand: the sorted rows behind ranking and the vocabulary.

A token is a word's number shifted by `BITS`, plus that of its right neighbour for a pair. A place
is whatever is counted: a unit, a passage, a document. When few places change, what was counted is
kept and what changed stands beside it, which comes to the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.numbering import BITS, BREAK, Numbers

Tokens = npt.NDArray[np.int64]
Places = npt.NDArray[np.int32]
Times = npt.NDArray[np.uint16]
Counts = npt.NDArray[np.int64]

GONE = -1
_PLACE = 21
_MOST_PLACES = 1 << _PLACE
_MOST_TIMES = np.iinfo(np.uint16).max


def token_of(first: int, second: int = BREAK) -> int:
    """The token of a word, or of two side by side."""
    return first << BITS | second


def singles_and_pairs(row: Numbers, runs: Places) -> tuple[Tokens, Places]:
    """The tokens of `row` and the run of each; `runs` says which run every word is of.

    No pair spans two runs, or a break, and a break is no word.
    """
    words = row > BREAK
    single = row.astype(np.int64) << BITS
    inside = (runs[1:] == runs[:-1]) & words[1:] & words[:-1]
    pairs = single[:-1][inside] | row[1:][inside]
    return (
        np.concatenate([single[words], pairs]),
        np.concatenate([runs[words], runs[:-1][inside]]),
    )


def rows_of(rows: Sequence[Numbers]) -> Numbers:
    """Rows one behind the other; an empty row for none."""
    return np.concatenate(rows) if rows else np.empty(0, np.int32)


def numbered(lengths: npt.NDArray[np.integer]) -> Places:
    """0 as often as the first length says, 1 as often as the second, and so on."""
    return np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)


def begins(lengths: npt.NDArray[np.integer]) -> Counts:
    """Where each of several stretches begins, and the end of the last."""
    starts = np.zeros(len(lengths) + 1, dtype=np.int64)
    np.cumsum(lengths, out=starts[1:])
    return starts


@dataclass(frozen=True)
class Move:
    """How the places of some documents became those of others.

    `kept` has for each old document its new index, or GONE; `added` are the indexes of the new.
    """

    kept: Places
    added: tuple[int, ...]

    @classmethod
    def between(cls, before: Sequence[object], after: Sequence[object]) -> "Move | None":
        """The move from one sequence to another, its items told apart by identity.

        None where what stays is in another order.
        """
        new = {id(item): at for at, item in enumerate(after)}
        kept = np.array([new.get(id(item), GONE) for item in before], dtype=np.int32)
        stays = kept[kept != GONE]
        added = sorted(set(range(len(after))).difference(stays.tolist()))
        in_order = bool((np.diff(stays) > 0).all())
        return cls(kept, tuple(added)) if in_order else None

    @property
    def removed(self) -> tuple[int, ...]:
        """The indexes of the old documents that are gone."""
        return tuple(np.flatnonzero(self.kept == GONE).tolist())

    def places(self, before: npt.NDArray[np.integer], after: npt.NDArray[np.integer]) -> Places:
        """The new place of each old one, or GONE: documents have `before` and `after` places."""
        old, new = begins(before), begins(after)
        shift = np.where(self.kept == GONE, 0, new[self.kept] - old[:-1])
        moved = np.arange(old[-1]) + np.repeat(shift, before)
        gone = np.repeat(self.kept == GONE, before)
        return np.where(gone, GONE, moved).astype(np.int32)

    def added_places(self, after: npt.NDArray[np.integer]) -> Places:
        """The places of the added documents, in order."""
        starts = begins(after)
        spans = [np.arange(starts[at], starts[at + 1], dtype=np.int32) for at in self.added]
        return rows_of(spans)


@dataclass(frozen=True)
class Rows:
    """Every token's places, and how often it stands in each.

    Those of `tokens[i]` (ascending) are `places[ends[i]:ends[i + 1]]`, with their `times`.
    """

    tokens: Tokens
    ends: Counts
    places: Places
    times: Times

    @classmethod
    def of(cls, tokens: Tokens, places: Places) -> "Rows":
        """Count what stands where: one token and one place for each occurrence, in any order."""
        if len(places) and int(places.max()) >= _MOST_PLACES:
            raise OverflowError(f"more than {_MOST_PLACES} places")
        packed = tokens << _PLACE | places
        packed.sort()
        found = np.flatnonzero(_changes(packed))
        times = np.diff(np.append(found, len(packed)))
        packed = packed[found]
        return cls._sorted(
            packed >> _PLACE,
            (packed & (_MOST_PLACES - 1)).astype(np.int32),
            np.minimum(times, _MOST_TIMES).astype(np.uint16),
        )

    @classmethod
    def none(cls) -> "Rows":
        """Nothing anywhere."""
        return cls.of(np.empty(0, np.int64), np.empty(0, np.int32))

    @classmethod
    def _sorted(cls, tokens: Tokens, places: Places, times: Times) -> "Rows":
        starts = np.flatnonzero(_changes(tokens))
        return cls(tokens[starts], np.append(starts, len(tokens)), places, times)

    def at(self, places: Places) -> "Rows":
        """The same at other places: `places[i]` instead of i, which may be GONE."""
        moved = np.where(self.places == GONE, GONE, places[self.places]).astype(np.int32)
        return Rows(self.tokens, self.ends, moved, self.times)

    def joined(self, other: "Rows") -> "Rows":
        """Both together."""
        pair = (self, other)
        tokens = np.concatenate([np.repeat(rows.tokens, rows.df) for rows in pair])
        order = np.argsort(tokens, kind="stable")
        places = np.concatenate([rows.places for rows in pair])[order]
        times = np.concatenate([rows.times for rows in pair])[order]
        return self._sorted(tokens[order], places, times)

    @cached_property
    def df(self) -> Counts:
        """In how many places each token stands."""
        return np.diff(self.ends)

    @cached_property
    def totals(self) -> Counts:
        """How often each token stands anywhere."""
        if not len(self.tokens):
            return np.empty(0, np.int64)
        return np.add.reduceat(self.times, self.ends[:-1], dtype=np.int64)

    def at_slot(self, slot: int) -> tuple[Places, Times]:
        """The places of the token at an index, and the times."""
        part = slice(self.ends[slot], self.ends[slot + 1])
        return self.places[part], self.times[part]

    def slots(self, tokens: Tokens) -> Counts:
        """The index of each of `tokens`, -1 for those that stand nowhere."""
        if not len(self.tokens):
            return np.full(len(tokens), -1)
        at = np.minimum(np.searchsorted(self.tokens, tokens), len(self.tokens) - 1)
        return np.where(self.tokens[at] == tokens, at, -1)

    def totals_of(self, tokens: Tokens) -> Counts:
        """How often each of `tokens` stands anywhere; 0 for unknown ones."""
        if not len(self.tokens):
            return np.zeros(len(tokens), np.int64)
        slots = self.slots(tokens)
        return np.where(slots >= 0, self.totals[slots], 0)

    def total(self, token: int) -> int:
        """How often one token stands anywhere; 0 for an unknown one."""
        at = int(self.tokens.searchsorted(token))
        known = at < len(self.tokens) and self.tokens[at] == token
        return int(self.totals[at]) if known else 0


@dataclass(frozen=True)
class Postings:
    """Rows counted once, and what changed since: few places went, few came, the others moved.

    So a change costs as much as what it touches. `moved` has for each place of `base` the one it is
    now, or GONE; `gone` are the rows of all places that went, of those that had come too; `more`
    are those that came, at the places they have now.
    """

    base: Rows
    moved: Places | None = None
    gone: Rows = field(default_factory=Rows.none)
    more: Rows = field(default_factory=Rows.none)

    def changed(self, moved: Places, less: Rows, more: Rows) -> "Postings":
        """The same after its places moved, those of `less` GONE among them, and `more` came.

        The places of `more` are new ones, those of `less` count for nothing.
        """
        before = moved if self.moved is None else self.moved
        if self.moved is not None:
            before = np.where(before == GONE, GONE, moved[before]).astype(np.int32)
        return Postings(self.base, before, self.gone.joined(less), self.more.at(moved).joined(more))

    def totals(self, tokens: Tokens) -> Counts:
        """How often each of `tokens` stands anywhere."""
        counts = self.base.totals_of(tokens)
        if self.moved is None:
            return counts
        return counts - self.gone.totals_of(tokens) + self.more.totals_of(tokens)

    def total(self, token: int) -> int:
        """How often one token stands anywhere."""
        if self.moved is None:
            return self.base.total(token)
        return self.base.total(token) - self.gone.total(token) + self.more.total(token)

    def find_one(self, token: int) -> Places:
        """The places of one token, in no order."""
        return self.find(np.array([token], dtype=np.int64))[0]

    def known(self, which: Callable[[Tokens], npt.NDArray[np.bool_]]) -> Tokens:
        """The tokens of which `which` is true that stand somewhere, ascending."""
        found = self.base.tokens[which(self.base.tokens)]
        if self.moved is None:
            return found
        tokens = np.unique(np.concatenate([found, self.more.tokens[which(self.more.tokens)]]))
        return tokens[self.totals(tokens) > 0]

    def find(self, tokens: Tokens) -> tuple[Places, Times, Counts]:
        """The places of each of `tokens`, one behind the other, the times, and how many are whose.

        The places of one token are in no order.
        """
        found: list[tuple[Places, Times]] = []
        sizes: list[int] = []
        more = [-1] * len(tokens) if self.moved is None else self.more.slots(tokens).tolist()
        for slot, other in zip(self.base.slots(tokens).tolist(), more, strict=True):
            before = len(found)
            if slot >= 0:
                found.append(self._of_base(slot))
            if other >= 0:
                found.append(_standing(*self.more.at_slot(other)))
            sizes.append(sum(len(places) for places, _ in found[before:]))
        if not found:
            return np.empty(0, np.int32), np.empty(0, np.uint16), np.array(sizes)
        places, times = zip(*found, strict=True)
        return np.concatenate(places), np.concatenate(times), np.array(sizes)

    def _of_base(self, slot: int) -> tuple[Places, Times]:
        places, times = self.base.at_slot(slot)
        return (places, times) if self.moved is None else _standing(self.moved[places], times)


def _standing(places: Places, times: Times) -> tuple[Places, Times]:
    stays = places != GONE
    return places[stays], times[stays]


def _changes(row: Tokens) -> npt.NDArray[np.bool_]:
    """Where a sorted row has another value than before; true for its first."""
    first = np.ones(len(row), dtype=np.bool_)
    np.not_equal(row[1:], row[:-1], out=first[1:])
    return first
