"""Replaying conversations: what people say is played, and a wrong reply gets its reasons."""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from bot.errors import ReplayError
from bot.replies import Reply
from bot.scripts import Expectation, ScriptedConversation, Turn
from corpus.documents import Noun
from corpus.library import Library
from index.text import clean

Ask = Callable[[str], Reply]
# What every quotation must say of where it stands.
_SOURCE = ("title", "publisher", "published")


class Given(Noun):
    """What a reply said, as far as an expectation looks and without its words."""

    status: str
    kind: str
    locators: tuple[str, ...]
    directives: tuple[str, ...]

    @classmethod
    def of(cls, reply: Reply) -> Self:
        return cls(
            status=reply.status,
            kind=reply.kind,
            locators=tuple(p.locator for p in reply.passages),
            directives=tuple(d.id for d in reply.directives),
        )

    def __str__(self) -> str:
        locators, directives = list(self.locators), list(self.directives)
        return f"{self.status} {self.kind} đoạn {locators} văn bản {directives}"


@dataclass(frozen=True)
class PlayedTurn:
    """One turn and what it brought: right when `reasons` has nothing against it.

    `turn` counts from 1; `ms` is how long the reply took. A turn whose button is missing is not
    sent: it has the reply before it.
    """

    conversation: ScriptedConversation
    turn: int
    said: str
    reasons: tuple[str, ...]
    reply: Reply
    ms: float = 0.0
    sent: bool = True

    @property
    def expect(self) -> Expectation:
        """What was expected of it."""
        return self.conversation.turns[self.turn - 1].expect

    def __str__(self) -> str:
        title = f"{self.conversation.id}.{self.turn} {self.conversation.title}"
        wanted = self.expect.model_dump(exclude_defaults=True)
        told = describe(title, self.said, wanted, Given.of(self.reply), self.reasons)
        return f"{told}\n  văn bản trả lời:\n    " + self.reply.text.replace("\n", "\n    ")


def describe(
    title: str, said: str, wanted: Mapping[str, object], given: Given | None, reasons: Iterable[str]
) -> str:
    """A turn that went wrong, for whoever mends it; `given` is None where nothing was asked."""
    return (
        f"{title}\n"
        f"  câu hỏi:  {said}\n"
        f"  mong đợi: {dict(wanted)}\n"
        f"  nhận:     {given or 'chưa hỏi được'}\n"
        f"  sai:      {'; '.join(reasons)}"
    )


def play(conversation: ScriptedConversation, ask: Ask, library: Library) -> Iterator[PlayedTurn]:
    """Play every turn through `ask` and yield the turns that went wrong."""
    return (turn for turn in played(conversation, ask, library) if turn.reasons)


def played(conversation: ScriptedConversation, ask: Ask, library: Library) -> Iterator[PlayedTurn]:
    """Play every turn through `ask` and yield it, right or wrong.

    Where a button to press is missing, the rest of the conversation is not played.
    """
    reply: Reply | None = None
    for number, turn in enumerate(conversation.turns, 1):
        try:
            said = message_of(turn, reply)
        except ReplayError as exc:
            if reply is None:
                raise
            said = f"[{turn.press}]"
            yield PlayedTurn(conversation, number, said, (str(exc),), reply, sent=False)
            return
        began = time.perf_counter()
        reply = ask(said)
        ms = (time.perf_counter() - began) * 1e3
        reasons = tuple(faults(turn.expect, reply, library))
        yield PlayedTurn(conversation, number, said, reasons, reply, ms)


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
    if expect.status is None and (expect.answered is False or expect.smalltalk):
        allowed = ("smalltalk",) if expect.smalltalk else ("not_found", "smalltalk", "help")
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
    yield from _unfounded(reply, library)


def _unfounded(reply: Reply, library: Library) -> Iterator[str]:
    """What no reply may be, whatever was expected: not word for word, or without its source."""
    texts = {document.id: document.text for document in library.documents}
    for passage in reply.passages:
        if texts.get(passage.document, "")[passage.start : passage.end] != passage.text:
            yield f"đoạn {passage.locator} không đúng nguyên văn"
        missing = [field for field in _SOURCE if not getattr(passage.source, field)]
        if missing:
            yield f"đoạn {passage.locator} thiếu nguồn: {', '.join(missing)}"


def _comparable(text: str) -> str:
    dated = re.sub(r"\b0?(\d{1,2})/0?(\d{1,2})/(\d{4})\b", r"\1/\2/\3", clean(text))
    return dated.casefold()
