"""The strict server answers plain HTTP as Telegram does."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio

from tests.botapi import BotApi

TOKEN = "123456789:AAHtestTOKENtestTOKENtestTOKENtest0"

# Plain HTTP; loading certificates for each client would take most of the time.
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

Answer = dict[str, Any]


class Client:
    """A bot that can do nothing but call methods."""

    def __init__(self, http: httpx.AsyncClient, token: str = TOKEN) -> None:
        self.http, self.token = http, token

    async def __call__(self, method: str, **params: Any) -> Answer:
        """The answer's body, after checking that it agrees with the HTTP status."""
        form = {k: v if isinstance(v, str) else json.dumps(v) for k, v in params.items()}
        response = await self.http.post(f"/bot{self.token}/{method}", data=form)
        body: Answer = response.json()
        assert body["ok"] == (response.status_code == 200)
        assert body.get("error_code", 200) == response.status_code
        return body


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi(token=TOKEN) as api:
        yield api


@pytest_asyncio.fixture
async def call(api: BotApi) -> AsyncIterator[Client]:
    async with httpx.AsyncClient(base_url=api.url, trust_env=False, verify=NO_TLS) as http:
        yield Client(http)


@pytest.mark.asyncio
async def test_the_bot_names_itself(call: Client) -> None:
    me = (await call("getMe"))["result"]
    assert (me["id"], me["is_bot"], me["username"]) == (123456789, True, "giaoban_bot")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("token", "answer"),
    [
        ("123456789:another", (401, "Unauthorized")),
        ("no-token-at-all", (404, "Not Found")),
    ],
)
async def test_a_wrong_token(call: Client, token: str, answer: tuple[int, str]) -> None:
    refused = await Client(call.http, token)("getMe")
    assert (refused["error_code"], refused["description"]) == answer


@pytest.mark.asyncio
async def test_an_unknown_method_or_parameter_is_a_violation(api: BotApi, call: Client) -> None:
    assert (await call("sendMesage"))["error_code"] == 404
    assert (await call("getMe", chat_id=1))["error_code"] == 400
    assert len(api.violations) == 2


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("params", "complaint"),
    [
        ({"text": "a"}, "chat_id is empty"),
        ({"chat_id": 7}, "message text is empty"),
        ({"chat_id": "seven", "text": "a"}, "must be an integer"),
        ({"chat_id": 8, "text": "a"}, "chat not found"),
        ({"chat_id": 7, "text": "a", "parse_mode": "Markdown"}, "unsupported parse_mode"),
        ({"chat_id": 7, "text": "<b>a", "parse_mode": "HTML"}, "can't parse entities"),
        ({"chat_id": 7, "text": "a", "link_preview_options": {"off": True}}, "unknown field"),
        ({"chat_id": 7, "text": "a", "link_preview_options": {"is_disabled": "1"}}, "type bool"),
        ({"chat_id": 7, "text": "a", "reply_parameters": {"message_id": 99}}, "not found"),
        ({"chat_id": 7, "text": "a", "message_thread_id": 3}, "message thread not found"),
        ({"chat_id": 7, "text": "a", "reply_markup": "{"}, "can't parse"),
    ],
)
async def test_a_message_is_checked(
    api: BotApi, call: Client, params: dict[str, Any], complaint: str
) -> None:
    api.say(7, "xin chào")
    refused = await call("sendMessage", **params)
    assert refused["error_code"] == 400
    assert refused["description"].startswith("Bad Request: ")
    assert complaint in refused["description"]
    assert api.sent == []
    assert len(api.violations) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "button",
    [
        pytest.param({"text": "A"}, id="does nothing"),
        pytest.param({"text": " ", "callback_data": "a"}, id="no label"),
        pytest.param({"text": "A", "callback_data": ""}, id="no data"),
        pytest.param({"text": "A", "callback_data": "ấ" * 22}, id="66 bytes of data"),
        pytest.param({"text": "A", "callback_data": "a", "url": "http://a.vn"}, id="does two"),
        pytest.param({"text": "A", "data": "a"}, id="unknown field"),
    ],
)
async def test_a_button_is_checked(api: BotApi, call: Client, button: dict[str, str]) -> None:
    api.say(7, "xin chào")
    markup = {"inline_keyboard": [[button]]}
    assert (await call("sendMessage", chat_id=7, text="a", reply_markup=markup))["ok"] is False


