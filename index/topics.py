"""Searching by words: rank the passages, let the gate judge the first few, take the best."""

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.documents import Directive, Passage
from corpus.library import Library
from index.gate import PASSAGE_SHARE, lacks_kind_asked
from index.passages import Hit, PassageIndex
from index.query import Aspect, Query, Word
from index.text import accented_key, clean, fold, folded_key
from index.units import Coverage, Weights

# From this many content words on, a message more likely asks in one of its clauses.
LONG_QUESTION = 9
# A message of more clauses is searched for by its first ones.
_MOST_CLAUSES = 12
# So many hits are judged; what ranks below them does not answer.
_JUDGED = 3
# A syllable in at most so many passages tells by itself what is meant.
_RARE = 3
# A passage with a date, where a date is asked for, wins over one that fits a little better; a
# place likewise, and a citation of the type of document that is asked for.
_HAS_WHAT_IS_ASKED = 1.5
_SIGNS: dict[Aspect, re.Pattern[str]] = {
    "date": re.compile(r"\b\d{1,2}/\d{1,2}\b"),
    "where": re.compile(r"\btại (?:[A-ZĐ]|thị xã|huyện|quận|phường|xã|hội trường|trụ sở)"),
}


@dataclass(frozen=True)
class Candidate:
    """A hit that passed the gate. `value` compares candidates of one question."""

    value: float
    passage: Passage
    coverage: Coverage


@dataclass(frozen=True)
class Topic:
    """What a search by words came to: the best candidate, or None and why others were refused.

    `near` are the passages that ranked first, whatever the gate said.
    """

    best: Candidate | None
    near: tuple[Passage, ...]
    refused: tuple[str, ...]


class TopicSearch:
    """Finds the passage that a question's content words mean; read-only once built."""

    def __init__(self, library: Library, index: PassageIndex) -> None:
        self._library = library
        self._index = index
        self._weights = Weights(index.units)
        self._rare = math.log((len(index.units) + 1) / _RARE)

    def find(self, query: Query, of_types: Collection[Directive] = ()) -> Topic:
        """Search for the query's content; `of_types` are the documents of a type asked for."""
        whole = self._index.retrieve(_sought(query.content), top_k=len(self._index.passages))
        judge = _Judge(self._library, self._weights, self._rare, query, of_types, whole)
        best: Candidate | None = None
        for attempts in _attempts(query):
            for words in attempts:
                if words is query.content:
                    hits = whole[:_JUDGED]
                else:
                    hits = self._index.retrieve(_sought(words), top_k=_JUDGED)
                for hit in hits:
                    candidate = judge.candidate(words, hit, hit.score / hits[0].score)
                    if candidate and (best is None or candidate.value > best.value):
                        best = candidate
            if best is not None:
                break
        near = tuple(hit.passage for hit in whole[:_JUDGED])
        return Topic(best, near, tuple(dict.fromkeys(judge.refused)))


class _Judge:
    """The gate over the hits of one question."""

    def __init__(
        self,
        library: Library,
        weights: Weights,
        rare: float,
        query: Query,
        of_types: Collection[Directive],
        whole: Sequence[Hit],
    ) -> None:
        self.refused: list[str] = []
        self._library = library
        self._weights = weights
        self._rare = rare
        self._query = query
        self._of_types = of_types
        self._plain = fold(clean(query.text))
        # Of a long message's clauses, the one wins whose passage the whole message speaks of too.
        self._whole = {(h.passage.document, h.passage.locator): h.score for h in whole}

    def candidate(self, words: Sequence[Word], hit: Hit, nearness: float) -> Candidate | None:
        """The hit for `words` as a candidate, or None; `nearness` is its score by the best's."""
        coverage = self._weights.coverage(words, hit.unit)
        if coverage.share < PASSAGE_SHARE or self._is_chance(words, hit):
            return None
        passage = hit.passage
        year = self._library.document(passage.document).published.year
        lacking = lacks_kind_asked(self._query, self._plain, passage.text, hit.unit, year)
        if lacking:
            self.refused.append(lacking)
            return None
        value = coverage.weight * coverage.share * nearness
        value *= 1 + self._whole.get((passage.document, passage.locator), 0.0)
        return Candidate(value * self._bonus(passage), passage, coverage)

    def _bonus(self, passage: Passage) -> float:
        bonus = 1.0
        if any(directive in self._of_types for directive in self._library.cites([passage])):
            bonus *= _HAS_WHAT_IS_ASKED
        for aspect, sign in _SIGNS.items():
            if aspect in self._query.aspects and sign.search(passage.text):
                bonus *= _HAS_WHAT_IS_ASKED
        return bonus

    def _is_chance(self, words: Sequence[Word], hit: Hit) -> bool:
        """Whether one syllable is all that is asked, and it says too little to go by.

        Unless it is the whole message, it must be rare, and spelt as the passage spells it.
        """
        if len(words) > 1 or len(self._query.words) == 1 or words[0].typed.isdigit():
            return False
        exact = accented_key(words[0].typed) in hit.unit.accented
        return not exact or self._weights.idf(folded_key(words[0].typed)) < self._rare


def _attempts(query: Query) -> list[list[tuple[Word, ...]]]:
    """The content to search for, in rounds: the next one only when a round finds nothing."""
    parts = [c for c in clauses(query.content) if len(c) > 1 and c != query.content]
    if len(query.content) >= LONG_QUESTION:
        return [[query.content, *parts]]
    return [[query.content], parts]


def clauses(content: Sequence[Word]) -> list[tuple[Word, ...]]:
    """The content of each clause, and of each two neighbouring ones."""
    numbers = list(dict.fromkeys(word.clause for word in content))[:_MOST_CLAUSES]
    single = [tuple(w for w in content if w.clause == n) for n in numbers]
    return [*single, *(a + b for a, b in pairwise(single))]


def _sought(words: Sequence[Word]) -> list[str]:
    """What to search for: not what is asked for ("tổ chức ở đâu"), unless nothing else is said."""
    return [w.typed for w in words if not w.weak] or [w.typed for w in words]
