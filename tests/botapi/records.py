"""What the server remembers: calls made, messages sent, and the failures it was told to play."""

import asyncio
from dataclasses import dataclass
from typing import Any, Literal

from tests.botapi.entities import cut


@dataclass
class Call:
    """One request of the bot. `code` is the HTTP status, 0 for a dropped connection.

    `at` is seconds on the event loop's clock when the request arrived; `params` are typed where
    they could be read, else as they came. `code` is None while the call is under way.
    """

    method: str
    params: dict[str, Any]
    at: float
    code: int | None = None
    description: str = ""


@dataclass(frozen=True)
class Sent:
    """A message of the bot, as a person's client shows it."""

    chat_id: int
    message_id: int
    text: str
    entities: list[dict[str, Any]]
    params: dict[str, Any]
    at: float
    raw: dict[str, Any]

    @property
    def keyboard(self) -> list[list[dict[str, Any]]]:
        """The rows of inline buttons."""
        rows: list[list[dict[str, Any]]] = self.params.get("reply_markup", {}).get(
            "inline_keyboard", []
        )
        return rows

    @property
    def buttons(self) -> dict[str, str]:
        """Label to callback data, from the top left."""
        return {
            button["text"]: button.get("callback_data", "")
            for row in self.keyboard
            for button in row
        }

    @property
    def thread(self) -> int | None:
        thread: int | None = self.raw.get("message_thread_id")
        return thread

    def marked(self, kind: str) -> list[str]:
        """The parts of the text that are marked as `kind`: "bold", "blockquote", "text_link"."""
        return [cut(self.text, entity) for entity in self.entities if entity["type"] == kind]


@dataclass
class Fault:
    """A scripted failure for the next `times` calls of `method` (None: any) to `chat_id`.

    "flood" answers 429, "fail" any other status, "drop" closes the connection unanswered,
    "drop_after" does the same when the work is done. "delay" only waits before the work: so many
    `seconds`, or until `released`.
    """

    kind: Literal["flood", "fail", "drop", "drop_after", "delay"]
    method: str | None
    chat_id: int | None = None
    times: int = 1
    retry_after: int = 1
    code: int = 500
    body: str | None = None
    seconds: float = 0.0
    released: asyncio.Event | None = None

    async def wait(self) -> None:
        if self.released is not None:
            await self.released.wait()
        await asyncio.sleep(self.seconds)

    def take(self, method: str, params: dict[str, Any]) -> bool:
        """Whether it plays for this call; if so, one time less remains."""
        if self.times < 1 or self.method not in (None, method):
            return False
        if self.chat_id is not None and params.get("chat_id") != self.chat_id:
            return False
        self.times -= 1
        return True
