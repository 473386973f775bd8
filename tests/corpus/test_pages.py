"""Saved web pages as text: the article is found and the page's furniture left out."""

import datetime as dt
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.readers.extract import extract
from corpus.readers.extracted import Extract
from corpus.readers.structure import number_passages

SHIPPED = Path(__file__).parent.parent.parent / "corpus" / "library"
SAVED = Path(__file__).parent / "data" / "saved-page.txt"
HANOI = dt.timezone(dt.timedelta(hours=7))
LEAD = "Sáng 6/5, phường Hoa Sen họp giao ban tháng 5 và nêu hai việc phải làm trước mùa mưa."
ONE = "1. Dọn kênh mương ở tổ 3 và tổ 5, xong trước ngày 20/5; tổ trưởng chịu trách nhiệm."
TWO = "2. Rà soát các hộ ở ven sông, lập danh sách gửi về phường."
BODY = [LEAD, ONE, TWO]


def page(text: str) -> Extract:
    return extract(text.encode(), "trang.txt")


def test_a_saved_page_gives_exactly_the_passages_of_the_article_that_ships() -> None:
    """The shipped article inside furniture of our own: same text, same locators, same facts."""
    shipped = next(iter(Library.load(SHIPPED).documents))
    read = extract(SAVED.read_bytes(), SAVED.name)
    text, passages = number_passages(shipped.id, read.text)
    assert text == shipped.text
    assert passages == shipped.passages
    assert (read.format, read.title, read.author) == ("page", shipped.title, shipped.author)
    assert (read.published, read.publisher) == (shipped.published, shipped.publisher)
    assert (read.section, read.url) == (shipped.section, None)


PAGES = {
    "a byline under the title, links below": f"""
Thời sự

Hoa Sen dọn kênh trước mùa mưa

Lan Chi 06/05/2024 08:15

{LEAD}

{ONE}

{TWO}

Bài liên quan
 • Cầu Gỗ thông xe
  Cây cầu nối hai bờ kênh được làm trong bảy tháng.
""",
    "the day above the title, the author at the end": f"""
Trang chủ > Đời sống > Thời sự
Thứ hai, 6/5/2024, 08:15 (GMT+7)
Hoa Sen dọn kênh trước mùa mưa
{LEAD}
{ONE}
{TWO}
Lan Chi
Tags: kênh mương, mùa mưa
Ý kiến bạn đọc (3)
Hay quá!
Hoa Sen dọn kênh trước mùa mưa
""",
    "window title, buttons, author on a line of its own": f"""
Hoa Sen dọn kênh trước mùa mưa - Báo Bờ Kênh
Đăng nhập
Trang chủ › Thời sự

Hoa Sen dọn kênh trước mùa mưa

Lan Chi

Cập nhật lúc 08:15, ngày 06-05-2024

Chia sẻ Facebook
Nghe đọc bài

{LEAD}

Quảng cáo

{ONE}

{TWO}

© 2024 Báo Bờ Kênh. Giữ bản quyền.
""",
    "a block of links amid the article, an end mark": f"""
Thời sự

Hoa Sen dọn kênh trước mùa mưa

Lan Chi | 06/05/2024 | 08:15

{LEAD}

Tin liên quan
Cầu Gỗ thông xe
Chợ Nổi mở lại

{ONE}

{TWO[:-1]}./.

Theo một nguồn khác, chuyện này không thuộc bài.
Đọc nhiều
""",
    "a day without an hour": f"""
Thời sự

Hoa Sen dọn kênh trước mùa mưa

Tác giả: Lan Chi - Ngày đăng: 06/05/2024

{LEAD}

{ONE}

{TWO}

Gửi bình luận
""",
}


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES.keys())
def test_pages_of_other_shapes_are_read_too(text: str) -> None:
    read = page(text)
    assert read.format == "page"
    assert read.text.replace("./.", ".").split("\n\n") == BODY
    assert (read.title, read.author) == ("Hoa Sen dọn kênh trước mùa mưa", "Lan Chi")
    hour = (8, 15) if "08:15" in text else (0, 0)
    assert read.published == dt.datetime(2024, 5, 6, *hour, tzinfo=HANOI)
    assert read.section == "Thời sự"
    assert read.publisher == ("Báo Bờ Kênh" if "Bờ Kênh" in text else None)
    assert "chỉ lấy bài" in read.notes[0]


def test_what_was_left_out_is_said() -> None:
    read = page(PAGES["a byline under the title, links below"])
    assert read.notes[1:] == ("bỏ 1 dòng trên tựa bài", "bỏ 3 dòng dưới bài, từ “Bài liên quan”")


def test_an_image_marks_the_caption_under_it_and_goes_where_there_is_none() -> None:
    head = "Hoa Sen dọn kênh mương\n\nLan Chi 06/05/2024 08:15\n\n"
    read = page(f"{head}{LEAD}\n\nanh 1 (2).JPG\nQuang cảnh buổi họp.\n\nanh-2.webp\n\n{ONE}")
    assert read.text == f"{LEAD}\n\n![]()\nQuang cảnh buổi họp.\n\n{ONE}"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n\n".join(BODY), id="an article alone"),
        pytest.param(f"Thông báo về việc dọn kênh\n\n{LEAD}\n\nBình luận\n\n{ONE}", id="no byline"),
        pytest.param(f"Lịch họp của phường\n\nNgày 06/05/2024\n\n{LEAD}", id="a day, no furniture"),
        pytest.param(
            f"Họp ngày 06/05/2024 08:15 tại nhà văn hóa phường Hoa Sen.\n\n{LEAD}", id="a sentence"
        ),
        pytest.param(
            "Hoa Sen, ngày 6 tháng 5 năm 2024\n\nCHỈ THỊ\n\nVề việc dọn kênh\n\nTags",
            id="a directive",
        ),
    ],
)
def test_what_does_not_look_like_a_page_is_kept_whole(text: str) -> None:
    read = page(text)
    assert (read.format, read.text, read.notes) == ("text", text, ())


def test_the_end_mark_of_a_directive_with_recipients_does_not_cut_them_off() -> None:
    head = "Chỉ thị về dọn kênh mương\n\n06/05/2024 08:15\n\n"
    text = f"{head}{LEAD}\n\n{ONE}./.\n\nNơi nhận:\n\n- Các tổ;"
    assert page(text).text.endswith("Nơi nhận:\n\n- Các tổ;")
