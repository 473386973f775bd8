"""Three views of a text ranked together."""

from math import log

import pytest

from index.views import Views

TEXTS = [["cờ", "đỏ"], ["cỏ", "xanh"], ["cờ", "vàng"]]
WORDS = [["cơ2_đo3"], ["co3", "xanh"], ["cơ2", "vang2"]]


@pytest.fixture(scope="module")
def views() -> Views:
    return Views(TEXTS, WORDS)


def scores(views: Views, *question: str) -> dict[int, float]:
    """The texts that were found and their scores, best first."""
    return {ranked.index: ranked.score for ranked in views.rank(question)}


def test_no_shared_token_ranks_nothing(views: Views) -> None:
    assert views.rank(["mưa"]) == []
    assert views.rank([]) == []


def test_the_best_text_of_every_view_scores_the_number_of_views(views: Views) -> None:
    assert scores(views, "xanh") == pytest.approx({1: 1.0})  # no accent: one view counts
    assert scores(views, "vàng") == pytest.approx({2: 3.0})


def test_a_question_without_accents_is_ranked_by_the_folded_view_alone(views: Views) -> None:
    assert scores(views, "co") == pytest.approx({0: 1.0, 1: 1.0, 2: 1.0})
    assert list(scores(views, "co")) == [0, 1, 2]  # ties in print order


def test_accents_that_were_typed_part_words_that_fold_alike(views: Views) -> None:
    # "cờ" and "cỏ" are one folded token, two accented ones, and "cờ" is a word in text 2 only.
    assert scores(views, "cờ") == pytest.approx({2: 3.0, 0: 2.0, 1: 1.0})
    assert list(scores(views, "cờ")) == [2, 0, 1]


def test_raw_scores_are_bm25(views: Views) -> None:
    # Each text has two syllables and a pair, so its length is the average: tf / (k1 + tf) * 2.5.
    (best, *_) = views.rank(["đỏ"])
    assert best.index == 0
    assert best.views["accented"] == pytest.approx(log(4 / 1) * 2.5 / 2.5)


def test_a_view_can_be_left_out(views: Views) -> None:
    assert [r.index for r in views.rank(["cờ"], ["words"])] == [2]
    assert [r.index for r in views.rank(["cờ"], ["folded"])] == [0, 1, 2]
