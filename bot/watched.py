"""A folder of documents managed as files: what is new, changed or gone in it becomes one version.

Nobody confirms: a file that can't be taken is logged with its reason and left out, the rest goes
in. The versions remember which file became which document, so that one that goes away while
nobody looks is withdrawn too.
"""

import datetime as dt
import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bot.editions import Edition
from bot.errors import FailedCheck
from bot.living import LivingLibrary
from bot.selfcheck import check
from corpus.changes import Change, add, withdraw
from corpus.dates import HANOI
from corpus.errors import BrokenLibrary, Refusal
from corpus.files import Files, sha256
from corpus.journal import Action, Version

log = logging.getLogger(__name__)

BY = "thư mục theo dõi"
# Among the origins that the versions remember: contents by name, and documents by name.
_CONTENTS, _DOCUMENTS = "watch", "watch-documents"


@dataclass(frozen=True)
class Synced:
    """What one look at the folder brought.

    `changed` and `withdrawn` are ids of documents, `refused` reasons; `version` is what was made
    of it, None when nothing changed.
    """

    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    version: Version | None = None


class WatchedFolder:
    """A folder and the library that it goes into.

    A folder that is gone, or of a sudden empty, is taken for one that is not mounted, and nothing
    is withdrawn.
    """

    def __init__(self, living: LivingLibrary, folder: Path) -> None:
        self.living = living
        self.folder = folder
        self._seen: Mapping[str, tuple[int, int]] | None = None

    def looks(self) -> dict[str, tuple[int, int]]:
        """The size and the time of every file, by its path; nothing is read."""
        found = {}
        for path in sorted(self.folder.rglob("*")):
            if not _hidden(path.relative_to(self.folder)):
                try:
                    stat = path.lstat()
                except OSError:  # gone meanwhile
                    continue
                found[str(path)] = (stat.st_size, stat.st_mtime_ns)
        return found

    def differs(self) -> bool:
        """Whether anything looks different from when it was last taken in."""
        return self._seen != self.looks()

    def sync(self) -> Synced:
        """Take in what changed. Raises Conflict when the library moved meanwhile."""
        looks = self.looks()
        contents = dict(self.living.versions.imported(_CONTENTS))
        documents = dict(self.living.versions.imported(_DOCUMENTS))
        found, unread = self._read() if self.folder.is_dir() else ({}, [])
        if not found:
            self._seen = looks
            if contents:
                log.warning("thư mục %s trống: coi như chưa gắn, giữ nguyên", self.folder)
            return Synced(refused=tuple(str(refusal) for _, refusal in unread))
        places = {place for place, _ in unread}
        for careful in (False, True):
            batch = _Batch(self.living, contents, documents, self.folder, careful=careful)
            batch.take_in(found)
            batch.withdraw(name for name in contents if self._is_gone(name, found, places))
            try:
                version = batch.accepted()
            except (FailedCheck, BrokenLibrary):
                if careful:
                    raise
                continue  # one of them is to blame: each is checked by itself
            break
        self._seen = looks
        refused = (*(str(refusal) for _, refusal in unread), *batch.refused)
        for reason in refused:
            log.warning("%s: %s", BY, reason)
        return Synced(tuple(batch.changed), tuple(batch.withdrawn), refused, version)

    def _is_gone(self, name: str, found: Collection[str], unread: Iterable[str]) -> bool:
        """Whether a file is there no more, and not merely unread, itself or what it lies in."""
        if name in found or any(f"{name}/".startswith(f"{place}/") for place in unread):
            return False
        try:
            (self.folder / name).lstat()
        except (FileNotFoundError, NotADirectoryError):  # the latter in a zip, which was read
            return True
        except OSError:
            return False
        return False

    def _read(self) -> tuple[dict[str, bytes], list[tuple[str, Refusal]]]:
        """Every file of the folder, also in zips, by its name in it; and what can't be read."""
        from corpus.readers.archives import SourceFile, source_files
        from corpus.readers.folders import walked

        found: dict[str, bytes] = {}
        unread: list[tuple[str, Refusal]] = []
        for place in walked(self.folder):
            if isinstance(place, Refusal):
                unread.append((place.name, place))
                continue
            path = place.path.resolve() if place.followed else place.path
            for file in source_files(path, place.name):
                if not isinstance(file, SourceFile):
                    unread.append((place.name, file))
                elif file.name == place.name:
                    found[place.name] = file.data
                else:
                    found[f"{place.name}/{file.name}"] = file.data
        return found, unread


