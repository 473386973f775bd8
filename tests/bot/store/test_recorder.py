"""The recorder: answers never wait for the store, and what came while it was away is kept."""

import asyncio
import logging
import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.store.background import background_store
from bot.store.errors import StoreUnavailable, Unstorable
from bot.store.nouns import Asked, Snapshot, utc_now
from bot.store.recorder import BATCH, Recorder
from bot.store.store import Store
from tests.bot.store.conftest import Place, until
from tests.bot.store.postgres import Server


def asked(text: str) -> Asked:
    return Asked("telegram", "a" * 32, "b" * 32, text, "vi", "answered", "passage")


class Fickle:
    """Writes down what it is given, unless it is away or finds it bad."""

    def __init__(self) -> None:
        self.away = False
        self.bad: str | None = None
        self.error: Exception = Unstorable("không nhận")
        self.texts: list[str] = []
        self.chats: dict[str, Snapshot] = {}
        self.batches: list[int] = []
        self.tries = 0

    async def record(self, asked: Sequence[Asked], snapshots: Sequence[Snapshot]) -> None:
        self.tries += 1
        await asyncio.sleep(0)
        if self.away:
            raise StoreUnavailable("kho dữ liệu: mất kết nối")
        if any(question.text == self.bad for question in asked):
            raise self.error
        self.batches.append(len(asked))
        self.texts += [question.text for question in asked]
        self.chats |= {snapshot.chat: snapshot for snapshot in snapshots}


async def tried(store: Fickle, times: int) -> None:
    """Until the store was tried so often more."""
    end = store.tries + times
    await until(lambda: store.tries >= end)


@pytest.mark.asyncio
async def test_everything_is_written_in_order_and_in_batches_by_the_end() -> None:
    store = Fickle()
    async with Recorder(store) as recorder:
        for number in range(2 * BATCH + 1):
            recorder.question(asked(str(number)))
    assert store.texts == [str(number) for number in range(2 * BATCH + 1)]
    assert max(store.batches) == BATCH
    assert (recorder.dropped, recorder.waiting) == (0, 0)


@pytest.mark.asyncio
async def test_of_a_chat_only_the_latest_conversation_is_written() -> None:
    store = Fickle()
    async with Recorder(store) as recorder:
        for number in range(5):
            recorder.conversation(Snapshot("c", {"n": number}, utc_now()))
        latest = recorder.conversation_of("c")
        assert latest is not None
        assert latest.state == {"n": 4}
    assert store.chats == {"c": latest}
    assert recorder.conversation_of("c") is None


@pytest.mark.asyncio
async def test_a_store_that_comes_back_gets_all_of_it_and_is_complained_of_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    store = Fickle()
    store.away = True
    with caplog.at_level(logging.WARNING, "bot.store.recorder"):
        async with Recorder(store, first_pause_s=0.001) as recorder:
            recorder.question(asked("một"))
            await tried(store, 4)
            recorder.question(asked("hai"))
            store.away = False
    assert store.texts == ["một", "hai"]
    assert recorder.dropped == 0
    told = [record.getMessage() for record in caplog.records]
    assert [line.startswith("chưa ghi được") for line in told].count(True) == 1
    assert "một" not in "".join(told)


@pytest.mark.asyncio
async def test_beyond_the_bound_the_oldest_go_and_are_counted() -> None:
    store = Fickle()
    store.away = True
    async with Recorder(store, questions_kept=3, chats_kept=2, first_pause_s=0.001) as recorder:
        for number in range(5):
            recorder.question(asked(str(number)))
            recorder.conversation(Snapshot(f"c{number}", {}, utc_now()))
        await tried(store, 2)
        assert recorder.waiting == 5
        store.away = False
    assert store.texts == ["2", "3", "4"]
    assert sorted(store.chats) == ["c3", "c4"]
    assert recorder.dropped == 5


