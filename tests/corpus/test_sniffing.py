"""What a file is: told by its content, and refused in its own words when it is never read."""

import io
import sys
import types
import zipfile

import pytest

from corpus.errors import Refusal
from corpus.readers.extract import extract
from corpus.readers.extracted import Extract

TEXT = "Phường Hoa Sen dọn kênh mương trước mùa mưa.\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def office(folder: str) -> bytes:
    return zipped(**{"[Content_Types].xml": b"<Types/>", f"{folder}/a.xml": b"<a/>"})


def ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(64)


WORD = zipped(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})
BOMB = zipped(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * 5_000_000})
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>'
MHT = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"

REFUSED = [
    pytest.param(b"", "empty", "0 byte", id="empty"),
    pytest.param(b" \r\n\t ", "blank", "khoảng trắng", id="only blanks"),
    pytest.param("\u200b\u3000\n.".encode(), "blank", "khoảng trắng", id="nothing to read"),
    pytest.param(b"\xef\xbb\xbf\n", "blank", "khoảng trắng", id="a mark of UTF-8 alone"),
    pytest.param(b"\xff\xfe", "blank", "khoảng trắng", id="a mark of UTF-16 alone"),
    pytest.param(ole("WordDocument"), "doc", "lưu .* thành .docx", id="Word of before 2007"),
    pytest.param(ole("Workbook"), "spreadsheet", "bảng tính", id="xls"),
    pytest.param(ole("PowerPoint Document"), "presentation", "trình chiếu", id="ppt"),
    pytest.param(ole("EncryptedPackage"), "encrypted", "mật khẩu", id="Word with a password"),
    pytest.param(OLE, "binary", "Office đời cũ", id="another old office file"),
    pytest.param(rb"{\rtf1\ansi abc}", "rtf", "RTF", id="rtf"),
    pytest.param(office("xl"), "spreadsheet", "Excel", id="xlsx"),
    pytest.param(office("ppt"), "presentation", "PowerPoint", id="pptx"),
    pytest.param(
        zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "opendocument",
        "LibreOffice", id="odt",
    ),
    pytest.param(zipped(mimetype=b"application/epub+zip"), "archive", "EPUB", id="epub"),
    pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(40), "image", "ảnh .PNG", id="png"),
    pytest.param(b"\xff\xd8\xff\xe0" + bytes(40), "image", "ảnh .JPEG", id="jpeg"),
    pytest.param(b"RIFF\x10\0\0\0WEBPVP8 ", "image", "WebP", id="webp"),
    pytest.param(b"\0\0\0\x18ftypheic" + bytes(20), "image", "HEIC", id="photo of a telephone"),
    pytest.param(SVG, "image", "SVG", id="svg"),
    pytest.param(b"MZ\x90\0\3\0" + bytes(80), "executable", "Windows", id="exe"),
    pytest.param(b"\x7fELF\2\1\1" + bytes(80), "executable", "Linux", id="elf"),
    pytest.param(b"#!/bin/sh\necho a\n", "executable", "kịch bản", id="script"),
    pytest.param(b"Rar!\x1a\x07\1\0", "archive", "RAR", id="rar"),
    pytest.param(b"7z\xbc\xaf\x27\x1c\0\4", "archive", "7z", id="7z"),
    pytest.param(b"\x1f\x8b\x08\0\0", "archive", "gzip", id="gz"),
    pytest.param(b"a.txt".ljust(257, b"\0") + b"ustar\0" + b"0" * 249, "archive", "tar", id="tar"),
    pytest.param(b"ID3\4\0\0", "media", "âm thanh", id="mp3"),
    pytest.param(b"\0\0\0\x18ftypmp42" + bytes(20), "media", "phim", id="mp4"),
    pytest.param(bytes(range(1, 256)) * 4, "binary", "nhị phân", id="junk"),
    pytest.param(b"SQLite format 3\0" + bytes(80), "binary", "nhị phân", id="database"),
    pytest.param(WORD[: len(WORD) // 2], "truncated", "cắt cụt", id="half a docx"),
    pytest.param(zipped(a=b"abc"), "nested", "tệp zip", id="zip where one file is expected"),
    pytest.param(BOMB, "zip_bomb", "bom zip", id="docx that unpacks to far too much"),
    pytest.param(MHT, "web_archive", "mht", id="mht"),
    pytest.param(b'<?xml version="1.0"?><a>b</a>', "xml", "XML", id="xml"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "code", "said"), REFUSED)
def test_each_kind_of_bad_file_is_refused_in_its_own_words(
    data: bytes, code: str, said: str
) -> None:
    with pytest.raises(Refusal, match=said) as caught:
        extract(data, "thu.docx")
    refusal = caught.value
    assert refusal.code == code
    assert str(refusal) == f"thu.docx: {refusal.found}. {refusal.todo}"
    assert refusal.todo.endswith(".")


@pytest.mark.parametrize("name", ["a.txt", "a.doc", "a.pdf", "a", "a.png"])
def test_a_name_does_not_make_a_text_something_else(name: str) -> None:
    assert extract(TEXT.encode(), name) == Extract(name, "text", TEXT.strip())


def test_a_word_file_and_a_pdf_go_to_their_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("docx", "pdf"):
        module = types.ModuleType(f"corpus.readers.formats.{kind}")
        setattr(module, f"read_{kind}", lambda _, name, kind=kind: Extract(name, kind, "Điều 1"))
        monkeypatch.setitem(sys.modules, module.__name__, module)
    assert extract(WORD, "sai-ten.txt").format == "docx"
    assert extract(b"%PDF-1.7\n...", "sai-ten.docx").format == "pdf"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        pytest.param("---\nid: a\n---\nThân bài.", "a.txt", "markdown", id="front matter"),
        pytest.param(
            "| TT | Việc |\n|---|---|\n| 1 | Dọn |", "a", "markdown", id="a Markdown table"
        ),
        pytest.param(
            "---\nkhông phải mục\n---\nThân", "a.txt", "text", id="rules are no front matter"
        ),
        pytest.param("Một câu.", "a.md", "markdown", id="the name decides where both fit"),
        pytest.param("# 1 là gì", "a.txt", "text", id="one sign is no heading"),
        pytest.param("a < b và <p> là thẻ", "a.txt", "text", id="a text about tags"),
        pytest.param("Chỉ <b>một</b> thẻ", "a.txt", "text", id="a stray tag"),
    ],
)
def test_kinds_of_text_are_told_apart(text: str, name: str, expected: str) -> None:
    assert extract(text.encode(), name).format == expected


def test_old_letters_in_a_page_are_converted_and_said_so() -> None:
    page = "<html><body>" + "<p>Tæ d©n phè b¸o c¸o kÕt qu¶ cho ph­êng.</p>" * 3 + "</body></html>"
    said = extract(page.encode(), "a.html")
    assert "Tổ dân phố báo cáo kết quả cho phường." in said.text
    assert "TCVN3" in said.notes[0]
