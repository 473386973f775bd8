"""How updates come in: what each poll tells about the bot's health, and updates nobody can read."""

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any, Literal

from telegram import Update
from telegram.error import TelegramError, TimedOut
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

_LOG = logging.getLogger(__name__)

# What Telegram answers to a token that it does not know, and to one that is none.
REFUSED = (401, 404)
PAUSE_MAX_S = 30.0
TWO_POLLERS = (
    "Telegram báo xung đột (409): có một tiến trình khác đang nhận tin của cùng bot này. "
    "Hãy tắt bớt, chỉ để một nơi chạy với GIAOBAN_TELEGRAM_TOKEN này. Vẫn tiếp tục thử."
)
WEBHOOK_SET = (
    "Telegram báo xung đột (409): bot này vừa bị đặt webhook ở nơi khác nên không nhận tin ở đây "
    "được. Hãy tắt nơi đó, hoặc khởi động lại trợ lý để gỡ webhook. Vẫn tiếp tục thử."
)


class PollingWatch:
    """Follows the polls; says each change for the worse or the better once in the log.

    `on_alive` is called at every poll that Telegram answered. `refused` is called when Telegram
    no longer takes the token: PTB then stops polling without a word to anybody.
    """

    def __init__(self, on_alive: Callable[[], None] | None, refused: Callable[[], None]) -> None:
        self._on_alive = on_alive
        self._refused = refused
        self._trouble: str | None = None
        self.payload = b""

    def answered(self, code: int, payload: bytes) -> None:
        self.payload = payload
        if code == 200:
            self._well()
        elif code == 409:
            webhook = b"webhook" in payload
            self._troubled("409", WEBHOOK_SET if webhook else TWO_POLLERS, logging.ERROR)
        elif code in REFUSED:
            self._refused()
        elif code != 429:
            self._troubled("http", f"Telegram trả lời {code} khi nhận tin. Vẫn tiếp tục thử.")

    def failed(self, error: TelegramError) -> None:
        self._troubled("network", f"Không nối được Telegram để nhận tin ({error}). Vẫn thử tiếp.")

    def _troubled(self, kind: str, told: str, level: int = logging.WARNING) -> None:
        if self._trouble != kind:
            _LOG.log(level, "%s", told)
        self._trouble = kind

    def _well(self) -> None:
        if self._trouble is not None:
            _LOG.info("Telegram: đã nhận tin trở lại.")
        self._trouble = None
        self.alive()

    def alive(self) -> None:
        """One beat of the heart; a heart that fails to be written down beats on."""
        if self._on_alive is None:
            return
        try:
            self._on_alive()
        except Exception:
            _LOG.exception("Không ghi được nhịp sống")


class PollRequest(HTTPXRequest):
    """The connection of getUpdates, with its watch.

    After a failed poll it pauses, from `pause_s` doubling to `PAUSE_MAX_S`, and then asks for the
    next one at once, which to PTB is a timeout. PTB's own pauses do not end when it is stopped.
    """

    def __init__(self, watch: PollingWatch, *, pause_s: float, **options: Any) -> None:
        # One polls; the other confirms what was fetched when the channel stops, since httpcore may
        # not give back a connection whose poll was cancelled.
        super().__init__(connection_pool_size=2, **options)
        self._watch = watch
        self._first_pause_s = self._pause_s = pause_s
        self.stopping = False

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        try:
            code, payload = await super().do_request(*args, **kwargs)
        except TelegramError as error:
            self._watch.failed(error)
            if self.stopping:
                raise
            raise await self._paused() from error
        self._watch.answered(code, payload)
        if code == 200:
            self._pause_s = self._first_pause_s
        elif code not in REFUSED and not self.stopping:
            raise await self._paused(_retry_after(payload))
        return code, payload

    async def _paused(self, at_least: float = 0.0) -> TimedOut:
        pause, self._pause_s = self._pause_s, min(PAUSE_MAX_S, 2 * self._pause_s)
        await asyncio.sleep(max(pause, at_least))
        return TimedOut()


class PollingBot(ExtBot[Literal[True]]):
    """A bot whose polling does not stumble for ever over an update that PTB cannot read.

    PTB does not confirm such an update and so is given it again at once, and all behind it never.
    Here it is logged (by PTB, whole) and passed over.
    """

    def __init__(self, watch: PollingWatch, **options: Any) -> None:
        super().__init__(**options)
        # PTB freezes its bots against new attributes; it leaves private ones alone.
        self._watch = watch

    async def get_updates(self, *args: Any, **kwargs: Any) -> tuple[Update, ...]:
        try:
            return await super().get_updates(*args, **kwargs)
        except TelegramError:
            raise
        except Exception:
            found = HTTPXRequest.parse_json_payload(self._watch.payload)["result"]
            return tuple(self._readable(one) for one in found)

    def _readable(self, described: dict[str, Any]) -> Update:
        try:
            return Update.de_json(described, self)
        except Exception:
            _LOG.error("Bỏ qua một tin không đọc được (update %s)", described["update_id"])
            return Update(described["update_id"])


def _retry_after(payload: bytes) -> float:
    """The wait that a 429 asks for; 0 where none is asked for."""
    try:
        return float(json.loads(payload)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return 0.0
