"""Every citation a person finds in the shipped briefing, and no other."""

import datetime as dt
from typing import NamedTuple

import pytest

from corpus.documents import Citation
from corpus.library import SHIPPED, Library


class Read(NamedTuple):
    """One citation, read in the article by hand."""

    locator: str
    directive: str
    printed: str
    date: str | None = None
    issuer: str | None = None


READ = [
    Read("lead.2", "CTCT-TUYENGIAO-2024", "Chương trình công tác tuyên giáo Thành phố năm 2024"),
    Read(
        "1",
        "NPT-BAIVIET-94NAM",
        "bài viết “Tự hào và tin tưởng dưới lá cờ vẻ vang của Đảng, quyết tâm xây dựng một nước"
        " Việt Nam ngày càng giàu mạnh, văn minh, văn hiến và anh hùng”",
    ),
    Read(
        "1",
        "NPT-SACH-CAYTRE",
        "tác phẩm “Xây dựng và phát triển nền đối ngoại, ngoại giao Việt Nam toàn diện, hiện đại"
        " mang đậm bản sắc “cây tre Việt Nam”",
    ),
    Read("2", "23-NQ/TU", "Nghị quyết số 23-NQ/TU"),
    Read("2", "30-CT/TU", "Chỉ thị số 30-CT/TU"),
    Read(
        "2",
        "CTHD-TW8-XIII",
        "Chương trình hành động thực hiện Nghị quyết Hội nghị lần thứ tám Ban Chấp hành Trung ương"
        " Đảng khóa XIII",
    ),
    Read(
        "2",
        "NQ-TW8-XIII",
        "Nghị quyết Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khóa XIII",
    ),
    Read(
        "3.2",
        "20-CT/TW",
        "Chỉ thị số 20-CT/TW, ngày 18/1/2018 của Ban Bí thư Trung ương Đảng khóa XII",
        "2018-01-18",
        "Ban Bí thư Trung ương Đảng",
    ),
    Read(
        "3.2",
        "104-KH/TU",
        "Kế hoạch số 104-KH/TU, ngày 3/10/2018 của Ban Thường vụ Thành ủy",
        "2018-10-03",
        "Ban Thường vụ Thành ủy",
    ),
    Read(
        "3.2",
        "102-HD/BTGTW",
        "Hướng dẫn số 102-HD/BTGTW, ngày 30/9/2019 của Ban Tuyên giáo Trung ương",
        "2019-09-30",
        "Ban Tuyên giáo Trung ương",
    ),
    Read(
        "3.3",
        "01-CT/TU",
        "Chỉ thị 01-CT/TU ngày 21/2/2001 của Ban Thường vụ Thành ủy",
        "2001-02-21",
        "Ban Thường vụ Thành ủy",
    ),
    Read(
        "3.4",
        "38-CT/TW",
        "Chỉ thị số 38-CT/TW ngày 17/9/2009 của Ban Bí thư Trung ương Đảng khóa X",
        "2009-09-17",
        "Ban Bí thư Trung ương Đảng",
    ),
    Read(
        "3.5",
        "KHOAGIAO-BTGTU-2024",
        "chương trình, hướng dẫn công tác khoa giáo năm 2024 của Ban Tuyên giáo Thành ủy",
    ),
    Read(
        "3.6",
        "33-NQ/TW",
        "Nghị quyết số 33-NQ/TW ngày 9/6/2014 của Ban Chấp hành Trung ương Đảng (khóa XI)",
        "2014-06-09",
        "Ban Chấp hành Trung ương Đảng",
    ),
    Read("3.6", "06-CTr/TU", "Chương trình số 06-CTr/TU"),
    Read(
        "3.6",
        "09-CTr/TU",
        "Chương trình số 09-CTr/TU của Thành ủy khóa XVII",
        issuer="Thành ủy",
    ),
    Read(
        "3.8",
        "100-KL/TW",
        "Kết luận số 100-KL/TW ngày 18/8/2018 của Ban Bí thư",
        "2018-08-18",
        "Ban Bí thư",
    ),
    Read("4", "137-QĐ/TW", "Quyết định số 137-QĐ/TW ngày 1/12/2023", "2023-12-01"),
    Read("6", "01-KL/TW", "Kết luận số 01-KL/TW của Bộ Chính trị", issuer="Bộ Chính trị"),
    Read("6", "05-CT/TW", "Chỉ thị 05-CT/TW"),
    Read(
        "6",
        "CHUYENDE-TOANKHOA-XIII",
        "chuyên đề toàn khóa “Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh về ý"
        " chí tự lực, tự cường, và khát vọng phát triển đất nước phồn vinh, hạnh phúc”",
    ),
    Read("6", "CHUYENDE-2024", "chuyên đề năm 2024"),
]


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(SHIPPED)


