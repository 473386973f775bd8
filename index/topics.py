"""Searching by words: rank the passages, let the gate judge the first few, take the best."""

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.documents import Directive, Passage
from corpus.library import Library
from index.coverage import Asked, Coverage, Weights
from index.gate import PASSAGE_SHARE, SYNONYM_SHARE, SYNONYM_WEIGHT
from index.indexed_library import IndexedLibrary
from index.kinds_asked import KindAsked, of_another_place, of_another_time
from index.passage_words import PassageWords
from index.passages import Hit, PassageIndex
from index.query import Aspect, Query, Word
from index.superseded import Superseded
from index.text import accented_key, folded_key
from index.units import TextUnit

# From this many content words on, a message more likely asks in one of its clauses.
LONG_QUESTION = 9
# A message of more clauses is searched for by its first ones.
_MOST_CLAUSES = 12
# So many hits are judged; what ranks below them does not answer.
_JUDGED = 3
_INTERROGATIVES = frozenset(
    "gi nao sao dau may nhieu ai khong chua who what when where which how why does is are".split()
)
# Of so many passages it is kept how well the whole message fits them.
_REMEMBERED = 100
# By synonyms more are, for a term of many names finds what has them all.
_JUDGED_BY_SYNONYM = 6
# A syllable in at most so many passages tells by itself what is meant.
_RARE = 3
# A passage with a date, where a date is asked for, wins over one that fits a little better; a
# place or a person likewise, and a citation of the type of document that is asked for.
_HAS_WHAT_IS_ASKED = 1.5
_PERSON = re.compile(
    r"\b(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à|NSND|NSƯT|[Cc]hủ tịch|[Bb]í thư|[Tt]rưởng ban)"
    r" [A-ZĐ]\w+(?: [A-ZĐ]\w+){1,3}"
)
_SIGNS: dict[Aspect, re.Pattern[str]] = {
    "date": re.compile(r"\b\d{1,2}/\d{1,2}\b"),
    "where": re.compile(r"\btại (?:[A-ZĐ]|thị xã|huyện|quận|phường|xã|hội trường|trụ sở)"),
}


@dataclass(frozen=True)
class Judged:
    """A hit and what the gate said of it: `refused` is why not, None where it may answer.

    `value` compares those of one question that may answer; 0 for the refused.
    """

    hit: Hit
    coverage: Coverage
    value: float
    refused: str | None = None

    @property
    def passage(self) -> Passage:
        """The passage that was judged."""
        return self.hit.passage


@dataclass(frozen=True)
class Topic:
    """What a search by words came to: the best hit that may answer, or None.

    `near` are the passages that ranked first, whatever the gate said; `judged` is all it said, each
    passage once, as it fared best.
    """

    best: Judged | None
    near: tuple[Passage, ...]
    judged: tuple[Judged, ...]


