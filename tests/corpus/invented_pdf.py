"""An invented document as a gazette prints it: set in lines, running headers, page numbers."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib
from fpdf import FPDF
from fpdf.fonts import TTFFont
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

if TYPE_CHECKING:
    from tests.corpus.invented import Invented

FONT = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
LEFT, WIDTH, _INDENT, _LEADING = 30.0, 155.0, 11.0, 6.4  # millimetres
_CENTRED = {"title", "subject", "chapter", "heading"}


class Gazette(FPDF):
    """A4 pages in DejaVu Sans, numbered; from the second page on with `running` on top."""

    def __init__(self, running: str = "") -> None:
        super().__init__(format="A4")
        self.running = running
        self.add_font("dejavu", fname=str(FONT))
        self.set_font("dejavu", size=11)
        self.set_margins(LEFT, 22, 210 - LEFT - WIDTH)
        self.set_auto_page_break(True, 25)
        self.alias_nb_pages("{tong}")

    def header(self) -> None:
        if self.running and self.page_no() > 1:
            self.set_xy(LEFT, 10)
            self.cell(WIDTH, 5, self.running, align="C")
            self.set_xy(LEFT, 22)

    def footer(self) -> None:
        self.set_xy(LEFT, -15)
        self.cell(WIDTH, 5, f"Trang {self.page_no()}/{{tong}}", align="C")

    def bytes(self) -> bytes:
        made = bytes(self.output())
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()  # fpdf2 leaves it open
        return made

    def paragraph(self, text: str, *, indent: float = _INDENT) -> None:
        """Lines broken at blanks, the first one indented."""
        for at, line in enumerate(self._lines(text, indent)):
            self._line(line, LEFT if at else LEFT + indent)
        self.ln(1.5)

    def centred(self, text: str) -> None:
        for line in self._lines(text, 30):
            self._line(line, LEFT + (WIDTH - self.get_string_width(line)) / 2)
        self.ln(1.5)

    def columns(self, left: tuple[str, ...], right: tuple[str, ...]) -> None:
        """Two columns of centred lines, side by side."""
        top = self.get_y()
        for column, middle in ((left, LEFT + 32), (right, LEFT + 113)):
            self.set_y(top)
            for line in column:
                self._line(line, middle - self.get_string_width(line) / 2)
        self.set_y(top + _LEADING * max(len(left), len(right)) + 4)

    def grid(self, rows: tuple[tuple[str, ...], ...], widths: tuple[float, ...]) -> None:
        for row in rows:
            at = LEFT
            for text, width in zip(row, widths, strict=False):
                self.set_x(at)
                self.cell(width, _LEADING, text, border=1)
                at += width
            self.ln(_LEADING)
        self.ln(2)

    def _lines(self, text: str, indent: float) -> Iterator[str]:
        line, room = "", WIDTH - indent
        for word in text.split():
            longer = f"{line} {word}".strip()
            if self.get_string_width(longer) > room and line:
                yield line
                line, room = word, WIDTH
            else:
                line = longer
        yield line

    def _line(self, line: str, x: float) -> None:
        if self.get_y() + _LEADING > self.page_break_trigger:
            self.add_page()
        self.set_x(x)
        self.cell(0, _LEADING, line)
        self.ln(_LEADING)


def pdf_of(document: "Invented") -> bytes:
    from tests.corpus.invented import printed

    pdf = Gazette(document.running)
    pdf.set_title(f"Văn bản số {document.number}")
    pdf.add_page()
    pdf.columns(*document.head)
    for kind, text in printed(document):
        if kind in _CENTRED:
            pdf.centred(text)
        else:
            pdf.paragraph(text)
    pdf.grid(document.table, (14.0, 60.0, 45.0, 35.0))
    pdf.paragraph(document.closing)
    pdf.ln(4)
    pdf.columns(*document.foot)
    return pdf.bytes()


def written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def one_line(base_font: str, text: bytes) -> bytes:
    """A page that shows these bytes in a font of this name, which is not in the file."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/TrueType"),
            NameObject("/BaseFont"): NameObject(base_font),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    fonts = DictionaryObject({NameObject("/T"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    drawing = DecodedStreamObject()
    drawing.set_data(b"BT /T 12 Tf 1 0 0 1 80 700 Tm (" + text + b") Tj ET")
    page[NameObject("/Contents")] = writer._add_object(drawing)
    return written(writer)
