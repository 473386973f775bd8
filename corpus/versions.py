"""The versions of a library on disk: kept whole, moved between in one step, gone back to.

    objects/ab/cdef…       contents by their SHA-256
    versions/VERSION.json  which content each file of a version has
    journal/00000001.json  the moves of the head; the newest one says what the head is
    lock                   held by the one process that writes

Contents first, then the list of them, then the move, each on disk before the next is begun: after
a crash the head is the old version or the new one. Readers take no lock and see whole versions.
"""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.durable import sweep, write, writing
from corpus.errors import Conflict, DamagedVersion, Refusal, UnwritableStore
from corpus.files import Files, Hashes, hashes_of, sha256, version_of_hashes
from corpus.journal import Action, Journal, Version
from corpus.objects import DamagedObject, Objects

_LOCK_TIMEOUT_S = 30.0


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class VersionStore:
    """The versions in `folder`, which is created by the first commit."""

    def __init__(self, folder: Path, *, clock: Callable[[], dt.datetime] = _now) -> None:
        self.folder = folder
        self._clock = clock
        self._objects = Objects(folder / "objects")
        self._journal = Journal(folder / "journal")
        self._lists = folder / "versions"
        self._lock = FileLock(folder / "lock")

    # -- reading -------------------------------------------------------------------------------

    def head(self) -> Version | None:
        """The newest move of the head; None before the first commit.

        Raise `DamagedVersion` if it cannot be read; older versions can still be gone back to.
        """
        return self._journal.head()

    def versions(self) -> list[Version]:
        """Every move of the head that can be read, newest first; also of versions since pruned."""
        moves = []
        for number in reversed(self._journal.numbers()):
            try:
                moves.append(self._journal.read(number))
            except DamagedVersion:
                continue
        return moves

    def find(self, text: str) -> Version:
        """The newest move to the version that a person means.

        `text` is a version, the beginning of one, or a move's number ("12"); raise `Refusal`
        when it is none or more than one.
        """
        moves = self.versions()
        meant = [v for v in moves if v.version == text or str(v.number) == text.removeprefix("#")]
        if not meant and len(text) >= 4:
            meant = [v for v in moves if v.version.startswith(text.lower())]
        if len({v.version for v in meant}) == 1:
            return meant[0]
        found = "không có bản này" if not meant else "chỉ nhiều bản"
        raise Refusal("version", text, found, "Xem các bản bằng giaoban versions.")

    def is_kept(self, version: str) -> bool:
        """Whether the content of a version is still there, not pruned."""
        return self._list_path(version).exists()

    def hashes(self, version: str) -> Hashes:
        """The hash of every file of a version, by its name."""
        path = self._list_path(version)
        try:
            hashes: dict[str, str] = json.loads(path.read_bytes())
            if version_of_hashes(hashes) != version:
                raise ValueError("another version")
        except FileNotFoundError as exc:
            if any(v.version == version for v in self.versions()):
                found = "đã được dọn khỏi kho hoặc mất"
                raise DamagedVersion(version, path.name, found) from exc
            todo = "Xem các bản bằng giaoban versions."
            raise Refusal("version", version, "không có bản này", todo) from exc
        except OSError as exc:
            found = f"không đọc được ({exc.strerror})"
            raise DamagedVersion(version, str(path), found) from exc
        except (ValueError, TypeError, AttributeError) as exc:
            raise DamagedVersion(version, str(path), "đã khác nội dung lúc ghi") from exc
        return hashes

    def files(self, version: str) -> Files:
        """The files of a version, each verified; raise `DamagedVersion`, naming the file."""
        return {path: self._content(version, path, h) for path, h in self.hashes(version).items()}

    def content(self, version: str, path: str) -> bytes:
        """One file of a version, verified; KeyError when the version has no such file."""
        return self._content(version, path, self.hashes(version)[path])

    def glance(self, hash_: str) -> bytes | None:
        """The content of this hash, of any version; None when it is pruned or damaged."""
        try:
            return self._objects.get(hash_)
        except DamagedObject:
            return None

    def _content(self, version: str, path: str, hash_: str) -> bytes:
        try:
            return self._objects.get(hash_)
        except DamagedObject as exc:
            raise DamagedVersion(version, path, exc.found) from exc

    def imported(self, origin: str = "base") -> Hashes:
        """The hashes of what was last imported from `origin`; empty when nothing ever was."""
        head = self.head()
        if head is None or origin not in head.imports:
            return {}
        try:
            hashes: dict[str, str] = json.loads(self._objects.get(head.imports[origin]))
        except DamagedObject as exc:
            raise DamagedVersion(head.version, f"imports/{origin}", exc.found) from exc
        return hashes

    # -- writing -------------------------------------------------------------------------------

    @contextmanager
    def lock(self, timeout_s: float = _LOCK_TIMEOUT_S) -> Iterator[None]:
        """Hold the right to write, alone among all processes; may be nested.

        Raise `UnwritableStore` when another has it for longer than `timeout_s`.
        """
        with writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                self._lock.acquire(timeout=timeout_s)
            except Timeout as exc:
                raise UnwritableStore(
                    "Một tiến trình khác đang sửa thư viện. Đợi nó xong rồi làm lại."
                ) from exc
        try:
            yield
        finally:
            self._lock.release()

    def commit(
        self,
        files: Files,
        *,
        action: Action,
        by: str,
        documents: Sequence[str] = (),
        note: str = "",
        expected: str | None,
        imported: Mapping[str, Hashes] | None = None,
    ) -> Version:
        """Make `files` the head, and return the move; raise `Conflict` if it is not `expected`.

        Files that no library has are left out. The same files as the head's move nothing, and
        give the head back. `imported` are the hashes of what was just imported, by its origin.
        """
        with self.lock(), writing(self.folder):
            head = self.head()
            current = head.version if head else None
            if current != expected:
                raise Conflict(expected, current)
            hashes = hashes_of(files)
            imports = self._imports(head, imported or {})
            version = version_of_hashes(hashes)
            if head is not None and version == current and imports == head.imports:
                return head
            self._sweep()
            trusted = self._trusted(head)
            self._objects.put({h: files[path] for path, h in hashes.items()}, trusted)
            if not self._list_is_there(version):
                write(self._list_path(version), _canonical(hashes))
            return self._move(version, current, by, action, tuple(documents), note, imports)

    def rollback(self, version: str, *, by: str, note: str = "") -> Version:
        """Make an older version the head again, by a new move; it is verified whole first.

        A damaged head does not hinder.
        """
        with self.lock(), writing(self.folder):
            self.files(version)
            try:
                head = self.head()
            except DamagedVersion:
                head = None
            if head is not None and head.version == version:
                return head
            self._sweep()
            current = head.version if head else None
            imports = dict(head.imports) if head else {}
            return self._move(version, current, by, "rollback", (), note, imports)

    def prune(self, *, keep: int, days: int, now: dt.datetime | None = None) -> list[str]:
        """Remove the content of old versions, and return which; the journal stays whole.

        A version stays while one of the newest `keep` moves, or one younger than `days`, went to
        it. The head always stays.
        """
        with self.lock(), writing(self.folder):
            if self.head() is None:
                return []
            moves = self.versions()
            oldest = (now or self._clock()) - dt.timedelta(days=days)
            staying = {v.version for v in moves[: max(keep, 1)]}
            staying |= {v.version for v in moves if v.at >= oldest}
            removed = []
            for path in sorted(self._lists.glob("*.json")):
                if path.stem not in staying:
                    path.unlink(missing_ok=True)
                    removed.append(path.stem)
            self._sweep()
            self._remove_unused(moves[0])
            return removed

    def _remove_unused(self, head: Version) -> None:
        """Remove contents that no list names; none at all while a list cannot be read."""
        used = set(head.imports.values())
        try:
            for path in self._lists.glob("*.json"):
                used.update(self.hashes(path.stem).values())
        except DamagedVersion:
            return
        self._objects.keep_only(used)

    def _imports(self, head: Version | None, imported: Mapping[str, Hashes]) -> dict[str, str]:
        """What was last seen at each origin, as hashes of kept contents."""
        contents = {origin: _canonical(hashes) for origin, hashes in imported.items()}
        if contents:
            self._objects.put({sha256(content): content for content in contents.values()})
        before = head.imports if head else {}
        return {**before, **{origin: sha256(content) for origin, content in contents.items()}}

    def _trusted(self, head: Version | None) -> frozenset[str]:
        """The contents of the head, which were read to make the change."""
        try:
            return frozenset(self.hashes(head.version).values()) if head else frozenset()
        except (DamagedVersion, Refusal):
            return frozenset()

    def _list_is_there(self, version: str) -> bool:
        try:
            self.hashes(version)
        except (DamagedVersion, Refusal):
            return False
        return True

    def _move(
        self,
        version: str,
        previous: str | None,
        by: str,
        action: Action,
        documents: tuple[str, ...],
        note: str,
        imports: Mapping[str, str],
    ) -> Version:
        number = max(self._journal.numbers(), default=0) + 1
        at = self._clock().astimezone(dt.UTC)
        move = Version(number, version, previous, at, by, action, documents, note, imports)
        self._journal.append(move)
        return move

    def _sweep(self) -> None:
        self._objects.sweep()
        self._journal.sweep()
        sweep([self._lists])

    def _list_path(self, version: str) -> Path:
        if not version.isalnum():  # what a person typed must not lead out of the folder
            raise Refusal("version", version, "không phải một bản", "Xem giaoban versions.")
        return self._lists / f"{version}.json"


def _canonical(hashes: Hashes) -> bytes:
    return json.dumps(dict(sorted(hashes.items())), indent=0).encode()
