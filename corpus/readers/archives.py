"""The files of a file, a folder or a zip, one by one; a bad one is told of and spoils no other.

Nothing that a zip claims of itself is believed: sizes are counted while unpacking.
"""

import datetime as dt
import io
import os
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.dates import HANOI
from corpus.errors import Refusal
from corpus.readers.folders import Found, walked
from corpus.readers.refusals import truncated, zip_bomb
from corpus.readers.sniffing import sniff
from corpus.readers.zipkinds import BROKEN, MAX_UNPACKED, opened, unpacked
from corpus.readers.zipnames import entry_name, is_skipped, shown

MAX_FILE = 20_000_000  # bytes of one document
MAX_TOTAL = MAX_UNPACKED  # bytes of all the documents of one addition
MAX_ENTRIES = 10_000  # files of one zip or folder
MAX_NESTING = 1  # zips inside a zip
_HONEST = 5  # unpacked to packed, of documents; what swells more is taken for a bomb
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_SMALLER = "Chia nhỏ rồi gửi từng phần; một văn bản thường chỉ vài MB."


@dataclass(frozen=True)
class SourceFile:
    """A file to read. `name` is its POSIX path within what was given.

    `written` is when it, or the zip around it, was last saved; None where nobody knows.
    """

    name: str
    data: bytes
    written: dt.datetime | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Limits:
    """How much one addition may hold, in bytes and files."""

    file: int = MAX_FILE
    total: int = MAX_TOTAL
    entries: int = MAX_ENTRIES


@dataclass
class _Tally:
    """What was taken so far, over nested zips too."""

    limits: Limits
    taken: int = 0
    entries: int = field(default=0)

    @property
    def left(self) -> int:
        return self.limits.total - self.taken


Sources = Iterator[SourceFile | Refusal]
_NO_LIMITS_GIVEN = Limits()


def source_files(
    path: Path | bytes, name: str | None = None, *, limits: Limits = _NO_LIMITS_GIVEN
) -> Sources:
    """The files in `path`, in the order of their names; a `Refusal` in place of each bad one.

    Bytes are a file named `name`. Hidden files and what systems leave behind are passed over.
    Never raises for what it is given.
    """
    tally = _Tally(limits)
    try:
        if isinstance(path, bytes):
            called = shown(name or "stdin")
            yield from _of_bytes(path, called, tally)
        elif path.is_dir():
            yield from _of_folder(path, tally)
        else:
            yield from _of_path(Found(path, name or path.name), tally)
    except Refusal as exc:
        yield exc
    except (OSError, ValueError) as exc:  # ValueError: a path with a NUL
        yield _unreadable(shown(name or str(path)[:200]), exc)


def _of_bytes(data: bytes, name: str, tally: _Tally, nesting: int = 0) -> Sources:
    if data.startswith(_ZIP_STARTS) and _is_zip(data, name):
        if len(data) > tally.limits.total:
            raise _too_big(name, len(data), tally.limits.total)
        yield from _of_zip(io.BytesIO(data), len(data), name, tally, nesting)
    elif len(data) > tally.limits.file:
        raise _too_big(name, len(data), tally.limits.file)
    else:
        tally.taken += len(data)
        yield SourceFile(name, data)


def _is_zip(data: bytes, name: str) -> bool:
    """Whether `data` is a zip of documents; raises `Refusal` when it is a broken one."""
    return sniff(data, name) == "zip"


def _of_folder(folder: Path, tally: _Tally) -> Sources:
    some = False
    for found in walked(folder):
        some = True
        if isinstance(found, Refusal):
            yield found
            continue
        tally.entries += 1
        if tally.entries > tally.limits.entries:
            yield _too_many(folder.name, tally.limits.entries)
            return
        try:
            yield from _of_path(found, tally)
        except Refusal as exc:
            yield exc
            if tally.left <= 0:
                return
        except OSError as exc:
            yield _unreadable(found.name, exc)
    if not some:
        todo = "Kiểm tra lại đường dẫn, hoặc chép văn bản vào thư mục ấy."
        yield Refusal("empty", folder.name or str(folder), "thư mục không có tệp nào", todo)


