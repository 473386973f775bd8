"""The store: opened once per process, with one repository for each noun."""

import datetime as dt
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.store.address import address_of
from bot.store.audit import Audit
from bot.store.audit_head import AuditHead
from bot.store.conversations import Conversations
from bot.store.database import BUSY_S, Database
from bot.store.errors import StoreUnavailable
from bot.store.feedback import Feedback
from bot.store.forgetting import Forgotten, forget
from bot.store.invitations import Invitations
from bot.store.keys import Keys
from bot.store.migrating import migrate
from bot.store.nouns import Asked, Snapshot, utc_now
from bot.store.people import People
from bot.store.processed import Processed
from bot.store.questions import Questions
from bot.store.waiting import Waiting


class Store:
    """What the bot remembers. Made by `open`; belongs to the event loop that opened it."""

    def __init__(self, database: Database, data: Path, clock: Callable[[], dt.datetime]) -> None:
        self.clock = clock
        self.keys = Keys.load(data)
        self.questions = Questions(database)
        self.conversations = Conversations(database)
        self.feedback = Feedback(database, clock)
        self.processed = Processed(database, self.keys, clock)
        self.waiting = Waiting(database, self.keys, clock)
        head = AuditHead(data, database.address.place)
        self.audit = Audit(database, head, clock)
        self.people = People(database, self.keys, self.audit, clock)
        self.invitations = Invitations(database, self.keys, self.audit, self.people, clock)
        self.database = database

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        database: str | None,
        data: Path,
        *,
        clock: Callable[[], dt.datetime] = utc_now,
        busy_s: float = BUSY_S,
    ) -> AsyncIterator["Store"]:
        """Open GIAOBAN_DATABASE (None: the file in `data`), its tables made or upgraded.

        Several processes may do so at once. `busy_s` is how long a writer of SQLite waits for
        another. Raises StoreError with what to do when it can't be reached, read, written, or is
        newer than this program.
        """
        _make(data)
        opened = Database(address_of(database, data), busy_s=busy_s)
        try:
            await migrate(opened)
            yield cls(opened, data, clock)
        finally:
            await opened.close()

    def key_of(self, channel: str, person_id: str | int) -> str:
        """The key of a person, as the question log and the audit log name them."""
        return self.keys.person(channel, person_id)

    async def record(self, asked: Sequence[Asked], snapshots: Sequence[Snapshot]) -> None:
        """Write questions and conversations in one transaction, as the recorder does."""
        async with self.database.writing(durable=False) as session:
            await self.questions.add_in(session, asked)
            await self.conversations.save_in(session, snapshots)

    async def forget(self, channel: str, person_id: str | int, *, by: str) -> Forgotten:
        """Delete everything of a person; the audit log keeps that `by` did so."""
        return await forget(self.database, self.keys, self.audit, channel, str(person_id), by=by)


def _make(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise StoreUnavailable(
            f"không tạo được thư mục {data}: {exc.strerror}. Hãy đặt GIAOBAN_DATA khác"
        ) from exc
