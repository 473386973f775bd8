"""A desk that a test can picture, and the real channel running against the strict server."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from pydantic import SecretStr

from bot.channels import telegram
from bot.outbox import Outbox
from bot.reception import Desk, OpenReception, Reception
from bot.replies import Action, Block, Reply
from tests.botapi import BotApi

TOKEN = "123456789:AAHtestTOKENtestTOKENtestTOKENtest0"
# Nothing here waits long, so that a test that goes wrong does so soon.
QUICK = telegram.Timing(
    poll_s=2,
    start_attempts=3,
    start_pause_s=0.02,
    network_pause_s=0.02,
    connect_s=1.0,
    read_s=1.0,
    drain_s=2.0,
)


def reply(*blocks: Block, actions: Sequence[Action] = ()) -> Reply:
    return Reply(
        status="answered",
        kind="task",
        language="vi",
        blocks=blocks,
        shown=blocks,
        actions=tuple(actions),
        library="v1",
    )


def said(text: str, *, kind: str = "text", **more: object) -> Block:
    return Block.model_validate({"kind": kind, "text": text, **more})


class EchoDesk:
    """Says every question back; what it was asked stands in `asked`.

    `answers` maps a question to its reply, or to what is raised instead of one.
    """

    def __init__(self, answers: dict[str, Reply | Exception] | None = None) -> None:
        self.answers = answers or {}
        self.asked: list[tuple[str, str]] = []

    def reply(self, chat: str, text: str) -> Reply:
        self.asked.append((chat, text))
        answer = self.answers.get(text)
        if isinstance(answer, Exception):
            raise answer
        return answer or reply(said(f"re: {text}"))

    def cannot_read(self, chat: str, what: str, text: str | None = None) -> Reply:
        self.asked.append((chat, f"<{what}>{text or ''}"))
        return reply(said(f"không đọc được: {what}"))

    def apology(self, chat: str) -> Reply:
        self.asked.append((chat, "<apology>"))
        return reply(said("xin lỗi"))


@asynccontextmanager
async def serving(
    reception: Reception,
    api: BotApi,
    *,
    timing: telegram.Timing = QUICK,
    on_alive: Callable[[], None] | None = None,
    outbox: Outbox | None = None,
) -> AsyncIterator[asyncio.Task[None]]:
    """The channel in a task of its own, already polling; stopped at the end as by its owner."""
    task = asyncio.create_task(
        telegram.serve(
            reception,
            token=SecretStr(api.token),
            api=api.url,
            on_alive=on_alive,
            outbox=outbox,
            timing=timing,
            signals=(),
        )
    )
    polls = len(api.called("getUpdates")) + 1
    polling = asyncio.create_task(api.until_called("getUpdates", polls, answered=False))
    try:
        await asyncio.wait({task, polling}, return_when=asyncio.FIRST_COMPLETED)
        yield task
    finally:
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
        task.cancel()
        await asyncio.wait({task})
        if not task.cancelled() and task.exception() is None:
            raise AssertionError("the channel stopped by itself")


@asynccontextmanager
async def running(
    desk: Desk,
    api: BotApi,
    *,
    timing: telegram.Timing = QUICK,
    on_alive: Callable[[], None] | None = None,
) -> AsyncIterator[asyncio.Task[None]]:
    """As `serving`, with a desk that everybody is led to."""
    async with serving(OpenReception(desk), api, timing=timing, on_alive=on_alive) as task:
        yield task
