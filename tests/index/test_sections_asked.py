"""Places in official documents, as people ask for them, and the passages they get."""

import pytest

from corpus.documents import Directive, Section
from corpus.library import Library
from index.answer import Answer
from index.context import context_of
from index.query import Query
from index.search import Search
from index.sections import beside, counts, find, place_of, value, ways_of
from tests.index.held import held_document, held_library, held_search

REGULATION = """\
lead.1 | QUYẾT ĐỊNH Ban hành Quy chế nhà đọc
Điều 1 | Điều 1. Ban hành kèm theo đây Quy chế nhà đọc của thị xã.
Điều 3 | Điều 3. Phòng Văn hóa lo việc này.
Bản Quy chế | QUY CHẾ
Bản Quy chế > Điều 1 | Điều 1. Nhà đọc mở cửa cả ngày nghỉ.
Bản Quy chế > Điều 2 | Điều 2. Không mang nước ngọt vào nhà đọc."""


def asked(message: str) -> str:
    """The place that is read, as "article 5, clause 2"."""
    query = held_search().read(message)
    return ", ".join(f"{s.level} {s.number}" for s in query.sections)


def found(message: str) -> Answer:
    search = held_search()
    return search.answer(search.read(message))


def locators(answer: Answer) -> list[str]:
    return [passage.locator for passage in answer.passages]


@pytest.mark.parametrize(
    ("message", "place"),
    [
        pytest.param("điều 5 khoản 2 của quyết định 947", "article 5, clause 2", id="in full"),
        pytest.param("khoản 2 điều 5 QĐ 947/2025", "article 5, clause 2", id="innermost first"),
        pytest.param("điểm a khoản 2 điều 3", "article 3, clause 2, point a", id="a letter"),
        pytest.param("dieu 5 khoan 2 quyet dinh 947", "article 5, clause 2", id="no accents"),
        pytest.param("điều năm khoản hai", "article 5, clause 2", id="numbers in words"),
        pytest.param("dieu nam khoan hai", "article 5, clause 2", id="both"),
        pytest.param("ddieeu 5 khoarn 2", "article 5, clause 2", id="Telex keys left in"),
        pytest.param("d9ie62u 5 khoa3n 2", "article 5, clause 2", id="VNI keys left in"),
        pytest.param("mục I.1 chỉ thị 30", "section I, item 1", id="a party document's"),
        pytest.param("mục 2 phần I", "part I, section 2", id="a part called otherwise"),
        pytest.param("chương 2 nói gì", "chapter 2", id="a chapter"),
        pytest.param("chương ii quyết định 947", "chapter II", id="a Roman number"),
        pytest.param("phụ lục 1", "appendix 1", id="an appendix"),
        pytest.param("bảng 1 dòng 2", "table 1, row 2", id="a row of a table"),
        pytest.param("khoản 1, 2 điều 5", "article 5, clause 1, clause 2", id="several"),
        pytest.param("điều 3 đến điều 5", "article 3, article 5", id="two ends"),
        pytest.param("điều 3-5 QĐ 947", "article 3, article 4, article 5", id="a range"),
        pytest.param("d5 k2 qd947", "article 5, clause 2", id="short"),
        pytest.param("article 5 clause 2 of decision 947", "article 5, clause 2", id="English"),
        pytest.param("point a of clause 2, article 3", "article 3, clause 2, point a", id="commas"),
        pytest.param("điều 5a quyết định 947", "article 5a", id="one put in later"),
    ],
)
def test_a_place_is_read(message: str, place: str) -> None:
    assert asked(message) == place


@pytest.mark.parametrize(
    "message",
    [
        "điều kiện đặt trạm là gì",
        "có điều gì mới năm nay",
        "điểm mới của buổi giao ban",
        "hàng 3 nghìn người đi bộ ở đâu",
        "phần mở đầu",
        "chương trình 06 nói gì",
        "điều ba năm trước ai nói",
        "khoản tiền này ai trả",
    ],
)
def test_a_word_of_the_topic_is_no_place(message: str) -> None:
    assert asked(message) == ""


