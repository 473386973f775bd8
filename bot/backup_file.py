"""The file of a backup: a zip with a manifest, sealed so that no changed byte goes unnoticed.

    manifest.json        the format, and the size and SHA-256 of every other entry
    library/…            the versions of the library (corpus.versions), as on disk
    store/TABLE.jsonl    the rows of each table (bot.store.transfer)
    secret               the key of the keyed hashes (bot.store.keys)
    audit-head.json      the end of the audit log (bot.store.audit_head), or null

The zip's comment ends in the SHA-256 of all bytes before it.
"""

import datetime as dt
import os
import re
import secrets
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import IO, Literal
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import UnusableBackup
from bot.store.audit_head import HEAD_FILE
from bot.store.keys import SECRET_FILE
from bot.store.transfer import table_names
from corpus.durable import sync_folder

MANIFEST = "manifest.json"
LIBRARY = "library/"
_LIBRARY_FILE = re.compile(
    r"objects/[0-9a-f]{2}/[0-9a-f]{62}|versions/[0-9a-f]{16}\.json|journal/[0-9]{8,12}\.json"
)
_DIGITS = 64
_COMMENT = b"giaoban sha256 "
_CHUNK = 1 << 20
_MOST_MANIFEST_BYTES = 256 << 20
# Small enough for memory, for entries that are read at once: a library refuses larger files.
_MOST_BYTES = 1 << 30
_BROKEN = (BadZipFile, zlib.error, EOFError, ValueError, KeyError, RuntimeError)


def is_library_file(name: str) -> bool:
    """Whether a versions folder has a file of this name that counts: no lock, no leftover."""
    return bool(_LIBRARY_FILE.fullmatch(name))


def store_entry(table: str) -> str:
    """The entry with the rows of a table."""
    return f"store/{table}.jsonl"


class Entry(BaseModel):
    """One entry: its size in bytes, and its SHA-256 in hex."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: int = Field(ge=0)
    sha256: str


class Manifest(BaseModel):
    """What a backup has. `counters` are those of `bot.store.transfer`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["giaoban-backup-1"] = "giaoban-backup-1"
    made_at: dt.datetime
    schema_revision: str
    version: str
    counters: dict[str, int]
    entries: dict[str, Entry]


# -- writing -----------------------------------------------------------------------------------


class BackupWriter:
    """Puts entries into a backup, one after another; `entries` are those so far."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self.entries: dict[str, Entry] = {}

    def put(self, name: str, content: bytes) -> None:
        """Add an entry."""
        with self.entry(name) as stream:
            stream.write(content)

    @contextmanager
    def entry(self, name: str) -> Iterator["CountedStream"]:
        """Add an entry that is written bit by bit."""
        with self._archive.open(name, "w", force_zip64=True) as raw:
            stream = CountedStream(raw)
            yield stream
        self.entries[name] = Entry(size=stream.size, sha256=stream.digest.hexdigest())


class CountedStream:
    """Writes to another stream and knows what it wrote."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self.size = 0
        self.digest = sha256()

    def write(self, content: bytes) -> None:
        self._raw.write(content)
        self.digest.update(content)
        self.size += len(content)


@contextmanager
def new_backup(file: Path) -> Iterator[BackupWriter]:
    """Write a backup that appears at `file` whole, at the end, for its owner only.

    Raises UnusableBackup when something is there already, or when it can't be written.
    """
    if os.path.lexists(file):
        raise UnusableBackup(f"{file} đã có, không ghi đè. Hãy đặt tên khác, hoặc xoá tệp ấy trước")
    fresh = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w+b") as stream:
            with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
                archive.comment = _COMMENT + b"0" * _DIGITS
                yield BackupWriter(archive)
            seal(stream)
            os.fsync(stream.fileno())
        fresh.rename(file)
        sync_folder(file.parent)
    except OSError as exc:
        place = exc.filename or file
        raise UnusableBackup(
            f"không ghi được {place}: {exc.strerror or exc}. Hãy xem chỗ trống và quyền của thư mục"
        ) from exc
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def seal(stream: IO[bytes]) -> None:
    """Put the hash of all that is before it at the end of a zip that has room for it there."""
    digest = _digest_before_seal(stream)
    stream.seek(-_DIGITS, os.SEEK_END)
    stream.write(digest)
    stream.flush()


