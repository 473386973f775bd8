"""The thesaurus: what people say, and what documents call the same thing.

From the lexicon's `synonyms`. A term and each of its synonyms stand for one another; the synonyms
of one term do not: floods and drought are both natural disasters, and not the same.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from corpus.lexicon import Lexicon
from index.query import Concept, Word
from index.text import clean, fold, folded_key, has_accents, may_mean, syllables
from index.vocabulary import Vocabulary

_Term = tuple[str, ...]
_Names = dict[_Term, None]
_WORD = re.compile(r"\w+")
# Two consonants: a short form that the lexicon doesn't know.
_SHORT_FORM = re.compile(r"[bcdđghklmnpqrstvx]{2}")


class Thesaurus:
    """Finds the terms of the lexicon in a question; read-only once built.

    A name that no document of the library can have, for it has a pair of words that none has, could
    find nothing and is left out.
    """

    def __init__(
        self, lexicon: Lexicon, vocabulary: Vocabulary, previous: "Thesaurus | None" = None
    ) -> None:
        """`previous` lends its table of terms, where its lexicon is the same."""
        self._lexicon = lexicon
        self._vocabulary = vocabulary
        self._known: dict[_Term, bool] = {}
        if previous is not None and previous._lexicon == lexicon:
            self._terms = previous._terms

    @cached_property
    def _terms(self) -> dict[tuple[str, ...], list[tuple[_Term, _Names]]]:
        """Terms by their first two folded syllables, or their only one, each with other names.

        Made when first needed: a question for a number never needs it. It is the lexicon's alone.
        """
        names: dict[_Term, _Names] = {}
        for term, others in self._lexicon.synonyms.items():
            own = tuple(syllables(clean(term)))
            # A line at a time, for there are thousands of terms.
            for one in clean(", ".join(others)).lower().split(","):
                other = tuple(_WORD.findall(one))
                names.setdefault(other, {})[own] = None
                names.setdefault(own, {})[other] = None
        terms: dict[tuple[str, ...], list[tuple[_Term, _Names]]] = {}
        for said, called in names.items():
            terms.setdefault(tuple(map(folded_key, said[:2])), []).append((said, called))
        return terms

    @cached_property
    def _places(self) -> dict[tuple[str, ...], list[_Term]]:
        places: dict[tuple[str, ...], list[_Term]] = {}
        for name in self._lexicon.places:
            place = tuple(syllables(clean(name)))
            places.setdefault(tuple(map(folded_key, place[:2])), []).append(place)
        return places

    def places(self, words: Sequence[Word]) -> tuple[str, ...]:
        """The lexicon's places that are named, as folded keys with single spaces between."""
        keys = [folded_key(word.typed) for word in words]
        found = [
            " ".join(map(folded_key, place))
            for at in range(len(words))
            for place in self._places.get(tuple(keys[at : at + 2]), ())
            if self._stands(place, words[at : at + len(place)])
        ]
        return tuple(dict.fromkeys(found))

    def _is_known(self, term: _Term) -> bool:
        known = self._known.get(term)
        if known is None:
            known = self._known[term] = self._has(term)
        return known

    def _has(self, term: _Term) -> bool:
        """Whether some text of the library may have the term."""
        folded = [fold(word) for word in term]
        if len(folded) == 1:
            return folded[0] in self._vocabulary.syllables
        return all(self._vocabulary.is_pair(*pair) for pair in pairwise(folded))

    def find(self, words: Sequence[Word], *, accented: bool = False) -> list[tuple[Concept, ...]]:
        """For each word, the concepts of the terms it is part of; none for most.

        A term stands in one clause, as typed or without its accents, never with others; where
        `accented`, what was typed without is meant without. Terms may overlap: "bảo hiểm y tế" is
        one, and "y tế" another.
        """

        def exact(term: _Term) -> bool:
            # Of one syllable too many mean something else: "mua" is buying before it is dancing.
            return accented or len(term) == 1

        found: list[list[Concept]] = [[] for _ in words]
        keys = [folded_key(word.typed) for word in words]
        for at, word in enumerate(words):
            for start in (tuple(keys[at : at + 2]), (keys[at],)):
                for term, called in self._terms.get(start, ()):
                    run = words[at : at + len(term)]
                    if self._stands(term, run) and not (exact(term) and _is_bare(term, run)):
                        known = filter(self._is_known, called)
                        names = tuple(" ".join(map(folded_key, name)) for name in known)
                        if not names:
                            continue
                        concept = Concept(" ".join(term), len(term), names)
                        for concepts in found[at : at + len(term)]:
                            concepts.append(concept)
            if _SHORT_FORM.fullmatch(word.typed) and not found[at]:
                found[at] += self._written_out(word.typed)
        return [tuple(dict.fromkeys(concepts)) for concepts in found]

    @staticmethod
    def _stands(term: _Term, run: Sequence[Word]) -> bool:
        return len(run) == len(term) and all(
            said.clause == run[0].clause and may_mean(said.typed, syllable)
            for said, syllable in zip(run, term, strict=True)
        )

    def _written_out(self, letters: str) -> Iterator[Concept]:
        """ "ĐĐ": whatever two words of the library it may stand for; the text has to tell which."""
        names = self._vocabulary.with_initials(letters)
        if names:
            yield Concept(letters, 1, names)


def _is_bare(term: _Term, run: Sequence[Word]) -> bool:
    """Whether a word of the run lacks the accents of the term: "thiên tai" is not "thiên tài"."""
    return any(not w.accented and has_accents(s) for w, s in zip(run, term, strict=True))
