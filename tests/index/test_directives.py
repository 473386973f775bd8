"""Official documents found by number, type, issuer, date and subject, in the shipped catalogue."""

import datetime as dt

import pytest

from index.query import NumberAsked
from index.search import Search


def ids_for(search: Search, question: str) -> list[str]:
    """The directives of the answer to a question, in its order."""
    return [directive.id for directive in search.answer(search.read(question)).directives]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("CT 38 là gì", ["38-CT/TW"], id="code and number"),
        pytest.param("ct38", ["38-CT/TW"], id="glued, small"),
        pytest.param("chỉ thị 38", ["38-CT/TW"], id="type in words"),
        pytest.param("chi thi so 38", ["38-CT/TW"], id="no accents"),
        pytest.param("38-CT/TW", ["38-CT/TW"], id="as printed"),
        pytest.param("38 - ct / tw", ["38-CT/TW"], id="small, spaced"),
        pytest.param("38/CT-TW", ["38-CT/TW"], id="State style by mistake"),
        pytest.param("chỉ thị 38 trung ương", ["38-CT/TW"], id="issuer in words"),
        pytest.param("directive 38", ["38-CT/TW"], id="English"),
        pytest.param("CHỈ THỊ SỐ 38", ["38-CT/TW"], id="shouted"),
        pytest.param("chir thij 38", ["38-CT/TW"], id="Telex"),
        pytest.param("văn bản số 38", ["38-CT/TW"], id="no type"),
        pytest.param("kl 100", ["100-KL/TW"], id="conclusion"),
        pytest.param("hd102 btgtw", ["102-HD/BTGTW"], id="guideline with its issuer"),
        pytest.param("kế hoạch 104 của Thành ủy", ["104-KH/TU"], id="plan with its issuer"),
        pytest.param("chương trình số 6", ["06-CTr/TU"], id="no leading zero"),
        pytest.param("ctr 06", ["06-CTr/TU"], id="leading zero"),
        pytest.param("nghị quyết 23 của thành uỷ", ["23-NQ/TU"], id="uỷ"),
        pytest.param("quy định số 137", ["137-QĐ/TW"], id="the type as catalogued"),
        pytest.param("quyết định số 137", ["137-QĐ/TW"], id="the type as printed"),
        pytest.param("qđ 137", ["137-QĐ/TW"], id="a code of two types"),
        pytest.param("NQ 23 và NQ 33", ["23-NQ/TU", "33-NQ/TW"], id="two"),
        pytest.param(
            "CT30, HD102 và KL100", ["30-CT/TU", "102-HD/BTGTW", "100-KL/TW"], id="three types"
        ),
    ],
)
def test_a_document_is_found_by_its_number_in_any_spelling(
    search: Search, question: str, expected: list[str]
) -> None:
    assert ids_for(search, question) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param(NumberAsked(1), ["01-CT/TU", "01-KL/TW"], id="number alone"),
        pytest.param(NumberAsked(1, ("Chỉ thị",)), ["01-CT/TU"], id="with a type"),
        pytest.param(NumberAsked(1, (), "bo chinh tri"), ["01-KL/TW"], id="with an issuer"),
        pytest.param(NumberAsked(1, (), "thanh uy"), ["01-CT/TU"], id="another issuer"),
        pytest.param(NumberAsked(1, ("Chỉ thị",), "bo chinh tri"), [], id="both, at odds"),
        pytest.param(NumberAsked(9), ["09-CTr/TU"], id="a cited one before one nobody cites"),
        pytest.param(NumberAsked(218), ["218-KH/TU"], id="one nobody cites"),
        pytest.param(NumberAsked(42), ["NQ-TW8-XIII"], id="one that a common name comprises"),
        pytest.param(NumberAsked(137, ("Quyết định",)), ["137-QĐ/TW"], id="type as printed"),
        pytest.param(NumberAsked(137, ("Quy định",)), ["137-QĐ/TW"], id="type as catalogued"),
        pytest.param(NumberAsked(138), [], id="no such number"),
        pytest.param(NumberAsked(0), [], id="zero"),
    ],
)
def test_type_and_issuer_filter_the_number(
    search: Search, asked: NumberAsked, expected: list[str]
) -> None:
    assert [d.id for d in search.directives.by_number(asked)] == expected


