"""The terminal: replies in colour, a chat with buttons as numbered choices, a library's tree."""

import logging
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from rich.console import Console
from rich.segment import Segment, Segments
from rich.text import Text
from rich.tree import Tree

from bot.notes import Notes
from bot.replies import Action, Block, Reply
from corpus.library import Library

log = logging.getLogger(__name__)

_STYLES = {"heading": "bold cyan", "quotation": "", "text": "", "note": "yellow", "source": "dim"}
_PROMPT = "hỏi> "
_FAREWELL = ("thoát", "thoat", "exit", "quit", ":q")
CHAT = "terminal"
# Enough of a passage to know it by, in the tree.
_GLIMPSE = 60


class Desk(Protocol):
    """What the terminal needs of a desk."""

    def reply(self, chat: str, text: str) -> Reply: ...
    def apology(self, chat: str) -> Reply: ...


def _console() -> Console:
    # Wrapping is the terminal's: a quotation copied from the screen has no breaks of ours.
    console = Console(highlight=False, soft_wrap=True)
    if console.no_color:  # rich drops colours then, but keeps bold: no codes at all is meant
        return Console(highlight=False, soft_wrap=True, color_system=None)
    return console


def show(blocks: Iterable[Block], console: Console | None = None) -> None:
    """Print blocks for people, one empty line apart; colour only where the output has it."""
    console = console or _console()
    for index, block in enumerate(blocks):
        if index:
            console.print()
        # A segment, for a `Text` would have its tabs made spaces: every character stays as it is.
        style = console.get_style(_STYLES[block.kind])
        console.print(Segments([Segment(block.text, style), Segment.line()]), end="")


def talk(desk: Desk, data: Path) -> None:
    """Chat until the person leaves: "thoát", Ctrl-D or Ctrl-C.

    What was typed is remembered in `data`, between chats; without a terminal on standard input,
    lines are read as they come.
    """
    # As the first process of a container, a program that doesn't ask for SIGTERM isn't told.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    console = _console()
    read = _line_reader(data)
    choices = _say(_answer(desk, "/start"), console)
    while True:
        try:
            typed = read().strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        if not typed:
            continue
        if typed.lower() in _FAREWELL:
            return
        console.print()
        choices = _say(_answer(desk, _chosen(typed, choices)), console)


def _answer(desk: Desk, message: str) -> Reply:
    """The desk's reply; where the desk breaks, the log has the reason and the person a word."""
    try:
        return desk.reply(CHAT, message)
    except Exception:
        log.exception("không trả lời được")
        return desk.apology(CHAT)


def _chosen(typed: str, choices: Sequence[Action]) -> str:
    """The message of the numbered choice that was typed, or what was typed itself."""
    numbers = {str(number): action for number, action in enumerate(choices, 1)}
    return numbers[typed].message if typed in numbers else typed


def _say(reply: Reply, console: Console) -> Sequence[Action]:
    show(reply.shown, console)
    if reply.actions:
        labels = "   ".join(f"[{n}] {a.label}" for n, a in enumerate(reply.actions, 1))
        console.print()
        console.print(Text(labels, style="green"))
    console.print()
    return reply.actions


def _line_reader(data: Path) -> Callable[[], str]:
    if not sys.stdin.isatty():
        return _piped_line
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory

    history: History
    try:
        data.mkdir(parents=True, exist_ok=True)
        history = FileHistory(str(data / "history"))
        (data / "history").touch(mode=0o600)
    except OSError:  # a read-only place: the chat works, it only forgets
        history = InMemoryHistory()
    session: PromptSession[str] = PromptSession(history=history)
    return lambda: session.prompt(_PROMPT)


def _piped_line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def show_library(library: Library, console: Console | None = None) -> None:
    """Print the tree of documents, passages and citations, and the directives nobody cites."""
    console = console or _console()
    tree = Tree(Text(f"Thư viện, bản {library.version}", style="bold"))
    for document in library.documents:
        branch = tree.add(Text(f"{document.id}: {document.title}", style="bold cyan"))
        for passage in document.passages:
            glimpse = passage.text[:_GLIMPSE].replace("\n", " ")
            dots = "…" if len(passage.text) > _GLIMPSE else ""
            leaf = branch.add(Text(f"{passage.locator}  {glimpse}{dots}"))
            for citation in document.citations:
                if citation.locator == passage.locator:
                    printed = citation.printed[:_GLIMPSE]
                    leaf.add(Text(f"{citation.directive}  ← {printed}", style="green"))
    uncited = [d.id for d in library.directives if not library.cited_in(d.id)]
    if uncited:
        tree.add(Text(f"Văn bản chưa được bài nào nhắc tới: {', '.join(uncited)}", style="yellow"))
    console.print(tree)
    _show_contradictions(library, console)
    _show_remarks(library, console)
    citations = sum(len(document.citations) for document in library.documents)
    console.print(
        f"Hợp lệ: {len(library.documents)} tài liệu, {len(library.passages)} đoạn, "
        f"{len(library.directives)} văn bản, {citations} chỗ nhắc."
    )


def _show_contradictions(library: Library, console: Console) -> None:
    """Where the texts disagree with themselves or with the catalogue: to look at, not to mend."""
    if not library.contradictions:
        return
    notes = Notes(library)
    console.print(Text("Chỗ cần lưu ý (không phải lỗi: câu trích giữ như bài in)", style="bold"))
    for found in library.contradictions:
        place = f"{found.document} {found.locator or 'tiêu đề'}"
        console.print(Text(f"• {place}: {notes.text(found, 'vi')}", style="yellow"))


def _show_remarks(library: Library, console: Console) -> None:
    """What no catalogue has, and replacements that lead nowhere."""
    if library.remarks:
        console.print(Text("Cần xem lại (không phải lỗi)", style="bold"))
    for remark in library.remarks:
        console.print(Text(f"– {remark}", style="yellow"))
