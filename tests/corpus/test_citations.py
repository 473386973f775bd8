"""Finding citations in invented sentences. No directive here is one of the shipped article's."""

import datetime as dt
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.citations import PrintedNumber, find_citations
from corpus.documents import Citation, Directive
from corpus.readers.structure import number_passages

CATALOGUE = (
    Directive(id="57-CT/TW", type="Chỉ thị", number="57"),
    Directive(id="58-NQ/TU", type="Nghị quyết", number="58"),
    Directive(id="07-CTr/TU", type="Chương trình", number="07"),
    Directive(id="88/KH-UBND", type="Kế hoạch", number="88"),
    Directive(id="30/2020/NĐ-CP", type="Nghị định", number="30"),
    Directive(id="30/2021/NĐ-CP", type="Nghị định", number="30"),
    Directive(id="1200/QĐ-TTg", type="Quyết định", number="1200"),
    Directive(id="SACH-SEN", type="Sách", subject="Đầm sen, mùa hạ: ghi chép"),
    Directive(id="CD-XANH", type="Chuyên đề", names=("chuyên đề Thành phố xanh", "đề án cây xanh")),
    Directive(
        id="CTHD-XANH", type="Chương trình", names=("Kế hoạch học chuyên đề Thành phố xanh",)
    ),
    Directive(id="BO-BA", type="Nghị quyết", subject="Bộ ba khóa họp", comprises=("61-NQ/TW",)),
)


def find(text: str) -> tuple[list[Citation], list[PrintedNumber]]:
    return find_citations(number_passages("d", text)[1], CATALOGUE)


def the_one(text: str) -> Citation:
    (citation,), unknown = find(text)
    assert unknown == []
    return citation


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        pytest.param("Theo Chỉ thị số 57-CT/TW, các quận", "Chỉ thị số 57-CT/TW", id="with số"),
        pytest.param("Theo Chỉ thị 57-CT/TW, các quận", "Chỉ thị 57-CT/TW", id="without số"),
        pytest.param("Theo số 57-CT/TW, các quận", "số 57-CT/TW", id="without a type"),
        pytest.param("(57-CT/TW)", "57-CT/TW", id="alone in parentheses"),
        pytest.param(
            "theo chỉ thị số 57-CT/TW.", "chỉ thị số 57-CT/TW", id="type in small letters"
        ),
        pytest.param("CHỈ THỊ SỐ 57-CT/TW", "CHỈ THỊ SỐ 57-CT/TW", id="a heading in capitals"),
        pytest.param("Kế hoạch và Chỉ thị 57-CT/TW", "Chỉ thị 57-CT/TW", id="the nearest type"),
        pytest.param("Chỉ thị  số\n57 - CT / TW.", "Chỉ thị  số\n57 - CT / TW", id="odd spaces"),
        pytest.param("Kế hoạch 88/KH-UBND.", "Kế hoạch 88/KH-UBND", id="State style"),
        pytest.param(
            "Nghị định 30/2020/NĐ-CP;", "Nghị định 30/2020/NĐ-CP", id="year in the number"
        ),
        pytest.param("Quyết định 1200/QĐ-TTg;", "Quyết định 1200/QĐ-TTg", id="Prime Minister"),
        pytest.param(
            "Chỉ thị 57-CT/TW của Ban Bí thư khóa XII về",
            "Chỉ thị 57-CT/TW của Ban Bí thư khóa XII",
            id="term",
        ),
        pytest.param(
            "Chỉ thị 57-CT/TW của Ban Bí thư (khóa XII)",
            "Chỉ thị 57-CT/TW của Ban Bí thư (khóa XII)",
            id="term in parentheses",
        ),
        pytest.param(
            "(Chỉ thị 57-CT/TW của Ban Bí thư khóa XII)",
            "Chỉ thị 57-CT/TW của Ban Bí thư khóa XII",
            id="parentheses around all of it",
        ),
        pytest.param(
            "Chỉ thị 57-CT/TW của Ban Bí thư khóa Văn",
            "Chỉ thị 57-CT/TW của Ban Bí thư",
            id="a term is not the first letter of a word",
        ),
        pytest.param(
            "Nghị quyết 58-NQ/TU của Thành uỷ khoá XVII,",
            "Nghị quyết 58-NQ/TU của Thành uỷ khoá XVII",
            id="uỷ and khoá",
        ),
        pytest.param(
            "Chỉ thị 57-CT/TW của các quận", "Chỉ thị 57-CT/TW", id="của, but not an issuer"
        ),
    ],
)
def test_a_citation_reaches_from_its_type_to_its_term(text: str, printed: str) -> None:
    assert the_one(f"Đầu. {text}").printed == printed


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Chỉ thị", "Chỉ thị"),
        ("chỉ thị", "chỉ thị"),
        ("Kế hoạch", "Kế hoạch"),
        ("Luật", None),
        ("siêuChỉ thị", None),
    ],
)
def test_the_type_is_what_is_printed_not_what_is_catalogued(
    words: str, expected: str | None
) -> None:
    assert the_one(f"Theo {words} số 57-CT/TW").type_printed == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("ngày 5/3/2019", dt.date(2019, 3, 5)),
        (", ngày 05/03/2019", dt.date(2019, 3, 5)),
        ("ngày 05-03-2019", dt.date(2019, 3, 5)),
        ("ngày 5.3.2019", dt.date(2019, 3, 5)),
        ("ngày 05 tháng 3 năm 2019", dt.date(2019, 3, 5)),
        ("ngày 29/2/2024", dt.date(2024, 2, 29)),
        ("ngày 31/2/2020", None),
        ("ngày 29/2/2023", None),
        ("ngày 5/13/2019", None),
        ("ngày 0/0/0000", None),
        ("sáng 5/3/2019", None),
        ("năm 2019", None),
    ],
)
def test_the_date_is_the_one_printed_after_the_number(words: str, expected: dt.date | None) -> None:
    joint = "" if words.startswith(",") else " "
    assert the_one(f"Chỉ thị 57-CT/TW{joint}{words} của Ban Bí thư").date_printed == expected


