"""Two official documents of a town that does not exist, as text, as Word and as PDF.

A decision of its people's committee (Chương, Điều, khoản, điểm, a table) and a directive of its
party committee (I., 1-, a). Word numbers them by itself, as offices do; the PDF has running headers
and page numbers. Read back, all three have the same paragraphs.
"""

from dataclasses import dataclass
from typing import Literal, cast

from tests.corpus.invented_docx import docx_of
from tests.corpus.invented_pdf import pdf_of

Kind = Literal["title", "subject", "plain", "chapter", "heading", "article", "clause", "point"]
Row = tuple[str, ...]


@dataclass(frozen=True)
class Invented:
    """`body` is in order; the number printed before a paragraph comes from its kind."""

    number: str
    head: tuple[tuple[str, ...], tuple[str, ...]]  # the left column, the right column
    body: tuple[tuple[Kind, str], ...]
    table: tuple[Row, ...]
    closing: str
    foot: tuple[tuple[str, ...], tuple[str, ...]]
    labels: dict[Kind, str]  # in Word's form: "%1" is the count
    formats: dict[Kind, str]
    running: str  # the line at the top of every page but the first


def _paragraphs(body: str) -> tuple[tuple[Kind, str], ...]:
    """Lines of "kind: text", a line that is set in going on with the one above."""
    lines = body.strip().replace("\n    ", " ").split("\n")
    halves = (line.partition(":") for line in lines)
    return tuple((cast(Kind, kind), text.strip()) for kind, _, text in halves)


