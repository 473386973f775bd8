"""Replaying conversations: what people say and what the assistant must answer, as YAML.

A file is a list of conversations, each with `id`, `title` and `turns`; a turn is what the person
says (`user`) or presses (`press`, a button's label) and what is expected of the reply.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic import field_validator, model_validator

from bot.replies import Reply
from corpus.documents import Noun
from corpus.errors import Fault
from corpus.library import Library
from corpus.readers.yamlfile import YamlFile
from index.text import clean


class ReplayError(Exception):
    """The files hold no conversation to play, or one that cannot be understood."""


class Expectation(Noun):
    """What a reply must be. What isn't named isn't checked.

    answered    false: nothing may be quoted as an answer; with `smalltalk`, it must be small talk
    task        the passages begin with all paragraphs of this task
    outline     the first passage of every task
    locators    the first passage is one of these (with `directives`: any passage is)
    directives  the first directive is one of these; with `all`, all of them and one more at most
    contains    each stands in the text, whatever the case
    lacks       none stands in the text
    """

    answered: bool | None = None
    smalltalk: bool = False
    status: str | None = None
    kind: str | None = None
    language: str | None = None
    task: int | None = None
    outline: bool = False
    locators: tuple[str, ...] = ()
    directives: tuple[str, ...] = ()
    all: bool = False
    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


class Turn(Noun):
    """One message of the person, typed or pressed, and what it must bring."""

    user: str | None = None
    press: str | None = None
    expect: Expectation = Expectation()

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.user is None) == (self.press is None):
            raise ValueError("mỗi lượt cần đúng một trong hai: user hoặc press")
        return self


class ScriptedConversation(Noun):
    """A conversation to play; `title` says what it proves."""

    id: str
    title: str
    turns: tuple[Turn, ...]

    @field_validator("turns")
    @classmethod
    def _typed_before_pressed(cls, turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
        if not turns:
            raise ValueError("cần ít nhất một lượt")
        if turns[0].press is not None:
            raise ValueError("lượt đầu phải là user: chưa có nút nào để bấm")
        return turns


@dataclass(frozen=True)
class Failure:
    """One turn that went wrong."""

    conversation: ScriptedConversation
    turn: int
    said: str
    reasons: tuple[str, ...]
    reply: Reply

    def __str__(self) -> str:
        expected = self.conversation.turns[self.turn - 1].expect
        locators = [p.locator for p in self.reply.passages]
        directives = [d.id for d in self.reply.directives]
        wanted = expected.model_dump(exclude_defaults=True)
        found = f"{self.reply.status} {self.reply.kind}"
        return (
            f"{self.conversation.id}.{self.turn} {self.conversation.title}\n"
            f"  câu hỏi:  {self.said}\n"
            f"  mong đợi: {wanted}\n"
            f"  nhận:     {found} đoạn {locators} văn bản {directives}\n"
            f"  sai:      {'; '.join(self.reasons)}\n"
            f"  văn bản trả lời:\n    " + self.reply.text.replace("\n", "\n    ")
        )


def load_conversations(paths: Iterable[Path]) -> list[ScriptedConversation]:
    """The conversations of YAML files, and of all `*.yaml` in folders, in order.

    Raises ReplayError when there is none, or when a file is not of this form.
    """
    conversations: list[ScriptedConversation] = []
    faults: list[Fault] = []
    places: dict[str, str] = {}
    files = [
        f for path in paths for f in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])
    ]
    for file in files:
        try:
            yaml = YamlFile(file.read_text(encoding="utf-8"), str(file))
        except (OSError, UnicodeDecodeError) as exc:
            raise ReplayError(f"không đọc được {file}: {exc}") from None
        if not yaml.faults and not isinstance(yaml.value, list):
            yaml.faults.append(
                yaml.fault((), "không phải một danh sách hội thoại", "Mỗi hội thoại “- id:”.")
            )
        for index, entry in enumerate(yaml.value if isinstance(yaml.value, list) else ()):
            conversation = yaml.validate(ScriptedConversation, entry, (index,))
            if conversation is None:
                continue
            first = places.setdefault(conversation.id, f"{file}:{yaml.line((index,))}")
            if first != f"{file}:{yaml.line((index,))}":
                found = f"mã “{conversation.id}” đã có ở {first}"
                yaml.faults.append(yaml.fault((index, "id"), found, "Mỗi hội thoại một mã riêng."))
            conversations.append(conversation)
        faults += yaml.faults
    if faults:
        raise ReplayError("\n".join(str(fault) for fault in faults))
    if not conversations:
        where = ", ".join(map(str, files)) or "các đường dẫn đã cho"
        raise ReplayError(f"không có hội thoại nào trong {where}")
    return conversations


Ask = Callable[[str], Reply]


def play(conversation: ScriptedConversation, ask: Ask, library: Library) -> Iterator[Failure]:
    """Play every turn through `ask` and yield the turns that went wrong.

    Where a button to press is missing, the rest of the conversation is not played.
    """
    reply: Reply | None = None
    for number, turn in enumerate(conversation.turns, 1):
        try:
            said = message_of(turn, reply)
        except ReplayError as exc:
            if reply is None:
                raise
            yield Failure(conversation, number, f"[{turn.press}]", (str(exc),), reply)
            return
        reply = ask(said)
        reasons = tuple(faults(turn.expect, reply, library))
        if reasons:
            yield Failure(conversation, number, said, reasons, reply)


def message_of(turn: Turn, before: Reply | None) -> str:
    """What the turn sends: its text, or the message behind the button it presses.

    Raises ReplayError when the reply before has no such button.
    """
    if turn.user is not None:
        return turn.user
    actions = before.actions if before else ()
    for action in actions:
        if turn.press is not None and action.label.startswith(turn.press):
            return action.message
    labels = ", ".join(action.label for action in actions) or "không nút nào"
    raise ReplayError(f"không có nút “{turn.press}”; có: {labels}")


def faults(expect: Expectation, reply: Reply, library: Library) -> Iterator[str]:
    """Why `reply` is not what was expected; nothing when it is."""
    locators = [p.locator for p in reply.passages]
    directives = [d.id for d in reply.directives]
    text = _comparable(reply.text)
    for field in ("status", "kind", "language"):
        wanted = getattr(expect, field)
        if wanted is not None and getattr(reply, field) != wanted:
            yield f"{field} là {getattr(reply, field)}, mong {wanted}"
    if expect.answered is False or expect.smalltalk:
        allowed = (
            ("smalltalk",) if expect.smalltalk else ("not_found", "smalltalk", "help", "unclear")
        )
        if reply.status not in allowed:
            yield f"trả lời {reply.status}, mong một trong {allowed}"
    elif expect.status is None and reply.status != "answered":
        yield f"trả lời {reply.status}, mong answered"
    if expect.task is not None:
        tasks = library.briefing.tasks if library.briefing else {}
        wanted = [p.locator for p in tasks.get(expect.task, ())]
        if not wanted or locators[: len(wanted)] != wanted:
            yield f"đoạn {locators}, mong {wanted or f'nhiệm vụ {expect.task}'}"
    if expect.outline:
        wanted = [p[0].locator for p in library.briefing.tasks.values()] if library.briefing else []
        if reply.kind != "outline" or locators != wanted:
            yield f"{reply.kind} {locators}, mong mục lục {wanted}"
    if expect.directives:
        if expect.all:
            extra = len(directives) - len(expect.directives)
            if not set(expect.directives) <= set(directives) or extra > 1:
                yield f"văn bản {directives}, mong tất cả {list(expect.directives)}"
        elif not directives or directives[0] not in expect.directives:
            yield f"văn bản {directives}, mong trước hết {list(expect.directives)}"
        if expect.locators and not set(locators) & set(expect.locators):
            yield f"đoạn {locators}, mong có một trong {list(expect.locators)}"
    elif expect.locators and (not locators or locators[0] not in expect.locators):
        yield f"đoạn {locators}, mong trước hết {list(expect.locators)}"
    for needle in expect.contains:
        if _comparable(needle) not in text:
            yield f"thiếu “{needle}”"
    for needle in expect.lacks:
        if _comparable(needle) in text:
            yield f"không được có “{needle}”"


def _comparable(text: str) -> str:
    dated = re.sub(r"\b0?(\d{1,2})/0?(\d{1,2})/(\d{4})\b", r"\1/\2/\3", clean(text))
    return dated.casefold()
