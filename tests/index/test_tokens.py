"""The views of a text: syllables, pairs and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tokens import LONGEST_WORD, accented_tokens, cut_words, folded_tokens, with_pairs


def test_pairs_follow_the_keys() -> None:
    assert with_pairs(["a", "b", "c"]) == ["a", "b", "c", "a_b", "b_c"]
    assert with_pairs(["a"]) == ["a"]
    assert with_pairs([]) == []


def test_the_accented_view_keeps_tones_and_the_folded_one_does_not() -> None:
    assert accented_tokens(["báo", "chí"]) == ["bao1", "chi1", "bao1_chi1"]
    assert folded_tokens(["báo", "chí"]) == ["bao", "chi", "bao_chi"]


def test_two_spellings_of_a_word_give_one_token() -> None:
    assert accented_tokens(["hoà", "tỷ"]) == accented_tokens(["hòa", "tỉ"])


KNOWN = frozenset({"tuyên_giáo", "tuyên_giáo_trung_ương", "trung_ương", "an_ninh"})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("báo chí", ["bao1", "chi1"], id="unknown words are syllables"),
        pytest.param("an ninh mạng", ["an_ninh", "mang5"], id="a known word"),
        pytest.param("ban tuyen giao", ["ban", "tuyen", "giao"], id="no accents, no words"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_question_is_cut_into_known_words(words: str, expected: list[str]) -> None:
    assert cut_words(words.split(), frozenset({"an_ninh"})) == expected


def test_the_longest_known_word_wins() -> None:
    known = frozenset({"a_b", "a_b_c", "b_c_d"})
    assert cut_words(["a", "b", "c", "d"], known) == ["a_b_c", "d"]
    assert cut_words(["x", "b", "c", "d"], known) == ["x", "b_c_d"]


def test_a_word_longer_than_any_is_never_looked_up() -> None:
    words = ["a"] * (LONGEST_WORD + 1)
    assert cut_words(words, frozenset({"_".join(words)})) == words


@given(st.lists(st.sampled_from("abc")), st.frozensets(st.sampled_from(["a_b", "b_c", "c_a_b"])))
def test_cutting_loses_no_syllable(words: list[str], known: frozenset[str]) -> None:
    assert "_".join(cut_words(words, known)).split("_") == (words or [""])