DECISION = Invented(
    number="47/2025/QĐ-UBND",
    head=(
        ("ỦY BAN NHÂN DÂN", "THỊ XÃ BẾN SAO", "Số: 47/2025/QĐ-UBND"),
        (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Bến Sao, ngày 09 tháng 10 năm 2025",
        ),
    ),
    body=_paragraphs(
        """
title: QUYẾT ĐỊNH
subject: Về việc quản lý bến đò và chợ nổi trên địa bàn thị xã Bến Sao
title: ỦY BAN NHÂN DÂN THỊ XÃ BẾN SAO
plain: Căn cứ Nghị quyết số 12/2024/NQ-HĐND ngày 05 tháng 7 năm 2024 của Hội đồng nhân dân thị
    xã Bến Sao về phát triển kinh tế mặt nước;
plain: Theo đề nghị của Trưởng phòng Bến bãi tại Tờ trình số 88/TTr-PBB ngày 22 tháng 9 năm
    2025,
title: QUYẾT ĐỊNH:
chapter:
heading: QUY ĐỊNH CHUNG
article: Phạm vi điều chỉnh và đối tượng áp dụng
clause: Quyết định này quy định việc cấp phép, neo đậu, thu phí và giữ gìn vệ sinh tại các bến
    đò và chợ nổi do thị xã Bến Sao quản lý.
clause: Quyết định này áp dụng đối với chủ đò, hộ buôn bán trên ghe, ban quản lý bến và Ủy ban
    nhân dân các phường, xã ven sông Nguyệt.
article: Giải thích từ ngữ
plain: Trong Quyết định này, các từ ngữ dưới đây được hiểu như sau:
clause: “Bến đò loại một” là bến có từ hai mươi lượt đò mỗi giờ trở lên và có nhà chờ lợp mái
    cho hành khách.
clause: “Phiên chợ nổi” là thời gian từ 4 giờ 30 phút đến 9 giờ sáng các ngày chẵn theo âm lịch.
chapter:
heading: CẤP PHÉP VÀ NEO ĐẬU
article: Giấy phép neo đậu
clause: Ghe buôn bán thường xuyên phải có giấy phép neo đậu do Phòng Bến bãi cấp. Giấy phép có
    giá trị mười tám tháng kể từ ngày ký và không được cho thuê lại dưới bất kỳ hình thức nào.
clause: Hồ sơ xin cấp giấy phép gồm:
point: Đơn theo mẫu do Phòng Bến bãi phát tại bến;
point: Bản chụp giấy đăng kiểm còn hạn của ghe, kèm ảnh màu chụp từ mũi và từ mạn phải của ghe,
    khổ 10 x 15 cm, chụp trong vòng ba mươi ngày trước khi nộp hồ sơ;
point: Giấy cam kết thu gom rác về bến.
clause: Trong bảy ngày làm việc kể từ khi nhận đủ hồ sơ, Phòng Bến bãi cấp giấy phép; nếu từ
    chối thì trả lời bằng văn bản và nêu rõ lý do.
article: Phí neo đậu
clause: Ghe dưới năm tấn nộp 45.000 đồng mỗi tháng; ghe từ năm tấn trở lên nộp 90.000 đồng mỗi
    tháng. Phí nộp tại quầy thu của ban quản lý bến trước ngày 10 hằng tháng.
clause: Hộ nghèo, hộ cận nghèo có sổ do phường, xã cấp được miễn toàn bộ phí trong hai năm đầu
    và được giảm một nửa trong năm thứ ba.
chapter:
heading: TỔ CHỨC THỰC HIỆN
article: Trách nhiệm của các cơ quan
clause: Phòng Bến bãi chủ trì, phối hợp với Công an thị xã kiểm tra an toàn đò ngang ít nhất hai
    lần mỗi quý, lập biên bản từng lần và công khai kết quả tại nhà chờ của bến.
clause: Ủy ban nhân dân các phường, xã ven sông Nguyệt bố trí điểm tập kết rác trên bờ, cách mép
    nước không dưới mười lăm mét, và tổ chức thu gom trước 11 giờ các ngày có phiên chợ.
clause: Đài Truyền thanh thị xã phát lịch phiên chợ, mực nước và cảnh báo gió lốc vào 18 giờ
    hằng ngày trong suốt mùa nước nổi.
clause: Thời hạn của từng việc theo bảng sau:
"""
    ),
    table=(
        ("TT", "Nội dung", "Cơ quan chủ trì", "Thời hạn"),
        ("1", "Sơn lại vạch neo đậu", "Phòng Bến bãi", "30/11/2025"),
        ("2", "Lắp đèn báo hiệu", "Phòng Đô thị", "15/12/2025"),
        ("3", "In sổ tay chủ đò", "Phòng Văn hóa", "31/12/2025"),
    ),
    closing="Quyết định này có hiệu lực kể từ ngày 01 tháng 11 năm 2025./.",
    foot=(
        ("Nơi nhận:", "- Như Điều 5;", "- Thường trực Thị ủy;", "- Lưu: VT, PBB."),
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Thị Bình Nguyên"),
    ),
    labels={"chapter": "Chương %1", "article": "Điều %1. ", "clause": "%1. ", "point": "%1) "},
    formats={
        "chapter": "upperRoman",
        "article": "decimal",
        "clause": "decimal",
        "point": "lowerLetter",
    },
    running="CÔNG BÁO THỊ XÃ BẾN SAO/Số 31/Ngày 15-10-2025",
)