def test_without_such_documents_a_place_is_read_as_before(search: Search) -> None:
    assert search.read("mục 4").tasks == (4,)
    assert search.read("mục 4").sections == ()
    assert search.read("điều 5 của Quy định 137").inner == "điều 5"


@pytest.mark.parametrize(
    ("message", "number", "year"),
    [("điều 5 quyết định 947/2025", 947, 2025), ("khoản 2 quyết định 947", 947, None)],
)
def test_the_number_behind_a_place_is_the_document_s(
    message: str, number: int, year: int | None
) -> None:
    (one,) = held_search().read(message).numbers
    assert (one.number, one.year) == (number, year)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("điều 5 khoản 2 quyết định 947", ["Điều 5 khoản 2"]),
        ("điều 4 quyết định 947", ["Điều 4", "Điều 4 khoản 1", "Điều 4 khoản 2"]),
        ("dieu 3 khoan 2 diem d QD 947", ["Điều 3 khoản 2 điểm d"]),
        ("điểm đ khoản 2 điều 3", ["Điều 3 khoản 2 điểm đ"]),
        ("mục I.2 chỉ thị 30-CT/TU", ["Mục I.2"]),
        ("khoản 2 mục I chỉ thị 30 thành ủy", ["Mục I.2"]),
        ("mục 2 phần I chỉ thị 30-CT/TU", ["Mục I.2"]),
        ("bảng 1 dòng 2", ["Bảng 1 dòng 2"]),
        ("điều 7", ["Điều 7"]),
        ("điều 1 khoản 1 và 2 quyết định 947", ["Điều 1 khoản 1", "Điều 1 khoản 2"]),
        ("điều 4 đoạn 2 quyết định 947", ["Điều 4 khoản 1"]),
    ],
)
def test_a_place_gets_its_passages(message: str, expected: list[str]) -> None:
    answer = found(message)
    assert (answer.status, answer.kind) == ("answered", "passage")
    assert locators(answer) == expected


def test_of_two_such_places_the_document_in_force_is_meant() -> None:
    answer = found("điều 2")
    assert {passage.document for passage in answer.passages} == {"947-2025-qd-ubnd"}


def test_a_place_that_several_documents_have_asks_back() -> None:
    answer = found("khoản 2")
    assert (answer.status, answer.problem) == ("unclear", "which_document")
    assert [d.id for d in answer.near_directives] == ["947/2025/QĐ-UBND", "30-CT/TU"]


def test_a_place_that_stands_often_in_one_document_asks_back() -> None:
    answer = found("khoản 2 quyết định 947")
    assert (answer.status, answer.problem) == ("unclear", "which_section")
    assert [p.locator for p in answer.near] == [f"Điều {n} khoản 2" for n in (1, 3, 4, 5)]


def test_a_place_that_is_not_there_is_not_answered_with_another() -> None:
    answer = found("điều 5 khoản 9 quyết định 947")
    assert (answer.status, answer.problem) == ("not_found", "no_such_section")
    assert [s.number for s in answer.within] == ["II", "5"]


@pytest.mark.parametrize(
    "message",
    ["điều 5 luật cây xanh nói gì", "điều 2 nghị định về chợ đêm", "điều 5 của Quy định 137"],
)
def test_another_document_s_place_is_not_answered_from_this_one(message: str) -> None:
    assert found(message).status == "not_found"


@pytest.mark.parametrize(
    ("message", "first"),
    [
        pytest.param("QĐ 947 quy định gì về tiền cọc", "Điều 4", id="within a document"),
        pytest.param("quyết định 812 nói gì về tiền cọc", "Điều 2", id="within the older one"),
        pytest.param("bảo dưỡng xe thế nào", "Điều 5", id="by the name of a Điều"),
        pytest.param("xe hỏng vành phải làm gì", "Điều 5 khoản 2", id="by its own words"),
    ],
)
def test_a_topic_is_found_in_a_held_document(message: str, first: str) -> None:
    answer = found(message)
    assert answer.status == "answered"
    assert locators(answer)[0] == first


