"""How much of a question a text accounts for, by hand over four tiny texts."""

from collections.abc import Sequence
from math import log

import pytest

from index.coverage import Coverage, Weights
from index.query import Concept, Word
from index.text import fold
from index.units import TextUnit

UNITS = [
    TextUnit(words.split())
    for words in ("giải búa liềm vàng", "giá sách", "sách giáo khoa", "búa và liềm")
]
# How many of the four texts have the syllable; idf is ln((4 + 1) / df).
ONE, TWO = log(5 / 1), log(5 / 2)
NONE = ONE  # a syllable that no text has weighs as if one had it
# What a syllable is worth apart from its neighbours; with other accents; one that asks.
LONE, OTHER, WEAK = 0.25, 0.1, 0.3


@pytest.fixture(scope="module")
def weights() -> Weights:
    return Weights(UNITS)


def coverage_of(weights: Weights, words: Sequence[Word], unit: TextUnit) -> Coverage:
    return weights.asked(words).coverage(unit)


def asked(text: str, weak: str = "") -> list[Word]:
    return [Word(word, fold(word), 0, word in weak.split()) for word in text.split()]


@pytest.mark.parametrize(
    ("syllable", "expected"),
    [("vang", ONE), ("bua", TWO), ("gia", ONE), ("khongco", NONE)],
    ids=["in one", "in two", "folded", "in none"],
)
def test_idf_is_bm25_plus(weights: Weights, syllable: str, expected: float) -> None:
    assert weights.idf(syllable) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("words", "unit", "share"),
    [
        pytest.param("búa liềm", 0, 1.0, id="a pair"),
        pytest.param("liềm búa", 0, LONE, id="the wrong way round is no pair"),
        pytest.param("bua liem", 0, 1.0, id="a pair without accents"),
        pytest.param("bùa liêm", 0, 1.0, id="a pair with wrong accents is a slip"),
        pytest.param("vàng", 0, 1.0, id="one word alone"),
        pytest.param("vang", 0, 1.0, id="one word alone, no accents"),
        pytest.param("vạng", 0, LONE, id="one word alone, other accents"),
        pytest.param("bạc", 0, 0.0, id="a word the text lacks"),
        pytest.param("", 0, 0.0, id="no words"),
        pytest.param(
            "giá vàng",
            0,
            (OTHER * 0 + LONE * ONE) / (ONE + ONE),
            id="vàng of the hammer is not the price of gold",
        ),
        pytest.param(
            "vạng bạc",
            0,
            OTHER * NONE / (NONE + NONE),
            id="a lone syllable with other accents is another word",
        ),
        pytest.param(
            "giải búa liềm bạc",
            0,
            (ONE + ONE + ONE) / (ONE + ONE + ONE + NONE),
            id="an unknown word weighs like a rare one",
        ),
    ],
)
def test_coverage_is_a_share_of_idf(weights: Weights, words: str, unit: int, share: float) -> None:
    assert coverage_of(weights, asked(words), UNITS[unit]).share == pytest.approx(share)


def test_what_is_asked_for_counts_less_than_what_it_is_asked_of(weights: Weights) -> None:
    coverage = coverage_of(weights, asked("tên búa liềm", weak="tên"), UNITS[0])
    # The pair stands in one text, though each of its syllables stands in two.
    assert coverage.share == pytest.approx((ONE + ONE) / (WEAK * NONE + ONE + ONE))
    assert coverage.weight == pytest.approx(ONE + ONE)


SAME = 0.8  # what a text says in other words


def test_another_name_in_the_text_counts_less_than_the_askers_own_words(weights: Weights) -> None:
    concept = Concept("huy chương", 2, ("bua liem",))
    medal = [Word(w, fold(w), 0, concepts=(concept,)) for w in ("huy", "chương")]
    coverage = coverage_of(weights, medal, UNITS[0])
    assert coverage.share == pytest.approx(SAME)
    assert coverage.matched == ("huy", "chương")
    assert coverage.weight == pytest.approx(SAME * (ONE + ONE))
    assert coverage_of(weights, medal, UNITS[1]).share == 0


def test_a_common_name_says_less_than_a_rare_one(weights: Weights) -> None:
    concept = Concept("truyện", 1, ("sach", "gia sach"))  # in two texts, in one
    story = [Word("truyện", "truyen", 0, concepts=(concept,))]
    assert coverage_of(weights, story, UNITS[1]).share == pytest.approx(SAME)
    assert coverage_of(weights, story, UNITS[2]).share == pytest.approx(SAME * TWO / ONE)


def test_words_that_stand_in_the_text_need_no_other_name(weights: Weights) -> None:
    concept = Concept("búa liềm", 2, ("gia sach",))
    own = [Word(w, fold(w), 0, concepts=(concept,)) for w in ("búa", "liềm")]
    assert coverage_of(weights, own, UNITS[0]).share == 1.0


def test_a_number_stands_alone() -> None:
    unit = TextUnit(["năm", "2019", "có", "35"])
    coverage = coverage_of(Weights([unit]), asked("35 đoàn"), unit)
    assert coverage.share == pytest.approx(log(2 / 1) / (log(2 / 1) + log(2 / 1)))


def test_what_matched_and_what_did_not_is_told_as_typed(weights: Weights) -> None:
    coverage = coverage_of(weights, asked("giải bua liềm bạc"), UNITS[0])
    assert coverage.matched == ("giải", "bua", "liềm")
    assert coverage.missing == ("bạc",)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["bua", "liem", "vang"], 1),
        (["giai"], 0),
        (["bua", "vang"], None),
        (["vang", "cuoi"], None),
        ([], 0),
    ],
)
def test_a_run_stands_side_by_side(words: list[str], expected: int | None) -> None:
    assert UNITS[0].find_run(words) == expected
    assert UNITS[0].has_run(words) == (expected is not None)
