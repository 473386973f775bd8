"""Where texts disagree with themselves or with what was verified, and where they only look so."""

import datetime as dt
from collections.abc import Sequence

import pytest

from corpus.contradictions import Contradiction, find_contradictions
from corpus.documents import Directive, Document
from corpus.library import SHIPPED, Library
from corpus.milestones import find_milestones
from corpus.wordings import lacks
from tests.corpus.written import written

SITE = "https://hoasen.example/van-ban/7"
PLAN = Directive(
    id="7-KH/ĐU",
    type="Kế hoạch",
    type_code="KH",
    number="7",
    issuer_code="ĐU",
    subject="Về việc trồng cây xanh ở các khu dân cư",
    term="XXI",
    date_verified=dt.date(2023, 4, 1),
    sources=(SITE,),
)


def found(
    *bodies: str | Document, directives: Sequence[Directive] = (PLAN,)
) -> list[Contradiction]:
    documents = [
        body
        if isinstance(body, Document)
        else written(body, directives=directives, document_id=f"bai-{n}")
        for n, body in enumerate(bodies, 1)
    ]
    result = find_contradictions(documents, directives, find_milestones(documents))
    texts = {document.id: document for document in documents}
    for c in result:
        text = texts[c.document].text if c.locator else texts[c.document].title
        assert text[c.start : c.end] == c.printed
        if c.ground is not None and c.ground.document is not None:
            ground = texts[c.ground.document].text
            assert ground[c.ground.start : c.ground.end]
    return list(result)


def kinds(*bodies: str) -> list[str]:
    return [c.kind for c in found(*bodies)]


def test_a_text_that_agrees_has_none() -> None:
    body = (
        "Phường họp, giao 2 nhiệm vụ.\n\n"
        "1. Tổng kết 1 năm thực hiện Kế hoạch số 7-KH/ĐU ngày 01/4/2023 của Đảng ủy khóa XXI về "
        "“Trồng cây xanh ở các khu dân cư”.\n\n"
        "2. Dọn vệ sinh theo Kế hoạch 7-KH/ĐU."
    )
    assert found(body) == []


# -- reviews -------------------------------------------------------------------------------------


def test_a_review_whose_years_lead_elsewhere_names_what_is_said_printed_and_verified() -> None:
    review, date = found("1. Tổng kết 10 năm thực hiện Kế hoạch 7-KH/ĐU ngày 2-4-2018.")
    assert (review.kind, review.printed, review.years) == ("review", "Tổng kết 10 năm", 10)
    assert (review.date_printed, review.passed, review.year) == ("2-4-2018", 6, 2024)
    assert review.ground is not None
    assert (review.ground.date, review.ground.url) == (dt.date(2023, 4, 1), SITE)
    assert (date.kind, date.printed, date.directive) == ("date", "2-4-2018", "7-KH/ĐU")


def test_a_review_whose_date_nobody_verified_has_no_ground() -> None:
    bare = PLAN.model_copy(update={"date_verified": None})
    body = "1. Tổng kết 10 năm thực hiện Kế hoạch 7-KH/ĐU ngày 2/4/2018."
    (review,) = found(body, directives=(bare,))
    assert review.ground is None


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("1. Tổng kết 35 năm phát hành bản tin.", id="no day to count from"),
        pytest.param(
            "1. Sơ kết 1 năm thực hiện Kế hoạch 7-KH/ĐU ngày 1/4/2023.", id="it leads to this year"
        ),
        pytest.param(
            "1. Đến năm 2028 thì tổng kết 5 năm Kế hoạch 7-KH/ĐU ngày 1/4/2023.",
            id="it leads to the year named",
        ),
    ],
)
def test_a_review_that_fits_is_none(body: str) -> None:
    assert kinds(body) == []


# -- against the catalogue -----------------------------------------------------------------------


def test_another_type_and_another_term_than_verified() -> None:
    body = "1. Theo Chương trình số 7-KH/ĐU ngày 1/4/2023 của Đảng ủy (khóa XX)."
    contradictions = found(body)
    assert [(c.kind, c.printed) for c in contradictions] == [
        ("type", "Chương trình"),
        ("term", "XX"),
    ]
    assert [c.ground.text for c in contradictions if c.ground] == ["Kế hoạch", "XXI"]


@pytest.mark.parametrize(
    ("title", "added"),
    [
        pytest.param("Trồng cây xanh ở các khu dân cư", (), id="without its Về việc"),
        pytest.param("trồng  cây, xanh Ở các khu dân cư", (), id="spaces, commas, capitals"),
        pytest.param("Trồng cây xanh", (), id="cut short"),
        pytest.param("Trồng cây xanh của khu dân cư", (), id="a word of grammar"),
        pytest.param("Trồng cây xanh, hoa hồng ở khu dân cư", ("hoa hồng",), id="words added"),
        pytest.param("Nuôi cá ở khu dân cư", ("Nuôi cá",), id="other words"),
    ],
)
def test_a_title_disagrees_only_by_telling_words_that_the_verified_one_lacks(
    title: str, added: tuple[str, ...]
) -> None:
    body = f"1. Theo Kế hoạch 7-KH/ĐU về “{title}”."
    assert [c.added for c in found(body)] == ([added] if added else [])