class _Batch:
    """One version in the making, from what changed in a folder."""

    def __init__(
        self,
        living: LivingLibrary,
        contents: Mapping[str, str],
        documents: Mapping[str, str],
        folder: Path,
        *,
        careful: bool,
    ) -> None:
        """`careful` checks what every single file makes, before the next one."""
        self.changed: list[str] = []
        self.withdrawn: list[str] = []
        self.refused: list[str] = []
        self._living = living
        self._edition = living.edition
        self._library = living.edition.library
        self._files: Files = living.files
        self._before = contents
        self._contents = dict(contents)
        self._documents = dict(documents)
        self._folder = folder
        self._careful = careful
        self._notes: list[str] = []
        self._actions: set[Action] = set()

    def take_in(self, found: Mapping[str, bytes]) -> None:
        """Add or replace what is new, and what changed."""
        for name, data in sorted(found.items()):
            content = sha256(data)
            if self._before.get(name) == content:
                continue
            self._contents[name] = content  # also of what is refused: once is enough
            try:
                change = self._read(name, data)
                self._apply(change)
            except (Refusal, BrokenLibrary, FailedCheck) as exc:
                self.refused.append(f"{name}: {exc}" if name not in str(exc) else str(exc))
                continue
            (self._documents[name],) = change.documents
            if not change.unchanged:
                self.changed += change.documents

    def withdraw(self, names: Iterable[str]) -> None:
        """Withdraw the documents whose files are gone, unless another file has them now."""
        for name in sorted(names):
            document = self._documents.get(name)
            others = {self._documents.get(other) for other in self._contents if other != name}
            if document is not None and document in self._ids() and document not in others:
                try:
                    change = withdraw(self._library, self._files, document)
                    self._apply(change)
                except (Refusal, BrokenLibrary, FailedCheck) as exc:
                    self.refused.append(f"{name}: {exc}")
                    continue  # and tried again next time
                self.withdrawn.append(document)
            self._contents.pop(name, None)
            self._documents.pop(name, None)

    def accepted(self) -> Version | None:
        """The version that it makes; None where nothing is new, not even what was refused."""
        if self._contents == self._before:
            return None
        action: Action = self._actions.pop() if len(self._actions) == 1 else "replace"
        proposal = self._living.propose_files(
            action,
            self._files,
            library=self._library,
            documents=(*self.changed, *self.withdrawn),
            notes=tuple(self._notes),
            imported={_CONTENTS: self._contents, _DOCUMENTS: self._documents},
        )
        version = self._living.accept(proposal, by=BY)
        return None if proposal.unchanged else version

    def _read(self, name: str, data: bytes) -> Change:
        from corpus.readers.extract import extract
        from corpus.readers.incoming import incoming

        read = extract(data, PurePosixPath(name).name)
        return add(self._library, self._files, incoming(read, self._given(name)))

    def _given(self, name: str) -> dict[str, str]:
        """What a file without a date of its own is dated: the day that it was written."""
        try:
            at = (self._folder / name).stat().st_mtime
        except OSError:  # a file within a zip
            return {}
        return {"published": dt.datetime.fromtimestamp(at, HANOI).isoformat(timespec="minutes")}

    def _apply(self, change: Change) -> None:
        if change.unchanged:
            return
        if self._careful:
            edition = Edition.of(change.library, self._edition)
            check(edition, self._living.canaries(), self._edition)
            self._edition = edition
        self._library, self._files = change.library, change.after
        self._actions.add(change.action)
        self._notes += change.notes

    def _ids(self) -> set[str]:
        return {document.id for document in self._library.documents}


def _hidden(path: PurePosixPath | Path) -> bool:
    """Whether it is no document but something of the system's: .git, a lock, a thumbnail."""
    return any(part.startswith((".", "~$")) for part in path.parts)
