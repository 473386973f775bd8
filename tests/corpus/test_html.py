"""Web pages: the main text whole, its tables and numbers, and what the head says. No network."""

import datetime as dt

import pytest

from corpus.errors import Refusal
from corpus.readers.extract import extract

HEAD = """<title>Hoa Sen dọn kênh | Báo Bờ Kênh</title>
<meta property="og:title" content="Hoa Sen dọn kênh"><meta name="author" content="Lan Chi">
<meta property="og:site_name" content="Báo Bờ Kênh">
<meta property="article:published_time" content="2024-05-06T08:15:00+07:00">
<link rel="canonical" href="https://bokenh.example/don-kenh.html">"""
LEAD = "Sáng 6/5, phường Hoa Sen họp giao ban tháng 5 và nêu hai việc phải làm trước mùa mưa này."
ARTICLE = f"""<h1>Hoa Sen dọn kênh</h1><div class="meta">06/05/2024 08:15</div><p>{LEAD}</p>
<figure><img src="a.jpg"><figcaption>Quang cảnh buổi họp.</figcaption></figure>
<ol><li>Dọn <b>kênh</b>
 ở tổ 3.</li><li>Rà soát các hộ.</li></ol><ul><li>Tổ 3</li></ul>
<p>Dòng trên<br>dòng dưới</p>
<table><tr><th>TT</th><th>Việc</th></tr><tr><td>1</td><td><p>Dọn</p><p>kênh</p></td></tr></table>
<p>{LEAD}</p>"""
AROUND = """<nav><a href="/">Trang chủ</a> <a href="/b">Thời sự</a></nav><article>{}</article>
<div class="comments"><p>Bạn Ba: bài hay!</p></div>
<div><h3>Tin khác</h3><ul><li><a href="/c">Cầu Gỗ thông xe</a></li></ul></div>
<footer>Giấy phép số 1</footer><script>var a = "mã";</script>"""
SEEN = [
    LEAD, "![]()\nQuang cảnh buổi họp.", "1. Dọn kênh ở tổ 3.", "2. Rà soát các hộ.", "- Tổ 3",
    "Dòng trên", "dòng dưới", "| TT: 1 | Việc: Dọn kênh |", LEAD,
]  # fmt: skip


def html(body: str, head: str = HEAD) -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_the_main_text_is_read_whole_and_the_rest_left_out() -> None:
    read = extract(html(AROUND.format(ARTICLE)), "don-kenh.html")
    assert read.format == "html"
    assert read.text.split("\n\n") == SEEN
    assert "bỏ trình đơn" in read.notes[-1]


def test_the_head_of_the_page_says_what_it_is() -> None:
    read = extract(html(AROUND.format(ARTICLE)), "khong-ten")
    assert (read.title, read.author) == ("Hoa Sen dọn kênh", "Lan Chi")
    assert (read.publisher, read.url) == ("Báo Bờ Kênh", "https://bokenh.example/don-kenh.html")
    hanoi = dt.timezone(dt.timedelta(hours=7))
    assert read.published == dt.datetime(2024, 5, 6, 8, 15, tzinfo=hanoi)


def test_a_heading_that_is_the_only_title_is_one_as_it_stands() -> None:
    """No mark that the reader sets in the page on its way gets into what it says."""
    read = extract(html(f"<article>{ARTICLE}</article>", head=""), "don-kenh.html")
    assert read.title == "Hoa Sen dọn kênh"
    assert read.text.split("\n\n") == SEEN


def test_a_page_without_a_day_has_none_though_its_text_names_some() -> None:
    body = ARTICLE.replace('<div class="meta">06/05/2024 08:15</div>', "")
    assert extract(html(body, "<title>Dọn kênh</title>"), "a.html").published is None


def test_a_directive_saved_as_html_loses_neither_letterhead_nor_repeated_clause() -> None:
    articles = "".join(
        f"<p><b>Điều {i}.</b> Phường Hoa Sen làm việc thứ {i} theo kế hoạch đã có.</p>"
        "<p>1. Tổ trưởng báo cáo.</p><p>a) Trong tháng;</p>"
        for i in range(1, 5)
    )
    letterhead = (
        "<table><tr><td><p>ỦY BAN NHÂN DÂN</p><p>Số: 7/CT-UBND</p></td>"
        "<td><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p></td></tr></table>"
    )
    signed = "<table><tr><td><p>Nơi nhận:</p><p>- Các tổ;</p></td><td>CHỦ TỊCH</td></tr></table>"
    read = extract(html(f"<div>{letterhead}{articles}{signed}</div>", ""), "a.htm")
    expected = ["ỦY BAN NHÂN DÂN", "Số: 7/CT-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    for i in range(1, 5):
        expected += [f"Điều {i}. Phường Hoa Sen làm việc thứ {i} theo kế hoạch đã có.",
                     "1. Tổ trưởng báo cáo.", "a) Trong tháng;"]  # fmt: skip
    assert read.text.split("\n\n") == [*expected, "Nơi nhận:", "- Các tổ;", "CHỦ TỊCH"]
    assert read.notes == ()


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("", id="nothing"),
        pytest.param("<nav><a href='/'>Trang chủ</a></nav><script>a()</script>", id="furniture"),
        pytest.param("<div id='app'></div><script src='a.js'></script>", id="made by a script"),
        pytest.param(
            "<ul>" + "<li><a href='/a'>Tin về kênh mương</a></li>" * 20 + "</ul>", id="links"
        ),
    ],
)
def test_a_page_without_main_text_is_refused(body: str) -> None:
    with pytest.raises(Refusal, match="không thấy phần chữ chính") as caught:
        extract(html(body), "trang.html")
    assert caught.value.code == "no_main_text"


def test_broken_html_is_read_as_browsers_read_it() -> None:
    body = ARTICLE.replace("</p>", "").replace("</li>", "")
    assert LEAD in extract(f"<html><body>{body}".encode(), "a.html").text
