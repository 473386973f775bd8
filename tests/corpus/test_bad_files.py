"""Files that cannot be taken: each refused by name, in its own words, and never by a traceback."""

import io
import random
import struct
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from fpdf.enums import EncryptionMethod
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from pypdf import PdfWriter

from corpus.errors import Refusal
from corpus.readers.extracted import Extract
from corpus.readers.formats import pdf
from corpus.readers.formats.docx import read_docx
from corpus.readers.formats.pdf import read_pdf
from tests.corpus.invented import directive_docx, directive_pdf
from tests.corpus.invented_docx import saved
from tests.corpus.invented_pdf import Gazette, one_line, written

WORD, PDF = directive_docx(), directive_pdf()
Read = Callable[[bytes, str], Extract]


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def changed(member: str, data: bytes) -> bytes:
    """The directive in Word with one part replaced."""
    with zipfile.ZipFile(io.BytesIO(WORD)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zipped(members | {member: data})


def locked_zip() -> bytes:
    """Each member marked as encrypted, in its own head and in the directory."""
    data = bytearray(WORD)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            struct.pack_into("<H", data, at + offset, 1)
            at = data.find(sign, at + 4)
    return bytes(data)


def locked_pdf() -> bytes:
    made = Gazette()
    made.set_encryption("chu", "mo", EncryptionMethod.AES_256)
    made.add_page()
    made.paragraph("Kín.")
    return made.bytes()


def scan() -> bytes:
    picture = io.BytesIO()
    Figure(figsize=(1, 1)).savefig(picture, format="png")
    made = Gazette()
    made.add_page()
    made.image(picture, 30, 30, 100)
    return made.bytes()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("read", "data", "code"),
    [
        pytest.param(read_docx, b"", "empty", id="docx: no byte"),
        pytest.param(read_docx, OLE, "doc", id="docx: a .doc"),
        pytest.param(
            read_docx, OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted", id="docx: locked"
        ),
        pytest.param(read_docx, locked_zip(), "encrypted", id="docx: locked as a zip"),
        pytest.param(read_docx, b"Ch\xe0o", "otherfile", id="docx: text"),
        pytest.param(read_docx, zipped({"a.txt": b"a"}), "otherzip", id="docx: a plain zip"),
        pytest.param(read_docx, WORD[: len(WORD) // 2], "damaged", id="docx: half"),
        pytest.param(
            read_docx, changed("word/document.xml", b"<w:document"), "damaged", id="docx: bad XML"
        ),
        pytest.param(read_docx, saved(Document()), "textless", id="docx: no word"),
        pytest.param(
            read_docx, changed("word/bom.xml", bytes(40_000_000)), "zipbomb", id="docx: a bomb"
        ),
        pytest.param(read_pdf, b"", "empty", id="pdf: no byte"),
        pytest.param(read_pdf, b"Ch\xe0o", "otherfile", id="pdf: text"),
        pytest.param(read_pdf, PDF[: len(PDF) // 2], "damaged", id="pdf: half"),
        pytest.param(read_pdf, locked_pdf(), "encrypted", id="pdf: locked"),
        pytest.param(read_pdf, scan(), "scan", id="pdf: a scan"),
        pytest.param(read_pdf, written(PdfWriter()), "nopages", id="pdf: no page"),
        pytest.param(
            read_pdf,
            one_line("/Arial", b"\x81\x8d\x8f\x90\x9d" * 9),
            "garbled",
            id="pdf: odd",
        ),
        pytest.param(read_pdf, one_line("/Arial", b""), "textless", id="pdf: no word"),
    ],
)
def test_a_bad_file_is_refused_in_its_own_words(read: Read, data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(data, "tệp lạ.bin")
    assert refused.value.code == code
    assert str(refused.value).startswith("tệp lạ.bin: ")
    assert refused.value.todo


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    made = Gazette()
    made.add_page()
    made.add_page()
    with pytest.raises(Refusal, match="2 trang") as refused:
        read_pdf(made.bytes(), "dài.pdf")
    assert refused.value.code == "toolong"


def test_a_zip_that_lies_about_its_size_is_no_way_around_the_limit() -> None:
    """A part of 40 MB that says it has ten bytes is not unpacked further than that."""
    data = bytearray(changed("word/bom.xml", bytes(40_000_000)))
    while (at := data.find(struct.pack("<I", 40_000_000))) >= 0:
        struct.pack_into("<I", data, at, 10)
    with pytest.raises(Refusal) as refused:
        read_docx(bytes(data), "bom.docx")
    assert refused.value.code == "damaged"


def test_an_entity_is_never_resolved() -> None:
    """Neither a file of the machine nor a thousandfold repetition gets into the text."""
    with zipfile.ZipFile(io.BytesIO(WORD)) as archive:
        xml = archive.read("word/document.xml").decode()
    head, _, rest = xml.partition("?>")
    evil = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "LẶP">]>'
    xml = f"{head}?>{evil}{rest}".replace("CHỈ THỊ<", "CHỈ THỊ &a;&b;<", 1)
    text = read_docx(changed("word/document.xml", xml.encode()), "thực thể.docx").text
    assert "root:" not in text
    assert "LẶP" not in text


def test_a_file_with_macros_is_read_as_any_other() -> None:
    with zipfile.ZipFile(io.BytesIO(WORD)) as archive:
        types = archive.read("[Content_Types].xml")
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    assert plain in types
    data = changed("[Content_Types].xml", types.replace(plain, macros))
    assert read_docx(data, "a.docm").text == read_docx(WORD, "a.docx").text


def taken_or_refused(read: Read, data: bytes) -> None:
    try:
        assert read(data, "hỏng").text
    except Refusal as refusal:
        assert refusal.todo  # noqa: PT017 - either outcome is right, and this one must be whole


both = pytest.mark.parametrize(
    ("read", "data"), [(read_docx, WORD), (read_pdf, PDF)], ids=["docx", "pdf"]
)
bounded = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@pytest.mark.parametrize(
    ("read", "data"), [(read_docx, WORD), (read_pdf, PDF)], ids=["docx", "pdf"]
)
@bounded
@given(share=st.floats(0, 1))
def test_a_file_cut_anywhere_is_taken_or_refused(read: Read, data: bytes, share: float) -> None:
    taken_or_refused(read, data[: int(share * len(data))])


@pytest.mark.parametrize(
    ("read", "data"), [(read_docx, WORD), (read_pdf, PDF)], ids=["docx", "pdf"]
)
@bounded
@given(seed=st.integers(0, 2**32), count=st.integers(1, 30))
def test_a_file_with_bytes_turned_is_taken_or_refused(
    read: Read, data: bytes, seed: int, count: int
) -> None:
    turned, dice = bytearray(data), random.Random(seed)  # noqa: S311 - damage, not secrets
    for _ in range(count):
        turned[dice.randrange(len(turned))] = dice.randrange(256)
    taken_or_refused(read, bytes(turned))


@bounded
@given(seed=st.integers(0, 2**32), count=st.integers(1, 8))
def test_word_xml_with_pieces_moved_is_taken_or_refused(seed: int, count: int) -> None:
    """Damage below the zip's checksums: elements without parents, numbers without digits."""
    dice = random.Random(seed)  # noqa: S311 - damage, not secrets
    member = dice.choice(["word/document.xml", "word/numbering.xml", "word/styles.xml"])
    with zipfile.ZipFile(io.BytesIO(WORD)) as archive:
        xml = archive.read(member).decode()
    for _ in range(count):
        old = dice.choice(
            ['w:val="1"', "w:tr", "w:tc", "w:p>", "w:lvl ", "w:tbl", "w:abstractNum "]
        )
        new = dice.choice(['w:val=""', 'w:val="9999999999999"', "w:tr", "w:tc", "w:p>", "w:sdt"])
        xml = xml.replace(old, new)
    taken_or_refused(read_docx, changed(member, xml.encode()))
