"""What people say and what must be answered, as files: scripted conversations and questions.

A YAML file is a list of conversations, each with `id`, `title` and `turns`; a turn is what the
person says (`user`) or presses (`press`, a button's label) and what is expected of the reply.
A JSONL file has a question a line, each a conversation of its own.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from bot.errors import ReplayError
from corpus.documents import Noun
from corpus.errors import Fault
from corpus.readers.jsonlines import read_json_lines
from corpus.readers.yamlfile import YamlFile


class Expectation(Noun):
    """What a reply must be. What isn't named isn't checked.

    status      the status is this one, and `answered` and `smalltalk` say nothing
    answered    false: it must be a refusal, small talk or help; with `smalltalk`, small talk
    task        the passages begin with all paragraphs of this task
    outline     the first passage of every task
    locators    the first passage is one of these (with `directives`: any passage is)
    directives  the first directive is one of these; with `all`, all of them and one more at most
    contains    each stands in the text, whatever the case
    lacks       none stands in the text
    """

    answered: bool | None = None
    smalltalk: bool = False
    status: str | None = None
    kind: str | None = None
    language: str | None = None
    task: int | None = None
    outline: bool = False
    locators: tuple[str, ...] = ()
    directives: tuple[str, ...] = ()
    all: bool = False
    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


class Turn(Noun):
    """One message of the person, typed or pressed, and what it must bring."""

    user: str | None = None
    press: str | None = None
    expect: Expectation = Expectation()

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.user is None) == (self.press is None):
            raise ValueError("mỗi lượt cần đúng một trong hai: user hoặc press")
        return self


class ScriptedConversation(Noun):
    """A conversation to play; `title` says what it proves.

    `kind` and `style` group its turns where right answers are counted; without a kind, first
    turns are counted apart from the others.
    """

    id: str
    title: str
    turns: tuple[Turn, ...]
    kind: str | None = None
    style: str = "conversation"

    @field_validator("turns")
    @classmethod
    def _typed_before_pressed(cls, turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
        if not turns:
            raise ValueError("cần ít nhất một lượt")
        if turns[0].press is not None:
            raise ValueError("lượt đầu phải là user: chưa có nút nào để bấm")
        return turns


class Question(BaseModel):
    """A line of a JSONL file: one question, asked out of nowhere. Other keys are notes."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    id: str
    q: str
    kind: str
    style: str
    expect: Expectation

    def conversation(self) -> ScriptedConversation:
        """The question as a conversation of one turn."""
        return ScriptedConversation(
            id=self.id,
            title=f"[{self.kind}, {self.style}]",
            turns=(Turn(user=self.q, expect=self.expect),),
            kind=self.kind,
            style=self.style,
        )


_QUESTION = (
    '{"id": "a1", "q": "nhiệm vụ 4", "kind": "task", "style": "terse", "expect": {"task": 4}}'
)
_SUFFIXES = (".jsonl", ".yaml", ".yml")
_Read = tuple[list[tuple[int, ScriptedConversation]], list[Fault]]


def load_conversations(paths: Iterable[Path]) -> list[ScriptedConversation]:
    """The conversations of YAML files and the questions of JSONL files, in order.

    Of a folder, all `*.jsonl`, `*.yaml` and `*.yml` in it. Raises ReplayError when there is
    nothing to ask, or when a file is not of its form.
    """
    paths = list(paths)
    conversations: list[ScriptedConversation] = []
    faults: list[Fault] = []
    places: dict[str, str] = {}
    for file in dict.fromkeys(file for path in paths for file in _files(path)):
        read, wrong = _read_questions(file) if file.suffix == ".jsonl" else _read_yaml(file)
        faults += wrong
        for line, conversation in read:
            place = f"{file}:{line}"
            first = places.setdefault(conversation.id, place)
            if first != place:
                found = f"mã “{conversation.id}” đã có ở {first}"
                faults.append(Fault(str(file), line, found, "Đặt cho mỗi hội thoại một mã riêng."))
            conversations.append(conversation)
    if faults:
        raise ReplayError("\n".join(str(fault) for fault in faults))
    if not conversations:
        raise ReplayError(
            f"không có hội thoại nào trong {', '.join(map(str, paths)) or 'các đường dẫn đã cho'}"
        )
    return conversations


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.iterdir() if file.suffix in _SUFFIXES)


def _read_questions(file: Path) -> _Read:
    rows, faults = read_json_lines(file, Question, _QUESTION)
    return [(line, question.conversation()) for line, question in rows], faults


def _read_yaml(file: Path) -> _Read:
    try:
        yaml = YamlFile(file.read_text(encoding="utf-8"), str(file))
    except (OSError, UnicodeDecodeError) as exc:
        raise ReplayError(f"không đọc được {file}: {exc}") from None
    if not yaml.faults and not isinstance(yaml.value, list):
        yaml.faults.append(
            yaml.fault((), "không phải một danh sách hội thoại", "Mỗi hội thoại “- id:”.")
        )
    found: list[tuple[int, ScriptedConversation]] = []
    for index, entry in enumerate(yaml.value if isinstance(yaml.value, list) else ()):
        conversation = yaml.validate(ScriptedConversation, entry, (index,))
        if conversation is not None:
            found.append((yaml.line((index,)), conversation))
    return found, yaml.faults