def test_a_misprinted_date_is_quoted_as_it_stands() -> None:
    assert the_one("Chỉ thị 57-CT/TW ngày 31/2/2020.").printed == "Chỉ thị 57-CT/TW ngày 31/2/2020"


@pytest.mark.parametrize(
    "issuer",
    [
        "Ban Bí thư",
        "Ban Bí thư Trung ương Đảng",
        "Ban Thường vụ Thành ủy Hà Nội",
        "Ban Thường vụ Tỉnh uỷ",
        "Bộ Chính trị",
        "UBND Thành phố Hà Nội",
        "Ủy ban nhân dân tỉnh",
        "Thủ tướng Chính phủ",
        "Chính phủ",
    ],
)
def test_the_issuer_is_the_whole_name_printed(issuer: str) -> None:
    text = f"Chỉ thị 57-CT/TW ngày 5/3/2019 của {issuer} về hè phố"
    assert the_one(text).issuer_printed == issuer


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("về “Hè phố sạch”", "Hè phố sạch"),
        (", về việc “Hè phố sạch”", "Hè phố sạch"),
        ('về "Hè phố sạch"', "Hè phố sạch"),
        ("về hè phố sạch", None),
        ("và “Hè phố sạch”", None),
        ("về “Hè phố sạch", None),
    ],
)
def test_the_title_is_the_quoted_name_after_about(words: str, expected: str | None) -> None:
    joint = "" if words.startswith(",") else " "
    assert the_one(f"Chỉ thị 57-CT/TW{joint}{words}").title_printed == expected


@pytest.mark.parametrize(
    ("joint", "shared"),
    [
        pytest.param("; ", True, id="semicolon"),
        pytest.param(", ", True, id="comma"),
        pytest.param(" và ", True, id="and"),
        pytest.param("; và ", True, id="semicolon and"),
        pytest.param(" cùng với ", False, id="other words"),
        pytest.param(". ", False, id="another sentence"),
    ],
)
def test_a_list_shares_one_name_a_sentence_does_not(joint: str, shared: bool) -> None:
    citations, _ = find(f"Chỉ thị 57-CT/TW{joint}Nghị quyết 58-NQ/TU về “Hè phố”")
    assert [c.title_printed for c in citations] == ["Hè phố" if shared else None, "Hè phố"]


