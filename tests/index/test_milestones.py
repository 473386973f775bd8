"""Which questions are for dates and anniversaries, and which of them a list then has."""

import datetime as dt
from pathlib import Path

import pytest

from corpus.documents import Passage
from corpus.library import SHIPPED, Library
from index.milestones import MOST_LISTED, Listing, MilestoneIndex
from index.query import MilestonesAsked
from index.search import Search

ARTICLE = """\
---
id: bai
title: Việc của phường Hoa Sen năm 2024
publisher: Bản tin Hoa Sen
published: 2024-05-06T08:00+07:00
url: https://hoasen.example/viec
---

Phường họp sáng 5/5/2024.

1. Trồng cây dịp 19/5. Tổng kết 3 năm thực hiện Kế hoạch 7-KH/ĐU ngày 9/8/2021. Đến năm 2030 xong.

2. Sơ kết 5 năm phát hành bản tin. Nộp báo cáo ngày 15/7. Mở lớp bơi quý III.
"""
DIRECTIVES = """\
- {id: 7-KH/ĐU, type: Kế hoạch, type_code: KH, number: "7", issuer_code: ĐU}
"""
SPRING = dt.date(2024, 5, 7)
LATER = dt.date(2025, 1, 2)


def folder_of(folder: Path, article: str) -> Library:
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "bai.md").write_text(article, encoding="utf-8")
    (folder / "directives.yaml").write_text(DIRECTIVES, encoding="utf-8")
    (folder / "lexicon.yaml").write_bytes((SHIPPED / "lexicon.yaml").read_bytes())
    return Library.load(folder)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> MilestoneIndex:
    return MilestoneIndex(folder_of(tmp_path_factory.mktemp("library") / "small", ARTICLE))


def days(listing: Listing) -> list[tuple[int | None, int | None, int | None]]:
    return [(o.day, o.month, o.year) for o in listing.occasions]


# -- which questions -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("có những mốc nào", MilestonesAsked(), id="all"),
        pytest.param("/moc", MilestonesAsked(), id="command"),
        pytest.param("/moc tháng 8", MilestonesAsked(month=8), id="command with a month"),
        pytest.param("mốc nào sắp đến?", MilestonesAsked(when="upcoming"), id="to come"),
        pytest.param("ba thang toi co moc gi", MilestonesAsked(when="upcoming"), id="months ahead"),
        pytest.param(
            "tháng tám kỷ niệm ngày gì",
            MilestonesAsked("anniversaries", month=8),
            id="a month in words",
        ),
        pytest.param(
            "thang sau ky niem gi",
            MilestonesAsked("anniversaries", month=6),
            id="without accents, sau is six",
        ),
        pytest.param(
            "tháng sau kỷ niệm gì",
            MilestonesAsked("anniversaries", when="next_month"),
            id="with accents, sau is next",
        ),
        pytest.param("tháng 8/2024 có gì?", MilestonesAsked(month=8, year=2024), id="month, year"),
        pytest.param("lịch quý III", MilestonesAsked(quarter=3), id="calendar of a quarter"),
        pytest.param("19/5 là ngày gì", MilestonesAsked(day=19, month=5), id="a day"),
        pytest.param(
            "ngày mười chín tháng năm là ngày gì",
            MilestonesAsked(day=19, month=5),
            id="a day in words",
        ),
        pytest.param(
            "năm nay sơ kết văn bản nào", MilestonesAsked("reviews", when="this_year"), id="reviews"
        ),
        pytest.param("bài nhắc tổng kết những gì", MilestonesAsked("reviews"), id="all reviews"),
        pytest.param(
            "which anniversaries are in August?",
            MilestonesAsked("anniversaries", month=8),
            id="English",
        ),
        pytest.param("what happens on 19 May", None, id="may is a verb without a word before it"),
    ],
)
def test_questions_for_milestones(
    search: Search, question: str, expected: MilestonesAsked | None
) -> None:
    assert search.read(question).milestones == expected


