"""The files of a folder and the folders in it, by name; links may not lead out of it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import Refusal
from corpus.readers.zipnames import is_skipped, judged, shown


@dataclass(frozen=True)
class Found:
    """A file and its name. `followed`: a link that is known to stay inside the folder."""

    path: Path
    name: str
    followed: bool = False


def walked(folder: Path) -> Iterator[Found | Refusal]:
    """Every file under `folder`; hidden ones and what systems leave behind are passed over.

    A link inside the folder is read only where its target would not be met anyway, as mounts of
    containers have it; one that leads outside, or nowhere, is refused.
    """
    yield from _walked(folder, folder.resolve(), "")


def _walked(folder: Path, root: Path, prefix: str) -> Iterator[Found | Refusal]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as exc:
        why = exc.strerror or str(exc)
        todo = "Xem lại quyền đọc của thư mục ấy."
        yield Refusal("unreadable", shown(prefix or folder.name), f"không mở được ({why})", todo)
        return
    for entry in entries:
        name = prefix + entry.name
        if is_skipped(entry.name):
            continue
        fitting = judged(name)
        if isinstance(fitting, Refusal):
            yield fitting
        elif entry.is_symlink():
            yield from _linked(Path(entry.path), root, name)
        elif entry.is_dir(follow_symlinks=False):
            yield from _walked(Path(entry.path), root, f"{name}/")
        else:
            yield Found(Path(entry.path), name)


def _linked(link: Path, root: Path, name: str) -> Iterator[Found | Refusal]:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: a link to itself
        todo = "Xoá liên kết này hoặc chép tệp vào thay."
        yield Refusal("symlink", name, "là liên kết không trỏ tới tệp nào", todo)
        return
    if not target.is_relative_to(root):
        todo = "Chép chính tệp ấy vào thư mục."
        yield Refusal("outside", name, "là liên kết trỏ ra ngoài thư mục", todo)
    elif target.is_file() and is_skipped(target.relative_to(root).as_posix()):
        yield Found(target, name, followed=True)
