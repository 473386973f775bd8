"""What a Word document says, read as it is printed."""

import unicodedata

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.readers.extracted import Extract
from corpus.readers.formats.docx import read_docx
from tests.corpus.invented import (
    decision_docx,
    decision_text,
    directive_docx,
    directive_text,
)
from tests.corpus.invented_docx import saved


def read(word: WordDocument) -> Extract:
    return read_docx(saved(word), "thử.docx")


def paragraphs(word: WordDocument) -> list[str]:
    return read(word).text.split("\n\n")


def append(word: WordDocument, xml: str) -> None:
    """Put raw WordprocessingML at the end of the body."""
    holder = parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>")
    for node in list(holder):
        word.element.body.insert(len(word.element.body) - 1, node)


def runs(*texts: str) -> str:
    return "".join(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(directive_docx, directive_text, id="a directive of the party"),
        pytest.param(decision_docx, decision_text, id="a decision of the state"),
    ],
)
def test_an_official_document_is_read_as_printed(data: object, expected: object) -> None:
    """Letterhead, automatic numbers, table and signature come whole and in order."""
    assert callable(data)
    assert callable(expected)
    assert read_docx(data(), "van-ban.docx").text.split("\n\n") == expected().split("\n\n")


def test_page_headers_and_footers_are_left_out() -> None:
    text = read_docx(directive_docx(), "chi-thi.docx").text
    assert "của Thị ủy Bến Sao" not in text
    assert "Trang" not in text


def test_the_file_says_its_title_and_author() -> None:
    extract = read_docx(directive_docx(), "chi-thi.docx")
    assert (extract.format, extract.title) == ("docx", "Văn bản số 41-CT/TU")
    assert extract.author == "Nguyen Thi Van Thu"


@pytest.mark.parametrize(
    ("title", "author"),
    [
        pytest.param("Microsoft Word - QD 47", "Windows User", id="put there by Word"),
        pytest.param("quyet dinh.doc", "Admin PC", id="a file's name"),
        pytest.param("", "hp", id="nothing"),
    ],
)
def test_a_title_that_nobody_gave_is_none(title: str, author: str) -> None:
    word = Document()
    word.add_paragraph("Nội dung.")
    word.core_properties.title, word.core_properties.author = title, author
    extract = read(word)
    assert (extract.title, extract.author) == (None, None)


def test_tracked_changes_are_read_as_accepted() -> None:
    """Insertions stay, deletions go, and the admin is told."""
    word = Document()
    append(
        word,
        f'<w:p>{runs("Nộp trước ")}<w:del w:id="1">'
        f'<w:r><w:delText>ngày 5</w:delText></w:r></w:del><w:ins w:id="2">{runs("ngày 7")}</w:ins>'
        f"{runs(' hằng tháng.')}</w:p>",
    )
    extract = read(word)
    assert extract.text == "Nộp trước ngày 7 hằng tháng."
    assert extract.notes == ("có sửa đổi được theo dõi: giữ phần thêm, bỏ phần xóa",)


def test_a_paragraph_whose_end_was_deleted_runs_on() -> None:
    word = Document()
    mark = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    append(word, f"<w:p>{mark}{runs('Ghe dưới ')}</w:p><w:p>{runs('năm tấn.')}</w:p>")
    assert paragraphs(word) == ["Ghe dưới năm tấn."]


def test_text_in_controls_links_and_fields_is_kept() -> None:
    word = Document()
    append(
        word,
        f"<w:sdt><w:sdtContent><w:p>{runs('Trong điều khiển.')}</w:p></w:sdtContent></w:sdt>"
        f"<w:p><w:hyperlink>{runs('liên kết')}</w:hyperlink>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{runs(' 12')}<w:sdt><w:sdtContent>{runs(' và ô chọn')}</w:sdtContent></w:sdt></w:p>",
    )
    assert paragraphs(word) == ["Trong điều khiển.", "liên kết 12 và ô chọn"]


def test_hidden_text_is_not_printed_and_capitals_are() -> None:
    word = Document()
    append(
        word,
        "<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>điều lệ</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ghi chú ngầm</w:t></w:r></w:p>",
    )
    assert paragraphs(word) == ["ĐIỀU LỆ"]


