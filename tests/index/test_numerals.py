"""Numbers as people write and say them."""

import pytest

from index.numerals import LAST, NEXT_TO_LAST, number_at, roman_value
from index.text import fold

# What is said, its value, and how many words of it are the number.
SPOKEN = [
    ("một", 1, 1),
    ("hai", 2, 1),
    ("ba", 3, 1),
    ("bốn", 4, 1),
    ("tư", 4, 1),
    ("năm", 5, 1),
    ("sáu", 6, 1),
    ("bảy", 7, 1),
    ("bẩy", 7, 1),
    ("tám", 8, 1),
    ("chín", 9, 1),
    ("mười", 10, 1),
    ("mười một", 11, 2),
    ("mười bốn", 14, 2),
    ("mười lăm", 15, 2),
    ("hai mươi", 20, 2),
    ("hai mươi mốt", 21, 3),
    ("hai mươi tư", 24, 3),
    ("hai mươi nhăm", 25, 3),
    ("ba mươi tám", 38, 3),
    ("chín mươi chín", 99, 3),
    ("một trăm", 100, 2),
    ("một trăm linh hai", 102, 4),
    ("một trăm lẻ bốn", 104, 4),
    ("một trăm mười lăm", 115, 4),
    ("một trăm ba mươi bảy", 137, 5),
    ("hai trăm mười tám", 218, 4),
    ("nhất", 1, 1),
    ("nhì", 2, 1),
    ("đầu tiên", 1, 2),
    ("cuối cùng", LAST, 2),
    ("cuối", LAST, 1),
    ("sau cùng", LAST, 2),
    ("áp chót", NEXT_TO_LAST, 2),
    ("kế cuối", NEXT_TO_LAST, 2),
    ("gần cuối", NEXT_TO_LAST, 2),
    ("hai từ cuối", NEXT_TO_LAST, 3),
    ("ba từ dưới lên", -3, 4),
]


@pytest.mark.parametrize(("said", "value", "size"), SPOKEN, ids=[row[0] for row in SPOKEN])
def test_numbers_are_read_with_accents_and_without(said: str, value: int, size: int) -> None:
    words = said.split()
    assert number_at([*words, "thì", "sao"], 0) == (value, size)
    assert number_at([fold(word) for word in [*words, "thì", "sao"]], 0) == (value, size)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param("hai lăm", (25, 2), id="the ten left out, heard by lăm"),
        pytest.param("ba mốt", (31, 2), id="the ten left out, heard by mốt"),
        pytest.param("hai lam", (2, 1), id="but not without accents"),
        pytest.param("mười năm qua", (10, 1), id="ten years are not fifteen"),
        pytest.param("hai mươi năm", (20, 2), id="twenty years are not twenty-five"),
        pytest.param("một trăm năm nay", (100, 2), id="a hundred years"),
        pytest.param("từ", None, id="từ is not tư"),
        pytest.param("bà", None, id="bà is not ba"),
        pytest.param("sau", (6, 1), id="sau may be sáu"),
        pytest.param("bạn", None, id="bạn is not bốn"),
        pytest.param("không", None, id="zero places nothing"),
        pytest.param("trăm", None, id="a hundred of nothing"),
        pytest.param("", None, id="an empty word"),
    ],
)
def test_accents_that_were_typed_decide(said: str, expected: tuple[int, int] | None) -> None:
    assert number_at(said.split(" "), 0) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param("năm 2024", None, id="the year 2024"),
        pytest.param("nam 2023", None, id="the year 2023, no accents"),
        pytest.param("2024", None, id="a year alone"),
        pytest.param("năm nay", None, id="this year"),
        pytest.param("năm ngoái", None, id="last year"),
        pytest.param("năm sau", None, id="next year"),
        pytest.param("năm tới", None, id="the coming year"),
        pytest.param("năm trước", None, id="the year before"),
        pytest.param("năm sáu", (5, 1), id="five, six"),
        pytest.param("năm tôi", (5, 1), id="five, and I"),
        pytest.param("năm", (5, 1), id="five"),
        pytest.param("nam 3", (5, 1), id="five and three"),
    ],
)
def test_a_year_is_not_the_number_five(said: str, expected: tuple[int, int] | None) -> None:
    assert number_at(said.split(), 0) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("7", (7, 1)),
        ("05", (5, 1)),
        ("137", (137, 1)),
        ("1000", None),
        ("²", None),
        ("٣", None),
        ("iv", (4, 1)),
        ("xvii", (17, 1)),
        ("iiii", None),
        ("one", (1, 1)),
        ("sixth", (6, 1)),
        ("2nd", (2, 1)),
        ("last", (LAST, 1)),
        ("second to last", (NEXT_TO_LAST, 3)),
        ("next to last", (NEXT_TO_LAST, 3)),
        ("penultimate", (NEXT_TO_LAST, 1)),
        ("third from the end", (-3, 4)),
    ],
)
def test_digits_roman_and_english_are_numbers(said: str, expected: tuple[int, int] | None) -> None:
    assert number_at(said.split(), 0) == expected


def test_a_number_is_read_where_it_begins_and_not_beyond_the_end() -> None:
    assert number_at(["nhiệm", "vụ", "ba"], 2) == (3, 1)
    assert number_at(["nhiệm", "vụ", "ba"], 0) is None
    assert number_at(["ba"], 1) is None
    assert number_at([], 0) is None


@pytest.mark.parametrize(
    ("word", "expected"),
    [("I", 1), ("iv", 4), ("IX", 9), ("XIV", 14), ("XXIX", 29), ("IIX", None), ("", None)],
)
def test_roman_numerals_in_any_case(word: str, expected: int | None) -> None:
    assert roman_value(word) == expected
