"""Editions: a desk that swaps them goes on with every conversation, or says why it can't."""

import datetime as dt
import gc
import json
import weakref
from pathlib import Path

import pytest

from bot.desk import FORGET_AFTER_S, Desk
from bot.editions import Edition
from bot.replay import message_of
from bot.replies import Reply
from bot.scripts import load_conversations
from bot.snapshots import restored, snapshot
from bot.wording import say
from corpus.files import Files
from corpus.folder import read_folder
from corpus.library import SHIPPED, Library
from tests.bot.ben_may import BRIEFING, DIRECTIVES, FILES, NOTICE, changed, edition, without
from tests.bot.shipped import TODAY, new_desk

CHANGED = say("vi", "changed_meanwhile")
SCRIPTS = load_conversations([Path(__file__).parents[1] / "conversations"])

TWO_CITED = {
    **changed(BRIEFING, ("nuôi ong trong ngõ.", "nuôi ong trong ngõ và Kết luận số 8-KL/BM.")),
    DIRECTIVES: FILES[DIRECTIVES]
    + '- {id: "8-KL/BM", type: "Kết luận", number: "8", subject: "Trồng hoa cho ong"}\n'.encode(),
}


def locators(reply: Reply) -> list[str]:
    return [passage.locator for passage in reply.passages]


def desk_over(files: Files = FILES) -> Desk:
    return Desk(edition(files), clock=lambda: 0.0)


def founded(reply: Reply, library: Library) -> bool:
    """Whether everything that is quoted, and its version, is this library's."""
    quoted = [(b.document, b.text) for b in reply.blocks if b.kind == "quotation"]
    quoted += [(p.document, p.text) for p in reply.passages]
    texts = {document.id: document.text for document in library.documents}
    return reply.library == library.version and all(t in texts[d or ""] for d, t in quoted)


# -- what survives -------------------------------------------------------------------------------


def test_every_scripted_conversation_goes_on_over_swaps_as_if_there_were_none() -> None:
    """Another version at each turn, by a file that nobody asks about; every reply the same."""
    files = read_folder(SHIPPED)
    versions = [
        Edition.of(Library.of({**files, "withdrawn/giay.md": b"x" * n})) for n in range(1, 3)
    ]
    for script in SCRIPTS:
        plain = new_desk()
        swapped = Desk(versions[0], clock=lambda: 0.0, today=lambda: TODAY)
        reply: Reply | None = None
        for number, turn in enumerate(script.turns):
            said = message_of(turn, reply)
            swapped.swap(versions[number % 2])
            reply = plain.reply("a", said)
            other = swapped.reply("a", said)
            assert other.library == versions[number % 2].version
            assert other == reply.model_copy(update={"library": other.library}), script.id


def test_every_scripted_conversation_goes_on_over_restarts() -> None:
    """Kept as JSON after each turn, and given to a desk that knows nothing else."""
    for script in SCRIPTS:
        plain, restarted = new_desk(), new_desk()
        reply: Reply | None = None
        for turn in script.turns:
            said = message_of(turn, reply)
            known = restarted.recall("a")
            restarted = new_desk()
            if known is not None:
                kept = json.loads(json.dumps(snapshot(known)))
                restarted.remember("a", restored(kept, restarted.library))
            reply = plain.reply("a", said)
            assert restarted.reply("a", said) == reply, script.id


def test_a_long_task_is_read_on_where_only_other_documents_changed() -> None:
    desk = desk_over()
    whole = desk.reply("a", "nhiệm vụ 3")
    assert whole.part_count > 1
    desk.swap(edition(changed(NOTICE, ("7 giờ", "8 giờ"))))
    assert desk.reply("a", "xem tiếp").part == 2
    desk.swap(edition(without(NOTICE)))
    assert locators(desk.reply("a", "tiếp theo")) == ["4"]


def test_a_passage_that_moved_within_its_document_is_found_again() -> None:
    desk = desk_over()
    desk.reply("a", "nhiệm vụ 2")
    desk.swap(edition(changed(BRIEFING, ("trước mùa lũ", "trước mùa nước lũ tràn về"))))
    reply = desk.reply("a", "nó ban hành ngày nào?")
    assert reply.status == "answered"
    assert founded(reply, desk.library)


# -- what is forgotten, and told -----------------------------------------------------------------


@pytest.mark.parametrize("follow_up", ["xem tiếp", "nhắc lại", "còn đoạn 2?", "nguồn?"])
def test_a_follow_up_to_what_changed_is_told_so_and_offered_the_question(follow_up: str) -> None:
    desk = desk_over()
    desk.reply("a", "nhiệm vụ 3")
    desk.swap(edition(changed(BRIEFING, ("vẽ tay của ngõ", "in màu của ngõ"))))
    reply = desk.reply("a", follow_up)
    assert (reply.status, reply.text, reply.passages) == ("unclear", CHANGED, ())
    again = desk.reply("a", reply.actions[0].message)
    assert again.passages[0].locator.startswith("3")
    assert "in màu của ngõ" in again.text
    assert founded(again, desk.library)


