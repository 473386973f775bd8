"""The audit log's entries for what nobody's hand did: a watched folder, a base that changed."""

import asyncio
import json
import logging

from bot.access import AT_THE_SERVER
from bot.editions import Edition
from bot.living import PROGRAM
from bot.store.errors import StoreError
from bot.store.keys import is_key
from bot.store.store import Store
from corpus.versions import VersionStore

log = logging.getLogger(__name__)

_MOVE = "move"


class Bookkeeper:
    """Copies moves of the library's head that are by no person from the journal to the audit log.

    What people do is written where they do it. A folder is taken in wherever the library is
    opened, also while no store is there: so it is looked up here, at the start and at each swap.
    """

    def __init__(
        self, store: Store, versions: VersionStore, loop: asyncio.AbstractEventLoop
    ) -> None:
        self._store = store
        self._versions = versions
        self._loop = loop
        self._one_at_a_time = asyncio.Lock()
        self._under_way: set[asyncio.Task[None]] = set()

    def on_swap(self, _edition: Edition) -> None:
        """See to it, from whatever thread made the edition."""
        self._loop.call_soon_threadsafe(self._begin)

    def _begin(self) -> None:
        task = self._loop.create_task(self._caught_up())
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def close(self) -> None:
        """Finish what is under way."""
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _caught_up(self) -> None:
        try:
            await self.catch_up()
        except StoreError as exc:
            log.warning("chưa ghi được nhật ký thay đổi: %s", exc)

    async def catch_up(self) -> int:
        """Write down the moves that are not yet; how many. Raises StoreError."""
        async with self._one_at_a_time:
            actor = self._store.key_of(AT_THE_SERVER, PROGRAM)
            known = 0
            async for entry in self._store.audit.all():
                if entry.actor == actor:
                    known = max(known, int(json.loads(entry.details).get(_MOVE, 0)))
            moves = await asyncio.to_thread(self._versions.versions)
            own = [m for m in reversed(moves) if m.number > known and not is_key(m.by)]
            for move in own:
                await self._store.audit.append(
                    actor,
                    move.action,
                    from_version=move.previous or "",
                    to_version=move.version,
                    details={_MOVE: move.number, "by": move.by, "documents": list(move.documents)},
                )
            return len(own)
