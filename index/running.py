"""The words of a library as they run on, from paragraph to paragraph, found by runs of three."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from corpus.documents import Passage
from corpus.library import Library
from index.text import folded_key

WORD = re.compile(r"[^\W_]+")
# So many words side by side are looked up at once.
RUN = 3
# Three word numbers of 21 bits share one 64-bit code; a library has some ten thousand words.
_BITS = 21
# A run that stands in more places than these is a stock phrase, and tells no place by itself.
_MOST_PLACES = 200
_BREAK = 0


class RunningText:
    """Every word of a library at a position of one long row; read-only once built.

    A document's paragraphs follow one another as one reads them, its captions come behind, for
    they stand between paragraphs without belonging there. No run crosses from one document into
    the next, nor into or out of a caption.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._numbers: dict[str, int] = {}
        self._passages: list[Passage] = []
        self._starts: list[int] = []
        self._bounds: list[tuple[int, int]] = []
        row: list[int] = []
        for stretch in _stretches(library):
            first = len(row)
            for passage in stretch:
                self._passages.append(passage)
                self._starts.append(len(row))
                row += [self._number(word) for word in WORD.findall(passage.text)]
            self._bounds += [(first, len(row))] * len(stretch)
            row.append(_BREAK)
        codes = _codes(np.array(row, dtype=np.int64))
        self._order = np.argsort(codes, kind="stable")
        self._codes = codes[self._order]

    def _number(self, word: str) -> int:
        return self._numbers.setdefault(folded_key(word.lower()), len(self._numbers) + 1)

    def places(self, words: Sequence[str]) -> list[tuple[int, list[int]]]:
        """For each index at which a run of `words` begins that the library has: its positions.

        Words are compared without accents and capitals.
        """
        numbers = [self._numbers.get(folded_key(word.lower()), -1) for word in words]
        known = [i for i in range(len(words) - RUN + 1) if min(numbers[i : i + RUN]) > _BREAK]
        if not known:
            return []
        codes = _codes(np.array(numbers, dtype=np.int64))[known]
        lefts = np.searchsorted(self._codes, codes, "left")
        rights = np.searchsorted(self._codes, codes, "right")
        return [
            (i, self._order[left : min(right, left + _MOST_PLACES)].tolist())
            for i, left, right in zip(known, lefts.tolist(), rights.tolist(), strict=True)
            if right > left
        ]

    def longest_run(self, words: Sequence[str]) -> int:
        """At most so many of `words` stand side by side as in the library: never too few."""
        at_once = longest = 0
        before = -2
        for at, _ in self.places(words):
            at_once = at_once + 1 if at == before + 1 else RUN
            longest, before = max(longest, at_once), at
        return longest

    def passage_at(self, position: int) -> Passage:
        """The passage that the word at `position` stands in."""
        return self._passages[bisect_right(self._starts, position) - 1]

    def bounds_at(self, position: int) -> tuple[int, int]:
        """Where the text that runs on around `position` begins and ends."""
        return self._bounds[bisect_right(self._starts, position) - 1]

    def words(self, start: int, end: int) -> list[str]:
        """The words from one position to another, as printed; no break may stand between."""
        return [self._passages[at].text[a:b] for at, (a, b) in self._spans(start, end)]

    def _spans(self, start: int, end: int) -> Iterator[tuple[int, tuple[int, int]]]:
        at = bisect_right(self._starts, start) - 1
        while start < end:
            first = self._starts[at]
            spans = _words_of(self._passages[at].text)
            for span in spans[start - first : end - first]:
                yield at, span
            start = max(start, first + len(spans))
            at += 1

    def span(self, position: int) -> tuple[int, int]:
        """Where the word at `position` starts and ends in its document's text."""
        at = bisect_right(self._starts, position) - 1
        start, end = _words_of(self._passages[at].text)[position - self._starts[at]]
        return self._passages[at].start + start, self._passages[at].start + end

    def between(self, position: int) -> str:
        """What is printed between the word at `position` and the next one; a line end between
        passages."""
        (at, (_, end)), (next_at, (start, _)) = self._spans(position, position + 2)
        text = self._passages[at].text
        if at == next_at:
            return text[end:start]
        return f"{text[end:]}\n{self._passages[next_at].text[:start]}"

    def is_next(self, end: int, start: int) -> bool:
        """Whether the word at `start` is printed right behind the one before `end`, captions
        included."""
        document = self.passage_at(start).document
        if self.passage_at(end - 1).document != document:
            return False
        left, right = self.span(end - 1)[1], self.span(start)[0]
        return left <= right and not WORD.search(self._library.document(document).text, left, right)


def _stretches(library: Library) -> Iterator[tuple[Passage, ...]]:
    for document in library.documents:
        running = [p for p in document.passages if not p.locator.startswith("caption")]
        with_words = tuple(p for p in running if WORD.search(p.text))
        if with_words:
            yield with_words
        for passage in document.passages:
            if passage.locator.startswith("caption") and WORD.search(passage.text):
                yield (passage,)


@lru_cache(maxsize=1024)
def _words_of(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in WORD.finditer(text))


def _codes(row: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The code of the run that begins at each position; a run that crosses a break has one too,
    but nobody asks for it, for no word has the break's number."""
    if len(row) < RUN:
        return np.empty(0, dtype=np.int64)
    return (row[:-2] << (2 * _BITS)) | (row[1:-1] << _BITS) | row[2:]
