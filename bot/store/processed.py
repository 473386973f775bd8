"""Which messages were taken up, so that one delivered twice is answered once."""

import datetime as dt
from collections.abc import Callable

from sqlalchemy import ColumnElement, delete, select, update

from bot.store.changing import changed
from bot.store.database import Database
from bot.store.keys import Keys
from bot.store.records import ProcessedRecord


class Processed:
    """Messages by the keys of their ids: ids of chats are in them."""

    def __init__(self, database: Database, keys: Keys, clock: Callable[[], dt.datetime]) -> None:
        self._database = database
        self._keys = keys
        self._clock = clock

    async def claim(self, channel: str, message_id: str | int) -> bool:
        """Whether the message is the caller's to answer: True for one caller, ever."""
        insert = (
            self._database.insert(ProcessedRecord)
            .values(message=self._keys.message(channel, message_id), received_at=self._clock())
            .on_conflict_do_nothing()
        )
        async with self._database.writing(durable=False) as session:
            return await changed(session, insert) == 1

    async def release(self, channel: str, message_id: str | int) -> None:
        """Give back a message that was not answered after all, for another to claim."""
        mine = self._is(channel, message_id) & ProcessedRecord.replied_at.is_(None)
        async with self._database.writing(durable=False) as session:
            await session.execute(delete(ProcessedRecord).where(mine))

    async def mark_replied(self, channel: str, message_id: str | int) -> None:
        """Say that the message was answered."""
        async with self._database.writing(durable=False) as session:
            await session.execute(
                update(ProcessedRecord)
                .where(self._is(channel, message_id))
                .values(replied_at=self._clock())
            )

    async def replied(self, channel: str, message_id: str | int) -> bool:
        """Whether it was answered, by anybody."""
        done = select(ProcessedRecord.replied_at).where(self._is(channel, message_id))
        async with self._database.reading() as session:
            return await session.scalar(done) is not None

    def _is(self, channel: str, message_id: str | int) -> ColumnElement[bool]:
        return ProcessedRecord.message == self._keys.message(channel, message_id)

    async def purge(self, before: dt.datetime) -> int:
        """Delete what was received before an instant; how many messages that were."""
        async with self._database.writing() as session:
            return await changed(
                session, delete(ProcessedRecord).where(ProcessedRecord.received_at < before)
            )
