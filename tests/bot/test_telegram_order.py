"""Order within a chat, chats side by side, and what happens when Telegram or the line says no."""

import asyncio
import dataclasses
import gc
import logging
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from telegram import Update

from bot.channels.telegram_order import ChatOrder
from bot.replies import Action
from tests.bot.telegram_desk import QUICK, TOKEN, EchoDesk, reply, running, said
from tests.botapi import BotApi

# PTB warns that a wait will one day be no number any more; the channel reads both.
pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after:DeprecationWarning")


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi(token=TOKEN) as api:
        yield api
    assert api.violations == []


async def texts(api: BotApi, chat_id: int, count: int) -> list[str]:
    return [(await api.next_message(chat_id)).text for _ in range(count)]


@pytest.mark.asyncio
async def test_one_chats_messages_are_answered_in_order(api: BotApi) -> None:
    async with running(EchoDesk(), api):
        api.delay(0.05, times=2, chat_id=7)
        for n in range(20):
            api.say(7, f"câu {n}")
        assert await texts(api, 7, 20) == [f"re: câu {n}" for n in range(20)]


@pytest.mark.asyncio
async def test_a_slow_chat_holds_nobody_up(api: BotApi) -> None:
    async with running(EchoDesk(), api):
        slow = api.hold(chat_id=7)
        api.say(7, "chậm")
        api.say(7, "sau chậm")
        for chat_id in range(100, 120):
            api.say(chat_id, "nhanh")
        await asyncio.gather(*(api.next_message(chat_id) for chat_id in range(100, 120)))
        assert api.unread(7) == []
        slow.set()
        assert await texts(api, 7, 2) == ["re: chậm", "re: sau chậm"]


@pytest.mark.asyncio
async def test_words_and_stickers_of_a_chat_keep_their_order(api: BotApi) -> None:
    async with running(EchoDesk(), api):
        api.delay(0.1, chat_id=7)
        for n in range(3):
            api.say(7, f"câu {n}")
            api.send(7, "sticker")
        sticker = "không đọc được: sticker"
        assert await texts(api, 7, 6) == [
            "re: câu 0",
            sticker,
            "re: câu 1",
            sticker,
            "re: câu 2",
            sticker,
        ]


@pytest.mark.asyncio
async def test_a_button_stops_spinning_before_its_turn(api: BotApi) -> None:
    menu = reply(said("A"), actions=[Action(label="Tiếp", message="tiếp")])
    async with running(EchoDesk({"a": menu}), api):
        api.say(7, "a")
        message = await api.next_message(7)
        slow = api.hold(chat_id=7)
        api.say(7, "chậm")
        query = api.press(message, "Tiếp")
        await api.until_called("answerCallbackQuery")
        assert api.queries[query] is not None
        assert api.unread(7) == []
        slow.set()
        assert await texts(api, 7, 2) == ["re: chậm", "re: tiếp"]


@pytest.mark.asyncio
async def test_a_flood_is_waited_out_and_every_message_comes_once(api: BotApi) -> None:
    async with running(EchoDesk(), api):
        flood = api.flood(retry_after=1, times=1, chat_id=7)
        api.say(7, "một")
        api.say(7, "hai")
        api.say(8, "người khác")
        await api.next_message(8)
        assert api.unread(7) == []
        assert await texts(api, 7, 2) == ["re: một", "re: hai"]
    calls = [call for call in api.called("sendMessage") if call.params["chat_id"] == 7]
    assert [call.code for call in calls] == [429, 200, 200]
    assert calls[1].at - calls[0].at >= 1.0
    # Once told off, the chat is kept to a message a second.
    assert calls[2].at - calls[1].at >= 0.95
    assert flood.times == 0


@pytest.mark.asyncio
async def test_limits_of_one_message_a_second_are_kept_from_the_first_refusal_on() -> None:
    async with BotApi(token=TOKEN, limits=True) as api, running(EchoDesk(), api):
        api.say(7, "một")
        api.say(7, "hai")
        assert await texts(api, 7, 2) == ["re: một", "re: hai"]
        assert [call.code for call in api.called("sendMessage")] == [200, 429, 200]


