"""BM25 by rank-bm25."""

from collections.abc import Sequence

from rank_bm25 import BM25Plus

from index.errors import EmptyCorpus


class Bm25Ranker:
    """Scores one view of the passages; read-only once built.

    Scores are BM25+ as rank-bm25's BM25Plus computes it (Lv and Zhai 2011, k1=1.5, b=0.75,
    delta=1), less what BM25+ gives every passage alike: a passage that shares no token with the
    question scores 0. BM25Plus and not BM25Okapi, whose idf is 0 for a token in exactly half of
    the passages. Raises EmptyCorpus when there is no passage with a token.
    """

    def __init__(self, passages: Sequence[Sequence[str]]) -> None:
        if not any(passages):
            raise EmptyCorpus("không có đoạn văn nào để lập chỉ mục")
        self._bm25 = BM25Plus(passages)

    def scores(self, tokens: Sequence[str]) -> list[float]:
        """One score per passage, comparable within one question only."""
        known = [token for token in tokens if token in self._bm25.idf]
        if not known:
            return [0.0] * self._bm25.corpus_size
        floor = sum(self._bm25.idf[token] * self._bm25.delta for token in known)
        scores = self._bm25.get_scores(known) - floor
        return [float(score) if score > 1e-9 else 0.0 for score in scores]

    def idf(self, token: str) -> float | None:
        """The idf of `token`; None where no passage has it."""
        value = self._bm25.idf.get(token)
        return None if value is None else float(value)
