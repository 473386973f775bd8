"""The store for a program without an event loop, as `giaoban chat` is: a loop of its own thread."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from bot.store.recorder import Recorder
from bot.store.store import Store

T = TypeVar("T")


class BackgroundStore:
    """A store and its recorder, both living in another thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop, store: Store, recorder: Recorder) -> None:
        self._loop = loop
        self.store = store
        self.recorder = recorder

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """What a coroutine of the store returns or raises: `back.do(back.store.people.all())`."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()


@contextmanager
def background_store(database: str | None, data: Path) -> Iterator[BackgroundStore]:
    """Open the store in a thread, and close it, all written, at the end. Raises StoreError."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="store", daemon=True)
    thread.start()
    opening = Store.open(database, data)
    try:
        store = asyncio.run_coroutine_threadsafe(opening.__aenter__(), loop).result()
        try:
            recorder = Recorder(store)
            asyncio.run_coroutine_threadsafe(recorder.__aenter__(), loop).result()
            try:
                yield BackgroundStore(loop, store, recorder)
            finally:
                asyncio.run_coroutine_threadsafe(recorder.__aexit__(), loop).result()
        finally:
            closing = opening.__aexit__(None, None, None)
            asyncio.run_coroutine_threadsafe(closing, loop).result()
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