def _digest_before_seal(stream: IO[bytes]) -> bytes:
    remaining = stream.seek(0, os.SEEK_END) - _DIGITS
    stream.seek(0)
    digest = sha256()
    while remaining > 0 and (chunk := stream.read(min(_CHUNK, remaining))):
        digest.update(chunk)
        remaining -= len(chunk)
    return digest.hexdigest().encode()


# -- reading -----------------------------------------------------------------------------------


class Backup:
    """A backup found whole: every entry is there, as it was written, and there is no other."""

    def __init__(self, file: Path, archive: ZipFile) -> None:
        """Raises what `_BROKEN` has, ValidationError, or UnusableBackup."""
        self.file = file
        self._archive = archive
        infos = {info.filename: info for info in archive.infolist()}
        if len(infos) != len(archive.infolist()):
            raise self.unusable("có hai mục cùng tên")
        if infos[MANIFEST].file_size > _MOST_MANIFEST_BYTES:
            raise self.unusable("mục lục quá lớn")
        self.manifest = Manifest.model_validate_json(archive.read(MANIFEST))
        if set(infos) != {*self.manifest.entries, MANIFEST}:
            odd = min(set(infos) ^ {*self.manifest.entries, MANIFEST})
            raise self.unusable(f"mục {odd!r} thừa hoặc thiếu so với mục lục")
        required = {SECRET_FILE, HEAD_FILE, *map(store_entry, table_names())}
        for name, entry in self.manifest.entries.items():
            inside = name.removeprefix(LIBRARY)
            if name not in required and not (inside != name and is_library_file(inside)):
                raise self.unusable(f"mục {name!r} không thuộc bản sao lưu nào")
            if infos[name].file_size != entry.size:
                raise self.unusable(f"mục {name} khác độ dài lúc ghi")
        if missing := required - self.manifest.entries.keys():
            raise self.unusable(f"thiếu mục {min(missing)}")

    def verify(self) -> None:
        """Read every entry; raise UnusableBackup naming one that is not as it was written."""
        for name, entry in self.manifest.entries.items():
            digest, size = sha256(), 0
            with self._archive.open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    digest.update(chunk)
                    size += len(chunk)
                    if size > entry.size:
                        break
            if (size, digest.hexdigest()) != (entry.size, entry.sha256):
                raise self.unusable(f"mục {name} khác nội dung lúc ghi")

    def library_files(self) -> list[str]:
        """The names within the versions folder."""
        names = self.manifest.entries
        return [name.removeprefix(LIBRARY) for name in names if name.startswith(LIBRARY)]

    def read(self, name: str) -> bytes:
        """One entry."""
        if self.manifest.entries[name].size > _MOST_BYTES:
            raise self.unusable(f"mục {name} quá lớn")
        return self._archive.read(name)

    def lines(self, name: str) -> Iterator[bytes]:
        """One entry line by line."""
        with self._archive.open(name) as stream:
            yield from stream

    def unusable(self, why: str) -> UnusableBackup:
        """The error for what is wrong with this backup."""
        return UnusableBackup(
            f"{self.file}: {why}. Không khôi phục gì; hãy dùng một bản sao lưu khác"
        )


@contextmanager
def read_backup(file: Path) -> Iterator[Backup]:
    """A backup, verified whole. Raises UnusableBackup with what is wrong."""
    damaged = UnusableBackup(
        f"{file}: tệp hỏng, bị cắt, bị sửa, hoặc không phải bản sao lưu của giaoban. "
        "Không khôi phục gì; hãy chép lại tệp, hoặc dùng một bản sao lưu khác"
    )
    try:
        stream = file.open("rb")
    except OSError as exc:
        raise UnusableBackup(f"không đọc được {file}: {exc.strerror}") from exc
    with stream:
        try:
            sealed = _digest_before_seal(stream)
            if stream.read() != sealed:
                raise damaged
            archive = ZipFile(stream)
            backup = Backup(file, archive)
            backup.verify()
        except (*_BROKEN, ValidationError) as exc:
            raise damaged from exc
        except OSError as exc:
            raise UnusableBackup(f"không đọc được {file}: {exc.strerror or exc}") from exc
        with archive:
            yield backup
