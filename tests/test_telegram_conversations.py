"""The golden conversations again, each in a chat of its own, through the whole Telegram channel.

A twin desk says what each message must look like; the strict Bot API server says what arrived.
"""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.replay import faults, message_of
from bot.replies import Reply, plain
from bot.scripts import ScriptedConversation, Turn
from tests.bot.shipped import new_desk, shipped_library
from tests.bot.telegram_desk import TOKEN, running
from tests.botapi import BotApi, Sent
from tests.test_conversations import CONVERSATIONS

FIRST_CHAT = 1000


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi(token=TOKEN) as api:
        yield api
    assert api.violations == []


async def play(api: BotApi, chat: int, conversation: ScriptedConversation) -> list[str]:
    """What went wrong, turn by turn; empty when every message is the one expected."""
    twin = new_desk()
    wrong: list[str] = []
    reply: Reply | None = None
    sent: Sent | None = None
    for number, turn in enumerate(conversation.turns, 1):
        said = message_of(turn, reply)
        if turn.user is None and sent is not None and reply is not None:
            api.press(sent, _label(turn, reply))
        else:
            api.say(chat, said)
        reply, sent = twin.reply("twin", said), await api.next_message(chat)
        reasons = [*faults(turn.expect, reply, shipped_library())]
        if sent.text != plain(reply.shown):
            reasons.append(f"trên Telegram là:\n{sent.text}\n  mà phải là:\n{plain(reply.shown)}")
        if sent.buttons != {action.label: action.message for action in reply.actions}:
            reasons.append(f"nút {sent.buttons}, mong {reply.actions}")
        wrong += [f"{conversation.id}.{number} “{said}”: {reason}" for reason in reasons]
    return wrong


def _label(turn: Turn, reply: Reply) -> str:
    return next(a.label for a in reply.actions if turn.press and a.label.startswith(turn.press))


@pytest.mark.asyncio
async def test_every_conversation_goes_through_telegram_as_through_the_desk(api: BotApi) -> None:
    async with running(new_desk(), api):
        played = await asyncio.gather(
            *(play(api, FIRST_CHAT + n, c) for n, c in enumerate(CONVERSATIONS))
        )
        assert [wrong for conversation in played for wrong in conversation] == []
        leftovers = [api.unread(FIRST_CHAT + n) for n in range(len(CONVERSATIONS))]
    assert leftovers == [[] for _ in CONVERSATIONS]
