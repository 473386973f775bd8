"""Opening a .docx: what is none, or would not be safe to open, is refused by name."""

import io
import zipfile
from dataclasses import dataclass

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml

from corpus.errors import Refusal
from corpus.readers.formats.docx_xml import Element, W
from corpus.readers.formats.metadata import meaningful_author, meaningful_title

MAX_MEMBERS = 5_000
MAX_XML_BYTES = 32 * 1024 * 1024  # of all XML together; a tree takes some ten times that in memory
MAX_BYTES = 256 * 1024 * 1024  # of everything unpacked, pictures too
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 << 16


@dataclass(frozen=True)
class WordFile:
    """The parts that hold text; None for a part that the file does without."""

    body: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None
    title: str | None
    author: str | None


def open_word_file(data: bytes, name: str) -> WordFile:
    """The file's parts, parsed. Entities stay unresolved, links unfetched, macros untouched."""
    _refuse_other_files(data, name)
    _unpack_within_limits(data, name)
    try:
        package = OpcPackage.open(io.BytesIO(data))
        main = package.main_document_part
        body = _root(main).find(W + "body")
    except (
        Exception
    ) as exc:  # a damaged package makes python-docx and lxml raise whatever they will
        raise _damaged(name) from exc
    if body is None:
        raise Refusal(
            "otherzip", name, "tệp nén không phải văn bản Word", "Gửi tệp .docx do Word lưu ra."
        )
    title, author = _properties(package)
    return WordFile(
        body=body,
        styles=_related(main, RELATIONSHIP_TYPE.STYLES),
        numbering=_related(main, RELATIONSHIP_TYPE.NUMBERING),
        footnotes=_related(main, RELATIONSHIP_TYPE.FOOTNOTES),
        endnotes=_related(main, RELATIONSHIP_TYPE.ENDNOTES),
        title=title,
        author=author,
    )


def _refuse_other_files(data: bytes, name: str) -> None:
    if not data:
        raise Refusal("empty", name, "tệp rỗng (0 byte)", "Chép lại tệp từ nơi gửi rồi thử lại.")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            todo = "Mở bằng Word, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ), lưu lại rồi gửi lại."
            raise Refusal("encrypted", name, "tệp Word đặt mật khẩu", todo)
        todo = "Mở bằng Word, chọn Lưu dưới dạng .docx rồi gửi tệp mới."
        raise Refusal("doc", name, "tệp Word đời cũ (.doc), không phải .docx", todo)
    if not data.startswith(b"PK"):
        raise Refusal("otherfile", name, "không phải tệp .docx", "Gửi tệp .docx do Word lưu ra.")


def _unpack_within_limits(data: bytes, name: str) -> None:
    """Unpack everything once in small pieces, so that nothing is trusted that a header says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if any(member.flag_bits & 1 for member in members):
                todo = "Bỏ mật khẩu của tệp rồi gửi lại."
                raise Refusal("encrypted", name, "các phần trong tệp bị đặt mật khẩu", todo)
            if "[Content_Types].xml" not in archive.namelist():
                todo = "Gửi tệp .docx do Word lưu ra; tệp .zip thì gửi với đuôi .zip."
                raise Refusal("otherzip", name, "tệp nén không phải văn bản Word", todo)
            if len(members) > MAX_MEMBERS:
                raise _bomb(name, f"{len(members)} phần")
            _count(archive, members, name)
    except Refusal:
        raise
    except Exception as exc:  # zipfile raises BadZipFile, zlib.error, EOFError, ValueError…
        raise _damaged(name) from exc


def _count(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str) -> None:
    total = xml = 0
    for member in members:
        is_xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
        with archive.open(member) as file:
            while chunk := file.read(_CHUNK):
                total += len(chunk)
                xml += len(chunk) if is_xml else 0
                if total > MAX_BYTES or xml > MAX_XML_BYTES:
                    raise _bomb(name, f"hơn {max(total, xml) // 1_000_000} MB")


def _root(part: Part) -> Element:
    # Of a part whose type python-docx does not know (.docm, .dotx) it keeps the bytes only.
    return part.element if isinstance(part, XmlPart) else parse_xml(part.blob)


def _related(main: Part, kind: str) -> Element | None:
    """A part that the text can do without: a damaged one counts as missing."""
    for relation in main.rels.values():
        if relation.reltype == kind and not relation.is_external:
            try:
                return _root(relation.target_part)
            except Exception:  # whatever lxml finds wrong with it
                return None
    return None


def _properties(package: OpcPackage) -> tuple[str | None, str | None]:
    try:
        properties = package.core_properties
        return meaningful_title(properties.title), meaningful_author(properties.author)
    except Exception:  # properties are a courtesy; the text does not need them
        return None, None


def _damaged(name: str) -> Refusal:
    todo = "Mở thử bằng Word; nếu mở được thì lưu lại, nếu không thì xin lại tệp từ nơi gửi."
    return Refusal("damaged", name, "tệp .docx hỏng hoặc tải về chưa hết", todo)


def _bomb(name: str, size: str) -> Refusal:
    todo = "Tệp lớn bất thường nên không mở. Nếu đúng là văn bản, tách thành nhiều tệp nhỏ."
    return Refusal("zipbomb", name, f"tệp nén bung ra {size}", todo)
