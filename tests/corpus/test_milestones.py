"""Dates, anniversaries and periods: what is one, what isn't, and where exactly it is printed."""

import datetime as dt

import pytest

from corpus.documents import Directive
from corpus.library import SHIPPED, Library
from corpus.milestones import Milestone, find_milestones
from tests.corpus.written import written

PLAN = Directive(id="7-KH/ĐU", type="Kế hoạch", type_code="KH", number="7", issuer_code="ĐU")


def found(body: str, **about: str) -> list[Milestone]:
    """The milestones of the passages of a body, without its publication."""
    document = written(body, directives=(PLAN,), **about)
    published, *others = find_milestones([document])
    assert published.kind == "published"
    for m in others:
        passage = document.passage(m.locator or "")
        assert passage is not None
        # A milestone stands in its quotation, and the quotation in its passage.
        assert passage.start <= m.quote_start <= m.start < m.end <= m.quote_end <= passage.end
    return others


def printed(body: str) -> list[tuple[str, str]]:
    """Each milestone's kind and the very characters that print it."""
    text = written(body, directives=(PLAN,)).text
    return [(m.kind, text[m.start : m.end]) for m in found(body)]


def quoted(body: str) -> list[str]:
    text = written(body, directives=(PLAN,)).text
    return [text[m.quote_start : m.quote_end] for m in found(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "Lễ phát động tổ chức sáng 2/5/2024.", [("event", "2/5/2024")], id="what is reported"
        ),
        pytest.param(
            "Ngày 2-5-2024, phường họp.", [("event", "2-5-2024")], id="a sentence opens with it"
        ),
        pytest.param(
            "1. Xong trước ngày 30 tháng 6 năm 2024.",
            [("dated", "30 tháng 6 năm 2024")],
            id="in words",
        ),
        pytest.param(
            "Theo Kế hoạch số 7-KH/ĐU ngày 1/4/2023 của Đảng ủy.",
            [("issued", "1/4/2023")],
            id="a cited document's",
        ),
        pytest.param("Trồng cây dịp 19/5.", [("recurring", "19/5")], id="a day of every year"),
        pytest.param(
            "Ngày Nhà giáo Việt Nam (20/11), tặng hoa.", [("recurring", "20/11")], id="a named day"
        ),
        pytest.param("1. Nộp báo cáo ngày 15/7.", [("dated", "15/7")], id="a planned day"),
        pytest.param("1. Đạt 12/12 chỉ tiêu, trực 24/7, 3/4 số hộ.", [], id="fractions"),
        pytest.param("Hội thi ngày 31/2/2024.", [], id="no day at all"),
        pytest.param("Giỗ tổ ngày 10/3 âm lịch.", [], id="a day of another calendar"),
        pytest.param("Gọi số 0912.3.2024 hoặc 1.2.3.2024.", [], id="no date but digits"),
        pytest.param(
            "1. Sơ kết 5 năm thực hiện đề án.", [("review", "Sơ kết 5 năm")], id="a review"
        ),
        pytest.param(
            "1. Tổng kết 10 năm xây dựng làng; 6 năm thực hiện hương ước.",
            [("review", "Tổng kết 10 năm"), ("review", "6 năm")],
            id="a list of reviews",
        ),
        pytest.param(
            "1. Kỷ niệm 50 năm thành lập hợp tác xã.",
            [("anniversary", "Kỷ niệm 50 năm")],
            id="an anniversary",
        ),
        pytest.param("1. Sau 5 năm cố gắng, trong 3 năm qua.", [], id="years of no review"),
        pytest.param("Việc quý III/2024.", [("period", "quý III/2024")], id="a quarter"),
        pytest.param("Việc tháng 8/2024.", [("period", "tháng 8/2024")], id="a month"),
        pytest.param("Việc của 3 tháng tới.", [], id="some months"),
        pytest.param(
            "Đến năm 2030, tầm nhìn 2045.", [("period", "Đến năm 2030")], id="reaching to a year"
        ),
        pytest.param(
            "Giai đoạn 2021 - 2025.", [("period", "Giai đoạn 2021 - 2025")], id="from year to year"
        ),
    ],
)
def test_what_is_a_milestone_and_what_is_not(body: str, expected: list[tuple[str, str]]) -> None:
    assert printed(body) == expected


def test_the_parts_that_are_not_printed_are_none() -> None:
    day, quarter, year = found("Trồng cây dịp 19/5. Việc quý II. Đến năm 2030 xong.")
    assert (day.day, day.month, day.year) == (19, 5, None)
    assert (quarter.quarter, quarter.year, quarter.until) == (2, None, False)
    assert (year.year, year.until) == (2030, True)


def test_a_review_of_a_document_is_due_on_its_printed_day_so_many_years_on() -> None:
    review, issued = found("1. Tổng kết 3 năm thực hiện Kế hoạch 7-KH/ĐU ngày 9/8/2021.")
    assert (review.kind, review.years, review.directive) == ("review", 3, "7-KH/ĐU")
    assert review.since == dt.date(2021, 8, 9)
    assert review.due == dt.date(2024, 8, 9)
    assert not review.in_doubt
    # The sum is no print: the milestone itself has no date.
    assert (review.day, review.month, review.year) == (None, None, None)
    assert (issued.kind, issued.directive) == ("issued", "7-KH/ĐU")


def test_a_review_without_a_day_to_count_from_is_due_nowhere() -> None:
    (review,) = found("1. Tổng kết 35 năm phát hành bản tin của phường.")
    assert (review.years, review.since, review.due) == (35, None, None)


