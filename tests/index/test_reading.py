"""Reading a question: what is understood of a message, field by field.

One row for each way to say a thing; the row names only the fields it is about.
"""

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.query import NumberAsked, Period, Query
from index.search import Search

CT, NQ, KL, KH = "Chỉ thị", "Nghị quyết", "Kết luận", "Kế hoạch"
HD, QD, QI, CTR = "Hướng dẫn", "Quyết định", "Quy định", "Chương trình"


def fields(query: Query, named: Mapping[str, object]) -> dict[str, object]:
    return {name: getattr(query, name) for name in named}


def words_of(query: Query) -> str:
    """The content words, without accents, in order."""
    return " ".join(word.folded for word in query.content)


TASKS: list[tuple[str, tuple[int, ...]]] = [
    ("Nhiệm vụ số hai nói về gì?", (2,)),
    ("Cho em hỏi nhiệm vụ số 4 gồm những gì ạ?", (4,)),
    ("Kính gửi trợ lý, đề nghị cho biết nội dung nhiệm vụ thứ hai.", (2,)),
    ("Nhiệm vụ   thứ   BA", (3,)),
    ("NHIỆM VỤ THỨ SÁU GỒM NHỮNG GÌ", (6,)),
    ("nhiệm vụ IV", (4,)),
    ("nhiệm vụ V", (5,)),
    ("nhiệm vụ trọng tâm số 6", (6,)),
    ("nhiệm vụ thứ năm có gì", (5,)),
    ("nhiem vu thu nam", (5,)),
    ("nhiem vu thu tu", (4,)),
    ("nhiệm vu 4", (4,)),
    ("nhiệm vụ sáu", (6,)),
    ("hạng mục 3", (3,)),
    ("mục 2", (2,)),
    ("muc so 5", (5,)),
    ("đầu việc số 2", (2,)),
    ("việc lớn thứ tư", (4,)),
    ("việc thứ ba", (3,)),
    ("viec cuoi cung", (-1,)),
    ("nhiệm vụ cuối", (-1,)),
    ("nhiệm vụ áp chót", (-2,)),
    ("nhiệm vụ thứ hai từ cuối lên", (-2,)),
    ("nhiệm vụ đầu tiên", (1,)),
    ("nv5", (5,)),
    ("NV 3", (3,)),
    ("nv2 noi j z", (2,)),
    ("nvu 6 ntn", (6,)),
    ("n.vụ 5", (5,)),
    ("nhiemvu 2", (2,)),
    ("nhjem vu 3", (3,)),
    ("nhieemj vuj thuws ba", (3,)),
    ("nhie65m vu5 thu71 ba", (3,)),
    ("nhiệm vụ 2 và 4", (2, 4)),
    ("nhiệm vụ 2, 4 và 6", (2, 4, 6)),
    ("nv1,2", (1, 2)),
    ("nhiệm vụ một và hai", (1, 2)),
    ("nhiem vu 5 voi 6", (5, 6)),
    ("nhiệm vụ năm, sáu", (5, 6)),
    ("so sánh nhiệm vụ 4 với nhiệm vụ 5", (4, 5)),
    ("nhiệm vụ 4, nhiệm vụ 2", (4, 2)),
    ("what is the fifth task?", (5,)),
    ("the 4th task", (4,)),
    ("what does task two say", (2,)),
    ("the last task please", (-1,)),
    ("penultimate task", (-2,)),
    ("show me task IV", (4,)),
    ("tasks 2 and 6", (2, 6)),
    ("task 4 nói gì", (4,)),
    ("/nhiemvu 3", (3,)),
    ("sau nhiệm vụ 3 là gì", (4,)),
    ("trước nhiệm vụ 5 là nhiệm vụ nào", (4,)),
    ("nhiệm vụ 2, à không, 4", (4,)),
    ("nhiệm vụ 3, ý em là 5", (5,)),
    ("nhầm, nhiệm vụ 2", (2,)),
    ("task 2, no wait, task 4", (4,)),
    ("nhiệm vụ 9", (9,)),
    ("nhiệm vụ năm 2024", ()),
    ("trong ba tháng tới", ()),
    ("35 năm Bản tin", ()),
    ("thư từ trao đổi", ()),
]


