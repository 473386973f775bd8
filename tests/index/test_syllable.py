"""What a Vietnamese syllable may look like."""

import pytest

from index.syllable import is_full_syllable, is_syllable, place_tone
from index.text import accented_key, fold

ACUTE, GRAVE, HOOK, TILDE, DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
# All that is printed in the article and catalogue and is no word: Roman numerals and codes.
CODES = frozenset(
    "ii iii xii xiii xvii x ct ctr hd kh kl nq qđ qđi tw btgtw tp ubnd nsnd vhnt"
    " unconfirmed".split()
)


def test_every_word_of_the_article_and_catalogue_is_a_syllable(words: tuple[str, ...]) -> None:
    letters = [word for word in words if word.isalpha()]
    assert {word for word in letters if not is_syllable(word)} - CODES == set()


def test_every_accented_word_is_a_full_syllable(accented_words: tuple[str, ...]) -> None:
    assert [word for word in accented_words if not is_full_syllable(word)] == []


def test_without_accents_they_are_syllables_still(accented_words: tuple[str, ...]) -> None:
    assert [word for word in accented_words if not is_syllable(fold(word))] == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("nghiêng", True, id="the longest onset"),
        pytest.param("khuỷu", True, id="three vowels"),
        pytest.param("quýnh", True, id="qu and y"),
        pytest.param("gì", True, id="the i of gi is the rhyme"),
        pytest.param("giếng", True, id="gi and iê"),
        pytest.param("uống", True, id="no onset"),
        pytest.param("ợ", True, id="one letter"),
        pytest.param("xoong", True, id="a loan word"),
        pytest.param("coong", False, id="the long o of no loan word"),
        pytest.param("màt", False, id="a stop takes no falling tone"),
        pytest.param("mật", True, id="a stop takes the heavy tone"),
        pytest.param("ka", False, id="k before a"),
        pytest.param("ke", True, id="k before e"),
        pytest.param("ci", False, id="c before i"),
        pytest.param("ge", True, id="g before e is often typed for gh"),
        pytest.param("nge", False, id="ng before e"),
        pytest.param("nghe", True, id="ngh before e"),
        pytest.param("nhiem", True, id="accents left out"),
        pytest.param("nhiẹm", True, id="accents left out in part"),
        pytest.param("zalo", False, id="z"),
        pytest.param("web", False, id="w"),
        pytest.param("đ", False, id="no vowel"),
        pytest.param("vu5", False, id="a digit is no tone"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_spelling_tells_a_syllable(word: str, expected: bool) -> None:
    assert is_syllable(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("nhiệm", True),
        ("nhiẹm", False),
        ("cam", True),
        ("cât", False),
        ("cất", True),
        ("a1", False),
    ],
)
def test_a_full_syllable_has_all_its_marks(word: str, expected: bool) -> None:
    assert is_full_syllable(word) == expected


@pytest.mark.parametrize(
    ("base", "tone", "expected"),
    [
        pytest.param("hoa", GRAVE, "hòa", id="open oa"),
        pytest.param("hoang", GRAVE, "hoàng", id="closed oa"),
        pytest.param("thuy", HOOK, "thủy", id="open uy"),
        pytest.param("quy", ACUTE, "quý", id="the u of qu carries nothing"),
        pytest.param("gia", ACUTE, "giá", id="the i of gi carries nothing"),
        pytest.param("gi", GRAVE, "gì", id="but for gì"),
        pytest.param("khuyu", HOOK, "khuỷu", id="the middle of three"),
        pytest.param("ngươi", GRAVE, "người", id="ơ of ươ"),
        pytest.param("giưa", TILDE, "giữa", id="ư of ưa"),
        pytest.param("mua", GRAVE, "mùa", id="open ua"),
        pytest.param("thuê", ACUTE, "thuế", id="a marked vowel"),
        pytest.param("đươc", DOT, "được", id="closed ươ"),
        pytest.param("nam", "", "nam", id="level"),
        pytest.param("b", ACUTE, "b", id="no vowel to carry it"),
    ],
)
def test_a_tone_stands_on_its_vowel(base: str, tone: str, expected: str) -> None:
    assert place_tone(base, tone) == expected


def test_tones_are_placed_as_the_article_prints_them(accented_words: tuple[str, ...]) -> None:
    marks = ["", ACUTE, GRAVE, HOOK, TILDE, DOT]
    moved = []
    for word in accented_words:
        key = accented_key(word)
        tone = int(key[-1]) if key[-1].isdigit() else 0
        base = key.rstrip("12345")
        if "y" not in fold(word) and place_tone(base, marks[tone]) != word:  # keys have i for y
            moved.append(word)
    assert moved == []
