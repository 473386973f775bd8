"""Asking every question of a collection, and what came of it."""

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from index.collection import CollectionIndex, Track, collection_words, untracked
from index.evaluation.beir import Collection
from index.evaluation.metrics import DEPTH, mean_measures
from index.evaluation.records import Figures, Found, RankedQuestion, RankingRun
from index.evaluation.timing import percentile
from index.text import clean, fold
from index.tokens import segmented_words
from index.views import VIEWS

# From a question as typed to the ids of texts, best first.
Rank = Callable[[str], Sequence[str]]


def measure(
    collection: Collection,
    *,
    views: Sequence[str] = VIEWS,
    folded: bool = False,
    stock: bool = False,
    data: Path | None = None,
    track: Track = untracked,
) -> RankingRun:
    """Index the texts and ask every question; `folded` takes the questions' accents away.

    The texts are segmented only for the view of words and for `stock`, and the words are kept in
    `data`. Raises EmptyCorpus when no text has a word.
    """
    ids, titles, texts = collection.ids, collection.titles, collection.texts
    began = time.perf_counter()
    words = collection_words(titles, texts, data, track) if "words" in views else None
    index = CollectionIndex(ids, titles, texts, words, views)
    index_s = time.perf_counter() - began
    figures, questions = ask_all(
        collection, lambda text: [one.id for one in index.rank(text, top_k=DEPTH)], folded, track
    )
    peer: Figures | None = None
    if stock:
        words = words or collection_words(titles, texts, data, track)
        whole = [[word for row in rows for word in row] for rows in words]
        peer, _ = ask_all(collection, StockRanker(ids, whole).rank, folded, track)
    return RankingRun(
        collection=collection.name,
        split=collection.split,
        views=tuple(views),
        fold=folded,
        passages=len(ids),
        left_out=collection.left_out,
        index_s=index_s,
        figures=figures,
        stock=peer,
        questions=questions,
    )


def ask_all(
    collection: Collection, rank: Rank, folded: bool, track: Track
) -> tuple[Figures, tuple[RankedQuestion, ...]]:
    """Ask every question of `collection` of `rank`, and judge what it finds."""
    found: dict[str, Sequence[str]] = {}
    spent: list[float] = []
    for question in track(list(collection.questions), "asking"):
        text = collection.questions[question]
        asked = fold(clean(text)) if folded else text
        began = time.perf_counter()
        found[question] = rank(asked)[:DEPTH]
        spent.append((time.perf_counter() - began) * 1e3)
    figures = Figures(
        measures=mean_measures(collection.qrels, found),
        ms_p50=percentile(spent, 0.5),
        ms_p99=percentile(spent, 0.99),
    )
    return figures, tuple(_judged(collection, question, texts) for question, texts in found.items())


def _judged(collection: Collection, question: str, found: Sequence[str]) -> RankedQuestion:
    grades = collection.qrels[question]
    rank = next((rank for rank, text in enumerate(found, 1) if grades.get(text, 0) > 0), None)
    return RankedQuestion(
        id=question,
        question=collection.questions[question],
        right=rank == 1,
        got=Found(first=found[0] if found else None, rank=rank),
    )


class StockRanker:
    """What one writes in an afternoon: rank-bm25's BM25Okapi over underthesea's words, the whole
    question cut by underthesea too. Ties go in order."""

    def __init__(self, ids: Sequence[str], words: Iterable[Sequence[str]]) -> None:
        from rank_bm25 import BM25Okapi

        self._ids = tuple(ids)
        self._bm25 = BM25Okapi(list(words))
        segmented_words("một")  # loads its model here, not in the first question's time

    def rank(self, question: str) -> list[str]:
        """The ids of all texts, best first, whether they share a word or not."""
        scores = self._bm25.get_scores(segmented_words(question))
        order = sorted(range(len(scores)), key=lambda i: -float(scores[i]))
        return [self._ids[i] for i in order]