def _of_path(found: Found, tally: _Tally) -> Sources:
    """The files of one path. Its size is looked at first: a large one is not read at all."""
    name = found.name
    if found.path.is_symlink() and not found.followed:
        todo = f"Đưa chính tệp mà nó trỏ tới ({shown(str(found.path.readlink()))})."
        raise Refusal("symlink", name, "là liên kết tới tệp khác", todo)
    # Opening a pipe would wait for its other end.
    if not stat.S_ISREG(found.path.stat().st_mode):
        raise _special(name)
    flags = os.O_RDONLY | os.O_NONBLOCK | (0 if found.followed else os.O_NOFOLLOW)
    with os.fdopen(os.open(found.path, flags), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise _special(name)
        start = file.read(4)
        file.seek(0)
        most = tally.limits.total if start in _ZIP_STARTS else tally.limits.file
        if status.st_size > most:
            raise _too_big(name, status.st_size, most)
        data = file.read(most + 1)
    if len(data) > most:  # it grew while it was read
        raise _too_big(name, len(data), most)
    if len(data) > tally.left:
        tally.taken = tally.limits.total
        raise _too_big_in_all(name, tally.limits.total)
    written = dt.datetime.fromtimestamp(status.st_mtime, HANOI)
    for one in _of_bytes(data, name, tally):
        yield one if isinstance(one, Refusal) else replace(one, written=written)


def _of_zip(file: io.BytesIO, size: int, name: str, tally: _Tally, nesting: int) -> Sources:
    if nesting > MAX_NESTING:
        todo = "Giải nén các tệp zip bên trong rồi nén lại một lần."
        raise Refusal("nested", name, "zip lồng trong zip quá sâu", todo)
    archive = opened(file, size, name)
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    tally.entries += len(entries)
    if tally.entries > tally.limits.entries:
        raise _too_many(name, tally.limits.entries)
    named = [(entry_name(entry), entry) for entry in entries]
    named = [(called, entry) for called, entry in named if not is_skipped(called)]
    if not named:
        raise Refusal("empty", name, "tệp zip không có tệp nào", "Kiểm tra bản gốc rồi gửi lại.")
    seen: set[str] = set()
    for called, entry in sorted(named, key=lambda pair: str(pair[0])):
        try:
            if isinstance(called, Refusal):
                raise called
            if called in seen:
                todo = "Giữ lại một tệp rồi nén lại."
                raise Refusal("repeated", called, "có hai tệp cùng tên này trong zip", todo)
            seen.add(called)
            data = _entry(archive, entry, called, name, tally)
            yield from _of_bytes(data, called, tally, nesting + 1)
        except Refusal as exc:
            yield exc
            if exc.code == "zip_bomb" or tally.left <= 0:
                return


def _entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, called: str, name: str, tally: _Tally
) -> bytes:
    if stat.S_ISLNK(entry.external_attr >> 16):
        todo = "Nén chính tệp mà nó trỏ tới."
        raise Refusal("symlink", called, "là liên kết bên trong tệp zip", todo)
    if entry.flag_bits & 1:
        todo = "Giải nén bằng mật khẩu rồi gửi các tệp bên trong."
        raise Refusal("encrypted_zip", called, "được nén có mật khẩu", todo)
    most = min(tally.limits.file, tally.left)
    try:
        data = unpacked(archive, entry, most)
    except Refusal as exc:
        raise zip_bomb(called, exc.found) from exc
    except (*BROKEN, RuntimeError) as exc:
        raise truncated(called, f"không giải nén được từ {name}") from exc
    if data is None and most < tally.limits.file:
        tally.taken = tally.limits.total
        if sum(e.compress_size for e in archive.infolist()) * _HONEST > tally.limits.total:
            raise _too_big_in_all(called, tally.limits.total)
        raise zip_bomb(name, f"bung ra quá {_megabytes(tally.limits.total)}")
    if data is None:
        raise _too_big(called, None, tally.limits.file)
    return data


def _special(name: str) -> Refusal:
    found = "không phải tệp thường (ống dẫn, thiết bị hay ổ cắm)"
    return Refusal("special_file", name, found, "Đưa một tệp văn bản.")


def _too_big(name: str, size: int | None, most: int) -> Refusal:
    found = f"quá lớn (hơn {_megabytes(most)})"
    if size is not None:
        found = f"quá lớn ({_megabytes(size)}, giới hạn {_megabytes(most)})"
    return Refusal("too_big", name, found, _SMALLER)


def _too_big_in_all(name: str, most: int) -> Refusal:
    found = f"tới tệp này đã quá {_megabytes(most)} một lần thêm; từ đây chưa đọc"
    return Refusal("too_big", name, found, "Thêm các tệp còn lại trong lần sau.")


def _too_many(name: str, most: int) -> Refusal:
    todo = "Chia thành nhiều phần rồi thêm từng phần."
    return Refusal("too_many", name, f"có hơn {most} tệp", todo)


def _unreadable(name: str, exc: Exception) -> Refusal:
    if isinstance(exc, FileNotFoundError):
        found = "không có tệp hay thư mục này"
    elif isinstance(exc, PermissionError):
        found = "không có quyền đọc"
    else:
        found = f"không đọc được ({getattr(exc, 'strerror', None) or exc})"
    return Refusal("unreadable", name, found, "Xem lại đường dẫn và quyền đọc.")


def _megabytes(size: int) -> str:
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{size / 1_000_000:.0f} MB"