@pytest.mark.parametrize(
    ("asked", "follow_up"),
    [
        ("nhiệm vụ 1", "tiếp theo"),
        ("nhiệm vụ 1 đoạn 2", "xem tiếp"),
        ("thư viện tre mở khi nào", "xem lại đoạn trước"),
        ("thư viện tre mở khi nào", "nguồn ở đâu?"),
        ("71-CT/BM", "nó ban hành ngày nào?"),
    ],
)
def test_what_is_gone_is_told_and_never_crashes(asked: str, follow_up: str) -> None:
    other = changed(BRIEFING, ("ben-may-5", "ben-may-6"), ("Chỉ thị số 71-CT/BM", "Chỉ thị"))
    other = {BRIEFING: other[BRIEFING]}
    desk = desk_over()
    assert desk.reply("a", asked).status == "answered"
    desk.swap(edition(other))
    reply = desk.reply("a", follow_up)
    assert reply.text == CHANGED
    assert founded(reply, desk.library)


def test_it_is_said_once_and_in_the_language_spoken() -> None:
    desk = desk_over()
    desk.reply("a", "hello")
    assert desk.reply("a", "3.2").status == "answered"
    desk.swap(edition(changed(BRIEFING, ("vẽ tay của ngõ", "in màu của ngõ"))))
    assert desk.reply("a", "continue").text == say("en", "changed_meanwhile")
    reply = desk.reply("a", "continue")
    assert reply.status == "unclear"
    assert reply.text != say("en", "changed_meanwhile")


def test_a_question_that_stands_by_itself_is_answered_from_the_new_edition() -> None:
    desk = desk_over()
    desk.reply("a", "nhiệm vụ 1")
    desk.swap(edition(changed(BRIEFING, ("cầu tre", "cầu gỗ"))))
    for question in ("nhiệm vụ 1", "còn nhiệm vụ 2?", "71-CT/BM", "thư viện tre mở khi nào"):
        reply = desk.reply("a", question)
        assert reply.status == "answered"
        assert founded(reply, desk.library)
    assert "cầu gỗ" in desk.reply("a", "nhiệm vụ 1").text


def test_the_list_that_one_points_into_goes_with_its_documents() -> None:
    desk = desk_over(TWO_CITED)
    assert len(desk.reply("a", "tất cả văn bản").directives) == 2
    desk.swap(edition())
    assert desk.reply("a", "cái thứ hai").text == CHANGED


def test_a_topic_that_is_old_is_forgotten_without_a_word() -> None:
    now = 0.0
    desk = Desk(edition(), clock=lambda: now)
    desk.reply("a", "nhiệm vụ 3")
    desk.swap(edition(changed(BRIEFING, ("vẽ tay của ngõ", "in màu của ngõ"))))
    now = FORGET_AFTER_S + 1
    reply = desk.reply("a", "xem tiếp")
    assert reply.status == "unclear"
    assert reply.text != CHANGED


def test_a_conversation_kept_under_another_version_forgets_only_what_changed() -> None:
    desk = desk_over()
    desk.reply("a", "nhiệm vụ 3")
    known = desk.recall("a")
    assert known is not None
    kept = json.dumps(snapshot(known))
    assert "Tổ dân phố" not in kept  # texts are not kept, their digests are
    same = desk_over(changed(NOTICE, ("7 giờ", "8 giờ")))
    same.remember("a", restored(json.loads(kept), same.library))
    assert same.reply("a", "xem tiếp").part == 2
    other = desk_over(changed(BRIEFING, ("vẽ tay của ngõ", "in màu của ngõ")))
    other.remember("a", restored(json.loads(kept), other.library))
    assert other.reply("a", "xem tiếp").text == CHANGED


@pytest.mark.parametrize(
    "kept",
    [
        {},
        {"passages": "x"},
        {"asked": {"act": 3}},
        {"of": "another program"},
        {"asked": {"text": "a", "document": "không có"}, "part_count": 3},
        {"passages": [["không có", "1", "0" * 16]], "directives": ["không có"]},
    ],
)
def test_a_snapshot_of_anything_is_a_conversation(kept: dict[str, object]) -> None:
    desk = desk_over()
    desk.remember("a", restored(kept, desk.library))
    for message in ("xem tiếp", "nó ban hành ngày nào?", "nhiệm vụ 1"):
        assert founded(desk.reply("a", message), desk.library)


# -- an edition's life ---------------------------------------------------------------------------


def test_a_reply_uses_one_edition_from_start_to_end() -> None:
    """Swapped in the middle of reading a question, the desk still answers it from the old one."""
    old, new = edition(), edition(changed(BRIEFING, ("cầu tre", "cầu gỗ")))

    def today() -> dt.date:
        desk.swap(new)
        return TODAY

    desk = Desk(old, today=today)
    reply = desk.reply("a", "các mốc sắp tới")
    assert reply.library == old.version
    assert founded(reply, old.library)
    assert desk.reply("a", "nhiệm vụ 1").library == new.version


def test_an_edition_that_nobody_asks_any_more_is_freed_without_the_collector() -> None:
    desk = desk_over()
    for message in ("nhiệm vụ 3", "xem tiếp", "thư viện tre mở khi nào", "các mốc", "71-CT/BM"):
        desk.reply("a", message)
    gc.disable()
    try:
        old = weakref.ref(desk._edition)
        search, library = weakref.ref(desk._edition.search), weakref.ref(desk.library)
        desk.swap(edition(changed(NOTICE, ("7 giờ", "8 giờ"))))
        assert (old(), search(), library()) == (None, None, None)
    finally:
        gc.enable()
