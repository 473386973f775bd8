"""Who may do what: roles, from the store and from GIAOBAN_ADMINS.

admin > editor > cadre > everyone. Nothing is cached: what was granted or revoked counts for the
very next message, in every process.
"""

import logging
from collections.abc import Collection
from typing import TYPE_CHECKING, Literal

from bot.errors import BotError
from bot.store.errors import StoreError
from bot.store.nouns import Redeemed, Role

if TYPE_CHECKING:
    from bot.store.invitations import NewInvitation
    from bot.store.store import Store

Act = Literal["ask", "change", "manage"]
Rank = Role | Literal["everyone"]

_RANK: dict[Rank, int] = {"everyone": 0, "cadre": 1, "editor": 2, "admin": 3}
_NEEDED: dict[Act, Rank] = {"ask": "cadre", "change": "editor", "manage": "admin"}
# Whoever types on the server itself holds the files anyway.
AT_THE_SERVER = "terminal"

# An invitation's number in the list is shorter than any code.
_MOST_DIGITS = 9

log = logging.getLogger(__name__)


class Forbidden(BotError):
    """Somebody without the role for it wanted to invite or revoke."""


class Access:
    """Decides by roles; `open_to_all` lets everyone ask, `admins` are ids of Telegram."""

    def __init__(self, store: "Store", *, open_to_all: bool, admins: Collection[str] = ()) -> None:
        self._store = store
        self._open = open_to_all
        self._admins = frozenset(admins)
        # By the keys of people; asked only while the store is away.
        self._last_known: dict[str, Rank] = {}

    async def learn(self) -> None:
        """Note everybody's role, for when the store is away. Raises StoreError."""
        self._last_known = {
            person.key: person.role
            for person in await self._store.people.all()
            if person.revoked_at is None
        }

    async def role(self, channel: str, person_id: str | int) -> Rank:
        """The role somebody has now. Raises StoreError."""
        if channel == AT_THE_SERVER or self._is_set(channel, person_id):
            return "admin"
        role = await self._store.people.role(channel, person_id) or "everyone"
        self._last_known[self._store.key_of(channel, person_id)] = role
        return role

    async def may(self, channel: str, person_id: str | int, act: Act) -> bool:
        """Whether somebody may ask, change documents, or manage people, now.

        Where the store is away, whoever was allowed to ask when last seen still is. For the other
        acts the StoreError is raised: they would go unrecorded.
        """
        if act == "ask" and self._open:
            return True
        needed = _RANK[_NEEDED[act]]
        try:
            return _RANK[await self.role(channel, person_id)] >= needed
        except StoreError as exc:
            if act != "ask":
                raise
            log.warning("không rõ ai được hỏi: %s", exc)
            known = self._last_known.get(self._store.key_of(channel, person_id), "everyone")
            return _RANK[known] >= needed

    async def invite(
        self, by_channel: str, by_id: str | int, role: Role, *, days: float = 7, uses: int = 1
    ) -> "NewInvitation":
        """Make an invitation; Forbidden unless the inviter may manage."""
        by = await self._manager(by_channel, by_id)
        return await self._store.invitations.create(role, by=by, days=days, uses=uses)

    async def redeem(
        self,
        code: str,
        channel: str,
        person_id: str | int,
        *,
        address: str | int = "",
        name: str = "",
    ) -> Redeemed:
        """Take up an invitation; `address` is the chat to write to."""
        return await self._store.invitations.redeem(
            code, channel, person_id, address=address, name=name
        )

    async def revoke(
        self, by_channel: str, by_id: str | int, channel: str, person_id: str | int
    ) -> bool:
        """Take somebody's role away at once; False when they had none.

        Raises Forbidden unless the other may manage, and for an admin by GIAOBAN_ADMINS.
        """
        by = await self._manager(by_channel, by_id)
        if self._is_set(channel, person_id):
            raise Forbidden("người này là quản trị theo GIAOBAN_ADMINS: hãy sửa thiết lập ấy")
        return await self._store.people.revoke(self._store.key_of(channel, person_id), by=by)

    async def revoke_invitation(self, by_channel: str, by_id: str | int, code: str) -> bool:
        """Make an invitation worthless, by its code or its number in the list."""
        by = await self._manager(by_channel, by_id)
        if code.isascii() and code.isdecimal() and len(code) <= _MOST_DIGITS:
            return await self._store.invitations.revoke_number(int(code), by=by)
        return await self._store.invitations.revoke_code(code, by=by)

    async def _manager(self, channel: str, person_id: str | int) -> str:
        if not await self.may(channel, person_id, "manage"):
            raise Forbidden("chỉ quản trị được mời và thu quyền")
        return self._store.key_of(channel, person_id)

    def _is_set(self, channel: str, person_id: str | int) -> bool:
        return channel == "telegram" and str(person_id) in self._admins
