"""Who may what, from a chat: inviting, looking, and taking rights away."""

import datetime as dt
from collections.abc import Iterable
from typing import cast

from bot.access import Access, Forbidden
from bot.admin.desk import Command
from bot.admin.page import ACTS, listed, page
from bot.names import Names
from bot.reception import Visitor
from bot.replies import Reply
from bot.store.nouns import Role
from bot.store.store import Store
from corpus.dates import HANOI
from corpus.errors import Refusal

ROLES: dict[Role, str] = {"admin": "quản trị", "editor": "biên tập", "cadre": "cán bộ"}
_CALLED = {
    "admin": "admin", "quantri": "admin", "editor": "editor", "bientap": "editor",
    "cadre": "cadre", "canbo": "cadre", "": "cadre",
}  # fmt: skip
_SHORT = 8
_AUDIT_SHOWN = 15


class PeopleCommands:
    """`/moi`, `/nguoi`, `/thuhoi`, `/nhatky`."""

    def __init__(self, access: Access, store: Store, names: Names, version: str = "") -> None:
        self._access = access
        self._store = store
        self._names = names
        self._version = version

    def commands(self) -> Iterable[Command]:
        """What may be typed, in the order of the help."""
        return (
            Command("moi", "manage", "lập mã mời: /moi canbo, bientap hay quantri", self._invite),
            Command("nguoi", "manage", "ai có vai trò gì", self._people),
            Command("thuhoi", "manage", "thu quyền hay huỷ lời mời: /thuhoi MÃ", self._revoke),
            Command("nhatky", "manage", "những việc gần đây", self._audit),
        )

    async def _invite(self, visitor: Visitor, text: str) -> Reply:
        role = _CALLED.get(text.lower().replace(" ", ""))
        if role is None:
            todo = "Chọn canbo, bientap hay quantri, như /moi canbo."
            raise Refusal("role", f"“{text}”", "không phải một vai trò", todo)
        made = await self._access.invite(visitor.channel, visitor.id, cast("Role", role))
        until = _time(made.expires_at)
        return self._page(
            f"Mã mời {ROLES[made.role]}: {made.code}",
            f"Dùng được một lần, đến {until}. Người được mời nhắn đúng mã này cho tôi.",
            f"Huỷ: /thuhoi {made.number}",
        )

    async def _people(self, _visitor: Visitor, _text: str) -> Reply:
        lines = [
            f"• {one.key[:_SHORT]}: {one.name or one.channel}, {ROLES[one.role]}"
            + (f", thu quyền {_time(one.revoked_at)}" if one.revoked_at else "")
            for one in await self._store.people.all()
        ]
        lines += [
            f"• lời mời {one.number}: {ROLES[one.role]}, còn {one.uses_left} lượt, "
            f"đến {_time(one.expires_at)}"
            for one in await self._store.invitations.open()
        ]
        return self._page("Người có vai trò", listed(lines) or "Chưa mời ai.")

    async def _revoke(self, visitor: Visitor, text: str) -> Reply:
        if not text:
            return self._page("", "Ghi mã người hay số lời mời: /thuhoi MÃ. Mã có ở /nguoi.")
        person = next(
            (
                one
                for one in await self._store.people.all()
                if one.revoked_at is None and len(text) >= _SHORT and one.key.startswith(text)
            ),
            None,
        )
        try:
            if person is not None:
                by = self._names.key_of(visitor.channel, visitor.id)
                done = await self._store.people.revoke(person.key, by=by)
            else:
                done = await self._access.revoke_invitation(visitor.channel, visitor.id, text)
        except Forbidden as forbidden:
            return self._page("Không làm được", str(forbidden))
        if not done:
            todo = "Xem mã ở /nguoi."
            raise Refusal("person", f"“{text}”", "không có người hay lời mời nào như thế", todo)
        return self._page("", "Đã thu, có hiệu lực ngay.")

    async def _audit(self, _visitor: Visitor, _text: str) -> Reply:
        names = await self._names.names()
        lines = [
            f"• {entry.number} · {_time(entry.at)} · {names.get(entry.actor, entry.actor[:_SHORT])}"
            f" · {ACTS.get(entry.act, entry.act)} {entry.to_version[:_SHORT]}".rstrip()
            for entry in await self._store.audit.last(_AUDIT_SHOWN)
        ]
        return self._page("Nhật ký, mới nhất trước", listed(lines) or "Chưa có gì.")

    def _page(self, heading: str, *paragraphs: str) -> Reply:
        return page(heading, *paragraphs, library=self._version)


def _time(at: dt.datetime) -> str:
    return f"{at.astimezone(HANOI):%H:%M %d/%m/%Y}"
