"""What a PDF says, its lines joined again into the paragraphs they were broken from."""

import io
import logging
import unicodedata
from collections.abc import Callable

import pytest
from fpdf.enums import EncryptionMethod
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
)

from corpus.readers.formats.pdf import read_pdf
from tests.corpus.invented import (
    DECISION,
    decision_docx,
    decision_pdf,
    decision_text,
    directive_docx,
    directive_pdf,
    directive_text,
    printed,
)
from tests.corpus.invented_pdf import LEFT, WIDTH, Gazette, one_line, written

RUNNING = [text for kind, text in printed(DECISION) if kind in {"plain", "clause", "point"}]


def paragraphs(data: bytes) -> list[str]:
    return read_pdf(data, "thử.pdf").text.split("\n\n")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(directive_pdf, directive_text, id="a directive of the party"),
        pytest.param(decision_pdf, decision_text, id="a decision of the state"),
    ],
)
def test_an_official_document_is_read_as_printed(
    data: Callable[[], bytes], expected: Callable[[], str]
) -> None:
    """Columns apart, paragraphs whole also over pages, table as rows, no furniture."""
    assert paragraphs(data()) == expected().split("\n\n")


def test_word_and_pdf_of_one_document_say_the_same() -> None:
    from corpus.readers.formats.docx import read_docx

    for word, pdf in ((directive_docx, directive_pdf), (decision_docx, decision_pdf)):
        assert read_docx(word(), "a.docx").text == read_pdf(pdf(), "a.pdf").text


def test_furniture_is_left_out_and_said_so() -> None:
    extract = read_pdf(decision_pdf(), "qd.pdf")
    assert DECISION.running not in extract.text
    assert "Trang" not in extract.text
    assert extract.notes == ("bỏ 3 dòng đầu trang, chân trang và số trang lặp lại",)
    assert (extract.format, extract.title) == ("pdf", "Văn bản số 47/2025/QĐ-UBND")


@pytest.mark.parametrize("gap", [0.0, 3.0], ids=["set solid", "set with room between"])
def test_justified_paragraphs_without_indent_are_told_apart(gap: float) -> None:
    pdf = Gazette("CÔNG BÁO/Số 3")
    pdf.add_page()
    for text in RUNNING * 3:
        pdf.set_x(LEFT)
        pdf.multi_cell(WIDTH, 6.4, text, align="J", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(gap)
    assert paragraphs(pdf.bytes()) == RUNNING * 3


def test_headings_at_the_top_of_each_page_are_kept() -> None:
    """What differs only by its number is a heading, not furniture."""
    pdf = Gazette()
    for count in (1, 2, 3):
        pdf.add_page()
        pdf.paragraph(f"Phụ lục {count}", indent=0)
        pdf.paragraph(f"Danh sách bến đò thuộc cụm thứ {count}.")
    assert [p for p in paragraphs(pdf.bytes()) if p.startswith("Phụ lục")] == [
        "Phụ lục 1",
        "Phụ lục 2",
        "Phụ lục 3",
    ]


def test_a_cell_of_several_lines_belongs_to_its_row() -> None:
    pdf = Gazette()
    pdf.add_page()
    rows = (("TT", "Việc", "Hạn"), ("1", "Sơn lại vạch", "5/6"), ("", "neo đậu", ""))
    pdf.grid((*rows, ("2", "Lắp đèn", "7/8")), (14.0, 60.0, 45.0))
    assert paragraphs(pdf.bytes()) == [
        "| TT: 1 | Việc: Sơn lại vạch neo đậu | Hạn: 5/6 |",
        "| TT: 2 | Việc: Lắp đèn | Hạn: 7/8 |",
    ]


def test_decomposed_accents_and_ligatures_become_letters_of_today() -> None:
    pdf = Gazette()
    pdf.add_page()
    pdf.paragraph(unicodedata.normalize("NFD", "Bến đò Nguyệt") + " có \ufb01n.")
    assert paragraphs(pdf.bytes()) == ["Bến đò Nguyệt có fin."]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_shown_turned_is_read_upright(turn: int) -> None:
    writer = PdfWriter()
    for source in PdfReader(io.BytesIO(decision_pdf())).pages:
        page = writer.add_page(source)
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        page.add_transformation(
            {
                90: Transformation((0, 1, -1, 0, height, 0)),
                180: Transformation((-1, 0, 0, -1, width, height)),
                270: Transformation((0, -1, 1, 0, 0, width)),
            }[turn]
        )
        if turn != 180:
            page.mediabox.upper_right = page.cropbox.upper_right = (height, width)
        page.rotate(turn)
    assert paragraphs(written(writer)) == decision_text().split("\n\n")


def test_text_drawn_by_a_form_is_read() -> None:
    """Programs that sign or stamp a file wrap its pages into forms."""
    writer = PdfWriter()
    for source in PdfReader(io.BytesIO(decision_pdf())).pages:
        contents = source.get_contents()
        assert contents is not None
        form = DecodedStreamObject()
        form.set_data(contents.get_data())
        form[NameObject("/Subtype")] = NameObject("/Form")
        form[NameObject("/BBox")] = ArrayObject(map(FloatObject, (0, 0, 595, 842)))
        form[NameObject("/Resources")] = source["/Resources"].clone(writer)
        forms = DictionaryObject({NameObject("/F"): writer._add_object(form)})
        page = writer.add_blank_page(595, 842)
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): forms})
        drawing = DecodedStreamObject()
        drawing.set_data(b"q /F Do Q Q Q")  # more states closed than opened, as happens
        page[NameObject("/Contents")] = writer._add_object(drawing)
    assert paragraphs(written(writer)) == decision_text().split("\n\n")


def test_a_file_locked_against_editing_opens() -> None:
    pdf = Gazette()
    pdf.set_encryption("chu", "", EncryptionMethod.RC4)
    pdf.add_page()
    pdf.paragraph("Điều 1. Phạm vi.")
    assert paragraphs(pdf.bytes()) == ["Điều 1. Phạm vi."]


@pytest.mark.parametrize(
    ("font", "expected"),
    [("/ABCDEF+.VnTime", "bến đò"), ("/.VnTimeH", "BẾN ĐÒ"), ("/Arial", "bÕn ®ß")],
)
def test_legacy_fonts_are_converted(
    font: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "corpus.readers.formats.legacy.converter",
        lambda: lambda text: ({"bÕn ®ß": "bến đò"}.get(text, "?"), "TCVN3 (ABC)"),
    )
    assert paragraphs(one_line(font, "bÕn ®ß".encode("cp1252"))) == [expected]


def test_pypdf_says_nothing(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        read_pdf(b"\n\nrac\n" + directive_pdf(), "thử.pdf")
    assert capfd.readouterr() == ("", "")
    assert [record for record in caplog.records if record.name.startswith("pypdf")] == []
