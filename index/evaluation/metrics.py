"""The measures of a ranking, by ir-measures.

Acc@1       1 where the first text is relevant, else 0
MRR@10      1 / rank of the first relevant text, 0 when it is not among ten
nDCG@10     sum of grade / log2(rank + 1) over ten, divided by that of the best order
Recall@10   the share of the relevant texts that are among ten; Recall@100 among a hundred

Each is the mean over the questions. Importing this costs 0.1 s.
"""

import math
from collections.abc import Mapping, Sequence

import ir_measures
from ir_measures import RR, R, Success, nDCG

MEASURES = {
    "Acc@1": Success @ 1,
    "MRR@10": RR @ 10,
    "nDCG@10": nDCG @ 10,
    "Recall@10": R @ 10,
    "Recall@100": R @ 100,
}
# The deepest rank that any of them looks at.
DEPTH = 100


def mean_measures(
    qrels: Mapping[str, Mapping[str, int]], found: Mapping[str, Sequence[str]]
) -> dict[str, float]:
    """The measures over all questions of `qrels`; `found` has the ids of texts, best first.

    A question that found nothing counts 0.
    """
    # trec_eval would sort equal scores by id. The product's own order is what is measured, so
    # its ranks stand in for scores.
    run = {
        question: {text: float(-rank) for rank, text in enumerate(texts)}
        for question, texts in found.items()
        if texts
    }
    sums: dict[str, list[float]] = {name: [] for name in MEASURES}
    names = {measure: name for name, measure in MEASURES.items()}
    for metric in ir_measures.iter_calc(list(MEASURES.values()), dict(qrels), run):
        sums[names[metric.measure]].append(metric.value)
    return {name: math.fsum(values) / len(qrels) for name, values in sums.items()}
