"""The grammar of document numbers. No number here is one of the shipped article's."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.numbers import PRINTED, TYPE_NAMES, TYPES, DocumentNumber


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param("57-CT/TW", DocumentNumber(57, "CT", "TW"), id="Party"),
        pytest.param("07-CTr/TU", DocumentNumber(7, "CTR", "TU"), id="leading zero, small letter"),
        pytest.param("41-QĐi/TW", DocumentNumber(41, "QĐI", "TW"), id="QĐi is not QĐ"),
        pytest.param("9-HD/BTGTU", DocumentNumber(9, "HD", "BTGTU"), id="long issuer"),
        pytest.param("57 - CT / TW", DocumentNumber(57, "CT", "TW"), id="spaced out"),
        pytest.param("57–CT/TW", DocumentNumber(57, "CT", "TW"), id="dash set by a word processor"),
        pytest.param(" 57-CT/TW\n", DocumentNumber(57, "CT", "TW"), id="space around"),
        pytest.param("88/KH-UBND", DocumentNumber(88, "KH", "UBND"), id="State"),
        pytest.param("192/TB – UBND", DocumentNumber(192, "TB", "UBND"), id="State, spaced dash"),
        pytest.param("12/NQ-HĐND", DocumentNumber(12, "NQ", "HĐND"), id="Đ in the issuer"),
        pytest.param(
            "30/2020/NĐ-CP", DocumentNumber(30, "NĐ", "CP", 2020), id="State, with its year"
        ),
        pytest.param("1200/QĐ-TTg", DocumentNumber(1200, "QĐ", "TTG"), id="Prime Minister"),
        pytest.param("5/HD-UBND-VX", DocumentNumber(5, "HD", "UBND-VX"), id="issuer in two parts"),
    ],
)
def test_a_number_is_read_however_it_is_printed(printed: str, expected: DocumentNumber) -> None:
    assert DocumentNumber.parse(printed) == expected


@pytest.mark.parametrize(
    "text",
    [
        "30/4",
        "21/6",
        "1/5/2024",
        "31-12-2024",
        "2021-2025",
        "2021 - 2025",
        "quý II/2024",
        "024.3825.1234",
        "0912-345-678",
        "(024) 3825-1234",
        "45/2019/QH14",
        "57-XX/TW",
        "57-CT/T",
        "57-CT/tw",
        "57-CTTW",
        "57 CT TW",
        "57CT/TW",
        "CT/TW",
        "-CT/TW",
        "12345-CT/TW",
        "57-CT/",
        "57-ct/tw",
        "A57-CT/TW",
        "57-CT/TWa",
        "57-CT/TW 58-CT/TW",
        "",
    ],
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert DocumentNumber.parse(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Gọi (024) 3825-1234 hoặc 0912 345 678 trước ngày 30/4/2025.",
        "Giai đoạn 2021-2025, tầm nhìn 2030/2045, đạt 95-98% kế hoạch.",
        "Nhân dịp 21/6, tổ 5-7/TW2 đi thăm 12/15 phường; tỉ số 3-2.",
        "Đường 70B, số nhà 12/34-56 phố Huế, biển số 30A-123.45.",
    ],
)
def test_running_text_without_document_numbers_has_none(text: str) -> None:
    assert PRINTED.findall(text) == []


def test_a_leading_zero_and_letter_case_do_not_make_another_document() -> None:
    assert DocumentNumber.parse("07-CTr/TU") == DocumentNumber.of("7", "ctr", "tu")


def test_the_year_inside_a_number_makes_another_document() -> None:
    assert DocumentNumber.parse("30/2020/NĐ-CP") != DocumentNumber.parse("30/2021/NĐ-CP")
    assert DocumentNumber.parse("30/2020/NĐ-CP") != DocumentNumber.parse("30/NĐ-CP")


def test_every_type_name_belongs_to_a_code() -> None:
    assert set(TYPE_NAMES) == {name for names in TYPES.values() for name in names}


def test_a_long_run_of_capitals_is_refused_at_once() -> None:
    # With an ambiguous pattern this takes minutes; see the comment beside _ISSUER_CODE.
    assert PRINTED.findall("1-CT/" + "A" * 100_000 + "a") == []


@settings(max_examples=40, deadline=None)
@given(
    number=st.integers(0, 9999),
    code=st.sampled_from(sorted(TYPES)),
    issuer=st.from_regex(r"[A-ZĐ]{2,8}", fullmatch=True),
    year=st.none() | st.integers(1945, 2099),
)
def test_what_is_printed_by_the_rules_is_read_back(
    number: int, code: str, issuer: str, year: int | None
) -> None:
    state = f"{number}/{code}-{issuer}" if year is None else f"{number}/{year}/{code}-{issuer}"
    party = f"{number}-{code}/{issuer}"
    assert DocumentNumber.parse(party) == DocumentNumber(number, code.upper(), issuer)
    assert DocumentNumber.parse(state) == DocumentNumber(number, code.upper(), issuer, year)


@settings(max_examples=40, deadline=None)
@given(st.text())
def test_any_text_is_a_number_or_none(text: str) -> None:
    found = DocumentNumber.parse(text)
    assert found is None or PRINTED.search(text) is not None
