"""What people see in Telegram, through the real channel and real HTTP on loopback."""

import itertools
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.channels.telegram_markup import keyboard, markup
from bot.replies import Action, plain
from tests.bot.telegram_desk import TOKEN, EchoDesk, reply, running, said
from tests.botapi import BotApi, Sent
from tests.botapi.chats import CONTENT
from tests.botapi.entities import parse_html, units

HOSTILE = "<b>5 & 6</b> &lt;i&gt; \"trích\" 'dẫn' \u200fphải sang trái\u200e </blockquote> 🏟"


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi(token=TOKEN) as api:
        yield api
    assert api.violations == []


@pytest.mark.asyncio
async def test_a_question_gets_one_message_with_its_parts_marked(api: BotApi) -> None:
    url = "https://nguoihanoi.vn/bai.html?a=1&b=2"
    answer = reply(
        said("Nhiệm vụ 4", kind="heading"),
        said(HOSTILE, kind="quotation", document="bai", start=0, end=len(HOSTILE)),
        said("Ngày in sai", kind="note"),
        said(f"Nguồn: Người Hà Nội, {url}", kind="source", url=url),
    )
    async with running(EchoDesk({"nhiệm vụ 4 là gì?": answer}), api):
        api.say(7, "nhiệm vụ 4 là gì?")
        message = await api.next_message(7)
        assert api.unread(7) == []
    assert message.text == plain(answer.shown)
    assert message.marked("bold") == ["Nhiệm vụ 4"]
    assert message.marked("blockquote") == [HOSTILE]
    assert message.marked("italic") == ["Ngày in sai"]
    assert message.marked("text_link") == [url]
    assert [e["url"] for e in message.entities if e["type"] == "text_link"] == [url]
    assert message.params["link_preview_options"] == {"is_disabled": True}


@pytest.mark.parametrize("text", [HOSTILE, "\u202bتعميم\u202c", "a\u00a0b", "&amp;", "<", "🏟" * 9])
def test_marks_never_change_a_character(text: str) -> None:
    blocks = [said(text, kind=kind) for kind in ("heading", "quotation", "text", "note")]
    shown, _ = parse_html(markup(blocks))
    assert shown == plain(blocks)


def test_an_address_that_is_not_in_the_source_line_links_all_of_it() -> None:
    source = said("Nguồn: Người Hà Nội", kind="source", url='https://a.vn/"x"')
    assert markup([source]) == '<a href="https://a.vn/&quot;x&quot;">Nguồn: Người Hà Nội</a>'


@pytest.mark.asyncio
async def test_a_pressed_button_is_a_typed_question(api: BotApi) -> None:
    actions = [Action(label="Nhiệm vụ 5", message="nhiệm vụ 5")]
    desk = EchoDesk({"/start": reply(said("Chào"), actions=actions)})
    async with running(desk, api):
        api.say(7, "/start")
        message = await api.next_message(7)
        query = api.press(message, "Nhiệm vụ 5")
        assert (await api.next_message(7)).text == "re: nhiệm vụ 5"
        await api.until_called("answerCallbackQuery")
        assert api.queries[query] is not None
    assert desk.asked == [("telegram:7", "/start"), ("telegram:7", "nhiệm vụ 5")]


@pytest.mark.asyncio
async def test_a_button_of_a_message_too_old_to_be_described_works(api: BotApi) -> None:
    desk = EchoDesk({"a": reply(said("A"), actions=[Action(label="Tiếp", message="tiếp")])})
    async with running(desk, api):
        api.say(7, "a")
        api.press(await api.next_message(7), "Tiếp", inaccessible=True)
        assert (await api.next_message(7)).text == "re: tiếp"


def test_a_button_carries_at_most_64_bytes() -> None:
    actions = [
        Action(label="vừa", message="ấ" * 21 + "a"),
        Action(label="dài", message="ấ" * 22),
        Action(label="trống", message=""),
        Action(label=" ", message="không nhãn"),
    ]
    shown = keyboard(actions)
    assert shown is not None
    assert [[button.text for button in row] for row in shown.inline_keyboard] == [["vừa"]]
    assert keyboard(actions[1:]) is None


