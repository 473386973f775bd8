"""Counting right answers and right refusals, for the benchmarks beside this file."""

from collections.abc import Sequence

from bot.desk import Desk
from bot.replay import faults
from bot.scripts import ScriptedConversation


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