DIRECTIVE = Invented(
    number="41-CT/TU",
    head=(
        ("ĐẢNG BỘ TỈNH VÂN KHÊ", "THỊ ỦY BẾN SAO", "Số 41-CT/TU"),
        ("ĐẢNG CỘNG SẢN VIỆT NAM", "Bến Sao, ngày 03 tháng 6 năm 2025"),
    ),
    body=_paragraphs(
        """
title: CHỈ THỊ
subject: về chủ động phòng, chống ngập úng trong mùa mưa năm 2025
plain: Những năm gần đây, mưa lớn kết hợp triều cường đã gây ngập nhiều tuyến phố ven sông
    Nguyệt, ảnh hưởng đến đời sống của hơn bốn nghìn hộ dân. Ban Thường vụ Thị ủy yêu cầu các
    cấp ủy thực hiện tốt các nội dung sau:
article: MỤC ĐÍCH, YÊU CẦU
clause: Nâng cao trách nhiệm của người đứng đầu cấp ủy trong việc giữ thông thoáng cống, rãnh và
    kênh tiêu trên địa bàn.
clause: Không để người dân nào thiếu nước sạch, thuốc men quá hai mươi bốn giờ sau khi xảy ra
    ngập.
article: NHIỆM VỤ, GIẢI PHÁP
clause: Về kiểm tra, khơi thông dòng chảy
point: Trước ngày 15 tháng 6 năm 2025, hoàn thành nạo vét bảy tuyến cống chính, trong đó có cống
    Cầu Mây và cống Chợ Cũ;
point: Tháo dỡ đăng, đó, nhà tạm lấn chiếm kênh tiêu; mỗi phường lập một tổ giám sát có đại diện
    Mặt trận và đoàn thể.
clause: Về trực ban, bảo đảm quân số, phương tiện và thông tin liên lạc thông suốt từ thị xã đến
    từng tổ dân phố trong suốt thời gian có cảnh báo mưa lớn; chuẩn bị sẵn mười hai máy bơm và
    ba xuồng máy tại kho Gò Sen.
article: TỔ CHỨC THỰC HIỆN
clause: Văn phòng Thị ủy theo dõi, đôn đốc, báo cáo Ban Thường vụ Thị ủy kết quả thực hiện theo
    các mốc sau:
"""
    ),
    table=(
        ("TT", "Báo cáo", "Ngày gửi"),
        ("1", "Tiến độ nạo vét", "20/6/2025"),
        ("2", "Tổng kết mùa mưa", "10/12/2025"),
    ),
    closing="Chỉ thị này được phổ biến đến các chi bộ.",
    foot=(
        ("Nơi nhận:", "- Các chi bộ, đảng bộ trực thuộc,", "- Lưu Văn phòng Thị ủy."),
        ("T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Trần Khắc Vĩnh An"),
    ),
    labels={"article": "%1. ", "clause": "%1- ", "point": "%1) "},
    formats={"article": "upperRoman", "clause": "decimal", "point": "lowerLetter"},
    running="Chỉ thị số 41-CT/TU của Thị ủy Bến Sao",
)


def directive_text() -> str:
    """Chỉ thị số 41-CT/TU: its paragraphs one empty line apart, its table as rows."""
    return text_of(DIRECTIVE)


def directive_docx() -> bytes:
    return docx_of(DIRECTIVE)


def directive_pdf() -> bytes:
    return pdf_of(DIRECTIVE)


def decision_text() -> str:
    """Quyết định số 47/2025/QĐ-UBND: its paragraphs one empty line apart, its table as rows."""
    return text_of(DECISION)


def decision_docx() -> bytes:
    return docx_of(DECISION)


def decision_pdf() -> bytes:
    return pdf_of(DECISION)


def text_of(document: Invented) -> str:
    header, *rows = document.table
    lines = [
        "| " + " | ".join(f"{name}: {cell}" for name, cell in zip(header, row, strict=True)) + " |"
        for row in rows
    ]
    return "\n\n".join([*before_table(document), *lines, *after_table(document)])


def before_table(document: Invented) -> list[str]:
    return [*document.head[0], *document.head[1], *(text for _, text in printed(document))]


def after_table(document: Invented) -> list[str]:
    return [document.closing, *document.foot[0], *document.foot[1]]


def printed(document: Invented) -> list[tuple[Kind, str]]:
    """The body with its numbers, counted here and not as the reader counts."""
    counts = {"chapter": 0, "article": 0, "clause": 0, "point": 0}
    below = {"chapter": ["clause", "point"], "article": ["clause", "point"], "clause": ["point"]}
    lines: list[tuple[Kind, str]] = []
    for kind, words in document.body:
        text = words
        if kind in document.labels:
            counts[kind] += 1
            counts.update(dict.fromkeys(below.get(kind, []), 0))
            count = counts[kind]
            shown = {
                "upperRoman": ["0", "I", "II", "III", "IV"][min(count, 4)],
                "lowerLetter": " abcde"[min(count, 5)],
                "decimal": str(count),
            }[document.formats[kind]]
            label = document.labels[kind].replace("%1", shown)
            text = f"{label}{text}".strip()
        lines.append((kind, text))
    return lines
