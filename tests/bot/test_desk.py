"""The desk: chats apart, what is remembered and for how long, languages, and short words."""

import pytest

from bot.desk import CHATS_KEPT, FORGET_AFTER_S, Desk
from bot.replies import Reply
from bot.wording import keys, name_of, say
from index.query import Language
from tests.bot.shipped import new_desk, shipped_library, shipped_search


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def locators(reply: Reply) -> list[str]:
    return [passage.locator for passage in reply.passages]


# -- chats ---------------------------------------------------------------------------------------


def test_two_people_asking_in_turn_do_not_hear_each_others_topic() -> None:
    desk = new_desk()
    desk.reply("a", "nhiệm vụ 1")
    desk.reply("b", "nhiệm vụ 4")
    assert locators(desk.reply("a", "tiếp theo")) == ["2"]
    assert locators(desk.reply("b", "tiếp theo")) == ["5"]
    assert desk.reply("c", "tiếp theo").status == "unclear"


def test_nobody_reads_on_in_somebody_elses_long_task() -> None:
    desk = new_desk()
    desk.reply("a", "nhiệm vụ 3")
    assert desk.reply("b", "xem tiếp").status == "unclear"
    assert desk.reply("a", "xem tiếp").part == 2


def test_two_desks_share_nothing() -> None:
    first, second = new_desk(), new_desk()
    first.reply("a", "nhiệm vụ 1")
    assert second.reply("a", "tiếp theo").status == "unclear"


# -- memory --------------------------------------------------------------------------------------


def test_a_topic_lasts_half_an_hour_from_the_last_message() -> None:
    clock = Clock()
    desk = new_desk(clock)
    desk.reply("a", "nhiệm vụ 1")
    clock.now += FORGET_AFTER_S
    assert locators(desk.reply("a", "tiếp theo")) == ["2"]
    clock.now += FORGET_AFTER_S
    assert locators(desk.reply("a", "tiếp theo")) == ["3.1", *(f"3.{k}" for k in range(2, 9))]
    clock.now += FORGET_AFTER_S + 1
    assert desk.reply("a", "tiếp theo").status == "unclear"


def test_a_forgotten_topic_takes_its_long_reply_and_its_lists_with_it() -> None:
    clock = Clock()
    desk = new_desk(clock)
    desk.reply("a", "nhiệm vụ 3")
    desk.reply("a", "văn bản trong nhiệm vụ 2")
    clock.now += FORGET_AFTER_S + 1
    assert desk.reply("a", "xem tiếp").status == "unclear"
    # "the second one" is the second task again, and no longer the second document.
    assert locators(desk.reply("a", "cái thứ hai")) == ["2"]
    assert desk.reply("a", "cái thứ hai").kind == "task"


def test_small_talk_and_what_found_nothing_keep_a_topic_awake() -> None:
    clock = Clock()
    desk = new_desk(clock)
    desk.reply("a", "nhiệm vụ 4")
    for message in ("cảm ơn", "giá vàng hôm nay", "nguồn?", "🙂"):
        clock.now += FORGET_AFTER_S
        desk.reply("a", message)
    clock.now += FORGET_AFTER_S
    assert locators(desk.reply("a", "tiếp theo")) == ["5"]


def test_the_language_outlives_the_topic() -> None:
    clock = Clock()
    desk = new_desk(clock)
    desk.reply("a", "what is task 1?")
    clock.now += FORGET_AFTER_S + 1
    assert desk.reply("a", "3.2").language == "en"


def test_the_chat_silent_for_longest_is_forgotten_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.desk.CHATS_KEPT", 3)
    desk = new_desk()
    for chat in ("a", "b", "c"):
        desk.reply(chat, "nhiệm vụ 1")
    desk.reply("a", "cảm ơn")  # so that b is the silent one
    desk.reply("d", "nhiệm vụ 1")
    assert desk.reply("b", "tiếp theo").status == "unclear"  # and takes the place of c
    assert locators(desk.reply("a", "tiếp theo")) == ["2"]
    assert locators(desk.reply("d", "tiếp theo")) == ["2"]
    assert desk.reply("c", "tiếp theo").status == "unclear"


def test_memory_is_bounded() -> None:
    assert CHATS_KEPT <= 100_000
    desk = new_desk()
    for chat in range(CHATS_KEPT + 50):
        desk.reply(str(chat), "/start")
    assert len(desk._chats) == CHATS_KEPT


def test_asking_after_an_edit_or_a_sticker_leaves_the_topic_alone() -> None:
    desk = new_desk()
    desk.reply("a", "nhiệm vụ 1")
    desk.cannot_read("a", "sticker")
    desk.cannot_read("a", "edited", "nhiệm vụ 5")
    desk.apology("a")
    assert locators(desk.reply("a", "tiếp theo")) == ["2"]


