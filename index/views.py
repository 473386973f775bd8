"""Ranking by several views of the same texts at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.rankers.bm25 import Bm25Ranker
from index.text import has_accents
from index.tokens import accented_tokens, cut_words, folded_tokens

# Three syllables in four carry an accent; with this share of them typed, accents are trusted.
_MOSTLY = 0.5
VIEWS = ("accented", "folded", "words")


@dataclass(frozen=True)
class Ranked:
    """The text at `index`. `score` is the sum over the views of its score there, divided by the
    best text's; `views` has the raw BM25 scores."""

    index: int
    score: float
    views: dict[str, float]


class Views:
    """Three BM25 rankers, of accented and of folded syllables and pairs and of words.

    Read-only once built. Raises EmptyCorpus when no text has a word.
    """

    def __init__(
        self, texts: Sequence[Sequence[str]], words: Sequence[Sequence[str]] | None
    ) -> None:
        """`texts` are the lower-case syllables of each text, `words` its segmented words; None
        leaves the view of words out."""
        self._known = frozenset(word for row in words or () for word in row)
        self._rankers = {
            "accented": Bm25Ranker([accented_tokens(text) for text in texts]),
            "folded": Bm25Ranker([folded_tokens(text) for text in texts]),
        }
        if words is not None:
            self._rankers["words"] = Bm25Ranker(words)

    def rank(
        self,
        question: Sequence[str],
        views: Sequence[str] = VIEWS,
        words: Sequence[str] | None = None,
        also: Sequence[Sequence[str]] = (),
    ) -> list[Ranked]:
        """The texts that share a token with lower-case syllables, best first; ties in order.

        For measuring: `views` leaves some out, and `words` are the question's words where another
        segmenter cut them. A view that was not built is left out anyway.
        """
        tokens = {
            "accented": accented_tokens(question),
            "folded": [*folded_tokens(question), *(t for run in also for t in folded_tokens(run))],
            "words": cut_words(question, self._known) if words is None else words,
        }
        # A question without accents says nothing to the views that keep them.
        trust = min(1.0, sum(map(has_accents, question)) / (_MOSTLY * max(1, len(question))))
        weights = {"accented": trust, "folded": 1.0, "words": trust}
        scores = {
            view: self._rankers[view].scores(tokens[view])
            for view in views
            if view in self._rankers
        }
        scales = {view: weights[view] / (max(row) or 1.0) for view, row in scores.items()}
        rows = zip(*scores.values(), strict=True)
        totals = [
            sum(scale * score for scale, score in zip(scales.values(), row, strict=True))
            for row in rows
        ]
        order = sorted(range(len(totals)), key=lambda i: (-totals[i], i))
        return [
            Ranked(i, totals[i], {view: row[i] for view, row in scores.items()})
            for i in order
            if totals[i] > 0
        ]
