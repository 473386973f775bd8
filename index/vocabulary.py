"""The words of a library: what a slip of the finger most likely meant, and what stands together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.library import Library
from index.indexed_library import IndexedLibrary
from index.numbering import BITS, BREAK, Numbers, Spellings
from index.postings import (
    Move,
    Postings,
    Rows,
    numbered,
    rows_of,
    singles_and_pairs,
    token_of,
)
from index.stopwords import SINGLES
from index.syllable import is_syllable
from index.text import fold, may_mean, syllables

# A pair that stands so often is a set phrase.
_FREQUENT = 3
# So many pairs are kept once looked up, of what questions ask again and again.
_REMEMBERED = 50_000
_SECOND = (1 << BITS) - 1


class Vocabulary:
    """Syllables and neighbouring pairs of a library's texts, catalogue and lexicon, accents left
    out; read-only once built."""

    def __init__(
        self,
        library: Library,
        indexed: IndexedLibrary | None = None,
        previous: "Vocabulary | None" = None,
    ) -> None:
        """`indexed` are the documents where they are made already, and `previous` is the vocabulary
        of the library before, whose counts are kept for what did not change."""
        indexed = indexed or IndexedLibrary(library)
        spellings = self._spellings = indexed.spellings
        self._beside: _Beside = _Beside.of(
            library, spellings, previous._beside if previous else None
        )
        self._rows = (*(d.said for d in indexed.documents), *self._beside.rows)
        move = Move.between(previous._rows, self._rows) if previous and indexed.move else None
        self._to_plain = spellings.to_plain()
        size = len(self._to_plain)
        if previous is None or move is None:
            self._plain = Postings(_plain(self._rows, self._to_plain))
            self._spelt = np.bincount(rows_of(self._rows), minlength=size)
        else:
            added = [self._rows[at] for at in move.added]
            removed = [previous._rows[at] for at in move.removed]
            ones = np.ones(len(self._rows), dtype=np.int64)
            moved = move.places(np.ones(len(previous._rows), dtype=np.int64), ones)
            more = _plain(added, self._to_plain).at(move.added_places(ones))
            self._plain = previous._plain.changed(moved, _plain(removed, self._to_plain), more)
            self._spelt = np.bincount(rows_of(added), minlength=size)
            self._spelt[: len(previous._spelt)] += previous._spelt
            self._spelt -= np.bincount(rows_of(removed), minlength=size)
        words = spellings.plain.words
        singles = np.arange(1, len(words), dtype=np.int64) << BITS
        totals = self._plain.totals(singles).tolist()
        self.syllables = {
            word: total for word, total in zip(words[1:], totals, strict=False) if total
        }
        # What questions are made of is known too, but says nothing of what stands together.
        for word in SINGLES:
            self.syllables.setdefault(fold(word), 1)
        self._choices = sorted(s for s in self.syllables if len(s) >= 3 and is_syllable(s))
        self._counts: dict[tuple[str, str], int] = {}
        self._pair_spellings: dict[tuple[str, str], tuple[str, str]] = {}
        self._accented: dict[str, str] = {}
        self._with_initials: dict[str, tuple[str, ...]] = {}
        self._behind: dict[str, tuple[str, ...]] = {}
        self._before: dict[str, tuple[str, ...]] = {}

    def is_pair(self, first: str, second: str) -> bool:
        """Whether two folded syllables stand side by side anywhere in the library."""
        return self._count(first, second) > 0

    def _count(self, first: str, second: str) -> int:
        """How often two folded syllables stand side by side."""
        count = self._counts.get((first, second))
        if count is None:
            token = self._token(first, second)
            count = self._plain.total(token) if token else 0
            if len(self._counts) >= _REMEMBERED:
                self._counts.clear()
            self._counts[first, second] = count
        return count

    def _token(self, first: str, second: str) -> int:
        """The token of a pair; 0 where a syllable is unknown."""
        number = self._spellings.plain.get
        pair = number(first, BREAK), number(second, BREAK)
        return token_of(*pair) if all(pair) else 0

    def pair_spelling(self, first: str, second: str) -> tuple[str, str] | None:
        """How two folded syllables are first spelt side by side; None where they never stand."""
        if not self.is_pair(first, second):
            return None
        spelling = self._pair_spellings.get((first, second))
        if spelling is None:
            row, at = self._first(first, second)
            one, other = self._rows[row][at : at + 2].tolist()
            spelling = self._spellings.words[one], self._spellings.words[other]
            if len(self._pair_spellings) >= _REMEMBERED:
                self._pair_spellings.clear()
            self._pair_spellings[first, second] = spelling
        return spelling

    def _first(self, first: str, second: str) -> tuple[int, int]:
        """The first text that has a pair, and where in it; the pair must be known."""
        number = self._spellings.plain
        place = int(self._plain.find_one(self._token(first, second)).min())
        plain = self._to_plain[self._rows[place]]
        at = np.flatnonzero((plain[:-1] == number[first]) & (plain[1:] == number[second]))
        return place, int(at[0])

    def accented(self, folded: str) -> str:
        """The most frequent spelling of a folded syllable; itself when the library lacks it.

        Of several as frequent, the first that is printed.
        """
        known = self._accented.get(folded)
        if known is None:
            known = self._accented[folded] = self._most_frequent(folded)
        return known

    def _most_frequent(self, folded: str) -> str:
        words = self._spellings.words
        plain = self._spellings.plain.get(folded)
        spelt = self._spellings.spelt.get(plain or BREAK, ())
        counts = {n: int(self._spelt[n]) for n in spelt if n < len(self._spelt)}
        most = max(counts.values(), default=0)
        if plain is None or not most:
            return _SINGLE_SPELLINGS.get(folded, folded)
        best = [number for number, count in counts.items() if count == most]
        if len(best) > 1:
            for place in np.sort(self._plain.find_one(token_of(plain))).tolist():
                row = self._rows[place]
                printed = dict.fromkeys(row[self._to_plain[row] == plain].tolist())
                among: int | None = next((number for number in printed if number in best), None)
                if among is not None:
                    return words[among]
        return words[best[0]]

    def correct(self, folded: str, before: str, after: str) -> str | None:
        """The known syllable one slip away from `folded`, in its spelling; None without one.

        Of several, one that makes a known pair with its neighbours comes first, then the more
        frequent. A slip is one letter too many, too few, wrong, or two swapped.
        """
        if folded in self.syllables:
            return None
        if len(folded) < 4:
            return self._correct_short(folded, before)
        near = process.extract(
            folded, self._choices, scorer=OSA.distance, score_cutoff=1, limit=None
        )
        if not near:
            return None
        best = max(
            (match[0] for match in near),
            key=lambda s: (self.is_pair(before, s) or self.is_pair(s, after), self.syllables[s]),
        )
        # The neighbours tell "thanh" of "thanh lịch" from the more frequent "thành".
        if spelling := self.pair_spelling(best, after):
            return spelling[0]
        if spelling := self.pair_spelling(before, best):
            return spelling[1]
        return self.accented(best)

    def _correct_short(self, folded: str, before: str) -> str | None:
        """As `correct` for a word too short to go by alone: the word before must call for it, as
        "nhiệm" calls for "vụ", and for one word only."""
        if len(folded) < 2:
            return None
        meant = [s for s in self._followers(before) if OSA.distance(folded, s) == 1]
        spelling = self.pair_spelling(before, meant[0]) if len(meant) == 1 else None
        return spelling[1] if spelling else None

    def _followers(self, folded: str) -> tuple[str, ...]:
        """The folded syllables that stand behind another."""
        known = self._behind.get(folded)
        if known is None:
            number = self._spellings.plain.get(folded, -1)
            found = self._plain.known(lambda tokens: tokens >> BITS == number)
            behind = found[found & _SECOND != BREAK] & _SECOND
            known = self._behind[folded] = self._spellings.plain.of(behind)
        return known

    def _frequent_before(self, folded: str) -> tuple[str, ...]:
        """The folded syllables that often stand before another."""
        known = self._before.get(folded)
        if known is None:
            number = self._spellings.plain.get(folded, -1)
            found = self._plain.known(lambda tokens: tokens & _SECOND == number)
            often = found[self._plain.totals(found) >= _FREQUENT]
            known = self._before[folded] = self._spellings.plain.of(often >> BITS)
        return known

    def correct_beside(self, folded: str, before: str, after: str) -> str | None:
        """The syllable that a wrong one was meant to be, told by the word behind it: "niệm vụ".

        Only where it makes no known pair with either neighbour, and with one letter mended makes
        a frequent one. None when nothing need be mended.
        """
        if len(folded) < 4 or self.is_pair(folded, after) or self.is_pair(before, folded):
            return None
        # Nobody misses the first letter so often as others mean another word by it: "đường dẫn" is
        # no "hướng dẫn".
        alike = (s for s in self._frequent_before(after) if s[0] == folded[0])
        meant = [s for s in alike if OSA.distance(folded, s) == 1]
        spelling = self.pair_spelling(meant[0], after) if len(meant) == 1 else None
        return spelling[0] if spelling else None

    def split(self, folded: str) -> int | None:
        """Where two syllables of a known pair were typed as one word; None when they weren't."""
        cuts = (at for at in range(1, len(folded)) if self.is_pair(folded[:at], folded[at:]))
        return next(cuts, None)

    def with_initials(self, letters: str) -> tuple[str, ...]:
        """The known pairs that begin with these two letters, folded, "đ" apart from "d".

        "đđ" gives "dao duc" among others; nothing for letters that no pair begins with.
        """
        known = self._with_initials.get(letters)
        if known is None:
            known = self._with_initials[letters] = tuple(self._find_initials(letters))
        return known

    def _find_initials(self, letters: str) -> Iterator[str]:
        first, second = (ord(fold(letter)) for letter in letters)
        initials = self._initials
        tokens = self._plain.known(
            lambda all_: (initials[all_ >> BITS] == first) & (initials[all_ & _SECOND] == second)
        )
        words = self._spellings.plain.words
        pairs = [(words[token >> BITS], words[token & _SECOND]) for token in tokens.tolist()]
        found = [
            (self._first(*pair), pair)
            for pair in pairs
            if all(map(str.startswith, self.pair_spelling(*pair) or pair, letters))
        ]
        for _, (one, other) in sorted(found):
            yield f"{one} {other}"

    @cached_property
    def _initials(self) -> Numbers:
        """The first letter of each folded syllable, by its number; 0 for none."""
        words = self._spellings.plain.words[: int(self._to_plain.max(initial=0)) + 1]
        return np.array([ord(word[0]) if word else 0 for word in words], dtype=np.int32)

    def short_for(self, initial: str, second: str) -> str | None:
        """The word whose first syllable was cut to its first letter: "n.vụ" gives "nhiệm vụ"."""
        cut, last = fold(initial), fold(second)
        number = self._spellings.plain.get(last, BREAK)
        if number == BREAK:
            return None
        firsts = self._plain.known(lambda tokens: tokens & _SECOND == number) >> BITS
        words = (self._spellings.plain.words[first] for first in firsts.tolist())
        found = [
            (self._count(first, last), " ".join(spelling))
            for first in words
            if first.startswith(cut) and first != cut
            if (spelling := self.pair_spelling(first, last)) and may_mean(second, spelling[1])
        ]
        return max(found)[1] if found else None


