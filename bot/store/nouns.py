"""What the store takes and gives, without SQLAlchemy: the desk and channels may import this."""

import datetime as dt
import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Role = Literal["admin", "editor", "cadre"]
Verdict = Literal["up", "down"]

# A longer question is kept up to here: nobody rereads more, and a log is no place to fill a disk.
MOST_CHARACTERS = 4_000


def utc_now() -> dt.datetime:
    """The instant, in UTC."""
    return dt.datetime.now(dt.UTC)


def new_question_id() -> str:
    """An id of 16 hex digits, fit for a button beside the answer, before anything is stored."""
    return secrets.token_hex(8)


def group_key(words: Iterable[str]) -> str:
    """The same for questions with the same words, in whatever order and however often.

    `words` are a question's content words, already folded. No words give "", which is no group.
    """
    return " ".join(sorted({word for word in words if word}))


def storable(text: str, most: int = MOST_CHARACTERS) -> str:
    """`text` as every database takes it: no NUL, no half of a surrogate pair, not too long."""
    kept = text[:most].replace("\0", "\ufffd")
    return kept.encode("utf-8", "replace").decode("utf-8") if not kept.isascii() else kept


@dataclass(frozen=True)
class Asked:
    """A question and how it was answered, to be remembered.

    `person` and `chat` are keys (`bot.store.keys`), `group` is a `group_key`, `passages` are
    (document, locator), `directives` the ids asked for, held or not.
    """

    channel: str
    person: str
    chat: str
    text: str
    language: str
    status: str
    kind: str
    group: str = ""
    passages: tuple[tuple[str, str], ...] = ()
    directives: tuple[str, ...] = ()
    confidence: float = 0.0
    library: str = ""
    milliseconds: float = 0.0
    asked_at: dt.datetime = field(default_factory=utc_now)
    id: str = field(default_factory=new_question_id)


@dataclass(frozen=True)
class PastQuestion:
    """A question people asked, once however often they did; `asked_at` is the last time."""

    text: str
    language: str
    asked_at: dt.datetime


@dataclass(frozen=True)
class UnansweredGroup:
    """Questions with the same words that nothing was found for; `example` is the latest."""

    group: str
    example: str
    times: int
    people: int
    asked_at: dt.datetime


@dataclass(frozen=True)
class AskedDirective:
    """How often a directive was asked for, by how many people, and when last."""

    directive: str
    times: int
    people: int
    asked_at: dt.datetime


@dataclass(frozen=True)
class Snapshot:
    """A chat's conversation as the desk wrote it down; `state` is the desk's own affair."""

    chat: str
    state: Mapping[str, Any]
    touched_at: dt.datetime

    def dump(self) -> str:
        """`state` in ASCII: JSON may hold what a database's text may not."""
        return json.dumps(self.state)


@dataclass(frozen=True)
class Person:
    """Somebody with a role. `address` is the raw chat id, to write to; "" where none is known."""

    key: str
    channel: str
    address: str
    name: str
    role: Role
    since: dt.datetime
    revoked_at: dt.datetime | None


@dataclass(frozen=True)
class Invitation:
    """An invitation as it is listed: its code is known to nobody but who was given it."""

    number: int
    role: Role
    made_by: str
    made_at: dt.datetime
    expires_at: dt.datetime
    uses_left: int
    revoked_at: dt.datetime | None


@dataclass(frozen=True)
class Redeemed:
    """What came of a code, and the role that the person has now.

    "already" leaves the code unspent: the person's role is as high. "barred" is somebody whose
    rights were taken away after the invitation was made.
    """

    outcome: Literal["welcome", "already", "unknown", "expired", "spent", "revoked", "barred"]
    role: Role | None


@dataclass(frozen=True)
class Waiter:
    """Somebody to be told once that a directive has come; `id` is the store's own number."""

    id: int
    channel: str
    address: str
    chat: str
    directive: str
