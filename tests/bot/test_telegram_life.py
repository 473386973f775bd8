"""The channel's life: starting, polling through trouble, stopping, and keeping its secret."""

import asyncio
import dataclasses
import io
import json
import logging
import os
import signal
import ssl
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from pydantic import SecretStr

from bot.channels import telegram
from bot.channels.telegram import TelegramUnavailable, serve
from bot.reception import OpenReception
from tests.bot.telegram_desk import QUICK, TOKEN, EchoDesk, running
from tests.botapi import BotApi

NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

# PTB warns that a wait will one day be no number any more; the channel reads both.
pytestmark = pytest.mark.filterwarnings("ignore:.*retry_after:DeprecationWarning")


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi(token=TOKEN) as api:
        yield api
    assert api.violations == []


async def other_poller(api: BotApi) -> None:
    async with httpx.AsyncClient(trust_env=False, verify=NO_TLS) as http:
        await http.get(f"{api.url}/bot{TOKEN}/getUpdates")


@pytest.mark.asyncio
async def test_the_menu_is_set_in_both_languages(api: BotApi) -> None:
    async with running(EchoDesk(), api):
        await api.until_called("setMyCommands", 2)
    names = ["start", "help", "nhiemvu", "vanban", "nguon", "moc", "trich"]
    assert {lang: [c["command"] for c in menu] for lang, menu in api.commands.items()} == {
        "": names,
        "en": names,
    }


@pytest.mark.asyncio
async def test_a_menu_that_cannot_be_set_stops_nobody(api: BotApi) -> None:
    api.fail(400, method="setMyCommands")
    async with running(EchoDesk(), api):
        api.say(7, "a")
        assert (await api.next_message(7)).text == "re: a"


@pytest.mark.asyncio
async def test_what_was_asked_while_the_bot_was_down_is_answered_once(api: BotApi) -> None:
    for n in range(150):  # more than one getUpdates brings
        api.say(7, str(n))
    async with running(EchoDesk(), api):
        for n in range(150):
            assert (await api.next_message(7)).text == f"re: {n}"
    assert api.updates.pending == []
    async with running(EchoDesk(), api):
        api.say(7, "mới")
        assert (await api.next_message(7)).text == "re: mới"
    assert len(api.sent) == 151


@pytest.mark.asyncio
async def test_a_webhook_left_behind_is_removed(api: BotApi) -> None:
    api.updates.webhook = "https://a.vn/hook"
    async with running(EchoDesk(), api):
        api.say(7, "a")
        assert (await api.next_message(7)).text == "re: a"


@pytest.mark.asyncio
async def test_stopping_finishes_what_was_begun_and_confirms_it(api: BotApi) -> None:
    async with running(EchoDesk(), api) as serving:
        api.delay(0.2, times=2)
        api.say(7, "một")
        api.say(7, "hai")
        await api.until_called("sendMessage", answered=False)
        serving.cancel()
        await asyncio.wait({serving})
        assert serving.cancelled()
        assert [message.text for message in api.sent] == ["re: một", "re: hai"]
        assert api.updates.pending == []
    assert api.called("getUpdates")[-1].params["timeout"] == 0


@pytest.mark.asyncio
@pytest.mark.parametrize("steps", range(12))
async def test_stopping_confirms_whatever_it_interrupts(api: BotApi, steps: int) -> None:
    async with running(EchoDesk(), api) as serving:
        await api.until_polling()
        api.say(7, "a")
        for _ in range(steps):  # so many turns of the loop later, wherever that is
            await asyncio.sleep(0)
        serving.cancel()
        await asyncio.wait({serving})
    # Either it was answered and confirmed, or it is still there for the next start.
    assert len(api.sent) + len(api.updates.pending) == 1