@pytest.mark.asyncio
async def test_a_message_comes_back_as_it_is_shown(api: BotApi, call: Client) -> None:
    api.say(7, "xin chào")
    markup = {"inline_keyboard": [[{"text": "Tiếp", "callback_data": "tiếp"}]]}
    sent = await call(
        "sendMessage", chat_id=7, text="<b>ấ</b> &lt;", parse_mode="HTML", reply_markup=markup
    )
    assert sent["result"]["text"] == "ấ <"
    assert sent["result"]["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    message = await api.next_message(7)
    assert (message.text, message.marked("bold"), message.buttons) == (
        "ấ <",
        ["ấ"],
        {"Tiếp": "tiếp"},
    )
    assert api.violations == []


@pytest.mark.asyncio
async def test_a_pressed_button_is_answered_once(api: BotApi, call: Client) -> None:
    api.say(7, "xin chào")
    markup = {"inline_keyboard": [[{"text": "Tiếp", "callback_data": "tiếp"}]]}
    await call("sendMessage", chat_id=7, text="a", reply_markup=markup)
    query = api.press(await api.next_message(7), "Tiếp")
    updates = (await call("getUpdates"))["result"]
    assert updates[-1]["callback_query"]["data"] == "tiếp"
    assert api.queries == {query: None}
    assert (await call("answerCallbackQuery", callback_query_id=query))["result"] is True
    again = await call("answerCallbackQuery", callback_query_id=query)
    assert "query is too old" in again["description"]


@pytest.mark.asyncio
async def test_updates_are_kept_until_confirmed(api: BotApi, call: Client) -> None:
    for text in "abc":
        api.say(7, text)

    async def texts(**params: Any) -> list[str]:
        found = (await call("getUpdates", **params))["result"]
        return [update["message"]["text"] for update in found]

    first = (await call("getUpdates"))["result"][0]["update_id"]
    assert await texts() == ["a", "b", "c"]
    assert await texts(limit=1) == ["a"]
    assert await texts(offset=first + 1) == ["b", "c"]
    assert await texts(offset=0) == ["b", "c"]
    assert await texts(offset=-1) == ["c"]
    assert await texts() == ["c"]
    assert await texts(offset=first + 100) == []
    assert (await call("getUpdates", limit=101))["error_code"] == 400


@pytest.mark.asyncio
async def test_a_long_poll_ends_with_the_first_update(api: BotApi, call: Client) -> None:
    poll = asyncio.create_task(call("getUpdates", timeout=50))
    await api.until_called("getUpdates", answered=False)
    await asyncio.sleep(0.02)
    assert not poll.done()
    api.say(7, "a")
    assert len((await poll)["result"]) == 1


@pytest.mark.asyncio
async def test_only_wanted_kinds_of_updates_are_kept(api: BotApi, call: Client) -> None:
    await call("getUpdates", allowed_updates=["callback_query"])
    api.say(7, "a")
    assert (await call("getUpdates"))["result"] == []
    assert (await call("getUpdates", allowed_updates=["message", "mesage"]))["error_code"] == 400


@pytest.mark.asyncio
async def test_the_later_of_two_pollers_wins(api: BotApi, call: Client) -> None:
    earlier = asyncio.create_task(call("getUpdates", timeout=50))
    await api.until_called("getUpdates", answered=False)
    await asyncio.sleep(0.02)
    assert (await call("getUpdates"))["ok"] is True
    ended = await earlier
    assert ended["error_code"] == 409
    assert ended["description"].startswith("Conflict: terminated by other getUpdates request;")


@pytest.mark.asyncio
async def test_a_webhook_and_polling_exclude_each_other(call: Client) -> None:
    await call("setWebhook", url="https://a.vn/hook")
    assert "webhook is active" in (await call("getUpdates"))["description"]
    await call("deleteWebhook")
    assert (await call("getUpdates"))["ok"] is True


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "commands",
    [
        pytest.param([{"command": "Nhiemvu", "description": "a"}], id="a capital"),
        pytest.param([{"command": "nhiệmvụ", "description": "a"}], id="an accent"),
        pytest.param([{"command": "a" * 33, "description": "a"}], id="33 letters"),
        pytest.param([{"command": "a", "description": ""}], id="no description"),
        pytest.param([{"command": "a", "description": "a" * 257}], id="257 letters"),
        pytest.param([{"command": "a"}], id="none at all"),
        pytest.param([{"command": f"a{n}", "description": "a"} for n in range(101)], id="101"),
    ],
)
async def test_a_menu_is_checked(call: Client, commands: list[dict[str, str]]) -> None:
    assert (await call("setMyCommands", commands=commands))["error_code"] == 400


@pytest.mark.asyncio
async def test_a_menu_is_kept_by_language(call: Client) -> None:
    menu = [{"command": "start", "description": "Bắt đầu"}]
    await call("setMyCommands", commands=menu, language_code="vi")
    assert (await call("getMyCommands", language_code="vi"))["result"] == menu
    assert (await call("getMyCommands"))["result"] == []
    assert (await call("setMyCommands", commands=menu, language_code="vie"))["ok"] is False


@pytest.mark.asyncio
async def test_only_known_actions(api: BotApi, call: Client) -> None:
    api.say(7, "a")
    assert (await call("sendChatAction", chat_id=7, action="typing"))["result"] is True
    assert (await call("sendChatAction", chat_id=7, action="thinking"))["error_code"] == 400


@pytest.mark.asyncio
async def test_scripted_failures_play_as_often_as_told(api: BotApi, call: Client) -> None:
    api.say(7, "a")
    api.flood(retry_after=7, times=1)
    api.fail(500)
    flooded = await call("sendMessage", chat_id=7, text="a")
    assert (flooded["error_code"], flooded["parameters"]) == (429, {"retry_after": 7})
    assert (await call("sendMessage", chat_id=7, text="a"))["error_code"] == 500
    api.drop()
    with pytest.raises(httpx.TransportError):
        await call("sendMessage", chat_id=7, text="b")
    assert (await call("sendMessage", chat_id=7, text="c"))["ok"] is True
    assert [message.text for message in api.sent] == ["c"]
    assert api.violations == []


@pytest.mark.asyncio
async def test_a_person_who_blocked_the_bot(api: BotApi, call: Client) -> None:
    api.say(7, "a")
    api.block(7)
    refused = await call("sendMessage", chat_id=7, text="a")
    assert refused["description"] == "Forbidden: bot was blocked by the user"


@pytest.mark.asyncio
async def test_limits_when_asked_for() -> None:
    async with (
        BotApi(token=TOKEN, limits=True) as api,
        httpx.AsyncClient(base_url=api.url, trust_env=False, verify=NO_TLS) as http,
    ):
        call = Client(http)
        api.say(7, "a")
        api.say(8, "a")
        assert (await call("sendMessage", chat_id=7, text="a"))["ok"] is True
        assert (await call("sendMessage", chat_id=8, text="a"))["ok"] is True
        assert (await call("sendMessage", chat_id=7, text="b"))["error_code"] == 429
