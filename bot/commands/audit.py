"""`giaoban audit`: who did what, and whether the log is as it was written."""

import asyncio
import json
from typing import Annotated

import typer

from bot.commands.opening import names_of_keys, opened
from bot.store.nouns import utc_now
from corpus.dates import HANOI

_SHORT = 12


def audit(
    verify: Annotated[
        bool, typer.Option("--verify", help="chỉ kiểm tra; mã thoát 1 nếu nhật ký đã bị sửa")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="in bấy nhiêu mục mới nhất")] = 50,
) -> None:
    """In nhật ký thay đổi, hoặc kiểm tra nó còn nguyên vẹn."""
    raise SystemExit(asyncio.run(_verify() if verify else _print(limit)))


async def _print(limit: int) -> int:
    async with opened() as work:
        names = await names_of_keys(work)
        for entry in reversed(await work.store.audit.last(limit)):
            details = json.loads(entry.details)
            told = [f"{key}={names.get(str(value), value)}" for key, value in details.items()]
            if entry.from_version or entry.to_version:
                told.insert(0, f"{entry.from_version or '-'} -> {entry.to_version or '-'}")
            who = names.get(entry.actor, entry.actor[:_SHORT])
            at = f"{entry.at.astimezone(HANOI):%d/%m/%Y %H:%M:%S}"
            print("  ".join([str(entry.number), at, who, entry.act, *told]))
    return 0


async def _verify() -> int:
    async with opened() as work:
        found = await work.store.audit.verify()
        last = await work.store.audit.last(1)
    if found is not None:
        print(f"HỎNG ở mục {found.number}: {found.why}")
        return 1
    if not last:
        print("nhật ký còn trống")
        return 0
    at = f"{utc_now().astimezone(HANOI):%H:%M %d/%m/%Y}"
    print(f"nguyên vẹn lúc {at}: {last[0].number} mục, mã băm cuối {last[0].hash}")
    return 0
