"""Taking documents in: files read, what they change worked out, and one report per file."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.changes import GUESSES, Change, add, replace
from corpus.errors import BrokenLibrary, Refusal
from corpus.files import Files
from corpus.library import Library
from corpus.readers.archives import SourceFile
from corpus.readers.extract import extract
from corpus.readers.incoming import Incoming, incoming

Outcome = Literal["added", "replaced", "unchanged", "refused"]


@dataclass(frozen=True)
class FileReport:
    """What became of one file.

    `document` is the id it has, empty for one refused. `front` is what stands above its text, and
    `guessed` the names of those fields that nobody gave: somebody should look at them. `notes` say
    the rest.
    """

    name: str
    outcome: Outcome
    document: str = ""
    notes: tuple[str, ...] = ()
    front: tuple[tuple[str, str], ...] = ()
    guessed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Intake:
    """Files worked into a library: all of it one change, None where nothing changes."""

    change: Change | None
    reports: tuple[FileReport, ...]

    @property
    def refused(self) -> tuple[FileReport, ...]:
        """The files that were left out."""
        return tuple(report for report in self.reports if report.outcome == "refused")


def take_in(
    library: Library,
    files: Files,
    sources: Iterable[SourceFile | Refusal],
    given: Mapping[str, str],
    on_file: Callable[[FileReport], None] = lambda _: None,
) -> Intake:
    """Work `sources` into the library of `files`, one after the other; nothing is written.

    `given` is what somebody said of the document, over all guesses. A file that cannot be taken
    is reported and the others go in. `on_file` is told of each.
    """
    work = _Work(library, files)
    for source in sources:
        on_file(work.take(source, given))
    return Intake(work.change(), tuple(work.reports))


def replace_with(
    library: Library,
    files: Files,
    document_id: str,
    source: SourceFile,
    given: Mapping[str, str],
) -> Change:
    """What giving a document the content of a file changes. Raises Refusal."""
    return replace(library, files, document_id, _document(source, given))


class _Work:
    def __init__(self, library: Library, files: Files) -> None:
        self._library = library
        self._before = files
        self._files = files
        self._changes: list[Change] = []
        self.reports: list[FileReport] = []

    def take(self, source: SourceFile | Refusal, given: Mapping[str, str]) -> FileReport:
        report = self._refused(source) if isinstance(source, Refusal) else self._read(source, given)
        self.reports.append(report)
        return report

    def _read(self, source: SourceFile, given: Mapping[str, str]) -> FileReport:
        try:
            document = _document(source, given)
            change = add(self._library, self._files, document)
        except Refusal as refusal:
            return self._refused(refusal, source.name)
        except BrokenLibrary as broken:
            told = "; ".join(str(fault) for fault in broken.faults)
            return FileReport(source.name, "refused", notes=(told,))
        outcome: Outcome = "replaced" if change.action == "replace" else "added"
        report = FileReport(
            source.name,
            "unchanged" if change.unchanged else outcome,
            change.documents[0],
            tuple(note for note in change.notes if not note.startswith(GUESSES)),
            _front_of(document),
            tuple(document.guessed),
        )
        if change.unchanged:
            return report
        self._library, self._files = change.library, change.after
        self._changes.append(change)
        return report

    def _refused(self, refusal: Refusal, name: str | None = None) -> FileReport:
        return FileReport(
            name or refusal.name, "refused", notes=(f"{refusal.found}. {refusal.todo}",)
        )

    def change(self) -> Change | None:
        """All changes as one; None where there is none."""
        if not self._changes:
            return None
        if len(self._changes) == 1:
            return self._changes[0]
        documents = dict.fromkeys(d for change in self._changes for d in change.documents)
        return Change(
            action="add",
            before=self._before,
            after=self._files,
            documents=tuple(documents),
            notes=tuple(note for change in self._changes for note in change.notes),
            library=self._library,
        )


def _document(source: SourceFile, given: Mapping[str, str]) -> Incoming:
    """The document in a file; one without a date of its own has the day the file was saved."""
    saved = {"published": source.written.date().isoformat()} if source.written else {}
    return incoming(extract(source.data, source.name), {**saved, **given})


def _front_of(document: Incoming) -> tuple[tuple[str, str], ...]:
    """The filled fields of the front matter, as people read them."""
    given = document.front.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return tuple(
        (name, ", ".join(value) if isinstance(value, list) else str(value))
        for name, value in given.items()
    )