def test_two_ways_to_set_a_tone_are_one_spelling() -> None:
    assert lacks("Hòa bình, khóa mới", "Hoà bình, khoá mới") == ()


def test_a_name_for_several_documents_has_several_dates() -> None:
    common = Directive(
        id="DOT-1", type="Kế hoạch", names=("đợt trồng cây",), comprises=("7-KH/ĐU", "8-KH/ĐU"),
        date_verified=dt.date(2020, 1, 1),
    )  # fmt: skip
    body = "1. Theo Kế hoạch 7-KH/ĐU ngày 2/2/2022 và Kế hoạch 8-KH/ĐU ngày 3/3/2022."
    assert found(body, directives=(common,)) == []


# -- printed in two ways -------------------------------------------------------------------------


def test_the_same_document_with_two_dates_points_at_each_other_across_documents() -> None:
    bare = PLAN.model_copy(update={"date_verified": None})
    one, other = found(
        "1. Theo Kế hoạch 7-KH/ĐU ngày 1/4/2023.",
        "1. Theo Kế hoạch 7-KH/ĐU ngày 4/1/2023.",
        directives=(bare,),
    )
    assert (one.kind, one.document, one.printed) == ("printed_otherwise", "bai-1", "1/4/2023")
    assert one.ground is not None
    assert (one.ground.document, one.ground.text) == ("bai-2", "4/1/2023")
    assert (other.document, other.printed) == ("bai-2", "4/1/2023")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("của Đảng ủy", "của Quận ủy", 2, id="two bodies"),
        pytest.param("của Ban Thường vụ Thành ủy", "của Thành ủy", 0, id="a body and its board"),
        pytest.param("về “Trồng cây”", "về “Trồng cây xanh”", 0, id="a short name"),
    ],
)
def test_the_same_document_with_two_issuers_or_names(
    first: str, second: str, expected: int
) -> None:
    body = f"1. Theo Kế hoạch 7-KH/ĐU {first}.\n\nTheo Kế hoạch 7-KH/ĐU {second}."
    assert kinds(body) == ["printed_otherwise"] * expected


# -- counts and days -----------------------------------------------------------------------------

TASKS = "\n\n1. Trồng cây.\n\n2. Dọn vệ sinh."


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        pytest.param("Phường giao 3 nhiệm vụ.", ["3 nhiệm vụ"], id="in digits"),
        pytest.param("Phường giao ba nhiệm vụ.", ["ba nhiệm vụ"], id="in words"),
        pytest.param("Phường giao 2 nhiệm vụ.", [], id="the number there is"),
        pytest.param("Đây là một nhiệm vụ khó.", [], id="an article"),
        pytest.param("Đã hoàn thành 5 nhiệm vụ quý I.", [], id="tasks done before"),
        pytest.param("Đạt 5/7 nhiệm vụ.", [], id="a fraction"),
        pytest.param("Phường trao 4 giải.", [], id="no tasks"),
    ],
)
def test_a_number_of_tasks_that_are_not_as_many(lead: str, expected: list[str]) -> None:
    assert [c.printed for c in found(lead + TASKS)] == expected


def test_a_number_of_tasks_in_the_title_has_no_locator() -> None:
    (count,) = found(written("Mở đầu." + TASKS, title="3 nhiệm vụ của phường"))
    assert (count.kind, count.locator, count.printed) == ("count", None, "3 nhiệm vụ")
    assert count.ground is not None
    assert count.ground.text == "2"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "1. Theo Kế hoạch 7-KH/ĐU ngày 9/9/2024.", ["date", "after_publication"], id="issued"
        ),
        pytest.param("Phường họp sáng 9/9/2024.", ["after_publication"], id="reported"),
        pytest.param("Phường sẽ họp sáng 9/9/2024.", [], id="planned"),
        pytest.param("Phường họp sáng 6/5/2024.", [], id="the same day"),
        pytest.param("1. Xong trước ngày 9/9/2024.", [], id="a day to come"),
    ],
)
def test_a_past_day_after_the_publication(body: str, expected: list[str]) -> None:
    assert kinds(body) == expected


# -- the library that ships ----------------------------------------------------------------------


def test_what_the_library_that_ships_has() -> None:
    contradictions = Library.load(SHIPPED).contradictions
    assert [(c.kind, c.locator, c.directive) for c in contradictions] == [
        ("review", "3.8", "100-KL/TW"),
        ("date", "3.4", "38-CT/TW"),
        ("date", "3.8", "100-KL/TW"),
        ("type", "4", "137-QĐ/TW"),
        ("title", "3.2", "20-CT/TW"),
        ("title", "3.2", "102-HD/BTGTW"),
    ]
    assert contradictions[4].added == ("Cộng sản Việt Nam",)
