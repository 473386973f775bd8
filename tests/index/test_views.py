"""Texts ranked by several views together, each by its best unit."""

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import EmptyCorpus
from index.lines import lines_of, units_of
from index.views import Views

LINES = [["cờ", "đỏ"], ["cỏ", "xanh"], ["cờ", "vàng"]]
TEXTS = [units_of([[], line]) for line in LINES]
WORDS = [units_of([[], line]) for line in (["cơ2_đo3"], ["co3", "xanh"], ["cơ2", "vang2"])]
# Every unit of TEXTS is of average length, so a token that stands in it once counts its idf twice:
# delta + tf (k1 + 1) / (tf + k1) = 1 + 2.5 / 2.5.
ONCE = 2.0


@pytest.fixture(scope="module")
def views() -> Views:
    return Views(TEXTS)


def scores(views: Views, *question: str) -> dict[int, float]:
    """The texts that were found and their scores, best first."""
    return {ranked.index: ranked.score for ranked in views.rank(question)}


# -- two views -----------------------------------------------------------------------------------


def test_no_shared_token_ranks_nothing(views: Views) -> None:
    assert views.rank(["mưa"]) == []
    assert views.rank([]) == []


def test_the_best_text_of_every_view_that_counts_scores_1(views: Views) -> None:
    assert scores(views, "vàng") == pytest.approx({2: 1.0})
    assert scores(views, "xanh") == pytest.approx({1: 1.0})  # no accent: one view counts


def test_raw_scores_are_bm25_plus(views: Views) -> None:
    (best,) = views.rank(["đỏ"])
    idf = log(4 / 1)
    assert best.index == 0
    assert best.views == pytest.approx({"accented": ONCE * idf, "folded": ONCE * idf})


def test_a_question_without_accents_is_ranked_by_the_folded_view_alone(views: Views) -> None:
    assert scores(views, "co") == pytest.approx({0: 1.0, 1: 1.0, 2: 1.0})
    assert list(scores(views, "co")) == [0, 1, 2]  # ties in order


def test_accents_that_were_typed_part_words_that_fold_alike(views: Views) -> None:
    # "cờ" and "cỏ" are one folded token, two accented ones.
    assert scores(views, "cờ") == pytest.approx({0: 1.0, 2: 1.0, 1: 0.5})
    assert list(scores(views, "cờ")) == [0, 2, 1]


def test_accents_count_as_far_as_they_were_typed(views: Views) -> None:
    # One syllable of four: half of what trusts accents wholly. "cờ" stands in two texts, "co" in
    # all, and every other token in one.
    rare, often = log(4 / 1), log(4 / 3)
    accented = {0: log(4 / 2) / rare, 1: 1.0, 2: log(4 / 2) / rare}  # "cờ"; "xanh"; "cờ"
    best = often + rare + rare  # "co", "do", "co_do"
    folded = {0: 1.0, 1: (often + rare) / best, 2: (often + rare) / best}
    expected = {i: (0.5 * accented[i] + folded[i]) / 1.5 for i in range(3)}
    assert scores(views, "cờ", "do", "xanh", "vang") == pytest.approx(expected)


def test_other_names_are_sought_by_the_folded_view_and_make_no_pair_with_the_question(
    views: Views,
) -> None:
    (found,) = views.rank(["mưa"], also=[["xanh"]])
    assert (found.index, found.views["accented"]) == (1, 0.0)
    idf = log(4 / 1)
    assert found.views["folded"] == pytest.approx(ONCE * idf)
    (found,) = views.rank(["cỏ"], also=[["xanh"]], top_k=1)
    assert found.views["folded"] == pytest.approx(ONCE * (log(4 / 3) + idf))
    (found,) = views.rank(["cỏ", "xanh"], top_k=1)
    assert found.views["folded"] == pytest.approx(ONCE * (log(4 / 3) + 2 * idf)), "with its pair"


def test_a_view_can_be_left_out() -> None:
    (found,) = Views(TEXTS, None, ("folded",)).rank(["xanh"])
    assert list(found.views) == ["folded"]
    assert scores(Views(TEXTS, None, ("folded",)), "cờ") == pytest.approx({0: 1, 1: 1, 2: 1})
    assert scores(Views(TEXTS, None, ("accented",)), "cờ") == pytest.approx({0: 1, 2: 1})
    assert scores(Views(TEXTS, None, ("accented",)), "co") == {}


def test_words_are_ranked_only_when_asked_for() -> None:
    # "cờ" is a word of the last text only; in the first it is half of one.
    assert scores(Views(TEXTS, WORDS, ("words",)), "cờ") == pytest.approx({2: 1})
    assert scores(Views(TEXTS, WORDS), "cờ") == scores(Views(TEXTS), "cờ")
    (best, *_) = Views(TEXTS, WORDS, ("accented", "folded", "words")).rank(["cờ"])
    assert (best.index, list(best.views)) == (2, ["accented", "folded", "words"])