@pytest.mark.asyncio
async def test_stopping_does_not_wait_for_ever(
    api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    timing = dataclasses.replace(QUICK, drain_s=0.1)
    async with running(EchoDesk(), api, timing=timing) as serving:
        api.flood(retry_after=60)
        for n in range(5):
            api.say(7, str(n))
        await api.until_called("sendMessage")
        serving.cancel()
        async with asyncio.timeout(2):
            await asyncio.wait({serving})
    assert "dừng khi còn 5 tin chưa trả lời" in caplog.text


@pytest.mark.asyncio
async def test_stopping_does_not_sit_out_a_pause(api: BotApi) -> None:
    timing = dataclasses.replace(QUICK, network_pause_s=60.0)
    async with running(EchoDesk(), api, timing=timing) as serving:
        api.say(7, "a")
        await api.until_polling()
        api.fail(500, method="getUpdates")
        api.say(7, "b")
        await api.next_message(7)
        await api.next_message(7)
        serving.cancel()
        async with asyncio.timeout(2):
            await asyncio.wait({serving})
    assert api.updates.pending == []


@pytest.mark.asyncio
async def test_a_signal_ends_it_cleanly(api: BotApi) -> None:
    serving = asyncio.create_task(
        serve(OpenReception(EchoDesk()), token=SecretStr(TOKEN), api=api.url, timing=QUICK)
    )
    api.say(7, "a")
    await api.next_message(7)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(serving, 3)
    assert api.updates.pending == []
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


@pytest.mark.asyncio
async def test_a_heartbeat_for_every_answered_poll(api: BotApi) -> None:
    beats: list[str] = []
    timing = dataclasses.replace(QUICK, poll_s=1)
    async with running(EchoDesk(), api, timing=timing, on_alive=lambda: beats.append("♥")):
        await api.until_called("getUpdates")  # one that brought nothing
        assert len(beats) >= 1
        await api.until_polling()
        api.fail(500, times=10**6, method="getUpdates")
        api.say(7, "a")  # ends the poll under way; the next ones fail
        await api.next_message(7)
        await api.until_called("getUpdates", len(api.called("getUpdates")) + 1)
        before = len(beats)
        await api.until_called("getUpdates", len(api.called("getUpdates")) + 3)
        assert len(beats) == before


@pytest.mark.asyncio
async def test_a_broken_heartbeat_breaks_nothing_else(api: BotApi) -> None:
    def broken() -> None:
        raise OSError("đĩa đầy")

    async with running(EchoDesk(), api, on_alive=broken):
        api.say(7, "a")
        assert (await api.next_message(7)).text == "re: a"


@pytest.mark.asyncio
@pytest.mark.parametrize("trouble", ["conflict", "drop", "error", "flood"])
async def test_polling_gets_over_trouble(
    api: BotApi, caplog: pytest.LogCaptureFixture, trouble: str
) -> None:
    caplog.set_level(logging.INFO)
    async with running(EchoDesk(), api):
        match trouble:
            case "conflict":
                for _ in range(3):
                    await api.until_polling()
                    await other_poller(api)
            case "drop":
                api.drop(times=3, method="getUpdates")
            case "error":
                api.fail(502, times=3, method="getUpdates", body="<html>")
            case "flood":
                api.flood(1, method="getUpdates")
        api.say(7, "a")
        api.say(7, "b")
        assert (await api.next_message(7)).text == "re: a"
        assert (await api.next_message(7)).text == "re: b"
    told = [r for r in caplog.records if r.levelno >= logging.WARNING and "bot." in r.name]
    if trouble == "conflict":
        assert len(told) == 1
        assert "có một tiến trình khác đang nhận tin" in told[0].message
        assert "GIAOBAN_TELEGRAM_TOKEN" in told[0].message
    assert "Traceback" not in "".join(r.message for r in told)


@pytest.mark.asyncio
async def test_an_update_nobody_can_read_is_passed_over(api: BotApi) -> None:
    api.say(7, "trước")
    api.send_update({"message": {"message_id": 5, "chat": {"id": 7, "type": "private"}}})
    api.say(7, "sau")
    async with running(EchoDesk(), api):
        assert (await api.next_message(7)).text == "re: trước"
        assert (await api.next_message(7)).text == "re: sau"
    assert api.updates.pending == []


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "token", ["123456789:AAHanotherTOKENanotherTOKEN", "không phải mã", "", "a b", "a/b", "abc"]
)
async def test_a_wrong_token_is_one_line(api: BotApi, token: str) -> None:
    with pytest.raises(TelegramUnavailable) as refused:
        await serve(
            OpenReception(EchoDesk()), token=SecretStr(token), api=api.url, timing=QUICK, signals=()
        )
    told = str(refused.value)
    assert "GIAOBAN_TELEGRAM_TOKEN" in told
    assert "\n" not in told
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None
    if token:
        assert token not in told


