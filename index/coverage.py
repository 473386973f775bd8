"""How much of a question a text accounts for, in its own words or in others."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, runtime_checkable

from index.query import Concept, Word
from index.text import accented_key, folded_key
from index.units import TextUnit

# A syllable of the question that stands in the text apart from its neighbours says little: most
# Vietnamese words are pairs, and "vàng" of "giá vàng" is not "vàng" of "Búa Liềm vàng".
_LONE = 0.25
_WEAK = 0.3
# What the text says in other words counts less than the asker's own.
_SYNONYM = 0.8
# A lone syllable with other accents than those typed is another word, or a slip.
_OTHER_ACCENTS = 0.1
# So many idfs are kept, of what questions ask again and again.
_REMEMBERED = 50_000
_UNSEEN = -1.0


@dataclass(frozen=True)
class Coverage:
    """How much of the content words, by idf, a text accounts for.

    `share` is 0 to 1, `weight` the idf that was matched; both 0 for no content words.
    """

    share: float
    weight: float
    matched: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A word and what it weighs. `alone` is its weight where no neighbour vouches for it, `names`
    are what documents may call it, the rarest first, each with its weight."""

    word: Word
    key: str
    weight: float
    alone: float
    names: tuple[tuple[str, float], ...]


class Asked:
    """The words of a question, weighed once, to be compared with many texts."""

    def __init__(self, words: Sequence[_Weighed]) -> None:
        self._words = words
        self._keys = [weighed.key for weighed in words]

    def coverage(self, unit: TextUnit) -> Coverage:
        """How much of the words, in question order, stands in `unit`, in these or other words."""
        total = matched_weight = 0.0
        matched: list[str] = []
        missing: list[str] = []
        for at, weighed in enumerate(self._words):
            share = self._share(at, weighed.word, unit)
            weight = weighed.weight if share == 1 else weighed.alone
            own = weight * share
            if weighed.names and share < _SYNONYM:
                # As if the rarest name had been said; a commoner one matches that much less.
                weight = weighed.names[0][1]
                named = next((w for name, w in weighed.names if unit.is_called(name)), 0.0)
                own = max(_SYNONYM * named, min(own, weight))
            total += weight
            matched_weight += own
            (matched if own > _LONE * weight else missing).append(weighed.word.typed)
        share = matched_weight / total if total else 0.0
        return Coverage(share, matched_weight, tuple(matched), tuple(missing))

    def _share(self, at: int, word: Word, unit: TextUnit) -> float:
        """The share of the word at `at` that stands in the text as it was asked."""
        keys = self._keys
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


@runtime_checkable
class Frequencies(Protocol):
    """In how many of some texts things stand; `passages` is how many texts there are."""

    @property
    def passages(self) -> int: ...

    def df(self, key: str | tuple[str, str]) -> int:
        """In how many texts a folded syllable, or two side by side, stand."""

    def has_accented(self, key: str) -> bool:
        """Whether a text has a syllable of this accented key."""


class _Counted:
    """Frequencies counted over texts at hand."""

    def __init__(self, units: Iterable[TextUnit]) -> None:
        units = tuple(units)
        self.passages = len(units)
        self._accented = frozenset(key for unit in units for key in unit.accented)
        self._df: Counter[str | tuple[str, str]] = Counter()
        for unit in units:
            self._df.update(unit.syllables)
            self._df.update(unit.pairs)

    def df(self, key: str | tuple[str, str]) -> int:
        return self._df[key]

    def has_accented(self, key: str) -> bool:
        return key in self._accented


class Weights:
    """The idf of syllables and pairs over a set of texts: ln((N + 1) / df), as BM25+ has it."""

    def __init__(self, units: Iterable[TextUnit] | Frequencies) -> None:
        """Of the texts themselves, or of how often things stand in them."""
        counted = units if isinstance(units, Frequencies) else _Counted(units)
        self._frequencies = counted
        self._most = math.log(counted.passages + 1)
        self._known: dict[str | tuple[str, str], float | None] = {}

    def idf(self, syllable: str) -> float:
        """The idf of a folded syllable; one that no text has weighs as if one text had it."""
        return self._idf(syllable, self._most)

    def _idf(self, key: str | tuple[str, str], none: float) -> float:
        """The idf of a syllable or a pair, `none` for what no text has."""
        idf = self._known.get(key, _UNSEEN)
        if idf == _UNSEEN:
            df = self._frequencies.df(key)
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            idf = self._known[key] = self._most - math.log(df) if df else None
        return none if idf is None else idf

    def asked(self, words: Sequence[Word]) -> Asked:
        """`words`, in question order, with their weights."""
        keys = [folded_key(word.typed) for word in words]
        return Asked([self._weigh(keys, at, word) for at, word in enumerate(words)])

    def _weigh(self, keys: Sequence[str], at: int, word: Word) -> _Weighed:
        """A word weighs its idf, or that of the rarer pair that it makes with a neighbour.

        "giao" folds like the "giáo" that every passage has; "giao ban" stands in two. A word with
        accents that no text has, and no neighbour to vouch for a slip, is another word: "tuyển" is
        not the "tuyên" of all.
        """
        names = self._names(word.concepts) if word.concepts else ()
        if word.weak:
            weight = self.idf(keys[at]) * _WEAK
            return _Weighed(word, keys[at], weight, weight, names)
        pairs = (self._idf(pair, 0.0) for pair in pairwise(keys[max(at - 1, 0) : at + 2]))
        weight = max(self.idf(keys[at]), *pairs, 0.0)
        strange = word.accented and not self._frequencies.has_accented(accented_key(word.typed))
        return _Weighed(word, keys[at], weight, self._most if strange else weight, names)

    def _names(self, concepts: Iterable[Concept]) -> tuple[tuple[str, float], ...]:
        weights: dict[str, float] = {}
        for concept in concepts:
            for name in concept.names:
                weights[name] = max(weights.get(name, 0.0), self._name_weight(name, concept.size))
        return tuple(sorted(weights.items(), key=lambda item: -item[1]))

    def _name_weight(self, name: str, said: int) -> float:
        """What each of the `said` syllables of a term weighs that documents call `name`."""
        keys = name.split()
        if len(keys) == 1:
            return self.idf(name) / said
        rarest = max(self._idf(pair, self._most) for pair in pairwise(keys))
        return min(1.0, len(keys) / said) * rarest