def test_short_labels_share_a_row() -> None:
    labels = ["Phần tiếp theo của nhiệm vụ 3 (2/2)", "Trước", "Tiếp", "Nguồn", "Tất cả"]
    shown = keyboard(Action(label=label, message=label) for label in labels)
    assert shown is not None
    rows = [[button.text for button in row] for row in shown.inline_keyboard]
    assert rows == [labels[:1], labels[1:4], labels[4:]]


@pytest.mark.asyncio
async def test_a_reply_longer_than_a_message_comes_in_order_and_whole(api: BotApi) -> None:
    words = " ".join(f"từ{n}." for n in range(2000))
    long = reply(
        said("Đầu", kind="heading"),
        said(words, kind="quotation"),
        said("🏟" * 3000, kind="quotation"),
        actions=[Action(label="Tiếp", message="tiếp")],
    )
    async with running(EchoDesk({"dài": long}), api):
        api.say(7, "dài")
        api.say(7, "sau")
        received: list[Sent] = []
        while not received or received[-1].text != "re: sau":
            received.append(await api.next_message(7))
    *parts, _ = received
    assert len(parts) > 3
    assert all(units(part.text) <= 4096 for part in parts)
    assert [bool(part.buttons) for part in parts] == [False] * (len(parts) - 1) + [True]
    assert "".join("".join(part.text.split()) for part in parts) == "".join(long.text.split())


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("sticker", "sticker"),
        ("photo", "photo"),
        ("voice", "voice"),
        ("audio", "voice"),
        ("video", "video"),
        ("video_note", "video"),
        ("animation", "video"),
        ("document", "document"),
        ("location", "location"),
        ("venue", "location"),
        ("contact", "contact"),
        ("dice", "other"),
    ],
)
async def test_what_is_no_text_gets_a_word(api: BotApi, content: str, what: str) -> None:
    async with running(EchoDesk(), api):
        api.send(7, content)
        assert (await api.next_message(7)).text == f"không đọc được: {what}"


@pytest.mark.asyncio
async def test_a_caption_is_a_question(api: BotApi) -> None:
    async with running(EchoDesk(), api):
        api.send(7, "photo", caption="nhiệm vụ 2")
        assert (await api.next_message(7)).text == "re: nhiệm vụ 2"


@pytest.mark.asyncio
async def test_an_album_gets_one_word(api: BotApi) -> None:
    desk = EchoDesk()
    async with running(desk, api):
        for _ in range(4):
            api.send(7, {**CONTENT["photo"], "media_group_id": "m1"})
        api.say(7, "hết")
        assert (await api.next_message(7)).text == "không đọc được: photo"
        assert (await api.next_message(7)).text == "re: hết"


@pytest.mark.asyncio
async def test_an_edited_message_gets_a_word_with_its_new_text(api: BotApi) -> None:
    desk = EchoDesk()
    async with running(desk, api):
        first = api.say(7, "nhiêm vụ 4")
        await api.next_message(7)
        api.edit(first, "nhiệm vụ 4")
        assert (await api.next_message(7)).text == "không đọc được: edited"
    assert desk.asked[-1] == ("telegram:7", "<edited>nhiệm vụ 4")


