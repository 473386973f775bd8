"""The admins' desk: commands that change documents, versions and people, each by who may."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol

from bot.access import Access, Act
from bot.admin.page import page
from bot.errors import BotError
from bot.reception import SentFile, Visitor
from bot.replies import Reply
from bot.store.errors import StoreError
from corpus.errors import CorpusError

HELP = "quantri"
_NOT_FOR_ALL: dict[Act, str] = {
    "ask": "Lệnh này dành cho người được mời.",
    "change": "Lệnh này dành cho người quản lý tài liệu. Cần quyền thì xin mã mời của họ.",
    "manage": "Lệnh này dành cho quản trị. Cần quyền thì xin mã mời của họ.",
}
# A command of the chat, and what carries it out with the rest of the message.
Carry = Callable[[Visitor, str], Awaitable[Reply]]


class Command:
    """One command: its name without the slash, who may, what it is for, and its doing.

    One without a purpose stands in no help: it is only behind a button.
    """

    def __init__(self, name: str, act: Act, purpose: str, carry: Carry) -> None:
        self.name = name
        self.act = act
        self.purpose = purpose
        self.carry = carry


class Commands(Protocol):
    """Some commands that belong together."""

    def commands(self) -> Iterable[Command]: ...


class Files(Protocol):
    """What takes in a file that an editor sent."""

    async def receive(self, visitor: Visitor, file: SentFile, caption: str) -> Reply: ...


class AdminDesk:
    """Carries out commands for those who may, alone with the bot, and leaves the rest alone."""

    def __init__(
        self, access: Access, files: Files, groups: Iterable[Commands], version: Callable[[], str]
    ) -> None:
        self._access = access
        self._files = files
        self._version = version
        self._commands = {c.name: c for group in groups for c in group.commands()}

    @property
    def names(self) -> tuple[str, ...]:
        """What the commands are called, without the slash."""
        return (*self._commands, HELP)

    async def reply(self, visitor: Visitor, text: str) -> Reply | None:
        """The reply to a command of these; None for everything else.

        What cannot be done is said with its reason; nothing is raised for it.
        """
        name, *rest = text.split(maxsplit=1) or [""]
        command = self._commands.get(name.removeprefix("/").lower()) if name[:1] == "/" else None
        if command is None:
            return await self._help(visitor) if name.lower() == f"/{HELP}" else None
        refused = await self._refusal(visitor, command.act)
        return refused or await self._tried(command.carry(visitor, "".join(rest).strip()))

    async def receive(self, visitor: Visitor, file: SentFile, caption: str) -> Reply | None:
        """The reply to a file from somebody who may change documents; None for others' files."""
        if not visitor.private or not await self._access.may(visitor.channel, visitor.id, "change"):
            return None
        return await self._tried(self._files.receive(visitor, file, caption))

    async def _refusal(self, visitor: Visitor, act: Act) -> Reply | None:
        if not await self._access.may(visitor.channel, visitor.id, act):
            return page("", _NOT_FOR_ALL[act], library=self._version())
        if not visitor.private:
            text = "Lệnh này chỉ dùng khi nhắn riêng với tôi, không dùng trong nhóm."
            return page("", text, library=self._version())
        return None

    async def _tried(self, doing: Awaitable[Reply]) -> Reply:
        try:
            return await doing
        except StoreError:
            raise  # the reception says so, in whatever language
        except (CorpusError, BotError) as error:
            return page("Không làm được", str(error), library=self._version())

    async def _help(self, visitor: Visitor) -> Reply | None:
        may = {
            act for act in ("change", "manage")
            if await self._access.may(visitor.channel, visitor.id, act)
        }  # fmt: skip
        lines = [
            f"/{c.name}: {c.purpose}" for c in self._commands.values() if c.act in may and c.purpose
        ]
        if not lines or not visitor.private:
            return None
        sending = "Gửi tệp vào đây (.docx, .pdf, .html, .txt, .md, .zip) là thêm tài liệu."
        return page("Việc quản lý", "\n".join(lines), sending, library=self._version())
