"""Deciding whether a message is a quotation, and what to answer of it."""

import re
from dataclasses import replace
from functools import cached_property
from itertools import chain

from index.answer import Answer, Problem
from index.indexed_library import IndexedLibrary
from index.passages import PassageIndex
from index.query import Aspect, Query
from index.quotations import Comparison, Quotations
from index.quote_asked import LEAST_WORDS, is_fill
from index.running import RunningText
from index.text import clean, fold, folded_key, syllables

# A text that somebody wants checked stands in the documents when it is so alike, or so long a run
# of it is printed that the rest may have been written around it.
_FOUND = 0.6
_FOUND_AROUND = 0.45
_AROUND = 8
# Where nobody asks for it, a message must be more alike than that to be taken for a copy, and
# without quotation marks so many words of it must stand side by side: "nhiệm vụ thứ tư của ngành
# tuyên giáo thủ đô" has six of the title's.
_COPIED = 0.75
_COPIED_RUN = 8
# A message is a copy with a question behind it when this share of its runs of words was copied.
_PASTED = 10
_MOSTLY_PASTED = 0.6
# A text that was copied has no such words at its ends, a question about it has.
_QUESTION = re.compile(
    r"\?|\b(?:gi|nao|dau|may|sao|ai|bao nhieu|bao gio|the nao|khong|chua|ha|vay|what|which|when"
    r"|where|who|how|why|does|is|tom tat|liet ke|ke ra|cho biet|giai thich|phan tich|viet|dich)\b"
)
# What somebody says before a text: a line of its own, or a few words and a colon.
_LEAD = re.compile(r"\W*(?:\w+\W+){0,8}\w+\s*[:\n]\W*")
_ASKED_OF_PLACE: frozenset[Aspect] = frozenset(("where",))
_NEAR = 3


class QuotationCheck:
    """Answers what was pasted, from one library; read-only once built."""

    def __init__(self, indexed: IndexedLibrary, index: PassageIndex) -> None:
        self._library = indexed.library
        self._indexed = indexed
        self._index = index

    @cached_property
    def _quotations(self) -> Quotations:
        """Made when first a text is pasted, or beforehand by `prepare`."""
        stretches = chain.from_iterable(own.stretches for own in self._indexed.documents)
        return Quotations(RunningText(self._library, self._indexed.spellings.folded, stretches))

    def prepare(self) -> None:
        """Make what only pasted texts need, so that nobody who pastes one waits for it."""
        _ = self._quotations

    def asked(self, query: Query) -> Answer | None:
        """The answer to a text that was given for checking, or in quotation marks."""
        pasted = query.pasted
        if pasted is None or pasted.ground == "plain":
            return None
        if pasted.ground == "check" and len(syllables(pasted.text)) < LEAST_WORDS:
            return Answer("unclear", "none", query, problem="no_quote")
        comparison = self._quotations.compare(pasted.text)
        if pasted.ground == "check":
            if comparison is not None and _is_found(comparison):
                return self._answer(query, comparison)
            return self._not_found(query)
        if comparison is not None and comparison.similarity >= _COPIED:
            return self._answer(query, comparison)
        return None

    def copied(self, query: Query) -> Answer | None:
        """The answer to a message that was copied from a passage, for the most part."""
        pasted = query.pasted
        if pasted is None or pasted.ground != "plain":
            return None
        if self._quotations.longest_run(pasted.text) < _COPIED_RUN:
            return None
        comparison = self._quotations.compare(pasted.text)
        if comparison is None:
            return None
        start, end = comparison.aligned
        lead, tail = pasted.text[:start], pasted.text[end:]
        asks = _QUESTION.search(fold(f"{lead} | {tail}"))
        is_copy = comparison.similarity >= _COPIED and comparison.longest >= _COPIED_RUN
        if is_copy and not asks:
            # "dạ anh ơi, dự thảo có câu: …"
            from_start = start if is_fill(lead) or _LEAD.fullmatch(lead) else 0
            to_end = end if is_fill(tail) else None
            part = pasted.text[from_start:to_end]
            again = None if part == pasted.text else self._quotations.compare(part)
            return self._answer(query, again or comparison)
        return self._asked_about(query, comparison)

    def unknown(self, query: Query) -> Answer | None:
        """No answer to a text in quotation marks that nothing else was found for."""
        pasted = query.pasted
        if pasted is None or pasted.ground != "quoted" or pasted.text.rstrip().endswith("?"):
            return None
        return None if query.aspects - _ASKED_OF_PLACE else self._not_found(query)

    def _asked_about(self, query: Query, comparison: Comparison) -> Answer | None:
        """The passage that a question was copied from, when most of the question was."""
        keys = [folded_key(word.typed) for word in query.words]
        runs = [" ".join(keys[i : i + _PASTED]) for i in range(len(keys) - _PASTED + 1)]
        texts = {p: self._index.unit(p).text for p in comparison.passages}
        counts = {p: sum(run in text for run in runs) for p, text in texts.items()}
        best = max(comparison.passages, key=lambda passage: counts[passage])
        if not runs or counts[best] < _MOSTLY_PASTED * len(runs):
            return None
        cited = self._library.cites([best])
        return Answer("answered", "passage", query, (best,), cited, confidence=1.0)

    def _answer(self, query: Query, comparison: Comparison) -> Answer:
        return Answer(
            "answered",
            "quotation",
            replace(query, tasks=(), paragraphs=(), locators=()),
            comparison.passages,
            self._library.cites(comparison.passages),
            confidence=comparison.similarity,
            comparison=comparison,
        )

    def _not_found(self, query: Query) -> Answer:
        problem: Problem = "quote_not_found"
        words = syllables(clean(query.pasted.text if query.pasted else query.text))
        hits = self._index.retrieve(words, top_k=_NEAR)
        near = tuple(hit.passage for hit in hits)
        return Answer("not_found", "none", query, near=near, problem=problem)


def _is_found(comparison: Comparison) -> bool:
    around = comparison.similarity >= _FOUND_AROUND and comparison.longest >= _AROUND
    return comparison.similarity >= _FOUND or around
