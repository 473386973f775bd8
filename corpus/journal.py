"""The journal of moves of the head: one small file for each, never changed, never removed."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from corpus.durable import sweep, write
from corpus.errors import DamagedVersion
from corpus.files import sha256

Action = Literal[
    "base", "add", "replace", "withdraw", "restore", "reload", "rollback", "teach"
]  # fmt: skip


@dataclass(frozen=True)
class Version:
    """One move of the head: to `version`, from `previous`, which is None for the first.

    `number` counts the moves from 1; the same version can be moved to again. `documents` are the
    ids that were changed. `imports` gives, by the name of each place that files are imported
    from, the hash of what was last seen there.
    """

    number: int
    version: str
    previous: str | None
    at: dt.datetime
    by: str
    action: Action
    documents: tuple[str, ...] = ()
    note: str = ""
    imports: Mapping[str, str] = field(default_factory=dict, hash=False)


class Journal:
    """Reads and appends; whoever appends holds the lock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def numbers(self) -> list[int]:
        """The numbers of the moves, the oldest first; empty before the first."""
        names = (path.stem for path in self._folder.glob("*.json"))
        return sorted(int(name) for name in names if name.isdigit())

    def head(self) -> Version | None:
        """The newest move; None before the first. Raise `DamagedVersion` if it is unreadable."""
        numbers = self.numbers()
        return self.read(numbers[-1]) if numbers else None

    def read(self, number: int) -> Version:
        path = self._path(number)
        try:
            record: dict[str, Any] = json.loads(path.read_bytes())
            seal = record.pop("seal")
            if seal != _seal(record):
                raise ValueError("seal")
            record["at"] = dt.datetime.fromisoformat(record["at"])
            record["documents"] = tuple(record["documents"])
            return Version(**record)
        except OSError as exc:
            found = f"không đọc được ({exc.strerror})"
            raise DamagedVersion(f"số {number}", str(path), found) from exc
        except (ValueError, KeyError, TypeError, AttributeError) as exc:
            found = "đã khác nội dung lúc ghi"
            raise DamagedVersion(f"số {number}", str(path), found) from exc

    def append(self, version: Version) -> None:
        """Move the head: the one step that decides between the old and the new."""
        record = {**asdict(version), "at": version.at.isoformat()}
        record["documents"] = list(version.documents)
        text = json.dumps({**record, "seal": _seal(record)}, indent=1)
        path = self._path(version.number)
        try:
            write(path, text.encode())
        except OSError:  # refused at the last step, after the name is there: not moved
            path.unlink(missing_ok=True)
            raise

    def sweep(self) -> None:
        sweep([self._folder])

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:08d}.json"


def _seal(record: Mapping[str, Any]) -> str:
    return sha256(json.dumps(record, sort_keys=True).encode())
