"""BM25+ as sums that can be redone by hand, over three tiny passages."""

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import EmptyCorpus
from index.rankers.bm25 import Bm25Ranker

K1, B = 1.5, 0.75
PASSAGES = [
    ["cờ", "đỏ", "cờ", "vàng"],  # 4 tokens
    ["cờ", "sao"],  # 2
    ["mưa", "sao", "băng"],  # 3; 9 tokens in 3 passages, 3 on average
]


def term(idf: float, tf: int, length: int, average: float = 3) -> float:
    """What one token adds to one passage's score."""
    return idf * tf * (K1 + 1) / (K1 * (1 - B + B * length / average) + tf)


@pytest.fixture(scope="module")
def ranker() -> Bm25Ranker:
    return Bm25Ranker(PASSAGES)


def test_a_rare_token_weighs_more_than_a_frequent_one(ranker: Bm25Ranker) -> None:
    assert ranker.idf("mưa") == pytest.approx(log((3 + 1) / 1))
    assert ranker.idf("cờ") == pytest.approx(log((3 + 1) / 2))
    assert ranker.idf("biển") is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param(["mưa"], [0, 0, term(log(4), 1, 3)], id="in one passage"),
        pytest.param(
            ["cờ"], [term(log(2), 2, 4), term(log(2), 1, 2), 0], id="twice in a longer passage"
        ),
        pytest.param(
            ["sao", "đỏ"],
            [term(log(4), 1, 4), term(log(2), 1, 2), term(log(2), 1, 3)],
            id="tokens add up",
        ),
        pytest.param(
            ["cờ", "cờ"],
            [2 * term(log(2), 2, 4), 2 * term(log(2), 1, 2), 0],
            id="a token asked twice counts twice",
        ),
        pytest.param(["mưa", "biển"], [0, 0, term(log(4), 1, 3)], id="an unknown token adds 0"),
        pytest.param(["biển"], [0, 0, 0], id="only unknown tokens"),
        pytest.param([], [0, 0, 0], id="no token"),
    ],
)
def test_scores_are_sums(ranker: Bm25Ranker, question: list[str], expected: list[float]) -> None:
    assert ranker.scores(question) == pytest.approx(expected)


def test_a_token_in_half_of_the_passages_scores_above_zero() -> None:
    ranker = Bm25Ranker([["cờ"], ["sao"]])
    assert ranker.scores(["cờ"]) == pytest.approx([term(log(3), 1, 1, 1), 0])


def test_a_passage_without_a_token_scores_zero_and_breaks_nothing() -> None:
    ranker = Bm25Ranker([["cờ"], []])
    assert ranker.scores(["cờ"]) == pytest.approx([term(log(3), 1, 2, 1), 0])


@pytest.mark.parametrize("passages", [[], [[]], [[], []]], ids=["none", "one empty", "two empty"])
def test_no_passage_with_a_token_is_an_error(passages: list[list[str]]) -> None:
    with pytest.raises(EmptyCorpus):
        Bm25Ranker(passages)


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcde"), min_size=1), min_size=1), st.text("abcdef"))
def test_a_score_is_above_zero_where_a_token_is_shared_and_only_there(
    passages: list[list[str]], question: str
) -> None:
    scores = Bm25Ranker(passages).scores(list(question))
    shared = [bool(set(passage) & set(question)) for passage in passages]
    assert [score > 0 for score in scores] == shared
