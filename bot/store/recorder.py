"""Writing in the background, so that no answer ever waits for the store or is lost with it."""

import asyncio
import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice
from typing import Protocol, Self

from bot.store.errors import StoreError, Unstorable
from bot.store.nouns import Asked, Snapshot

QUESTIONS_KEPT = 10_000
CHATS_KEPT = 10_000
BATCH = 200
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 30.0
DRAIN_S = 10.0

log = logging.getLogger(__name__)


class Writable(Protocol):
    """What the recorder needs of a store."""

    async def record(self, asked: Sequence[Asked], snapshots: Sequence[Snapshot]) -> None: ...


class Recorder:
    """Takes questions and conversations at once and writes them in batches.

    While the store is away, what came is kept up to a bound and the oldest goes first; `dropped`
    counts what was lost for good. Of a chat only the latest conversation is kept. Taking is
    thread-safe and never raises; opening and closing belong to one event loop.
    """

    def __init__(
        self,
        store: Writable,
        *,
        questions_kept: int = QUESTIONS_KEPT,
        chats_kept: int = CHATS_KEPT,
        first_pause_s: float = FIRST_PAUSE_S,
        drain_s: float = DRAIN_S,
    ) -> None:
        self._store = store
        self._questions_kept = questions_kept
        self._chats_kept = chats_kept
        self._first_pause_s = first_pause_s
        self._drain_s = drain_s
        self._lock = threading.Lock()
        self._questions: OrderedDict[str, Asked] = OrderedDict()
        self._chats: OrderedDict[str, Snapshot] = OrderedDict()
        self._closing = asyncio.Event()
        self._news = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._writer: asyncio.Task[None] | None = None
        self.dropped = 0

    async def __aenter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        self._writer = asyncio.create_task(self._write_all(), name="recorder")
        return self

    async def __aexit__(self, *_: object) -> None:
        """Write what is left, for `drain_s` at most."""
        self._closing.set()
        self._news.set()
        if self._writer is not None:
            await asyncio.wait({self._writer}, timeout=self._drain_s)
            self._writer.cancel()
            await asyncio.gather(self._writer, return_exceptions=True)
        left = self.waiting
        if left:
            self.dropped += left
            log.warning("kho dữ liệu không ghi được đến lúc dừng: bỏ %d mục", left)

    @property
    def waiting(self) -> int:
        """How many questions and conversations are not written yet."""
        return len(self._questions) + len(self._chats)

    def question(self, asked: Asked) -> str:
        """Remember a question; its id."""
        with self._lock:
            self._questions[asked.id] = asked
            self._bound()
        self._wake()
        return asked.id

    def conversation(self, snapshot: Snapshot) -> None:
        """Remember where a chat stands now."""
        with self._lock:
            self._chats[snapshot.chat] = snapshot
            self._chats.move_to_end(snapshot.chat)
            self._bound()
        self._wake()

    def conversation_of(self, chat: str) -> Snapshot | None:
        """The snapshot of a chat that is still to be written, which is newer than the store's."""
        with self._lock:
            return self._chats.get(chat)

    def _bound(self) -> None:
        for kept, most in (
            (self._questions, self._questions_kept),
            (self._chats, self._chats_kept),
        ):
            while len(kept) > most:
                kept.popitem(last=False)
                self.dropped += 1

    def _wake(self) -> None:
        # Set means that the writer has not looked since: it will see this too.
        if self._loop is not None and not self._news.is_set():
            with suppress(RuntimeError):  # a loop that is closed has no writer to wake
                self._loop.call_soon_threadsafe(self._news.set)

    async def _write_all(self) -> None:
        pause_s = 0.0
        while not (self._closing.is_set() and not self.waiting):
            self._news.clear()
            asked, snapshots = self._next()
            if not asked and not snapshots:
                await self._news.wait()
                continue
            try:
                await self._write(asked, snapshots)
            except StoreError as exc:
                if not pause_s:
                    log.warning("chưa ghi được câu hỏi, sẽ thử lại: %s", exc)
                pause_s = min(max(pause_s * 2, self._first_pause_s), LONGEST_PAUSE_S)
                await self._pause(pause_s)
            else:
                if pause_s:
                    log.warning("lại ghi được câu hỏi; đã bỏ %d mục", self.dropped)
                pause_s = 0.0

    def _next(self) -> tuple[list[Asked], list[Snapshot]]:
        """The oldest of both. They stay in the queue until they are written."""
        with self._lock:
            return (
                list(islice(self._questions.values(), BATCH)),
                list(islice(self._chats.values(), BATCH)),
            )

    async def _write(self, asked: Sequence[Asked], snapshots: Sequence[Snapshot]) -> None:
        """Write a batch; a row that can't be stored is given up and the others are written."""
        try:
            await self._store.record(asked, snapshots)
        except Exception as exc:
            if isinstance(exc, StoreError) and not isinstance(exc, Unstorable):
                raise
            if len(asked) + len(snapshots) > 1:
                for question in asked:
                    await self._write([question], [])
                for snapshot in snapshots:
                    await self._write([], [snapshot])
                return
            self.dropped += 1
            # Only the kind of error: its text may repeat what was asked.
            log.warning("bỏ một mục không ghi được: %s", type(exc).__name__)
        self._done(asked, snapshots)

    def _done(self, asked: Sequence[Asked], snapshots: Sequence[Snapshot]) -> None:
        with self._lock:
            for question in asked:
                self._questions.pop(question.id, None)
            for snapshot in snapshots:
                if self._chats.get(snapshot.chat) is snapshot:  # else there is a newer one
                    del self._chats[snapshot.chat]

    async def _pause(self, pause_s: float) -> None:
        if self._closing.is_set():
            await asyncio.sleep(self._first_pause_s)
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), pause_s)
