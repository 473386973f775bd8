"""The golden conversations, played through the desk. They are data: see tests/conversations/."""

from functools import partial
from pathlib import Path

import pytest

from bot.replay import play
from bot.scripts import ScriptedConversation, load_conversations
from tests.bot.shipped import new_desk, shipped_library

# Raises when there is no conversation, or one that cannot be understood: never a silent pass.
CONVERSATIONS = load_conversations([Path(__file__).parent / "conversations"])
every_conversation = pytest.mark.parametrize(
    "conversation", CONVERSATIONS, ids=lambda conversation: conversation.id
)


@every_conversation
def test_every_turn_is_answered_as_expected(conversation: ScriptedConversation) -> None:
    desk = new_desk()
    failures = list(play(conversation, partial(desk.reply, conversation.id), desk.library))
    assert not failures, "\n\n" + "\n\n".join(map(str, failures))


@every_conversation
def test_every_conversation_says_what_it_proves_and_expects_something_of_each_turn(
    conversation: ScriptedConversation,
) -> None:
    assert conversation.title
    assert [t.user or t.press for t in conversation.turns if not t.expect.model_fields_set] == []
    assert 2 <= len(conversation.turns) <= 8


def test_a_whole_day_of_conversations_in_one_desk_stays_apart() -> None:
    desk = new_desk()
    playing = [play(c, partial(desk.reply, c.id), shipped_library()) for c in CONVERSATIONS]
    assert [str(failure) for conversation in playing for failure in conversation] == []


def test_there_are_conversations_of_every_kind() -> None:
    expectations = [turn.expect for c in CONVERSATIONS for turn in c.turns]
    assert len(CONVERSATIONS) >= 30
    assert {e.task for e in expectations} >= {1, 2, 3, 4, 5, 6}
    assert {e.language for e in expectations} >= {"vi", "en"}
    assert any(e.outline for e in expectations)
    assert any(e.smalltalk for e in expectations)
    assert any(turn.press for c in CONVERSATIONS for turn in c.turns)