def test_texts_without_a_word_are_refused() -> None:
    with pytest.raises(EmptyCorpus):
        Views([[], units_of([[]])])


SOME_TEXTS = st.lists(st.lists(st.sampled_from(["cờ", "cỏ", "đỏ"]), min_size=1), min_size=1)


@settings(deadline=None)
@given(lines=SOME_TEXTS, top_k=st.integers(0, 12), question=st.sampled_from(["cờ", "co", "đỏ"]))
def test_top_k_are_the_first_of_all(lines: list[list[str]], top_k: int, question: str) -> None:
    views = Views([units_of([[], line]) for line in lines])
    ranked = views.rank([question])
    assert views.rank([question], top_k=top_k) == ranked[:top_k]
    assert ranked == sorted(ranked, key=lambda one: (-one.score, one.index))


# -- units ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "body", "lines"),
    [
        pytest.param("Cờ", "đỏ\nsao vàng", ["Cờ", "đỏ", "sao vàng"], id="lines"),
        pytest.param("Cờ", "đỏ\n\n  \nsao\n", ["Cờ", "đỏ", "sao"], id="empty lines are left out"),
        pytest.param("", "đỏ", ["", "đỏ"], id="no title"),
        pytest.param("Cờ", "", ["Cờ"], id="a title alone"),
        pytest.param("", "", [""], id="nothing"),
        pytest.param(
            "Điều 1. Cờ\n1. Nền đỏ",
            "2. Sao vàng",
            ["Điều 1. Cờ", "1. Nền đỏ", "2. Sao vàng"],
            id="a title that runs on into the body",
        ),
    ],
)
def test_a_text_is_a_title_and_lines(title: str, body: str, lines: list[str]) -> None:
    assert lines_of(title, body) == lines


@pytest.mark.parametrize(
    ("runs", "units"),
    [
        pytest.param([["đèn"], ["cờ"]], [[["cờ"], ["đèn"]], [["đèn"]]], id="under its title"),
        pytest.param([[], ["cờ"], ["sao"]], [[["cờ"]], [["sao"]]], id="no title"),
        pytest.param([["đèn"]], [[["đèn"]]], id="a title alone"),
        pytest.param([[]], [], id="nothing"),
    ],
)
def test_units_are_each_line_under_the_title_and_the_title_alone(
    runs: list[list[str]], units: list[list[list[str]]]
) -> None:
    assert units_of(runs) == units


def index(*texts: tuple[str, str]) -> Views:
    """The folded view of titles and bodies; words are parted by spaces."""
    named = [lines_of(title, body) for title, body in texts]
    return Views([units_of([line.split() for line in lines]) for lines in named], None, ["folded"])


def first(views: Views, question: str) -> int:
    return views.rank(question.split())[0].index


def test_a_line_is_read_under_its_title() -> None:
    views = index(
        ("phạt vi phạm", "cảnh cáo\nmười triệu đồng"),
        ("khen thưởng", "giấy khen\nmười triệu đồng"),
        ("", "mười triệu đồng"),
    )
    assert first(views, "phạt mười triệu") == 0
    assert first(views, "khen thưởng mười triệu") == 1
    assert first(views, "mười triệu đồng") == 2, "nothing beside it"


def test_one_line_that_answers_is_not_diluted_by_its_neighbours() -> None:
    others = "\n".join(f"khoản {word} nói về điều khác" for word in "một hai ba bốn năm".split())
    views = index(("", f"{others}\nsao vàng"), ("", "sao vàng năm cánh trên nền cờ đỏ thắm"))
    assert first(views, "sao vàng") == 0


def test_what_two_lines_have_does_not_add_up() -> None:
    views = index(("", "cờ đỏ\nsao vàng"), ("", "cờ và sao"))
    assert first(views, "cờ sao") == 1


def test_a_title_alone_is_found_by_its_name() -> None:
    steps = "vót tre rồi dán giấy"
    views = index(("thả diều", steps), ("làm diều", f"{steps} trước khi thả diều"))
    found = views.rank(["thả", "diều"])
    assert [one.index for one in found] == [0, 1]
    # The four units have 9 + 3, 3, 17 + 3 and 3 tokens; "thả" and the pair stand in three of
    # them, "diều" in all.
    damping = 1.5 * (0.25 + 0.75 * 3 / ((12 + 3 + 20 + 3) / 4))
    idfs = 2 * log(5 / 3) + log(5 / 4)
    assert found[0].views["folded"] == pytest.approx(idfs * (1 + 2.5 / (1 + damping)))


def test_no_pair_spans_a_line_and_its_title() -> None:
    views = index(("đỏ sao", "cờ vàng"))

    def score(question: str) -> float:
        return views.rank(question.split())[0].views["folded"]

    assert score("vàng đỏ") == score("đỏ vàng")
    assert score("sao cờ") == score("cờ sao")
    assert score("cờ vàng") > score("vàng cờ")
