"""The heads of official documents: both layouts, clean and as files mangle them."""

import datetime as dt
from pathlib import Path

import pytest

from corpus.dates import HANOI
from corpus.library import SHIPPED
from corpus.readers.layout import Head, read_head
from tests.corpus import official

MIXED_COLUMNS = """\
ỦY BAN NHÂN DÂN TỈNH HOA SEN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ BẾN BÃI                        Độc lập - Tự do - Hạnh phúc
Số : 20 / QĐ - SBB                Hoa Sen, ngày 3 Tháng 4 năm 2016

Q U Y Ế T  Đ Ị N H

Về việc cấp thẻ lái đò cho
người trên mười tám tuổi

GIÁM ĐỐC SỞ BẾN BÃI

Căn cứ Quyết định số 9/QĐ-UBND ngày 1/1/2010 thay thế Quyết định số 8/QĐ-UBND;

Điều 1. Sở Bến bãi cấp thẻ.
"""
SECRETARIAT = """\
BAN CHẤP HÀNH TRUNG ƯƠNG          ĐẢNG CỘNG SẢN VIỆT NAM
*
Số : 91 - CT / TW                 Hà Nội, ngày 05 tháng 06 năm 2018
CHỈ THỊ
CỦA BAN BÍ THƯ
về trồng tre quanh hồ trong tình hình mới
(khóa XII)

Tre giữ đất.
"""
TABLE_COLUMNS = """\
| ỦY BAN NHÂN DÂN XÃ BẾN ĐÁ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc |

| Số: 7/TB-UBND | Bến Đá, ngày 1 tháng 2 năm 2023 |

THÔNG BÁO

Lịch đò ngày hội

Đò chạy từ sáng.
"""
RIGHT_COLUMN_FIRST = """\
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hoa Sen, ngày 8 tháng 8 năm 2014

HỘI ĐỒNG NHÂN DÂN TỈNH HOA SEN
Số: 16/2014/NQ-HĐND

NGHỊ QUYẾT VỀ VIỆC ĐẶT TÊN BẾN

Căn cứ Luật Bến;
"""


def said(head: Head) -> dict[str, object]:
    names = ("number", "type", "issuer", "date", "subject", "term")
    values = {name: getattr(head, name) for name in names}
    return {
        name: found.value.date() if name == "date" else found.value
        for name, found in values.items()
        if found is not None
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            official.STATE_WITH_CHAPTERS,
            {
                "number": "4711/QĐ-UBND",
                "type": "Quyết định",
                "issuer": "Ủy ban nhân dân tỉnh Hoa Sen",
                "date": dt.date(2019, 3, 7),
                "subject": "Về việc quản lý bến thuyền trên hồ Mây",
            },
            id="state",
        ),
        pytest.param(
            official.PARTY_DIRECTIVE,
            {
                "number": "77-CT/TU",
                "type": "Chỉ thị",
                "issuer": "Ban Thường vụ Tỉnh ủy Hoa Sen",
                "date": dt.date(2017, 4, 21),
                "subject": "về việc giữ gìn tiếng hát chèo thuyền",
            },
            id="Party",
        ),
        pytest.param(
            official.PARTY_RESOLUTION,
            {
                "number": "08-NQ/HU",
                "type": "Nghị quyết",
                "issuer": "Huyện ủy Lá Phong",
                "date": dt.date(2021, 7, 15),
                "subject": "về trồng rừng đầu nguồn đến năm 2030",
            },
            id="the office above is another's",
        ),
        pytest.param(
            official.CIRCULAR_LETTER,
            {
                "number": "245/SBB-VP",
                "type": "Công văn",
                "issuer": "Sở Bến bãi Hoa Sen",
                "date": dt.date(2023, 8, 30),
                "subject": "mượn thuyền dự hội",
            },
            id="letter",
        ),
        pytest.param(
            MIXED_COLUMNS,
            {
                "number": "20/QĐ-SBB",
                "type": "Quyết định",
                "issuer": "Sở Bến bãi",
                "date": dt.date(2016, 4, 3),
                "subject": "Về việc cấp thẻ lái đò cho người trên mười tám tuổi",
            },
            id="columns on one line, letters apart",
        ),
        pytest.param(
            SECRETARIAT,
            {
                "number": "91-CT/TW",
                "type": "Chỉ thị",
                "issuer": "Ban Bí thư",
                "date": dt.date(2018, 6, 5),
                "subject": "về trồng tre quanh hồ trong tình hình mới",
                "term": "XII",
            },
            id="who issued it stands under its type",
        ),
        pytest.param(
            TABLE_COLUMNS,
            {
                "number": "7/TB-UBND",
                "type": "Thông báo",
                "issuer": "Ủy ban nhân dân xã Bến Đá",
                "date": dt.date(2023, 2, 1),
                "subject": "Lịch đò ngày hội",
            },
            id="columns of a table",
        ),
        pytest.param(
            RIGHT_COLUMN_FIRST,
            {
                "number": "16/2014/NQ-HĐND",
                "type": "Nghị quyết",
                "issuer": "Hội đồng nhân dân tỉnh Hoa Sen",
                "date": dt.date(2014, 8, 8),
                "subject": "VỀ VIỆC ĐẶT TÊN BẾN",
            },
            id="the right column first, type and subject on one line",
        ),
    ],
)
def test_a_head_is_read_in_whatever_order_it_comes(text: str, expected: dict[str, object]) -> None:
    head = read_head(text)
    assert said(head) == expected
    assert head.is_official


