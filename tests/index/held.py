"""Invented official documents, their sections marked by hand, beside the library that ships.

A line of a text is one passage: its way ("Chương II > Điều 5 > khoản 2"), a bar, its words.
"""

import datetime as dt
from functools import cache

from corpus.citations import find_citations
from corpus.documents import Directive, Document, Level, Passage, Section
from corpus.library import SHIPPED, Library
from index.search import Search

_LEVELS: dict[str, Level] = {
    "Phụ lục": "appendix", "Chương": "chapter", "Mục": "section", "Điều": "article",
    "khoản": "clause", "mục": "item", "điểm": "point", "Bảng": "table", "dòng": "row",
}  # fmt: skip

BIKES = """\
lead.1 | ỦY BAN NHÂN DÂN THÀNH PHỐ LÂM HẠ
lead.2 | Số: 947/2025/QĐ-UBND
lead.3 | Lâm Hạ, ngày 12 tháng 3 năm 2025
lead.4 | QUYẾT ĐỊNH Ban hành Quy định về xe đạp công cộng trên địa bàn thành phố Lâm Hạ
Chương I | Chương I QUY ĐỊNH CHUNG
Chương I > Điều 1 | Điều 1. Phạm vi điều chỉnh
Chương I > Điều 1 > khoản 1 | 1. Văn bản này nói về trạm xe, việc thuê xe và việc trả xe.
Chương I > Điều 1 > khoản 2 | 2. Xe của hộ gia đình không thuộc phạm vi của văn bản này.
Chương I > Điều 2 | Điều 2. Giải thích từ ngữ
Chương I > Điều 2 > khoản 1 | 1. Trạm xe là nơi có từ sáu giá khóa trở lên.
Chương II | Chương II TRẠM XE VÀ NGƯỜI THUÊ
Chương II > Điều 3 | Điều 3. Vị trí đặt trạm
Chương II > Điều 3 > khoản 1 | 1. Trạm đặt cách ngã tư ít nhất mười hai mét.
Chương II > Điều 3 > khoản 2 | 2. Không đặt trạm ở những nơi sau:
Chương II > Điều 3 > khoản 2 > điểm a | a) Trước cổng trường mầm non;
Chương II > Điều 3 > khoản 2 > điểm b | b) Trên nắp hố ga;
Chương II > Điều 3 > khoản 2 > điểm c | c) Cạnh trạm biến áp;
Chương II > Điều 3 > khoản 2 > điểm d | d) Trong vùng lõi của khu phố cổ;
Chương II > Điều 3 > khoản 2 > điểm đ | đ) Dưới gầm cầu vượt.
Chương II > Điều 4 | Điều 4. Tiền cọc
Chương II > Điều 4 > khoản 1 | 1. Người thuê đặt cọc 30.000 đồng một xe.
Chương II > Điều 4 > khoản 2 | 2. Học viên trường nghề được miễn khoản này.
Chương II > Điều 5 | Điều 5. Bảo dưỡng
Chương II > Điều 5 > khoản 1 | 1. Đơn vị khai thác tra dầu và siết phanh mỗi tuần một lượt.
Chương II > Điều 5 > khoản 2 | 2. Xe hỏng vành phải rút khỏi giá trong hai giờ.
Chương III | Chương III ĐIỀU KHOẢN THI HÀNH
Chương III > Điều 6 | Điều 6. Thay Quyết định số 812/2016/QĐ-UBND, theo Kế hoạch số 633/KH-UBND.
Bảng 1 > dòng 1 | | TT: 1 | Trạm: Bến Cốc | Số giá: 14 |
Bảng 1 > dòng 2 | | TT: 2 | Trạm: Chợ Vải | Số giá: 9 |
tail.1 | Nơi nhận: như Điều 6; lưu văn thư.
tail.2 | TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Đoàn Khắc Lữ"""

OLD_BIKES = """\
lead.1 | Số: 812/2016/QĐ-UBND
lead.2 | Lâm Hạ, ngày 05 tháng 9 năm 2016
lead.3 | QUYẾT ĐỊNH Về việc thí điểm xe đạp công cộng
Điều 1 | Điều 1. Nơi thí điểm
Điều 1 > khoản 1 | 1. Thí điểm ở phường Bến Cốc và phường Chợ Vải.
Điều 2 | Điều 2. Tiền cọc
Điều 2 > khoản 1 | 1. Người thuê đặt cọc 10.000 đồng một xe.
Điều 7 | Điều 7. Trách nhiệm của tổ dân phố khi có xe bị bỏ lại qua đêm.
tail.1 | CHỦ TỊCH Vi Thế Tấn"""

