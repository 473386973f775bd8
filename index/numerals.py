"""Numbers as people write and say them: "4", "tư", "mười lăm", "IV", "fourth", "cuối cùng"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from index.text import fold, may_mean

LAST, NEXT_TO_LAST = -1, -2

_UNITS = {
    "một": 1, "mốt": 1, "nhất": 1, "hai": 2, "nhì": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5,
    "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_ENGLISH = {
    word: value
    for value, words in enumerate(
        (
            "one first 1st", "two second 2nd", "three third 3rd", "four fourth 4th",
            "five fifth 5th", "six sixth 6th", "seven seventh 7th", "eight eighth 8th",
            "nine ninth 9th", "ten tenth 10th", "eleven eleventh 11th", "twelve twelfth 12th",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
_PLACES = {
    ("đầu", "tiên"): 1, ("mở", "đầu"): 1, ("đầu",): 1,
    ("áp", "chót"): NEXT_TO_LAST, ("gần", "cuối"): NEXT_TO_LAST, ("gần", "chót"): NEXT_TO_LAST,
    ("kế", "cuối"): NEXT_TO_LAST, ("sát", "cuối"): NEXT_TO_LAST, ("kế", "chót"): NEXT_TO_LAST,
    ("cuối", "cùng"): LAST, ("cuối",): LAST, ("chót",): LAST, ("sau", "cùng"): LAST,
    ("second", "to", "last"): NEXT_TO_LAST, ("second", "last"): NEXT_TO_LAST,
    ("next", "to", "last"): NEXT_TO_LAST,
    ("penultimate",): NEXT_TO_LAST, ("last",): LAST, ("final",): LAST,
}  # fmt: skip
_PLACES_BY_START: dict[str, list[tuple[tuple[str, ...], int]]] = {}
for _place, _value in _PLACES.items():
    _PLACES_BY_START.setdefault(fold(_place[0]), []).append((_place, _value))
_UNITS_BY_FOLD: dict[str, list[tuple[str, int]]] = {}
for _name, _value in _UNITS.items():
    _UNITS_BY_FOLD.setdefault(fold(_name), []).append((_name, _value))
_FROM_THE_END = (
    ("từ", "cuối", "lên"), ("từ", "dưới", "lên"), ("từ", "cuối"), ("tính", "từ", "cuối"),
    ("from", "the", "end"), ("from", "the", "bottom"),
)  # fmt: skip
# "năm hai nghìn một"
_SHORTEST_YEAR = 4
_CENTURY = 100
# "năm sau" is next year, and "năm sáu" is five, six.
_BESIDE_YEAR = ("nay", "ngoái", "sau", "tới", "trước", "qua")
_ROMAN = re.compile(r"x{0,2}(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}


def write_years(text: str) -> str:
    """`text`, lower case, with years said in words as digits: "năm hai nghìn lẻ một"."""
    words = text.split(" ")
    at = 0
    while at + _SHORTEST_YEAR <= len(words):
        year = _year(words, at + 1) if may_mean(words[at], "năm") else None
        if year is not None:
            value, size = year
            words[at + 1 : at + 1 + size] = [str(value)]
        at += 1
    return " ".join(words)


def _year(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """A year from 2000 said in words from `words[at]`, and how many words it takes."""
    if not (_stands(words, at, ("hai", "nghìn")) or _stands(words, at, ("hai", "ngàn"))):
        return None
    size = 2
    for filler in (("không", "trăm"), ("linh",), ("lẻ",)):
        if _stands(words, at + size, filler):
            size += len(filler)
    found = _spoken(words, at + size) if at + size < len(words) else None
    return (2000 + found[0], size + found[1]) if found and 0 < found[0] < _CENTURY else None


def number_at(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The number that begins at `words[at]` and how many words it takes, or None.

    Words are lower case, with or without accents. Places from the end are negative: `LAST`,
    `NEXT_TO_LAST`, and -3 for "ba từ cuối". A year after "năm" is not the number five.
    """
    if at >= len(words) or not _may_begin(words[at]):
        return None
    found = _number(words, at)
    if found is not None and found[0] > 0:
        value, size = found
        behind = next((p for p in _FROM_THE_END if _stands(words, at + size, p)), ())
        if behind:
            return -value, size + len(behind)
    return found


