"""What a zip holds: a Word document, another office file, or documents to unpack.

Sizes in a zip's own directory are claims; what is checked here is read.
"""

import io
import zipfile
import zlib
from typing import IO, Literal

from corpus.errors import Refusal
from corpus.readers.refusals import presentation, spreadsheet, truncated, zip_bomb

MAX_UNPACKED = 200_000_000  # bytes of everything in one zip, a Word document's parts alike
MAX_RATIO = 200  # unpacked to packed; a text of one letter packs 1000 to 1
RATIO_FROM = 1_000_000  # bytes; below this a ratio harms nobody
MAX_DIRECTORY = 20_000_000  # bytes of a zip's table of contents
_CHUNK = 1 << 16
_BROKEN = "tệp zip hỏng hoặc bị cắt cụt, không mở được"
_BROKEN_WORD = "tệp Word (.docx) hỏng hoặc bị cắt cụt, không mở được"
# What zipfile and its decompressors raise for a broken or unknown packing.
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)


def zip_kind(data: bytes, name: str) -> Literal["docx", "zip"]:
    """What `data`, which begins like a zip, holds. Raises `Refusal` for what is not read."""
    archive = opened(io.BytesIO(data), len(data), name)
    inside = set(archive.namelist())
    if "word/document.xml" in inside:
        return "docx"
    if any(part.startswith("xl/") for part in inside) and "[Content_Types].xml" in inside:
        raise spreadsheet(name, "Excel (.xlsx)")
    if any(part.startswith("ppt/") for part in inside) and "[Content_Types].xml" in inside:
        raise presentation(name, "PowerPoint (.pptx)")
    if "mimetype" in inside:
        _refuse_opendocument(_start(archive, "mimetype"), name)
    return "zip"


def opened(file: IO[bytes], size: int, name: str) -> zipfile.ZipFile:
    """The zip in `file`, or a `Refusal`; its table of contents is never larger than allowed."""
    file.seek(max(0, size - 66_000))
    tail = file.read(66_000)
    at = tail.rfind(b"PK\x05\x06")
    if at >= 0 and int.from_bytes(tail[at + 12 : at + 16], "little") > MAX_DIRECTORY:
        # Also what a zip of four gigabytes would say; zipfile would load the whole table.
        raise Refusal("too_many", name, "tệp zip có quá nhiều mục", "Chia thành nhiều tệp nhỏ.")
    try:
        return zipfile.ZipFile(file)
    except BROKEN as exc:
        is_word = name.lower().endswith(".docx")
        raise truncated(name, _BROKEN_WORD if is_word else _BROKEN) from exc


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes | None:
    """The bytes of `entry`, or None where there are more than `most`.

    Raises `Refusal` "zip_bomb" where they are suspiciously many for what they were packed in.
    """
    read = bytearray()
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            read += chunk
            if len(read) > RATIO_FROM and len(read) > MAX_RATIO * max(entry.compress_size, 1):
                raise zip_bomb(entry.filename, f"nén quá {MAX_RATIO} lần, như một quả bom zip")
            if len(read) > most:
                return None
    return bytes(read)


def check_package(data: bytes, name: str) -> None:
    """Raise `Refusal` when the parts of a .docx unpack to more than a document ever does."""
    archive = opened(io.BytesIO(data), len(data), name)
    total = 0
    for entry in archive.infolist():
        if entry.flag_bits & 1:
            raise Refusal("encrypted", name, "tệp Word có phần bị mã hoá", "Bỏ mật khẩu rồi gửi.")
        try:
            part = unpacked(archive, entry, MAX_UNPACKED - total)
        except Refusal as exc:
            raise zip_bomb(name, exc.found) from exc
        except BROKEN as exc:
            raise truncated(name, _BROKEN_WORD) from exc
        if part is None:
            raise zip_bomb(name, f"bung ra quá {MAX_UNPACKED // 1_000_000} MB")
        total += len(part)


def _start(archive: zipfile.ZipFile, part: str) -> bytes:
    try:
        with archive.open(part) as stream:
            return stream.read(100)
    except (*BROKEN, RuntimeError):
        return b""


def _refuse_opendocument(kind: bytes, name: str) -> None:
    if b"oasis.opendocument" in kind:
        found = "là tệp OpenDocument (LibreOffice)"
        todo = "Mở bằng LibreOffice hoặc Word rồi lưu (Save As) thành .docx, và gửi tệp .docx ấy."
        raise Refusal("opendocument", name, found, todo)
    if b"epub" in kind:
        raise Refusal("archive", name, "là sách điện tử EPUB", "Gửi chính văn bản ở dạng .docx.")
