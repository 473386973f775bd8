"""Who has which role."""

import datetime as dt
from collections.abc import Callable
from typing import cast

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.audit import Audit
from bot.store.changing import changed
from bot.store.database import Database
from bot.store.keys import Keys
from bot.store.nouns import Person, Role, storable
from bot.store.records import InvitationRecord, PersonRecord

MOST_CHARACTERS_OF_A_NAME = 200


class People:
    """The people with a role, or who had one. Whoever has no row is everybody else."""

    def __init__(
        self, database: Database, keys: Keys, audit: Audit, clock: Callable[[], dt.datetime]
    ) -> None:
        self._database = database
        self._keys = keys
        self._audit = audit
        self._clock = clock

    async def role(self, channel: str, person_id: str | int) -> Role | None:
        """The role somebody has at this instant; None when none, or no longer."""
        key = self._keys.person(channel, person_id)
        query = select(PersonRecord.role).where(
            PersonRecord.key == key, PersonRecord.revoked_at.is_(None)
        )
        async with self._database.reading() as session:
            return cast("Role | None", await session.scalar(query))

    async def all(self) -> list[Person]:
        """Everybody, also whose role was taken away, the longest here first."""
        query = select(PersonRecord).order_by(PersonRecord.since, PersonRecord.key)
        async with self._database.reading() as session:
            return [person_of(record) for record in await session.scalars(query)]

    async def grant(
        self,
        channel: str,
        person_id: str | int,
        role: Role,
        *,
        by: str,
        address: str | int = "",
        name: str = "",
    ) -> None:
        """Give somebody a role, whatever they had; `by` is the key of who does it."""
        async with self._database.writing() as session:
            key = self._keys.person(channel, person_id)
            await self.put_in(session, key, channel, role, str(address), name)
            await self._audit.append_in(session, by, "grant", details={"person": key, "role": role})

    async def put_in(
        self,
        session: AsyncSession,
        key: str,
        channel: str,
        role: Role,
        address: str,
        name: str,
    ) -> None:
        """Write the row of somebody with a role from now on, in the caller's transaction."""
        insert = self._database.insert(PersonRecord).values(
            key=key,
            channel=channel,
            address=storable(address),
            name=storable(name, MOST_CHARACTERS_OF_A_NAME),
            role=role,
            since=self._clock(),
        )
        fields = ("channel", "address", "name", "role", "since")
        changes = {field: getattr(insert.excluded, field) for field in fields}
        await session.execute(
            insert.on_conflict_do_update(
                index_elements=["key"], set_={**changes, "revoked_at": None}
            )
        )

    async def revoke(self, key: str, *, by: str) -> bool:
        """Take a person's role away, and every invitation they made; False when they had none.

        `key` and `by` are keys, of the person and of who does it.
        """
        now = self._clock()
        async with self._database.writing() as session:
            theirs = (PersonRecord.key == key) & PersonRecord.revoked_at.is_(None)
            revoked = update(PersonRecord).where(theirs).values(revoked_at=now)
            if not await changed(session, revoked):
                return False
            made = (InvitationRecord.made_by == key) & InvitationRecord.revoked_at.is_(None)
            await session.execute(update(InvitationRecord).where(made).values(revoked_at=now))
            await self._audit.append_in(session, by, "revoke", details={"person": key})
            return True


def person_of(record: PersonRecord) -> Person:
    """The noun for a row."""
    return Person(
        record.key,
        record.channel,
        record.address,
        record.name,
        cast("Role", record.role),
        record.since,
        record.revoked_at,
    )