@lru_cache(maxsize=65536)
def _may_begin(word: str) -> bool:
    """Whether a number may begin with `word`: most words are none, and cheaply told."""
    folded = fold(word)
    return (
        word.isdigit()
        or word in _ENGLISH
        or folded in _UNITS_BY_FOLD
        or folded in _PLACES_BY_START
        or may_mean(word, "mười")
        or _ROMAN.fullmatch(word) is not None
    )


def _number(words: Sequence[str], at: int) -> tuple[int, int] | None:
    for place, value in _PLACES_BY_START.get(fold(words[at]), ()):
        if _stands(words, at, place):
            return value, len(place)
    word = words[at]
    if word.isascii() and word.isdigit():
        return (int(word), 1) if len(word) <= 3 else None
    if word in _ENGLISH:
        return _ENGLISH[word], 1
    spoken = _spoken(words, at)
    if spoken is not None:
        return spoken
    if _ROMAN.fullmatch(word) and word != "":
        return _roman(word), 1
    return None


def _stands(words: Sequence[str], at: int, phrase: tuple[str, ...]) -> bool:
    return len(words) >= at + len(phrase) and all(
        may_mean(typed, word) for typed, word in zip(words[at:], phrase, strict=False)
    )


def _unit(word: str) -> int | None:
    named = _UNITS_BY_FOLD.get(fold(word), ())
    return next((value for name, value in named if may_mean(word, name)), None)


def _ones(word: str) -> int | None:
    """The unit behind tens: five is "lăm" there, and "mười năm" is ten years."""
    return None if may_mean(word, "năm") else _unit(word)


def _spoken(words: Sequence[str], at: int) -> tuple[int, int] | None:
    hundreds = _unit(words[at])
    if hundreds is None or at + 1 == len(words) or not may_mean(words[at + 1], "trăm"):
        return _below_hundred(words, at)
    rest = at + 2
    if rest + 1 < len(words) and any(may_mean(words[rest], zero) for zero in ("linh", "lẻ")):
        ones = _unit(words[rest + 1])
        return (100 * hundreds + ones, 4) if ones else (100 * hundreds, 2)
    tens = _below_hundred(words, rest) if rest < len(words) else None
    if tens is None or tens[0] < 10:
        return 100 * hundreds, 2
    return 100 * hundreds + tens[0], 2 + tens[1]


def _below_hundred(words: Sequence[str], at: int) -> tuple[int, int] | None:
    following = words[at + 1] if at + 1 < len(words) else ""
    if may_mean(words[at], "mười"):
        ones = _ones(following)
        return (10 + ones, 2) if ones else (10, 1)
    unit = _unit(words[at])
    if unit is None:
        return None
    if may_mean(following, "mươi"):
        ones = _ones(words[at + 2]) if at + 2 < len(words) else None
        return (10 * unit + (ones or 0), 3 if ones else 2)
    if unit > 1 and following in ("mốt", "lăm"):  # said only behind tens: "hai lăm" is 25
        return 10 * unit + _UNITS[following], 2
    is_year = fold(words[at]) == "nam" and (
        re.fullmatch(r"\d{4}", following) or any(may_mean(following, word) for word in _BESIDE_YEAR)
    )
    return None if is_year else (unit, 1)


def _roman(word: str) -> int:
    total = 0
    for letter, after in zip(word, f"{word[1:]} ", strict=True):
        value = _ROMAN_VALUES[letter]
        total += -value if value < _ROMAN_VALUES.get(after, 0) else value
    return total


def roman_value(word: str) -> int | None:
    """The value of a Roman numeral up to XXIX in any case; None when it is none."""
    lower = word.lower()
    return _roman(lower) if lower and _ROMAN.fullmatch(lower) else None
