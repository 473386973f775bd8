"""Telex and VNI: what the keys of a keyboard that was off would have made."""

import unicodedata
from collections.abc import Mapping

import pytest

from index.keyboard import decode_telex, decode_vni
from index.text import accented_key

TELEX_TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
TELEX = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
VNI_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
VNI = {"ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"}


def keys(word: str, marks: Mapping[str, str], tones: Mapping[str, str], *, tone_last: bool) -> str:
    """The keys that make `word`; its tone's key right behind the vowel, or at the word's end."""
    typed = behind = ""
    for letter in word:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(tones[part] for part in parts if part in tones)
        base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones))
        typed += marks.get(base, base) + ("" if tone_last else tone)
        behind += tone if tone_last else ""
    return typed + behind


def key_of(word: str | None) -> str | None:
    return None if word is None else accented_key(word)


# One key for both horns of ươ is how most people type it; two is how the manuals have it.
WAYS = [
    pytest.param(tone_last, one_horn, id=f"{place}, {horns}")
    for tone_last, place in ((True, "tone at the end"), (False, "tone at the vowel"))
    for one_horn, horns in ((True, "one key for ươ"), (False, "a key for each"))
]


@pytest.mark.parametrize(("tone_last", "one_horn"), WAYS)
def test_telex_keys_of_every_word_give_the_word(
    accented_words: tuple[str, ...], tone_last: bool, one_horn: bool
) -> None:
    lost = []
    for word in accented_words:
        typed = keys(word, TELEX, TELEX_TONES, tone_last=tone_last)
        typed = typed.replace("uwow", "uow") if one_horn else typed
        if key_of(decode_telex(typed)) != accented_key(word):
            lost.append((word, typed, decode_telex(typed)))
    assert lost == []


@pytest.mark.parametrize(("tone_last", "one_horn"), WAYS)
def test_vni_keys_of_every_word_give_the_word(
    accented_words: tuple[str, ...], tone_last: bool, one_horn: bool
) -> None:
    lost = []
    for word in accented_words:
        typed = keys(word, VNI, VNI_TONES, tone_last=tone_last)
        typed = typed.replace("u7o7", "uo7") if one_horn else typed
        if key_of(decode_vni(typed)) != accented_key(word):
            lost.append((word, typed, decode_vni(typed)))
    assert lost == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("treen", "trên", id="the r of tr is no tone"),
        pytest.param("truowng", "trương", id="nor of trương"),
        pytest.param("khoong", "không", id="oong is ông with a key left in"),
        pytest.param("dduwocj", "được", id="one horn key behind u"),
        pytest.param("ddaangr", "đẩng", id="spelt like a word, if none"),
        pytest.param("soos", "số", id="s is onset and tone"),
        pytest.param("xax", "xã", id="x is onset and tone"),
        pytest.param("ruowuj", "rượu", id="horns in three vowels"),
    ],
)
def test_telex_facts(typed: str, expected: str) -> None:
    assert decode_telex(typed) == expected


@pytest.mark.parametrize(
    "word",
    [
        *"task directive next paragraph zalo facebook telegram email deadline source".split(),
        *"nq kh btgtw ubnd vhnt ctr xvii wifi pdf".split(),
        pytest.param("nhiem", id="a syllable without accents"),
        pytest.param("nhiệm", id="a syllable"),
        pytest.param("", id="nothing"),
        pytest.param("sss", id="tone keys alone"),
        pytest.param("xoong", id="a loan word that is one"),
    ],
)
def test_telex_leaves_what_is_no_vietnamese_word(word: str) -> None:
    assert decode_telex(word) is None


@pytest.mark.parametrize(
    "word",
    ["20", "ct20", "nv4", "q2", "a12", "tuan0", "hoa13", "b6", "x7", "covid19", "mp3", "", "nam"],
)
def test_vni_leaves_codes_and_numbers(word: str) -> None:
    assert decode_vni(word) is None
