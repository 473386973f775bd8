"""In which order updates are worked on: one after another within a chat, chats side by side."""

import asyncio
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from telegram import Update
from telegram.ext import BaseUpdateProcessor

# The base class counts waiting updates too, so a chat that waits long would starve the others.
# It is therefore never full; `at_once` below counts only those being worked on.
_NEVER_FULL = 1_000_000_000


@dataclass
class _Line:
    """The updates of one chat; forgotten when none is left."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0


class ChatOrder(BaseUpdateProcessor):
    """Locks per chat; at most `at_once` chats are worked on at a time, whoever came first.

    `arrived` is called with each update at once, before it waits for its turn.
    """

    def __init__(self, at_once: int, arrived: Callable[[object], None]) -> None:
        super().__init__(_NEVER_FULL)
        self._slots = asyncio.Semaphore(at_once)
        self._arrived = arrived
        self._lines: dict[Hashable, _Line] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to free."""

    @property
    def waiting(self) -> int:
        """Updates that are not done yet."""
        return len(self._tasks)

    def cancel_all(self) -> None:
        """Give up what is not done yet."""
        for task in self._tasks:
            task.cancel()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        task = cast("asyncio.Task[Any]", asyncio.current_task())
        self._tasks.add(task)
        try:
            self._arrived(update)
            async with self._turn(_chat(update)), self._slots:
                await coroutine
        finally:
            self._tasks.discard(task)
            if inspect.iscoroutine(coroutine):
                coroutine.close()  # if it was cancelled before its turn; else this does nothing

    @asynccontextmanager
    async def _turn(self, chat: Hashable) -> AsyncIterator[None]:
        line = self._lines.setdefault(chat, _Line())
        line.length += 1
        try:
            async with line.lock:
                yield
        finally:
            line.length -= 1
            if not line.length:
                del self._lines[chat]


def _chat(update: object) -> Hashable:
    chat = update.effective_chat if isinstance(update, Update) else None
    return None if chat is None else chat.id
