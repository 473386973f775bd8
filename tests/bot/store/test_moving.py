"""A backup of one kind of database, restored into the other."""

from pathlib import Path

import pytest

from bot.backup import take_backup
from bot.restoring import restore_backup
from bot.settings import Settings
from bot.store.audit import Entry
from bot.store.audit_head import AuditHead, Head
from bot.store.store import Store
from tests.bot.ben_may import write
from tests.bot.store.conftest import Place

pytestmark = pytest.mark.asyncio


async def grow(settings: Settings) -> None:
    async with Store.open(settings.database_url, settings.data) as store:
        who = store.key_of("telegram", 5)
        await store.invitations.create("editor", by=who)
        await store.waiting.add("telegram", 5, 5, "12-CT/BM")


async def known(settings: Settings) -> tuple[list[Entry], Head | None]:
    """The audit log, found whole, and the end of it that the data folder knows."""
    async with Store.open(settings.database_url, settings.data) as store:
        assert await store.audit.verify() is None
        head = AuditHead(settings.data, store.database.address.place).read()
        return [entry async for entry in store.audit.all()], head


@pytest.mark.parametrize("into_place", [True, False])
async def test_the_audit_log_and_its_end_move_along(
    empty_place: Place, tmp_path: Path, *, into_place: bool
) -> None:
    base = write(tmp_path / "base")
    there = Settings.from_env(
        {
            "GIAOBAN_LIBRARY": str(base),
            "GIAOBAN_DATA": str(empty_place.data),
            "GIAOBAN_DATABASE": empty_place.database or "",
        }
    )
    here = Settings(library=base, data=tmp_path / "here")
    source, target = (here, there) if into_place else (there, here)
    await grow(source)
    taken = await take_backup(source, tmp_path / "b.zip")
    done = await restore_backup(target, taken.file)
    assert (done.rows, done.broken) == (3, None)
    entries, head = await known(target)
    assert (entries, head) == await known(source)
    assert head == Head(entries[-1].number, entries[-1].hash)
    await grow(target)
    assert len((await known(target))[0]) == 2
