"""Text made comparable: one word, many ways to write it down."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.text import (
    accented_key,
    clean,
    fold,
    folded_key,
    has_accents,
    may_mean,
    syllables,
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param(unicodedata.normalize("NFD", "Khuyến học"), "Khuyến học", id="decomposed"),
        pytest.param("a\u0323\u0302", "ậ", id="dot before circumflex"),
        pytest.param("kê\u0301\u200b hoạch", "kế hoạch", id="zero-width space"),
        pytest.param("e\u200b\u0301", "é", id="invisible between a letter and its accent"),
        pytest.param("\ufeffsố 3", "số 3", id="byte order mark"),
        pytest.param("bản\u00a0tin", "bản tin", id="no-break space"),
        pytest.param("  đoạn \t 2\r\n", "đoạn 2", id="tabs and line ends"),
        pytest.param("a\x00b", "a b", id="a control character parts words"),
        pytest.param("tuyên\u00adgiáo", "tuyêngiáo", id="a soft hyphen does not"),
        pytest.param("một\u2028hai", "một hai", id="line separator"),
        pytest.param("\u202enược\u202c", "nược", id="writing direction"),
        pytest.param("\ud800", "", id="half a surrogate pair"),
        pytest.param("👍 tốt", "👍 tốt", id="an emoji stays"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_clean_leaves_one_composed_line(typed: str, expected: str) -> None:
    assert clean(typed) == expected


@settings(deadline=None)
@given(st.text())
def test_clean_text_is_clean(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == unicodedata.normalize("NFC", cleaned)
    assert clean(cleaned) == cleaned
    assert cleaned == " ".join(cleaned.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đường Thủy", "duong thuy"),
        ("ĂN UỐNG ỐM Ờ", "an uong om o"),
        ("Ỷ LẠI Ỡ", "y lai o"),
        ("20-CT/TW, số “3”…", "20-ct/tw, so “3”…"),
        ("café naïve", "cafe naive"),
        ("İ", "i"),
    ],
)
def test_fold_takes_accents_and_capitals_away(text: str, expected: str) -> None:
    assert fold(text) == expected


@settings(deadline=None)
@given(st.text().map(lambda text: unicodedata.normalize("NFC", text)))
def test_a_match_in_folded_text_is_a_match_in_the_text(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_every_letter_of_the_article_folds_to_ascii(words: tuple[str, ...]) -> None:
    assert [word for word in words if not fold(word).isascii()] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("hòa", "hoà", id="tone on the first or second vowel"),
        pytest.param("khỏe", "khoẻ", id="oe"),
        pytest.param("thủy", "thuỷ", id="uy"),
        pytest.param("ủy", "uỷ", id="uy alone"),
        pytest.param("khóa", "khoá", id="oa, rising"),
        pytest.param("tỉ", "tỷ", id="i or y after t"),
        pytest.param("kĩ", "kỹ", id="i or y after k"),
        pytest.param("lí", "lý", id="i or y after l"),
        pytest.param("mĩ", "mỹ", id="i or y after m"),
        pytest.param("sĩ", "sỹ", id="i or y after s"),
        pytest.param("hi", "hy", id="i or y after h, level"),
        pytest.param("quí", "quý", id="i or y after qu"),
        pytest.param("í", "ý", id="i or y alone"),
        pytest.param("hội", unicodedata.normalize("NFD", "hội"), id="decomposed"),
    ],
)
def test_two_spellings_of_one_word_meet(one: str, other: str) -> None:
    assert accented_key(one) == accented_key(other)
    assert folded_key(one) == folded_key(unicodedata.normalize("NFC", other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("hòa", "hóa", id="another tone"),
        pytest.param("hoa", "hóa", id="no tone"),
        pytest.param("tai", "tay", id="i and y at the end of a diphthong"),
        pytest.param("thui", "thuy", id="ui and uy"),
        pytest.param("tư", "tu", id="another vowel"),
        pytest.param("đa", "da", id="đ and d"),
        pytest.param("sáu", "sau", id="six and after"),
    ],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert (accented_key(one) == accented_key(other)) is False


def test_folded_keys_part_only_where_letters_do() -> None:
    assert folded_key("tỷ") == folded_key("ti") == "ti"
    assert folded_key("thúy") == folded_key("thuy") == "thuy"
    assert folded_key("tai") != folded_key("tay")


@pytest.mark.parametrize(
    ("typed", "word", "expected"),
    [
        pytest.param("tu", "tư", True, id="accents left out"),
        pytest.param("tư", "tư", True, id="the word itself"),
        pytest.param("từ", "tư", False, id="a tone the word lacks"),
        pytest.param("tú", "từ", False, id="another tone"),
        pytest.param("tù", "từ", True, id="the tone without the horn"),
        pytest.param("tư", "từ", True, id="the horn without the tone"),
        pytest.param("tư", "tu", False, id="a horn the word lacks"),
        pytest.param("du", "đủ", True, id="d for đ"),
        pytest.param("đu", "du", False, id="đ for d"),
        pytest.param("uoc", "ước", True, id="two horns left out"),
        pytest.param("ươc", "ước", True, id="the tone left out"),
        pytest.param("hoà", "hòa", True, id="tone on the other vowel"),
        pytest.param("thuỷ", "thủy", True, id="tone on the other vowel, uy"),
        pytest.param("ty", "tỉ", True, id="y for i"),
        pytest.param("qui", "quý", True, id="i for y"),
        pytest.param("nhiẹm", "nhiệm", True, id="a circumflex left out"),
        pytest.param("c", "ca", False, id="a letter missing"),
        pytest.param("", "a", False, id="nothing"),
    ],
)
def test_accents_may_be_left_out_and_never_changed(typed: str, word: str, expected: bool) -> None:
    assert may_mean(typed, word) == expected


def test_every_word_may_be_typed_without_accents(words: tuple[str, ...]) -> None:
    assert [word for word in words if not may_mean(fold(word), word)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thị xã Sơn Tây", ["thị", "xã", "sơn", "tây"]),
        ("33-NQ/TW", ["33", "nq", "tw"]),
        ("quốc phòng, an ninh…", ["quốc", "phòng", "an", "ninh"]),
        ("21/6", ["21", "6"]),
        ("—", []),
    ],
)
def test_syllables_are_runs_of_letters_and_digits(text: str, expected: list[str]) -> None:
    assert syllables(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("nao", False), ("NAO", False), ("nào", True), ("da", False), ("đa", True), ("12", False)],
)
def test_any_vietnamese_mark_is_an_accent(text: str, expected: bool) -> None:
    assert has_accents(text) == expected