@pytest.mark.asyncio
@pytest.mark.parametrize("trouble", ["fail", "drop", "gateway", "slow"])
async def test_a_bad_line_is_tried_again(api: BotApi, trouble: str) -> None:
    timing = dataclasses.replace(QUICK, read_s=0.5)
    async with running(EchoDesk(), api, timing=timing):
        match trouble:
            case "fail":
                api.fail(500, times=2)
            case "drop":
                api.drop(times=2)
            case "gateway":
                api.fail(502, times=2, body="<html>Bad Gateway</html>")
            case "slow":
                api.delay(2.0)
        api.say(7, "một")
        api.say(7, "hai")
        assert await texts(api, 7, 2) == ["re: một", "re: hai"]
    assert [message.text for message in api.sent] == ["re: một", "re: hai"]


@pytest.mark.asyncio
async def test_trying_again_ends_and_the_next_question_is_answered(
    api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    timing = dataclasses.replace(QUICK, network_retries=2, network_pause_s=0.01)
    async with running(EchoDesk(), api, timing=timing):
        api.fail(500, times=4)  # three attempts at the answer, one at the apology
        api.say(7, "một")
        api.say(7, "hai")
        assert await texts(api, 7, 1) == ["re: hai"]
    assert "cũng không xin lỗi được" in caplog.text


@pytest.mark.asyncio
async def test_a_refused_message_is_not_tried_again(api: BotApi) -> None:
    async with running(EchoDesk(), api):
        api.fail(400)
        api.say(7, "một")
        assert await texts(api, 7, 1) == ["xin lỗi"]
    assert [call.code for call in api.called("sendMessage")] == [400, 200]


@pytest.mark.asyncio
async def test_a_person_who_blocked_the_bot_is_a_quiet_line(
    api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with running(EchoDesk(), api):
        api.say(7, "một")
        api.block(7)
        api.say(8, "hai")
        await api.next_message(8)
    assert len([c for c in api.called("sendMessage") if c.params["chat_id"] == 7]) == 1
    assert [r.levelname for r in caplog.records if "telegram:7" in r.message] == ["INFO"]
    assert "Traceback" not in caplog.text


@pytest.mark.asyncio
async def test_typing_is_shown_only_when_the_answer_takes_a_while(api: BotApi) -> None:
    timing = dataclasses.replace(QUICK, typing_after_s=0.3)
    async with running(EchoDesk(), api, timing=timing):
        api.say(7, "nhanh")
        await api.next_message(7)
        assert api.called("sendChatAction") == []
        slow = api.hold(chat_id=7)
        api.say(7, "chậm", thread=3)
        await api.until_called("sendChatAction")
        slow.set()
        await api.next_message(7)
    (shown,) = api.called("sendChatAction")
    assert shown.params == {"chat_id": 7, "action": "typing", "message_thread_id": 3}


@pytest.mark.asyncio
async def test_nothing_is_kept_of_a_chat_that_has_its_answers() -> None:
    order = ChatOrder(4, lambda _: None)

    async def work() -> None:
        await asyncio.sleep(0.001)

    updates = [
        Update.de_json(
            {
                "update_id": n,
                "message": {
                    "message_id": n,
                    "date": 1,
                    "chat": {"id": n % 50, "type": "private"},
                    "text": "a",
                },
            }
        )
        for n in range(200)
    ]
    working = [asyncio.create_task(order.process_update(update, work())) for update in updates]
    await asyncio.sleep(0)
    assert order.waiting == 200
    for task in working[::3]:
        task.cancel()
    await asyncio.gather(*working, return_exceptions=True)
    gc.collect()  # a coroutine dropped unawaited would be a warning here, and so an error
    assert order.waiting == 0
    assert order._lines == {}