def test_each_of_two_named_documents_keeps_its_own_name() -> None:
    citations, _ = find("Chỉ thị 57-CT/TW về “Hè”; Nghị quyết 58-NQ/TU về “Phố”")
    assert [c.title_printed for c in citations] == ["Hè", "Phố"]


def test_neighbouring_numbers_are_each_a_citation() -> None:
    citations, _ = find("các văn bản 57-CT/TW,58-NQ/TU và 7-CTr/TU của Thành ủy")
    assert [(c.directive, c.printed) for c in citations] == [
        ("57-CT/TW", "57-CT/TW"),
        ("58-NQ/TU", "58-NQ/TU"),
        ("07-CTr/TU", "7-CTr/TU của Thành ủy"),
    ]


def test_numbers_of_two_years_are_two_documents() -> None:
    citations, unknown = find("Nghị định 30/2021/NĐ-CP sửa 30/2020/NĐ-CP và 30/NĐ-CP")
    assert [c.directive for c in citations] == ["30/2021/NĐ-CP", "30/2020/NĐ-CP"]
    assert [number.id for number in unknown] == ["30/NĐ-CP"]


def test_a_number_inside_the_name_of_another_document_is_cited_too() -> None:
    citations, _ = find("Kế hoạch 88/KH-UBND về “Thực hiện Chỉ thị 57-CT/TW”")
    assert [c.directive for c in citations] == ["88/KH-UBND", "57-CT/TW"]
    assert citations[0].title_printed == "Thực hiện Chỉ thị 57-CT/TW"


def test_a_name_inside_a_longer_name_is_cited_after_it() -> None:
    citations, _ = find("Triển khai Kế hoạch học chuyên đề Thành phố xanh.")
    assert [(c.directive, c.printed) for c in citations] == [
        ("CTHD-XANH", "Kế hoạch học chuyên đề Thành phố xanh"),
        ("CD-XANH", "chuyên đề Thành phố xanh"),
    ]


def test_of_two_names_that_begin_together_the_longer_is_cited_first() -> None:
    short = Directive(id="NGAN", type="Kế hoạch", names=("Kế hoạch học",))
    passages = number_passages("d", "Kế hoạch học chuyên đề Thành phố xanh")[1]
    citations, _ = find_citations(passages, (short, *CATALOGUE))
    assert [c.directive for c in citations] == ["CTHD-XANH", "NGAN", "CD-XANH"]


@pytest.mark.parametrize(
    ("text", "printed", "title"),
    [
        pytest.param(
            "đọc Đầm sen, mùa hạ: ghi chép ở chi bộ",
            "Đầm sen, mùa hạ: ghi chép",
            None,
            id="as catalogued",
        ),
        pytest.param(
            "đọc đầm sen mùa hạ - ghi chép.",
            "đầm sen mùa hạ - ghi chép",
            None,
            id="other punctuation, other case",
        ),
        pytest.param(
            "đọc cuốn sách “Đầm sen; mùa hạ (ghi chép”.",
            "cuốn sách “Đầm sen; mùa hạ (ghi chép”",
            "Đầm sen; mùa hạ (ghi chép",
            id="quoted, with what it is",
        ),
        pytest.param(
            'đọc "Đầm sen mùa hạ ghi chép"',
            '"Đầm sen mùa hạ ghi chép"',
            "Đầm sen mùa hạ ghi chép",
            id="straight quotes",
        ),
        pytest.param(
            "đọc “Đầm sen mùa hạ ghi chép tiếp”",
            "Đầm sen mùa hạ ghi chép",
            None,
            id="only the beginning of what is quoted",
        ),
    ],
)
def test_a_work_is_known_by_the_words_of_its_name(
    text: str, printed: str, title: str | None
) -> None:
    citation = the_one(text)
    found = (citation.directive, citation.printed, citation.title_printed)
    assert found == ("SACH-SEN", printed, title)


def test_a_name_is_known_in_either_spelling_of_its_tones() -> None:
    assert the_one("Học tập Bộ ba khoá họp").directive == "BO-BA"


