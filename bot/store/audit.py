"""The audit log: who did what, when, from which version to which. It only grows.

Every entry has the SHA-256 of its own canonical JSON, in which the hash of the entry before stands.
What `verify` can tell, and what nobody could:

- an entry changed, taken out, put in or moved: the chain breaks there;
- the end cut off: the last entry this data folder knows of (`bot.store.audit_head`) is missing;
- the whole chain written anew, by somebody who may write the database and the data folder: not
  seen here. Keep exports elsewhere, or note the last hash that `giaoban audit` prints.

Triggers refuse UPDATE and DELETE, so that no slip of ours or of an operator starts any of this.
"""

import datetime as dt
import json
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.audit_head import AuditHead, Head
from bot.store.database import Database
from bot.store.keys import is_key
from bot.store.nouns import storable
from bot.store.records import AuditRecord

GENESIS = "0" * 64
_LAST = "last audit entry"
_PAGE = 1_000


@dataclass(frozen=True)
class Entry:
    """One entry as it stands in the database; `details` is JSON, `actor` the key of a person."""

    number: int
    at: dt.datetime
    actor: str
    act: str
    from_version: str
    to_version: str
    details: str
    previous: str
    hash: str

    def canonical(self) -> str:
        """The JSON that is hashed: every field but the hash, sorted, in ASCII, without spaces."""
        return json.dumps(
            {
                "number": self.number,
                "at": self.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
                "actor": self.actor,
                "act": self.act,
                "from_version": self.from_version,
                "to_version": self.to_version,
                "details": self.details,
                "previous": self.previous,
            },
            sort_keys=True,
            separators=(",", ":"),
        )

    def computed(self) -> str:
        """What `hash` must be."""
        return sha256(self.canonical().encode("ascii")).hexdigest()


@dataclass(frozen=True)
class Break:
    """The first entry that is not as it was written; `why` is for people."""

    number: int
    why: str


class Audit:
    """Appends to the chain, reads and verifies it."""

    def __init__(
        self, database: Database, head: AuditHead, clock: Callable[[], dt.datetime]
    ) -> None:
        self._database = database
        self._head = head
        self._clock = clock
        database.after_commit = self._keep_head

    async def append(
        self,
        actor: str,
        act: str,
        *,
        from_version: str = "",
        to_version: str = "",
        details: Mapping[str, Any] | None = None,
    ) -> Entry:
        """Add an entry, after all others of all processes.

        `actor` is the key of a person; an id as a channel gives it is a ValueError, for what
        stands here cannot be forgotten. Neither may `details` hold one.
        """
        async with self._database.writing() as session:
            return await self.append_in(
                session,
                actor,
                act,
                from_version=from_version,
                to_version=to_version,
                details=details,
            )

    async def append_in(
        self,
        session: AsyncSession,
        actor: str,
        act: str,
        *,
        from_version: str = "",
        to_version: str = "",
        details: Mapping[str, Any] | None = None,
    ) -> Entry:
        """As `append`, in the transaction that does what is told of: both happen, or neither."""
        if not is_key(actor):
            raise ValueError("the actor of an audit entry is the key of a person, never an id")
        if not self._database.is_sqlite:
            # On SQLite every transaction that writes is alone already.
            await session.execute(text("LOCK TABLE audit IN EXCLUSIVE MODE"))
        newest = select(AuditRecord).order_by(AuditRecord.number.desc()).limit(1)
        last = await session.scalar(newest)
        entry = Entry(
            number=last.number + 1 if last else 1,
            at=self._clock(),
            actor=actor,
            act=storable(act),
            from_version=from_version,
            to_version=to_version,
            details=json.dumps(dict(details or {}), sort_keys=True),
            previous=last.hash if last else GENESIS,
            hash="",
        )
        entry = replace(entry, hash=entry.computed())
        session.add(AuditRecord(**asdict(entry)))
        await session.flush()
        session.info[_LAST] = entry
        return entry

    async def all(self, *, after: int = 0) -> AsyncIterator[Entry]:
        """Every entry with a number above `after`, in order, a page at a time."""
        while page := await self._page(after):
            for entry in page:
                yield entry
            after = page[-1].number

    async def last(self, limit: int) -> list[Entry]:
        """The last `limit` entries, the newest first."""
        query = select(AuditRecord).order_by(AuditRecord.number.desc()).limit(limit)
        async with self._database.reading() as session:
            return [_entry(record) for record in await session.scalars(query)]

    async def verify(self) -> Break | None:
        """The first broken entry, or None when the chain is whole as far as can be told."""
        head = self._head.read()  # before the entries: more of them may come meanwhile
        number, previous, seen = 0, GENESIS, head is None
        async for entry in self.all(after=-1):
            number += 1
            if entry.number != number:
                return Break(number, f"mất mục {number}: sau mục {number - 1} là {entry.number}")
            if entry.hash != entry.computed():
                return Break(number, "nội dung đã bị sửa: không khớp mã băm của chính nó")
            if entry.previous != previous:
                return Break(number, "không nối với mục trước: mục trước đã bị sửa hoặc thay")
            previous = entry.hash
            if head is not None and head.number == number:
                if head.hash != entry.hash:
                    return Break(number, "khác mục mà thư mục dữ liệu đã ghi nhớ: đã bị viết lại")
                seen = True
        if head is not None and not seen:
            return Break(
                number + 1, f"phần cuối bị cắt: nhật ký từng có đến mục {head.number}, nay {number}"
            )
        return None

    async def _page(self, after: int) -> list[Entry]:
        query = (
            select(AuditRecord)
            .where(AuditRecord.number > after)
            .order_by(AuditRecord.number)
            .limit(_PAGE)
        )
        async with self._database.reading() as session:
            return [_entry(record) for record in await session.scalars(query)]

    def _keep_head(self, session: AsyncSession) -> None:
        entry = session.info.pop(_LAST, None)
        if entry is not None:
            self._head.advance(Head(entry.number, entry.hash))


def _entry(record: AuditRecord) -> Entry:
    return Entry(
        record.number,
        record.at,
        record.actor,
        record.act,
        record.from_version,
        record.to_version,
        record.details,
        record.previous,
        record.hash,
    )
