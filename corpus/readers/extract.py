"""A file of any format to the text it holds: what it is, is told by its content."""

import re
from pathlib import PurePosixPath

from corpus.errors import Refusal
from corpus.readers.encodings import decode
from corpus.readers.extracted import Extract
from corpus.readers.formats.markdown import looks_like_markdown, read_markdown
from corpus.readers.formats.page import read_page
from corpus.readers.formats.plain import read_plain
from corpus.readers.refusals import blank
from corpus.readers.sniffing import sniff
from corpus.readers.zipkinds import check_package

_MARKDOWN_NAMES = (".md", ".markdown")
_HTML_NAMES = (".html", ".htm", ".xhtml")
_HTML_BEGINS = re.compile(r"(?i)\s*<(?:!doctype\s+html|html|head|body)\b")
_HTML_ABOVE = re.compile(r"(?s)\s*<(?:\?xml[^>]{0,200}\?>|!--.*?-->)")
_HTML_TAGS = re.compile(r"(?i)<(?:p|div|table|br|span|h[1-6]|ul|li|td|article)\b[^<>]*>")
_WEB_ARCHIVE = re.compile(
    r"(?is)(?=.{0,2000}^MIME-Version:).{0,2000}^Content-Type:\s*multipart/related", re.MULTILINE
)
_XML = re.compile(r"\s*<\?xml\b")


def extract(data: bytes, name: str) -> Extract:
    """What the file `name` says. Late imports: a reader is loaded when its format comes.

    Raises `Refusal` for whatever is not read, with what was found and what to do.
    """
    kind = sniff(data, name)
    if kind == "zip":
        todo = "Thêm cả tệp zip: từng tệp bên trong sẽ được đọc riêng."
        raise Refusal("nested", name, "là tệp zip, không phải một văn bản", todo)
    if kind == "docx":
        check_package(data, name)
        from corpus.readers.formats.docx import read_docx

        return _said(read_docx(data, name))
    if kind == "pdf":
        from corpus.readers.formats.pdf import read_pdf

        return _said(read_pdf(data, name))
    return _said(_words(data, name))


def _words(data: bytes, name: str) -> Extract:
    text, notes = decode(data, name)
    suffix = PurePosixPath(name.lower()).suffix
    if _is_html(text, suffix):
        from corpus.readers.formats.html import read_html

        return read_html(text, name, notes)
    _refuse_markup(text, name)
    if suffix in _MARKDOWN_NAMES or looks_like_markdown(text):
        return read_markdown(text, name, notes)
    return read_page(text, name, notes) or read_plain(text, name, notes)


def _is_html(text: str, suffix: str) -> bool:
    at = 0
    while above := _HTML_ABOVE.match(text, at, 10_000):
        at = above.end()
    if _HTML_BEGINS.match(text, at):
        return True
    tags = len(_HTML_TAGS.findall(text[:20_000]))
    return tags >= 1 and (suffix in _HTML_NAMES or (tags >= 3 and text.lstrip()[:1] == "<"))


def _refuse_markup(text: str, name: str) -> None:
    if _WEB_ARCHIVE.match(text):
        found = "là trang web lưu cả gói (.mht)"
        todo = "Mở trang rồi lưu lại thành “Trang web, chỉ HTML” (.html), và gửi tệp ấy."
        raise Refusal("web_archive", name, found, todo)
    if _XML.match(text):
        todo = "Mở bằng chương trình đã tạo ra nó rồi lưu thành .docx hoặc .html."
        raise Refusal("xml", name, "là tệp XML, không phải văn bản để đọc", todo)


def _said(extract: Extract) -> Extract:
    if not re.search(r"\w", extract.text):
        raise blank(extract.name)
    return extract
