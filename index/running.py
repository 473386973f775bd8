"""The words of a library as they run on, from paragraph to paragraph, found by runs of three."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from corpus.documents import Document, Passage
from corpus.library import Library
from index.numbering import BITS, BREAK, Numbering, Numbers
from index.postings import begins, rows_of
from index.text import folded_key

WORD = re.compile(r"[^\W_]+")
# So many words side by side are looked up at once.
RUN = 3
# A run that stands in more places than these is a stock phrase, and tells no place by itself.
_MOST_PLACES = 200
_END: Numbers = np.array([BREAK], dtype=np.int32)


@dataclass(frozen=True)
class Stretch:
    """Passages that run on: the numbers of their words in a row, and how many each has."""

    passages: tuple[Passage, ...]
    row: Numbers
    counts: tuple[int, ...]


class RunningText:
    """Every word of a library at a position of one long row; read-only once built.

    A document's paragraphs follow one another as one reads them, its captions come behind, for
    they stand between paragraphs without belonging there. No run crosses from one document into
    the next, nor into or out of a caption.
    """

    def __init__(
        self,
        library: Library,
        numbers: Numbering | None = None,
        stretches: Iterable[Stretch] | None = None,
    ) -> None:
        """`stretches` are the documents', in order, by `numbers`, where they are made already."""
        self._library = library
        self._numbers = Numbering() if numbers is None else numbers
        if stretches is None:
            made = (stretches_of(document, self._numbers) for document in library.documents)
            stretches = chain.from_iterable(made)
        self._passages: list[Passage] = []
        self._bounds: list[tuple[int, int]] = []
        counts: list[int] = []
        rows: list[Numbers] = []
        length = 0
        for stretch in stretches:
            self._passages += stretch.passages
            self._bounds += [(length, length + len(stretch.row))] * len(stretch.passages)
            # Behind the last passage of a stretch there is a break.
            counts += stretch.counts
            counts[-1] += 1
            rows += (stretch.row, _END)
            length += len(stretch.row) + 1
        self._starts: list[int] = begins(np.array(counts, dtype=np.int64))[:-1].tolist()
        codes = _codes(rows_of(rows).astype(np.int64))
        self._order = np.argsort(codes, kind="stable")
        self._codes = codes[self._order]

    def places(self, words: Sequence[str]) -> list[tuple[int, list[int]]]:
        """For each index at which a run of `words` begins that the library has: its positions.

        Words are compared without accents and capitals.
        """
        numbers = [self._numbers.get(folded_key(word.lower()), -1) for word in words]
        known = [i for i in range(len(words) - RUN + 1) if min(numbers[i : i + RUN]) > BREAK]
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


def stretches_of(document: Document, numbers: Numbering) -> Iterator[Stretch]:
    """A document's paragraphs as one stretch, and each of its captions as another."""
    with_words = [p for p in document.passages if WORD.search(p.text)]
    running = tuple(p for p in with_words if not p.locator.startswith("caption"))
    if running:
        yield _stretch(running, numbers)
    for passage in with_words:
        if passage.locator.startswith("caption"):
            yield _stretch((passage,), numbers)


def _stretch(passages: tuple[Passage, ...], numbers: Numbering) -> Stretch:
    rows = [
        numbers.row(folded_key(word.lower()) for word in WORD.findall(passage.text))
        for passage in passages
    ]
    return Stretch(passages, rows_of(rows), tuple(map(len, rows)))


@lru_cache(maxsize=1024)
def _words_of(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in WORD.finditer(text))


def _codes(row: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The code of the run that begins at each position: three words' numbers side by side.

    A run that crosses a break has one too, but nobody asks for it, for no word has its number.
    """
    if len(row) < RUN:
        return np.empty(0, dtype=np.int64)
    return (row[:-2] << (2 * BITS)) | (row[1:-1] << BITS) | row[2:]
