"""Which document a person means by an id or a number, typed in any common spelling."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from corpus.documents import Document
from corpus.errors import Refusal
from corpus.files import Files, front_value, is_withdrawn
from corpus.library import Library

_NEAR = 60.0  # of 100, by rapidfuzz's weighted ratio
_MOST_NEAR = 3


@dataclass(frozen=True)
class Withdrawn:
    """A document that was withdrawn, at a glance; `path` is where it is kept."""

    path: str
    id: str
    title: str
    directive: str | None


def slug(text: str) -> str:
    """An id or a number without accents, case, marks and leading zeros: "20-ct-tw"."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = re.findall(r"[a-z0-9]+", plain)
    return "-".join(word.lstrip("0") or "0" if word.isdigit() else word for word in words)


def document_named(library: Library, text: str) -> Document:
    """The document whose id or number `text` is; raise `Refusal` that names near ones."""
    text = text.strip()
    for document in library.documents:
        if text in (document.id, document.directive):
            return document
    wanted = slug(text)
    for document in library.documents if wanted else ():
        if wanted in (slug(document.id), slug(document.directive or "")):
            return document
    names = {d.id: d.id for d in library.documents}
    names |= {d.directive: d.directive for d in library.documents if d.directive}
    raise _unknown(text, names, "không có tài liệu nào mang mã hay số hiệu này", "list")


def withdrawn_documents(files: Files) -> tuple[Withdrawn, ...]:
    """The documents that were withdrawn, in the order of their files' names."""
    return tuple(_withdrawn(path, files[path]) for path in sorted(files) if is_withdrawn(path))


def withdrawn_named(files: Files, text: str) -> Withdrawn:
    """The withdrawn document whose id or number `text` is; raise `Refusal` that names near ones."""
    wanted = slug(text)
    documents = withdrawn_documents(files)
    for document in documents:
        if text.strip() == document.id:
            return document
    for document in documents if wanted else ():
        if wanted in (slug(document.id), slug(document.directive or "")):
            return document
    names = [document.id for document in documents]
    raise _unknown(text.strip(), names, "không có tài liệu nào như thế đã được rút", "list")


def _withdrawn(path: str, content: bytes) -> Withdrawn:
    document_id = front_value(content, "id") or path.rpartition("/")[2].removesuffix(".md")
    title = front_value(content, "title") or document_id
    return Withdrawn(path, document_id, title, front_value(content, "directive"))


def _unknown(text: str, names: Iterable[str], found: str, command: str) -> Refusal:
    near = process.extract(
        slug(text), {name: slug(name) for name in names},
        scorer=fuzz.WRatio, limit=_MOST_NEAR, score_cutoff=_NEAR,
    )  # fmt: skip
    see = f"Xem các mã bằng giaoban {command}"
    todo = (
        f"Có phải là {', '.join(str(name) for _, _, name in near)}? {see}." if near else f"{see}."
    )
    return Refusal("unknown", text or "(trống)", found, todo)
