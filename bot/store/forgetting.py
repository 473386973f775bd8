"""Forgetting a person: every row of theirs, in every table.

The audit log is left as it is: it has only ever named a person by a key, and once the rows with
their id and name are gone nothing here leads from the key back to them. Who has the secret and
guesses an id can still tell that it is the key's: the log must stay whole.
"""

from dataclasses import dataclass, fields

from sqlalchemy import delete, select, text

from bot.store.audit import Audit
from bot.store.changing import changed
from bot.store.database import Database
from bot.store.keys import Keys
from bot.store.records import (
    ConversationRecord,
    FeedbackRecord,
    InvitationRecord,
    PersonRecord,
    QuestionRecord,
    WaitingRecord,
)
from bot.store.troubles import translated


@dataclass(frozen=True)
class Forgotten:
    """How many rows of each kind were deleted."""

    questions: int
    conversations: int
    feedback: int
    waiting: int
    roles: int
    invitations: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(getattr(self, field.name) for field in fields(self))


async def forget(
    database: Database, keys: Keys, audit: Audit, channel: str, person_id: str, *, by: str
) -> Forgotten:
    """Delete what the store has of a person, all or nothing.

    A conversation goes if it is their own chat, or a group's in which they asked: what it was
    about may be their question. Their opinions go, and others' opinions on answers to them;
    invitations they made stop working.
    """
    person, own_chat = keys.person(channel, person_id), keys.chat(channel, person_id)
    async with database.writing() as session:
        theirs = QuestionRecord.person == person
        asked = select(QuestionRecord.id).where(theirs)
        chats = select(QuestionRecord.chat).where(theirs)
        opinions = (FeedbackRecord.person == person) | FeedbackRecord.question.in_(asked)
        talks = (ConversationRecord.chat == own_chat) | ConversationRecord.chat.in_(chats)
        waiters = (WaitingRecord.person == person) | (WaitingRecord.chat == own_chat)
        made = InvitationRecord.made_by == person
        forgotten = Forgotten(
            feedback=await changed(session, delete(FeedbackRecord).where(opinions)),
            conversations=await changed(session, delete(ConversationRecord).where(talks)),
            waiting=await changed(session, delete(WaitingRecord).where(waiters)),
            questions=await changed(session, delete(QuestionRecord).where(theirs)),
            roles=await changed(session, delete(PersonRecord).where(PersonRecord.key == person)),
            invitations=await changed(session, delete(InvitationRecord).where(made)),
        )
        await audit.append_in(
            session, by, "forget", details={"person": person, "rows": forgotten.total}
        )
    await _wipe_log(database)
    return forgotten


async def _wipe_log(database: Database) -> None:
    """Empty SQLite's write-ahead log, where older pages stand until it is written over.

    While somebody reads an older state it stays; the next checkpoint takes care of it then.
    """
    if database.is_sqlite:
        with translated(database.address.shown):
            async with database.engine.connect() as connection:
                driver = await connection.execution_options(isolation_level="AUTOCOMMIT")
                await driver.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
