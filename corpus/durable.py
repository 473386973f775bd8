"""Files that survive a loss of power: whole and new, or as they were before."""

import errno
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import UnwritableStore

# What an interrupted write leaves behind begins with this; nothing ever reads it.
TEMPORARY = ".tmp-"
# Above this many files, one sync of the file system is quicker than one for each.
_MANY = 64
_REASONS = {
    errno.ENOSPC: "hết chỗ trên đĩa. Dọn bớt rồi làm lại",
    errno.EDQUOT: "hết hạn mức đĩa. Dọn bớt rồi làm lại",
    errno.EROFS: "thư mục chỉ đọc. Đặt GIAOBAN_DATA là một thư mục ghi được",
    errno.EACCES: "không có quyền ghi. Kiểm tra chủ và quyền của thư mục",
    errno.EPERM: "không có quyền ghi. Kiểm tra chủ và quyền của thư mục",
}


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn what the system refuses into an `UnwritableStore` that says what to do."""
    try:
        yield
    except OSError as exc:
        code = exc.errno or 0
        reason = _REASONS.get(code, f"{exc.strerror or exc}. Kiểm tra đĩa và thư mục")
        place = exc.filename or folder
        raise UnwritableStore(
            f"Không ghi được vào {place}: {reason}. Thư viện vẫn như cũ."
        ) from exc


def write(path: Path, content: bytes) -> None:
    """Put `content` at `path`; after a crash there is all of it, or what was there before."""
    write_all({path: content})


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Put every content at its path. Each is whole or absent; all are on disk on return."""
    temporary: dict[Path, Path] = {}
    many = len(contents) > _MANY
    try:
        for folder in {path.parent for path in contents}:
            _make(folder)
        for path, content in contents.items():
            temporary[path] = path.with_name(f"{TEMPORARY}{secrets.token_hex(8)}")
            _write_new(temporary[path], content, sync=not many)
        if many:
            os.sync()
        for path, written in temporary.items():
            written.replace(path)
    except BaseException:
        for written in temporary.values():
            written.unlink(missing_ok=True)
        raise
    for folder in {path.parent for path in contents}:
        sync_folder(folder)


def _write_new(path: Path, content: bytes, *, sync: bool) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        if sync:
            os.fsync(file.fileno())


def _make(folder: Path) -> None:
    """Make a folder and those above it, each known to the one above after a crash."""
    if folder.is_dir():
        return
    _make(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in `folder` on disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folders: Iterable[Path]) -> None:
    """Remove what interrupted writes left behind. Only the one writer may."""
    for folder in folders:
        for leftover in folder.glob(f"{TEMPORARY}*"):
            leftover.unlink(missing_ok=True)
