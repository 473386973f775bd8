"""The terminal: every character as it is, choices by number, and a chat that outlives a fault."""

import io
import logging
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from rich.console import Console

from bot.channels import terminal
from bot.channels.terminal import show, show_library, talk
from bot.replies import Action, Block, BlockKind, Reply
from corpus.library import Library
from tests.bot.shipped import new_desk, shipped_library

KINDS: Sequence[BlockKind] = ("heading", "quotation", "text", "note", "source")


def said(text: str, kind: BlockKind = "quotation") -> Block:
    return Block(kind=kind, text=text)


def printed(*blocks: Block, colour: bool = False, width: int = 20) -> str:
    file = io.StringIO()
    console = Console(
        file=file,
        width=width,
        force_terminal=colour,
        highlight=False,
        soft_wrap=True,
        no_color=False,
    )
    show(blocks, console)
    return file.getvalue()


# -- showing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("một câu dài hơn bề ngang của cửa sổ rất nhiều, không bị bẻ dòng", id="long"),
        pytest.param("cột\tcột", id="tab"),
        pytest.param("dòng\n  thụt\n\ncuối ", id="lines and spaces"),
        pytest.param("[bold]không phải lệnh[/bold] [/] [1]", id="rich's marks"),
        pytest.param(":smile: 😀 a\u00a0b\u200bc e\u0301", id="emoji, joiners, combining accents"),
        pytest.param("https://a.example/b?c=1 18/8/2018 'x' 123", id="what rich would highlight"),
    ],
)
def test_what_is_shown_is_what_is_written(text: str) -> None:
    for kind in KINDS:
        assert printed(said(text, kind)) == f"{text}\n"
        assert text in printed(said(text, kind), colour=True)


def test_blocks_stand_an_empty_line_apart() -> None:
    assert printed(said("a"), said("b", "source")) == "a\n\nb\n"


def test_colour_is_only_for_a_screen() -> None:
    blocks = [said("a", kind) for kind in KINDS]
    assert "\x1b[" in printed(*blocks, colour=True)
    assert "\x1b" not in printed(*blocks)
    assert printed(said("a"), colour=True) == "a\n", "a quotation has no colour at all"


# -- talking -------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _sigterm_as_it_was() -> Iterator[None]:
    """A chat asks to be told of SIGTERM; the tests should end by it as before."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


class Keyboard:
    """A person who types these lines and then leaves."""

    def __init__(self, lines: Sequence[str], end: type[BaseException] = EOFError) -> None:
        self._lines: Iterator[str] = iter(lines)
        self._end = end

    def __call__(self) -> str:
        for line in self._lines:
            return line
        raise self._end


class ScriptedDesk:
    """Hears everything and offers two choices; breaks when it is told to."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def reply(self, chat: str, text: str) -> Reply:
        assert chat == terminal.CHAT
        self.heard.append(text)
        if text == "hỏng":
            raise ZeroDivisionError
        return self._said(f"[{text}]")

    def apology(self, chat: str) -> Reply:
        assert chat == terminal.CHAT
        return self._said("xin lỗi")

    def _said(self, text: str) -> Reply:
        return Reply(
            status="answered",
            kind="task",
            language="vi",
            blocks=(said(text),),
            shown=(said(text),),
            actions=(
                Action(label="Một", message="câu một"),
                Action(label="Hai", message="câu hai"),
            ),
            library="v",
        )


def heard(
    monkeypatch: pytest.MonkeyPatch, *lines: str, end: type[BaseException] = EOFError
) -> list[str]:
    monkeypatch.setattr(terminal, "_line_reader", lambda _: Keyboard(lines, end))
    desk = ScriptedDesk()
    talk(desk, Path("/khong/dung"))
    return desk.heard


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("nhiệm vụ 4", "nhiệm vụ 4"),
        ("1", "câu một"),
        ("2", "câu hai"),
        (" 2 ", "câu hai"),
        ("0", "0"),
        ("3", "3"),
        ("02", "02"),
        ("²", "²"),
        ("9" * 5000, "9" * 5000),
        ("1.", "1."),
    ],
)
def test_a_number_chooses_and_anything_else_asks(
    monkeypatch: pytest.MonkeyPatch, typed: str, message: str
) -> None:
    assert heard(monkeypatch, typed) == ["/start", message]


@pytest.mark.parametrize("word", ["thoát", "THOÁT", "thoat", "exit", "quit", ":q"])
def test_a_farewell_ends_the_chat(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    assert heard(monkeypatch, "a", word, "b") == ["/start", "a"]


@pytest.mark.parametrize("end", [EOFError, KeyboardInterrupt])
def test_ctrl_d_and_ctrl_c_end_the_chat(
    monkeypatch: pytest.MonkeyPatch, end: type[BaseException]
) -> None:
    assert heard(monkeypatch, "a", end=end) == ["/start", "a"]


def test_an_empty_line_asks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert heard(monkeypatch, "", "   ", "a") == ["/start", "a"]


def test_choices_are_numbered_under_the_reply(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    heard(monkeypatch, "a")
    assert "[a]\n\n[1] Một   [2] Hai\n" in capsys.readouterr().out


def test_a_desk_that_breaks_is_logged_and_the_chat_goes_on(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        assert heard(monkeypatch, "hỏng", "2") == ["/start", "hỏng", "câu hai"]
    assert "xin lỗi" in capsys.readouterr().out
    assert "ZeroDivisionError" in caplog.text


def test_a_long_task_is_read_on_by_its_first_choice(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(terminal, "_line_reader", lambda _: Keyboard(["nhiệm vụ 3", "1"]))
    talk(new_desk(), Path("/khong/dung"))
    out = capsys.readouterr().out
    for passage in shipped_library().documents[0].tasks[3]:
        assert f"{passage.text}\n" in out
    assert "(phần 2/2)" in out


# -- a library's tree ----------------------------------------------------------------------------


def tree_of(library: Library) -> str:
    file = io.StringIO()
    show_library(library, Console(file=file, width=200, highlight=False, soft_wrap=True))
    return file.getvalue()


def test_the_tree_has_every_document_passage_and_citation() -> None:
    library = shipped_library()
    tree = tree_of(library)
    assert library.version in tree
    for passage in library.passages:
        assert f"─ {passage.locator}  {passage.text[:40]}" in tree
    for directive, citations in library.citations.items():
        assert tree.count(f"─ {directive}  ← ") == len(citations)
    for directive_id in (d.id for d in library.directives if d.id not in library.citations):
        assert directive_id in tree
    assert "Hợp lệ: 1 tài liệu, " in tree
