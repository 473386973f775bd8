"""Ranking texts by several views of them at once, each text by its best unit.

A text's units are its lines, each read under its title, and the title alone. A long article of
which one line answers is found by that line, whose neighbours don't dilute it; the title says what
a line leaves unsaid; and alone it finds the article that a question names.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.rankers.bm25plus import Bm25Plus, Scores
from index.text import clean, has_accents
from index.tokens import accented_tokens, cut_words, folded_tokens

# A line or a title: lower-case syllables side by side.
Run = Sequence[str]
# What is ranked as one: a line and the title above it. No pair spans two runs.
Unit = Sequence[Run]

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


def lines_of(title: str, body: str) -> list[str]:
    """The title, which may be empty, and each line of `body`; empty lines are left out.

    What follows the first line of a title is of the body.
    """
    name, _, rest = title.partition("\n")
    lines = (clean(line) for line in f"{rest}\n{body}".splitlines())
    return [clean(name), *filter(None, lines)]


def units_of(runs: Sequence[Run]) -> list[Unit]:
    """Of the title's run and the lines': each line with the title, and the title alone.

    An empty title gives the lines alone.
    """
    title, *lines = runs
    return [*([line, title] for line in lines), [title]] if title else [[line] for line in lines]


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
        self._rankers = {}
        for view, tokens in (("accented", accented_tokens), ("folded", folded_tokens)):
            if view in views:
                self._rankers[view] = Bm25Plus(
                    [[[t for run in unit for t in tokens(run)] for unit in text] for text in texts]
                )
        self._known: frozenset[str] = frozenset()
        if "words" in views and words is not None:
            units = [[[word for run in unit for word in run] for unit in text] for text in words]
            self._known = frozenset(word for text in units for unit in text for word in unit)
            self._rankers["words"] = Bm25Plus(units)

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
            scores[view] = ranker.scores(self._tokens(view, question, also))
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

    def _tokens(self, view: str, question: Run, also: Sequence[Run]) -> list[str]:
        if view == "accented":
            return accented_tokens(question)
        if view == "words":
            return cut_words(question, self._known)
        return [*folded_tokens(question), *(t for run in also for t in folded_tokens(run))]


def _best(scores: Scores, top_k: int | None) -> list[int]:
    """The places of the `top_k` highest scores above 0, best first; ties in order."""
    among = np.flatnonzero(scores > 0)
    if top_k is not None and 0 < top_k < len(among):
        least = np.partition(scores, -top_k)[-top_k]
        among = np.flatnonzero(scores >= max(least, np.nextafter(0, 1)))
    order: list[int] = among[np.argsort(-scores[among], kind="stable")].tolist()
    return order if top_k is None else order[: max(top_k, 0)]
