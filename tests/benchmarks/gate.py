"""Where the gate's thresholds stand: right answers and right refusals as each of them moves.

    python tests/benchmarks/gate.py [QUESTIONS.jsonl ...]

Without files, tests/questions. What a number or a name answers never reaches the gate and is left
out. A row is one setting of one threshold, the others as they ship; the shipped row is marked.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from bot.desk import Desk
from bot.replay import faults
from bot.scripts import ScriptedConversation, load_conversations
from corpus.library import SHIPPED, Library
from index import topics
from index.search import Search

QUESTIONS = Path(__file__).parents[1] / "questions"
SETTINGS = {
    "PASSAGE_SHARE": (0.35, 0.45, 0.5, 0.55, 0.6, 0.65, 0.75),
    "SYNONYM_SHARE": (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55),
    "SYNONYM_WEIGHT": (1.0, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0),
}


def count(desk: Desk, asked: Sequence[ScriptedConversation]) -> tuple[int, int]:
    """How many questions with an answer got it, and how many without were refused."""
    answered = refused = 0
    for number, question in enumerate(asked):
        turn = question.turns[0]
        reply = desk.reply(f"{number}", turn.user or "")
        right = not list(faults(turn.expect, reply, desk.library))
        if turn.expect.answered is False:
            refused += right
        else:
            answered += right
    return answered, refused


def main() -> None:
    desk = Desk(Search(Library.load(SHIPPED)))
    files = [Path(name) for name in sys.argv[1:]] or [QUESTIONS]
    asked = [
        question
        for question in load_conversations(files)
        if desk.answer("which", question.turns[0].user or "")[0].found_by == "words"
    ]
    without = sum(question.turns[0].expect.answered is False for question in asked)
    print(f"{len(asked) - without} questions with an answer, {without} without")
    for name, values in SETTINGS.items():
        shipped = getattr(topics, name)
        print(f"\n{name:16} right   refused")
        for value in values:
            setattr(topics, name, value)
            answered, refused = count(desk, asked)
            print(f"{value:<16} {answered:5} {refused:9}{'   <' if value == shipped else ''}")
        setattr(topics, name, shipped)


if __name__ == "__main__":
    main()
