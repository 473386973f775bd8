"""BM25+ as sums that can be redone by hand, and beside rank-bm25's."""

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rank_bm25 import BM25Plus

from corpus.library import Library
from index.errors import EmptyCorpus
from index.rankers.bm25plus import Bm25Plus
from index.text import clean, syllables
from index.tokens import folded_tokens

K1, B, DELTA = 1.5, 0.75, 1.0
TEXTS = [
    [["cờ", "đỏ", "cờ", "vàng"], ["cờ", "sao"]],  # units of 4 and 2 tokens
    [],
    [["mưa", "sao", "băng"]],  # 3; 9 tokens in 3 units, 3 on average
]


def term(df: int, tf: int, length: int, *, units: int = 3, average: float = 3) -> float:
    """What one token adds to one unit's score."""
    return log((units + 1) / df) * (
        DELTA + tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / average))
    )


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param(["mưa"], [0, 0, term(1, 1, 3)], id="in one unit"),
        pytest.param(["sao"], [term(2, 1, 2), 0, term(2, 1, 3)], id="less in a longer unit"),
        pytest.param(["cờ"], [term(2, 2, 4), 0, 0], id="the best of two units, not their sum"),
        pytest.param(["cờ", "sao"], [2 * term(2, 1, 2), 0, term(2, 1, 3)], id="a unit's add up"),
        pytest.param(["sao", "đỏ"], [term(1, 1, 4), 0, term(2, 1, 3)], id="two units' do not"),
        pytest.param(["mưa", "mưa"], [0, 0, 2 * term(1, 1, 3)], id="asked twice counts twice"),
        pytest.param(["mưa", "biển"], [0, 0, term(1, 1, 3)], id="an unknown token adds 0"),
        pytest.param(["biển"], [0, 0, 0], id="only unknown tokens"),
        pytest.param([], [0, 0, 0], id="no token"),
    ],
)
def test_scores_are_sums(question: list[str], expected: list[float]) -> None:
    assert Bm25Plus(TEXTS).scores(question).tolist() == pytest.approx(expected)


def test_a_token_in_every_unit_scores_above_zero() -> None:
    both = term(2, 1, 1, units=2, average=1)
    assert Bm25Plus([[["cờ"]], [["cờ"]]]).scores(["cờ"]).tolist() == pytest.approx([both, both])


@pytest.mark.parametrize("empty", [[], [[]], [[], []]], ids=["no unit", "one empty", "two empty"])
def test_a_text_without_a_token_scores_0_and_counts_for_nothing(empty: list[list[str]]) -> None:
    first, middle, last = (
        Bm25Plus(texts).scores(["cờ", "sao"]).tolist()
        for texts in ([empty, *TEXTS], [*TEXTS[:1], empty, *TEXTS[1:]], [*TEXTS, empty])
    )
    a, _, b = Bm25Plus(TEXTS).scores(["cờ", "sao"]).tolist()
    assert (first, middle, last) == ([0, a, 0, b], [a, 0, 0, b], [a, 0, b, 0])


def test_an_empty_unit_counts_for_nothing() -> None:
    with_empty = [[[], *text, []] for text in TEXTS]
    for question in (["cờ"], ["sao", "đỏ"]):
        scores = Bm25Plus(with_empty).scores(question)
        assert scores.tolist() == Bm25Plus(TEXTS).scores(question).tolist()


@pytest.mark.parametrize("texts", [[], [[]], [[[]], []]], ids=["none", "no unit", "empty unit"])
def test_no_text_with_a_token_is_an_error(texts: list[list[list[str]]]) -> None:
    with pytest.raises(EmptyCorpus):
        Bm25Plus(texts)


UNIT = st.lists(st.sampled_from("abcde"), min_size=1)
QUESTION = st.text("abcdef").map(list)


@settings(deadline=None)
@given(texts=st.lists(st.lists(UNIT), min_size=1).filter(any), question=QUESTION)
def test_a_text_scores_what_its_best_unit_scores(
    texts: list[list[list[str]]], question: list[str]
) -> None:
    units = [unit for text in texts for unit in text]
    alone = iter(Bm25Plus([[unit] for unit in units]).scores(question).tolist())
    best = [max((next(alone) for _ in text), default=0.0) for text in texts]
    scores = Bm25Plus(texts).scores(question).tolist()
    assert scores == pytest.approx(best)
    shared = [any(set(unit) & set(question) for unit in text) for text in texts]
    assert [score > 0 for score in scores] == shared


def by_rank_bm25(passages: list[list[str]], questions: list[list[str]]) -> list[list[float]]:
    """rank-bm25's scores, of which delta is left only for the tokens that a passage has.

    It adds idf * delta for every known token to every passage, which orders nothing.
    """
    peer = BM25Plus(passages, k1=K1, b=B, delta=DELTA)
    return [
        [
            score - DELTA * sum(peer.idf[t] for t in question if t in peer.idf and t not in passage)
            for score, passage in zip(peer.get_scores(question).tolist(), passages, strict=True)
        ]
        for question in questions
    ]


def by_units_of_one(passages: list[list[str]], questions: list[list[str]]) -> list[list[float]]:
    ranker = Bm25Plus([[passage] for passage in passages])
    return [ranker.scores(question).tolist() for question in questions]


@settings(deadline=None)
@given(passages=st.lists(UNIT, min_size=1), question=QUESTION)
def test_with_one_unit_a_text_it_is_rank_bm25s_without_what_orders_nothing(
    passages: list[list[str]], question: list[str]
) -> None:
    (ours,), (theirs,) = (by(passages, [question]) for by in (by_units_of_one, by_rank_bm25))
    assert ours == pytest.approx(theirs, rel=1e-9, abs=1e-9)


def test_it_is_so_on_the_shipped_passages_too(library: Library) -> None:
    words = [syllables(clean(passage.text)) for passage in library.passages]
    passages = [folded_tokens(row) for row in words]
    questions = [folded_tokens(row[at : at + 6]) for row in words for at in (0, len(row) // 2)]
    ours, theirs = by_units_of_one(passages, questions), by_rank_bm25(passages, questions)
    for mine, peers in zip(ours, theirs, strict=True):
        assert mine == pytest.approx(peers, rel=1e-9, abs=1e-9)