class TopicSearch:
    """Finds the passage that a question's content words mean; read-only once built."""

    def __init__(
        self,
        indexed: IndexedLibrary,
        index: PassageIndex,
        previous: "TopicSearch | None" = None,
    ) -> None:
        self._library = indexed.library
        self._index = index
        self._words: PassageWords = PassageWords.of(indexed, previous._words if previous else None)
        self._weights = Weights(self._words)
        self._rare = math.log((self._words.passages + 1) / _RARE)
        self._superseded = Superseded(self._library)

    def find(
        self, query: Query, of_types: Collection[Directive] = (), within: str | None = None
    ) -> Topic:
        """Search for the query's content; `of_types` are the documents of a type asked for.

        Only the passages of one document are looked at where `within` is its id.

        In rounds, each only when the ones before found nothing: the message whole, its clauses, and
        last by synonyms. So what a synonym finds never outweighs the asker's own words.
        """
        whole = self._retrieve(_sought(query.content), (), _REMEMBERED, within)
        judge = _Judge(
            self._library, self._index, self._weights, self._rare, query, of_types, whole
        )
        judged: list[Judged] = []
        best: Judged | None = None
        for attempts in _attempts(query):
            for words in attempts:
                own = words is query.content
                hits = self._first(whole) if own else self._hits(words, within)
                asked = self._weights.asked(words)
                judged += [judge.judge(words, asked, hit) for hit in hits]
            best = self._best(judged)
            if best is not None:
                break
        return Topic(best, tuple(hit.passage for hit in whole[:_JUDGED]), _each_once(judged))

    def _retrieve(
        self, words: Sequence[str], also: Sequence[Sequence[str]], top_k: int, within: str | None
    ) -> list[Hit]:
        if within is None:
            return self._index.retrieve(words, also=also, top_k=top_k)
        hits = self._index.retrieve(words, also=also, top_k=len(self._index.passages))
        return [hit for hit in hits if hit.passage.document == within][:top_k]

    def _first(self, ranked: Sequence[Hit], count: int = _JUDGED) -> list[Hit]:
        return self._superseded.with_newer(ranked, count)

    def _hits(self, words: Sequence[Word], within: str | None) -> list[Hit]:
        names = _names(words)
        count = _JUDGED_BY_SYNONYM if names else _JUDGED
        top_k = _REMEMBERED if self._superseded else count
        return self._first(self._retrieve(_sought(words), names, top_k, within), count)

    def _best(self, judged: Sequence[Judged]) -> Judged | None:
        """The one that fits best; what was replaced, only where nothing of its successors fits.

        However well the old text fits: of two documents that say nearly the same, the words decide
        by chance, and only the newer is in force.
        """
        fitting = [j for j in judged if j.value]
        documents = {j.passage.document for j in fitting}
        replaced = self._superseded.is_replaced
        standing = [j for j in fitting if not replaced(j.passage.document, documents)]
        return max(standing, key=lambda j: j.value, default=None)


class _Judge:
    """The gate over the hits of one question."""

    def __init__(
        self,
        library: Library,
        index: PassageIndex,
        weights: Weights,
        rare: float,
        query: Query,
        of_types: Collection[Directive],
        whole: Sequence[Hit],
    ) -> None:
        self._library = library
        self._index = index
        self._weights = weights
        self._rare = rare
        self._query = query
        self._of_types = of_types
        self._kind = KindAsked(query)
        self._meant = weights.asked(query.meant)
        # Of a long message's clauses, the one wins whose passage the whole message speaks of too.
        self._whole = {(h.passage.document, h.passage.locator): h.score for h in whole}

    def judge(self, words: Sequence[Word], asked: Asked, hit: Hit) -> Judged:
        """What the gate says of the hit for `words`, which are weighed in `asked`."""
        unit = self._index.unit(hit.passage)
        coverage = asked.coverage(unit)
        refused = self._refusal(words, hit, unit, coverage)
        if refused:
            return Judged(hit, coverage, 0.0, refused)
        passage = hit.passage
        value = coverage.weight * coverage.share
        value *= 1 + self._whole.get((passage.document, passage.locator), 0.0)
        # Between passages that fit alike, what the message says in other words may decide.
        value *= 1 + self._meant.coverage(unit).share
        return Judged(hit, coverage, value * self._bonus(passage))

    def _refusal(
        self, words: Sequence[Word], hit: Hit, unit: TextUnit, coverage: Coverage
    ) -> str | None:
        if coverage.share < PASSAGE_SHARE and not self._is_ample(words, coverage):
            return f"khớp {coverage.share:.0%}, cần ít nhất {PASSAGE_SHARE:.0%}"
        if self._is_chance(words, unit):
            return "chỉ khớp một tiếng mà nhiều đoạn có"
        year = self._library.document(hit.passage.document).published.year
        text = hit.passage.text
        return (
            of_another_time(self._query, text, year)
            or of_another_place(self._query, unit)
            or self._kind.lacking(text, unit)
        )

    def _is_ample(self, words: Sequence[Word], coverage: Coverage) -> bool:
        """Whether a question in other words than the text's is matched well enough."""
        return (
            any(word.concepts for word in words)
            and coverage.share >= SYNONYM_SHARE
            and coverage.weight >= SYNONYM_WEIGHT * self._weights.idf("")
        )

    def _bonus(self, passage: Passage) -> float:
        bonus = 1.0
        if any(directive in self._of_types for directive in self._library.cites([passage])):
            bonus *= _HAS_WHAT_IS_ASKED
        if self._kind.person and _PERSON.search(passage.text):
            bonus *= _HAS_WHAT_IS_ASKED
        for aspect, sign in _SIGNS.items():
            if aspect in self._query.aspects and sign.search(passage.text):
                bonus *= _HAS_WHAT_IS_ASKED
        return bonus

    def _is_chance(self, words: Sequence[Word], unit: TextUnit) -> bool:
        """Whether one syllable is all that is asked, and it says too little to go by.

        Unless it is the whole message, it must be rare, and spelt as the passage spells it.
        """
        if len(words) > 1 or len(self._query.words) == 1 or words[0].typed.isdigit():
            return False
        bare = self._query.language == "en" and not words[0].accented  # "Mr Cuong"
        exact = bare or accented_key(words[0].typed) in unit.accented
        return not exact or self._weights.idf(folded_key(words[0].typed)) < self._rare


