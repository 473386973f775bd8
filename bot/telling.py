"""Telling those who asked for a text that it has come, each once."""

import asyncio
import logging
from collections.abc import Mapping

from bot.admin.page import page
from bot.editions import Edition
from bot.labels import directive_name
from bot.outbox import Outbox, Outgoing
from bot.store.errors import StoreError
from bot.store.nouns import Waiter
from bot.store.store import Store
from bot.wording import say
from corpus.library import Library

log = logging.getLogger(__name__)


class Teller:
    """Watches which directives are held, and writes to who waited for them."""

    def __init__(
        self, store: Store, outboxes: Mapping[str, Outbox], loop: asyncio.AbstractEventLoop
    ) -> None:
        """`outboxes` are the channels', by name; who waits in another is left waiting."""
        self._store = store
        self._outboxes = outboxes
        self._loop = loop
        self._under_way: set[asyncio.Task[None]] = set()

    def on_swap(self, edition: Edition) -> None:
        """See to it, from whatever thread made the edition."""
        self._loop.call_soon_threadsafe(self._begin, edition.library)

    def _begin(self, library: Library) -> None:
        task = self._loop.create_task(self.tell(library))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def close(self) -> None:
        """Let what is under way end; who was not written to goes on waiting."""
        await asyncio.sleep(0)  # for what a swap has called in, and the loop has yet to begin
        while self._under_way:
            await asyncio.gather(*self._under_way, return_exceptions=True)
        for outbox in self._outboxes.values():
            for outgoing in outbox.left():
                await outgoing.failed()

    async def tell(self, library: Library) -> None:
        """Tell everybody who waits for something that `library` holds. Also at the start: it may
        have come while nobody was there to tell."""
        held = [d.directive for d in library.documents if d.directive is not None]
        try:
            for waiter in await self._store.waiting.due(held):
                outbox = self._outboxes.get(waiter.channel)
                if outbox is not None and await self._store.waiting.tell(waiter):
                    outbox.put(self._message(waiter, library))
        except StoreError as exc:
            log.warning("chưa báo được cho người chờ văn bản: %s", exc)

    def _message(self, waiter: Waiter, library: Library) -> Outgoing:
        name = directive_name(library.directive(waiter.directive))
        text = say("vi", "has_come", name=name)
        reply = page("", text, actions=[(name, name)], library=library.version)

        async def failed() -> None:
            try:
                await self._store.waiting.untell(waiter)
            except StoreError as exc:
                log.warning("không ghi lại được là còn người chờ văn bản: %s", exc)

        return Outgoing(waiter.address, reply, failed)