@pytest.mark.parametrize("text", [MIXED_COLUMNS, SECRETARIAT, official.PARTY_DIRECTIVE])
def test_what_is_found_can_be_shown_where_it_stands(text: str) -> None:
    head = read_head(text)
    found = [head.number, head.type, head.issuer, head.date, head.subject, *head.supersedes]
    assert [text[one.start : one.end] for one in found if one] == [
        one.printed for one in found if one
    ]


def test_a_subject_set_in_two_paragraphs_is_one() -> None:
    head = read_head(
        "Số 4-CT/TU\n\nCHỈ THỊ\n\nvề trồng tre\n\nquanh hồ Mây\n\nTre giữ đất.\n\n1- A"
    )
    assert head.subject is not None
    assert head.subject.value == "về trồng tre quanh hồ Mây"


def test_an_article_has_no_head_whatever_it_cites() -> None:
    (shipped,) = Path(SHIPPED, "articles").glob("*.md")
    body = shipped.read_text(encoding="utf-8").split("---", 2)[2]
    assert read_head(body) == Head()
    cited = "Sáng nay, xã triển khai Chỉ thị số 77-CT/TU, ngày 21/4/2017 của Tỉnh ủy.\n\nHội vui."
    assert not read_head(cited).is_official
    assert read_head("") == Head()


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Số: 45/2019/QH14", "45/2019/QH14"),
        ("Số 15-QĐi/TW", "15-QĐi/TW"),
        ("SỐ: 3 – KL / TU", "3-KL/TU"),
        ("Số: 31/TTr-SBB", "31/TTr-SBB"),
        ("Số:1200/QĐ-TTg", "1200/QĐ-TTg"),
        ("Số:      /QĐ-UBND", None),
        ("Số 12 phố Huế", None),
    ],
)
def test_a_number_is_read_however_it_is_set(printed: str, number: str | None) -> None:
    head = read_head(f"{printed}\n\nHoa Sen, ngày 1 tháng 2 năm 2020\n\nQUYẾT ĐỊNH\n\nVề bến")
    assert (head.number and head.number.value) == number


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Hoa Sen, ngày 18 tháng 01 năm 2018", dt.date(2018, 1, 18)),
        ("Hoa Sen,ngày18tháng 01năm2018", dt.date(2018, 1, 18)),
        ("Hoa Sen, Ngày 18 Tháng 01 Năm 2018", dt.date(2018, 1, 18)),
        ("Hoa Sen, ngày 18/01/2018", dt.date(2018, 1, 18)),
        ("Hoa Sen, ngày 31 tháng 02 năm 2018", None),
        ("Hoa Sen, ngày     tháng 02 năm 2018", None),
    ],
)
def test_a_date_is_read_however_it_is_spaced(printed: str, day: dt.date | None) -> None:
    head = read_head(f"UBND XÃ BẾN ĐÁ\nSố: 1/QĐ-UBND\n{printed}\nQUYẾT ĐỊNH\nVề bến")
    expected = day and dt.datetime(day.year, day.month, day.day, tzinfo=HANOI)
    assert (head.date and head.date.value) == expected


@pytest.mark.parametrize(
    ("clause", "replaced"),
    [
        ("Quyết định này có hiệu lực và thay thế Quyết định số 8/QĐ-UBND.", ["8/QĐ-UBND"]),
        ("Chỉ thị này thay thế Chỉ thị 5 - CT/TU và 6-CT/TU.", ["5-CT/TU", "6-CT/TU"]),
        ("Điều 5. Bãi bỏ Quyết định số 9/QĐ-SBB; số 10/QĐ-SBB.", ["9/QĐ-SBB", "10/QĐ-SBB"]),
        ("2. Quyết định số 8/QĐ-SBB hết hiệu lực khi Quyết định này có hiệu lực.", ["8/QĐ-SBB"]),
        ("Bãi bỏ khoản 1 Điều 3 Quyết định số 13/QĐ-SBB.", []),
        ("Quyết định này thay thế cụm từ “a” tại Quyết định số 13/QĐ-SBB.", []),
        ("Quyết định số 14/QĐ-SBB được thay thế bởi Quyết định số 15/QĐ-SBB.", []),
        ("Căn cứ Quyết định số 9/QĐ-UBND thay thế Quyết định số 8/QĐ-UBND;", []),
        ("Quyết định này thi hành Chỉ thị số 15-CT/TU.", []),
        ("Quyết định này thay thế Quyết định số 1/QĐ-UBND.", []),
    ],
)  # fmt: skip
def test_only_what_a_text_itself_replaces_is_superseded(clause: str, replaced: list[str]) -> None:
    text = f"UBND XÃ BẾN ĐÁ\nSố: 1/QĐ-UBND\nQUYẾT ĐỊNH\nVề bến\n\nĐiều 1. Lập bến.\n\n{clause}\n"
    assert [one.value for one in read_head(text).supersedes] == replaced


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Số: " * 100_000, id="numbers begun"),
        pytest.param("Số:" + " " * 200_000, id="a number far away"),
        pytest.param("A " * 200_000, id="capitals"),
        pytest.param("ngày " * 100_000, id="days"),
        pytest.param("QUYẾT ĐỊNH\n" * 50_000, id="types"),
        pytest.param("Quyết định này thay thế " * 3_000, id="replaced without end"),
    ],
)
def test_a_hostile_head_does_not_hang_the_reader(text: str) -> None:
    read_head(text)
