"""The measures, as sums one can redo by hand."""

from math import log2

import pytest

from index.evaluation.metrics import DEPTH, MEASURES, mean_measures
from index.evaluation.timing import percentile


def test_each_measure_is_the_mean_of_what_each_question_gets() -> None:
    qrels = {"a": {"x": 1}, "b": {"y": 1, "z": 2, "w": 0}, "c": {"v": 1}}
    found = {"a": ["x", "y"], "b": ["w", "y", "z"], "c": ["x"]}
    ideal = 2 / log2(2) + 1 / log2(3)  # z, y
    assert mean_measures(qrels, found) == pytest.approx(
        {
            "Acc@1": (1 + 0 + 0) / 3,
            "MRR@10": (1 + 1 / 2 + 0) / 3,
            "nDCG@10": (1 + (1 / log2(3) + 2 / log2(4)) / ideal + 0) / 3,
            "Recall@10": (1 + 2 / 2 + 0) / 3,
            "Recall@100": (1 + 2 / 2 + 0) / 3,
        }
    )


@pytest.mark.parametrize(
    ("rank", "expected"),
    [
        pytest.param(1, [1, 1, 1, 1, 1], id="the first"),
        pytest.param(2, [0, 1 / 2, 1 / log2(3), 1, 1], id="the second"),
        pytest.param(10, [0, 1 / 10, 1 / log2(11), 1, 1], id="the last of ten"),
        pytest.param(11, [0, 0, 0, 0, 1], id="behind ten"),
        pytest.param(100, [0, 0, 0, 0, 1], id="the last of a hundred"),
    ],
)
def test_how_deep_each_measure_looks(rank: int, expected: list[float]) -> None:
    texts = [f"t{number:03}" for number in range(1, DEPTH + 1)]
    measured = mean_measures({"a": {texts[rank - 1]: 1}}, {"a": texts})
    assert measured == pytest.approx(dict(zip(MEASURES, expected, strict=True)))


def test_the_order_given_counts_and_not_that_of_the_ids() -> None:
    for order, right in ((["a", "b"], 0.0), (["b", "a"], 1.0)):
        assert mean_measures({"q": {"b": 1}}, {"q": order})["Acc@1"] == right


def test_a_question_that_finds_nothing_counts_and_gets_nothing() -> None:
    for found in ({"a": ["x"], "b": []}, {"a": ["x"]}):
        measured = mean_measures({"a": {"x": 1}, "b": {"x": 1}}, found)
        assert measured == dict.fromkeys(MEASURES, 0.5)
    assert mean_measures({"a": {"x": 1}}, {"a": []}) == dict.fromkeys(MEASURES, 0.0)


def test_half_of_the_relevant_texts_is_half_the_recall() -> None:
    measured = mean_measures({"a": {"x": 1, "y": 1}}, {"a": ["x", "z"]})
    assert (measured["Recall@10"], measured["Recall@100"]) == (0.5, 0.5)


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, 1), (0.25, 1), (0.5, 2), (0.51, 3), (0.99, 4), (1.0, 4)]
)
def test_a_percentile_is_the_smallest_value_that_so_many_do_not_exceed(
    share: float, expected: float
) -> None:
    assert percentile([3, 1, 4, 2], share) == expected
    assert percentile([], share) == 0