def test_of_two_documents_each_gives_what_it_has() -> None:
    answer = found("điều 5 QĐ 947 và điều 7 QĐ 812")
    assert [p.locator for p in answer.passages] == [
        "Điều 5",
        "Điều 5 khoản 1",
        "Điều 5 khoản 2",
        "Điều 7",
    ]


def test_a_decision_and_what_it_puts_into_force_both_have_their_first_article() -> None:
    document = held_document(
        "58-2023-qd-ubnd",
        REGULATION,
        directive="58/2023/QĐ-UBND",
        kind="Quyết định",
        issuer="Ủy ban nhân dân thị xã Khe Sim",
        subject="Ban hành Quy chế nhà đọc",
        published="2023-04-05T00:00+07:00",
    )
    directive = Directive(
        id="58/2023/QĐ-UBND", type="Quyết định", type_code="QĐ", number="58", issuer_code="UBND"
    )
    library = Library(
        version="58",
        documents=(document,),
        directives=(directive,),
        lexicon=held_library().lexicon,
    )
    search = Search(library)
    both = search.answer(search.read("điều 1 quyết định 58"))
    assert locators(both) == ["Điều 1", "Quy chế, Điều 1"]
    assert locators(search.answer(search.read("điều 3 quyết định 58"))) == ["Điều 3"]
    assert locators(search.answer(search.read("điều 2"))) == ["Quy chế, Điều 2"]


def test_a_topic_that_a_document_lacks_is_not_answered_from_it() -> None:
    answer = found("QĐ 947 quy định gì về mai táng phí")
    assert answer.status == "not_found"


def test_a_passage_stands_under_the_names_of_its_chapter_and_its_article() -> None:
    document = held_library().document("947-2025-qd-ubnd")
    passage = document.passage("Điều 5 khoản 2")
    assert passage is not None
    assert context_of(passage, document) == "Chương II TRẠM XE VÀ NGƯỜI THUÊ Điều 5. Bảo dưỡng"
    assert context_of(document.passages[0], document) == ""


def test_an_article_s_passages_stand_under_nothing() -> None:
    document = held_library().documents[0]
    assert {context_of(passage, document) for passage in document.passages} == {""}


def way(*steps: tuple[str, str]) -> tuple[Section, ...]:
    return tuple(Section.model_validate({"level": a, "number": b}) for a, b in steps)


def test_the_place_beside_another() -> None:
    document = held_library().document("947-2025-qd-ubnd")
    second = way(("chapter", "I"), ("article", "2"))
    third = way(("chapter", "II"), ("article", "3"))
    assert beside(document, second, None, 1) == third  # over the end of a chapter
    assert beside(document, third, "article", -1) == second
    last = (*third, *way(("clause", "2")))
    assert beside(document, last, None, 1) is None  # a clause only within its Điều
    assert beside(document, last, "chapter", 1) == way(("chapter", "III"))


def test_what_a_document_has() -> None:
    document = held_library().document("947-2025-qd-ubnd")
    assert counts(document, ()) == {"chapter": 3, "article": 6, "table": 1}
    article = find(document, way(("article", "3")))[0]
    assert counts(document, article) == {"clause": 2}


def test_places_are_compared_by_value() -> None:
    assert value("II") == value("2") == value("02") == value("thứ hai")
    assert value("5a") != value("5")
    assert ways_of(()) == []
    assert place_of(()) == ()


def test_a_question_names_nothing_by_default() -> None:
    query = Query(text="")
    assert (query.sections, query.level, query.contents, query.in_full) == ((), None, False, False)
