"""What somebody says of a document in the lines beside its file: "số: 12-CT/TU"."""

import re
from collections.abc import Iterable

from corpus.errors import Refusal
from index.text import fold

# Each field of a document's head, and what people call it, folded.
_NAMES = {
    "number": ("so", "so hieu", "number"),
    "date": ("ngay", "ngay ban hanh", "ngay dang", "date"),
    "title": ("ten", "tieu de", "title"),
    "publisher": ("noi dang", "bao", "publisher"),
    "author": ("tac gia", "author"),
    "section": ("chuyen muc", "section"),
    "type": ("loai", "type"),
    "issuer": ("co quan", "co quan ban hanh", "issuer"),
    "subject": ("trich yeu", "ve viec", "subject"),
    "url": ("duong dan", "dia chi", "link", "url"),
    "id": ("ma", "id"),
}
_FIELDS = {name: field for field, names in _NAMES.items() for name in names}
_LINE = re.compile(r"\s*([^:=\n]{1,40}?)\s*[:=]\s*(.+?)\s*")
# How people are shown each field of a document, and may write it.
SHOWN = {
    "directive": "số",
    "published": "ngày",
    "title": "tên",
    "publisher": "nơi đăng",
    "author": "tác giả",
    "section": "chuyên mục",
    "type": "loại",
    "issuer": "cơ quan",
    "subject": "trích yếu",
    "url": "đường dẫn",
    "id": "mã",
}
# What other rooms say in the words of the command line, and what does the same in a chat.
_IN_CHAT = {
    "--title “…”": "“tên: …” ở chú thích của tệp",
    "--publisher “…”": "“nơi đăng: …” ở chú thích của tệp",
    "--date 2024-04-03": "“ngày: 3/4/2024” ở chú thích của tệp",
    "giaoban list": "/danhsach",
    "giaoban restore": "/khoiphuc",
    "giaoban withdraw": "/rut",
    "giaoban replace": "/thaythe",
    "giaoban versions": "/phienban",
    "giaoban rollback": "/quaylai",
}


def read_given(lines: Iterable[str]) -> dict[str, str]:
    """The fields that `lines` give, by the names that `corpus.readers.incoming` has for them.

    Raises Refusal for a line that names no field.
    """
    given: dict[str, str] = {}
    for line in lines:
        if not line.strip():
            continue
        match = _LINE.fullmatch(line)
        field = _FIELDS.get(" ".join(fold(match[1].lower()).split())) if match else None
        if match is None or field is None:
            todo = (
                "Mỗi dòng một điều, như “số: 12-CT/TU”, “ngày: 18/1/2026”, “tên: …”, "
                "“nơi đăng: …”, “cơ quan: …”, “trích yếu: …”, “đường dẫn: …”."
            )
            raise Refusal("given", f"“{line.strip()[:60]}”", "không rõ là điều gì", todo)
        given[field] = match[2]
    return given


def in_chat(told: str) -> str:
    """`told` with the commands and options of the command line as they are in a chat."""
    for there, here in _IN_CHAT.items():
        told = told.replace(there, here)
    return told