@pytest.mark.asyncio
async def test_an_unreachable_api_is_one_line_after_some_tries(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with BotApi(token=TOKEN) as api:
        gone = api.url
    for url in (gone, "127.0.0.1:80"):
        with pytest.raises(TelegramUnavailable, match="GIAOBAN_TELEGRAM_API") as refused:
            await serve(
                OpenReception(EchoDesk()), token=SecretStr(TOKEN), api=url, timing=QUICK, signals=()
            )
        assert "\n" not in str(refused.value)
        assert refused.value.__context__ is None
    assert caplog.text.count("thử lại sau") == QUICK.start_attempts - 1


@pytest.mark.asyncio
async def test_a_start_through_a_bad_line_succeeds(api: BotApi) -> None:
    api.drop(method="getMe")
    api.fail(500, method="deleteWebhook")
    async with running(EchoDesk(), api):
        api.say(7, "a")
        assert (await api.next_message(7)).text == "re: a"


@pytest.mark.asyncio
async def test_a_token_taken_back_while_running_ends_it_with_the_line(api: BotApi) -> None:
    serving = asyncio.create_task(
        serve(
            OpenReception(EchoDesk()), token=SecretStr(TOKEN), api=api.url, timing=QUICK, signals=()
        )
    )
    await api.until_called("getUpdates", answered=False)
    api.token = "123456789:AAHanother"
    api.say(7, "a")
    with pytest.raises(TelegramUnavailable, match="GIAOBAN_TELEGRAM_TOKEN"):
        await asyncio.wait_for(serving, 5)


@pytest.mark.asyncio
async def test_cancelled_while_it_still_tries_to_start() -> None:
    async with BotApi(token=TOKEN) as api:
        gone = api.url
    timing = dataclasses.replace(QUICK, start_pause_s=60.0)
    serving = asyncio.create_task(
        serve(
            OpenReception(EchoDesk()), token=SecretStr(TOKEN), api=gone, timing=timing, signals=()
        )
    )
    await asyncio.sleep(0.2)
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(serving, 2)


@pytest.mark.asyncio
async def test_the_token_is_in_no_line_of_the_log_at_any_level(api: BotApi) -> None:
    class Raw(logging.Handler):
        """Formats on its own, arguments and exceptions included."""

        def emit(self, record: logging.LogRecord) -> None:
            written.write(f"{record.msg!r} {record.args!r} {record.exc_info!r} {record.exc_text}")

    written = io.StringIO()
    secret = TOKEN.partition(":")[2]
    handlers = [logging.StreamHandler(written), Raw()]
    root = logging.getLogger()
    before = root.level
    try:
        for handler in handlers:
            root.addHandler(handler)
        root.setLevel(logging.DEBUG)
        desk = EchoDesk({"hỏng": RuntimeError(f"gọi {api.url}/bot{TOKEN}/sendMessage")})
        async with running(desk, api):
            # As an operator might, looking for trouble.
            for name in ("httpx", "httpcore", "telegram"):
                logging.getLogger(name).setLevel(logging.DEBUG)
            api.drop()
            api.fail(502, body=f"<html>/bot{TOKEN}/", method="getUpdates")
            api.say(7, "hỏng")
            await api.next_message(7)
            logging.getLogger("x").warning("%s và %(sai)s", TOKEN)
            logging.getLogger("x").info("kèm %s", {"token": TOKEN})
        with pytest.raises(TelegramUnavailable):
            await serve(
                OpenReception(EchoDesk()),
                token=SecretStr(f"123456780:{secret}"),
                api=api.url,
                timing=QUICK,
                signals=(),
            )
    finally:
        root.setLevel(before)
        for name in ("httpx", "httpcore", "telegram"):
            logging.getLogger(name).setLevel(logging.NOTSET)
        for handler in handlers:
            root.removeHandler(handler)
    log = written.getvalue()
    assert "sendMessage" in log
    assert "HTTP Request: POST" in log
    assert "RuntimeError: gọi" in log
    assert secret not in log


def test_the_menu_is_what_the_desk_understands() -> None:
    assert json.dumps(telegram.COMMANDS)
    assert set(telegram.COMMANDS["vi"]) == set(telegram.COMMANDS["en"])
