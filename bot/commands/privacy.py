"""`giaoban forget`, `export`, `purge`: what is kept of people, taken out or taken away."""

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.opening import opened

_NAMES = {
    "questions": "câu hỏi",
    "conversations": "hội thoại",
    "feedback": "ý kiến",
    "processed": "tin đã nhận",
    "waiting": "lời hẹn báo",
    "roles": "vai trò",
    "invitations": "lời mời",
}


def forget(
    user: Annotated[str, typer.Argument(help="kênh:mã số, như telegram:123456789")],
    yes: Annotated[bool, typer.Option("--yes", help="không hỏi lại")] = False,
) -> None:
    """Xoá hết những gì lưu về một người."""
    channel, colon, person_id = user.strip().partition(":")
    if not (channel and colon and person_id):
        raise typer.BadParameter("ghi kênh:mã số, như telegram:123456789")
    if not yes:
        typer.confirm(f"Xoá hết những gì lưu về {channel}:{person_id}?", abort=True)
    print(asyncio.run(_forget(channel, person_id)))


async def _forget(channel: str, person_id: str) -> str:
    async with opened() as work:
        forgotten = await work.store.forget(channel, person_id, by=work.actor)
    return f"Đã xoá: {_counts(asdict(forgotten))}."


def export(
    folder: Annotated[Path, typer.Argument(help="thư mục nhận các tệp CSV")],
) -> None:
    """Xuất câu hỏi, ý kiến và nhật ký thay đổi ra CSV."""
    for file, count in asyncio.run(_export(folder)).items():
        print(f"{file}: {count} dòng")


async def _export(folder: Path) -> dict[Path, int]:
    from bot.store.exporting import export as write

    async with opened() as work:
        return await write(work.store, folder)


def purge() -> None:
    """Xoá ngay những gì cũ hơn GIAOBAN_RETENTION_DAYS."""
    print(asyncio.run(_purge()))


async def _purge() -> str:
    from bot.store.purging import purge as delete_old

    async with opened() as work:
        days = work.settings.retention_days
        purged = await delete_old(work.store, days)
    return f"Đã xoá dữ liệu cũ hơn {days} ngày: {_counts(asdict(purged))}."


def _counts(counts: dict[str, int]) -> str:
    told = [f"{count} {_NAMES[name]}" for name, count in counts.items() if count]
    return ", ".join(told) or "không có gì"