@pytest.mark.parametrize(
    ("question", "problem", "near"),
    [
        pytest.param("kết luận 38", "other_document", ["38-CT/TW"], id="another type"),
        pytest.param("chỉ thị 38 thành ủy", "other_document", ["38-CT/TW"], id="another issuer"),
        pytest.param("kế hoạch 777", "no_such_document", [], id="a number nobody has"),
    ],
)
def test_a_wrong_type_is_answered_by_what_has_the_number(
    search: Search, question: str, problem: str, near: list[str]
) -> None:
    answer = search.answer(search.read(question))
    assert answer.status == "not_found"
    assert answer.problem == problem
    assert [directive.id for directive in answer.near_directives] == near


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (("Kết luận",), ["100-KL/TW", "01-KL/TW"]),
        (("Hướng dẫn",), ["102-HD/BTGTW", "KHOAGIAO-BTGTU-2024"]),
        (("Quyết định",), ["137-QĐ/TW"]),
        (("Công văn",), []),
    ],
)
def test_documents_are_listed_by_type(
    search: Search, types: tuple[str, ...], expected: list[str]
) -> None:
    assert [directive.id for directive in search.directives.of_types(types)] == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("liệt kê các kết luận", ["100-KL/TW", "01-KL/TW"], id="a type"),
        pytest.param("ke cac ket luan", ["100-KL/TW", "01-KL/TW"], id="a type, no accents"),
        pytest.param("all conclusions", ["100-KL/TW", "01-KL/TW"], id="a type, English"),
        pytest.param(
            "các văn bản do Bộ Chính trị ban hành", ["01-KL/TW", "05-CT/TW"], id="an issuer"
        ),
        pytest.param("các kết luận của Bộ Chính trị", ["01-KL/TW"], id="a type and an issuer"),
        pytest.param("văn bản nào ký ngày 3/10/2018", ["104-KH/TU"], id="a date as printed"),
        pytest.param("văn bản nào ký ngày 17/9/2009", ["38-CT/TW"], id="a date printed wrong"),
        pytest.param("văn bản nào ký ngày 7/9/2009", ["38-CT/TW"], id="its verified date"),
        pytest.param("văn bản nào ban hành năm 2001", ["01-CT/TU"], id="a year"),
        pytest.param("những chỉ thị nào năm 2018", ["20-CT/TW"], id="a type and a year"),
    ],
)
def test_documents_are_filtered_by_what_the_question_names(
    search: Search, question: str, expected: list[str]
) -> None:
    assert ids_for(search, question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("văn bản nào về khuyến học", "23-NQ/TU", id="subject"),
        pytest.param("van ban nao ve khuyen hoc", "23-NQ/TU", id="subject, no accents"),
        pytest.param("chỉ thị nào về bảo hiểm y tế", "38-CT/TW", id="type and subject"),
        pytest.param("which directive is about health insurance", "38-CT/TW", id="English"),
        pytest.param("nghị quyết nào về phát triển văn hóa", "33-NQ/TW", id="culture"),
        pytest.param("văn bản nào về điều tra dư luận xã hội", "100-KL/TW", id="public opinion"),
    ],
)
def test_documents_are_found_by_their_subject(search: Search, question: str, expected: str) -> None:
    assert ids_for(search, question)[0] == expected


def test_a_subject_no_document_has_finds_none(search: Search) -> None:
    answer = search.answer(search.read("văn bản nào về nuôi trồng thủy sản"))
    assert answer.status == "not_found"
    assert answer.directives == ()


def test_dates_of_issue_are_both_the_printed_and_the_verified(search: Search) -> None:
    conclusion = search.library.directive("100-KL/TW")
    printed = search.library.date_printed(conclusion.id)
    assert (printed, conclusion.date_verified) == (dt.date(2018, 8, 18), dt.date(2014, 8, 18))
    for year in ("2014", "2018"):
        assert "100-KL/TW" in ids_for(search, f"kết luận nào ban hành năm {year}")
