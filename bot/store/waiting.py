"""Who asked for a directive that is not held, and is told once when it comes."""

import datetime as dt
from collections.abc import Callable, Collection

from sqlalchemy import delete, select, update

from bot.store.changing import changed
from bot.store.database import Database
from bot.store.keys import Keys
from bot.store.nouns import Waiter, storable
from bot.store.records import WaitingRecord


class Waiting:
    """One row per chat and directive. The address is kept only until the chat was told."""

    def __init__(self, database: Database, keys: Keys, clock: Callable[[], dt.datetime]) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock

    async def add(
        self, channel: str, address: str | int, person_id: str | int, directive: str
    ) -> None:
        """Have the chat at `address` told when `directive` comes.

        Asking again changes nothing; asking after having been told waits anew.
        """
        insert = self._database.insert(WaitingRecord).values(
            channel=channel,
            address=storable(str(address)),
            chat=self._keys.chat(channel, address),
            person=self._keys.person(channel, person_id),
            directive=storable(directive),
            since=self._clock(),
        )
        again = {
            "address": insert.excluded.address,
            "person": insert.excluded.person,
            "since": insert.excluded.since,
            "told_at": None,
        }
        upsert = insert.on_conflict_do_update(
            index_elements=["directive", "chat"],
            set_=again,
            where=WaitingRecord.told_at.is_not(None),
        )
        async with self._database.writing() as session:
            await session.execute(upsert)

    async def due(self, directives: Collection[str]) -> list[Waiter]:
        """Who waits for one of `directives` and was not told, the longest waiting first."""
        record = WaitingRecord
        query = (
            select(record)
            .where(record.directive.in_(directives), record.told_at.is_(None))
            .order_by(record.since, record.id)
        )
        async with self._database.reading() as session:
            return [
                Waiter(one.id, one.channel, one.address, one.chat, one.directive)
                for one in await session.scalars(query)
            ]

    async def tell(self, waiter: Waiter) -> bool:
        """Whether the caller is the one to tell `waiter` now: True for one caller only."""
        mine = (WaitingRecord.id == waiter.id) & WaitingRecord.told_at.is_(None)
        async with self._database.writing() as session:
            told = update(WaitingRecord).where(mine).values(told_at=self._clock(), address="")
            return await changed(session, told) == 1

    async def untell(self, waiter: Waiter) -> None:
        """Take `tell` back: the message could not be sent."""
        async with self._database.writing() as session:
            await session.execute(
                update(WaitingRecord)
                .where(WaitingRecord.id == waiter.id)
                .values(told_at=None, address=waiter.address)
            )

    async def purge(self, before: dt.datetime) -> int:
        """Delete who was told, or began to wait and never was, before an instant."""
        old = (WaitingRecord.told_at < before) | (WaitingRecord.since < before)
        async with self._database.writing() as session:
            return await changed(session, delete(WaitingRecord).where(old))
