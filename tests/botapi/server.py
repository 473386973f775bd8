"""A Bot API server on loopback, as strict as Telegram, for the tests and for replays.

    async with BotApi(token="123456:AAH...") as api:
        ...                                   # start a bot on api.url
        api.say(7, "nhiệm vụ 4 là gì?")
        answer = await api.next_message(7)
        api.press(answer, "Nhiệm vụ 5")
        assert api.violations == []

Calls on the test's side are plain functions on the server's event loop; only waiting is async.
"""

import asyncio
import collections
import itertools
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.botapi.chats import CONTENT, Chats, detected
from tests.botapi.front import Front
from tests.botapi.records import Call, Fault, Sent
from tests.botapi.updates import Updates


class BotApi:
    """One bot's Telegram.

    `calls` are all requests in order of arrival; `violations` are what the bot did that Telegram
    refuses (a test should end with none); `sent` are the bot's messages; `queries` has, for each
    pressed button, how it was answered, or None as long as it was not. With `limits`, a second
    message to a chat within a second is answered 429, as is the 31st within a second overall.
    """

    def __init__(self, *, token: str, username: str = "giaoban_bot", limits: bool = False) -> None:
        self.token = token
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.sent: list[Sent] = []
        self.commands: dict[str, list[dict[str, str]]] = {}
        self.queries: dict[str, dict[str, Any] | None] = {}
        self.me = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Giao ban",
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }
        self.files: dict[str, bytes] = {}
        self.chats = Chats()
        self.updates = Updates(first_id=100_000_001)
        self.url = ""
        self._front = Front(self, limits=limits)
        self._query_ids = itertools.count(4_000_000_001)
        self.faults: list[Fault] = []
        self._inbox: dict[int, asyncio.Queue[Sent]] = collections.defaultdict(asyncio.Queue)
        self.news = asyncio.Event()
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._front.handle)
        # A client that hangs up ends its long poll, as it does at Telegram.
        self._runner = web.AppRunner(
            app, handler_cancellation=True, access_log=None, shutdown_timeout=0.1
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.updates.interrupt()
        if self._runner is not None:
            await self._runner.cleanup()

    # What people do

    def say(
        self,
        chat_id: int,
        text: str,
        *,
        user_id: int | None = None,
        thread: int | None = None,
        reply_to: Sent | None = None,
        **more: Any,
    ) -> dict[str, Any]:
        """A person writes; returns the message. `more` are further fields of the message."""
        entities = detected(text)
        content = {"text": text, **({"entities": entities} if entities else {}), **more}
        if reply_to is not None:
            content["reply_to_message"] = reply_to.raw
        return self.send(chat_id, content, user_id=user_id, thread=thread)

    def send(
        self,
        chat_id: int,
        content: str | dict[str, Any],
        *,
        user_id: int | None = None,
        thread: int | None = None,
        caption: str | None = None,
    ) -> dict[str, Any]:
        """A person sends a message with these fields, or one of the samples in `CONTENT`."""
        fields = dict(CONTENT[content] if isinstance(content, str) else content)
        if caption is not None:
            fields |= {"caption": caption, "caption_entities": detected(caption)}
        if thread is not None:
            fields |= {"message_thread_id": thread, "is_topic_message": True}
        chat = self.chats.opened(chat_id)
        sender = self.chats.person(user_id or abs(chat_id))
        message = self.chats.message(chat, sender, **fields)
        self.updates.add({"message": message})
        return message

    def send_file(
        self, chat_id: int, name: str, data: bytes, *, caption: str | None = None, **more: Any
    ) -> dict[str, Any]:
        """A person sends a file, which `getFile` then knows."""
        file_id = f"file{len(self.files) + 1}"
        self.files[file_id] = data
        document = {
            "file_id": file_id,
            "file_unique_id": f"u{file_id}",
            "file_name": name,
            "file_size": len(data),
        }
        return self.send(chat_id, {"document": document, **more}, caption=caption)

    def edit(self, message: dict[str, Any], text: str) -> None:
        """A person changes a message of theirs."""
        edited = {**message, "text": text, "edit_date": message["date"] + 5}
        edited["entities"] = detected(text)
        self.updates.add({"edited_message": edited})

    def press(
        self,
        message: Sent,
        label_or_data: str,
        *,
        user_id: int | None = None,
        inaccessible: bool = False,
    ) -> str:
        """A person presses a button of the message; returns the query's id.

        With `inaccessible` the message is too old for Telegram to describe it.
        """
        buttons = message.buttons
        data = buttons.get(label_or_data, label_or_data)
        if data not in buttons.values():
            raise KeyError(f"{label_or_data!r} is not on the message: {buttons}")
        shown = message.raw
        if inaccessible:
            shown = {"chat": shown["chat"], "message_id": shown["message_id"], "date": 0}
        query_id = str(next(self._query_ids))
        query = {
            "id": query_id,
            "from": self.chats.person(user_id or abs(message.chat_id)),
            "message": shown,
            "chat_instance": "-1",
            "data": data,
        }
        self.queries[query_id] = None
        self.updates.add({"callback_query": query})
        return query_id

    def send_update(self, body: dict[str, Any], *, unasked: bool = False) -> int:
        """Queue any update; its chat may be written to from now on. Returns the update's id."""
        for kind in body.values():
            if isinstance(kind, dict) and isinstance(kind.get("chat"), dict):
                self.chats.opened(kind["chat"]["id"], kind["chat"].get("type"))
        return self.updates.add(body, unasked=unasked)

    def block(self, chat_id: int) -> None:
        """The person blocks the bot: from now on, writing to the chat is answered 403."""
        self.chats.opened(chat_id).blocked = True

    # What goes wrong

    def script(self, fault: Fault) -> Fault:
        """Play a failure; its `times` tells how often it still will."""
        self.faults.append(fault)
        return fault

    def flood(
        self,
        retry_after: int = 1,
        times: int = 1,
        *,
        method: str | None = "sendMessage",
        chat_id: int | None = None,
    ) -> Fault:
        """Answer the next calls with 429 and `retry_after` seconds."""
        return self.script(Fault("flood", method, chat_id, times, retry_after=retry_after))

    def fail(
        self,
        code: int = 500,
        times: int = 1,
        *,
        method: str | None = "sendMessage",
        chat_id: int | None = None,
        body: str | None = None,
    ) -> Fault:
        """Answer the next calls with an HTTP status; `body` replaces the usual JSON."""
        return self.script(Fault("fail", method, chat_id, times, code=code, body=body))

    def drop(
        self,
        times: int = 1,
        *,
        method: str | None = "sendMessage",
        chat_id: int | None = None,
        after: bool = False,
    ) -> Fault:
        """Close the connection without an answer; with `after`, when the work is already done."""
        return self.script(Fault("drop_after" if after else "drop", method, chat_id, times))

    def delay(
        self,
        seconds: float,
        times: int = 1,
        *,
        method: str | None = "sendMessage",
        chat_id: int | None = None,
    ) -> Fault:
        """Let the next calls wait before they are carried out."""
        return self.script(Fault("delay", method, chat_id, times, seconds=seconds))

    def hold(
        self, *, method: str | None = "sendMessage", chat_id: int | None = None
    ) -> asyncio.Event:
        """Let the next call wait until the returned event is set."""
        released = asyncio.Event()
        self.script(Fault("delay", method, chat_id, released=released))
        return released

    # What came of it

    async def next_message(self, chat_id: int, timeout: float = 5.0) -> Sent:  # noqa: ASYNC109
        """The bot's next message in the chat; TimeoutError says what the bot did meanwhile."""
        try:
            async with asyncio.timeout(timeout):
                return await self._inbox[chat_id].get()
        except TimeoutError:
            last = [f"{call.method} {call.code} {call.description}" for call in self.calls[-5:]]
            raise TimeoutError(f"no message in chat {chat_id}; last calls: {last}") from None

    def unread(self, chat_id: int) -> list[Sent]:
        """Messages in the chat that `next_message` has not returned yet; takes them."""
        inbox = self._inbox[chat_id]
        return [inbox.get_nowait() for _ in range(inbox.qsize())]

    def called(self, *methods: str) -> list[Call]:
        """All calls of these methods, in order."""
        return [call for call in self.calls if call.method in methods]

    async def until_called(
        self,
        method: str,
        times: int = 1,
        timeout: float = 5.0,  # noqa: ASYNC109
        *,
        answered: bool = True,
    ) -> list[Call]:
        """Wait until the method was called, and answered if so asked, so many times in all."""
        async with asyncio.timeout(timeout):
            while True:
                calls = [c for c in self.called(method) if c.code is not None or not answered]
                if len(calls) >= times:
                    return calls
                self.news.clear()
                await self.news.wait()

    async def until_polling(self, timeout: float = 5.0) -> None:  # noqa: ASYNC109
        """Wait until the bot waits for updates: all before are confirmed then."""
        async with asyncio.timeout(timeout):
            await self.updates.polled.wait()

    def deliver(self, message: Sent) -> None:
        """Put a message of the bot before the person. For `Methods`."""
        self.sent.append(message)
        self._inbox[message.chat_id].put_nowait(message)
