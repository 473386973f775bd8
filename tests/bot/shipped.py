"""The shipped library, read and indexed once for all tests of this room."""

import datetime as dt
from collections.abc import Callable
from functools import cache

from bot.desk import Desk
from corpus.library import SHIPPED, Library
from index.search import Search


@cache
def shipped_search() -> Search:
    return Search(Library.load(SHIPPED))


def shipped_library() -> Library:
    return shipped_search().library


# The day the article that ships came out: its reviews of that year are still to come.
TODAY = dt.date(2024, 4, 3)


def new_desk(clock: Callable[[], float] = lambda: 0.0, today: dt.date = TODAY) -> Desk:
    """A desk where nobody has said anything yet."""
    return Desk(shipped_search(), clock=clock, today=lambda: today)
