"""Taking over what changed in a folder that a library was imported from, file by file."""

from collections.abc import Mapping
from typing import NamedTuple

from corpus.catalogue import Key, key_of
from corpus.files import (
    Files,
    Hashes,
    belongs,
    front_value,
    is_article,
    is_withdrawn,
    sha256,
)


class Merged(NamedTuple):
    """The head with the folder's changes; `changed` are the files that are other than before.

    `notes` are in Vietnamese: what was left out, and what took another's place.
    """

    files: Files
    changed: tuple[str, ...]
    notes: tuple[str, ...]


def merged(head: Files, base_before: Hashes, base_now: Files) -> Merged:
    """`head` with what is other in the folder now than when it was last imported.

    A file that changed there replaces the head's, also one that was changed here; but what was
    withdrawn here stays withdrawn. A file that went there goes, unless it was changed here.
    """
    merging = _Merging(head)
    for path in sorted(filter(belongs, base_now)):
        content = base_now[path]
        if sha256(content) != base_before.get(path) and head.get(path) != content:
            merging.take(path, content, base_before.get(path))
    for path in sorted(base_before.keys() - base_now.keys()):
        merging.drop(path, base_before[path])
    files = merging.files
    changed = sorted(p for p in {*files, *head} if files.get(p) != head.get(p))
    return Merged(files, tuple(changed), tuple(merging.notes))


class _Merging:
    def __init__(self, head: Files) -> None:
        self.files = dict(head)
        self.notes: list[str] = []
        self._withdrawn = _places({p: head[p] for p in head if is_withdrawn(p)})
        self._articles = _places({p: head[p] for p in head if is_article(p)})

    def take(self, path: str, content: bytes, hash_before: str | None) -> None:
        """A file that came or changed in the folder."""
        if is_article(path):
            keys = _keys(path, content)
            withdrawn = next((self._withdrawn[k] for k in keys if k in self._withdrawn), None)
            if withdrawn is not None:
                self.notes.append(f"{path}: đã được rút ({withdrawn}), không lấy lại")
                return
            for other in {self._articles[key] for key in keys if key in self._articles}:
                if other != path and other in self.files:
                    del self.files[other]
                    self.notes.append(f"{path}: thay cho {other}, cùng một tài liệu")
        mine = self.files.get(path)
        if mine is not None and hash_before is not None and sha256(mine) != hash_before:
            self.notes.append(f"{path}: đã sửa ở cả hai nơi, lấy theo thư mục gốc")
        self.files[path] = content

    def drop(self, path: str, hash_before: str) -> None:
        """A file that is no longer in the folder."""
        mine = self.files.get(path)
        if mine is None:
            return
        if sha256(mine) == hash_before:
            del self.files[path]
        else:
            self.notes.append(f"{path}: thư mục gốc không còn, nhưng đã sửa ở đây nên giữ lại")


def _keys(path: str, content: bytes) -> list[Key]:
    """What makes a document the same: its file's name, its id, its number."""
    keys: list[Key] = [path.rpartition("/")[2]]
    document_id, directive = front_value(content, "id"), front_value(content, "directive")
    keys += [f"id {document_id}"] if document_id else []
    number = key_of(directive) if directive else None
    if number is not None:
        keys.append(number if not isinstance(number, str) else f"number {number}")
    return keys


def _places(files: Mapping[str, bytes]) -> dict[Key, str]:
    return {key: path for path, content in files.items() for key in _keys(path, content)}