# -- languages -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("messages", "languages"),
    [
        pytest.param(["nhiệm vụ 1", "what is task 2?"], ["vi", "en"], id="to English"),
        pytest.param(["what is task 2?", "nhiệm vụ 1"], ["en", "vi"], id="and back"),
        pytest.param(["what is task 2?", "nhiem vu 1 la gi"], ["en", "vi"], id="without accents"),
        pytest.param(["hello", "3.2", "20-CT/TW"], ["en", "en", "en"], id="numbers have none"),
        pytest.param(["3.2", "4"], ["vi", "vi"], id="Vietnamese before anything is said"),
        pytest.param(["thank you", "🙂", "?"], ["en", "en", "en"], id="nor have smiles"),
        pytest.param(["hello", "/start", "/nhiemvu 4"], ["en", "en"], id="commands have none"),
    ],
)
def test_the_reply_is_in_the_language_last_spoken(
    messages: list[str], languages: list[Language]
) -> None:
    desk = new_desk()
    said = [desk.reply("a", message).language for message in messages]
    assert said[: len(languages)] == languages


def test_the_language_of_a_chat_can_be_asked_for() -> None:
    desk = new_desk()
    assert desk.language("a") == "vi"
    desk.reply("a", "who wrote this article?")
    assert (desk.language("a"), desk.language("b")) == ("en", "vi")


# -- short words ---------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["sticker", "photo", "voice", "dice"])
def test_what_is_no_text_is_named_and_text_asked_for(what: str) -> None:
    desk = new_desk()
    reply = desk.cannot_read("a", what)
    assert reply.text == say("vi", "cannot_read", what=name_of(what, "vi"))
    desk.reply("a", "hello")
    assert desk.cannot_read("a", what).text == say("en", "cannot_read", what=name_of(what, "en"))


def test_an_edited_message_is_not_answered_but_told_what_to_do() -> None:
    reply = new_desk().cannot_read("a", "edited", "nhiệm vụ 5")
    assert reply.text == say("vi", "edited")
    assert reply.passages == ()
    assert [action.message for action in reply.actions] == ["nhiệm vụ 5"]


def test_an_apology_is_in_the_language_of_the_chat() -> None:
    desk = new_desk()
    assert desk.apology("a").text == say("vi", "apology")
    desk.reply("a", "hello")
    assert desk.apology("a").text == say("en", "apology")


@pytest.mark.parametrize("key", ["edited", "apology"])
def test_short_words_are_replies_like_any_other(key: str) -> None:
    assert key in keys("vi")
    desk = new_desk()
    for reply in (desk.cannot_read("a", "edited"), desk.apology("a")):
        assert (reply.status, reply.passages, reply.actions) == ("help", (), ())
        assert reply.shown == reply.blocks
        assert reply.library == shipped_library().version


# -- commands ------------------------------------------------------------------------------------


@pytest.mark.parametrize("message", ["/xoa", "/", "/nhiemvu4", "/x@bot", "/ nhiệm vụ 4", "/nhiệm"])
def test_an_unknown_command_is_told_which_there_are(message: str) -> None:
    reply = new_desk().reply("a", message)
    assert reply.status == "help"
    assert reply.text == say("vi", "unknown_command")


def test_an_unknown_command_leaves_the_topic_alone() -> None:
    desk = new_desk()
    desk.reply("a", "nhiệm vụ 1")
    desk.reply("a", "/xoa")
    assert locators(desk.reply("a", "tiếp theo")) == ["2"]


@pytest.mark.parametrize("message", ["/start", "/START", "/start@giaoban_bot", "/start abc123"])
def test_start_greets_and_says_what_to_ask(message: str) -> None:
    reply = new_desk().reply("a", message)
    assert reply.status == "help"
    assert say("vi", "examples") in reply.text
    assert [action.label for action in reply.actions] == ["Các nhiệm vụ", "Nguồn"]


# -- what a desk is of ---------------------------------------------------------------------------


def test_every_reply_names_the_version_it_is_from() -> None:
    desk = Desk(shipped_search())
    assert desk.library is shipped_library()
    for message in ("nhiệm vụ 4", "giá vàng", "/start", "", "nguồn"):
        assert desk.reply("a", message).library == shipped_library().version


def test_the_same_question_in_the_same_moment_gets_the_same_reply() -> None:
    for message in ("nhiệm vụ 3", "CT20 ngày nào", "giá vàng", "tất cả văn bản"):
        assert new_desk().reply("a", message) == new_desk().reply("b", message)
