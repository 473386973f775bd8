"""What a file is, told by its content: a name may be wrong, and is asked only where both fit."""

import re
from typing import Literal

from corpus.errors import Refusal
from corpus.readers.refusals import (
    ACCEPTED,
    binary,
    blank,
    encrypted,
    presentation,
    spreadsheet,
)
from corpus.readers.zipkinds import zip_kind

Kind = Literal["docx", "pdf", "zip", "words"]

_IMAGES = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"\0\0\1\0": "ICO",
    b"8BPS": "Photoshop",
}
_PROGRAMS = {
    b"\x7fELF": "Linux",
    b"\xca\xfe\xba\xbe": "Java hoặc macOS",
    b"\xcf\xfa\xed\xfe": "macOS",
    b"\xce\xfa\xed\xfe": "macOS",
    b"\xfe\xed\xfa\xcf": "macOS",
    b"#!": "kịch bản lệnh",
}
_ARCHIVES = {
    b"Rar!\x1a\x07": "RAR",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\0": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"MSCF": "cab",
}
_MEDIA = {b"ID3": "âm thanh", b"OggS": "âm thanh", b"fLaC": "âm thanh", b"\x1aE\xdf\xa3": "phim"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1b\x1c-\x1f\x7f]")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def sniff(data: bytes, name: str) -> Kind:
    """The kind of `data`; "words" is for whoever decodes it to tell further.

    Raises `Refusal` for what is never read, and for what is broken or empty.
    """
    if not data:
        raise Refusal("empty", name, "tệp rỗng (0 byte)", "Kiểm tra bản gốc rồi gửi lại.")
    if not data.strip(b"\xef\xbb\xbf \t\r\n\f\v\xa0"):
        raise blank(name)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_ZIPS):
        return zip_kind(data, name)
    _refuse_known(data, name)
    _refuse_binary(data, name)
    return "words"


def _refuse_known(data: bytes, name: str) -> None:
    if data.startswith(_OLE):
        raise _ole(data, name)
    if data.lstrip()[:5] == b"{\\rtf":
        todo = "Mở bằng Word hoặc LibreOffice rồi lưu (Save As) thành .docx, và gửi tệp .docx ấy."
        raise Refusal("rtf", name, "là tệp RTF", todo)
    picture = _named(data, _IMAGES) or _picture(data)
    if picture:
        todo = "Gửi chính văn bản (.docx hoặc PDF có lớp chữ), hoặc gõ lại thành .txt."
        raise Refusal("image", name, f"là ảnh ({picture}), không đọc được chữ trong ảnh", todo)
    program = _named(data, _PROGRAMS) or ("Windows" if _is_windows_program(data) else None)
    if program:
        raise Refusal("executable", name, f"là chương trình ({program}), không phải văn bản",
                      f"Đừng chạy tệp này. {ACCEPTED}")  # fmt: skip
    packed = _named(data, _ARCHIVES) or ("tar" if data[257:262] == b"ustar" else None)
    if packed:
        raise Refusal("archive", name, f"là tệp nén {packed}",
                      "Giải nén rồi gửi các tệp bên trong, hoặc nén lại thành .zip.")  # fmt: skip
    media = _named(data, _MEDIA) or _media(data)
    if media:
        raise Refusal("media", name, f"là tệp {media}", ACCEPTED)


def _named(data: bytes, names: dict[bytes, str]) -> str | None:
    return next((what for begin, what in names.items() if data.startswith(begin)), None)


def _picture(data: bytes) -> str | None:
    if data[:2] == b"BM" and len(data) >= 26 and data[6:10] == b"\0\0\0\0":
        return "BMP"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif"):
        return "HEIC"
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    is_svg = head[:4] == b"<svg" or (head[:5] == b"<?xml" and b"<svg" in head)
    return "SVG" if is_svg else None


def _media(data: bytes) -> str | None:
    if data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] == b"AVI "):
        return "phim"
    return "âm thanh" if data[:4] == b"RIFF" and data[8:12] == b"WAVE" else None


def _is_windows_program(data: bytes) -> bool:
    # "MZ" may also begin a text.
    return data[:2] == b"MZ" and b"\0" in data[:64]


def _ole(data: bytes, name: str) -> Refusal:
    """Old Office files are one container; its directory names what is inside, in UTF-16."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        return encrypted(name)
    if has("Workbook") or has("Book"):
        return spreadsheet(name, "Excel đời cũ (.xls)")
    if has("PowerPoint Document"):
        return presentation(name, "PowerPoint đời cũ (.ppt)")
    if has("WordDocument") or name.lower().endswith((".doc", ".dot")):
        todo = "Mở bằng Word rồi lưu (Save As) thành .docx, và gửi tệp .docx ấy."
        return Refusal("doc", name, "là tệp Word đời cũ (.doc)", todo)
    return Refusal("binary", name, "là tệp Office đời cũ, không phải văn bản Word", ACCEPTED)


def _refuse_binary(data: bytes, name: str) -> None:
    """Text has hardly any control characters; UTF-16 is judged when it is decoded."""
    if data.startswith(_UTF_16) or b"\0" in data:
        return
    if len(_CONTROL.findall(data)) > len(data) // 1000:
        raise binary(name)
