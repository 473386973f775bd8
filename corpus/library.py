"""The library: all documents at one version. It is never changed, only replaced.

A library is files: `articles/*.md`, `directives.yaml`, `lexicon.yaml` and `teaching.yaml`; the
YAML files may be missing, which is the same as empty. `withdrawn/*.md` are kept, and not read.
"""

import datetime as dt
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from pydantic import PrivateAttr

from corpus.comparing import prints_of
from corpus.contradictions import Contradiction, compare
from corpus.documents import Citation, Directive, Document, Noun, Passage
from corpus.files import Files
from corpus.folder import look_into
from corpus.lexicon import Lexicon
from corpus.loading import Loaded, Loader
from corpus.memory import Memory
from corpus.milestones import Milestone, find_milestones, milestones_of
from corpus.superseding import Superseding, find_superseding
from corpus.teaching import Lesson, standing

SHIPPED = Path(__file__).parent / "library"


class Library(Noun):
    """Documents, the directives they cite, and the lexicon, at `version`.

    `version` is the first 16 hex digits of a SHA-256 over every file's name and content: the same
    files give the same version on every machine. `directives` are the catalogue's, then the
    provisional ones, which are in no catalogue.
    """

    version: str
    documents: tuple[Document, ...]
    directives: tuple[Directive, ...]
    lexicon: Lexicon
    taught: tuple[Lesson, ...] = ()
    _memory: Memory = PrivateAttr(default_factory=Memory)

    @classmethod
    def of(
        cls, files: Files, previous: "Library | None" = None, *, allow_empty: bool = False
    ) -> "Library":
        """The library that `files` are; raise `BrokenLibrary` with every fault found.

        Documents that are what they were in `previous` are the very same objects. A library
        without documents is refused, but for administering (`allow_empty`).
        """
        memory = Memory() if previous is None else previous._memory
        loader = Loader(files, memory, name="thư viện", unreadable={}, allow_empty=allow_empty)
        return cls._from(loader.load())

    @classmethod
    def load(cls, folder: Path) -> "Library":
        """Read the library in `folder`; raise `BrokenLibrary` with every fault found."""
        files, unreadable = look_into(folder)
        loader = Loader(files, Memory(), name=str(folder), unreadable=unreadable, allow_empty=False)
        return cls._from(loader.load())

    @classmethod
    def _from(cls, loaded: Loaded) -> "Library":
        library = cls(
            version=loaded.version,
            documents=loaded.documents,
            directives=loaded.directives,
            lexicon=loaded.lexicon,
            taught=loaded.taught,
        )
        library._memory = loaded.memory
        return library

    def path_of(self, document_id: str) -> str:
        """The file that a document was read from; KeyError when there is none."""
        return self._paths[document_id]

    @cached_property
    def _paths(self) -> dict[str, str]:
        return {document.id: path for path, document in self._memory.documents.items()}

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage of every document, in the documents' order and print order."""
        return tuple(p for document in self.documents for p in document.passages)

    @cached_property
    def citations(self) -> dict[str, tuple[Citation, ...]]:
        """The places that cite each directive, by its id; a directive nobody cites is absent."""
        places: dict[str, list[Citation]] = {}
        for document in self.documents:
            for citation in document.citations:
                places.setdefault(citation.directive, []).append(citation)
        return {directive: tuple(citations) for directive, citations in places.items()}

    @cached_property
    def milestones(self) -> tuple[Milestone, ...]:
        """The dates, anniversaries and periods of every document, in print order."""
        return find_milestones(self.documents)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Where the documents disagree with themselves or with the directives, weightiest first."""
        memory = self._memory
        memory.comparison = compare(
            self.documents,
            self.directives,
            milestones_of,
            prints_of,
            memory.comparison,
        )
        return memory.comparison.contradictions()

    @cached_property
    def briefing(self) -> Document | None:
        """The newest article with numbered tasks: what "nhiệm vụ 4" means. None without one.

        The text of an official document is no briefing, though its sections may be numbered.
        """
        with_tasks = [d for d in self.documents if d.directive is None and d.tasks]
        return max(with_tasks, key=lambda document: document.published, default=None)

    @cached_property
    def _documents_by_id(self) -> dict[str, Document]:
        return {document.id: document for document in self.documents}

    @cached_property
    def _directives_by_id(self) -> dict[str, Directive]:
        return {directive.id: directive for directive in self.directives}

    @cached_property
    def _passages_by_place(self) -> dict[tuple[str, str], Passage]:
        return {(passage.document, passage.locator): passage for passage in self.passages}

    @cached_property
    def _cited_by_place(self) -> dict[tuple[str, str], list[tuple[int, str]]]:
        """What each passage cites: directive ids, each with its rank in print order."""
        cited: dict[tuple[str, str], list[tuple[int, str]]] = {}
        citations = (c for document in self.documents for c in document.citations)
        for rank, c in enumerate(citations):
            cited.setdefault((c.document, c.locator), []).append((rank, c.directive))
        return cited

    def document(self, document_id: str) -> Document:
        """The document with this id; KeyError when there is none."""
        return self._documents_by_id[document_id]

    def directive(self, directive_id: str) -> Directive:
        """The directive with this id; KeyError when there is none."""
        return self._directives_by_id[directive_id]

    def document_of(self, directive_id: str) -> Document | None:
        """The full text of this directive; None where it is not held."""
        return self._texts.get(directive_id)

    def superseded_by(self, directive_id: str) -> Directive | None:
        """What replaced this directive, as a text that is held says, or else the catalogue.

        None where nothing did, and where replacements run in a circle.
        """
        newer = self._superseding.newer.get(directive_id)
        return None if newer is None else self.directive(newer)

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """What an editor should look at, in Vietnamese; none of it keeps the library from work."""
        provisional = (
            f"{d.type} {d.id}: chưa có trong danh mục"
            + (
                ", mục tạm lập từ chính văn bản"
                if self.is_held(d.id)
                else ", mục tạm lập từ chỗ nhắc"
            )
            for d in self.directives
            if d.provisional
        )
        return (*provisional, *self._superseding.remarks, *self._lessons[1])

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """What was taught, less what points to a text that is no longer there as it was."""
        return self._lessons[0]

    @cached_property
    def _lessons(self) -> tuple[tuple[Lesson, ...], tuple[str, ...]]:
        return standing(self.taught, self.documents)

    @cached_property
    def _superseding(self) -> Superseding:
        return find_superseding(self.documents, self.directives)

    @cached_property
    def _texts(self) -> dict[str, Document]:
        return {d.directive: d for d in self.documents if d.directive is not None}

    def is_held(self, directive_id: str) -> bool:
        """Whether the full text of this directive is one of the documents."""
        return directive_id in self._texts

    def date_printed(self, directive_id: str) -> dt.date | None:
        """The date of issue that the citing text prints; None where it prints none."""
        citations = self.citations.get(directive_id, ())
        return next((c.date_printed for c in citations if c.date_printed), None)

    def cited_in(self, directive_id: str) -> tuple[Passage, ...]:
        """The passages that cite this directive, each once."""
        return self._citing.get(directive_id, ())

    @cached_property
    def _citing(self) -> dict[str, tuple[Passage, ...]]:
        citing: dict[str, tuple[Passage, ...]] = {}
        for directive_id, citations in self.citations.items():
            places = dict.fromkeys((c.document, c.locator) for c in citations)
            found = (self._passages_by_place.get(place) for place in places)
            citing[directive_id] = tuple(passage for passage in found if passage is not None)
        return citing

    def after(self, passage: Passage) -> Passage | None:
        """What one reads next in the same document, captions apart; None at its end."""
        return next(
            (
                p
                for p in self.document(passage.document).passages
                if p.start > passage.start and not p.locator.startswith("caption")
            ),
            None,
        )

    def before(self, passage: Passage) -> Passage | None:
        """What stands before in the same document, captions apart; None at its start."""
        return next(
            (
                p
                for p in reversed(self.document(passage.document).passages)
                if p.start < passage.start and not p.locator.startswith("caption")
            ),
            None,
        )

    def cites(self, passages: Iterable[Passage]) -> tuple[Directive, ...]:
        """The directives that any of `passages` cites, in print order, each once."""
        wanted = {(p.document, p.locator) for p in passages}
        cited = sorted(entry for place in wanted for entry in self._cited_by_place.get(place, ()))
        ids = dict.fromkeys(directive_id for _, directive_id in cited)
        return tuple(self.directive(directive_id) for directive_id in ids)