@pytest.mark.parametrize(("question", "expected"), TASKS, ids=[row[0] for row in TASKS])
def test_tasks(search: Search, question: str, expected: tuple[int, ...]) -> None:
    assert search.read(question).tasks == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("nv3 đoạn 2", {"tasks": (3,), "paragraphs": (2,)}),
        ("đoạn 5 nv 3", {"tasks": (3,), "paragraphs": (5,)}),
        ("đoạn cuối của nhiệm vụ 3", {"tasks": (3,), "paragraphs": (-1,)}),
        ("đoạn thứ tư nhiệm vụ ba", {"tasks": (3,), "paragraphs": (4,)}),
        ("đoạn văn thứ hai của nhiệm vụ 3", {"tasks": (3,), "paragraphs": (2,)}),
        ("doan 7 trong nhiem vu 3", {"tasks": (3,), "paragraphs": (7,)}),
        ("đoạn 1 và 2 nhiệm vụ 3", {"tasks": (3,), "paragraphs": (1, 2)}),
        ("paragraph 3 of task 3", {"tasks": (3,), "paragraphs": (3,)}),
        ("3.5 nói gì", {"tasks": (3,), "paragraphs": (5,)}),
        ("nhiệm vụ 3.2", {"tasks": (3,), "paragraphs": (2,)}),
        ("xem 3.4 giúp em", {"tasks": (3,), "paragraphs": (4,)}),
        ("đoạn 4 đi", {"tasks": (), "paragraphs": (4,)}),
        ("lead.1", {"locators": ("lead.1",)}),
        ("caption.2 là gì", {"locators": ("caption.2",)}),
        ("nhiệm vụ 3 phần 2", {"tasks": (3,), "part": 2}),
        ("phần 3 của nhiệm vụ 3", {"tasks": (3,), "part": 3}),
        ("task 3 part 2", {"tasks": (3,), "part": 2}),
        ("21/6 là ngày gì", {"tasks": (), "paragraphs": ()}),
        ("cái thứ hai", {"ordinal": 2}),
        ("văn bản thứ hai", {"ordinal": 2, "tasks": ()}),
        ("the first one", {"ordinal": 1}),
        ("còn 6?", {"bare_number": 6}),
        ("thế 3 thì sao", {"bare_number": 3}),
        ("con 5", {"bare_number": 5}),
        ("vậy 4?", {"bare_number": 4}),
        ("what about 5", {"bare_number": 5}),
        ("4", {"bare_number": 4}),
    ],
)
def test_places(search: Search, question: str, expected: dict[str, object]) -> None:
    assert fields(search.read(question), expected) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("CT 20", [(20, (CT,), None)]),
        ("ct20 nam nao", [(20, (CT,), None)]),
        ("chỉ thị số 20", [(20, (CT,), None)]),
        ("chi thi so 20", [(20, (CT,), None)]),
        ("chir thij 20", [(20, (CT,), None)]),
        ("chi3 thi5 38", [(38, (CT,), None)]),
        ("20-CT/TW", [(20, (CT,), "trung uong")]),
        ("20-ct/tw", [(20, (CT,), "trung uong")]),
        ("33 - NQ / TW", [(33, (NQ,), "trung uong")]),
        ("06-CTr/TU", [(6, (CTR,), "thanh uy")]),
        ("23-nq/tu", [(23, (NQ,), "thanh uy")]),
        ("CHỈ THỊ 01-CT/TU", [(1, (CT,), "thanh uy")]),
        ("KH 104/TU", [(104, (KH,), "thanh uy")]),
        ("kế hoạch 104", [(104, (KH,), None)]),
        ("hd102 btgtw", [(102, (HD,), "ban tuyen giao trung uong")]),
        ("hướng dẫn số 102 của Ban Tuyên giáo TW", [(102, (HD,), "ban tuyen giao trung uong")]),
        ("nghị quyết 23 của Thành uỷ Hà Nội", [(23, (NQ,), "thanh uy")]),
        ("chỉ thị số 20 của Ban Bí thư", [(20, (CT,), "ban bi thu")]),
        ("kl 100 của BBT", [(100, (KL,), "ban bi thu")]),
        ("Chỉ thị 05 của BCT", [(5, (CT,), "bo chinh tri")]),
        ("chuong trinh so 09 cua thanh uy", [(9, (CTR,), "thanh uy")]),
        ("CTr 09 là gì", [(9, (CTR,), None)]),
        ("qđ137", [(137, (QD,), None)]),
        ("quy định 137", [(137, (QI,), None)]),
        ("văn bản số 38", [(38, (), None)]),
        ("NQ 33 với CT 38", [(33, (NQ,), None), (38, (CT,), None)]),
        ("CT20, KH104, HD102", [(20, (CT,), None), (104, (KH,), None), (102, (HD,), None)]),
        ("directive no. 20", [(20, (CT,), None)]),
        ("when was resolution 33 issued?", [(33, (NQ,), None)]),
        ("what is plan 104", [(104, (KH,), None)]),
        ("programme 06", [(6, (CTR,), None)]),
        ("regulation 137", [(137, (QI,), None)]),
        ("nghị quyết năm 2023", []),
        ("76 nội dung cụ thể", []),
    ],
)
def test_document_numbers(
    search: Search, question: str, expected: list[tuple[int, tuple[str, ...], str | None]]
) -> None:
    assert search.read(question).numbers == tuple(NumberAsked(*row) for row in expected)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("các chỉ thị được nhắc trong bài", {"documents": True, "types": (CT,), "listing": True}),
        ("liệt kê các nghị quyết", {"documents": True, "types": (NQ,), "listing": True}),
        ("kể hết các chỉ thị", {"documents": True, "types": (CT,), "listing": True}),
        ("có bao nhiêu văn bản được nhắc tới", {"documents": True, "types": ()}),
        ("danh sách văn bản", {"documents": True, "types": (), "listing": True}),
        ("CÓ NHỮNG VĂN BẢN NÀO", {"documents": True, "listing": True}),
        ("/vanban", {"documents": True, "listing": True}),
        ("every directive", {"documents": True, "types": (CT,), "listing": True}),
        ("những văn bản nào của Thành ủy", {"documents": True, "issuers": ("thanh uy",)}),
        (
            "các văn bản do Bộ Chính trị ban hành",
            {"documents": True, "issuers": ("bo chinh tri",)},
        ),
        ("văn bản nào ban hành ngày 18/1/2018", {"dates": (dt.date(2018, 1, 18),)}),
        ("văn bản nào ngày 2018-01-18", {"dates": (dt.date(2018, 1, 18),)}),
        ("van ban nao ra ngay 21 thang 2 nam 2001", {"dates": (dt.date(2001, 2, 21),)}),
        ("ngay 30-9-2019 co van ban nao", {"dates": (dt.date(2019, 9, 30),), "documents": True}),
        ("31/2/2020 có văn bản nào", {"dates": ()}),
        ("văn bản nào ban hành năm 2009", {"years": (2009,), "documents": True}),
        ("which documents are from 2014", {"years": (2014,), "documents": True}),
        ("nhiệm vụ 4 dẫn quyết định nào", {"tasks": (4,), "cited_by": True, "types": (QD,)}),
        ("văn bản trong nhiệm vụ 3", {"tasks": (3,), "cited_by": True}),
        ("văn bản ở đoạn 2 nhiệm vụ 3", {"cited_by": True, "paragraphs": (2,)}),
        ("which documents are in task 2", {"tasks": (2,), "cited_by": True}),
        ("nhiệm vụ 2 nói gì", {"cited_by": False, "documents": False}),
        ("văn bản này do ai ban hành", {"pronoun": True}),
        ("nó nói gì", {"pronoun": True}),
        ("cái đó ngày nào", {"pronoun": True}),
        ("when was it issued", {"pronoun": True}),
        ("chỉ thị 20 nói gì", {"pronoun": False}),
    ],
)
def test_questions_for_documents(
    search: Search, question: str, expected: dict[str, object]
) -> None:
    assert fields(search.read(question), expected) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("chỉ thị 20 ngày mấy", {"date"}),
        ("ct20 ban hanh khi nao", {"date"}),
        ("NQ 33 ra đời lúc nào", {"date"}),
        ("what date is conclusion 100", {"date"}),
        ("ct 38 của ai", {"issuer"}),
        ("nghị quyết 33 của cơ quan nào", {"issuer"}),
        ("ai ký kết luận 100", {"issuer"}),
        ("who issued directive 38", {"issuer"}),
        ("nq 23 nội dung gì", {"subject"}),
        ("nghi quyet 33 ve gi", {"subject"}),
        ("kế hoạch 104 trích yếu", {"subject"}),
        ("what is directive 38 about", {"subject"}),
        ("nghị quyết về văn hóa số bao nhiêu", {"number"}),
        ("chỉ thị 38 nằm ở nhiệm vụ nào", {"where"}),
        ("where is resolution 23 mentioned", {"where"}),
        ("chỉ thị 20 của khóa mấy", {"term"}),
        ("which term issued directive 20", {"term"}),
        ("chỉ thị 20", set()),
    ],
)
def test_what_is_asked_of_a_document(search: Search, question: str, expected: set[str]) -> None:
    assert search.read(question).aspects == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("bài do ai viết", {"author"}),
        ("tac gia la ai", {"author"}),
        ("who wrote this article", {"author"}),
        ("bao nao dang", {"publisher"}),
        ("tạp chí nào", {"publisher"}),
        ("which newspaper", {"publisher"}),
        ("bài viết xuất bản khi nào", {"published"}),
        ("bai dang luc may gio", {"published"}),
        ("tiêu đề là gì", {"title"}),
        ("what's the title", {"title"}),
        ("đường dẫn bài viết", {"url"}),
        ("cho xin link", {"url"}),
        ("nguồn ở đâu", {"source"}),
        ("lay tin tu dau", {"source"}),
        ("where does this come from", {"source"}),
        ("/nguon", {"source"}),
        ("nhiệm vụ 3", set()),
    ],
)
def test_facts_about_the_article(search: Search, question: str, expected: set[str]) -> None:
    assert search.read(question).facts == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("các nhiệm vụ trọng tâm", True),
        ("có mấy nhiệm vụ", True),
        ("6 nhiệm vụ là gì", True),
        ("kể tên các nhiệm vụ", True),
        ("nhiem vu trong tam gom nhung gi", True),
        ("ds nv", True),
        ("tổng cộng mấy nhiệm vụ", True),
        ("how many tasks are there", True),
        ("overview of the tasks", True),
        ("/nhiemvu", True),
        ("nhiệm vụ 6", False),
        ("chỉ thị 20 là gì", False),
    ],
)
def test_the_outline(search: Search, question: str, expected: bool) -> None:
    assert search.read(question).outline == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("nhiệm vụ quý 2 năm 2024", Period(2, 2024)),
        ("nhiệm vụ quý II/2024", Period(2, 2024)),
        ("nhiem vu quy hai", Period(2)),
        ("nhiệm vụ trọng tâm Q3", Period(3)),
        ("quý IV", Period(4)),
        ("tasks for the third quarter", Period(3)),
        ("nhiệm vụ 2", Period()),
        ("quý vị cho hỏi", Period()),
    ],
)
def test_the_period(search: Search, question: str, expected: Period) -> None:
    assert search.read(question).period == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("nhiệm vụ tiếp theo", "next"),
        ("nhiệm vụ sau", "next"),
        ("cái tiếp theo", "next"),
        ("next", "next"),
        ("nhiem vu truoc do", "previous"),
        ("quay lại mục trước", "previous"),
        ("the previous task", "previous"),
        ("xem tiếp", "more"),
        ("doc tiep di", "more"),
        ("nói tiếp đi em", "more"),
        ("còn nữa không", "more"),
        ("read on", "more"),
        ("tiếp tục cập nhật bộ máy", None),
        ("nhiệm vụ 2", None),
    ],
)
def test_moves(search: Search, question: str, expected: str | None) -> None:
    assert search.read(question).move == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("xin chào", "greeting"),
        ("alo", "greeting"),
        ("hello", "greeting"),
        ("cám ơn", "thanks"),
        ("tks bạn", "thanks"),
        ("ok cảm ơn", "thanks"),
        ("tạm biệt", "goodbye"),
        ("bạn làm được gì", "help"),
        ("what can you do", "help"),
        ("/help@giaoban_bot", "help"),
        ("/start", "start"),
        ("/khongco", "unknown_command"),
        ("", "empty"),
        ("\u200b", "empty"),
        ("chào bạn, nhiệm vụ 3 là gì", "ask"),
        ("bảo hiểm y tế, cảm ơn", "ask"),
    ],
)
def test_acts(search: Search, question: str, expected: str) -> None:
    assert search.read(question).act == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("bảo hiểm y tế", "bao hiem y te", id="topic alone"),
        pytest.param("bhyt thì sao", "bao hiem y te", id="short form"),
        pytest.param("báo Búa Liềm vàng", "bua liem vang", id="báo is of the article"),
        pytest.param("cho em hỏi về cây tre với ạ", "cay tre", id="politeness"),
        pytest.param("cho em hoi ve cay tre voi a", "cay tre", id="politeness, no accents"),
        pytest.param("số hóa dữ liệu ở đâu", "so hoa du lieu", id="số of số hóa is content"),
        pytest.param("so hoa du lieu", "so hoa du lieu", id="số of số hóa, no accents"),
        pytest.param("nhiệm vụ nào nói về báo chí", "bao chi", id="which task"),
        pytest.param("which task mentions health insurance", "bao hiem y te", id="English"),
        pytest.param("nhiệm vụ 4", "", id="a task is no content"),
        pytest.param("chỉ thị 20 ban hành khi nào?", "", id="nor is a document"),
    ],
)
def test_content_is_what_is_left(search: Search, question: str, expected: str) -> None:
    assert words_of(search.read(question)) == expected


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Nhiệm vụ 2 là gì?", "vi"),
        ("nhiem vu 2 la gi", "vi"),
        ("What is task 2?", "en"),
        ("directive 38, who issued it", "en"),
    ],
)
def test_the_language_of_the_question(search: Search, question: str, language: str) -> None:
    assert search.read(question).language == language


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_message_of_neither_language_goes_on_in_the_conversation_s(
    search: Search, language: str
) -> None:
    assert search.read("3.2", "en" if language == "en" else "vi").language == language


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_message_is_read(search: Search, message: str) -> None:
    query = search.read(message)
    assert [word for word in query.content if not word.typed] == []
    assert query.directives == ()
