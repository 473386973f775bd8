"""A question under reading: its words, and which of its characters are understood already."""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy

from index.numerals import number_at
from index.query import Concept, Language, Word
from index.text import fold, has_accents, may_mean
from index.thesaurus import Thesaurus
from index.vocabulary import Vocabulary

_WORD = re.compile(r"[^\W_]+")
_CLAUSE_END = re.compile(
    r"[.;:!?,\n](?=\s|$)|[,;!?](?=[^\W\d_])"
    r"|\s(?=(?:để|de) (?:mình|em|tôi|minh|toi|ghi|in|làm|lam)\b)"
)
_SENTENCE_ENDS = frozenset(".!?\n")
_ACCENTED_SHARE = 0.6
_NOTHING: Mapping[str, str] = {}


class Question:
    """The repaired text with marks on what is taken.

    `plain` is `typed` folded and as long, so a match in the one is a match in the other. `accented`
    says that accents were typed, so that a word without any is meant without.
    """

    def __init__(
        self, repaired: str, language: Language, vocabulary: Vocabulary, thesaurus: Thesaurus
    ) -> None:
        self.typed = repaired
        self.plain = fold(repaired)
        self.language = language
        self.vocabulary = vocabulary
        self._taken = bytearray(len(repaired))
        found = list(_CLAUSE_END.finditer(repaired))
        ends = [match.end() for match in found]
        self.asking = _asking([match[0] for match in found])
        self.spans = [match.span() for match in _WORD.finditer(repaired)]
        self.words = tuple(
            Word(repaired[a:b], self.plain[a:b], sum(end <= a for end in ends))
            for a, b in self.spans
        )
        self._thesaurus = thesaurus
        self._numbers: dict[int, tuple[int, int] | None] = {}
        self.typed_words = [word.typed for word in self.words]
        # About three syllables in four carry an accent.
        self.accented = sum(
            has_accents(word) for word in self.typed_words
        ) >= _ACCENTED_SHARE * len(self.words)

    def unmarked(self) -> "Question":
        """The same question with nothing taken, for a reader that may give it up."""
        again = copy(self)
        again._taken = bytearray(len(self.typed))
        return again

    def concepts(self) -> list[tuple[Concept, ...]]:
        """For each word, what the terms that it is part of mean; mostly nothing."""
        return self._thesaurus.find(self.words, accented=self.accented)

    def places(self) -> tuple[str, ...]:
        """The places elsewhere that are named, as folded keys."""
        return self._thesaurus.places(self.words)

    def take(self, start: int, end: int) -> None:
        """Mark characters as understood."""
        self._taken[start:end] = b"\x01" * (end - start)

    def is_taken(self, start: int, end: int) -> bool:
        """Whether any of these characters is understood already."""
        return any(self._taken[start:end])

    def is_free(self, at: int) -> bool:
        """Whether the word at index `at` is nobody's yet."""
        return not self.is_taken(*self.spans[at])

    def free(
        self, pattern: re.Pattern[str], meant: Mapping[str, str] = _NOTHING
    ) -> Iterator[re.Match[str]]:
        """Matches of a folded pattern that touch nothing taken.

        `meant` gives the accents of words of the pattern that fold like others: a match with
        other accents is none ("no" is not "nó", "người Việt" is not "người viết").
        """
        for match in pattern.finditer(self.plain):
            if (
                match.end() > match.start()
                and not self.is_taken(*match.span())
                and self._means(match, meant)
            ):
                yield match

    def untaken(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """As `free`, where what is taken parts the words: "khoản 2 quyết định 47" has 47."""
        left = "".join(
            "|" if taken else char for char, taken in zip(self.plain, self._taken, strict=True)
        )
        for match in pattern.finditer(left):
            if match.end() > match.start() and not self.is_taken(*match.span()):
                yield match

    def _means(self, match: re.Match[str], meant: Mapping[str, str]) -> bool:
        for word in _WORD.finditer(match[0]) if meant and self.language == "vi" else ():
            if word[0] not in meant:
                continue
            typed = self.typed[match.start() + word.start() : match.start() + word.end()]
            bare = self.accented and not has_accents(typed)
            if bare or not may_mean(typed, meant[word[0]]):
                return False
        return True

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether there is such a match."""
        return next(self.free(pattern), None) is not None

    def mark(
        self, pattern: re.Pattern[str], meant: Mapping[str, str] = _NOTHING
    ) -> list[re.Match[str]]:
        """Take every such match, and return them."""
        matches = list(self.free(pattern, meant))
        for match in matches:
            self.take(*match.span())
        return matches

    def word_at(self, position: int) -> int:
        """The index of the first word that starts at or after a character's position."""
        return next(
            (i for i, (start, _) in enumerate(self.spans) if start >= position), len(self.words)
        )

    def number(self, at: int) -> tuple[int, int] | None:
        """The number that begins at word `at`, and how many words it takes; as `number_at`."""
        if at not in self._numbers:
            self._numbers[at] = number_at(self.typed_words, at)
        return self._numbers[at]

    def folded_at(self, at: int) -> str:
        """The folded word at index `at`; empty past either end."""
        return self.words[at].folded if 0 <= at < len(self.words) else ""

    def stands(self, at: int, phrase: tuple[str, ...]) -> bool:
        """Whether the folded words from index `at` are `phrase`."""
        return tuple(word.folded for word in self.words[at : at + len(phrase)]) == phrase


def _asking(ends: Sequence[str]) -> frozenset[int]:
    """The clauses of the sentences that end in a question mark, by what each clause ends with."""
    asking: set[int] = set()
    start = 0
    for clause, end in enumerate(ends):
        if end in _SENTENCE_ENDS:
            asking.update(range(start, clause + 1) if end == "?" else ())
            start = clause + 1
    return frozenset(asking)
