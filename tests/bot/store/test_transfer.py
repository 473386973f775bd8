"""The store's rows as lines, out of one database and into another of either kind."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import delete

from bot.store.nouns import Asked
from bot.store.records import InvitationRecord
from bot.store.store import Store
from bot.store.transfer import (
    count_on,
    counters,
    digest,
    fill,
    row_of,
    rows_of,
    snapshot,
    table_names,
    tables_with_rows,
)
from tests.bot.store.conftest import Clock

pytestmark = pytest.mark.asyncio

Dump = Mapping[str, list[bytes]]


async def live(store: Store) -> None:
    """Something in every numbered table, and the last invitation deleted again."""
    who = store.key_of("telegram", 5)
    for text in ("một câu \U0001f375", "câu “hai”\nhai dòng", "Ă trước a"):
        directives = ("12-CT/BM", "9-CT/BM")
        asked = Asked(
            "web", who, who, text, "vi", "x", "y", directives=directives, confidence=1 / 3
        )
        await store.questions.add([asked])
    for role in ("editor", "cadre", "admin"):
        await store.invitations.create(role, by=who)
    async with store.database.writing() as session:
        await session.execute(delete(InvitationRecord).where(InvitationRecord.number == 3))
    await store.waiting.add("telegram", 5, 5, "12-CT/BM")
    await store.waiting.add("telegram", 6, 6, "12-CT/BM")


async def dump(store: Store) -> tuple[Dump, dict[str, int]]:
    async with snapshot(store.database) as session:
        rows = {name: [line async for line in rows_of(session, name)] for name in table_names()}
        return rows, await counters(session)


async def load(store: Store, rows: Dump, numbers: Mapping[str, int]) -> None:
    async with store.database.writing() as session:
        for name in table_names():
            assert await fill(session, name, rows[name]) == len(rows[name])
        await count_on(session, numbers)


async def test_every_row_is_the_same_in_another_store_of_either_kind(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    """From SQLite into this store, and from this store into SQLite; the audit log stays whole."""
    async with Store.open(None, tmp_path / "first", clock=clock) as first:
        await live(first)
        rows, numbers = await dump(first)
    await load(store, rows, numbers)
    assert (await dump(store))[0] == rows
    assert await store.audit.verify() is None
    async with Store.open(None, tmp_path / "last", clock=clock) as last:
        await load(last, *(await dump(store)))
        assert await dump(last) == (rows, numbers)


async def test_numbers_go_on_after_the_last_that_was_given_out(store: Store) -> None:
    """Of a deleted row too: the audit log speaks of numbers."""
    rows: dict[str, list[bytes]] = {name: [] for name in table_names()}
    await load(store, rows, {"invitations": 7})
    who = store.key_of("telegram", 5)
    await store.invitations.create("editor", by=who)
    assert [one.number for one in await store.invitations.open()] == [8]


async def test_rows_that_were_filled_in_do_not_hinder_new_ones(
    store: Store, clock: Clock, tmp_path: Path
) -> None:
    async with Store.open(None, tmp_path / "first", clock=clock) as first:
        await live(first)
        rows, numbers = await dump(first)
    await load(store, rows, numbers)
    await store.waiting.add("telegram", 7, 7, "12-CT/BM")
    assert len({one.id for one in await store.waiting.due(["12-CT/BM"])}) == 3
    await store.invitations.create("editor", by=store.key_of("telegram", 5))
    assert max(one.number for one in await store.invitations.open()) == 4


async def test_a_snapshot_sees_nothing_of_what_is_written_meanwhile(store: Store) -> None:
    await live(store)
    async with snapshot(store.database) as session:
        before = {name: await digest(session, name) for name in table_names()}
        await live(store)
        assert {name: await digest(session, name) for name in table_names()} == before
    async with snapshot(store.database) as session:
        assert await digest(session, "questions") != before["questions"]


async def test_an_empty_store_has_no_table_with_rows(store: Store) -> None:
    async with store.database.reading() as session:
        assert await tables_with_rows(session) == []
    await live(store)
    async with store.database.reading() as session:
        found = await tables_with_rows(session)
    assert set(found) == {"questions", "asked_directives", "waiting", "invitations", "audit"}


@pytest.mark.parametrize("line", [b"[]", b"{}", b'{"id": 1}', b"", b"\xff", b"null"])
async def test_what_is_no_row_is_said_to_be_none(line: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever JSON says
        row_of("questions", line)
