"""PDFs with a text layer: paragraphs in reading order, without what every page repeats."""

import io
import re
import warnings

from pypdf import PdfReader

from corpus.errors import Refusal
from corpus.readers.extracted import Extract
from corpus.readers.formats.legacy import LegacyFonts
from corpus.readers.formats.metadata import meaningful_author, meaningful_title
from corpus.readers.formats.pdf_columns import columns_apart
from corpus.readers.formats.pdf_furniture import without_furniture
from corpus.readers.formats.pdf_lines import page_lines
from corpus.readers.formats.pdf_pages import PageReader, PageText, TooMuchWork
from corpus.readers.formats.pdf_paragraphs import paragraphs
from corpus.readers.formats.pdf_tables import tables_as_rows

MAX_PAGES = 1_500
MAX_BYTES = 100 * 1024 * 1024
MAX_LETTERS = 8_000_000
_TAIL = 2048  # bytes that hold the mark of a PDF's end
_LETTERS_OF_A_SCAN = 25  # fewer letters a page, beside a picture, are a stamp or a page number
_UNREADABLE = 0.2  # share of letters without meaning above which the text is not what is printed
_WORDS = 0.5  # share of letters and digits below which it is not either
_MEANINGLESS = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f]")


def read_pdf(data: bytes, name: str) -> Extract:
    """The text layer of a PDF. Raises Refusal for one that is locked, damaged or a picture."""
    if not data:
        raise Refusal("empty", name, "tệp rỗng (0 byte)", "Chép lại tệp từ nơi gửi rồi thử lại.")
    if b"%PDF-" not in data[:1024]:
        raise Refusal("otherfile", name, "không phải tệp PDF", "Gửi tệp .pdf, .docx hoặc .md.")
    if b"%%EOF" not in data.rstrip(b"\0")[-_TAIL:]:
        raise _damaged(name)
    if len(data) > MAX_BYTES:
        found = f"tệp {len(data) // 1_000_000} MB, quá {MAX_BYTES // 1_000_000} MB"
        raise Refusal("toolarge", name, found, "Tách thành nhiều tệp nhỏ rồi gửi từng tệp.")
    try:
        return _read(data, name)
    except Refusal:
        raise
    except TooMuchWork as exc:
        todo = "Nếu đúng là văn bản, in lại ra PDF từ Word hoặc tách thành nhiều tệp."
        raise Refusal("toomuch", name, "tệp PDF vẽ quá nhiều, không giống văn bản", todo) from exc
    except Exception as exc:  # of a damaged file pypdf raises anything, RecursionError too
        raise _damaged(name) from exc


def _damaged(name: str) -> Refusal:
    todo = "Mở thử bằng trình đọc PDF; nếu được thì in lại ra PDF, nếu không thì xin lại tệp."
    return Refusal("damaged", name, "tệp PDF hỏng hoặc tải về chưa hết", todo)


def _read(data: bytes, name: str) -> Extract:
    reader = _opened(data, name)
    pages = _pages(reader, name)
    _refuse_scan(pages, name)
    fonts = LegacyFonts()
    lines, dropped = without_furniture([page_lines(page, fonts) for page in pages])
    text = "\n\n".join(paragraphs([tables_as_rows(columns_apart(page)) for page in lines]))
    _refuse_garbled(pages, text, name)
    if not text.strip():
        raise _textless(name)
    title, author = _properties(reader)
    return Extract(
        name=name,
        format="pdf",
        text=text,
        notes=tuple(fonts.notes() + _notes(pages, dropped)),
        title=title,
        author=author,
    )


def _opened(data: bytes, name: str) -> PdfReader:
    with warnings.catch_warnings():
        # The old cipher RC4 is deprecated, and still what many offices lock their files with.
        warnings.simplefilter("ignore")
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
    if locked:
        todo = "Mở bằng mật khẩu, in lại ra một tệp PDF không đặt mật khẩu rồi gửi tệp đó."
        raise Refusal("encrypted", name, "tệp PDF đặt mật khẩu để mở", todo)
    return reader


def _pages(reader: PdfReader, name: str) -> list[PageText]:
    count = len(reader.pages)
    if not count:
        raise Refusal("nopages", name, "tệp PDF không có trang nào", "Xin lại tệp từ nơi gửi.")
    if count > MAX_PAGES:
        found = f"{count} trang, quá {MAX_PAGES}"
        raise Refusal("toolong", name, found, "Tách thành nhiều tệp rồi gửi từng tệp.")
    reading = PageReader()
    pages: list[PageText] = []
    letters = 0
    for number, page in enumerate(reader.pages, start=1):
        pages.append(reading.read(page, number))
        letters += sum(len(fragment.text) for fragment in pages[-1].fragments)
        if letters > MAX_LETTERS:
            raise TooMuchWork
    return pages


def _letters(page: PageText) -> int:
    return sum(c.isalnum() for fragment in page.fragments for c in fragment.text)


def _refuse_scan(pages: list[PageText], name: str) -> None:
    letters, images = sum(map(_letters, pages)), sum(page.images for page in pages)
    if images and letters < _LETTERS_OF_A_SCAN * len(pages):
        todo = (
            "Xin bản PDF có chữ hoặc bản Word; nếu chỉ có bản quét, nhận dạng chữ bằng phần mềm "
            "OCR tiếng Việt, soát lại số và ngày tháng rồi gửi bản đã nhận dạng."
        )
        raise Refusal("scan", name, "tệp PDF là ảnh quét, không có chữ để đọc", todo)
    if not letters and not any(page.fragments for page in pages):
        raise _textless(name)


def _textless(name: str) -> Refusal:
    todo = "Xin bản PDF in ra từ Word, hoặc chính bản Word."
    return Refusal("textless", name, "tệp PDF không có chữ nào đọc được", todo)


def _refuse_garbled(pages: list[PageText], text: str, name: str) -> None:
    printed = "".join(fragment.text for page in pages for fragment in page.fragments)
    strange = len(_MEANINGLESS.findall(printed))
    words, letters = sum(map(str.isalnum, text)), sum(not c.isspace() for c in text)
    if strange > _UNREADABLE * len(printed) or words < _WORDS * letters:
        todo = "Phông chữ trong tệp không ghi mã chữ. Xin bản Word, hoặc in lại ra PDF từ Word."
        raise Refusal("garbled", name, "chữ trong tệp PDF chép ra không đọc được", todo)


def _properties(reader: PdfReader) -> tuple[str | None, str | None]:
    try:
        found = reader.metadata
        return (
            (None, None)
            if found is None
            else (
                meaningful_title(found.title),
                meaningful_author(found.author),
            )
        )
    except Exception:  # properties are a courtesy; the text does not need them
        return None, None


def _notes(pages: list[PageText], dropped: int) -> list[str]:
    notes = []
    if dropped:
        notes.append(f"bỏ {dropped} dòng đầu trang, chân trang và số trang lặp lại")
    pictures = [str(page.number) for page in pages if page.images and not _letters(page)]
    if pictures:
        notes.append(f"trang {', '.join(pictures)} là ảnh, chưa đọc được chữ")
    empty = [str(page.number) for page in pages if not page.images and not page.fragments]
    if empty:
        notes.append(f"trang {', '.join(empty)} không có chữ")
    if sum(p.invisible for p in pages) * 2 > sum(p.shown for p in pages):
        notes.append("chữ do máy nhận dạng từ ảnh quét: cần soát lại số và ngày tháng")
    return notes
