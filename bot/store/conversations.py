"""Where every chat stands, so that a restart forgets nobody's half question."""

import datetime as dt
import json
from collections.abc import Sequence

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.changing import changed
from bot.store.database import Database
from bot.store.nouns import Snapshot
from bot.store.records import ConversationRecord


class Conversations:
    """One snapshot per chat, the latest."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def load(self, chat: str) -> Snapshot | None:
        """The snapshot of the chat with this key."""
        async with self._database.reading() as session:
            found = await session.get(ConversationRecord, chat)
        if found is None:
            return None
        return Snapshot(chat, json.loads(found.snapshot), found.touched_at)

    async def save(self, snapshots: Sequence[Snapshot]) -> None:
        """Keep `snapshots`, at most one per chat; an older one than is there changes nothing."""
        async with self._database.writing(durable=False) as session:
            await self.save_in(session, snapshots)

    async def save_in(self, session: AsyncSession, snapshots: Sequence[Snapshot]) -> None:
        """As `save`, in a transaction of the caller's."""
        if not snapshots:
            return
        insert = self._database.insert(ConversationRecord)
        newer = insert.excluded.touched_at >= ConversationRecord.touched_at
        upsert = insert.on_conflict_do_update(
            index_elements=["chat"],
            set_={
                "snapshot": insert.excluded.snapshot,
                "touched_at": insert.excluded.touched_at,
            },
            where=newer,
        )
        # In one order, so that two writers of the same chats never wait for one another.
        rows = [
            {"chat": one.chat, "snapshot": one.dump(), "touched_at": one.touched_at}
            for one in sorted(snapshots, key=lambda snapshot: snapshot.chat)
        ]
        await session.execute(upsert, rows)

    async def purge(self, before: dt.datetime) -> int:
        """Delete what was last touched before an instant; how many chats that were."""
        async with self._database.writing() as session:
            old = delete(ConversationRecord).where(ConversationRecord.touched_at < before)
            return await changed(session, old)