def _each_once(judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """Of each passage the judgement it fared best in, the best first."""
    ranked = sorted(judged, key=lambda j: (-j.value, -j.coverage.share))
    best: dict[tuple[str, str], Judged] = {}
    for one in ranked:
        best.setdefault((one.passage.document, one.passage.locator), one)
    return tuple(best.values())


def _attempts(query: Query) -> list[list[tuple[Word, ...]]]:
    """The content to search for, in rounds: the next one only when a round finds nothing."""
    asking = _asking_clauses(query)
    parts = [c for c in clauses(query.content, asking) if len(c) > 1 and c != query.content]
    if len(query.topic) > 1 and query.topic != query.content:
        parts.append(query.topic)
    meant = [c for c in clauses(query.meant, asking) if len(c) > 1 and any(w.concepts for w in c)]
    by_synonym = [query.meant, *meant] if query.meant else []
    if len(query.content) >= LONG_QUESTION:
        return [[query.content, *parts], by_synonym]
    return [[query.content], [*parts, *by_synonym]]


def _asking_clauses(query: Query) -> frozenset[int]:
    """The clauses that ask something and name a topic; none where no such clause can be told.

    "Tôi mới làm bí thư, họp lần nào dân cũng kêu. Khi nào có xe rác?" asks of the truck alone.
    """
    words = {word.clause for word in query.words if word.folded in _INTERROGATIVES}
    asking = query.asking or words
    return frozenset(asking & {word.clause for word in query.content if not word.weak})


def clauses(
    content: Sequence[Word], asking: frozenset[int] = frozenset()
) -> list[tuple[Word, ...]]:
    """The content of each clause, and of each two neighbouring ones.

    Where `asking` are told, only of those that ask, and with a neighbour only if they ask.
    """
    numbers = list(dict.fromkeys(word.clause for word in content))[:_MOST_CLAUSES]
    single = [tuple(w for w in content if w.clause == n) for n in numbers]
    found = [*single, *(a + b for a, b in pairwise(single))]
    return [c for c in found if not asking or any(w.clause in asking for w in c)]


def _names(words: Sequence[Word]) -> list[list[str]]:
    """Everything the documents may call the terms among `words`, each once, as syllables."""
    concepts = dict.fromkeys(concept for word in words for concept in word.concepts)
    names = dict.fromkeys(name for concept in concepts for name in concept.names)
    return [name.split() for name in names]


def _sought(words: Sequence[Word]) -> list[str]:
    """What to search for: not what is asked for ("tổ chức ở đâu"), unless nothing else is said."""
    return [w.typed for w in words if not w.weak] or [w.typed for w in words]
