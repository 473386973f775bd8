"""Invitations: a code that gives whoever sends it a role, so often and until then."""

import datetime as dt
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, cast

from sqlalchemy import ColumnElement, delete, select, update

from bot.store.audit import Audit
from bot.store.changing import changed
from bot.store.database import Database
from bot.store.keys import Keys
from bot.store.nouns import Invitation, Redeemed, Role
from bot.store.people import People
from bot.store.records import InvitationRecord, PersonRecord

# Crockford's base 32: no letter that is read as a digit, so that a code can be told by phone.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011", "- \t\r\n")
_GROUPS, _GROUP = 4, 4  # 80 bits
_CODE = re.compile(rf"[0-9A-Za-z]{{{_GROUP}}}(?:[- ]?[0-9A-Za-z]{{{_GROUP}}}){{{_GROUPS - 1}}}")
RANKS: dict[Role, int] = {"cadre": 1, "editor": 2, "admin": 3}


@dataclass(frozen=True)
class NewInvitation:
    """An invitation just made; `code` is told here only."""

    number: int
    code: str
    role: Role
    expires_at: dt.datetime
    uses: int


def is_code(typed: str) -> bool:
    """Whether `typed` may be a code: its letters, in one piece or in its groups."""
    return _CODE.fullmatch(typed.strip()) is not None


def read_code(typed: str) -> str:
    """A code as it was made, from how people type it: small letters, O for 0, no dashes."""
    return typed.upper().translate(_READ_AS)


class Invitations:
    """Made, redeemed and revoked; each is told in the audit log."""

    def __init__(
        self,
        database: Database,
        keys: Keys,
        audit: Audit,
        people: People,
        clock: Callable[[], dt.datetime],
    ) -> None:
        self._database = database
        self._keys = keys
        self._audit = audit
        self._people = people
        self._clock = clock

    async def create(self, role: Role, *, by: str, days: float = 7, uses: int = 1) -> NewInvitation:
        """Make an invitation; `by` is the key of who invites."""
        groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
        code, now = "-".join(groups), self._clock()
        async with self._database.writing() as session:
            record = InvitationRecord(
                code=self._keys.code(read_code(code)),
                role=role,
                made_by=by,
                made_at=now,
                expires_at=now + dt.timedelta(days=days),
                uses_left=uses,
                revoked_at=None,
            )
            session.add(record)
            await session.flush()
            details = {"invitation": record.number, "role": role, "days": days, "uses": uses}
            await self._audit.append_in(session, by, "invite", details=details)
            return NewInvitation(record.number, code, role, record.expires_at, uses)

    async def redeem(
        self,
        code: str,
        channel: str,
        person_id: str | int,
        *,
        address: str | int = "",
        name: str = "",
    ) -> Redeemed:
        """Give whoever sent `code` its role, where it is good; one use of it is then spent."""
        key = self._keys.person(channel, person_id)
        async with self._database.writing() as session:
            found = await session.scalar(
                select(InvitationRecord)
                .where(InvitationRecord.code == self._keys.code(read_code(code)))
                .with_for_update()  # one redeems at a time; SQLite's writers are alone anyway
            )
            person = await session.get(PersonRecord, key)
            role = cast("Role", person.role) if person and person.revoked_at is None else None
            if found is None:
                return Redeemed("unknown", role)
            offered = cast("Role", found.role)
            if role is not None and RANKS[role] >= RANKS[offered]:
                return Redeemed("already", role)  # also who pressed the link twice
            problem = self._problem(found, person)
            if problem:
                return Redeemed(problem, role)
            found.uses_left -= 1
            await self._people.put_in(session, key, channel, offered, str(address), name)
            details = {"invitation": found.number, "person": key, "role": offered}
            await self._audit.append_in(session, key, "redeem", details=details)
            return Redeemed("welcome", offered)

    def _problem(
        self, found: InvitationRecord, person: PersonRecord | None
    ) -> Literal["revoked", "expired", "spent", "barred"] | None:
        if found.revoked_at is not None:
            return "revoked"
        if person and person.revoked_at and person.revoked_at >= found.made_at:
            return "barred"
        if found.expires_at <= self._clock():
            return "expired"
        return None if found.uses_left > 0 else "spent"

    async def revoke_code(self, code: str, *, by: str) -> bool:
        """Make a code worthless at once; False when there is none such that was good."""
        mine = InvitationRecord.code == self._keys.code(read_code(code))
        return await self._revoke(mine, by)

    async def revoke_number(self, number: int, *, by: str) -> bool:
        """As `revoke_code`, by the number in the list."""
        return await self._revoke(InvitationRecord.number == number, by)

    async def _revoke(self, mine: ColumnElement[bool], by: str) -> bool:
        async with self._database.writing() as session:
            number = await session.scalar(select(InvitationRecord.number).where(mine))
            revoked = (
                update(InvitationRecord)
                .where(mine, InvitationRecord.revoked_at.is_(None))
                .values(revoked_at=self._clock())
            )
            if not await changed(session, revoked):
                return False
            details = {"invitation": number}
            await self._audit.append_in(session, by, "revoke_invitation", details=details)
            return True

    async def open(self) -> list[Invitation]:
        """The invitations that can still be redeemed, the first to end first."""
        record = InvitationRecord
        query = (
            select(record)
            .where(
                record.revoked_at.is_(None),
                record.uses_left > 0,
                record.expires_at > self._clock(),
            )
            .order_by(record.expires_at, record.number)
        )
        async with self._database.reading() as session:
            return [_invitation(one) for one in await session.scalars(query)]

    async def purge(self, before: dt.datetime) -> int:
        """Delete what ended before an instant."""
        async with self._database.writing() as session:
            return await changed(
                session, delete(InvitationRecord).where(InvitationRecord.expires_at < before)
            )


def _invitation(record: InvitationRecord) -> Invitation:
    return Invitation(
        record.number,
        cast("Role", record.role),
        record.made_by,
        record.made_at,
        record.expires_at,
        record.uses_left,
        record.revoked_at,
    )
