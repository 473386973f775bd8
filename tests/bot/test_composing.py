"""From an answer to a reply: what stands in it, in what order, and what there is to press."""

from pathlib import Path

import pytest

from bot.desk import Desk
from bot.replies import Block, Reply
from corpus.library import SHIPPED, Library
from index.search import Search
from tests.bot.shipped import new_desk, shipped_library

ARTICLE = """\
---
id: bai
title: Ba việc của phường Hoa Sen
publisher: Bản tin Hoa Sen
published: 2024-05-06T20:00+00:00
url: https://hoasen.example/ba-viec
---

Phường Hoa Sen họp sáng nay.

1. Trồng cây theo Kế hoạch số 7-KH/ĐU ngày 01/4/2024 của Đảng ủy phường về “Trồng cây”. Còn nữa.

2. Dọn vệ sinh theo Chỉ thị số 9-CT/QU ngày 2-3-2023 của Quận ủy.

Câu lạc bộ Tre Xanh giúp một tay.

3. Mở lớp học bơi cho trẻ em.
"""
PLAN = """\
---
id: ke-hoach
title: Kế hoạch trồng cây
publisher: Đảng ủy phường Hoa Sen
published: 2024-04-01T00:00+07:00
url: https://hoasen.example/ke-hoach
directive: 7-KH/ĐU
---

Mỗi chi bộ nhận năm mươi gốc bàng.

Đoàn thanh niên tưới cây hằng tuần.
"""
DIRECTIVES = """\
- {id: 7-KH/ĐU, type: Kế hoạch, type_code: KH, number: "7", issuer_code: ĐU,
   issuer: Đảng ủy phường Hoa Sen, subject: Trồng cây xanh, date_verified: 2024-04-02,
   sources: ["https://www.hoasen.example/van-ban/7", "https://khac.example/7"]}
- {id: 9-CT/QU, type: Hướng dẫn, type_code: HD, number: "9", issuer_code: QU}
- {id: 8-NQ/QU, type: Nghị quyết, type_code: NQ, number: "8", issuer_code: QU,
   date_verified: 2022-02-02, sources: ["https://quan.example/8"]}
- {id: 6-NQ/QU, type: Nghị quyết, type_code: NQ, number: "6", issuer_code: QU}
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Three tasks in a leaflet without an author, and the full text of one directive."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "articles").mkdir()
    (folder / "articles" / "bai.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "articles" / "ke-hoach.md").write_text(PLAN, encoding="utf-8")
    (folder / "directives.yaml").write_text(DIRECTIVES, encoding="utf-8")
    (folder / "lexicon.yaml").write_bytes((SHIPPED / "lexicon.yaml").read_bytes())
    return Library.load(Path(folder))


@pytest.fixture(scope="module")
def small_search(small: Library) -> Search:
    return Search(small)


@pytest.fixture
def desk(small_search: Search) -> Desk:
    return Desk(small_search)


def blocks(reply: Reply, kind: str) -> list[str]:
    return [block.text for block in reply.blocks if block.kind == kind]


def labels(reply: Reply) -> list[str]:
    return [action.label for action in reply.actions]


SOURCE = (
    "Nguồn: “Ba việc của phường Hoa Sen”, Bản tin Hoa Sen, 07/05/2024 03:00."
    " https://hoasen.example/ba-viec"
)


# -- quotations ----------------------------------------------------------------------------------


def test_a_task_is_its_name_its_text_and_its_source_with_the_hour_of_hanoi(desk: Desk) -> None:
    assert desk.reply("c", "nhiệm vụ 3").blocks == (
        Block(kind="heading", text="Nhiệm vụ 3"),
        Block(
            kind="quotation",
            text="3. Mở lớp học bơi cho trẻ em.",
            document="bai",
            start=ARTICLE.index("3. Mở") - ARTICLE.index("Phường Hoa Sen họp"),
            end=ARTICLE.index("3. Mở") - ARTICLE.index("Phường Hoa Sen họp") + 29,
        ),
        Block(kind="source", text=SOURCE, url="https://hoasen.example/ba-viec"),
    )


def test_a_task_of_several_paragraphs_says_how_many(desk: Desk) -> None:
    reply = desk.reply("c", "nhiệm vụ 2")
    assert blocks(reply, "heading") == ["Nhiệm vụ 2 (2 đoạn)"]
    assert [p.source.label for p in reply.passages] == ["Nhiệm vụ 2, đoạn 1", "Nhiệm vụ 2, đoạn 2"]


def test_two_tasks_have_a_heading_each_and_one_source(desk: Desk) -> None:
    reply = desk.reply("c", "nhiệm vụ 1 và 3")
    assert blocks(reply, "heading") == ["Nhiệm vụ 1", "Nhiệm vụ 3"]
    assert len(blocks(reply, "source")) == 1
    assert "suggestions" in reply.contract(None, None)


def test_a_paragraph_is_called_by_its_place(desk: Desk) -> None:
    assert blocks(desk.reply("c", "đoạn 2 nhiệm vụ 2"), "heading") == ["Nhiệm vụ 2, đoạn 2"]
    assert blocks(desk.reply("c", "lead.1"), "heading") == ["Phần mở đầu, đoạn 1"]
    assert blocks(new_desk().reply("c", "caption.2"), "heading") == ["Chú thích ảnh 2"]


def test_a_passage_of_a_full_text_has_that_texts_source(desk: Desk) -> None:
    reply = desk.reply("c", "gốc bàng")
    assert blocks(reply, "quotation") == ["Mỗi chi bộ nhận năm mươi gốc bàng."]
    assert "https://hoasen.example/ke-hoach" in blocks(reply, "source")[0]
    assert reply.passages[0].source.publisher == "Đảng ủy phường Hoa Sen"


def test_an_outline_is_the_first_sentence_of_each_task_past_its_number(desk: Desk) -> None:
    reply = desk.reply("c", "các nhiệm vụ")
    assert blocks(reply, "heading") == ["3 nhiệm vụ trong bài “Ba việc của phường Hoa Sen”"]
    assert blocks(reply, "quotation") == [
        "1. Trồng cây theo Kế hoạch số 7-KH/ĐU ngày 01/4/2024 của Đảng ủy phường về “Trồng cây”.",
        "2. Dọn vệ sinh theo Chỉ thị số 9-CT/QU ngày 2-3-2023 của Quận ủy.",
        "3. Mở lớp học bơi cho trẻ em.",
    ]
    assert labels(reply) == ["Nhiệm vụ 1", "Nhiệm vụ 2", "Nhiệm vụ 3", "Nguồn"]


# -- directives ----------------------------------------------------------------------------------


def test_a_directive_is_its_facts_then_the_passage_that_cites_it(desk: Desk) -> None:
    reply = desk.reply("c", "Kế hoạch 7")
    assert blocks(reply, "heading") == ["Kế hoạch 7-KH/ĐU", "Nhiệm vụ 1"]
    facts = blocks(reply, "text")[0].splitlines()
    assert facts[:3] == [
        "Cơ quan ban hành: Đảng ủy phường Hoa Sen",
        "Ngày in trong bài: 01/4/2024 (ngày đã kiểm: 2/4/2024)",
        "Trích yếu: Trồng cây xanh",
    ]
    assert {"Được nhắc ở: Nhiệm vụ 1", "Toàn văn: có trong thư viện"} <= set(facts)
    assert [p.locator for p in reply.passages] == ["1"]
    assert reply.directives[0].held


def test_another_verified_date_is_noted_with_its_site_and_the_quotation_left_alone(
    desk: Desk,
) -> None:
    for question in ("Kế hoạch 7", "nhiệm vụ 1"):
        reply = desk.reply("c", question)
        (note,) = blocks(reply, "note")
        assert note.startswith("Lưu ý về Kế hoạch 7-KH/ĐU: bài in ngày 01/4/2024; ")
        assert note.endswith(" ngày đã kiểm là 2/4/2024 (theo hoasen.example).")
        assert "ngày 01/4/2024" in blocks(reply, "quotation")[0]


def test_another_type_is_noted_also_where_no_source_is_known(desk: Desk) -> None:
    reply = desk.reply("c", "Chỉ thị 9")
    assert blocks(reply, "note") == [
        "Lưu ý về Hướng dẫn 9-CT/QU: bài gọi là Chỉ thị; văn bản này là Hướng dẫn."
    ]
    assert "Ngày in trong bài: 2-3-2023" in reply.text
    assert "Toàn văn: không có trong thư viện" in reply.text


def test_a_directive_nobody_cites_has_its_own_source(desk: Desk) -> None:
    reply = desk.reply("c", "Nghị quyết 8")
    assert reply.passages == ()
    assert "Bài không nhắc văn bản này." in reply.text
    assert "nguồn khác ghi 2/2/2022 (quan.example)" in reply.text
    assert blocks(reply, "source") == ["Nguồn (danh mục văn bản): https://quan.example/8"]


def test_a_directive_without_any_source_says_so(desk: Desk) -> None:
    reply = desk.reply("c", "Nghị quyết 6")
    assert blocks(reply, "source") == [
        "Nguồn: danh mục văn bản của thư viện, chưa có nguồn kiểm chứng."
    ]
    assert "Ngày ban hành: bài không ghi" in reply.text


def test_a_list_of_directives_is_short_for_each_and_quotes_nothing() -> None:
    reply = new_desk().reply("c", "các chỉ thị được nhắc")
    assert blocks(reply, "heading") == ["5 văn bản được nhắc"]
    assert len(blocks(reply, "text")) == 5
    assert blocks(reply, "quotation") == []
    assert {p.locator for p in reply.passages} == {"2", "3.2", "3.3", "3.4", "6"}


# -- the article ---------------------------------------------------------------------------------


def test_the_article_tells_what_was_asked_and_what_it_does_not_print(desk: Desk) -> None:
    assert blocks(desk.reply("c", "ai viết bài này"), "text") == ["Tác giả: bài không ghi"]
    assert blocks(desk.reply("c", "bài đăng lúc nào"), "text") == ["Đăng lúc: 07/05/2024 03:00"]
    whole = blocks(desk.reply("c", "nguồn"), "text")[0].splitlines()
    told = {line.split(":")[0] for line in whole}
    assert told >= {"Tiêu đề", "Tác giả", "Đăng trên", "Đăng lúc", "Đường dẫn"}


# -- nothing found -------------------------------------------------------------------------------


@pytest.mark.parametrize("question", ["giá vàng hôm nay", "nhiệm vụ 9", "chỉ thị 99", "nhiệm vụ 0"])
def test_what_is_not_found_says_where_was_looked_and_quotes_nothing(
    desk: Desk, question: str
) -> None:
    reply = desk.reply("c", question)
    assert reply.status == "not_found"
    assert blocks(reply, "quotation") == []
    assert blocks(reply, "source")[0].startswith(
        "Tôi chỉ tra cứu trong: “Ba việc của phường Hoa Sen”"
    )
    assert reply.confidence == 0
    assert reply.actions


def test_a_task_that_is_not_there_is_told_with_how_many_there_are(desk: Desk) -> None:
    reply = desk.reply("c", "nhiệm vụ 9")
    assert blocks(reply, "text") == ["Không có nhiệm vụ 9. Bài nêu 3 nhiệm vụ, từ 1 đến 3."]


def test_what_points_at_nothing_is_asked_back_with_examples() -> None:
    reply = new_desk().reply("c", "nó là gì")
    assert reply.status == "unclear"
    assert "• nhiệm vụ 4 là gì?" in reply.text


# -- parts ---------------------------------------------------------------------------------------


def test_the_first_part_of_a_long_task_says_that_more_follows_and_its_source() -> None:
    reply = new_desk().reply("c", "nhiệm vụ 3")
    assert (reply.part, reply.part_count) == (1, 2)
    *_, note, source = reply.shown
    assert note.text == "Còn tiếp: phần 1/2. Bấm “Xem tiếp (2/2)” hoặc nhắn “xem tiếp”."
    assert source == reply.blocks[-1]
    assert labels(reply) == ["Xem tiếp (2/2)", "Nhiệm vụ 4", "Nguồn", "Văn bản được nhắc"]
    # The contract's text is the whole of it, and none of the lines around a part.
    assert note.text not in reply.text
    assert [p.locator for p in reply.passages] == [f"3.{k}" for k in range(1, 9)]


def test_the_last_part_says_which_it_is_and_has_only_its_own_passages() -> None:
    reply = new_desk().reply("c", "nhiệm vụ 3 phần 2")
    assert (reply.part, reply.part_count) == (2, 2)
    assert reply.shown[0] == Block(kind="heading", text="Nhiệm vụ 3 (phần 2/2)")
    assert labels(reply)[0] == "Nhiệm vụ 4"
    quoted = blocks(reply, "quotation")
    assert quoted == [p.text for p in reply.passages]
    assert reply.passages[-1].locator == "3.8"
    assert 0 < len(quoted) < 8


def test_a_part_beyond_the_last_is_the_last() -> None:
    assert new_desk().reply("c", "nhiệm vụ 3 phần 9").part == 2


# -- what to press -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param(
            "nhiệm vụ 4",
            ["Nhiệm vụ 5", "Nguồn", "Văn bản được nhắc", "Trích dẫn"],
            id="a task and its next",
        ),
        pytest.param(
            "nhiệm vụ 5", ["Nhiệm vụ 6", "Nguồn", "Trích dẫn"], id="a task that cites nothing"
        ),
        pytest.param("nhiệm vụ 6", ["Nguồn", "Văn bản được nhắc", "Trích dẫn"], id="the last task"),
        pytest.param(
            "nhiệm vụ 3 đoạn 2",
            ["Nhiệm vụ 3", "Xem tiếp", "Nguồn", "Văn bản được nhắc"],
            id="a paragraph",
        ),
        pytest.param("Quyết định 137", ["Nhiệm vụ 4", "Nguồn", "Trích dẫn"], id="a directive"),
        pytest.param("nguồn", ["Các nhiệm vụ"], id="the source"),
        pytest.param("cảm ơn", [], id="thanks"),
    ],
)
def test_what_there_is_to_press(question: str, expected: list[str]) -> None:
    reply = new_desk().reply("c", question)
    assert labels(reply) == expected


def test_suggestions_are_what_the_buttons_ask() -> None:
    reply = new_desk().reply("c", "nhiệm vụ 4")
    assert reply.suggestions == tuple(action.message for action in reply.actions)
    assert shipped_library().version == reply.library


# -- several documents ---------------------------------------------------------------------------


def test_reading_on_and_the_source_stay_in_the_document_spoken_of(desk: Desk) -> None:
    first = desk.reply("c", "gốc bàng của chi bộ")
    assert [(p.document, p.locator) for p in first.passages] == [("ke-hoach", "đoạn 1")]
    following = desk.reply("c", "xem tiếp")
    assert [(p.document, p.locator) for p in following.passages] == [("ke-hoach", "đoạn 2")]
    assert desk.reply("c", "xem tiếp").status == "not_found"
    assert "Kế hoạch trồng cây" in desk.reply("c", "nguồn ở đâu?").text
    before = desk.reply("c", "đoạn trước đó")
    assert [(p.document, p.locator) for p in before.passages] == [("ke-hoach", "đoạn 1")]


def test_all_tasks_are_found_whatever_the_title_calls_them(desk: Desk) -> None:
    for question in ("các nhiệm vụ", "all tasks", "có mấy nhiệm vụ?"):
        assert desk.reply("c", question).kind == "outline"


def test_the_next_task_is_the_next_of_the_document_spoken_of(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    older = ARTICLE.replace("id: bai", "id: cu").replace("2024-05-06", "2023-05-06")
    older = older.replace("Mở lớp học bơi", "Sửa nhà văn hóa").replace("Trồng cây", "Trồng hoa")
    (tmp_path / "articles" / "moi.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "articles" / "cu.md").write_text(older, encoding="utf-8")
    (tmp_path / "directives.yaml").write_text(DIRECTIVES, encoding="utf-8")
    desk = Desk(Search(Library.load(tmp_path)))
    assert {p.document for p in desk.reply("c", "nhiệm vụ 1").passages} == {"bai"}
    found = desk.reply("c", "sửa nhà văn hóa cho trẻ em")
    assert [(p.document, p.locator) for p in found.passages] == [("cu", "3")]
    before = desk.reply("c", "nhiệm vụ trước đó")
    assert {(p.document, p.locator) for p in before.passages} == {("cu", "2.1"), ("cu", "2.2")}
    second = desk.reply("c", "đoạn 2")
    assert [(p.document, p.locator) for p in second.passages] == [("cu", "2.2")]
