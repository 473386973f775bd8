"""Questions written by people who had read the article and no code, each in a chat of its own.

They are a sample of what people ask, not a specification: a floor holds, and what is below it is
printed. Paraphrases are counted apart, for nothing here knows synonyms yet.
"""

import json
from collections import defaultdict
from pathlib import Path

from bot.replay import Expectation, faults
from tests.bot.shipped import new_desk, shipped_library

FOLDER = Path(__file__).parent / "questions"
FLOOR = 0.97
FLOOR_OF_A_KIND = 0.9


def test_unseen_questions_are_answered_right_often_enough() -> None:
    desk = new_desk()
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    wrong: list[str] = []
    for file in sorted(FOLDER.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["style"] == "paraphrase":
                continue
            reply = desk.reply(row["id"], row["q"])
            reasons = list(faults(Expectation(**row["expect"]), reply, shipped_library()))
            for group in ("all", row["kind"], row["style"]):
                tally[group][0] += not reasons
                tally[group][1] += 1
            wrong += [f"{row['id']} {row['q']}: {'; '.join(reasons)}"] if reasons else []
    assert tally["all"][1] >= 200
    below = {
        group: f"{right}/{total}"
        for group, (right, total) in tally.items()
        if right / total < (FLOOR if group == "all" else FLOOR_OF_A_KIND)
    }
    assert below == {}, "\n".join(wrong)
