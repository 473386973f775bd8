"""What can be wrong with a library, said so that whoever edits it can mend it.

CorpusError
├── BrokenLibrary   one or more `Fault`s, each with its file, its line and what to do
├── Refusal         a file, or an id, that cannot be taken; nothing was changed
└── StoreError      the versions on disk could not be read or written
    ├── DamagedVersion   what is there is not what was written
    ├── Conflict         somebody else changed the library meanwhile
    └── UnwritableStore  disk full, no permission, or another process at work
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


class Refusal(CorpusError):
    """What was handed in cannot be taken, and the library stays as it was.

    `code` is one word for programs ("scan", "encrypted"); `name` is the file or value refused.
    """

    def __init__(self, code: str, name: str, found: str, todo: str) -> None:
        super().__init__(f"{name}: {found}. {todo}")
        self.code = code
        self.name = name
        self.found = found
        self.todo = todo


class StoreError(CorpusError):
    """The versions on disk could not be read or written; the head is what it was."""


class DamagedVersion(StoreError):
    """A file of a version is gone, or is not what was written. `name` says which."""

    def __init__(self, version: str, name: str, found: str) -> None:
        super().__init__(
            f"Bản {version} bị hỏng: {name} {found}. Xem các bản còn lại bằng giaoban versions, "
            "rồi quay về một bản nguyên vẹn bằng giaoban rollback, hoặc khôi phục từ bản sao lưu."
        )
        self.version = version
        self.name = name


class Conflict(StoreError):
    """The head is not the version that a change was made from."""

    def __init__(self, expected: str | None, head: str | None) -> None:
        super().__init__(
            f"Thư viện vừa được người khác thay đổi (bản {head or 'trống'}, không còn là "
            f"{expected or 'trống'}). Xem lại rồi làm lại thay đổi này."
        )
        self.expected = expected
        self.head = head


class UnwritableStore(StoreError):
    """The folder cannot be written, and nothing was changed."""
