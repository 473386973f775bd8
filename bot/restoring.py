"""Lays a backup down where nothing is yet.

In this order, each step whole or not at all: secret, store (one transaction), end of the audit
log, library (one rename). Until the last, restoring again goes on: a store that has exactly the
backup's rows is what an interrupted restore left.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import versions_folder
from bot.backup_file import LIBRARY, Backup, read_backup, store_entry
from bot.errors import UnusableBackup
from bot.settings import Settings
from bot.store.address import address_of
from bot.store.audit import Break
from bot.store.audit_head import HEAD_FILE, AuditHead, Head
from bot.store.database import Database
from bot.store.errors import StoreError
from bot.store.keys import SECRET_FILE
from bot.store.migrating import is_known, schema_revision
from bot.store.store import Store
from bot.store.transfer import (
    count_on,
    digest,
    fill,
    row_of,
    snapshot,
    table_names,
    tables_with_rows,
)
from corpus.durable import sync_folder
from corpus.errors import CorpusError
from corpus.library import Library
from corpus.versions import VersionStore

_TEMPORARY = ".restoring-"
_SECRET_BYTES = 32


@dataclass(frozen=True)
class Restored:
    """What was laid down. `broken` is where the audit log was broken already in the backup."""

    version: str
    documents: int
    moves: int
    rows: int
    made_at: str
    broken: Break | None


async def restore_backup(settings: Settings, file: Path) -> Restored:
    """Restore `file` into the settings' empty data folder and database.

    Raises UnusableBackup, before anything is touched, for a damaged backup and for a place that
    has data; StoreError when the database can't be written.
    """
    with read_backup(file) as backup:
        head = _checked(backup)
        filled = await _is_filled(settings, backup, head)
        with _beside(settings.data, backup) as folder:
            library, moves = _unpacked(backup, folder)
            _put_secret(backup, folder, settings.data)
            rows, broken = await _put_store(settings, backup, head, filled=filled)
            _put_library(folder, versions_folder(settings))
        made_at = backup.manifest.made_at.isoformat(timespec="seconds")
        return Restored(library.version, len(library.documents), moves, rows, made_at, broken)


# -- looking, before anything is touched ---------------------------------------------------------


def _checked(backup: Backup) -> Head | None:
    """Read what the hashes can't tell to be good; the end of the audit log."""
    revision = backup.manifest.schema_revision
    if not is_known(revision):
        raise UnusableBackup(
            f"{backup.file} do một bản giaoban mới hơn lập (bản {revision}). Hãy khôi phục bằng "
            "bản mới ấy"
        )
    if revision != schema_revision():
        raise UnusableBackup(
            f"{backup.file} do một bản giaoban cũ hơn lập (bản {revision}). Hãy khôi phục bằng "
            "bản cũ ấy, rồi chạy bản này: kho được nâng cấp khi mở"
        )
    if backup.manifest.entries[SECRET_FILE].size != _SECRET_BYTES:
        raise backup.unusable(f"mục {SECRET_FILE} không dài {_SECRET_BYTES} byte")
    for table in table_names():
        try:
            for line in backup.lines(store_entry(table)):
                row_of(table, line)
        except (ValueError, RecursionError) as exc:
            raise backup.unusable(f"bảng {table} có dòng không đọc được") from exc
    try:
        known = json.loads(backup.read(HEAD_FILE))
        return Head(int(known["number"]), str(known["hash"])) if known is not None else None
    except (ValueError, TypeError, KeyError) as exc:
        raise backup.unusable(f"mục {HEAD_FILE} không đọc được") from exc


async def _is_filled(settings: Settings, backup: Backup, head: Head | None) -> bool:
    """Whether an interrupted restore of this backup filled the store already.

    Raises UnusableBackup where there is other data.
    """
    folder = versions_folder(settings)
    if any((folder / "journal").glob("*.json")):
        raise _occupied(f"{folder} đã có thư viện", settings)
    address = address_of(settings.database_url, settings.data)
    filled = False
    if address.file is None or address.file.exists():
        database = Database(address)
        try:
            async with snapshot(database) as session:
                has_rows = bool(await tables_with_rows(session))
            filled = has_rows and await _is_same(database, backup)
        finally:
            await database.close()
        if has_rows and not filled:
            raise _occupied(f"kho dữ liệu {address.shown} đã có dữ liệu", settings)
    known = AuditHead(settings.data, address.place).read()
    if known not in (None, head):
        raise _occupied(f"{settings.data / HEAD_FILE} còn nhớ một nhật ký khác", settings)
    return filled


