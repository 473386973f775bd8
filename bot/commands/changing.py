"""A change from the command line: what differs is shown, confirmed, made live, written down."""

import sys
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.commands.opening import Opened, opened
from bot.errors import BotError

if TYPE_CHECKING:
    from bot.changing import ChangeOffice, Prepared

SHORT = 8


class NotConfirmed(BotError):
    """Nobody is there to say yes."""


@dataclass(frozen=True)
class Work:
    """What a command changes the library with."""

    opened: Opened
    office: "ChangeOffice"


@asynccontextmanager
async def office() -> AsyncIterator[Work]:
    """The living library of the settings, with its store. Raises what opening them raises.

    What changed in the base folder comes in by `giaoban reload`, not by the way.
    """
    from bot.app import build_living
    from bot.changing import ChangeOffice

    async with opened() as work:
        living = build_living(work.settings)
        living.open(merging=False, allow_empty=True)

        async def questions() -> list[str]:
            past = await work.store.questions.latest(work.settings.preview_questions)
            return [one.text for one in past]

        yield Work(work, ChangeOffice(living, work.store.audit, questions))


async def confirm(
    work: Work, prepared: "Prepared", *, yes: bool, told: Collection[str] = ()
) -> bool:
    """Show what changes for those who ask, and make it live if somebody says yes.

    `told` are notes that were shown already. Raises NotConfirmed where nobody can be asked.
    """
    from rich.console import Console

    from bot.preview_report import table

    for note in prepared.proposal.notes:
        if note not in told:
            print(f"• {note}")
    Console(highlight=False).print(table(prepared.preview))
    if prepared.proposal.unchanged:
        print("Thư viện vẫn y như thế: không có gì để áp dụng.")
        return True
    if not yes and not _asked():
        print("Không thay đổi gì.")
        return False
    before = prepared.proposal.current
    version = await work.office.accept(prepared, actor=work.opened.actor)
    done = f"Xong: phiên bản {version.version[:SHORT]}"
    if before.library.documents:
        back = before.version[:SHORT]
        done += f", trước đó {back}. Quay lại: giaoban rollback {back}"
    print(done)
    return True


def _asked() -> bool:
    if not sys.stdin.isatty():
        raise NotConfirmed("chưa áp dụng: không có ai để hỏi. Thêm --yes để áp dụng luôn")
    return input("Áp dụng? [c/K] ").strip().lower() in ("c", "có", "co", "y", "yes")