@pytest.mark.parametrize(
    "question",
    [
        "kế hoạch nào ra năm 2018",
        "văn bản ban hành tháng 9 năm 2009",
        "nghị quyết 33 ngày mấy",
        "hội nghị họp hôm nào",
        "tổng kết 15 năm bảo hiểm y tế",
        "chỉ thị nào được tổng kết",
        "kỷ niệm chương",
        "lịch sử Đảng",
        "người Hà Nội thanh lịch",
        "lịch họp tháng 6",
        "tháng 6 phải làm những việc gì",
        "nhiệm vụ quý III",
        "moc túi",
        "sự kiện chính trị",
        "3 tháng tới phải làm gì",
        "ngày 21/6 có gì cho phóng viên",
    ],
)
def test_questions_for_other_things(search: Search, question: str) -> None:
    assert search.read(question).milestones is None


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("còn tháng 8?", MilestonesAsked(month=8, bare=True)),
        ("the quy 4 thi sao", MilestonesAsked(quarter=4, bare=True)),
        ("và năm 2025?", MilestonesAsked(year=2025, bare=True)),
        ("còn nhiệm vụ 4?", None),
        ("năm 2024 có mấy giải báo chí", None),
    ],
)
def test_a_time_alone_waits_for_the_conversation(
    search: Search, message: str, expected: MilestonesAsked | None
) -> None:
    query = search.read(message)
    assert (query.milestones, query.time) == (None, expected)


def test_the_tasks_named_are_the_ones_to_look_in(search: Search) -> None:
    assert search.read("các mốc trong nhiệm vụ 2 và 3").tasks == (2, 3)


# -- what a list has -----------------------------------------------------------------------------


def test_all_are_in_order_with_the_yearly_ones_first(small: MilestoneIndex) -> None:
    listing = small.list(MilestonesAsked(), SPRING)
    assert days(listing) == [
        (19, 5, None),
        (9, 8, 2021),
        (None, None, 2024),  # a review with no day to count from
        (5, 5, 2024),
        (6, 5, 2024),
        (None, None, 2024),  # the third quarter
        (15, 7, 2024),
        (9, 8, 2024),
        (None, None, 2030),
    ]
    assert [o.reckoned for o in listing.occasions].count(True) == 4


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param(MilestonesAsked(month=5), [(19, 5, None), (5, 5, 2024), (6, 5, 2024)], id="5"),
        pytest.param(
            MilestonesAsked("anniversaries", month=8), [(9, 8, 2024)], id="an anniversary in August"
        ),
        pytest.param(MilestonesAsked(month=8, year=2021), [(9, 8, 2021)], id="month and year"),
        pytest.param(
            MilestonesAsked(quarter=3),
            [(9, 8, 2021), (None, None, 2024), (15, 7, 2024), (9, 8, 2024)],
            id="a quarter and its days",
        ),
        pytest.param(
            MilestonesAsked(year=2021), [(9, 8, 2021)], id="no yearly day before its text"
        ),
        pytest.param(
            MilestonesAsked(year=2030), [(19, 5, None), (None, None, 2030)], id="a year to come"
        ),
        pytest.param(MilestonesAsked(day=19, month=5), [(19, 5, None)], id="a day"),
        pytest.param(
            MilestonesAsked("reviews", when="this_year"),
            [(None, None, 2024), (9, 8, 2024)],
            id="reviews this year",
        ),
        pytest.param(
            MilestonesAsked(when="this_month"),
            [(19, 5, None), (5, 5, 2024), (6, 5, 2024)],
            id="this month",
        ),
        pytest.param(MilestonesAsked(when="next_month"), [], id="next month"),
        pytest.param(MilestonesAsked(when="today"), [], id="today"),
    ],
)
def test_a_time_has_what_falls_in_it(
    small: MilestoneIndex,
    asked: MilestonesAsked,
    expected: list[tuple[int | None, int | None, int | None]],
) -> None:
    assert days(small.list(asked, SPRING)) == expected