def test_a_review_that_leads_to_another_year_is_in_doubt() -> None:
    (review, _) = found("1. Tổng kết 10 năm thực hiện Kế hoạch 7-KH/ĐU ngày 9/8/2021.")
    assert review.due == dt.date(2031, 8, 9)
    assert review.in_doubt


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            "1. Năm 2026, tổng kết 5 năm thực hiện Kế hoạch 7-KH/ĐU ngày 9/8/2021.",
            id="named in the sentence",
        ),
        pytest.param(
            "1. Kỷ niệm 94 năm Ngày thành lập Đảng (3/2/1930 - 3/2/2024).",
            id="the last day printed",
        ),
    ],
)
def test_a_year_that_the_sentence_names_is_no_doubt(body: str) -> None:
    assert [m.in_doubt for m in found(body) if m.years] == [False]


def test_a_year_named_in_the_title_counts_beside_the_year_of_publication() -> None:
    body = "1. Tổng kết 3 năm thực hiện Kế hoạch 7-KH/ĐU ngày 9/8/2021."
    (review, _) = found(body, published="2023-12-20T08:00+07:00")
    assert not review.in_doubt
    assert review.about == 2024


def test_the_leap_day_has_its_anniversary_on_the_28th() -> None:
    (review, _) = found("1. Tổng kết 3 năm thực hiện Kế hoạch 7-KH/ĐU ngày 29/2/2020.")
    assert review.due == dt.date(2023, 2, 28)


def test_the_name_of_a_day_is_not_the_next_days() -> None:
    body = "1. Kỷ niệm Ngày Quốc tế Thiếu nhi (1/6), xong trước ngày 15/7."
    assert printed(body) == [("recurring", "1/6"), ("dated", "15/7")]


def test_publication_is_a_day_in_hanoi_that_no_passage_prints() -> None:
    document = written("Mở đầu.", published="2024-05-06T20:00+00:00")
    (published,) = find_milestones([document])
    assert (published.day, published.month, published.year) == (7, 5, 2024)
    assert published.locator is None


# -- what is quoted ------------------------------------------------------------------------------


def test_the_clause_is_quoted_and_not_its_neighbours() -> None:
    assert quoted("Phường mở lớp; trồng cây dịp 19/5; họp dân. Rồi nghỉ.") == ["trồng cây dịp 19/5"]


def test_the_number_of_a_task_and_an_abbreviation_end_no_sentence() -> None:
    body = "1. Hội thi tổ chức ngày 2/5/2024 ở TP. Hà Nội, có thưởng."
    assert quoted(body) == ["Hội thi tổ chức ngày 2/5/2024 ở TP. Hà Nội, có thưởng"]


def test_a_long_clause_is_quoted_by_the_parts_near_the_date() -> None:
    far = "phường tiếp tục làm rất nhiều việc khác nhau ở mọi khu dân cư trên địa bàn"
    body = f"1. {far}, {far}, trồng cây dịp 19/5, {far}, {far}."
    (quote,) = quoted(body)
    assert "trồng cây dịp 19/5" in quote
    assert len(quote) < 180


def test_a_name_in_quotation_marks_is_never_cut() -> None:
    body = (
        "1. Tổng kết 3 năm thực hiện Kế hoạch 7-KH/ĐU ngày 9/8/2021 về “Cây. Hoa; lá” ở làng; xong."
    )
    quote = quoted(body)[0]
    assert quote.endswith("về “Cây. Hoa; lá” ở làng")


# -- the library that ships ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(SHIPPED)


def test_every_milestone_that_ships_is_printed_where_it_says(library: Library) -> None:
    text = library.documents[0].text
    for m in library.milestones[1:]:
        passage = library.documents[0].passage(m.locator or "")
        assert passage is not None
        assert text[m.quote_start : m.quote_end] in passage.text
        assert text[m.start : m.end] in text[m.quote_start : m.quote_end]


def test_the_reviews_that_ship(library: Library) -> None:
    reviews = [m for m in library.milestones if m.kind == "review"]
    assert [(m.locator, m.years, m.directive, m.due, m.in_doubt) for m in reviews] == [
        ("3.3", 35, None, None, False),
        ("3.3", 23, "01-CT/TU", dt.date(2024, 2, 21), False),
        ("3.4", 15, "38-CT/TW", dt.date(2024, 9, 17), False),
        ("3.6", 10, "33-NQ/TW", dt.date(2024, 6, 9), False),
        ("3.8", 10, "100-KL/TW", dt.date(2028, 8, 18), True),
    ]


def test_the_days_that_ship(library: Library) -> None:
    days = [m for m in library.milestones if m.kind in ("published", "event", "recurring", "dated")]
    assert [(m.kind, m.locator, m.day, m.month, m.year) for m in days] == [
        ("published", None, 3, 4, 2024),
        ("event", "lead.1", 3, 4, 2024),
        ("recurring", "3.4", 21, 6, None),
    ]


def test_every_date_of_issue_that_ships_leads_to_its_document(library: Library) -> None:
    issued = {m.directive: m for m in library.milestones if m.kind == "issued"}
    dated = {c.directive: c for c in library.documents[0].citations if c.date_printed}
    assert issued.keys() == dated.keys()
    for directive, citation in dated.items():
        m = issued[directive]
        assert dt.date(m.year or 0, m.month or 0, m.day or 0) == citation.date_printed
        assert citation.start <= m.start < m.end <= citation.end
