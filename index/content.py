"""The words of a question that are left to search for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.grammar import ALTERNATIVES, UNITS
from index.query import Concept, Word
from index.question import Question
from index.stopwords import (
    ENGLISH_SINGLES,
    GENERIC,
    HALF_WORDS,
    PHRASES,
    SINGLES,
    WEAK_PHRASES,
    Phrases,
)
from index.text import fold, may_mean

_ACCENTED_STOPS: dict[str, list[str]] = {}
for _stop in SINGLES:
    _ACCENTED_STOPS.setdefault(fold(_stop), []).append(_stop)
_GENERIC: dict[str, list[str]] = {}
for _word in GENERIC:
    _GENERIC.setdefault(fold(_word), []).append(_word)
# Below this, a number in words is as often another word: "ba" is three and father.
_LEAST_SPOKEN = 10
_CONSONANTS = frozenset("bcdghklmnpqrstvxz")
_COUNTED_NOUNS = frozenset(("nhiem", "viec", "task", "tasks"))


def meant_by(question: Question) -> tuple[Word, ...]:
    """The content with the concepts of its terms; empty where the thesaurus knows none of them.

    Of a term that it knows, every word is content: "bà con" is the people, and no two pronouns.
    """
    concepts = question.concepts()
    if not any(concepts):
        return ()
    words = tuple(
        replace(word, weak=True) if not (word.weak or word.concepts) and _is_generic(word) else word
        for word in _content(question, concepts)
    )
    return words if any(word.concepts for word in words) else ()


def _is_generic(word: Word) -> bool:
    return any(may_mean(word.typed, generic) for generic in _GENERIC.get(word.folded, ()))


def content_of(question: Question) -> tuple[Word, ...]:
    """The free words that say something of the topic; numbers said in words as digits."""
    return tuple(_content(question, [()] * len(question.words)))


def _content(question: Question, concepts: Sequence[tuple[Concept, ...]]) -> Iterator[Word]:
    at = 0
    alternative: int | None = None  # the clause of an "or": "buổi sáng hay buổi chiều"
    while at < len(question.words):
        if not question.is_free(at):
            at += 1
            continue
        if concepts[at]:
            yield replace(question.words[at], concepts=concepts[at])
            at += 1
            continue
        if size := _phrase(question, at, PHRASES):
            at += size
            continue
        if _counts_tasks(question, at):
            at += 1
            continue
        if counted := _counted(question, at):
            value, size = counted
            yield Word(value, value, question.words[at].clause)
            at += size
            continue
        weak = _phrase(question, at, WEAK_PHRASES)
        for word in question.words[at : at + (weak or 1)]:
            if word.folded in ALTERNATIVES:
                alternative = word.clause
            if weak or not is_stop(question, word, at):
                light = bool(weak) or word.clause == alternative
                yield replace(word, weak=True) if light else word
        at += weak or 1


def _counts_tasks(question: Question, at: int) -> bool:
    """Whether this is the "sáu" of "sáu nhiệm vụ": how many there are is no topic."""
    found = question.number(at)
    return found is not None and found[1] == 1 and question.folded_at(at + 1) in _COUNTED_NOUNS


def _counted(question: Question, at: int) -> tuple[str, int] | None:
    """ "mười năm" as 10, with the words the number takes; None where nothing is counted."""
    if question.words[at].folded.isdigit():
        return None
    found = question.number(at)
    if found is None or found[0] < _LEAST_SPOKEN:
        return None
    value, size = found
    return (str(value), size) if question.folded_at(at + size) in UNITS else None


def _phrase(question: Question, at: int, phrases: Phrases) -> int:
    """The length of the phrase of `phrases` that begins at word `at`; 0 when none does."""
    words = question.words
    for phrase in phrases.get(words[at].folded, ()):
        size = len(phrase)
        if len(words) >= at + size and all(
            word.clause == words[at].clause and may_mean(word.typed, stop)
            for word, stop in zip(words[at : at + size], phrase, strict=True)
        ):
            return size
    return 0


def is_stop(question: Question, word: Word, at: int | None = None) -> bool:
    """Whether `word` says nothing of the topic; `at` is its index, where neighbours count.

    Typed without accents, "co" may be "có" (have) or half of "cơ quan": where it makes a pair of
    the library with its neighbour, the library's spelling decides.
    """
    if len(word.folded) == 1 and word.folded in _CONSONANTS:  # "là gì v", "e hỏi chút n"
        return True
    if question.language == "en":
        return word.typed in ENGLISH_SINGLES
    stops = [
        stop
        for stop in _ACCENTED_STOPS.get(word.folded, ())
        if word.typed == stop
        or ((not question.accented or word.accented) and may_mean(word.typed, stop))
    ]
    if not stops:
        return False
    exact = word.typed in stops and (question.accented or word.accented)
    if at is None or (exact and word.typed not in HALF_WORDS):
        return True
    for first, index in ((at - 1, 1), (at, 0)):
        spelling = question.vocabulary.pair_spelling(
            question.folded_at(first), question.folded_at(first + 1)
        )
        if spelling is None or not may_mean(word.typed, spelling[index]):
            continue
        here, beside = spelling[index], spelling[1 - index]
        if here not in SINGLES or (here in HALF_WORDS and beside not in SINGLES):
            return False
    return True
