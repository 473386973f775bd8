"""Takes a backup while the bot runs: documents, versions and store of one instant in one file."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.app import library_folder, versions_folder
from bot.backup_file import (
    LIBRARY,
    MANIFEST,
    BackupWriter,
    Manifest,
    is_library_file,
    new_backup,
    store_entry,
)
from bot.living import ORIGIN, PROGRAM
from bot.settings import Settings
from bot.store.audit_head import HEAD_FILE, AuditHead
from bot.store.keys import SECRET_FILE
from bot.store.migrating import schema_revision
from bot.store.nouns import utc_now
from bot.store.store import Store
from bot.store.transfer import counters, rows_of, snapshot, table_names
from corpus.files import hashes_of
from corpus.folder import read_folder
from corpus.journal import Version
from corpus.library import Library
from corpus.versions import VersionStore


@dataclass(frozen=True)
class Taken:
    """What is in a backup that was taken: files of the library's versions, rows of the store."""

    file: Path
    version: str
    files: int
    rows: int


async def take_backup(settings: Settings, file: Path) -> Taken:
    """Write a backup to `file`, which must not exist.

    Raises UnusableBackup, StoreError, and CorpusError when the library itself is damaged: such a
    backup would be of no use.
    """
    async with Store.open(settings.database_url, settings.data) as store:
        # Nobody changes the library until the rows are read too.
        with new_backup(file) as writer, _kept_still(settings) as (folder, head):
            files = _put_library(writer, folder)
            numbers, rows = await _put_store(writer, store, settings.data)
            manifest = Manifest(
                made_at=utc_now(),
                schema_revision=schema_revision(),
                version=head.version,
                counters=numbers,
                entries=writer.entries,
            )
            writer.put(MANIFEST, manifest.model_dump_json(indent=1).encode())
    return Taken(file, head.version, files, rows)


@contextmanager
def _kept_still(settings: Settings) -> Iterator[tuple[Path, Version]]:
    """The versions folder, that nobody writes to, and its head, found good.

    Where nothing was ever changed it is another one, with the base as its only version: a machine
    with another base is to answer the same.
    """
    versions = VersionStore(versions_folder(settings))
    if versions.head() is not None:
        with versions.lock():
            yield versions.folder, _good_head(versions)
        return
    with tempfile.TemporaryDirectory(prefix="giaoban-") as temporary:
        versions = VersionStore(Path(temporary) / "library")
        files = read_folder(library_folder(settings))
        origin = {ORIGIN: hashes_of(files)}
        versions.commit(files, action="base", by=PROGRAM, expected=None, imported=origin)
        yield versions.folder, _good_head(versions)


def _good_head(versions: VersionStore) -> Version:
    head = versions.head()
    if head is None:
        raise RuntimeError("a library without a version")
    Library.of(versions.files(head.version))
    return head


def _put_library(writer: BackupWriter, folder: Path) -> int:
    names = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")))
    count = 0
    for name in filter(is_library_file, names):
        writer.put(f"{LIBRARY}{name}", (folder / name).read_bytes())
        count += 1
    return count


async def _put_store(writer: BackupWriter, store: Store, data: Path) -> tuple[dict[str, int], int]:
    """Add all that is remembered; the counters, and how many rows."""
    # Before the rows: entries that come meanwhile must not be missed by who verifies.
    head = AuditHead(data, store.database.address.place).read()
    count = 0
    async with snapshot(store.database) as session:
        numbers = await counters(session)
        for table in table_names():
            with writer.entry(store_entry(table)) as stream:
                async for line in rows_of(session, table):
                    stream.write(line)
                    count += 1
    writer.put(SECRET_FILE, (data / SECRET_FILE).read_bytes())
    writer.put(HEAD_FILE, json.dumps(asdict(head) if head else None).encode())
    return numbers, count
