"""What each ranking view brings, on a collection in BEIR form, beside stock rank-bm25.

    python tests/benchmarks/views.py FOLDER…      (corpus.jsonl, queries.jsonl, qrels/dev.tsv)

Prints Acc@1 and MRR@10 with the question as typed and without accents, and the time a question
takes. The stock row is rank-bm25's BM25Okapi over underthesea's words, nothing else.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rank_bm25 import BM25Okapi

from index.rankers.bm25 import Bm25Ranker
from index.text import clean, fold, syllables
from index.tokens import segmented_words
from index.views import VIEWS, Views

Rank = Callable[[str], Sequence[int]]
DEPTH = 10


def read_jsonl(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def read_qrels(path: Path) -> dict[str, set[str]]:
    relevant: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        query, document, grade = line.split("\t")
        if int(grade) > 0:
            relevant.setdefault(query, set()).add(document)
    return relevant


def measure(folder: Path) -> None:
    corpus = read_jsonl(folder / "corpus.jsonl")
    queries = read_jsonl(folder / "queries.jsonl")
    relevant = read_qrels(folder / "qrels" / "dev.tsv")
    queries = [query for query in queries if query["_id"] in relevant]
    texts = [f"{d['title']}\n{d['text']}" for d in corpus]
    words = [segmented_words(text) for text in texts]
    views = Views([syllables(clean(text)) for text in texts], words)
    stock = BM25Okapi(words)

    def ours(chosen: Sequence[str]) -> Rank:
        return lambda text: [r.index for r in views.rank(syllables(clean(text)), chosen)[:DEPTH]]

    def stock_rank(text: str) -> Sequence[int]:
        scores = stock.get_scores(segmented_words(text))
        return sorted(range(len(scores)), key=lambda i: -float(scores[i]))[:DEPTH]

    by_underthesea = Bm25Ranker(words)

    def words_rank(text: str) -> Sequence[int]:
        scores = by_underthesea.scores(segmented_words(text))
        return sorted(range(len(scores)), key=lambda i: -scores[i])[:DEPTH]

    rows: list[tuple[str, Rank]] = [("stock rank-bm25 + underthesea", stock_rank)]
    rows += [(view, ours((view,))) for view in VIEWS]
    rows.append(("words, question by underthesea", words_rank))

    def all_by_underthesea(text: str) -> Sequence[int]:
        ranked = views.rank(syllables(clean(text)), words=segmented_words(text))
        return [one.index for one in ranked[:DEPTH]]

    rows += [("accented + folded", ours(("accented", "folded"))), ("all three", ours(VIEWS))]
    rows.append(("all three, by underthesea", all_by_underthesea))
    print(f"{folder.name}: {len(corpus)} texts, {len(queries)} questions")
    print(f"{'':32s} {'Acc@1':>6s} {'MRR@10':>7s}   without accents   ms/question")
    for name, rank in rows:
        figures: list[float] = []
        began = time.perf_counter()
        for form in (str, fold):
            reciprocal = []
            for query in queries:
                found = [corpus[i]["_id"] for i in rank(form(query["text"]))]
                wanted = relevant[query["_id"]]
                place = next((n for n, i in enumerate(found, 1) if i in wanted), 0)
                reciprocal.append(1 / place if place else 0.0)
            figures += [reciprocal.count(1.0) / len(queries), sum(reciprocal) / len(queries)]
        spent = (time.perf_counter() - began) * 1e3 / (2 * len(queries))
        accurate, mrr, accurate_folded, mrr_folded = figures
        print(
            f"{name:32s} {accurate:6.3f} {mrr:7.3f}   {accurate_folded:6.3f} {mrr_folded:7.3f}"
            f"    {spent:8.1f}"
        )


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for name in sys.argv[1:]:
        measure(Path(name))
