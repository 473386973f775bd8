"""The wiring: from settings to a desk, the only place that knows everybody."""

import asyncio
import contextlib
import gc
import logging
import time
from collections.abc import Callable
from pathlib import Path

from bot.desk import Desk
from bot.settings import Settings
from corpus.library import SHIPPED, Library
from index.search import Search

HEARTBEAT_FILE = "alive"
# Polls answer at least every 30 s; a few of them may fail before anyone need worry.
HEARTBEAT_OLD_S = 120.0

log = logging.getLogger(__name__)


def library_folder(settings: Settings) -> Path:
    """The library to serve: the one that is set, else the one that ships."""
    return settings.library or SHIPPED


def build_desk(settings: Settings) -> Desk:
    """A desk over the library, its index loaded or built.

    Raises BrokenLibrary when the library cannot be used.
    """
    library = Library.load(library_folder(settings))
    desk = Desk(Search(library))
    # The library and its index live as long as the process: no garbage collection need walk them
    # again, which took a third of an answer's time.
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
    from bot.channels.telegram import serve

    if settings.telegram_token is None:
        raise ValueError("serve_telegram needs a token")
    beat = heartbeat(settings.data)
    with contextlib.suppress(OSError):  # a beat of an earlier run says nothing of this one
        (settings.data / HEARTBEAT_FILE).unlink(missing_ok=True)
    asyncio.run(
        serve(
            build_desk(settings),
            token=settings.telegram_token,
            api=settings.telegram_api,
            on_alive=beat,
        )
    )


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
    Library.load(library_folder(settings))
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