def test_blanks_and_accents_are_those_of_today() -> None:
    word = Document()
    word.add_paragraph(unicodedata.normalize("NFD", "Bến\u00a0đò  và\u200b chợ\u00adnổi"))
    assert paragraphs(word) == ["Bến đò và chợnổi"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("ghe và\nđò ngang", ["ghe và đò ngang"], id="a line shaped by hand"),
        pytest.param(
            "1. Ghe nhỏ;\n2. Ghe lớn.", ["1. Ghe nhỏ;", "2. Ghe lớn."], id="a list typed in one"
        ),
        pytest.param(
            "QUYẾT ĐỊNH\nVề việc neo đậu",
            ["QUYẾT ĐỊNH", "Về việc neo đậu"],
            id="a title and its subject",
        ),
        pytest.param("Số 41-\nCT/TU", ["Số 41-CT/TU"], id="a broken number"),
        pytest.param(
            "kinh tế -\nxã hội", ["kinh tế - xã hội"], id="a hyphen between words stays apart"
        ),
    ],
)
def test_a_line_break_by_hand(typed: str, expected: list[str]) -> None:
    word = Document()
    word.add_paragraph(typed)
    assert paragraphs(word) == expected


def test_a_letterhead_set_by_tabs_is_untangled() -> None:
    word = Document()
    word.add_paragraph("UBND XÃ GÒ SEN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    word.add_paragraph("Số: 3/TB-UBND\t\tGò Sen, ngày 2 tháng 3 năm 2024")
    word.add_paragraph("1.\tHọp lúc 8 giờ.")
    assert paragraphs(word) == [
        "UBND XÃ GÒ SEN",
        "Số: 3/TB-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Gò Sen, ngày 2 tháng 3 năm 2024",
        "1. Họp lúc 8 giờ.",
    ]


def test_footnotes_come_last() -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    word = Document()
    append(word, f"<w:p>{runs('Đò ngang')}<w:r><w:footnoteReference w:id='5'/></w:r></w:p>")
    append(word, f"<w:p>{runs('Hết.')}</w:p>")
    xml = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:id='5'>"
        f"<w:p>{runs('Trừ đò dọc.')}</w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    assert paragraphs(word) == ["Đò ngang[1]", "Hết.", "[1] Trừ đò dọc."]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    """Word keeps a box twice, for itself and for programs of old."""
    word = Document()
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent><w:p>{runs('KHẨN')}</w:p></w:txbxContent>"
    append(
        word,
        f"<w:p>{runs('Công điện')}<w:r><mc:AlternateContent {mc}><mc:Choice Requires='wps'>"
        f"<w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>",
    )
    extract = read(word)
    assert extract.text == "Công điện\n\nKHẨN"
    assert extract.notes == ("chữ trong 1 khung chữ được đặt sau đoạn chứa khung",)


def test_legacy_fonts_are_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of one font are converted together; .VnTimeH prints capitals; other fonts stay."""
    letters = {"CHØ THÞ": "CHỈ THỊ", "bÕn ®ß": "bến đò"}
    monkeypatch.setattr(
        "corpus.readers.formats.legacy.converter",
        lambda: lambda text: (letters.get(text, text), "TCVN3 (ABC)"),
    )
    word = Document()
    paragraph = word.add_paragraph()
    for text, font in (("bÕn", ".VnTime"), (" ®ß", ".VnTime"), (" Bến", "Arial")):
        paragraph.add_run(text).font.name = font
    paragraph.add_run("bÕn ®ß").font.name = ".VnTimeH"
    # Unicode typed while an old font was chosen.
    paragraph.add_run(" chợ nổi").font.name = ".VnArial"
    extract = read(word)
    assert extract.text == "bến đò BếnBẾN ĐÒ chợ nổi"
    assert extract.notes == ("có chữ theo bảng mã TCVN3 (ABC), đã chuyển sang Unicode",)


def test_a_font_named_by_the_style_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "corpus.readers.formats.legacy.converter", lambda: lambda text: (text + "!", None)
    )
    word = Document()
    word.styles["Normal"].font.name = "VNI-Times"
    word.add_paragraph("beán")
    assert read(word).text == "beán!"
