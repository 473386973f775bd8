"""BM25+ over the units of each text: what a text's best unit scores, the text scores."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from index.errors import EmptyCorpus
from index.numbering import BITS, Numbering
from index.postings import Counts, Places, Postings, Rows, begins, numbered, rows_of, token_of

Scores = npt.NDArray[np.float64]

# The constants of Lv and Zhai's paper and of rank-bm25, not tuned: on the collections measured the
# figures hardly move for K1 from 0.9 to 2, B from 0.75 to 1 and DELTA from 0.5 to 1.
K1 = 1.5
B = 0.75
DELTA = 1.0


class Bm25Rows:
    """Scores texts by their best unit, from rows of numbers; read-only once built.

    The score of a unit u for a question is BM25+ (Lv and Zhai 2011, "Lower-bounding term frequency
    normalization"): the sum, over the question's tokens t that stand in u, of

        ln((N + 1) / df(t)) * (DELTA + tf(t, u) (K1 + 1) / (tf(t, u) + K1 (1 - B + B |u| / avg)))

    with N, df and avg counted in units. DELTA is for a token that u has; rank-bm25's BM25Plus adds
    it for those that u lacks too, so that it orders nothing. N, df and avg are the whole library's,
    so that a change of one document changes every weight: they are worked out when asked for, of
    the question's tokens only.
    """

    def __init__(self, postings: Postings, sizes: Counts, counts: Places) -> None:
        """`postings` have units for places, `sizes` the tokens of each unit, `counts` the units of
        each text; a text may have none.

        Raises EmptyCorpus when there is no unit.
        """
        if not len(sizes):
            raise EmptyCorpus("không có đoạn văn nào để lập chỉ mục")
        self._postings = postings
        self._units = len(sizes)
        self._texts = len(counts)
        # The texts that have a unit, and where the units of each begin.
        self._filled = np.flatnonzero(counts)
        self._begins = begins(counts)[self._filled]
        self._damping = K1 * (1 - B + B * sizes / sizes.mean())

    def scores(self, tokens: Iterable[int]) -> Scores:
        """One score for each text, comparable within one question; 0 where no token is shared."""
        asked = Counter(tokens)
        scores = np.zeros(self._texts)
        if not asked:
            return scores
        wanted = np.fromiter(asked, dtype=np.int64)
        places, tf, sizes = self._postings.find(wanted)
        if not len(places):
            return scores
        # A token that no unit has adds to none; what its logarithm would be, nobody asks.
        idf = np.log((self._units + 1) / np.maximum(sizes, 1))
        weights = np.repeat(idf, sizes) * (DELTA + tf * (K1 + 1) / (tf + self._damping[places]))
        if len(asked) < asked.total():
            weights *= np.repeat(np.fromiter(asked.values(), dtype=np.int64), sizes)
        by_unit = np.bincount(places, weights, self._units)
        scores[self._filled] = np.maximum.reduceat(by_unit, self._begins)
        return scores


class Bm25Plus:
    """`Bm25Rows` over texts of any tokens; read-only once built."""

    def __init__(self, texts: Sequence[Sequence[Sequence[str]]]) -> None:
        """`texts` has the units of each text as tokens; a text may have none.

        Raises EmptyCorpus when no unit has a token.
        """
        self._numbers = Numbering()
        units = [unit for text in texts for unit in text if unit]
        row = rows_of([self._numbers.row(unit) for unit in units]).astype(np.int64)
        sizes = np.array([len(unit) for unit in units], dtype=np.int64)
        counts = np.array([sum(1 for unit in text if unit) for text in texts], dtype=np.int32)
        postings = Postings(Rows.of(row << BITS, numbered(sizes)))
        self._rows = Bm25Rows(postings, sizes, counts)

    def scores(self, tokens: Iterable[str]) -> Scores:
        """One score for each text, comparable within one question; 0 where no token is shared."""
        numbers = (self._numbers.get(token) for token in tokens)
        return self._rows.scores(token_of(n) for n in numbers if n is not None)
