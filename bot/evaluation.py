"""Measuring answers: every question asked of a desk, counted right or wrong by kind and style."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from typing import Any, Literal

from bot.desk import Desk
from bot.replay import Given, played
from bot.scripts import ScriptedConversation
from corpus.documents import Noun
from index.evaluation.timing import percentile

Group = Literal["all", "kind", "style"]

_NEVER_ASKED = "chưa hỏi được: cuộc trò chuyện dừng ở một lượt trước"


class Verdict(Noun):
    """One question and whether its answer was right; `reasons` says why not.

    `expected` is what its file says. `got` is None for a turn behind a button that wasn't there.
    """

    id: str
    question: str
    kind: str
    style: str
    right: bool
    expected: dict[str, Any]
    got: Given | None
    reasons: tuple[str, ...]
    ms: float


@dataclass(frozen=True)
class Score:
    """How many of a group were right: of all, or of the kind or style called `name`."""

    group: Group
    name: str
    right: int
    total: int

    @property
    def share(self) -> float:
        """The share of right ones, 0 to 1."""
        return self.right / self.total


@dataclass(frozen=True)
class Floors:
    """The least share of right answers, over all and in each kind and style; None is no floor."""

    overall: float | None = None
    group: float | None = None

    def of(self, score: Score) -> float | None:
        """The floor that this group has."""
        return self.overall if score.group == "all" else self.group

    def missed(self, scores: Sequence[Score]) -> list[Score]:
        """The groups below their floor."""
        return [s for s in scores if (floor := self.of(s)) is not None and s.share < floor]


class QuestionRun(Noun):
    """One measuring of questions and conversations, asked of a library at this version."""

    measured: Literal["questions"] = "questions"
    library: str
    verdicts: tuple[Verdict, ...]

    @property
    def scores(self) -> list[Score]:
        """All together, then each kind, then each style, by name."""
        kinds = sorted({verdict.kind for verdict in self.verdicts})
        styles = sorted({verdict.style for verdict in self.verdicts})
        return [
            _score("all", "", self.verdicts),
            *(_score("kind", k, [v for v in self.verdicts if v.kind == k]) for k in kinds),
            *(_score("style", s, [v for v in self.verdicts if v.style == s]) for s in styles),
        ]

    @property
    def times(self) -> tuple[float, float]:
        """The p50 and p99 of what a question took, in ms, over those that were asked."""
        spent = [verdict.ms for verdict in self.verdicts if verdict.got is not None]
        return percentile(spent, 0.5), percentile(spent, 0.99)


def _score(group: Group, name: str, verdicts: Sequence[Verdict]) -> Score:
    return Score(group, name, sum(v.right for v in verdicts), len(verdicts))


def measure(conversations: Sequence[ScriptedConversation], desk: Desk) -> QuestionRun:
    """Ask every turn of every conversation, each conversation in a chat of its own."""
    verdicts = tuple(
        verdict for conversation in conversations for verdict in _judge(conversation, desk)
    )
    return QuestionRun(library=desk.library.version, verdicts=verdicts)


def _judge(conversation: ScriptedConversation, desk: Desk) -> Iterator[Verdict]:
    turns = played(conversation, partial(desk.reply, conversation.id), desk.library)
    alone = conversation.kind is not None and len(conversation.turns) == 1
    for number, (script, turn) in enumerate(zip_longest(conversation.turns, turns), 1):
        yield Verdict(
            id=conversation.id if alone else f"{conversation.id}.{number}",
            question=turn.said if turn else script.user or f"[{script.press}]",
            kind=conversation.kind or ("turn 1" if number == 1 else "follow-up"),
            style=conversation.style,
            right=turn is not None and not turn.reasons,
            expected=script.expect.model_dump(mode="json", exclude_defaults=True),
            got=Given.of(turn.reply) if turn and turn.sent else None,
            reasons=turn.reasons if turn else (_NEVER_ASKED,),
            ms=turn.ms if turn else 0.0,
        )
