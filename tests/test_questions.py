"""Questions written by people who had read the article and no code, each in a chat of its own.

They are a sample of what people ask, not a specification: a floor holds, and what is below it is
printed. Paraphrases, which share few words with the text, have a floor of their own.
"""

from pathlib import Path

import pytest

from bot.evaluation import Floors, measure
from bot.scripts import load_conversations
from tests.bot.shipped import new_desk

FOLDER = Path(__file__).parent / "questions"
FLOORS = Floors(overall=0.95, group=0.88)
PARAPHRASES = Floors(overall=0.78)
LEAST = 300


@pytest.mark.parametrize(
    ("paraphrased", "floors"), [(False, FLOORS), (True, PARAPHRASES)], ids=["plain", "paraphrased"]
)
def test_questions_are_answered_right_often_enough(paraphrased: bool, floors: Floors) -> None:
    every = load_conversations([FOLDER])
    assert len(every) >= LEAST
    run = measure([q for q in every if (q.style == "paraphrase") == paraphrased], new_desk())
    wrong = [f"{v.id} {v.question}: {'; '.join(v.reasons)}" for v in run.verdicts if not v.right]
    assert floors.missed(run.scores) == [], "\n".join(wrong)
