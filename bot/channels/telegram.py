"""The Telegram channel: long polling, one conversation per chat.

A message's way: `telegram_polling` fetches it, `telegram_order` gives it its turn in its chat,
`telegram_intake` reads what it asks, the reception replies, `telegram_markup` draws the reply,
`telegram_answers` sends it and `telegram_pace` does so as fast as Telegram allows.
"""

import asyncio
import importlib.util
import logging
import signal
import ssl
import sys
from collections.abc import Callable, Collection, Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, cast

import httpx
from pydantic import SecretStr
from telegram import BotCommand, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, TypeHandler, Updater
from telegram.request import HTTPXRequest

from bot.channels.telegram_answers import Answers
from bot.channels.telegram_intake import Intake
from bot.channels.telegram_order import ChatOrder
from bot.channels.telegram_pace import CALLS_AT_ONCE, Pace
from bot.channels.telegram_polling import PollingBot, PollingWatch, PollRequest
from bot.channels.telegram_redaction import hide_in_logs
from bot.outbox import Outbox
from bot.reception import Reception

__all__ = ["COMMANDS", "TelegramUnavailable", "Timing", "serve"]

OFFICIAL_API = "https://api.telegram.org"
UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY)
# The first language is for everybody whose language is not listed.
COMMANDS = {
    "vi": {
        "start": "Bắt đầu: trợ lý này trả lời được những gì",
        "help": "Cách hỏi, kèm ví dụ",
        "nhiemvu": "Danh sách nhiệm vụ; /nhiemvu 4 để xem nhiệm vụ 4",
        "vanban": "Các văn bản được viện dẫn",
        "nguon": "Nguồn của câu trả lời vừa rồi",
        "moc": "Các mốc thời gian, ngày kỷ niệm; /moc tháng 6",
        "trich": "Kiểm tra một câu trích: /trich rồi dán câu vào sau",
    },
    "en": {
        "start": "Start here: what this assistant can answer",
        "help": "How to ask, with examples",
        "nhiemvu": "The tasks; /nhiemvu 4 shows task 4",
        "vanban": "The documents the briefing cites",
        "nguon": "The source of the last answer",
        "moc": "Dates and anniversaries; /moc June",
        "trich": "Check a quotation: /trich and the sentence",
    },
}
# Most of these would be waiting for Telegram's leave to send, which costs nothing.
CHATS_AT_ONCE = 256

_LOG = logging.getLogger(__name__)


class TelegramUnavailable(Exception):
    """Telegram refuses the token or cannot be reached; the message says what to do."""


@dataclass(frozen=True)
class Timing:
    """How long the channel waits for what, in seconds.

    `poll_s` is one long poll: a heartbeat comes at least so often. Its answer may be late by
    `poll_slack_s`, which is also how long stopping waits for a Telegram that is gone.
    `start_pause_s` and `network_pause_s` are the first pause before trying again, and double.
    `drain_s` is given to the answers under way when the channel stops.
    """

    poll_s: int = 15
    poll_slack_s: float = 5.0
    typing_after_s: float = 0.5
    start_attempts: int = 5
    start_pause_s: float = 1.0
    network_retries: int = 6
    network_pause_s: float = 0.5
    connect_s: float = 5.0
    read_s: float = 20.0
    drain_s: float = 5.0


async def serve(
    reception: Reception,
    *,
    token: SecretStr,
    api: str | None = None,
    on_alive: Callable[[], None] | None = None,
    outbox: Outbox | None = None,
    timing: Timing | None = None,
    signals: Collection[signal.Signals] = (signal.SIGTERM, signal.SIGINT),
) -> None:
    """Answer over Telegram until cancelled, or until one of `signals` comes: then return.

    `api` is the base address of another Bot API server ("http://127.0.0.1:8081"). `on_alive` is
    called whenever a poll was answered. What comes into `outbox` is sent. Raises
    TelegramUnavailable when Telegram refuses the token, at the start or later, or cannot be
    reached at the start.
    """
    secret = token.get_secret_value().strip()
    hide_in_logs(secret)
    _spare_a_search()
    with _stopped_by(signals) as stopped:
        try:
            await _Channel(reception, secret, api, on_alive, outbox, timing or Timing()).run()
        except asyncio.CancelledError:
            if not stopped():
                raise
            cast("asyncio.Task[Any]", asyncio.current_task()).uncancel()


