"""The queue of updates behind getUpdates, with its rules for confirming and conflicts."""

import asyncio
from collections.abc import Collection
from typing import Any

from tests.botapi.errors import ApiError, BadRequest

CONFLICT = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance "
    "is running"
)
WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete "
    "the webhook first"
)
# Without allowed_updates, Telegram leaves these out.
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Updates:
    """Updates not yet confirmed, oldest first."""

    def __init__(self, first_id: int) -> None:
        self.next_id = first_id
        self.pending: list[dict[str, Any]] = []
        self.allowed: Collection[str] | None = None
        self.webhook = ""
        self.polled = asyncio.Event()  # set while a call waits for something to bring
        self._waiting: asyncio.Future[None] | None = None

    def add(self, body: dict[str, Any], *, unasked: bool = False) -> int:
        """Queue an update as `{"message": {...}}`; returns its id.

        Kinds that the bot did not ask for are not kept, except with `unasked`: they can still
        arrive when they are older than the bot's wish.
        """
        update_id = body.get("update_id", self.next_id)
        self.next_id = max(self.next_id, update_id) + 1
        kind = next(key for key in body if key != "update_id")
        wanted = kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT
        if wanted or unasked:
            self.pending.append({"update_id": update_id, **body})
            self._wake()
        return int(update_id)

    async def get(
        self,
        offset: int = 0,
        limit: int = 100,
        timeout: int = 0,  # noqa: ASYNC109 - the parameter's name in the Bot API
        allowed_updates: list[str] | None = None,
    ) -> list[dict[str, Any]]:
        """One getUpdates. The call already under way, if any, ends with a 409."""
        if self.webhook:
            raise ApiError(409, WEBHOOK)
        if not 1 <= limit <= 100:
            raise BadRequest("limit must be between 1 and 100")
        if not 0 <= timeout <= 50:
            raise BadRequest("timeout must be between 0 and 50 seconds")
        if allowed_updates is not None:
            self.allowed = allowed_updates
        self.interrupt()
        self._forget(offset)
        if not self.pending and timeout:
            await self._wait(timeout)
        return self.pending[:limit]

    def interrupt(self) -> None:
        """End the call under way, as another getUpdates does."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(ApiError(409, CONFLICT))
            self.polled.clear()

    def _forget(self, offset: int) -> None:
        if offset > 0:
            self.pending = [one for one in self.pending if one["update_id"] >= offset]
        elif offset < 0:
            self.pending = self.pending[offset:]

    async def _wait(self, seconds: float) -> None:
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        self.polled.set()
        try:
            async with asyncio.timeout(seconds):
                await waiting
        except TimeoutError:
            pass
        finally:
            if self._waiting is waiting:
                self._waiting = None
                self.polled.clear()

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)
            self.polled.clear()