@pytest.mark.asyncio
async def test_what_is_nobodys_question_is_ignored(api: BotApi) -> None:
    desk = EchoDesk()
    channel = {"id": -1009, "type": "channel", "title": "Tin"}
    robot = {"id": 99, "is_bot": True, "first_name": "Máy"}
    post = {"message_id": 900, "date": 1, "chat": channel, "text": "tin mới"}
    async with running(desk, api):
        for content in ("poll", "joined", "left", "title", "pinned"):
            api.send(7, content)
        api.send_update({"channel_post": post}, unasked=True)
        api.send_update({"message": {**post, "chat": {"id": 7, "type": "private"}, "from": robot}})
        api.send_update({"poll_answer": {"poll_id": "1", "option_ids": []}}, unasked=True)
        live = {**post, "chat": {"id": 7, "type": "private"}, "from": api.chats.person(7)}
        del live["text"]
        live["location"] = {"latitude": 21.0, "longitude": 105.8, "live_period": 60}
        api.send_update({"edited_message": live})
        api.say(7, "còn đó không?")
        assert (await api.next_message(7)).text == "re: còn đó không?"
    assert desk.asked == [("telegram:7", "còn đó không?")]
    assert len(api.sent) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("nhiệm vụ 4 là gì?", None),
        ("/nhiemvu 4", "/nhiemvu 4"),
        ("/nhiemvu@giaoban_bot 4", "/nhiemvu 4"),
        ("/nhiemvu@GiaoBan_Bot", "/nhiemvu"),
        ("/nhiemvu@khac_bot 4", None),
        ("/thoitiet", None),
        ("/thoitiet@giaoban_bot", "/thoitiet"),
        ("@giaoban_bot nhiệm vụ 4?", "nhiệm vụ 4?"),
        ("🏟 nhiệm vụ @Giaoban_Bot 4?", "🏟 nhiệm vụ 4?"),
        ("@giaoban_bot", "/help"),
        ("@giaoban_bot_khac nhiệm vụ 4?", None),
        ("thư@giaoban_bot.vn", None),
    ],
)
async def test_a_group_is_answered_when_it_speaks_to_the_bot(
    api: BotApi, text: str, asked: str | None
) -> None:
    desk = EchoDesk()
    async with running(desk, api):
        question = api.say(-1005, text, user_id=7)
        api.say(-1005, "/start", user_id=8)
        await api.next_message(-1005)
        if asked is not None:
            await api.next_message(-1005)
    expected = [("telegram:-1005", "/start")]
    if asked is not None:
        expected.insert(0, ("telegram:-1005", asked))
        assert api.sent[0].params["reply_parameters"]["message_id"] == question["message_id"]
    assert desk.asked == expected


@pytest.mark.asyncio
async def test_a_reply_to_the_bot_in_a_group_is_answered(api: BotApi) -> None:
    desk = EchoDesk()
    async with running(desk, api):
        api.say(-1005, "/start", user_id=7)
        answer = await api.next_message(-1005)
        api.say(-1005, "còn nhiệm vụ 5?", user_id=8, reply_to=answer)
        assert (await api.next_message(-1005)).text == "re: còn nhiệm vụ 5?"


@pytest.mark.asyncio
async def test_topics_are_conversations_of_their_own(api: BotApi) -> None:
    desk = EchoDesk({"/help": reply(said("?"), actions=[Action(label="Tiếp", message="tiếp")])})
    async with running(desk, api):
        api.say(-1005, "/help", user_id=7, thread=12)
        message = await api.next_message(-1005)
        assert message.thread == 12
        api.press(message, "Tiếp")
        assert (await api.next_message(-1005)).thread == 12
        # Within a topic every message counts as a reply to the one that opened it.
        opened = {"message_id": 12, "date": 1, "chat": {"id": -1005, "type": "supergroup"}}
        opened |= {"from": api.me, "forum_topic_created": {"name": "Hỏi", "icon_color": 7322096}}
        api.say(-1005, "nói với nhau", user_id=7, thread=12, reply_to_message=opened)
        api.say(-1005, "/start", user_id=7)
        assert (await api.next_message(-1005)).thread is None
    assert [chat for chat, _ in desk.asked] == [
        "telegram:-1005:12",
        "telegram:-1005:12",
        "telegram:-1005",
    ]


@pytest.mark.asyncio
async def test_a_bug_is_apologised_for_once_and_logged_whole(
    api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    desk = EchoDesk({"hỏng": ZeroDivisionError("chia cho không"), "rỗng": reply(said(" "))})
    async with running(desk, api):
        api.say(7, "hỏng")
        assert (await api.next_message(7)).text == "xin lỗi"
        api.say(7, "rỗng")
        assert (await api.next_message(7)).text == "xin lỗi"
        api.say(7, "tiếp")
        assert (await api.next_message(7)).text == "re: tiếp"
    assert len(api.sent) == 3
    assert "Traceback (most recent call last)" in caplog.text
    assert "ZeroDivisionError: chia cho không" in caplog.text


@pytest.mark.asyncio
async def test_everybody_is_told_apart(api: BotApi) -> None:
    desk = EchoDesk()
    async with running(desk, api):
        for chat, text in itertools.product((7, 8, 9), "ab"):
            api.say(chat, f"{text}{chat}")
        for chat, text in itertools.product((7, 8, 9), "ab"):
            assert (await api.next_message(chat)).text == f"re: {text}{chat}"
    assert sorted(desk.asked) == [
        (f"telegram:{chat}", f"{text}{chat}") for chat in (7, 8, 9) for text in "ab"
    ]
