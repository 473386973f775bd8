"""What changes the library besides commands: another process, and a folder of documents."""

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

from bot.living import LivingLibrary
from bot.watched import WatchedFolder
from corpus.errors import Conflict

log = logging.getLogger(__name__)

# A copy or a checkout writes many files in a row: they are read once this long nothing moved.
SETTLED_S = 0.5
# A mounted folder may tell nothing of what others write to it: it is looked through so often.
LOOK_EVERY_S = 30.0
# The name of the thread of `keeping_up_aside`.
ASIDE = "keeping up with the library"
_SETTLING_ENDS_S = 60.0


async def follow(living: LivingLibrary, *, every_s: float = 1.0) -> None:
    """Answer from what other processes commit, looked for every so often; until cancelled."""
    told = False
    while True:
        await asyncio.sleep(every_s)
        try:
            await asyncio.to_thread(living.refresh)
            told = False
        except Exception:
            if not told:
                log.exception("không xem được thư viện có bản mới hay không")
            told = True


async def watch(
    folder: WatchedFolder,
    *,
    settled_s: float = SETTLED_S,
    look_every_s: float = LOOK_EVERY_S,
    polling: bool | None = None,
    stop: asyncio.Event | None = None,
) -> None:
    """Take in what changes in `folder`, a batch at a time; until `stop` or cancelled.

    `polling` looks instead of being told; None does where the system can't tell.
    """
    stop = stop or asyncio.Event()
    while not stop.is_set():
        try:
            await _watch(folder, settled_s, look_every_s, polling, stop)
        except FileNotFoundError:
            await _pause(stop, look_every_s)  # until it is mounted
        except (OSError, RuntimeError) as exc:
            if polling:
                log.exception("không theo dõi được thư mục %s", folder.folder)
                await _pause(stop, look_every_s)
            else:
                log.warning("hệ thống không báo được thay đổi (%s): chuyển sang tự xem lại", exc)
                polling = True


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)


async def _watch(
    folder: WatchedFolder,
    settled_s: float,
    look_every_s: float,
    polling: bool | None,
    stop: asyncio.Event,
) -> None:
    from watchfiles import DefaultFilter, awatch

    await _sync(folder, settled_s)
    changes = awatch(
        folder.folder,
        watch_filter=DefaultFilter(),  # no .git, nor what editors leave
        debounce=int(settled_s * 1000),
        rust_timeout=int(look_every_s * 1000),
        yield_on_timeout=True,
        force_polling=polling,
        stop_event=stop,
    )
    async for _ in changes:
        if await asyncio.to_thread(folder.differs):
            await _sync(folder, settled_s)


async def _sync(folder: WatchedFolder, settled_s: float) -> None:
    """Take the folder in once nothing moves in it any more."""
    until = asyncio.get_running_loop().time() + _SETTLING_ENDS_S
    seen: Mapping[str, object] | None = None
    while (now := await asyncio.to_thread(folder.looks)) != seen:
        if asyncio.get_running_loop().time() > until:
            break
        seen = now
        await asyncio.sleep(settled_s)
    for _ in range(2):
        try:
            await asyncio.to_thread(folder.sync)
            return
        except Conflict:  # a command came between: once more, over what it made
            await asyncio.to_thread(folder.living.refresh)
        except Exception:
            log.exception("không nhập được thư mục %s", folder.folder)
            return


@asynccontextmanager
async def keeping_up(living: LivingLibrary, folder: Path | None = None) -> AsyncIterator[None]:
    """Inside, the library follows what other processes commit, and the folder, if there is one."""
    stop = asyncio.Event()
    tasks = [asyncio.create_task(follow(living))]
    if folder is not None:
        tasks.append(asyncio.create_task(watch(WatchedFolder(living, folder), stop=stop)))
    try:
        yield
    finally:
        stop.set()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@contextmanager
def keeping_up_aside(living: LivingLibrary, folder: Path | None = None) -> Iterator[None]:
    """As `keeping_up`, in a thread of its own, for who has no event loop."""
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    async def keep_up() -> None:
        async with keeping_up(living, folder):
            await stop.wait()

    thread = threading.Thread(
        target=lambda: loop.run_until_complete(keep_up()), name=ASIDE, daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        with suppress(RuntimeError):  # the loop has ended by itself
            loop.call_soon_threadsafe(stop.set)
        thread.join(timeout=5.0)
        if not thread.is_alive():
            loop.close()