READING = """\
lead.1 | Số 30-CT/TU
lead.2 | CHỈ THỊ về phong trào đọc sách trong chi bộ
Mục I | I. TÌNH HÌNH
Mục I > mục 1 | 1- Nhiều chi bộ chưa có tủ sách.
Mục I > mục 2 | 2- Sách cũ, ít người mượn.
Mục II | II. NHIỆM VỤ
Mục II > mục 1 | 1- Mỗi chi bộ đọc chung một cuốn sách trong quý.
Mục II > mục 2 | 2- Các cấp ủy phân công như sau:
Mục II > mục 2 > điểm a | a) Chi đoàn lo mượn sách;
Mục II > mục 2 > điểm b | b) Chi hội phụ nữ ghi sổ.
tail.1 | T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ Lò Thị Mận"""


def held_document(
    document_id: str,
    lines: str,
    *,
    directive: str,
    kind: str,
    issuer: str,
    subject: str,
    published: str,
    supersedes: tuple[str, ...] = (),
) -> Document:
    """A document of marked lines, as a reader of official documents would give it."""
    passages: list[Passage] = []
    texts: list[str] = []
    start = 0
    for line in lines.splitlines():
        place, _, text = line.partition(" | ")
        steps = [] if "." in place else place.split(" > ")
        sections = tuple(_section(step) for step in steps)
        passages.append(
            Passage(
                document=document_id,
                locator=_locator(steps) or place,
                text=text,
                start=start,
                end=start + len(text),
                sections=sections,
            )
        )
        texts.append(text)
        start += len(text) + 2
    return Document(
        id=document_id,
        title=subject,
        publisher=issuer,
        author=None,
        section=None,
        published=dt.datetime.fromisoformat(published),
        url="",
        directive=directive,
        type=kind,
        issuer=issuer,
        subject=subject,
        supersedes=supersedes,
        text="\n\n".join(texts),
        passages=tuple(passages),
    )


def _locator(steps: list[str]) -> str:
    """As people write it: a Điều needs no chapter, a party document's item is "Mục I.1"."""
    article = next((at for at, step in enumerate(steps) if step.startswith("Điều")), 0)
    whole = " ".join(steps[article:]).replace(" mục ", ".")
    return (
        f"{steps[0].removeprefix('Bản ')}, {whole}" if article and steps[0][:3] == "Bản" else whole
    )


def _section(step: str) -> Section:
    """ "Bản Quy chế" is what a decision puts into force."""
    if step.startswith("Bản "):
        return Section(level="appendix", number=step.removeprefix("Bản "))
    name, _, number = step.rpartition(" ")
    return Section(level=_LEVELS[name], number=number)


@cache
def held_library() -> Library:
    """The shipped library, a decision, the one it replaced, and the text of a known directive."""
    shipped = Library.load(SHIPPED)
    bikes = held_document(
        "947-2025-qd-ubnd",
        BIKES,
        directive="947/2025/QĐ-UBND",
        kind="Quyết định",
        issuer="Ủy ban nhân dân thành phố Lâm Hạ",
        subject="Ban hành Quy định về xe đạp công cộng trên địa bàn thành phố Lâm Hạ",
        published="2025-03-12T00:00+07:00",
        supersedes=("812/2016/QĐ-UBND",),
    )
    old = held_document(
        "812-2016-qd-ubnd",
        OLD_BIKES,
        directive="812/2016/QĐ-UBND",
        kind="Quyết định",
        issuer="Ủy ban nhân dân thành phố Lâm Hạ",
        subject="Về việc thí điểm xe đạp công cộng",
        published="2016-09-05T00:00+07:00",
    )
    reading = held_document(
        "30-ct-tu",
        READING,
        directive="30-CT/TU",
        kind="Chỉ thị",
        issuer="Ban Thường vụ Thành ủy Hà Nội",
        subject="Về phong trào đọc sách trong chi bộ",
        published="2024-02-19T00:00+07:00",
    )
    own = [
        Directive(
            id=document.directive or "",
            type=document.type or "",
            type_code="QĐ",
            number=(document.directive or "").partition("/")[0],
            issuer_code="UBND",
            provisional=True,
        )
        for document in (bikes, old)
    ]
    unheld = Directive(
        id="633/KH-UBND", type="Kế hoạch", type_code="KH", number="633", issuer_code="UBND",
        provisional=True,
    )  # fmt: skip
    directives = (*shipped.directives, *own, unheld)
    held = []
    for document in (bikes, old, reading):
        citations, _ = find_citations(document.passages, directives)
        held.append(document.model_copy(update={"citations": tuple(citations)}))
    return Library(
        version="0123456789abcdef",
        documents=(*shipped.documents, *held),
        directives=directives,
        lexicon=shipped.lexicon,
    )


@cache
def held_search() -> Search:
    """A search over it, made once."""
    return Search(held_library())