@pytest.mark.parametrize("text", ["đầm sen mùa hạ", "đầm sen mùa hạn ghi chép", "ghi chép mùa hạ"])
def test_part_of_a_name_is_not_the_name(text: str) -> None:
    assert find(text) == ([], [])


def test_a_common_name_is_cited_by_a_number_it_comprises() -> None:
    assert the_one("Nghị quyết 61-NQ/TW").directive == "BO-BA"


@pytest.mark.parametrize("own_first", [True, False])
def test_a_documents_own_entry_wins_over_a_common_name(own_first: bool) -> None:
    own = Directive(id="61-NQ/TW", type="Nghị quyết", number="61")
    catalogue = (own, *CATALOGUE) if own_first else (*CATALOGUE, own)
    passages = number_passages("d", "Nghị quyết 61-NQ/TW")[1]
    assert [c.directive for c in find_citations(passages, catalogue)[0]] == ["61-NQ/TW"]


@pytest.mark.parametrize(
    ("text", "printed", "number"),
    [
        (
            "Một.\n\nTheo Chỉ thị số 99 - CT/TW ngày 1/1/2020.",
            "Chỉ thị số 99 - CT/TW ngày 1/1/2020",
            "99-CT/TW",
        ),
        ("Một.\n\nTheo 99/TB – UBND.", "99/TB – UBND", "99/TB-UBND"),
        ("Một.\n\nTheo 99/2022/NĐ-CP.", "99/2022/NĐ-CP", "99/2022/NĐ-CP"),
    ],
)
def test_a_number_nobody_catalogued_is_reported_with_its_place(
    text: str, printed: str, number: str
) -> None:
    citations, (unknown,) = find(text)
    assert citations == []
    assert (unknown.locator, unknown.printed, unknown.id) == ("lead.2", printed, number)
    assert unknown.at == text.index(printed)


def test_a_catalogue_may_be_empty() -> None:
    passages = number_passages("d", "Không có văn bản nào ở đây, chỉ có 30/4.")[1]
    assert find_citations(passages, ()) == ([], [])


def test_citations_of_several_passages_count_from_the_text_not_the_passage() -> None:
    body = "1. Theo 57-CT/TW.\n\nHọc đề án cây xanh; theo 58-NQ/TU.\n\n2. Theo 57-CT/TW."
    text, passages = number_passages("d", body)
    citations, _ = find_citations(passages, CATALOGUE)
    assert [(c.locator, text[c.start : c.end]) for c in citations] == [
        ("1.1", "57-CT/TW"),
        ("1.2", "đề án cây xanh"),
        ("1.2", "58-NQ/TU"),
        ("2", "57-CT/TW"),
    ]


WORDS = [
    "57-CT/TW",
    "Chỉ thị",
    "số",
    "ngày 1/2/2020",
    "của Ban Bí thư",
    "khóa XII",
    "(",
    ")",
    ";",
    "“Đầm sen mùa hạ ghi chép”",
    "đề án cây xanh",
    "về",
    "“",
    "”",
    "99-CT/TW",
    "\n\n",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=12))
def test_every_citation_quotes_the_text_at_its_span(words: list[str]) -> None:
    text, passages = number_passages("d", unicodedata.normalize("NFC", " ".join(words)))
    citations, unknown = find_citations(passages, CATALOGUE)
    assert [text[c.start : c.end] for c in citations] == [c.printed for c in citations]
    assert [text[n.at : n.at + len(n.printed)] for n in unknown] == [n.printed for n in unknown]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Chỉ thị số " * 20_000, id="types without numbers"),
        pytest.param("Chỉ thị" + " " * 100_000 + "số", id="a long gap"),
        pytest.param("1-CT/" + "A" * 100_000 + "a", id="a long issuer that is none"),
        pytest.param("57-CT/TW về “" * 4_000, id="quotes never closed"),
        pytest.param("đề án cây " * 20_000, id="a name almost, many times"),
        pytest.param("bài viết" + " " * 50_000 + "“x”", id="a work of nothing"),
    ],
)
def test_a_hostile_paragraph_does_not_hang_the_reader(text: str) -> None:
    passages = number_passages("d", text)[1]
    began = time.perf_counter()
    find_citations(passages, CATALOGUE)
    assert time.perf_counter() - began < 2.0