def test_what_is_to_come_is_in_the_order_it_comes(small: MilestoneIndex) -> None:
    listing = small.list(MilestonesAsked(when="upcoming"), SPRING)
    assert listing.instead is None
    assert days(listing) == [
        (19, 5, 2024),
        (None, None, 2024),
        (15, 7, 2024),
        (9, 8, 2024),
        (None, None, 2024),
        (None, None, 2030),
    ]


def test_when_every_dated_one_is_past_they_are_listed_as_past(small: MilestoneIndex) -> None:
    listing = small.list(MilestonesAsked(when="upcoming"), LATER)
    assert listing.instead == "all_past"
    coming = [o for o in listing.occasions if not o.past]
    assert [(o.day, o.month, o.year) for o in coming] == [(19, 5, 2025), (None, None, 2030)]
    past = [o for o in listing.occasions if o.past]
    assert [(o.day, o.month) for o in past] == [(9, 8), (15, 7), (5, 5), (None, None)]


def test_a_yearly_day_is_to_come_on_the_day_itself(small: MilestoneIndex) -> None:
    listing = small.list(MilestonesAsked(when="upcoming"), dt.date(2026, 5, 19))
    assert days(listing)[0] == (19, 5, 2026)
    listing = small.list(MilestonesAsked(when="upcoming"), dt.date(2026, 5, 20))
    assert days(listing)[0] == (19, 5, 2027)


def test_a_year_that_the_documents_do_not_speak_of_gets_theirs_instead(
    small: MilestoneIndex,
) -> None:
    listing = small.list(MilestonesAsked("reviews", when="this_year"), LATER)
    assert listing.instead == "not_this_year"
    assert days(listing) == [(None, None, 2024), (9, 8, 2024)]


def test_a_time_without_any_offers_those_that_have_some(small: MilestoneIndex) -> None:
    months = small.list(MilestonesAsked(month=6), SPRING)
    assert months.occasions == ()
    assert [other.month for other in months.others] == [7, 8, 5]
    years = small.list(MilestonesAsked("reviews", year=2026), SPRING)
    assert [other.year for other in years.others] == [2024]
    assert years.others[0].what == "reviews"


def test_only_the_tasks_asked_for_are_looked_in(small: MilestoneIndex) -> None:
    listing = small.list(MilestonesAsked(), SPRING, tasks=(2,))
    places = [small.passage(o.milestone) for o in listing.occasions]
    assert {p.task for p in places if isinstance(p, Passage)} == {2}


def test_a_period_that_several_places_name_comes_once_with_all_places(library: Library) -> None:
    index = MilestoneIndex(library)
    listing = index.list(MilestonesAsked(quarter=1, year=2024), SPRING)
    (quarter,) = [o for o in listing.occasions if o.milestone.kind == "period"]
    # Quoted where its year is printed.
    assert quarter.milestone.locator == "lead.2"
    assert [p.locator for p in quarter.also] == ["lead.1"]


def test_a_very_long_list_is_cut_and_counts_what_is_left_out(tmp_path: Path) -> None:
    lines = "\n\n".join(f"Phường họp sáng {n}/5/{2000 + n}." for n in range(1, 31))
    more = "\n\n".join(f"Phường họp sáng {n}/6/{2000 + n}." for n in range(1, 24))
    head = ARTICLE.partition("Phường họp")[0]
    index = MilestoneIndex(folder_of(tmp_path / "long", f"{head}{lines}\n\n{more}\n"))
    listing = index.list(MilestonesAsked(), SPRING)
    assert len(listing.occasions) == MOST_LISTED
    assert listing.left_out == 30 + 23 + 1 - MOST_LISTED


def test_without_a_day_the_newest_document_tells_what_now_is(small: MilestoneIndex) -> None:
    assert small.list(MilestonesAsked(when="upcoming"), None).today == dt.date(2024, 5, 6)
