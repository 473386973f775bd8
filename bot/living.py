"""The living library: changed while people ask, one version after another.

A change builds the next edition beside the one that answers, has it checked, and then swaps one
reference; questions under way end with the edition they began with. Building may take seconds:
from an event loop, call these methods by `asyncio.to_thread`.
"""

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from bot.editions import Edition
from bot.errors import FailedCheck
from bot.preview import PastQuestion, Preview, compare
from bot.proposals import Proposal
from bot.scripts import ScriptedConversation, load_conversations
from bot.selfcheck import Canary, check, read_canaries
from bot.uncollected import uncollected
from corpus.changes import Change
from corpus.documents import Document
from corpus.errors import Conflict, CorpusError
from corpus.files import Files, Hashes, hashes_of
from corpus.folder import read_folder
from corpus.journal import Action, Version
from corpus.library import Library
from corpus.merging import merged
from corpus.versions import VersionStore

log = logging.getLogger(__name__)

# What the versions call the base folder, among the places that files are imported from.
ORIGIN = "base"
CONVERSATIONS = "conversations"
# Who a change is by when it is nobody's.
PROGRAM = "giaoban"


@dataclass(frozen=True)
class Keeping:
    """Which versions are kept: the newest `count`, and those younger than `days`."""

    count: int = 50
    days: int = 90


