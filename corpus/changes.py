"""Adding, replacing, withdrawing and restoring one document: from files to files, nothing stored.

A change says what it will do before anybody does it. Each raises `Refusal` where it can't be, and
`BrokenLibrary` where the library would be broken by it.
"""

import datetime as dt
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from corpus.catalogue import key_of
from corpus.change_notes import name_of, notes_of
from corpus.dates import HANOI
from corpus.documents import Document
from corpus.errors import Refusal
from corpus.files import ARTICLES, WITHDRAWN, Files
from corpus.journal import Action
from corpus.library import Library
from corpus.naming import document_named, slug, withdrawn_documents, withdrawn_named
from corpus.readers.article import FrontMatter, read_article

# What begins the note of what was guessed.
GUESSES = "Đoán, xin xem lại: "
_FIELDS = {
    "id": "mã", "title": "tên", "publisher": "nơi đăng", "published": "ngày", "author": "tác giả",
    "section": "chuyên mục", "directive": "số hiệu", "type": "loại", "issuer": "cơ quan",
    "subject": "trích yếu", "supersedes": "thay thế", "url": "địa chỉ",
}  # fmt: skip


_NOTHING: Mapping[str, str] = {}


class Ready(Protocol):
    """A document ready to be put into a library, as `corpus.readers.incoming` makes it.

    `guessed` are the names of the fields of `front` that somebody should look at.
    """

    @property
    def front(self) -> FrontMatter: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    @property
    def guessed(self) -> tuple[str, ...]: ...
    def to_markdown(self) -> str: ...


@dataclass(frozen=True)
class Change:
    """What will be done: the files `before` and `after`, and what that means, in Vietnamese.

    `documents` are the ids concerned. Where `unchanged`, the library has it all already and
    nothing is to be done. `library` is what `after` gives.
    """

    action: Action
    before: Files
    after: Files
    documents: tuple[str, ...]
    notes: tuple[str, ...]
    library: Library = field(compare=False, repr=False)
    unchanged: bool = False


def add(library: Library, files: Files, incoming: Ready) -> Change:
    """Put in a document; one that is there by its id or its number gets the new content."""
    there = _same_document(library, incoming.front)
    if there is not None:
        return _replaced(library, files, there, incoming)
    front = incoming.front
    after = dict(files)
    again = []
    for withdrawn in withdrawn_documents(files):
        if _is_same(front, withdrawn.id, withdrawn.directive):
            del after[withdrawn.path]
            again = [f"Bản đã rút của {withdrawn.id} được thay bằng bản này"]
    after[_free_path(after, f"{ARTICLES}/{_file_name(front.id)}")] = _markdown(incoming, {})
    return _change(library, files, after, "add", None, front.id, (*again, *_on_reading(incoming)))


def replace(library: Library, files: Files, document_id: str, incoming: Ready) -> Change:
    """Give a document, named by its id or number, new content; its id stays."""
    there = document_named(library, document_id)
    other = _same_document(library, incoming.front)
    if other is not None and other.id != there.id:
        _refuse_clash(incoming.front, other)
    return _replaced(library, files, there, incoming)


def withdraw(library: Library, files: Files, document_id: str) -> Change:
    """Take a document out of the library; it is kept apart and can be restored."""
    try:
        document = document_named(library, document_id)
    except Refusal:
        _refuse_gone(files, document_id)
        raise
    if len(library.documents) == 1:
        todo = "Thêm tài liệu khác trước, rồi hãy rút tài liệu này."
        raise Refusal("last", document.id, "là tài liệu cuối cùng của thư viện", todo)
    path = library.path_of(document.id)
    after = dict(files)
    for withdrawn in withdrawn_documents(files):
        if withdrawn.id == document.id:  # an older text; its versions still have it
            del after[withdrawn.path]
    content = after.pop(path)
    after[_free_path(after, f"{WITHDRAWN}/{path.rpartition('/')[2]}")] = content
    back = f"Lấy lại được bằng giaoban restore {document.id}"
    return _change(library, files, after, "withdraw", document, document.id, (back,))


def _refuse_gone(files: Files, document_id: str) -> None:
    """Say so where it is a document that was withdrawn before."""
    wanted = slug(document_id)
    for one in withdrawn_documents(files):
        if wanted in (slug(one.id), slug(one.directive or "")):
            todo = f"Không phải làm gì nữa; lấy lại được bằng giaoban restore {one.id}."
            raise Refusal("gone", document_id, "đã được rút từ trước", todo)


def restore(library: Library, files: Files, document_id: str) -> Change:
    """Put a withdrawn document, named by its id or number, back where it was."""
    withdrawn = withdrawn_named(files, document_id)
    for document in library.documents:
        same = withdrawn.directive is not None and document.directive is not None
        same = same and key_of(withdrawn.directive or "") == key_of(document.directive or "")
        if same or document.id == withdrawn.id:
            found = f"đã có tài liệu khác mang mã hay số hiệu ấy: {document.id} ({document.title})"
            todo = f"Rút {document.id} trước (giaoban withdraw {document.id}), rồi khôi phục."
            raise Refusal("clash", withdrawn.id, found, todo)
    after = dict(files)
    content = after.pop(withdrawn.path)
    after[_free_path(after, f"{ARTICLES}/{withdrawn.path.rpartition('/')[2]}")] = content
    return _change(library, files, after, "restore", None, withdrawn.id, ())


