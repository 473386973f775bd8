"""What each rule of understanding brings: right answers with all of them, then without each.

    python tests/benchmarks/rules.py [QUESTIONS.jsonl ...]

Without files, tests/questions. "refused" counts the questions that have no answer in the documents.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bot.desk import Desk
from bot.scripts import load_conversations
from corpus.library import SHIPPED, Library
from index.search import Search
from tests.benchmarks.answers import count

QUESTIONS = Path(__file__).parents[1] / "questions"


def _nothing(*_: object, **__: object) -> None:
    return None


def _no_words(*_: object) -> tuple[()]:
    return ()


def _as_typed(_: object, text: str) -> str:
    return text


RULES: dict[str, tuple[str, Callable[..., Any]]] = {
    "synonyms": ("index.reading.meant_by", _no_words),
    "the kind of thing asked for": ("index.kinds_asked.KindAsked.lacking", _nothing),
    "the time asked for": ("index.topics.of_another_time", _nothing),
    "places elsewhere": ("index.question.Question.places", _no_words),
    "clauses of long messages": ("index.topics.clauses", _no_words),
    "keyboard keys and slips mended": ("index.repair.Repairer._mend", _as_typed),
    "short forms written out": ("index.short_forms.ShortForms.written_out", _nothing),
    "English terms": ("index.repair.Repairer._translate", _as_typed),
}


@contextmanager
def without(rule: str | None) -> Iterator[None]:
    """The product with one rule switched off."""
    if rule is None:
        yield
        return
    target, instead = RULES[rule]
    with patch(target, instead):
        yield


def main() -> None:
    files = [Path(name) for name in sys.argv[1:]] or [QUESTIONS]
    asked = load_conversations(files)
    none = sum(question.turns[0].expect.answered is False for question in asked)
    print(f"{len(asked) - none} questions with an answer, {none} without\n")
    print(f"{'':36} right   refused")
    for rule in (None, *RULES):
        with without(rule):
            desk = Desk(Search(Library.load(SHIPPED)))
            answered, refused = count(desk, asked)
        print(f"{f'without {rule}' if rule else 'with all':36} {answered:5} {refused:9}")


if __name__ == "__main__":
    main()