async def _is_same(database: Database, backup: Backup) -> bool:
    entries = backup.manifest.entries
    try:
        async with snapshot(database) as session:
            for table in table_names():
                if await digest(session, table) != entries[store_entry(table)].sha256:
                    return False
    except StoreError:  # tables of another revision
        return False
    return True


def _occupied(what: str, settings: Settings) -> UnusableBackup:
    other = ", và GIAOBAN_DATABASE một cơ sở dữ liệu trống" if settings.database else ""
    return UnusableBackup(
        f"{what}; chỉ khôi phục vào chỗ trống, nên không đổi gì. Hãy dừng bot rồi dời "
        f"{settings.data} đi nơi khác, hoặc đặt GIAOBAN_DATA là một thư mục khác{other}"
    )


# -- laying down ---------------------------------------------------------------------------------


@contextmanager
def _beside(data: Path, backup: Backup) -> Iterator[Path]:
    """A folder within `data` to prepare in, gone at the end; `data` too if it stayed empty."""
    is_new = not data.exists()
    needed = sum(entry.size for entry in backup.manifest.entries.values())
    try:
        data.mkdir(parents=True, exist_ok=True)
        for leftover in data.glob(f"{_TEMPORARY}*"):
            shutil.rmtree(leftover)
        free = shutil.disk_usage(data).free
        if free < needed:
            raise UnusableBackup(
                f"{data} còn trống {free} byte, bản sao lưu cần {needed}. Hãy dọn bớt chỗ"
            )
        with tempfile.TemporaryDirectory(prefix=_TEMPORARY, dir=data) as folder:
            yield Path(folder)
    except OSError as exc:
        raise UnusableBackup(
            f"không ghi được {exc.filename or data}: {exc.strerror or exc}. Hãy xem chỗ trống và "
            "quyền của thư mục, rồi khôi phục lại"
        ) from exc
    finally:
        if is_new and data.is_dir() and not any(data.iterdir()):
            data.rmdir()


def _unpacked(backup: Backup, folder: Path) -> tuple[Library, int]:
    """Put the versions into `folder`; the library they have, and how often it moved."""
    versions = VersionStore(folder / LIBRARY)
    for name in backup.library_files():
        path = versions.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(backup.read(f"{LIBRARY}{name}"))
    try:
        head = versions.head()
        if head is None or head.version != backup.manifest.version:
            raise backup.unusable("thư viện trong đó không phải bản mà mục lục ghi")
        library = Library.of(versions.files(head.version))
    except CorpusError as exc:
        raise backup.unusable(f"thư viện trong đó không dùng được: {exc}") from exc
    return library, len(versions.versions())


def _put_secret(backup: Backup, folder: Path, data: Path) -> None:
    """The store is empty, so that a secret which is there already belongs to nobody."""
    fresh = folder / SECRET_FILE
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(backup.read(SECRET_FILE))
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(data / SECRET_FILE)
    sync_folder(data)


async def _put_store(
    settings: Settings, backup: Backup, head: Head | None, *, filled: bool
) -> tuple[int, Break | None]:
    """Fill the store unless it is; how many rows it has, and where its audit log is broken."""
    rows = 0
    async with Store.open(settings.database_url, settings.data) as store:
        async with store.database.writing() as session:
            if not filled and await tables_with_rows(session):
                raise _occupied("kho dữ liệu vừa được ghi", settings)
            for table in table_names():
                lines = backup.lines(store_entry(table))
                rows += sum(1 for _ in lines) if filled else await fill(session, table, lines)
            await count_on(session, backup.manifest.counters)
        if head is not None:
            AuditHead(settings.data, store.database.address.place).advance(head)
        return rows, await store.audit.verify()


def _put_library(folder: Path, place: Path) -> None:
    os.sync()  # what the rename makes visible is on disk before it
    if place.exists():
        place.rename(folder / "replaced")  # without a version: a lock, leftovers
    (folder / LIBRARY).rename(place)
    sync_folder(place.parent)
