"""The wiring: from settings to a desk, the only place that knows everybody."""

import asyncio
import contextlib
import gc
import hashlib
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.desk import Desk
from bot.settings import Settings
from corpus.library import SHIPPED, Library
from index.search import Search

if TYPE_CHECKING:
    from bot.living import LivingLibrary

# A thread that builds an edition gives way to the one that answers this soon (Python's own 5 ms
# would be waited for at every message). See tests/benchmarks/reload.py.
SWITCH_S = 0.001
HEARTBEAT_FILE = "alive"
# Polls answer at least every 30 s; a few of them may fail before anyone need worry.
HEARTBEAT_OLD_S = 120.0

log = logging.getLogger(__name__)


def library_folder(settings: Settings) -> Path:
    """The library to serve: the one that is set, else the one that ships."""
    return settings.library or SHIPPED


def versions_folder(settings: Settings) -> Path:
    """Where the versions of the library are kept, once it was changed.

    Another folder to start from is another library, with versions of its own.
    """
    if settings.library is None:
        return settings.data / "library"
    path = str(settings.library.resolve())
    return settings.data / f"library-{hashlib.sha256(path.encode()).hexdigest()[:8]}"


def current_library(settings: Settings) -> Library:
    """The newest version, or the folder's library while nothing was ever changed.

    Raises BrokenLibrary or DamagedVersion when it cannot be used.
    """
    if versions_folder(settings).is_dir():
        from corpus.versions import VersionStore

        versions = VersionStore(versions_folder(settings))
        head = versions.head()
        if head is not None:
            return Library.of(versions.files(head.version))
    return Library.load(library_folder(settings))


def build_desk(settings: Settings) -> Desk:
    """A desk over the library as it is now, for who asks and goes.

    Raises BrokenLibrary or DamagedVersion when the library cannot be used.
    """
    desk = Desk(Search(current_library(settings)))
    # The library and its index live as long as the process: no garbage collection need walk them
    # again, which took a third of an answer's time.
    gc.freeze()
    return desk


def build_living(settings: Settings) -> "LivingLibrary":
    """The library that can be changed; to be opened."""
    from bot.living import Keeping, LivingLibrary
    from corpus.versions import VersionStore

    return LivingLibrary(
        VersionStore(versions_folder(settings)),
        library_folder(settings),
        keeping=Keeping(count=settings.keep_versions, days=settings.keep_days),
    )


def living_desk(living: "LivingLibrary") -> Desk:
    """A desk over `living`, which it opens, that follows its changes."""
    desk = Desk(living.open())
    living.on_swap.append(desk.swap)
    gc.freeze()
    return desk


def start_logging(settings: Settings) -> None:
    """Log to standard error; what httpx says of each request stays out, for it names the token."""
    logging.basicConfig(
        level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    for noisy in ("httpx", "httpcore"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def serve_telegram(settings: Settings) -> None:
    """Serve Telegram until told to stop; raises TelegramUnavailable when it can't be reached."""
    if settings.telegram_token is None:
        raise ValueError("serve_telegram needs a token")
    beat = heartbeat(settings.data)
    with contextlib.suppress(OSError):  # a beat of an earlier run says nothing of this one
        (settings.data / HEARTBEAT_FILE).unlink(missing_ok=True)
    asyncio.run(_serve_telegram(settings, settings.telegram_token, beat))


async def _serve_telegram(
    settings: Settings, token: SecretStr, on_alive: Callable[[], None]
) -> None:
    from bot.channels.telegram import serve
    from bot.house import housed
    from bot.outbox import Outbox
    from bot.watching import keeping_up

    living = build_living(settings)
    desk = living_desk(living)
    outbox = Outbox()
    sys.setswitchinterval(SWITCH_S)
    async with (
        housed(settings, living, desk, {"telegram": outbox}) as reception,
        keeping_up(living, settings.watch),
    ):
        await serve(
            reception, token=token, api=settings.telegram_api, on_alive=on_alive, outbox=outbox
        )


def talk_here(settings: Settings) -> None:
    """Chat in the terminal, over a library that may change meanwhile."""
    from bot.channels.terminal import talk
    from bot.house import housed_aside
    from bot.watching import keeping_up_aside

    living = build_living(settings)
    desk = living_desk(living)
    with housed_aside(settings, living, desk) as told, keeping_up_aside(living, settings.watch):
        talk(told, settings.data)


def heartbeat(data: Path) -> Callable[[], None]:
    """A function that marks the bot as alive; a folder that can't be written is said once."""
    told = False

    def beat() -> None:
        nonlocal told
        try:
            data.mkdir(parents=True, exist_ok=True)
            # Replaced whole: whoever looks meanwhile reads the old beat and not an empty file.
            fresh = data / f"{HEARTBEAT_FILE}.new"
            fresh.write_text(f"{time.time():.0f}\n", encoding="ascii")
            fresh.replace(data / HEARTBEAT_FILE)
        except OSError as exc:
            if not told:
                log.warning("không ghi được %s: %s", data / HEARTBEAT_FILE, exc)
            told = True

    return beat


def check_health(settings: Settings) -> str | None:
    """What is wrong, or None. A bot that serves Telegram must have been heard from lately."""
    current_library(settings)
    if settings.telegram_token is None:
        return None
    file = settings.data / HEARTBEAT_FILE
    try:
        age = time.time() - float(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return f"bot chưa gọi được Telegram lần nào ({file} chưa có hoặc không đọc được)"
    if age > HEARTBEAT_OLD_S:
        return f"bot đã {age:.0f} giây không gọi được Telegram"
    return None
