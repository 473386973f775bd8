"""The sentences of both languages keep together, and none is left over or missing."""

import re
import string
from pathlib import Path
from typing import get_args

import pytest

import bot.wording
from bot.wording import keys, name_of, say
from corpus.documents import Level, Passage
from index.answer import Problem
from index.query import Act, Language, MilestonesOf

ROOM = Path(bot.wording.__file__).parent
OTHER_CODE = "\n".join(
    path.read_text(encoding="utf-8") for path in ROOM.rglob("*.py") if path.name != "wording.py"
)
# Keys that the code reaches by a name it has from elsewhere: problems, acts, kinds of messages,
# series of locators, what is asked of milestones.
BY_NAME = {*get_args(Problem), *get_args(Act), *bot.wording._UNREADABLE, "lead", "caption"}
BY_NAME |= {f"{of}_{level}" for of in ("level", "count") for level in get_args(Level)}
BY_NAME |= {"tail", "source_official", "searched_official"}
BY_NAME |= {f"none_of_{what}" for what in get_args(MilestonesOf)}
ALL_KEYS = sorted(keys("vi") | keys("en"))


class _Anything(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return f"«{key}»"


def fields(language: Language, key: str) -> set[str | None]:
    sentence = bot.wording._WORDS[language][key]
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_both_languages_have_the_same_sentences() -> None:
    assert sorted(keys("vi")) == sorted(keys("en"))


@pytest.mark.parametrize("key", ALL_KEYS)
def test_a_sentence_has_the_same_fields_in_both_languages(key: str) -> None:
    assert fields("vi", key) == fields("en", key)


@pytest.mark.parametrize("key", ALL_KEYS)
def test_no_sentence_is_empty_or_has_stray_spaces(key: str) -> None:
    for language in get_args(Language):
        sentence = bot.wording._WORDS[language][key]
        assert sentence.strip()
        assert "  " not in sentence
        assert sentence.rstrip() == sentence


@pytest.mark.parametrize("key", ALL_KEYS)
def test_no_sentence_is_left_over(key: str) -> None:
    assert key in BY_NAME or re.search(rf"""["']{key}["']""", OTHER_CODE)


def test_every_sentence_that_is_asked_for_exists() -> None:
    asked = re.findall(r"""\bsay\(\s*(?:self\.\w+|\w+),\s*["'](\w+)["']""", OTHER_CODE)
    assert len(asked) > 20
    assert set(asked) <= keys("vi")


@pytest.mark.parametrize("problem", get_args(Problem))
def test_every_problem_of_a_search_has_a_sentence(problem: str) -> None:
    given = {"asked", "count", "title", "near", "name"}  # what the composer fills in
    for language in get_args(Language):
        assert fields(language, problem) <= given


def test_a_kind_of_message_without_a_name_is_called_a_message() -> None:
    assert name_of("photo", "vi") == "ảnh"
    assert name_of("photo", "en") == "photos"
    assert name_of("dice", "vi") == name_of("task", "vi") == say("vi", "other")


def test_every_series_of_locators_has_a_name() -> None:
    series = {p.locator.partition(".")[0] for p in _shipped_passages() if p.task is None}
    assert series <= keys("vi")


def _shipped_passages() -> tuple[Passage, ...]:
    from tests.bot.shipped import shipped_library

    return shipped_library().passages


def test_commands_that_are_told_of_are_understood() -> None:
    from tests.bot.shipped import new_desk

    for language in get_args(Language):
        for command in re.findall(r"/\w+", say(language, "unknown_command")):
            reply = new_desk().reply("c", command)
            assert "unknown" not in reply.text
            assert say(reply.language, "unknown_command") not in reply.text, command


def test_examples_that_are_told_of_are_answered() -> None:
    from tests.bot.shipped import new_desk

    for language in get_args(Language):
        for line in say(language, "examples").splitlines()[:-1]:
            assert new_desk().reply("c", line.removeprefix("• ")).status == "answered", line


def test_words_that_are_told_of_work() -> None:
    """What "more follows" says to write is what reads on."""
    from tests.bot.shipped import new_desk

    for language in get_args(Language):
        (words,) = re.findall(
            "nhắn “(.+?)”|write “(.+?)”", say(language, "more_follows", n=1, count=2, label="x")
        )
        desk = new_desk()
        desk.reply("c", say(language, "ask_task", n=3))
        assert desk.reply("c", "".join(words)).part == 2


def test_an_unknown_sentence_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("vi", "no_such_sentence")
    with pytest.raises(KeyError):
        say("vi", "task")
