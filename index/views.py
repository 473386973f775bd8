"""Ranking texts by several views of them at once, each text by its best unit.

What its units are, `lines.py` says.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from index.lines import Run, Unit
from index.numbering import BREAK, Numbering, Spellings
from index.postings import numbered, rows_of, token_of
from index.rankers.bm25plus import Bm25Plus, Bm25Rows, Scores
from index.text import accented_key, folded_key, has_accents
from index.tokens import cut_words
from index.unit_rows import Runs, UnitRows

# Three syllables in four carry an accent; with this share of them typed, accents are trusted.
_MOSTLY = 0.5
# "words" is measured and left out: see docs/do-luong.md.
VIEWS = ("accented", "folded")


@dataclass(frozen=True)
class Ranked:
    """The text at `index`. `score` is 1 for a text that is best in every view that counts; `views`
    has the raw BM25+ scores."""

    index: int
    score: float
    views: dict[str, float]


class _View:
    """A ranker of syllables and neighbouring pairs by one key of theirs."""

    def __init__(self, ranker: Bm25Rows, numbers: Numbering, key: Callable[[str], str]) -> None:
        self._ranker = ranker
        self._numbers = numbers
        self._key = key

    def scores(self, runs: Sequence[Run]) -> Scores:
        """The scores for lower-case syllables; a pair stands within one run."""
        asked: list[int] = []
        for run in runs:
            numbers = [self._numbers.get(self._key(word), BREAK) for word in run]
            asked += [token_of(number) for number in numbers if number]
            asked += [token_of(*pair) for pair in pairwise(numbers) if all(pair)]
        return self._ranker.scores(asked)


class _Words:
    """A ranker of words; a question is cut into those that the texts have."""

    def __init__(self, texts: Sequence[Sequence[Unit]]) -> None:
        units = [[[word for run in unit for word in run] for unit in text] for text in texts]
        self._known = frozenset(word for text in units for unit in text for word in unit)
        self._ranker = Bm25Plus(units)

    def scores(self, runs: Sequence[Run]) -> Scores:
        """The scores for the words of lower-case syllables, the first run alone."""
        return self._ranker.scores(cut_words(runs[0], self._known))


class Views:
    """BM25+ rankers of accented and of folded syllables and pairs; read-only once built.

    Raises EmptyCorpus when no text has a word.
    """

    def __init__(
        self,
        texts: Sequence[Sequence[Unit]],
        words: Sequence[Sequence[Unit]] | None = None,
        views: Sequence[str] = VIEWS,
    ) -> None:
        """`texts` are the units of each text. `words` are the same, of words instead of syllables:
        only the view "words" needs them."""
        spellings = Spellings()
        self._rank_by(spellings, UnitRows.of_runs(_runs(texts, spellings), spellings, views))
        if "words" in views and words is not None:
            self._rankers["words"] = _Words(words)

    @classmethod
    def over(cls, spellings: Spellings, rows: UnitRows) -> "Views":
        """The same of units that are counted already, by numbers of `spellings`."""
        views = cls.__new__(cls)
        views._rank_by(spellings, rows)
        return views

    def _rank_by(self, spellings: Spellings, rows: UnitRows) -> None:
        keys = {
            "accented": (spellings.accented, accented_key),
            "folded": (spellings.folded, folded_key),
        }
        self._rankers: dict[str, _View | _Words] = {
            view: _View(Bm25Rows(postings, rows.sizes, rows.counts), *keys[view])
            for view, postings in rows.views.items()
        }

    def rank(
        self, question: Run, *, also: Sequence[Run] = (), top_k: int | None = None
    ) -> list[Ranked]:
        """The texts that share a token with lower-case syllables, best first; ties in order.

        `also` are other names for some of them, for the folded view. `top_k` None gives all.
        """
        # A question without accents says nothing to the views that keep them.
        trust = min(1.0, sum(map(has_accents, question)) / (_MOSTLY * max(1, len(question))))
        scores: dict[str, Scores] = {}
        total: Scores | None = None
        weights = 0.0
        for view, ranker in self._rankers.items():
            scores[view] = ranker.scores([question, *also] if view == "folded" else [question])
            weight = 1.0 if view == "folded" else trust
            weights += weight
            best = scores[view].max()
            if best > 0 and weight > 0:
                share = scores[view] * (weight / best)
                total = share if total is None else total + share
        if total is None:
            return []
        among = _best(total, top_k)
        return [
            Ranked(i, float(total[i]) / weights, {v: float(row[i]) for v, row in scores.items()})
            for i in among
        ]


def _runs(texts: Sequence[Sequence[Unit]], spellings: Spellings) -> Runs:
    """Units of syllables as rows of numbers; a unit without any is left out."""
    filled = [[unit for unit in text if any(unit)] for text in texts]
    units = [unit for text in filled for unit in text]
    return Runs(
        rows_of([spellings.row(run) for unit in units for run in unit]),
        np.array([len(run) for unit in units for run in unit], dtype=np.int32),
        numbered(np.array([len(unit) for unit in units], dtype=np.int64)),
        np.array([len(text) for text in filled], dtype=np.int32),
    )


def _best(scores: Scores, top_k: int | None) -> list[int]:
    """The places of the `top_k` highest scores above 0, best first; ties in order."""
    among = np.flatnonzero(scores > 0)
    if top_k is not None and 0 < top_k < len(among):
        least = np.partition(scores, -top_k)[-top_k]
        among = np.flatnonzero(scores >= max(least, np.nextafter(0, 1)))
    order: list[int] = among[np.argsort(-scores[among], kind="stable")].tolist()
    return order if top_k is None else order[: max(top_k, 0)]
