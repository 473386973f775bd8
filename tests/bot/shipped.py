"""The shipped library, read and indexed once for all tests of this room."""

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


def new_desk(clock: Callable[[], float] = lambda: 0.0) -> Desk:
    """A desk where nobody has said anything yet."""
    return Desk(shipped_search(), clock=clock)
