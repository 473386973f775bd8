"""One update answered: read, given to the desk, and its reply written into the chat."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Literal

from telegram import Document, LinkPreviewOptions, ReplyParameters, Update
from telegram.constants import ChatAction, ParseMode
from telegram.error import Forbidden, TelegramError
from telegram.ext import CallbackContext, ExtBot

from bot.channels.telegram_intake import Asked, Intake, Place
from bot.channels.telegram_markup import keyboard, messages
from bot.channels.telegram_pace import ONCE
from bot.outbox import Outgoing
from bot.reception import Reception, SentFile
from bot.replies import Reply
from corpus.errors import Refusal

# The Bot API hands out no larger file.
LARGEST_FILE = 20_000_000
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
# Telegram shows "typing…" for five seconds.
TYPING_AGAIN_S = 4.0

_LOG = logging.getLogger(__name__)


class Answers:
    """Answers a bot's updates from a reception.

    `typing_after_s` keeps "typing…" away from answers that are there at once: arriving behind
    one, it would stand there as if another were coming.
    """

    def __init__(
        self,
        reception: Reception,
        bot: ExtBot[Literal[True]],
        intake: Intake,
        *,
        typing_after_s: float,
    ) -> None:
        self._reception = reception
        self._bot = bot
        self._intake = intake
        self._typing_after_s = typing_after_s

    async def handle(self, update: Update, _context: CallbackContext[Any, Any, Any, Any]) -> None:
        """Answer one update; whatever goes wrong ends in the log and, once, in an apology."""
        asked = self._intake.read(update)
        if asked is None:
            return
        place = asked.place
        try:
            async with self._typing(place):
                reply = await self._reply(asked)
                if reply is not None:
                    await self._send(place, reply)
        except Forbidden as error:
            _LOG.info("Telegram: %s không nhận tin của bot (%s)", place.key, error)
        except Exception as error:
            _LOG.error("Telegram: không trả lời được ở %s", place.key, exc_info=error)
            await self._apologise(place, error)

    async def failed(self, _update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        """PTB's error handler, for what `handle` did not expect: a bug before or behind it."""
        _LOG.error("Telegram: lỗi ngoài dự kiến", exc_info=context.error)

    async def acknowledge(self, query_id: str) -> None:
        """Stop a pressed button's spinning."""
        try:
            await self._bot.answer_callback_query(query_id)
        except TelegramError as error:
            # Pressed while the bot was down: too old to be acknowledged, not to be answered.
            _LOG.debug("Telegram: không báo được nút đã bấm (%s)", error)

    async def tell(self, outgoing: Outgoing) -> None:
        """Send what nobody asked for just now; what can't be sent is said to be so."""
        try:
            await self._send(Place(int(outgoing.address)), outgoing.reply)
        except Exception as error:  # whatever it is, the next message has to go out
            _LOG.warning("Telegram: không nhắn được cho một người đang chờ (%s)", error)
            await outgoing.failed()

    async def _reply(self, asked: Asked) -> Reply | None:
        key, text = asked.place.key, asked.text
        if asked.file is not None:
            file = self._sent(asked.file)
            reply = await self._reception.receive(asked.visitor, key, file, text or "")
            if reply is not None:
                return reply
            if asked.repeated and not text:
                return None
        if asked.unreadable is not None:
            return self._reception.cannot_read(key, asked.unreadable, text)
        return await self._reception.reply(asked.visitor, key, text or "")

    def _sent(self, document: Document) -> SentFile:
        name = document.file_name or document.file_unique_id

        async def fetch() -> bytes:
            if (document.file_size or 0) > LARGEST_FILE:
                todo = "Dùng lệnh giaoban add trên máy chủ, hoặc chia nhỏ tệp."
                raise Refusal("too_big", name, "Telegram chỉ đưa cho bot tệp tới 20 MB", todo)
            file = await self._bot.get_file(document.file_id)
            return bytes(await file.download_as_bytearray())

        return SentFile(name, document.file_size, fetch)

    async def _send(self, place: Place, reply: Reply, *, once: Literal[True] | None = None) -> None:
        texts = messages(reply)
        if not texts:
            raise ValueError(f"nothing to show in the reply to {place.key}")
        for index, text in enumerate(texts):
            last = index == len(texts) - 1
            await self._bot.send_message(
                place.chat_id,
                text,
                parse_mode=ParseMode.HTML,
                link_preview_options=NO_PREVIEW,
                message_thread_id=place.thread_id,
                reply_parameters=_pointing(place),
                reply_markup=keyboard(reply.actions) if last else None,
                rate_limit_args=once,
            )

    async def _apologise(self, place: Place, failure: Exception) -> None:
        # Where Telegram would not take the answer after many tries, one more is enough.
        once = ONCE if isinstance(failure, TelegramError) else None
        try:
            await self._send(place, self._reception.apology(place.key), once=once)
        except TelegramError as error:
            _LOG.warning("Telegram: cũng không xin lỗi được ở %s (%s)", place.key, error)

    @asynccontextmanager
    async def _typing(self, place: Place) -> AsyncIterator[None]:
        """Show "typing…" once the work inside has lasted a while."""
        loop = asyncio.get_running_loop()
        showing: list[asyncio.Task[None]] = []
        timer = loop.call_later(
            self._typing_after_s,
            lambda: showing.append(loop.create_task(self._show_typing(place))),
        )
        try:
            yield
        finally:
            timer.cancel()
            for task in showing:
                task.cancel()

    async def _show_typing(self, place: Place) -> None:
        try:
            while True:
                await self._bot.send_chat_action(
                    place.chat_id, ChatAction.TYPING, message_thread_id=place.thread_id
                )
                await asyncio.sleep(TYPING_AGAIN_S)
        except TelegramError as error:
            _LOG.debug("Telegram: không báo được là đang soạn (%s)", error)


def _pointing(place: Place) -> ReplyParameters | None:
    if place.reply_to is None:
        return None
    return ReplyParameters(place.reply_to, allow_sending_without_reply=True)
