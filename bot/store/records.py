"""The tables. A change here needs a migration: `test_migrating.py` compares the two."""

import datetime as dt

from sqlalchemy import DateTime, Dialect, ForeignKey, Index, MetaData, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class UtcTime(TypeDecorator[dt.datetime]):
    """An instant, aware and in UTC on both sides; SQLite keeps no zone, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: dt.datetime | None,
        dialect: Dialect,  # noqa: ARG002 - the signature is SQLAlchemy's
    ) -> dt.datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs its zone: {value}")
        return value.astimezone(dt.UTC)

    def process_result_value(
        self,
        value: dt.datetime | None,
        dialect: Dialect,  # noqa: ARG002 - as above
    ) -> dt.datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class Record(DeclarativeBase):
    """Base of the tables."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
        }
    )
    type_annotation_map = {dt.datetime: UtcTime, str: Text}  # noqa: RUF012 - SQLAlchemy's own form


class QuestionRecord(Record):
    """One question and how it was answered; `person` and `chat` are keys."""

    __tablename__ = "questions"

    id: Mapped[str] = mapped_column(primary_key=True)
    asked_at: Mapped[dt.datetime] = mapped_column(index=True)
    channel: Mapped[str]
    person: Mapped[str] = mapped_column(index=True)
    chat: Mapped[str]
    text: Mapped[str]
    group: Mapped[str] = mapped_column(index=True)
    language: Mapped[str]
    status: Mapped[str]
    kind: Mapped[str]
    passages: Mapped[str]  # JSON: [[document, locator], …]
    confidence: Mapped[float]
    library: Mapped[str]
    milliseconds: Mapped[float]


class AskedDirectiveRecord(Record):
    """A directive that a question asked for."""

    __tablename__ = "asked_directives"

    question: Mapped[str] = mapped_column(
        ForeignKey("questions.id", ondelete="CASCADE"), primary_key=True
    )
    directive: Mapped[str] = mapped_column(primary_key=True, index=True)


class ConversationRecord(Record):
    """The state of one chat."""

    __tablename__ = "conversations"

    chat: Mapped[str] = mapped_column(primary_key=True)
    snapshot: Mapped[str]  # JSON, in ASCII
    touched_at: Mapped[dt.datetime] = mapped_column(index=True)


class FeedbackRecord(Record):
    """What somebody thought of an answer. Its question may be gone, or not be stored yet."""

    __tablename__ = "feedback"

    question: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True, index=True)
    verdict: Mapped[str]
    word: Mapped[str]
    given_at: Mapped[dt.datetime] = mapped_column(index=True)


class ProcessedRecord(Record):
    """A message that somebody took up; `message` is a key, of the channel too."""

    __tablename__ = "processed"

    message: Mapped[str] = mapped_column(primary_key=True)
    received_at: Mapped[dt.datetime] = mapped_column(index=True)
    replied_at: Mapped[dt.datetime | None]


class WaitingRecord(Record):
    """A chat to be told when a directive comes; once told, `address` is empty."""

    __tablename__ = "waiting"

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    address: Mapped[str]
    chat: Mapped[str]
    person: Mapped[str] = mapped_column(index=True)
    directive: Mapped[str]
    since: Mapped[dt.datetime]
    told_at: Mapped[dt.datetime | None]

    __table_args__ = (Index("ix_waiting_directive_chat", "directive", "chat", unique=True),)


class PersonRecord(Record):
    """Somebody with a role, now or until `revoked_at`."""

    __tablename__ = "people"

    key: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str]
    address: Mapped[str]
    name: Mapped[str]
    role: Mapped[str]
    since: Mapped[dt.datetime]
    revoked_at: Mapped[dt.datetime | None]


class InvitationRecord(Record):
    """An invitation; `code` is the key of the code."""

    __tablename__ = "invitations"

    number: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    made_by: Mapped[str]
    made_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime] = mapped_column(index=True)
    uses_left: Mapped[int]
    revoked_at: Mapped[dt.datetime | None]

    # The audit log speaks of numbers: none is given twice.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's own form


class AuditRecord(Record):
    """One entry of the chain; triggers refuse to change or delete it."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime]
    actor: Mapped[str]
    act: Mapped[str]
    from_version: Mapped[str]
    to_version: Mapped[str]
    details: Mapped[str]  # JSON, in ASCII
    previous: Mapped[str]
    hash: Mapped[str]
