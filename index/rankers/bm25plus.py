"""BM25+ over the units of each text: what a text's best unit scores, the text scores."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from index.errors import EmptyCorpus

Scores = npt.NDArray[np.float64]

# The constants of Lv and Zhai's paper and of rank-bm25, not tuned: on the collections measured the
# figures hardly move for K1 from 0.9 to 2, B from 0.75 to 1 and DELTA from 0.5 to 1.
K1 = 1.5
B = 0.75
DELTA = 1.0


class Bm25Plus:
    """Scores texts by their best unit; read-only once built.

    The score of a unit u for a question is BM25+ (Lv and Zhai 2011, "Lower-bounding term frequency
    normalization"): the sum, over the question's tokens t that stand in u, of

        ln((N + 1) / df(t)) * (DELTA + tf(t, u) (K1 + 1) / (tf(t, u) + K1 (1 - B + B |u| / avg)))

    with N, df and avg counted in units. DELTA is for a token that u has; rank-bm25's BM25Plus adds
    it for those that u lacks too, so that it orders nothing. What a token adds to each unit depends
    on no question, so it is worked out once (as Lù 2024, BM25S, does).
    """

    def __init__(self, texts: Sequence[Sequence[Sequence[str]]]) -> None:
        """`texts` has the units of each text as tokens; a text may have none.

        Raises EmptyCorpus when no unit has a token.
        """
        units = [unit for text in texts for unit in text if unit]
        if not units:
            raise EmptyCorpus("không có đoạn văn nào để lập chỉ mục")
        counts = np.array([sum(1 for unit in text if unit) for text in texts])
        self._texts = len(texts)
        # The texts that have a unit, and where the units of each begin.
        self._filled = np.flatnonzero(counts)
        self._begins = (np.cumsum(counts) - counts)[self._filled]
        self._index(units)

    def _index(self, units: Sequence[Sequence[str]]) -> None:
        """Set out, token by token, the units that have it and what it adds to the score of each."""
        self._slots: dict[str, int] = {}
        number = self._slots.setdefault
        tokens = np.array([number(t, len(self._slots)) for unit in units for t in unit])
        lengths = np.array([len(unit) for unit in units])
        places = tokens * len(units) + np.repeat(np.arange(len(units)), lengths)
        pairs, tf = np.unique(places, return_counts=True)
        token, self._unit = np.divmod(pairs, len(units))
        df = np.bincount(token)
        idf = np.log((len(units) + 1) / df)
        damping = K1 * (1 - B + B * lengths / lengths.mean())
        self._weight = idf[token] * (DELTA + tf * (K1 + 1) / (tf + damping[self._unit]))
        self._ends = [0, *np.cumsum(df).tolist()]
        self._units = len(units)

    def scores(self, tokens: Iterable[str]) -> Scores:
        """One score for each text, comparable within one question; 0 where no token is shared."""
        units, weights = [], []
        for token, times in Counter(tokens).items():
            slot = self._slots.get(token)
            if slot is not None:
                at = slice(self._ends[slot], self._ends[slot + 1])
                units.append(self._unit[at])
                weights.append(self._weight[at] if times == 1 else self._weight[at] * times)
        scores = np.zeros(self._texts)
        if units:
            by_unit = np.bincount(np.concatenate(units), np.concatenate(weights), self._units)
            scores[self._filled] = np.maximum.reduceat(by_unit, self._begins)
        return scores