@pytest.mark.asyncio
@pytest.mark.parametrize("error", [Unstorable("không nhận"), TypeError("a set")])
async def test_one_row_that_cannot_be_stored_takes_no_other_with_it(error: Exception) -> None:
    store = Fickle()
    store.bad, store.error = "xấu", error
    async with Recorder(store) as recorder:
        for text in ("một", "xấu", "hai"):
            recorder.question(asked(text))
    assert store.texts == ["một", "hai"]
    assert recorder.dropped == 1


@pytest.mark.asyncio
async def test_a_store_that_never_comes_back_does_not_keep_the_program_from_ending(
    caplog: pytest.LogCaptureFixture,
) -> None:
    store = Fickle()
    store.away = True
    with caplog.at_level(logging.WARNING, "bot.store.recorder"):
        async with Recorder(store, first_pause_s=0.001, drain_s=0.05) as recorder:
            recorder.question(asked("một"))
    assert recorder.dropped == 1
    assert "bỏ 1 mục" in caplog.text


@pytest.mark.asyncio
async def test_other_threads_may_hand_in_at_any_time() -> None:
    store = Fickle()
    async with Recorder(store) as recorder:

        def hand_in(name: str) -> None:
            for number in range(100):
                recorder.question(asked(f"{name}{number}"))

        threads = [threading.Thread(target=hand_in, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        await until(lambda: not any(thread.is_alive() for thread in threads))
    assert len(set(store.texts)) == len(store.texts) == 400
    recorder.question(asked("muộn"))  # after the end: not written, and no error either


@pytest.mark.asyncio
async def test_a_real_store_lost_while_serving_gets_what_was_asked_meanwhile(
    place: Place, request: pytest.FixtureRequest
) -> None:
    async with Store.open(place.database, place.data, busy_s=0.05) as store:
        async with Recorder(store, first_pause_s=0.02) as recorder:
            recorder.question(asked("trước"))
            await until(lambda: not recorder.waiting)
            lost = Lost(place, request)
            await asyncio.to_thread(lost.begin)
            with pytest.raises(StoreUnavailable):
                await store.processed.claim("telegram", 1)
            recorder.question(asked("trong lúc mất"))
            recorder.conversation(Snapshot("c", {"n": 1}, utc_now()))
            await asyncio.sleep(0.1)
            left = recorder.waiting
            assert left == 2
            await asyncio.to_thread(lost.end)
        assert [one.text async for one in store.questions.all()] == ["trước", "trong lúc mất"]
        assert await store.conversations.load("c") is not None
        assert recorder.dropped == 0


class Lost:
    """Makes a database unusable for others, and usable again."""

    def __init__(self, place: Place, request: pytest.FixtureRequest) -> None:
        self._file = place.data / "giaoban.db"
        self._server: Server | None = None
        if not place.is_sqlite:
            self._server = request.getfixturevalue("postgres")

    def begin(self) -> None:
        if self._server is None:
            self._holder = sqlite3.connect(
                self._file, isolation_level=None, check_same_thread=False
            )
            self._holder.execute("BEGIN IMMEDIATE")
            return
        name = self._server.shared
        self._server.execute(
            f"ALTER DATABASE {name} ALLOW_CONNECTIONS false",
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",  # noqa: S608
        )

    def end(self) -> None:
        if self._server is None:
            self._holder.close()
            return
        self._server.execute(f"ALTER DATABASE {self._server.shared} ALLOW_CONNECTIONS true")


def test_a_program_without_a_loop_records_from_a_thread(tmp_path: Path) -> None:
    with background_store(None, tmp_path) as back:
        back.recorder.question(asked("một"))
        assert back.do(back.store.people.all()) == []
    with background_store(None, tmp_path) as back:
        latest = back.do(back.store.questions.latest(5))
    assert [one.text for one in latest] == ["một"]


def test_a_store_that_cannot_be_opened_in_a_thread_says_why(tmp_path: Path) -> None:
    (tmp_path / "giaoban.db").mkdir()
    with pytest.raises(StoreUnavailable), background_store(None, tmp_path):
        pass
