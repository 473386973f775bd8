"""What can be wrong with a library, said so that whoever edits it can mend it.

CorpusError
└── BrokenLibrary   one or more `Fault`s, each with its file, its line and what to do
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing to mend. `line` counts from 1 and is None where no line can be named."""

    source: str
    line: int | None
    found: str
    todo: str

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{place}: {self.found}. {self.todo}"


class CorpusError(Exception):
    """Base of every error of this room."""


class BrokenLibrary(CorpusError):
    """The library cannot be used as it stands; `faults` names every reason found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)
