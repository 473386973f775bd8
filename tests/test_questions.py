"""Questions written by people who had read the article and no code, each in a chat of its own.

They are a sample of what people ask, not a specification: a floor holds, and what is below it is
printed. Paraphrases are counted apart, for nothing here knows synonyms yet.
"""

from pathlib import Path

from bot.evaluation import Floors, measure
from bot.scripts import load_conversations
from tests.bot.shipped import new_desk

FOLDER = Path(__file__).parent / "questions"
FLOORS = Floors(overall=0.97, group=0.9)


def test_unseen_questions_are_answered_right_often_enough() -> None:
    asked = [q for q in load_conversations([FOLDER]) if q.style != "paraphrase"]
    run = measure(asked, new_desk())
    assert len(run.verdicts) >= 200
    wrong = [f"{v.id} {v.question}: {'; '.join(v.reasons)}" for v in run.verdicts if not v.right]
    assert FLOORS.missed(run.scores) == [], "\n".join(wrong)
