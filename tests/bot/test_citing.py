"""A line to paste: as printed, and what is not printed is said to be so."""

import re
from pathlib import Path

import pytest

from bot.cards import Cards
from bot.citing import Citer
from bot.desk import Desk
from bot.labels import place_name
from bot.notes import Notes
from bot.replies import Reply
from corpus.library import SHIPPED, Library
from index.search import Search
from tests.bot.shipped import new_desk, shipped_library

ARTICLE = shipped_library().documents[0]
WHOLE = (
    f"Trung Kiên (2024), “{ARTICLE.title}”, Tạp chí Người Hà Nội, ngày 03/04/2024, {ARTICLE.url}"
)


def cited(question: str) -> Reply:
    reply = new_desk().reply("c", question)
    assert reply.kind == "citation", question
    return reply


def line(reply: Reply) -> str:
    return next(block.text for block in reply.blocks if block.kind == "text")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("trích dẫn bài này thế nào?", WHOLE),
        ("dẫn nguồn thế nào cho đúng", WHOLE),
        ("how do I cite this article?", WHOLE),
        ("trích dẫn nhiệm vụ 3 ra sao", WHOLE.replace(" https", " nhiệm vụ 3, https")),
        ("mẫu trích dẫn đoạn 3.2", WHOLE.replace(" https", " nhiệm vụ 3, đoạn 2, https")),
        ("cách ghi nguồn nv6", WHOLE.replace(" https", " nhiệm vụ 6, https")),
        ("cach trich dan caption.1", WHOLE.replace(" https", " chú thích ảnh 1, https")),
    ],
)
def test_the_article_and_places_in_it(question: str, expected: str) -> None:
    assert line(cited(question)) == expected


@pytest.mark.parametrize(
    ("number", "begins"),
    [
        ("20-CT/TW", "Chỉ thị số 20-CT/TW, ngày 18/1/2018 của Ban Bí thư Trung ương Đảng khóa XII"),
        ("104-KH/TU", "Kế hoạch số 104-KH/TU, ngày 3/10/2018 của Ban Thường vụ Thành ủy về “"),
        ("23-NQ/TU", "Nghị quyết số 23-NQ/TU (bài không ghi ngày, cơ quan ban hành) về “Tăng"),
        ("137-QĐ/TW", "Quyết định số 137-QĐ/TW ngày 1/12/2023 (bài không ghi cơ quan ban hành) về"),
        ("06-CTr/TU", "Chương trình số 06-CTr/TU (bài không ghi ngày, cơ quan ban hành), dẫn"),
    ],
)  # fmt: skip
def test_a_document_of_which_only_its_citation_is_held(number: str, begins: str) -> None:
    reply = cited(f"trích dẫn {number} thế nào")
    assert line(reply).startswith(begins)
    assert ", dẫn theo: Trung Kiên (2024), “6 nhiệm vụ" in line(reply)
    assert [d.id for d in reply.directives] == [number]


def test_what_was_checked_elsewhere_is_a_note_with_its_source_and_never_in_the_line() -> None:
    unprinted = cited("ghi nguồn nghị quyết 23 thế nào")
    assert "16/11/2023" not in line(unprinted)
    assert "16/11/2023 (vietnam.vn)" in "".join(
        b.text for b in unprinted.blocks if b.kind == "note"
    )
    misprinted = cited("ghi nguồn kết luận 100 thế nào")
    assert "ngày 18/8/2018" in line(misprinted)
    assert "ngày đã kiểm là 18/8/2014" in misprinted.text


def test_every_line_holds_only_what_is_stored() -> None:
    """Names and titles letter for letter; every date is the article's, or printed in it."""
    library = shipped_library()
    citer = Citer(library, Cards(library), Notes(library))
    for passage in ARTICLE.passages:
        (text,) = {*citer.passages([passage])}
        place = place_name(passage)
        assert text == WHOLE.replace(" https", f" {place[:1].lower()}{place[1:]}, https")
    for directive in library.directives:
        text = citer.directive(directive) or ""
        assert bool(text) == bool(library.cited_in(directive.id))
        own = re.sub(r" \(bài không ghi [^)]*\)", "", text.partition(", dẫn theo: ")[0])
        name, _, title = own.partition(" về “")
        assert name in ARTICLE.text
        assert title.removesuffix("”") in ARTICLE.text
        assert all(day in ARTICLE.text for day in re.findall(r"\d+/\d+/\d{4}", own))


def test_a_document_that_nothing_cites_has_no_line() -> None:
    reply = cited("cách trích dẫn 09-NQ/TU")
    assert "dẫn theo" not in reply.text
    assert "không bài nào trong tài liệu nhắc tới" in reply.text
    assert reply.blocks[-1].kind == "source"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("nguồn ở đâu?", "source"),
        ("/nguon", "source"),
        ("trích dẫn nguyên văn nhiệm vụ 2", "task"),
        ("văn bản nào được trích dẫn trong nhiệm vụ 2?", "directive"),
        ("muốn ghi nguồn cho đúng thì tên tác giả là gì, đăng ngày nào", "meta"),
    ],
)
def test_what_is_no_question_how_to_cite(question: str, kind: str) -> None:
    assert new_desk().reply("c", question).kind == kind


@pytest.fixture
def other_desk(tmp_path: Path) -> Desk:
    """An article without an author, and an official document held in full."""
    articles = tmp_path / "articles"
    articles.mkdir()
    head = "publisher: Báo Thử\npublished: 2024-05-06T23:30+00:00\nurl: https://thu.example/a"
    (articles / "a.md").write_text(
        f"---\nid: a\ntitle: Bài “thử” & một\n{head}\n---\n\n1. Theo Chỉ thị số 30-CT/TU.\n",
        encoding="utf-8",
    )
    (articles / "b.md").write_text(
        "---\nid: b\ntitle: Chỉ thị 30 toàn văn\ndirective: 30-CT/TU\n"
        f"{head.replace('/a', '/b')}\n---\n\nĐiều một.\n",
        encoding="utf-8",
    )
    for name in ("lexicon.yaml", "directives.yaml"):
        (tmp_path / name).write_bytes((SHIPPED / name).read_bytes())
    return Desk(Search(Library.load(tmp_path)))


def test_without_an_author_the_publisher_stands_there_and_days_are_those_of_hanoi(
    other_desk: Desk,
) -> None:
    reply = other_desk.reply("c", "trích dẫn nhiệm vụ 1 thế nào")
    assert line(reply) == (
        "Báo Thử (2024), “Bài “thử” & một”, ngày 07/05/2024, nhiệm vụ 1, https://thu.example/a"
    )


def test_a_document_held_in_full_is_cited_itself(other_desk: Desk) -> None:
    reply = other_desk.reply("c", "trích dẫn chỉ thị 30 thế nào")
    assert (
        line(reply)
        == "Báo Thử (2024), “Chỉ thị 30 toàn văn”, ngày 07/05/2024, https://thu.example/b"
    )
    assert "https://thu.example/b" in {
        block.url for block in reply.blocks if block.kind == "source"
    }
