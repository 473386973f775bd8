"""Golden facts of the briefing that ships with the program."""

import datetime as dt
import hashlib

import pytest

from corpus.documents import Document
from corpus.library import SHIPPED, Library

# Of the article as published, without its two image names and the page around it.
TEXT_SHA256 = "bda0021d2250d5cf1d222067e763611b0de882b9b6498aefbe446bf03f50fcbf"

# Locator, task, length, first words: in print order.
PASSAGES = [
    ("lead.1", None, 268, "Trong “Hội nghị giao ban"),
    ("lead.2", None, 472, "Như Tạp chí Người Hà Nội"),
    ("caption.1", None, 160, "Theo đồng chí Nguyễn Huy Cường"),
    ("1", 1, 630, "1. Nâng cao chất lượng, hiệu quả tham mưu"),
    ("2", 2, 638, "2. Đổi mới, nâng cao chất lượng"),
    ("3.1", 3, 486, "3. Chủ động, tích cực, kịp thời"),
    ("3.2", 3, 531, "Thực hiện công tác đào tạo, bồi dưỡng"),
    ("3.3", 3, 631, "Chỉ đạo công tác báo chí - xuất bản"),
    ("3.4", 3, 553, "Kỷ niệm Ngày báo chí cách mạng Việt Nam (21/6)"),
    ("3.5", 3, 357, "Tổ chức quán triệt chỉ thị, nghị quyết"),
    ("3.6", 3, 694, "Tổ chức Hội nghị tổng kết 10 năm"),
    ("caption.2", None, 182, "Bài thơ Nguyên tiêu của Chủ tịch Hồ Chí Minh"),
    ("3.7", 3, 437, "Đẩy mạnh công tác tuyên truyền"),
    ("3.8", 3, 662, "Tăng cường công tác thông tin, định hướng"),
    ("4", 4, 346, "4. Tiếp tục cập nhật, bổ sung"),
    ("5", 5, 193, "5. Chú trọng đổi mới phương thức"),
    ("6", 6, 300, "6. Triển khai thực hiện hiệu quả"),
]


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(SHIPPED)


@pytest.fixture(scope="module")
def article(library: Library) -> Document:
    return library.document("nguoihanoi-83693")


def test_the_library_ships_one_article_and_it_is_the_briefing(library: Library) -> None:
    assert [document.id for document in library.documents] == ["nguoihanoi-83693"]
    assert library.briefing == library.documents[0]


def test_the_article_says_where_it_comes_from(article: Document) -> None:
    hanoi = dt.timezone(dt.timedelta(hours=7))
    assert article.title == (
        "6 nhiệm vụ trọng tâm trong công tác Tuyên giáo Thành phố quý II năm 2024"
    )
    assert article.publisher == "Tạp chí Người Hà Nội"
    assert article.author == "Trung Kiên"
    assert article.section == "Chuyển động Hà Nội"
    assert article.published == dt.datetime(2024, 4, 3, 10, 35, tzinfo=hanoi)
    assert article.published.utcoffset() == dt.timedelta(hours=7)
    assert article.url == (
        "https://nguoihanoi.vn/6-nhiem-vu-trong-tam-trong-cong-tac-tuyen-giao-thanh-pho"
        "-quy-ii-nam-2024-83693.html"
    )
    assert article.directive is None


def test_the_text_is_the_article_letter_for_letter(article: Document) -> None:
    assert hashlib.sha256(article.text.encode()).hexdigest() == TEXT_SHA256
    assert len(article.text) == 7572


def test_every_passage_has_its_locator_task_and_length(article: Document) -> None:
    found = [(p.locator, p.task, len(p.text)) for p in article.passages]
    assert found == [(locator, task, length) for locator, task, length, _ in PASSAGES]


def test_every_passage_opens_with_its_own_words(article: Document) -> None:
    opened = [p.text[: len(row[3])] for p, row in zip(article.passages, PASSAGES, strict=True)]
    assert opened == [words for *_, words in PASSAGES]


def test_a_span_cuts_its_passage_out_of_the_text(article: Document) -> None:
    assert [article.text[p.start : p.end] for p in article.passages] == [
        p.text for p in article.passages
    ]


def test_the_passages_joined_are_the_text(article: Document) -> None:
    assert "\n\n".join(p.text for p in article.passages) == article.text


def test_the_article_begins_and_ends_where_it_was_printed(article: Document) -> None:
    assert article.text.startswith("Trong “Hội nghị giao ban công tác tuyên giáo Thành phố quý I")
    assert article.text.endswith("hạnh phúc” và chuyên đề năm 2024./.")


def test_task_three_has_eight_paragraphs_and_the_others_one(article: Document) -> None:
    assert {task: len(paragraphs) for task, paragraphs in article.tasks.items()} == {
        1: 1, 2: 1, 3: 8, 4: 1, 5: 1, 6: 1,
    }  # fmt: skip
    assert [p.locator for p in article.tasks[3]] == [f"3.{n}" for n in range(1, 9)]


def test_a_locator_finds_its_passage_or_nothing(article: Document) -> None:
    assert [article.passage(p.locator) for p in article.passages] == list(article.passages)
    assert [article.passage(locator) for locator in ("3", "7", "3.9", "lead", "")] == [None] * 5


def test_a_passage_is_cited_as_a_person_would(article: Document) -> None:
    source = article.source("Nhiệm vụ 3, đoạn 2")
    assert source.label == "Nhiệm vụ 3, đoạn 2"
    assert (source.title, source.author, source.published, source.url) == (
        article.title,
        article.author,
        article.published,
        article.url,
    )


@pytest.mark.parametrize(
    "furniture", ["Bài liên quan", "Bình luận", "Đừng bỏ lỡ", "POWERED BY", ".jpg", "3717/QĐ-UBND"]
)
def test_nothing_of_the_page_around_the_article_is_kept(furniture: str) -> None:
    files = [path for path in SHIPPED.rglob("*") if path.is_file()]
    assert [p.name for p in files if furniture in p.read_text(encoding="utf-8")] == []


def test_image_marks_are_not_part_of_the_text(article: Document) -> None:
    assert "![" not in article.text