# -- one document in place of another ------------------------------------------------------------


def _same_document(library: Library, front: FrontMatter) -> Document | None:
    """The document with this id or this number; raise `Refusal` when they are two."""
    same = [d for d in library.documents if _is_same(front, d.id, d.directive)]
    if len(same) > 1:
        _refuse_clash(front, next(d for d in same if d.id == front.id))
    return same[0] if same else None


def _is_same(front: FrontMatter, document_id: str, directive: str | None) -> bool:
    if front.id == document_id:
        return True
    both = front.directive is not None and directive is not None
    return both and key_of(front.directive or "") == key_of(directive or "")


def _refuse_clash(front: FrontMatter, other: Document) -> None:
    number = f" (số {front.directive})" if front.directive else ""
    found = f"mã hay số hiệu này đã thuộc về tài liệu khác: {other.id} ({other.title})"
    todo = f"Thay {other.id} bằng giaoban replace {other.id}, hoặc sửa id và directive ở đầu tệp."
    raise Refusal("clash", f"{front.id}{number}", found, todo)


def _replaced(library: Library, files: Files, there: Document, incoming: Ready) -> Change:
    front = incoming.front
    kept: dict[str, str] = {} if front.id == there.id else {"id": there.id}
    notes: list[str] = []
    if there.directive is not None and front.directive is None:
        kept["directive"] = there.directive
        notes.append(f"Tệp mới không ghi số hiệu; giữ số {there.directive} của bản trước")
    elif there.directive is not None and key_of(front.directive or "") != key_of(there.directive):
        found = f"tệp ghi số {front.directive}, còn {there.id} là {there.directive}"
        todo = "Nếu là văn bản khác, đặt id khác rồi thêm; nếu số cũ sai, rút bản cũ rồi thêm."
        raise Refusal("number", front.id, found, todo)
    if "id" in kept:
        notes.append(f"Giữ mã {there.id} của bản trước (tệp mới là {front.id})")
    content = _markdown(incoming, kept)
    if _says_the_same(content, there, incoming.guessed):
        note = f"{name_of(library, there)} (mã {there.id}) đã có, nội dung như cũ: không đổi gì"
        return Change("replace", files, files, (there.id,), (note,), library, unchanged=True)
    after = {**files, library.path_of(there.id): content}
    notes += _on_reading(incoming, kept)
    return _change(library, files, after, "replace", there, there.id, tuple(notes))


def _says_the_same(content: bytes, there: Document, guessed: tuple[str, ...]) -> bool:
    """Whether the text and all that is not guessed are what the library has."""
    document, _ = read_article(unicodedata.normalize("NFC", content.decode()), "")
    if document is None:
        return False
    if (document.directive is None) != (there.directive is None):
        return False
    apart = {"citations", "directive", *guessed}  # the number may be in another spelling
    return document.model_dump(exclude=apart) == there.model_dump(exclude=apart)


def _markdown(incoming: Ready, fields: Mapping[str, str]) -> bytes:
    """The file of a document, with other values for some fields of its front matter."""
    text = incoming.to_markdown()
    for name, value in fields.items():
        line = f"{name}: {json.dumps(value, ensure_ascii=False)}"
        opening, _, rest = text.partition("\n")
        front, fence, body = rest.partition("\n---")
        lines = [old for old in front.split("\n") if not re.match(rf"{name}\s*:", old)]
        text = "\n".join([opening, line, *lines]) + fence + body
    return text.encode()


def _file_name(document_id: str) -> str:
    return re.sub(r"[^\w.-]+", "-", document_id).strip(".-")[:80] or slug(document_id) or "tai-lieu"


def _free_path(files: Files, path: str) -> str:
    """`path`, with .md and a number where another file has it."""
    stem = path.removesuffix(".md")
    names = (f"{stem}{n}.md" for n in ("", *(f"-{k}" for k in range(2, len(files) + 3))))
    return next(name for name in names if name not in files)


def _on_reading(incoming: Ready, kept: Mapping[str, str] = _NOTHING) -> tuple[str, ...]:
    """What was done to the file, and what was guessed and not `kept` from the text before."""
    guesses = (
        f"{_FIELDS.get(name, name)} “{_shown(getattr(incoming.front, name, ''))}”"
        for name in incoming.guessed
        if name not in kept
    )
    told = "; ".join(guesses)
    return (*incoming.notes, *((f"{GUESSES}{told}",) if told else ()))


def _shown(value: object) -> str:
    if isinstance(value, dt.datetime):
        return f"{value.astimezone(HANOI):%d/%m/%Y}"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _change(
    library: Library,
    files: Files,
    after: Files,
    action: Action,
    old: Document | None,
    document_id: str,
    notes: tuple[str, ...],
) -> Change:
    changed = Library.of(after, library)
    new = None if action == "withdraw" else changed.document(document_id)
    told = (*notes_of(library, changed, old, new), *notes)
    return Change(action, files, after, (document_id,), told, changed)