class _Channel:
    def __init__(
        self,
        reception: Reception,
        token: str,
        api: str | None,
        on_alive: Callable[[], None] | None,
        outbox: Outbox | None,
        timing: Timing,
    ) -> None:
        self._reception = reception
        self._outbox = outbox or Outbox()
        self._timing = timing
        self._api = (api or OFFICIAL_API).strip().rstrip("/")
        self._refused = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._telling: asyncio.Task[None] | None = None
        self._bot = self._built_bot(token, on_alive)
        self._order = ChatOrder(CHATS_AT_ONCE, self._arrived)
        self._app = (
            Application.builder()
            .bot(self._bot)
            .concurrent_updates(self._order)
            .job_queue(None)
            .build()
        )

    def _built_bot(self, token: str, on_alive: Callable[[], None] | None) -> PollingBot:
        if not token or not token.isascii() or not token.isprintable() or set(token) & set(" /?#%"):
            raise TelegramUnavailable(
                "Mã bot Telegram để trống hoặc có ký tự lạ: chép lại mã do @BotFather cấp vào "
                "GIAOBAN_TELEGRAM_TOKEN."
            )
        if not self._api.startswith(("http://", "https://")):
            raise TelegramUnavailable(
                f"Địa chỉ Telegram {self._api!r} không dùng được: GIAOBAN_TELEGRAM_API phải bắt "
                "đầu bằng http:// hoặc https://."
            )
        timing = self._timing
        waits: dict[str, Any] = {
            "connect_timeout": timing.connect_s,
            "read_timeout": timing.read_s,
            "write_timeout": timing.read_s,
            "pool_timeout": timing.read_s,
            "httpx_kwargs": {"verify": _tls(self._api)},
        }
        self._watch = PollingWatch(on_alive, self._refused.set)
        self._polls = PollRequest(
            self._watch,
            pause_s=timing.network_pause_s,
            **{**waits, "read_timeout": timing.poll_slack_s},
        )
        return PollingBot(
            self._watch,
            token=token,
            base_url=f"{self._api}/bot",
            base_file_url=f"{self._api}/file/bot",
            request=HTTPXRequest(connection_pool_size=CALLS_AT_ONCE, **waits),
            get_updates_request=self._polls,
            rate_limiter=Pace(
                network_retries=timing.network_retries, network_pause_s=timing.network_pause_s
            ),
        )

    async def run(self) -> None:
        """Start, answer until cancelled or refused, and stop cleanly."""
        try:
            await self._connect()
            intake = Intake(self._bot.bot, (*COMMANDS["vi"], *self._reception.commands))
            self._answers = Answers(
                self._reception, self._bot, intake, typing_after_s=self._timing.typing_after_s
            )
            self._app.add_handler(TypeHandler(Update, self._answers.handle))
            self._app.add_error_handler(self._answers.failed)
            await self._app.start()
            try:
                await self._poll_until_refused()
            finally:
                await self._drain()
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            await self._stop_telling()
            await self._app.shutdown()
            await self._bot.shutdown()
        raise TelegramUnavailable(self._refusal())

    async def _connect(self) -> None:
        """The first call, which proves the token and the way to Telegram."""
        pause = self._timing.start_pause_s
        for attempt in range(1, self._timing.start_attempts + 1):
            trouble = await self._trouble()
            if trouble is None:
                return
            # Raised here, not where it was caught: PTB's own error holds the token.
            if isinstance(trouble, InvalidToken):
                raise TelegramUnavailable(self._refusal())
            if attempt < self._timing.start_attempts:
                _LOG.warning("Chưa gọi được Telegram (%s), thử lại sau %g s", trouble, pause)
                await asyncio.sleep(pause)
                pause *= 2
        raise TelegramUnavailable(
            f"Không gọi được Telegram ở {self._api} ({trouble}). Kiểm tra mạng của máy này; nếu "
            "đi qua máy chủ Bot API riêng, xem lại GIAOBAN_TELEGRAM_API."
        )

    async def _trouble(self) -> TelegramError | None:
        try:
            await self._app.initialize()
        except TelegramError as error:
            return error
        return None

    def _refusal(self) -> str:
        told = (
            "Telegram không nhận mã bot: lấy lại mã ở @BotFather rồi đặt vào "
            "GIAOBAN_TELEGRAM_TOKEN."
        )
        if self._api != OFFICIAL_API:
            told += f" Nếu {self._api} không phải máy chủ Bot API, sửa GIAOBAN_TELEGRAM_API."
        return told

    async def _poll_until_refused(self) -> None:
        self._spawn(self._set_commands())
        self._spawn(self._send_outgoing())
        updater = cast(Updater, self._app.updater)
        try:
            # Takes away a webhook first, and tries until it can.
            await updater.start_polling(
                timeout=self._timing.poll_s,
                bootstrap_retries=-1,
                allowed_updates=UPDATES,
            )
            _LOG.info("Telegram: đang nghe với tên @%s", self._bot.username)
            self._watch.alive()
            await self._refused.wait()
        except InvalidToken:
            return
        finally:
            # Also confirms what was fetched, so that it does not come again.
            self._polls.stopping = True
            with suppress(InvalidToken):
                if updater.running:
                    await updater.stop()

    async def _drain(self) -> None:
        """Let answers under way go out; after `drain_s`, say how many did not."""
        stopping = asyncio.create_task(self._app.stop())
        await asyncio.wait({stopping}, timeout=self._timing.drain_s)
        if not stopping.done():
            _LOG.warning("Telegram: dừng khi còn %d tin chưa trả lời", self._order.waiting)
        while not stopping.done():
            self._order.cancel_all()
            await asyncio.wait({stopping}, timeout=0.1)
        await stopping

    async def _set_commands(self) -> None:
        # In the background: without a menu one can ask just as well.
        try:
            for index, (language, described) in enumerate(COMMANDS.items()):
                commands = [BotCommand(name, text) for name, text in described.items()]
                await self._bot.set_my_commands(commands, language_code=language if index else None)
        except TelegramError as error:
            _LOG.warning("Telegram: chưa đặt được bảng lệnh (%s)", error)

    async def _send_outgoing(self) -> None:
        while True:
            self._telling = asyncio.create_task(self._answers.tell(await self._outbox.take()))
            await asyncio.shield(self._telling)

    async def _stop_telling(self) -> None:
        """Let the message under way go out, so that it is not sent again."""
        if self._telling is not None and not self._telling.done():
            await asyncio.wait({self._telling}, timeout=self._timing.drain_s)
            self._telling.cancel()
            await asyncio.gather(self._telling, return_exceptions=True)

    def _arrived(self, update: object) -> None:
        """A pressed button stops spinning at once, however long its answer has to wait."""
        if isinstance(update, Update) and update.callback_query is not None:
            self._spawn(self._answers.acknowledge(update.callback_query.id))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _tls(api: str) -> ssl.SSLContext:
    """One for all connections: loading the certificates takes 50 ms, and plain HTTP needs none."""
    if api.startswith("https://"):
        return httpx.create_ssl_context()
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _spare_a_search() -> None:
    """Say that sniffio is not there, if it is not.

    httpcore asks for it at each lock it takes; Python then searches the disk for it each time,
    which is a tenth of the cost of a message.
    """
    if importlib.util.find_spec("sniffio") is None:
        sys.modules["sniffio"] = None  # type: ignore[assignment]


@contextmanager
def _stopped_by(signals: Collection[signal.Signals]) -> Iterator[Callable[[], bool]]:
    """Cancel the current task on any of `signals`; gives a function that says if one came."""
    loop = asyncio.get_running_loop()
    task = cast("asyncio.Task[Any]", asyncio.current_task())
    came = asyncio.Event()

    def stop() -> None:
        came.set()
        task.cancel()

    taken = []
    for one in signals:
        try:
            loop.add_signal_handler(one, stop)
        except (NotImplementedError, RuntimeError, ValueError):
            continue  # not the main thread, or Windows: whoever runs us has to cancel
        taken.append(one)
    try:
        yield came.is_set
    finally:
        for one in taken:
            loop.remove_signal_handler(one)
