"""The words of a library: what a slip of the finger most likely meant, and what stands together."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.library import Library
from index.stopwords import SINGLES
from index.syllable import is_syllable
from index.text import fold, may_mean, syllables

# A pair that stands so often is a set phrase.
_FREQUENT = 3


class Vocabulary:
    """Folded syllables and neighbouring pairs of a library's texts and catalogue."""

    def __init__(self, library: Library) -> None:
        self.syllables: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self._accented: dict[str, Counter[str]] = {}
        self._followers: dict[str, set[str]] = {}
        self._pair_spellings: dict[tuple[str, str], tuple[str, str]] = {}
        for text in _texts(library):
            words = syllables(text)
            folded = [fold(word) for word in words]
            self.syllables.update(folded)
            for pair, spelling in zip(pairwise(folded), pairwise(words), strict=True):
                self.pairs[pair] += 1
                self._followers.setdefault(pair[0], set()).add(pair[1])
                self._pair_spellings.setdefault(pair, spelling)
            for plain, word in zip(folded, words, strict=True):
                self._accented.setdefault(plain, Counter())[word] += 1
        # What questions are made of is known too, but says nothing of what stands together.
        for word in SINGLES:
            self.syllables.setdefault(fold(word), 1)
            self._accented.setdefault(fold(word), Counter({word: 1}))
        self._frequent: dict[str, list[str]] = {}
        for (first, second), count in self.pairs.items():
            if count >= _FREQUENT:
                self._frequent.setdefault(second, []).append(first)
        self._choices = sorted(s for s in self.syllables if len(s) >= 3 and is_syllable(s))

    def is_pair(self, first: str, second: str) -> bool:
        """Whether two folded syllables stand side by side anywhere in the library."""
        return (first, second) in self.pairs

    def pair_spelling(self, first: str, second: str) -> tuple[str, str] | None:
        """How two folded syllables are first spelt side by side; None where they never stand."""
        return self._pair_spellings.get((first, second))

    def accented(self, folded: str) -> str:
        """The most frequent spelling of a folded syllable; itself when the library lacks it."""
        spellings = self._accented.get(folded)
        return spellings.most_common(1)[0][0] if spellings else folded

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
            key=lambda s: (self.pairs[before, s] + self.pairs[s, after] > 0, self.syllables[s]),
        )
        # The neighbours tell "thanh" of "thanh lịch" from the more frequent "thành".
        if (best, after) in self._pair_spellings:
            return self._pair_spellings[best, after][0]
        if (before, best) in self._pair_spellings:
            return self._pair_spellings[before, best][1]
        return self.accented(best)

    def _correct_short(self, folded: str, before: str) -> str | None:
        """As `correct` for a word too short to go by alone: the word before must call for it, as
        "nhiệm" calls for "vụ", and for one word only."""
        if len(folded) < 2:
            return None
        meant = [s for s in self._followers.get(before, ()) if OSA.distance(folded, s) == 1]
        return self._pair_spellings[before, meant[0]][1] if len(meant) == 1 else None

    def correct_beside(self, folded: str, before: str, after: str) -> str | None:
        """The syllable that a wrong one was meant to be, told by the word behind it: "niệm vụ".

        Only where it makes no known pair with either neighbour, and with one letter mended makes
        a frequent one. None when nothing need be mended.
        """
        if len(folded) < 4 or self.is_pair(folded, after) or self.is_pair(before, folded):
            return None
        # Nobody misses the first letter so often as others mean another word by it: "đường dẫn" is
        # no "hướng dẫn".
        alike = (s for s in self._frequent.get(after, ()) if s[0] == folded[0])
        meant = [s for s in alike if OSA.distance(folded, s) == 1]
        return self._pair_spellings[meant[0], after][0] if len(meant) == 1 else None

    def split(self, folded: str) -> int | None:
        """Where two syllables of a known pair were typed as one word; None when they weren't."""
        cuts = (at for at in range(1, len(folded)) if self.is_pair(folded[:at], folded[at:]))
        return next(cuts, None)

    @lru_cache(maxsize=1024)  # noqa: B019 - a vocabulary lives as long as its library
    def with_initials(self, letters: str) -> tuple[str, ...]:
        """The known pairs that begin with these two letters, folded, "đ" apart from "d".

        "đđ" gives "dao duc" among others; nothing for letters that no pair begins with.
        """
        return tuple(
            f"{first} {second}"
            for (first, second), spelling in self._pair_spellings.items()
            if spelling[0][0] == letters[0] and spelling[1][0] == letters[1]
        )

    @lru_cache(maxsize=1024)  # noqa: B019 - a vocabulary lives as long as its library
    def short_for(self, initial: str, second: str) -> str | None:
        """The word whose first syllable was cut to its first letter: "n.vụ" gives "nhiệm vụ"."""
        found = [
            (count, " ".join(self._pair_spellings[first, last]))
            for (first, last), count in self.pairs.items()
            if last == fold(second)
            and first.startswith(fold(initial))
            and first != fold(initial)
            and may_mean(second, self._pair_spellings[first, last][1])
        ]
        return max(found)[1] if found else None


def _texts(library: Library) -> Iterable[str]:
    for document in library.documents:
        yield document.title
        for passage in document.passages:
            yield passage.text
    for directive in library.directives:
        for text in (directive.type, directive.issuer, directive.subject, *directive.names):
            yield text or ""
    yield from library.lexicon.abbreviations.values()
    yield from library.lexicon.english.values()
