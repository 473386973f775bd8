"""The words of a library: slips, glued words, and who stands beside whom."""

import pytest

from corpus.library import Library
from index.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary(library: Library) -> Vocabulary:
    return Vocabulary(library)


@pytest.mark.parametrize(
    ("slip", "before", "after", "expected"),
    [
        pytest.param("khyuen", "", "hoc", "khuyến", id="two letters swapped"),
        pytest.param("chiz", "bao", "", "chí", id="one letter too many"),
        pytest.param("luann", "du", "xa", "luận", id="a key held too long"),
        pytest.param("thnah", "", "lich", "thanh", id="the word behind chooses the accents"),
        pytest.param("thnah", "", "uy", "thành", id="another word behind, other accents"),
        pytest.param("vawn", "", "hoa", "văn", id="a letter that is no Vietnamese one"),
        pytest.param("tap", "", "", None, id="a known syllable is no slip"),
        pytest.param("bxo", "", "chi", None, id="too short to tell"),
        pytest.param("btgtw", "", "", None, id="a code without a vowel"),
        pytest.param("zzzzzz", "", "", None, id="nothing like it"),
    ],
)
def test_a_slip_is_mended_by_its_neighbours(
    vocabulary: Vocabulary, slip: str, before: str, after: str, expected: str | None
) -> None:
    assert vocabulary.correct(slip, before, after) == expected


@pytest.mark.parametrize(
    ("glued", "expected"),
    [("khuyenhoc", 6), ("dulieu", 2), ("yte", 1), ("hanoi", 2), ("xyz", None), ("", None)],
)
def test_a_known_pair_typed_as_one_word_is_cut(
    vocabulary: Vocabulary, glued: str, expected: int | None
) -> None:
    assert vocabulary.split(glued) == expected


@pytest.mark.parametrize(
    ("initial", "second", "expected"),
    [
        pytest.param("t", "giáo", "tuyên giáo", id="with accents"),
        pytest.param("n", "vu", "nhiệm vụ", id="without accents"),
        pytest.param("b", "chí", "báo chí", id="the accents typed are kept"),
        pytest.param("q", "chí", None, id="no such pair"),
    ],
)
def test_a_first_syllable_cut_to_its_letter_is_written_out(
    vocabulary: Vocabulary, initial: str, second: str, expected: str | None
) -> None:
    assert vocabulary.short_for(initial, second) == expected


def test_pairs_are_neighbours_in_one_text(vocabulary: Vocabulary) -> None:
    assert vocabulary.is_pair("khuyen", "tai")
    assert not vocabulary.is_pair("tai", "khuyen")
    assert vocabulary.pair_spelling("khuyen", "tai") == ("khuyến", "tài")
    assert vocabulary.pair_spelling("tai", "khuyen") is None


def test_the_most_frequent_spelling_stands_for_a_folded_syllable(vocabulary: Vocabulary) -> None:
    assert vocabulary.accented("tuyen") == "tuyên"
    assert vocabulary.accented("khongco") == "khongco"