@pytest.fixture(scope="module")
def citations(library: Library) -> tuple[Citation, ...]:
    return library.documents[0].citations


def test_the_program_reads_the_citations_a_person_reads(citations: tuple[Citation, ...]) -> None:
    found = [
        Read(
            c.locator,
            c.directive,
            c.printed,
            c.date_printed.isoformat() if c.date_printed else None,
            c.issuer_printed,
        )
        for c in citations
    ]
    assert found == READ
    assert len(found) == 22


def test_every_citation_stands_where_its_words_are_printed(library: Library) -> None:
    text = library.documents[0].text
    assert [(c.start, c.end) for c in library.documents[0].citations] == [
        (text.index(read.printed), text.index(read.printed) + len(read.printed)) for read in READ
    ]


def test_every_citation_lies_inside_its_passage(library: Library) -> None:
    document = library.documents[0]
    for citation in document.citations:
        passage = document.passage(citation.locator)
        assert passage is not None
        assert (passage.start <= citation.start, citation.end <= passage.end) == (True, True)


def test_the_type_is_quoted_as_printed_even_where_it_is_wrong(library: Library) -> None:
    (citation,) = library.citations["137-QĐ/TW"]
    assert citation.type_printed == "Quyết định"
    assert library.directive("137-QĐ/TW").type == "Quy định"


def test_three_documents_in_a_list_share_the_name_printed_after_the_last(
    library: Library,
) -> None:
    shared = (
        "Tiếp tục tăng cường, nâng cao chất lượng nghiên cứu, biên soạn, tuyên truyền, giáo dục"
        " lịch sử Đảng Cộng sản Việt Nam"
    )
    ids = ["20-CT/TW", "104-KH/TU", "102-HD/BTGTW"]
    assert [library.citations[i][0].title_printed for i in ids] == [shared] * 3


def test_a_name_is_not_shared_over_other_words(library: Library) -> None:
    named, *unnamed = (library.citations[i][0] for i in ("33-NQ/TW", "06-CTr/TU", "09-CTr/TU"))
    assert named.title_printed == (
        "Xây dựng và phát triển văn hóa, con người Việt Nam đáp ứng yêu cầu phát triển bền vững"
        " đất nước"
    )
    assert [citation.title_printed for citation in unnamed] == [None, None]


@pytest.mark.parametrize("read", READ, ids=lambda read: read.directive)
def test_the_way_back_leads_from_a_directive_to_its_passage(library: Library, read: Read) -> None:
    assert [p.locator for p in library.cited_in(read.directive)] == [read.locator]
    assert [c.printed for c in library.citations[read.directive]] == [read.printed]


@pytest.mark.parametrize(
    ("directive", "printed", "verified"),
    [
        pytest.param("38-CT/TW", "2009-09-17", "2009-09-07", id="wrong day in the article"),
        pytest.param("100-KL/TW", "2018-08-18", "2014-08-18", id="wrong year in the article"),
        pytest.param("137-QĐ/TW", "2023-12-01", "2023-12-01", id="right in the article"),
        pytest.param("23-NQ/TU", None, "2023-11-16", id="no date in the article"),
        pytest.param("104-KH/TU", "2018-10-03", None, id="no date verified"),
    ],
)
def test_the_printed_date_is_kept_apart_from_the_verified_one(
    library: Library, directive: str, printed: str | None, verified: str | None
) -> None:
    dates = (library.date_printed(directive), library.directive(directive).date_verified)
    assert dates == tuple(day and dt.date.fromisoformat(day) for day in (printed, verified))


@pytest.mark.parametrize("directive", ["09-NQ/TU", "218-KH/TU"])
def test_a_directive_the_article_does_not_name_is_cited_nowhere(
    library: Library, directive: str
) -> None:
    assert library.directive(directive).id == directive
    assert directive not in library.citations
    assert library.cited_in(directive) == ()
    assert library.date_printed(directive) is None


def test_no_directive_is_held_as_text(library: Library) -> None:
    assert [d.id for d in library.directives if library.is_held(d.id)] == []


def test_a_task_cites_its_directives_in_print_order(library: Library) -> None:
    tasks = library.documents[0].tasks
    assert {n: [d.id for d in library.cites(tasks[n])] for n in tasks} == {
        n: [read.directive for read in READ if read.locator.split(".")[0] == str(n)] for n in tasks
    }


def test_print_order_does_not_depend_on_the_order_asked_in(library: Library) -> None:
    passages = library.passages
    assert library.cites(passages) == library.cites(reversed(passages))
    assert [d.id for d in library.cites(passages)] == [read.directive for read in READ]


def test_passages_that_cite_nothing_cite_nothing(library: Library) -> None:
    assert library.cites(library.documents[0].tasks[5]) == ()
    assert library.cites(()) == ()
