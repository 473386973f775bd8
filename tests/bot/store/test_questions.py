"""The log of questions and what is read from it."""

from typing import Any

import pytest

from bot.store.nouns import MOST_CHARACTERS, Asked, AskedDirective, UnansweredGroup, group_key
from bot.store.store import Store
from tests.bot.store.conftest import Clock

pytestmark = pytest.mark.asyncio
AN, BINH, CUC = "a" * 32, "b" * 32, "c" * 32


def asked(text: str, clock: Clock, person: str = AN, **fields: Any) -> Asked:
    """A question with nothing remarkable about it, asked now; a second passes."""
    clock.pass_(seconds=1)
    given: dict[str, Any] = {
        "channel": "telegram", "chat": person[::-1], "language": "vi", "status": "answered",
        "kind": "passage", "asked_at": clock(),
    }  # fmt: skip
    return Asked(text=text, person=person, **{**given, **fields})


async def all_of(store: Store) -> list[Asked]:
    return [question async for question in store.questions.all()]


async def test_a_question_comes_back_with_all_that_was_said_of_it(
    store: Store, clock: Clock
) -> None:
    question = asked(
        "Ai trực ở phường Mây Trắng?", clock, group="may phuong trang truc",
        passages=(("9-hd-xyz", "Điều 5 khoản 2"), ("bai", "3.1")), directives=("7-HD/XYZ",),
        confidence=0.75, library="0123456789abcdef", milliseconds=1.5,
    )  # fmt: skip
    await store.questions.add([question])
    assert await all_of(store) == [question]


async def test_writing_a_question_again_changes_nothing(store: Store, clock: Clock) -> None:
    """A commit whose confirmation was lost is tried again."""
    question = asked("Một", clock, directives=("7-HD/XYZ",))
    await store.questions.add([question])
    await store.questions.add([question, asked("Hai", clock)])
    assert [one.text for one in await all_of(store)] == ["Một", "Hai"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("a\0b", "a\ufffdb", id="NUL, which PostgreSQL refuses"),
        pytest.param("a\udcffb", "a?b", id="half of a surrogate pair"),
        pytest.param("é" * (MOST_CHARACTERS + 1), "é" * MOST_CHARACTERS, id="too long"),
        pytest.param("'; DROP TABLE questions; --", "'; DROP TABLE questions; --", id="SQL"),
        pytest.param("", "", id="nothing"),
    ],
)
async def test_any_text_can_be_stored(store: Store, clock: Clock, typed: str, kept: str) -> None:
    await store.questions.add([asked(typed, clock, group=typed, directives=(typed,))])
    assert [one.text for one in await all_of(store)] == [kept]


async def test_pages_follow_one_another_without_gap_or_repeat(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.questions._PAGE", 3)
    same_time = clock()
    written = [asked(f"câu {n}", clock, asked_at=same_time) for n in range(10)]
    await store.questions.add(written)
    assert sorted(one.text for one in await all_of(store)) == sorted(one.text for one in written)


# -- the last questions --------------------------------------------------------------------------


async def test_the_last_different_questions_newest_first_without_greetings(
    store: Store, clock: Clock
) -> None:
    await store.questions.add(
        [
            asked("Một", clock),
            asked("Hai", clock, BINH, status="not_found"),
            asked("chào", clock, status="smalltalk", kind="smalltalk"),
            asked("/help", clock, status="help", kind="help"),
            asked("Ba", clock),
            asked("Một", clock, BINH),
        ]
    )
    assert [one.text for one in await store.questions.latest(10)] == ["Một", "Ba", "Hai"]
    assert [one.text for one in await store.questions.latest(2)] == ["Một", "Ba"]
    assert (await store.questions.latest(1))[0].asked_at == clock()


# -- what was not answered -----------------------------------------------------------------------


async def test_a_group_has_the_same_words_in_any_order(store: Store, clock: Clock) -> None:
    """A group's key is the caller's folded content words, sorted and once each."""
    assert group_key(["truc", "phuong", "truc", ""]) == "phuong truc"
    assert group_key([]) == ""
    missed = {"status": "not_found", "kind": "none"}
    await store.questions.add(
        [
            asked("lịch trực phường", clock, AN, group=group_key(["lich", "truc"]), **missed),
            asked("trực phường lịch", clock, AN, group=group_key(["truc", "lich"]), **missed),
            asked("lịch trực?", clock, BINH, group=group_key(["lich", "truc"]), **missed),
            asked("giá rau", clock, AN, group="gia rau", **missed),
            asked("???", clock, AN, group="", **missed),
            asked("giá hoa", clock, AN, group="gia hoa"),
        ]
    )
    first, second = await store.questions.unanswered()
    assert (first.example, first.times, first.people) == ("lịch trực?", 3, 2)
    assert (second.group, second.times, second.people) == ("gia rau", 1, 1)
    assert await store.questions.unanswered(limit=1) == [first]
    assert await store.questions.unanswered(since=second.asked_at) == [
        UnansweredGroup("gia rau", "giá rau", 1, 1, second.asked_at)
    ]


async def test_what_was_answered_since_is_no_longer_unanswered(store: Store, clock: Clock) -> None:
    missed = {"status": "not_found", "group": "gia rau"}
    await store.questions.add([asked("giá rau", clock, **missed)])
    await store.questions.add([asked("giá rau?", clock, group="gia rau")])
    assert await store.questions.unanswered() == []
    await store.questions.add([asked("giá rau", clock, **missed)])
    assert [one.times for one in await store.questions.unanswered()] == [2]


# -- what was asked for --------------------------------------------------------------------------


async def test_directives_are_counted_by_times_and_by_people(store: Store, clock: Clock) -> None:
    await store.questions.add(
        [
            asked("1", clock, AN, directives=("7-HD/XYZ", "8-HD/XYZ", "7-HD/XYZ")),
            asked("2", clock, AN, directives=("7-HD/XYZ",)),
            asked("3", clock, BINH, directives=("7-HD/XYZ",)),
            asked("4", clock, CUC),
        ]
    )
    counted = await store.questions.asked_directives()
    last = clock()
    clock.pass_(seconds=-1)
    assert counted[0] == AskedDirective("7-HD/XYZ", 3, 2, clock())
    assert [(one.directive, one.times, one.people) for one in counted[1:]] == [("8-HD/XYZ", 1, 1)]
    assert last > counted[0].asked_at
    assert await store.questions.asked_directives(["8-HD/XYZ", "9-HD/XYZ"]) == counted[1:]
    assert await store.questions.asked_directives([]) == []


async def test_old_questions_are_purged_with_what_hangs_on_them(store: Store, clock: Clock) -> None:
    await store.questions.add([asked("cũ", clock, directives=("7-HD/XYZ",))])
    clock.pass_(days=3)
    await store.questions.add([asked("mới", clock, directives=("8-HD/XYZ",))])
    assert await store.questions.purge(clock()) == 1
    assert [one.text for one in await all_of(store)] == ["mới"]
    counted = await store.questions.asked_directives()
    assert [one.directive for one in counted] == ["8-HD/XYZ"]
