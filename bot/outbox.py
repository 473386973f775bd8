"""What is to be said without having been asked: handed to the channel that knows the way."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.replies import Reply


@dataclass(frozen=True, eq=False)
class Outgoing:
    """A message to the chat at `address`. `failed` is called if it could not be sent."""

    address: str
    reply: Reply
    failed: Callable[[], Awaitable[None]]


class Outbox:
    """The messages of one channel that wait to be sent, in order."""

    def __init__(self) -> None:
        self._queue: asyncio.Queue[Outgoing] = asyncio.Queue()

    def put(self, outgoing: Outgoing) -> None:
        """Have it sent; from the event loop's thread."""
        self._queue.put_nowait(outgoing)

    def left(self) -> list[Outgoing]:
        """What nobody has taken; takes it."""
        return [self._queue.get_nowait() for _ in range(self._queue.qsize())]

    async def take(self) -> Outgoing:
        """The next message, when there is one."""
        return await self._queue.get()
