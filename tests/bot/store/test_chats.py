"""Conversations, messages taken up, feedback and who waits for a directive."""

import asyncio

import pytest

from bot.store.nouns import Snapshot
from bot.store.store import Store
from tests.bot.store.conftest import Clock

pytestmark = pytest.mark.asyncio


# -- conversations -------------------------------------------------------------------------------


async def test_a_conversation_comes_back_as_it_was_written(store: Store, clock: Clock) -> None:
    """Also what no database takes as text: a NUL, half of a surrogate pair."""
    state = {"chữ": "Điều 5 \0 \udcff", "số": [1, 2.5, None], "trong": {"a": True}}
    await store.conversations.save([Snapshot("c1", state, clock())])
    found = await store.conversations.load("c1")
    assert found == Snapshot("c1", state, clock())
    assert await store.conversations.load("c2") is None


async def test_of_two_processes_the_later_word_counts_whoever_writes_last(
    store: Store, clock: Clock
) -> None:
    older = Snapshot("c1", {"n": 1}, clock())
    clock.pass_(seconds=5)
    newer = Snapshot("c1", {"n": 2}, clock())
    await store.conversations.save([newer])
    await store.conversations.save([older, Snapshot("c2", {"n": 3}, clock())])
    assert await store.conversations.load("c1") == newer
    assert await store.conversations.load("c2") is not None


async def test_conversations_are_purged_by_when_they_were_touched(
    store: Store, clock: Clock
) -> None:
    await store.conversations.save([Snapshot("cũ", {}, clock())])
    clock.pass_(days=2)
    await store.conversations.save([Snapshot("mới", {}, clock())])
    assert await store.conversations.purge(clock()) == 1
    assert await store.conversations.load("cũ") is None
    assert await store.conversations.load("mới") is not None


# -- messages ------------------------------------------------------------------------------------


async def test_one_of_eight_who_claim_a_message_at_once_gets_it(store: Store) -> None:
    for message in range(5):
        claims = (store.processed.claim("telegram", f"10:{message}") for _ in range(8))
        assert sorted(await asyncio.gather(*claims)) == [False] * 7 + [True]


async def test_the_same_number_in_another_channel_is_another_message(store: Store) -> None:
    assert await store.processed.claim("telegram", 7)
    assert await store.processed.claim("zalo", 7)
    assert not await store.processed.claim("telegram", "7")


async def test_a_message_is_replied_once_it_was_said_so(store: Store) -> None:
    await store.processed.claim("telegram", 7)
    assert not await store.processed.replied("telegram", 7)
    await store.processed.mark_replied("telegram", 7)
    assert await store.processed.replied("telegram", 7)


async def test_a_message_given_back_may_be_claimed_again_unless_it_was_replied(
    store: Store,
) -> None:
    await store.processed.claim("telegram", 7)
    await store.processed.release("telegram", 7)
    assert await store.processed.claim("telegram", 7)
    await store.processed.mark_replied("telegram", 7)
    await store.processed.release("telegram", 7)
    assert not await store.processed.claim("telegram", 7)


async def test_messages_are_purged_by_when_they_came(store: Store, clock: Clock) -> None:
    await store.processed.claim("telegram", 1)
    clock.pass_(days=1)
    await store.processed.claim("telegram", 2)
    assert await store.processed.purge(clock()) == 1
    assert await store.processed.claim("telegram", 1)
    assert not await store.processed.claim("telegram", 2)


# -- feedback ------------------------------------------------------------------------------------


async def test_the_last_verdict_counts_and_keeps_the_word_given_before(
    store: Store, clock: Clock
) -> None:
    await store.feedback.give("q1", "a" * 32, "down", "thiếu\0 nguồn")
    clock.pass_(minutes=1)
    await store.feedback.give("q1", "a" * 32, "up")
    await store.feedback.give("q1", "b" * 32, "down")
    found = [one async for one in store.feedback.all()]
    assert [(one.person[0], one.verdict, one.word) for one in found] == [
        ("a", "up", "thiếu\ufffd nguồn"),
        ("b", "down", ""),
    ]
    assert await store.feedback.purge(clock()) == 0
    clock.pass_(seconds=1)
    assert await store.feedback.purge(clock()) == 2


# -- waiting -------------------------------------------------------------------------------------


async def test_who_asked_twice_is_told_once(store: Store) -> None:
    await store.waiting.add("telegram", 55, 55, "7-HD/XYZ")
    await store.waiting.add("telegram", "55", "55", "7-HD/XYZ")
    await store.waiting.add("telegram", 66, 66, "8-HD/XYZ")
    [waiter] = await store.waiting.due(["7-HD/XYZ", "9-HD/XYZ"])
    assert (waiter.channel, waiter.address, waiter.directive) == ("telegram", "55", "7-HD/XYZ")
    tellings = await asyncio.gather(*(store.waiting.tell(waiter) for _ in range(8)))
    assert sorted(tellings) == [False] * 7 + [True]
    assert await store.waiting.due(["7-HD/XYZ"]) == []


async def test_a_message_that_could_not_be_sent_is_still_owed(store: Store) -> None:
    await store.waiting.add("telegram", 55, 55, "7-HD/XYZ")
    [waiter] = await store.waiting.due(["7-HD/XYZ"])
    assert await store.waiting.tell(waiter)
    await store.waiting.untell(waiter)
    assert await store.waiting.due(["7-HD/XYZ"]) == [waiter]


async def test_who_asks_again_after_having_been_told_waits_again(store: Store) -> None:
    await store.waiting.add("telegram", 55, 55, "7-HD/XYZ")
    [waiter] = await store.waiting.due(["7-HD/XYZ"])
    await store.waiting.tell(waiter)
    await store.waiting.add("telegram", 55, 55, "7-HD/XYZ")
    assert [one.address for one in await store.waiting.due(["7-HD/XYZ"])] == ["55"]


async def test_nobody_waits_for_ever(store: Store, clock: Clock) -> None:
    await store.waiting.add("telegram", 55, 55, "7-HD/XYZ")
    clock.pass_(days=1)
    await store.waiting.add("telegram", 66, 66, "7-HD/XYZ")
    assert await store.waiting.purge(clock()) == 1
    assert [one.address for one in await store.waiting.due(["7-HD/XYZ"])] == ["66"]