class LivingLibrary:
    """One library that changes, with the edition it is answered from.

    One change at a time: who comes second waits, or learns by Conflict that the library moved on.
    Each of `on_swap` is called with every new edition, in the thread that made it.
    """

    def __init__(
        self,
        versions: VersionStore,
        base: Path,
        *,
        canaries: Sequence[Canary] | None = None,
        keeping: Keeping | None = None,
    ) -> None:
        """`base` is the folder one starts from; `canaries` None are the ones it has."""
        self.versions = versions
        self.base = base
        self.on_swap: list[Callable[[Edition], object]] = []
        self._canaries = canaries
        self._keeping = keeping or Keeping()
        self._edition: Edition | None = None
        self._files: Files = {}
        self._unusable: str | None = None
        self._turn = threading.RLock()

    @property
    def edition(self) -> Edition:
        """What is answered from now; `open` comes first."""
        if self._edition is None:
            raise RuntimeError("the library is not open")
        return self._edition

    @property
    def files(self) -> Files:
        """The files of the edition in use."""
        return self._files

    def open(self, *, merging: bool = True, allow_empty: bool = False) -> Edition:
        """Serve the newest version, or the base while nothing was ever changed.

        With `merging`, what changed in the base folder since then comes in; where that fails, it
        is logged and the newest version is served. A library without documents may only be opened
        to be filled (`allow_empty`), not asked. Raises BrokenLibrary, or DamagedVersion.
        """
        with self._turn:
            head = self.versions.head()
            files = read_folder(self.base) if head is None else self.versions.files(head.version)
            library = Library.of(files, allow_empty=allow_empty)
            self._serve(self._built(files, None, library), files)
            if head is not None and merging:
                try:
                    self.reload(by=PROGRAM)
                except (FailedCheck, CorpusError) as exc:
                    log.error("không nhập được thay đổi của thư mục gốc:\n%s", exc)
            return self.edition

    def canaries(self) -> Sequence[Canary]:
        """The questions that a library must answer before it is used."""
        return read_canaries(self.base) if self._canaries is None else self._canaries

    def conversations(self) -> Sequence[ScriptedConversation]:
        """The conversations in the base folder's `conversations/`, to try changes with.

        Raises ReplayError when a file there is not of its form.
        """
        folder = self.base / CONVERSATIONS
        has_any = folder.is_dir() and any(folder.iterdir())
        return load_conversations([folder]) if has_any else ()

    # -- changing ----------------------------------------------------------------------------

    def propose(self, change: Change) -> Proposal:
        """Build and check what `change` makes. Nothing is changed yet.

        Raises BrokenLibrary or FailedCheck, with every reason.
        """
        return self.propose_files(
            change.action,
            change.after,
            library=change.library,
            documents=change.documents,
            notes=change.notes,
        )

    def propose_version(self, version: str) -> Proposal:
        """As `propose`, for going back to an older version."""
        proposal = self.propose_files("rollback", self.versions.files(version), back_to=version)
        now, then = (e.library.documents for e in (proposal.current, proposal.edition))
        other = _other_documents(now, then)
        documents = tuple(sorted({name for names in other.values() for name in names}))
        told = (f"{what}: {', '.join(names)}" for what, names in other.items() if names)
        return replace(proposal, documents=documents, notes=(*told, *proposal.notes))

    def propose_files(
        self,
        action: Action,
        files: Files,
        *,
        library: Library | None = None,
        documents: tuple[str, ...] = (),
        notes: tuple[str, ...] = (),
        imported: Mapping[str, Hashes] | None = None,
        back_to: str | None = None,
    ) -> Proposal:
        """As `propose`, for files of whatever origin; `library` is what they give, if read."""
        with self._turn:
            current = self.edition
            edition = self._built(files, current, library)
            notes = (*notes, *check(edition, self.canaries(), current))
            return Proposal(
                action, files, documents, notes, edition, current, imported or {}, back_to
            )

    def preview(
        self,
        proposal: Proposal,
        questions: Iterable[PastQuestion],
        conversations: Sequence[ScriptedConversation] | None = None,
    ) -> Preview:
        """What changes for those who ask; `conversations` None are those of the base folder.

        An empty library answered nobody: there is nothing to compare with.
        """
        if not proposal.current.library.documents:
            return compare(proposal.current, proposal.edition, ())
        if conversations is None:
            conversations = self.conversations()
        return compare(proposal.current, proposal.edition, questions, conversations)

    def accept(self, proposal: Proposal, *, by: str, note: str = "") -> Version:
        """Make it a version and answer from it; raise Conflict when the library moved meanwhile."""
        with self._turn:
            version = self._committed(proposal, by=by, note=note)
            if not proposal.unchanged:
                self._serve(proposal.edition, proposal.files)
            self._prune()
            return version

    def rollback(self, version: str, *, by: str) -> Version:
        """Go back to `version`; the versions since then stay, to go forth to."""
        return self.accept(self.propose_version(version), by=by)

    def reload(self, *, by: str) -> tuple[str, ...]:
        """Read the newest version and the base folder again; says what changed, if anything.

        Raises BrokenLibrary or FailedCheck; the edition in use then stays.
        """
        with self._turn:
            self.refresh()
            base = read_folder(self.base)
            if self.versions.head() is None:
                return self._serve_base(base)
            last, now = self.versions.imported(ORIGIN), hashes_of(base)
            if last == now:
                return ()
            # Where no base was ever imported, this one is only remembered.
            files, changed, notes = merged(self._files, last or now, base)
            proposal = self.propose_files(
                "reload", files, documents=_named(changed), notes=notes, imported={ORIGIN: now}
            )
            self.accept(proposal, by=by, note="; ".join(notes))
            return (*proposal.documents, *proposal.notes)

    def refresh(self) -> bool:
        """Answer from what another process made the newest version; whether there was such.

        One that can't be used is logged once, and the edition in use stays.
        """
        if not self._newer():
            return False
        with self._turn:
            head = self._newer()  # what came meanwhile may have been our own
            if head is None:
                return False
            try:
                files = self.versions.files(head.version)
                edition = self._built(files, self._edition)
                check(edition, self.canaries(), self._edition)
            except (FailedCheck, CorpusError) as exc:
                log.error("không dùng được bản %s:\n%s", head.version, exc)
                self._unusable = head.version
                return False
            self._serve(edition, files)
            return True

    # -- parts -------------------------------------------------------------------------------

    def _newer(self) -> Version | None:
        """The newest version, where it is another than the one in use, and usable."""
        head = self.versions.head()
        known = (self.edition.version, self._unusable)
        return None if head is None or head.version in known else head

    def _committed(self, proposal: Proposal, *, by: str, note: str) -> Version:
        expected: str | None = proposal.current.version
        if self.versions.head() is None:
            origin = {ORIGIN: hashes_of(self._files)}
            self.versions.commit(
                self._files, action="base", by=PROGRAM, expected=None, imported=origin
            )
        if proposal.back_to is not None:
            with self.versions.lock():
                head = self.versions.head()
                if head is None or head.version != expected:
                    raise Conflict(expected, head.version if head else None)
                return self.versions.rollback(proposal.back_to, by=by, note=note)
        return self.versions.commit(
            proposal.files,
            action=proposal.action,
            by=by,
            documents=proposal.documents,
            note=note,
            expected=expected,
            imported=proposal.imported,
        )

    def _serve_base(self, base: Files) -> tuple[str, ...]:
        """The base as it is now, while nothing was ever changed: served, and nothing written."""
        now, before = hashes_of(base), hashes_of(self._files)
        if now == before:
            return ()
        edition = self._built(base, self._edition)
        notes = check(edition, self.canaries(), self._edition)
        self._serve(edition, base)
        changed = (n for n in now.keys() | before.keys() if now.get(n) != before.get(n))
        return (*_named(changed), *notes)

    def _built(
        self, files: Files, previous: Edition | None, library: Library | None = None
    ) -> Edition:
        with uncollected():
            if library is None:
                library = Library.of(files, previous.library if previous else None)
            edition = Edition.of(library, previous)
            edition.warm()
            return edition

    def _serve(self, edition: Edition, files: Files) -> None:
        self._edition, self._files = edition, files
        for told in self.on_swap:
            told(edition)

    def _prune(self) -> None:
        now = dt.datetime.now(dt.UTC)
        self.versions.prune(keep=self._keeping.count, days=self._keeping.days, now=now)


def _other_documents(now: Iterable[Document], then: Iterable[Document]) -> dict[str, list[str]]:
    """The ids of the documents that come, go and change from `now` to `then`."""
    before, after = {d.id: d for d in now}, {d.id: d for d in then}
    return {
        "Có lại": sorted(after.keys() - before.keys()),
        "Không còn": sorted(before.keys() - after.keys()),
        "Đổi nội dung": sorted(i for i, d in after.items() if before.get(i, d) != d),
    }


def _named(files: Iterable[str]) -> tuple[str, ...]:
    """What files are called, where the documents in them have not been read."""
    return tuple(sorted({PurePosixPath(name).stem for name in files}))
