"""A text as the gate sees it: which words and which neighbouring pairs stand in it."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.query import Word
from index.text import accented_key, folded_key

# A syllable of the question that stands in the text apart from its neighbours says little: most
# Vietnamese words are pairs, and "vàng" of "giá vàng" is not "vàng" of "Búa Liềm vàng".
_LONE = 0.25
_WEAK = 0.3
# What the text says in other words counts less than the asker's own.
_SYNONYM = 0.8
# A lone syllable with other accents than those typed is another word, or a slip.
_OTHER_ACCENTS = 0.1


class TextUnit:
    """The folded syllables and pairs of one text; read-only."""

    def __init__(self, words: Sequence[str]) -> None:
        self.folded = [folded_key(word) for word in words]
        self.text = " ".join(self.folded)
        self.syllables = frozenset(self.folded)
        self.accented = frozenset(accented_key(word) for word in words)
        self.pairs = frozenset(pairwise(self.folded))

    def has_run(self, words: Sequence[str]) -> bool:
        """Whether the folded words stand in the text side by side, in this order."""
        return self.find_run(words) is not None

    def is_called(self, name: str) -> bool:
        """Whether a name of folded keys, single spaces between, stands in the text."""
        return f" {name} " in f" {self.text} "

    def find_run(self, words: Sequence[str]) -> int | None:
        """Where the folded words first stand side by side; None where they don't."""
        wanted = list(words)
        size = len(wanted)
        starts = range(len(self.folded) - size + 1)
        return next((i for i in starts if self.folded[i : i + size] == wanted), None)


@dataclass(frozen=True)
class Coverage:
    """How much of the content words, by idf, a text accounts for.

    `share` is 0 to 1, `weight` the idf that was matched; both 0 for no content words.
    """

    share: float
    weight: float
    matched: tuple[str, ...]
    missing: tuple[str, ...]


class Weights:
    """The idf of syllables over a set of texts: ln((N + 1) / df), as BM25Plus has it."""

    def __init__(self, units: Iterable[TextUnit]) -> None:
        units = tuple(units)
        self._df = Counter(syllable for unit in units for syllable in unit.syllables)
        self._pair_df = Counter(pair for unit in units for pair in unit.pairs)
        self._accented = frozenset(key for unit in units for key in unit.accented)
        self._n = len(units)

    def idf(self, syllable: str) -> float:
        """The idf of a folded syllable; one that no text has weighs as if one text had it."""
        return math.log((self._n + 1) / max(self._df[syllable], 1))

    def coverage(self, words: Sequence[Word], unit: TextUnit) -> Coverage:
        """How much of `words`, in question order, stands in `unit`, in these or in other words."""
        keys = [folded_key(word.typed) for word in words]
        total = matched_weight = 0.0
        matched: list[str] = []
        missing: list[str] = []
        for at, word in enumerate(words):
            share = self._share(keys, at, word, unit)
            weight = self._weight(keys, at, word, share)
            own = weight * share
            if word.concepts and share < _SYNONYM:
                weight, own = self._in_other_words(word, unit, own)
            total += weight
            matched_weight += own
            (matched if own > _LONE * weight else missing).append(word.typed)
        share = matched_weight / total if total else 0.0
        return Coverage(share, matched_weight, tuple(matched), tuple(missing))

    def _in_other_words(self, word: Word, unit: TextUnit, own: float) -> tuple[float, float]:
        """The weight of a word by what documents call its terms, and how much the text matches.

        As if the rarest name had been said; a commoner one in the text matches that much less.
        """
        most = best = 0.0
        for concept in word.concepts:
            for name in concept.names:
                weight = self._name_weight(name, concept.size)
                most = max(most, weight)
                if _SYNONYM * weight > best and unit.is_called(name):
                    best = _SYNONYM * weight
        return most, max(best, min(own, most))

    def _name_weight(self, name: str, said: int) -> float:
        """What each of the `said` syllables of a term weighs that documents call `name`."""
        keys = name.split()
        df = [self._pair_df[pair] for pair in pairwise(keys)] or [self._df[keys[0]]]
        return min(1.0, len(keys) / said) * math.log((self._n + 1) / max(min(df), 1))

    def _weight(self, keys: Sequence[str], at: int, word: Word, share: float) -> float:
        """The idf of a content word, or of the rarer pair that it makes with a neighbour.

        "giao" folds like the "giáo" that every passage has; "giao ban" stands in two. A word with
        accents that no text has, and no neighbour to vouch for a slip, is another word: "tuyển" is
        not the "tuyên" of all.
        """
        if word.weak:
            return self.idf(keys[at]) * _WEAK
        if word.accented and accented_key(word.typed) not in self._accented and share < 1:
            return self.idf("")
        pairs = (self._pair_df[pair] for pair in pairwise(keys[max(at - 1, 0) : at + 2]))
        rarest = min((df for df in pairs if df), default=0)
        return max(self.idf(keys[at]), math.log((self._n + 1) / rarest) if rarest else 0.0)

    @staticmethod
    def _share(keys: Sequence[str], at: int, word: Word, unit: TextUnit) -> float:
        key = keys[at]
        if key not in unit.syllables:
            return 0.0
        if (at and (keys[at - 1], key) in unit.pairs) or (
            at + 1 < len(keys) and (key, keys[at + 1]) in unit.pairs
        ):
            return 1.0
        exact = not word.accented or accented_key(word.typed) in unit.accented
        if len(keys) == 1 or word.typed.isdigit():
            return 1.0 if exact else _LONE
        return _LONE if exact else _OTHER_ACCENTS
