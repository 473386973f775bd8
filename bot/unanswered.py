"""Questions that nothing was found for, grouped by what they ask, as somebody may mend them."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.store.nouns import UnansweredGroup
from index.search import Search

_CODE = 5


@dataclass(frozen=True)
class Gap:
    """A group of questions without an answer. `code` names it in commands."""

    code: str
    group: str
    example: str
    times: int
    people: int

    @property
    def counted(self) -> str:
        """How often, and by how many people."""
        return f"{self.times} lần, {self.people} người"


def gaps(groups: Iterable[UnansweredGroup], search: Search) -> list[Gap]:
    """The groups that `search` does not answer now, in their order.

    A document may have come since they were asked.
    """
    return [
        Gap(code_of(one.group), one.group, one.example, one.times, one.people)
        for one in groups
        if search.answer(search.read(one.example)).status != "answered"
    ]


def code_of(group: str) -> str:
    """Five hex digits of the SHA-256 of a group's words."""
    return hashlib.sha256(group.encode()).hexdigest()[:_CODE]


def is_code(text: str) -> bool:
    """Whether `text` has the form of a code."""
    return bool(re.fullmatch(rf"[0-9a-f]{{{_CODE}}}", text))
