"""What a person reads of dates and anniversaries, and of where the text disagrees."""

import datetime as dt
from pathlib import Path

import pytest

from bot.desk import Desk, today_in_hanoi
from bot.notes import MOST_UNDER_A_PASSAGE
from bot.replies import Reply
from corpus.dates import HANOI
from corpus.library import SHIPPED, Library
from index.search import Search
from tests.bot.shipped import new_desk

ARTICLE = """\
---
id: bai
title: Ba nhiệm vụ của phường Hoa Sen năm 2024
publisher: Bản tin Hoa Sen
published: 2024-05-06T08:00+07:00
url: https://hoasen.example/viec
---

Phường giao 3 nhiệm vụ.

1. Tổng kết 10 năm Chương trình số 7-KH/ĐU ngày 02/9/2024 của Đảng ủy khóa XX về “Nuôi cá”.

2. Trồng cây dịp 19/5.
"""
OTHER = """\
---
id: khac
title: Chuyện trồng cây
publisher: Bản tin Hoa Sen
published: 2024-05-01T08:00+07:00
url: https://hoasen.example/trong-cay
---

Phường trồng cây theo Kế hoạch 7-KH/ĐU ngày 3/4/2014 từ tháng 8/2023.
"""
DIRECTIVES = """\
- {id: 7-KH/ĐU, type: Kế hoạch, type_code: KH, number: "7", issuer_code: ĐU, subject: Trồng cây,
   term: XXI, date_verified: 2014-04-03, sources: ["https://www.hoasen.example/7"]}
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Search:
    folder = tmp_path_factory.mktemp("library")
    (folder / "articles").mkdir()
    (folder / "articles" / "bai.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "articles" / "khac.md").write_text(OTHER, encoding="utf-8")
    (folder / "directives.yaml").write_text(DIRECTIVES, encoding="utf-8")
    (folder / "lexicon.yaml").write_bytes((SHIPPED / "lexicon.yaml").read_bytes())
    return Search(Library.load(Path(folder)))


@pytest.fixture
def desk(small: Search) -> Desk:
    return Desk(small, today=lambda: dt.date(2024, 5, 7))


def texts(reply: Reply, kind: str) -> list[str]:
    return [block.text for block in reply.blocks if block.kind == kind]


def listed(reply: Reply) -> list[str]:
    return [text for text in texts(reply, "text") if text.startswith("• ")]


# -- lists ---------------------------------------------------------------------------------------


def test_a_month_is_a_line_a_quotation_and_a_source_for_each() -> None:
    reply = new_desk().reply("c", "tháng 6 kỷ niệm những gì")
    assert (reply.status, reply.kind) == ("answered", "milestones")
    assert listed(reply) == [
        "• ngày 21/6: hằng năm – Nhiệm vụ 3, đoạn 4",
        "• ngày 9/6/2024: tròn 10 năm, tính từ ngày in trong bài (9/6/2014) – Nhiệm vụ 3, đoạn 6",
    ]
    assert texts(reply, "quotation")[0] == "Kỷ niệm Ngày báo chí cách mạng Việt Nam (21/6)"
    assert [p.locator for p in reply.passages] == ["3.4", "3.6"]
    assert [d.id for d in reply.directives] == ["33-NQ/TW"]
    assert reply.blocks[-1].kind == "source"


def test_what_is_reckoned_stands_in_no_quotation() -> None:
    reply = new_desk().reply("c", "các mốc thời gian trong bài")
    assert not [
        quote for quote in texts(reply, "quotation") if "2028" in quote or "17/9/2024" in quote
    ]
    assert any("17/9/2024" in line for line in listed(reply))


def test_what_is_to_come_depends_on_the_day_it_is_asked() -> None:
    before = new_desk(today=dt.date(2024, 6, 10)).reply("c", "sắp tới có mốc nào")
    assert "ngày 21/6/2024: lần tới, theo lịch" in before.text
    assert "ngày 9/6/2024" not in before.text
    assert "đều đã qua" not in before.text
    after = new_desk(today=dt.date(2027, 1, 1)).reply("c", "sắp tới có mốc nào")
    assert "đều đã qua (tính đến 1/1/2027)" in after.text
    assert texts(after, "heading")[1:] == ["Sắp tới", "Đã qua"]
    assert "ngày 21/6/2027: lần tới, theo lịch" in after.text


def test_this_year_without_any_says_so_and_shows_the_year_of_the_text() -> None:
    reply = new_desk(today=dt.date(2026, 1, 15)).reply("c", "năm nay tổng kết văn bản nào")
    assert "của riêng năm 2026" in reply.text
    assert {d.id for d in reply.directives} == {"33-NQ/TW", "38-CT/TW", "100-KL/TW", "01-CT/TU"}


def test_a_time_goes_on_with_what_was_asked_before() -> None:
    desk = new_desk()
    assert "ngày ban hành" not in desk.reply("c", "tháng 6 kỷ niệm gì").text
    again = desk.reply("c", "còn tháng 9?")
    assert [line.partition(":")[0] for line in listed(again)] == ["• ngày 17/9/2024"]
    assert desk.reply("c", "thế quý III?").kind == "milestones"
    desk.reply("c", "nhiệm vụ 5")
    assert desk.reply("c", "thế quý III?").kind != "milestones"


def test_a_month_alone_is_a_question_for_its_dates() -> None:
    reply = new_desk().reply("c", "còn tháng 9?")
    assert reply.kind == "milestones"
    assert [d.id for d in reply.directives] == ["38-CT/TW", "102-HD/BTGTW"]


def test_one_document_in_a_list_can_be_pointed_at() -> None:
    desk = new_desk()
    desk.reply("c", "tháng 9 kỷ niệm gì")
    assert [d.id for d in desk.reply("c", "nó do ai ban hành?").directives] == ["38-CT/TW"]


def test_places_of_several_documents_are_told_apart(desk: Desk) -> None:
    reply = desk.reply("c", "có những mốc nào")
    assert any(line.endswith("đoạn 1 của bài “Chuyện trồng cây”") for line in listed(reply))
    assert len(texts(reply, "source")) == 2


def test_a_publication_has_a_line_and_nothing_to_quote(desk: Desk) -> None:
    (line,) = listed(desk.reply("c", "ngày 6/5/2024 là ngày gì"))
    assert line == "• ngày 6/5/2024: ngày đăng “Ba nhiệm vụ của phường Hoa Sen năm 2024”"


def test_a_line_is_never_left_without_its_quotation_at_the_end_of_a_message() -> None:
    desk = new_desk()
    first = desk.reply("c", "/moc")
    assert first.part_count > 1
    second = desk.reply("c", "xem tiếp")
    for reply in (first, second):
        shown = [b for b in reply.shown if b.kind in ("text", "quotation")]
        assert not shown[-1].opens
        assert shown[0].kind == "text"


def test_the_buttons_of_a_month_without_any_lead_to_one_that_has_some() -> None:
    desk = new_desk()
    reply = desk.reply("c", "mốc tháng 11")
    assert (reply.status, reply.passages) == ("not_found", ())
    assert [a.label for a in reply.actions] == ["Tháng 12", "Tháng 1", "Tháng 2"]
    for action in reply.actions:
        assert new_desk().reply("c", action.message).kind == "milestones"


def test_english_is_answered_in_english_with_the_quotation_as_it_is() -> None:
    reply = new_desk().reply("c", "what anniversaries are in June?")
    assert texts(reply, "heading")[0] == "Anniversaries and reviews in the documents: June"
    assert texts(reply, "quotation")[0].startswith("Kỷ niệm Ngày báo chí")


def test_today_is_hanois() -> None:
    assert today_in_hanoi() in (
        dt.datetime.now(HANOI).date(),
        dt.datetime.now(HANOI).date() - dt.timedelta(days=1),
    )


# -- notes ---------------------------------------------------------------------------------------


def test_a_passage_has_the_weightiest_notes_and_few(desk: Desk) -> None:
    notes = texts(desk.reply("c", "nhiệm vụ 1"), "note")
    assert len(notes) == MOST_UNDER_A_PASSAGE
    assert notes == [
        (
            "Lưu ý: bài nói “Tổng kết 10 năm” nhưng in ngày ban hành 02/9/2024 (mới 0 năm vào"
            " 2024); ngày đã kiểm là 3/4/2014 (theo hoasen.example)."
        ),
        "Lưu ý: bài in ngày 02/9/2024, sau ngày đăng bài (6/5/2024).",
        (
            "Lưu ý về Kế hoạch 7-KH/ĐU: bài gọi là Chương trình; văn bản này là Kế hoạch"
            " (theo hoasen.example)."
        ),
    ]


def test_the_card_of_a_document_has_all_of_its_notes(desk: Desk) -> None:
    notes = "\n".join(texts(desk.reply("c", "Kế hoạch 7"), "note"))
    assert "bài in khóa XX; văn bản này thuộc khóa XXI" in notes
    assert "tên in trong bài có “Nuôi cá”" in notes
    assert "ở đây in “02/9/2024”, còn Phần mở đầu, đoạn 1 của bài “Chuyện trồng cây”" in notes
    assert "sau ngày đăng bài" in notes


def test_a_wrong_number_of_tasks_is_noted_with_the_tasks_and_under_the_lead(desk: Desk) -> None:
    note = "Lưu ý: bài ghi “{}”, nhưng đánh số 2 nhiệm vụ."
    assert texts(desk.reply("c", "các nhiệm vụ"), "note") == [note.format("Ba nhiệm vụ")]
    assert texts(desk.reply("c", "lead.1"), "note") == [note.format("3 nhiệm vụ")]


def test_a_note_is_told_once_in_a_reply() -> None:
    for question in ("nhiệm vụ 3", "các mốc thời gian trong bài", "tất cả các văn bản"):
        notes = texts(new_desk().reply("c", question), "note")
        assert len(notes) == len(set(notes))
        about_100 = [n for n in notes if "18/8/2018" in n]
        assert len(about_100) == 1, question
        assert "18/8/2014 (theo baophapluat.vn)" in about_100[0]


def test_a_name_printed_once_for_several_documents_is_noted_once() -> None:
    notes = texts(new_desk().reply("c", "nhiệm vụ 3 đoạn 2"), "note")
    assert notes == [
        (
            "Lưu ý về Chỉ thị 20-CT/TW: tên in trong bài có “Cộng sản Việt Nam” mà trích yếu"
            " đã kiểm không có (theo hoatieu.vn)."
        )
    ]
    (note,) = texts(new_desk().reply("c", "hướng dẫn 102"), "note")
    assert "102-HD/BTGTW" in note


def test_a_name_cut_short_or_with_other_commas_is_not_noted() -> None:
    assert "trích yếu đã kiểm không có" not in new_desk().reply("c", "Quyết định 137").text
    assert texts(new_desk().reply("c", "Nghị quyết 23"), "note") == []
