"""Before a change goes live: what people asked, answered by both editions, and what differs."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from bot.desk import Desk, today_in_hanoi
from bot.editions import Edition
from bot.errors import ReplayError
from bot.replay import message_of
from bot.replies import Reply
from bot.scripts import ScriptedConversation

# A question as somebody typed it, asked here out of nowhere.
PastQuestion = str
Group = Literal["newly_answered", "no_longer_answered", "other_passage", "other_note"]
GROUPS: tuple[Group, ...] = (
    "no_longer_answered", "other_passage", "newly_answered", "other_note",
)  # fmt: skip
# Of each group so many are kept; the others are counted.
_KEPT = 20
_OPENING = 90


@dataclass(frozen=True)
class Seen:
    """One edition's reply, at a glance.

    `places` are documents with their locators, `directives` ids. `opening` is how the quotation
    begins, or what is said where nothing is quoted.
    """

    status: str
    places: tuple[tuple[str, str], ...]
    directives: tuple[str, ...]
    opening: str


@dataclass(frozen=True)
class Difference:
    """A question that the two editions answer differently; None where one wasn't asked it.

    `conversation` is the id of the script it comes from, None for a question of the log.
    """

    group: Group
    question: str
    old: Seen | None
    new: Seen | None
    conversation: str | None = None


@dataclass(frozen=True)
class Preview:
    """What changes for those who ask. `asked` counts the questions, `counts` all that differ.

    `differences` has the first of each group, the weightiest group first.
    """

    asked: int
    counts: dict[Group, int]
    differences: tuple[Difference, ...]

    @property
    def same(self) -> int:
        """How many questions are answered as before."""
        return self.asked - sum(self.counts.values())


def compare(
    old: Edition,
    new: Edition,
    questions: Iterable[PastQuestion],
    conversations: Sequence[ScriptedConversation] = (),
    *,
    today: Callable[[], dt.date] = today_in_hanoi,
) -> Preview:
    """Ask both editions `questions`, each once, and play `conversations` to both."""
    day = today()
    desks = Desk(old, today=lambda: day), Desk(new, today=lambda: day)
    asked = 0
    counts: Counter[Group] = Counter()
    kept: dict[Group, list[Difference]] = {group: [] for group in GROUPS}
    for conversation, question, before, after in _replies(desks, questions, conversations):
        asked += 1
        group = _group(before, after)
        if group is None:
            continue
        counts[group] += 1
        if len(kept[group]) < _KEPT:
            seen = (
                (None if before is None else _seen(before)),
                (None if after is None else _seen(after)),
            )
            kept[group].append(Difference(group, question, *seen, conversation))
    told = tuple(difference for group in GROUPS for difference in kept[group])
    return Preview(asked, {group: counts[group] for group in GROUPS if counts[group]}, told)


_Asked = tuple[str | None, str, Reply | None, Reply | None]


def _replies(
    desks: tuple[Desk, Desk],
    questions: Iterable[PastQuestion],
    conversations: Iterable[ScriptedConversation],
) -> Iterator[_Asked]:
    old, new = desks
    for number, question in enumerate(dict.fromkeys(questions)):
        chat = f"question {number}"
        yield None, question, old.reply(chat, question), new.reply(chat, question)
    for conversation in conversations:
        pairs = zip_longest(_played(conversation, old), _played(conversation, new))
        for before, after in pairs:
            said = (before or after or ("", None))[0]
            yield conversation.id, said, before and before[1], after and after[1]


def _played(conversation: ScriptedConversation, desk: Desk) -> Iterator[tuple[str, Reply]]:
    """What is said and replied, turn by turn, until a button to press is missing."""
    reply: Reply | None = None
    for turn in conversation.turns:
        try:
            said = message_of(turn, reply)
        except ReplayError:
            return
        reply = desk.reply(conversation.id, said)
        yield said, reply


def _group(old: Reply | None, new: Reply | None) -> Group | None:
    """How two replies differ; None where a person would see no difference."""
    was = old is not None and old.status == "answered"
    now = new is not None and new.status == "answered"
    if was != now:
        return "newly_answered" if now else "no_longer_answered"
    if old is None or new is None:
        return None if old is new else "other_note"
    if not was:
        return None  # what is said of not having found it names the documents there are
    if _quoted(old) != _quoted(new) or _ids(old) != _ids(new):
        return "other_passage"
    return None if old.text == new.text and old.actions == new.actions else "other_note"


def _quoted(reply: Reply) -> list[tuple[str, str, str]]:
    return [(p.document, p.locator, p.text) for p in reply.passages]


def _ids(reply: Reply) -> tuple[str, ...]:
    return tuple(directive.id for directive in reply.directives)


def _seen(reply: Reply) -> Seen:
    places = tuple((p.document, p.locator) for p in reply.passages)
    said = [b.text for b in reply.blocks if b.kind == "quotation"] or [
        b.text for b in reply.blocks if b.kind in ("text", "note", "heading")
    ]
    opening = " ".join(said[0].split()) if said else ""
    if len(opening) > _OPENING:
        opening = f"{opening[:_OPENING].rstrip()}…"
    return Seen(reply.status, places, _ids(reply), opening)
