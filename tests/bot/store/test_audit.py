"""The audit log: only grown, and what verifying it finds."""

import asyncio
import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.store.audit import GENESIS
from bot.store.audit_head import HEAD_FILE
from bot.store.store import Store
from tests.bot.store.conftest import Clock, Place

pytestmark = pytest.mark.asyncio
WHO = "a" * 32


async def grow(store: Store, count: int, clock: Clock) -> None:
    for number in range(1, count + 1):
        clock.pass_(minutes=1)
        details = {"document": f"{number}-hd-xyz", "đoạn": number}
        await store.audit.append(
            WHO, "add", from_version=f"v{number - 1}", to_version=f"v{number}", details=details
        )


async def tamper(store: Store, *statements: str) -> None:
    """Change the table as somebody would who owns the database: without its triggers."""
    sqlite = store.database.is_sqlite
    off = (
        [f"DROP TRIGGER audit_no_{act}" for act in ("update", "delete", "replace")]
        if sqlite
        else ["ALTER TABLE audit DISABLE TRIGGER audit_no_change"]
    )
    async with store.database.writing() as session:
        for statement in (*off, *statements):
            await session.execute(text(statement))


async def test_entries_are_chained_from_the_first(store: Store, clock: Clock) -> None:
    await grow(store, 3, clock)
    entries = [entry async for entry in store.audit.all()]
    assert [entry.number for entry in entries] == [1, 2, 3]
    assert [entry.previous for entry in entries] == [GENESIS, entries[0].hash, entries[1].hash]
    assert (entries[2].from_version, entries[2].to_version) == ("v2", "v3")
    assert json.loads(entries[2].details) == {"document": "3-hd-xyz", "đoạn": 3}
    assert entries[2].at == clock()
    assert await store.audit.last(2) == [entries[2], entries[1]]
    assert await store.audit.verify() is None


async def test_an_empty_log_is_whole(store: Store) -> None:
    assert await store.audit.verify() is None


async def test_the_hash_is_the_one_the_docstring_says(store: Store, clock: Clock) -> None:
    """Anybody can check an export without this program."""
    from hashlib import sha256

    await grow(store, 1, clock)
    [entry] = await store.audit.last(1)
    canonical = (
        f'{{"act":"add","actor":"{WHO}","at":"2026-03-02T01:31:00.000000+00:00",'
        r'"details":"{\"document\": \"1-hd-xyz\", \"\\u0111o\\u1ea1n\": 1}",'
        f'"from_version":"v0","number":1,"previous":"{"0" * 64}","to_version":"v1"}}'
    )
    assert entry.canonical() == canonical
    assert entry.hash == sha256(canonical.encode()).hexdigest()


async def test_no_raw_id_gets_into_what_cannot_be_forgotten(store: Store) -> None:
    for actor in ("telegram:123", "123456789", "", "A" * 32, "a" * 33):
        with pytest.raises(ValueError, match="never an id"):
            await store.audit.append(actor, "add")
    assert await store.audit.last(1) == []


async def test_the_database_itself_refuses_to_change_or_delete(store: Store, clock: Clock) -> None:
    await grow(store, 2, clock)
    for statement in (
        "UPDATE audit SET act = 'x' WHERE number = 1",
        "DELETE FROM audit WHERE number = 2",
        "DELETE FROM audit",
    ):
        with pytest.raises(DBAPIError, match="only grows"):
            async with store.database.engine.begin() as connection:
                await connection.execute(text(statement))
    assert await store.audit.verify() is None


async def test_nor_does_it_take_the_ways_around(store: Store, clock: Clock) -> None:
    await grow(store, 2, clock)
    way = (
        "INSERT OR REPLACE INTO audit SELECT number, at, 'x', act, from_version, to_version, "
        "details, previous, hash FROM audit"
        if store.database.is_sqlite
        else "TRUNCATE audit"
    )
    with pytest.raises(DBAPIError, match="only grows"):
        async with store.database.engine.begin() as connection:
            await connection.execute(text(way))
    assert len([entry async for entry in store.audit.all()]) == 2


@pytest.mark.parametrize(
    ("statements", "number", "why"),
    [
        pytest.param(["UPDATE audit SET actor='b' WHERE number=1"], 1, "bị sửa", id="actor"),
        pytest.param(["UPDATE audit SET details='{}' WHERE number=4"], 4, "bị sửa", id="details"),
        pytest.param(["DELETE FROM audit WHERE number=2"], 2, "mất mục 2", id="one in the middle"),
        pytest.param(["DELETE FROM audit WHERE number=1"], 1, "mất mục 1", id="the first"),
        pytest.param(
            ["DELETE FROM audit WHERE number=2", "UPDATE audit SET number=number-1 WHERE number>2"],
            2,
            "bị sửa",
            id="deleted and closed up",
        ),
        pytest.param(["DELETE FROM audit WHERE number>=4"], 4, "đến mục 4, nay 3", id="the end"),
        pytest.param(["DELETE FROM audit"], 1, "đến mục 4, nay 0", id="everything"),
    ],
)
async def test_the_first_broken_entry_is_named(
    store: Store, clock: Clock, statements: list[str], number: int, why: str
) -> None:
    await grow(store, 4, clock)
    await tamper(store, *statements)
    found = await store.audit.verify()
    assert found is not None
    assert (found.number, why in found.why) == (number, True), found.why


async def test_a_chain_written_anew_is_told_by_what_the_folder_remembers(
    store: Store, clock: Clock
) -> None:
    await grow(store, 2, clock)
    await tamper(store, "DELETE FROM audit")
    await store.audit.append("b" * 32, "add")
    await store.audit.append("b" * 32, "add")
    found = await store.audit.verify()
    assert found is not None
    assert (found.number, "viết lại" in found.why) == (2, True)


async def test_a_folder_that_remembers_nothing_readable_raises_no_false_alarm(
    store: Store, place: Place, clock: Clock
) -> None:
    await grow(store, 2, clock)
    for content in ("", "[]", '{"sqlite": 1}', "\0"):
        (place.data / HEAD_FILE).write_text(content, encoding="utf-8")
        assert await store.audit.verify() is None
    (place.data / HEAD_FILE).unlink()
    assert await store.audit.verify() is None


async def test_a_folder_that_is_behind_raises_no_false_alarm_and_catches_up(
    store: Store, place: Place, clock: Clock
) -> None:
    """As a crash between the commit and the file leaves it."""
    await grow(store, 1, clock)
    head = place.data / HEAD_FILE
    behind = head.read_text(encoding="utf-8")
    await grow(store, 1, clock)
    head.write_text(behind, encoding="utf-8")
    assert await store.audit.verify() is None
    await grow(store, 1, clock)
    await tamper(store, "DELETE FROM audit WHERE number=3")
    assert await store.audit.verify() is not None


async def test_eight_who_append_at_once_make_one_chain(store: Store) -> None:
    await asyncio.gather(*(store.audit.append(WHO, f"act {n}") for n in range(8)))
    entries = [entry async for entry in store.audit.all()]
    assert sorted(entry.act for entry in entries) == [f"act {n}" for n in range(8)]
    assert await store.audit.verify() is None


async def test_an_act_that_fails_leaves_no_entry(store: Store) -> None:
    class Failed(Exception):
        pass

    async def add_and_fail() -> None:
        async with store.database.writing() as session:
            await store.audit.append_in(session, WHO, "add")
            raise Failed

    with pytest.raises(Failed):
        await add_and_fail()
    await store.audit.append(WHO, "add")
    assert [entry.number for entry in await store.audit.last(5)] == [1]
    assert await store.audit.verify() is None
