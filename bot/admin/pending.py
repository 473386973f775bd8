"""Changes that wait for a person's yes: named by a short code, forgotten after a while."""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Waiting = TypeVar("Waiting")

KEPT_S = 30 * 60.0
# A proposal holds a library beside the one that serves.
MOST = 8


@dataclass(frozen=True)
class _Entry(Generic[Waiting]):
    owner: str
    waiting: Waiting
    until: float


class Pending(Generic[Waiting]):
    """What each person has yet to confirm; of all, the `MOST` newest."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._entries: OrderedDict[str, _Entry[Waiting]] = OrderedDict()

    def put(self, owner: str, waiting: Waiting) -> str:
        """Keep `waiting` for its owner; the code asks for it again."""
        self._forget_old()
        code = secrets.token_hex(3)
        self._entries[code] = _Entry(owner, waiting, self._clock() + KEPT_S)
        while len(self._entries) > MOST:
            self._entries.popitem(last=False)
        return code

    def give_back(self, owner: str, code: str, waiting: Waiting) -> None:
        """Let it wait again under its code, where the yes could not be carried out yet."""
        self._entries[code] = _Entry(owner, waiting, self._clock() + KEPT_S)

    def take(self, owner: str, code: str) -> Waiting | None:
        """What waited under `code`, once; None when it is gone or somebody else's."""
        self._forget_old()
        entry = self._entries.get(code)
        if entry is None or entry.owner != owner:
            return None
        del self._entries[code]
        return entry.waiting

    def _forget_old(self) -> None:
        now = self._clock()
        for code in [code for code, entry in self._entries.items() if entry.until <= now]:
            del self._entries[code]