def _plain(rows: Sequence[Numbers], to_plain: Numbers) -> Rows:
    """Which of the rows have which folded syllables and pairs."""
    row = rows_of(rows)
    row_of = numbered(np.array([len(one) for one in rows], dtype=np.int64))
    return Rows.of(*singles_and_pairs(to_plain[row], row_of))


@dataclass(frozen=True)
class _Beside:
    """What stands beside the documents: the catalogue's words and the lexicon's, a row of each."""

    catalogue: tuple[str, ...]
    lexicon: tuple[str, ...]
    rows: tuple[Numbers, Numbers]

    @classmethod
    def of(cls, library: Library, spellings: Spellings, previous: "_Beside | None") -> "_Beside":
        """A row that says what it said before is the very same."""
        catalogue = tuple(
            text or ""
            for directive in library.directives
            for text in (directive.type, directive.issuer, directive.subject, *directive.names)
        )
        meant = library.lexicon
        lexicon = (*meant.abbreviations.values(), *meant.english.values())
        same = previous is not None and previous.catalogue == catalogue
        one = previous.rows[0] if previous and same else _row(catalogue, spellings)
        same = previous is not None and previous.lexicon == lexicon
        other = previous.rows[1] if previous and same else _row(lexicon, spellings)
        return cls(catalogue, lexicon, (one, other))


def _row(texts: Iterable[str], spellings: Spellings) -> Numbers:
    end = np.array([BREAK], dtype=np.int32)
    rows = [part for text in texts for part in (spellings.row(syllables(text)), end)]
    return rows_of(rows)


_SINGLE_SPELLINGS: dict[str, str] = {}
for _word in SINGLES:
    _SINGLE_SPELLINGS.setdefault(fold(_word), _word)
