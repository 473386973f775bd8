"""`giaoban people`, `invite`, `revoke`: who has which role."""

import asyncio
import datetime as dt
from typing import Annotated, Literal

import typer

from bot.access import AT_THE_SERVER
from bot.commands.opening import Opened, names_of_keys, opened
from bot.errors import BotError
from bot.names import account
from bot.store.nouns import Person
from corpus.dates import HANOI

ROLES = {"admin": "quản trị", "editor": "biên tập", "cadre": "cán bộ"}
_MOST_DAYS, _MOST_USES = 365, 10_000
# Enough of a key to name one of a few thousand people by.
_SHORT = 8


class NobodySuch(BotError):
    """What was to be revoked is neither a person with a role nor a good invitation."""


def people() -> None:
    """In những người có vai trò và các lời mời còn dùng được."""
    asyncio.run(_people())


async def _people() -> None:
    async with opened() as work:
        for admin in work.settings.admin_ids:
            print(f"telegram:{admin}  {ROLES['admin']}, theo GIAOBAN_ADMINS")
        for person in await work.store.people.all():
            print(_line(person))
        names = await names_of_keys(work)
        for one in await work.store.invitations.open():
            print(
                f"lời mời {one.number}: {ROLES[one.role]}, còn {one.uses_left} lượt, "
                f"đến {_time(one.expires_at)}, {names.get(one.made_by, one.made_by[:_SHORT])} mời"
            )


def _line(person: Person) -> str:
    told = [person.key[:_SHORT], f"{person.channel}:{person.address}"]
    if person.name:
        told.append(person.name)
    since = f"từ {_time(person.since)}"
    until = f", thu quyền {_time(person.revoked_at)}" if person.revoked_at else ""
    return "  ".join([*told, f"{ROLES[person.role]}, {since}{until}"])


def invite(
    role: Annotated[
        Literal["admin", "editor", "cadre"],
        typer.Option(help="admin: quản trị; editor: biên tập; cadre: cán bộ"),
    ] = "cadre",
    days: Annotated[int, typer.Option(min=1, max=_MOST_DAYS, help="dùng được mấy ngày")] = 7,
    uses: Annotated[int, typer.Option(min=1, max=_MOST_USES, help="cho mấy người")] = 1,
) -> None:
    """Lập một lời mời và in mã của nó, chỉ lần này."""
    asyncio.run(_invite(role, days, uses))


async def _invite(role: Literal["admin", "editor", "cadre"], days: int, uses: int) -> None:
    async with opened() as work:
        made = await work.access.invite(AT_THE_SERVER, account(), role, days=days, uses=uses)
    print(made.code)
    print(
        f"Lời mời {made.number}: {ROLES[role]}, {uses} lượt, đến {_time(made.expires_at)}.\n"
        f"Telegram: gửi người ấy đường dẫn https://t.me/TÊN_BOT?start={made.code} "
        "(thay TÊN_BOT bằng tên của bot), bấm vào là xong.\n"
        "Kênh khác: gửi mã, người ấy nhắn lại đúng mã cho bot.\n"
        f"Thu lại: giaoban revoke {made.number}"
    )


def revoke(
    who: Annotated[
        str,
        typer.Argument(
            metavar="PERSON|CODE",
            help="người (kênh:mã số, hoặc mã đầu dòng trong `people`), mã mời, hoặc số của lời mời",
        ),
    ],
) -> None:
    """Thu quyền của một người, hoặc huỷ một lời mời, có hiệu lực ngay."""
    print(asyncio.run(_revoke(who.strip())))


async def _revoke(who: str) -> str:
    async with opened() as work:
        if ":" in who:
            channel, person_id = who.split(":", 1)
            if await work.access.revoke(AT_THE_SERVER, account(), channel, person_id):
                return f"Đã thu quyền của {who}."
            raise NobodySuch(f"{who} không có vai trò nào. Xem `giaoban people`")
        person = await _by_key(work, who)
        if person is not None:
            await work.store.people.revoke(person.key, by=work.actor)
            return f"Đã thu quyền của {person.name or person.key[:_SHORT]}."
        if await work.access.revoke_invitation(AT_THE_SERVER, account(), who):
            return f"Đã huỷ lời mời {who}."
    raise NobodySuch(
        f"{who} không phải người có vai trò, cũng không phải lời mời còn dùng được. "
        "Xem `giaoban people`"
    )


async def _by_key(work: Opened, start: str) -> Person | None:
    """The person whose key begins so, if it is one and `start` is long enough to mean it."""
    if len(start) < _SHORT:
        return None
    found = [
        person
        for person in await work.store.people.all()
        if person.revoked_at is None and person.key.startswith(start.lower())
    ]
    return found[0] if len(found) == 1 else None


def _time(at: dt.datetime) -> str:
    return f"{at.astimezone(HANOI):%H:%M %d/%m/%Y}"
