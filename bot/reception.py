"""The reception: who comes, and who is to answer them. Channels know nothing behind it."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Protocol

from bot.replies import Reply


@dataclass(frozen=True)
class Visitor:
    """A person as a channel knows them. `id` is theirs there, and `address` where to write to.

    `private` says that nobody else reads along; what only some may do is done only so.
    """

    channel: str
    id: str
    address: str = ""
    name: str = ""
    private: bool = True


@dataclass(frozen=True)
class SentFile:
    """A file somebody sent, not fetched yet. `size` is in bytes, None where the channel is silent.

    `fetch` may raise `corpus.errors.Refusal` where the channel won't hand it over.
    """

    name: str
    size: int | None
    fetch: Callable[[], Awaitable[bytes]]


class Desk(Protocol):
    """What answers; `chat` names the conversation. See `bot.desk`."""

    def reply(self, chat: str, text: str) -> Reply: ...

    def cannot_read(self, chat: str, what: str, text: str | None = None) -> Reply: ...

    def apology(self, chat: str) -> Reply: ...


class Reception(Protocol):
    """What a channel hands each message to.

    `commands` are its own, without the slash, beside those that a channel lists for everybody.
    """

    @property
    def commands(self) -> Collection[str]: ...

    async def reply(self, visitor: Visitor, chat: str, text: str, /) -> Reply:
        """The reply to a message of words."""
        ...

    async def receive(
        self, visitor: Visitor, chat: str, file: SentFile, caption: str, /
    ) -> Reply | None:
        """The reply to a file with its caption; None where such a file is not taken in."""
        ...

    def cannot_read(self, chat: str, what: str, text: str | None = None) -> Reply:
        """As `Desk.cannot_read`."""
        ...

    def apology(self, chat: str) -> Reply:
        """As `Desk.apology`."""
        ...


class OpenReception:
    """Everybody is led to the desk and nobody is known: no roles, no files, no records."""

    commands: Collection[str] = ()

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.cannot_read = desk.cannot_read
        self.apology = desk.apology

    async def reply(self, _visitor: Visitor, chat: str, text: str, /) -> Reply:
        """The desk's reply."""
        return self._desk.reply(chat, text)

    async def receive(
        self, _visitor: Visitor, _chat: str, _file: SentFile, _caption: str, /
    ) -> Reply | None:
        """None: nobody here may add documents."""
        return None
