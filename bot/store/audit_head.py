"""The end of the audit log as this data folder knows it, to tell when the end was cut off.

It is written after the entry's own commit. A crash between leaves an older end, which is still an
entry of the chain: never a false alarm. A backup takes it along with the database.
"""

import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock
from filelock import Timeout as LockTimeout

HEAD_FILE = "audit-head.json"
_LOCK_S = 10.0

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Head:
    """The number and hash of the last entry."""

    number: int
    hash: str


class AuditHead:
    """The end of one database's log; `place` tells apart databases that shared a folder."""

    def __init__(self, data: Path, place: str) -> None:
        self._file = data / HEAD_FILE
        self._place = place

    def read(self) -> Head | None:
        """The last entry known; None before the first, or when the file says nothing readable."""
        known = self._all().get(self._place)
        return Head(known[0], known[1]) if known else None

    def advance(self, head: Head) -> None:
        """Remember `head` unless a later one is known; what cannot be written is logged only."""
        try:
            with FileLock(f"{self._file}.lock", timeout=_LOCK_S):
                known = self._all()
                if self._place not in known or known[self._place][0] < head.number:
                    known[self._place] = (head.number, head.hash)
                    self._replace(json.dumps(known, indent=1))
        except (OSError, LockTimeout) as exc:
            log.warning("không ghi được %s: %s", self._file, exc)

    def _all(self) -> dict[str, tuple[int, str]]:
        try:
            known = json.loads(self._file.read_text(encoding="utf-8"))
            return {
                str(place): (int(number), str(value)) for place, (number, value) in known.items()
            }
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, AttributeError) as exc:
            log.warning("không đọc được %s: %s", self._file, exc)
            return {}

    def _replace(self, content: str) -> None:
        fresh = self._file.with_name(f"{HEAD_FILE}.new")
        with fresh.open("w", encoding="utf-8") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(self._file)
