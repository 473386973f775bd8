"""Where the gate's thresholds stand: right answers and right refusals as each of them moves.

    python tests/benchmarks/gate.py [QUESTIONS.jsonl ...]

Without files, tests/questions. What a number or a name answers never reaches the gate and is left
out. A row is one setting of one threshold, the others as they ship; the shipped row is marked.
"""

import sys
from pathlib import Path

from bot.desk import Desk
from bot.scripts import load_conversations
from corpus.library import SHIPPED, Library
from index import topics
from index.search import Search
from tests.benchmarks.answers import count

QUESTIONS = Path(__file__).parents[1] / "questions"
SETTINGS = {
    "PASSAGE_SHARE": (0.35, 0.45, 0.5, 0.55, 0.6, 0.65, 0.75),
    "SYNONYM_SHARE": (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55),
    "SYNONYM_WEIGHT": (1.0, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0),
}


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
