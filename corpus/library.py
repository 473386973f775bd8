"""The library: all documents at one version. It is never changed, only replaced.

A library folder holds `articles/*.md`, `directives.yaml` and `lexicon.yaml`; the two YAML files
may be missing, which is the same as empty.
"""

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from corpus.citations import UncataloguedNumber, find_citations
from corpus.contradictions import Contradiction, find_contradictions
from corpus.documents import Citation, Directive, Document, Noun, Passage
from corpus.errors import BrokenLibrary, Fault
from corpus.lexicon import Lexicon
from corpus.milestones import Milestone, find_milestones
from corpus.numbers import DocumentNumber
from corpus.readers.article import read_article
from corpus.readers.yamlfile import YamlFile

SHIPPED = Path(__file__).parent / "library"


class Library(Noun):
    """Documents, the directives they cite, and the lexicon, at `version`.

    `version` is the first 16 hex digits of a SHA-256 over every file's name and bytes: the same
    files give the same version on every machine.
    """

    version: str
    documents: tuple[Document, ...]
    directives: tuple[Directive, ...]
    lexicon: Lexicon

    @classmethod
    def load(cls, folder: Path) -> "Library":
        """Read the library in `folder`; raise `BrokenLibrary` with every fault found."""
        return _Loader(folder).load()

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
        return find_contradictions(self.documents, self.directives, self.milestones)

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

    @cached_property
    def _held(self) -> frozenset[str | None]:
        return frozenset(document.directive for document in self.documents)

    def document(self, document_id: str) -> Document:
        """The document with this id; KeyError when there is none."""
        return self._documents_by_id[document_id]

    def directive(self, directive_id: str) -> Directive:
        """The directive with this id; KeyError when there is none."""
        return self._directives_by_id[directive_id]

    def is_held(self, directive_id: str) -> bool:
        """Whether the full text of this directive is one of the documents."""
        return directive_id in self._held

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


class _Loader:
    """Reads a folder once, gathering every fault before it gives up."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.digest = hashlib.sha256()
        # Directives that stand in directives.yaml but could not be read: they have their fault
        # already, and a text that cites them is not to blame. None when all are unread.
        self.unread: set[str | DocumentNumber] | None = set()

    def load(self) -> Library:
        if not self.folder.is_dir():
            todo = "Kiểm tra đường dẫn, hoặc bỏ GIAOBAN_LIBRARY để dùng thư viện kèm theo."
            raise BrokenLibrary([Fault(str(self.folder), None, "không có thư mục này", todo)])
        directives = self._directives()
        lexicon = self._lexicon()
        documents = self._documents(directives)
        if not documents and not self.faults:
            todo = "Đặt ít nhất một bài .md vào thư mục articles/."
            self.faults.append(Fault(str(self.folder), None, "thư viện trống", todo))
        if self.faults:
            raise BrokenLibrary(self.faults)
        return Library(
            version=self.digest.hexdigest()[:16],
            documents=tuple(documents),
            directives=tuple(directives),
            lexicon=lexicon,
        )

    def _read(self, path: Path) -> str | None:
        """The text of a file, or None with a fault; what is read enters the version.

        Files are UTF-8. Text typed on a Mac may come decomposed, and would then match no name
        in the directives: it is composed (NFC) here, and line ends become "\\n".
        """
        source = path.relative_to(self.folder).as_posix()
        try:
            data = path.read_bytes()
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as exc:
            line = exc.object.count(b"\n", 0, exc.start) + 1
            found = f"không phải UTF-8 (byte 0x{exc.object[exc.start]:02x})"
            self.faults.append(Fault(source, line, found, "Lưu lại tệp với mã UTF-8."))
            return None
        except OSError as exc:
            todo = "Kiểm tra quyền đọc tệp."
            self.faults.append(Fault(source, None, f"không đọc được ({exc.strerror})", todo))
            return None
        for part in (source.encode(), data):
            self.digest.update(len(part).to_bytes(8, "big") + part)
        return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))

    def _yaml(self, name: str) -> YamlFile | None:
        path = self.folder / name
        # A link to nothing does not "exist", yet somebody meant it to.
        text = self._read(path) if path.exists() or path.is_symlink() else None
        if text is None:
            return None
        file = YamlFile(text, name)
        if file.value is None:
            self.faults += file.faults
            return None
        return file

    def _directives(self) -> list[Directive]:
        file = self._yaml("directives.yaml")
        if file is None:
            self.unread = None if self.faults else set()
            return []
        if not isinstance(file.value, list):
            self.unread = None
            todo = "Mỗi văn bản bắt đầu bằng một dòng “- id: …”."
            self.faults.append(file.fault((), "không phải một danh sách văn bản", todo))
            return []
        directives: list[Directive] = []
        lines: dict[str | DocumentNumber, int] = {}
        for index, entry in enumerate(file.value):
            directive = file.validate(Directive, entry, (index,))
            if directive is None:
                self._leave_unread(entry)
                continue
            key = _key(directive.id)
            if not directive.id.strip():
                file.faults.append(file.fault((index, "id"), "“id” để trống", "Ghi sau “id:”."))
            elif key in lines:
                found = f"mã “{directive.id}” đã có ở dòng {lines[key]}"
                file.faults.append(file.fault((index, "id"), found, "Mỗi văn bản một mã riêng."))
            called = directive.names or (directive.subject or "",)
            if directive.number is None and not any(name.strip() for name in called):
                found = f"“{directive.id}” không có number, names hay subject"
                todo = "Ghi ít nhất một mục để tìm được văn bản này trong bài."
                file.faults.append(file.fault((index,), found, todo))
            if directive.number is not None and not isinstance(key, DocumentNumber):
                found = f"mã “{directive.id}” có number nhưng không viết như một số hiệu"
                file.faults.append(file.fault((index, "id"), found, "Viết như 20-CT/TW."))
            lines.setdefault(key, file.line((index,)))
            directives.append(directive)
        self.faults += file.faults
        return directives

    def _leave_unread(self, entry: object) -> None:
        directive_id = entry.get("id") if isinstance(entry, dict) else None
        if self.unread is not None and isinstance(directive_id, str):
            self.unread.add(_key(directive_id))

    def _lexicon(self) -> Lexicon:
        file = self._yaml("lexicon.yaml")
        if file is None:
            return Lexicon()
        lexicon = file.validate(Lexicon, file.value) or Lexicon()
        for section in ("abbreviations", "english"):
            for short, meaning in getattr(lexicon, section).items():
                _check_term(file, (section, short), short, (meaning,))
        for term, others in lexicon.synonyms.items():
            _check_term(file, ("synonyms", term), term, others)
        self.faults += file.faults
        return lexicon

    def _documents(self, directives: list[Directive]) -> list[Document]:
        sources: dict[str, str] = {}
        documents: list[Document] = []
        known = {directive.id for directive in directives}
        for path in sorted((self.folder / "articles").glob("*.md")):
            source = path.relative_to(self.folder).as_posix()
            text = self._read(path)
            if text is None:
                continue
            document, faults = read_article(text, source)
            self.faults += faults
            if document is None:
                continue
            if document.id in sources:
                found = f"mã “{document.id}” đã có trong {sources[document.id]}"
                self.faults.append(Fault(source, _line(text, "id"), found, "Đặt một id khác."))
                continue
            sources[document.id] = source
            if document.directive is not None and document.directive not in known:
                self._unknown_directive(source, _line(text, "directive"), document.directive)
            citations, unknown = find_citations(document.passages, directives)
            for number in unknown:
                line = _line_of(text, document, number)
                self._unknown_directive(source, line, number.id)
            documents.append(document.model_copy(update={"citations": tuple(citations)}))
        return documents

    def _unknown_directive(self, source: str, line: int | None, directive_id: str) -> None:
        if self.unread is None or _key(directive_id) in self.unread:
            return
        found = f"văn bản “{directive_id}” không có trong directives.yaml"
        todo = f"Sửa số hiệu, hoặc thêm vào directives.yaml mục “- id: {directive_id}”."
        fault = Fault(source, line, found, todo)
        if fault not in self.faults:  # the same number, twice in one line
            self.faults.append(fault)


def _check_term(file: YamlFile, path: tuple[str, str], term: str, meant: Sequence[str]) -> None:
    """Add a fault for a term without a word in it, or that means itself."""
    if not all(any(map(str.isalnum, text)) for text in (term, *meant)):
        todo = "Ghi ít nhất một từ ở hai bên dấu hai chấm, hoặc bỏ dòng này."
        file.faults.append(file.fault(path, f"mục “{term}” có chỗ để trống", todo))
    if term in meant:
        file.faults.append(file.fault(path, f"“{term}” là nghĩa của chính nó", "Bỏ từ trùng này."))


def _key(directive_id: str) -> str | DocumentNumber:
    """What makes a directive one of a kind: "06-CT/TW" and "6-CT/TW" are the same document."""
    return DocumentNumber.parse(directive_id) or directive_id


def _line(text: str, field: str) -> int | None:
    """The line, from 1, of a `field` of the front matter; None where it is not plain to see."""
    match = re.search(rf"^{field}\s*:", text, re.MULTILINE)
    return None if match is None else text.count("\n", 0, match.start()) + 1


def _line_of(text: str, document: Document, number: UncataloguedNumber) -> int | None:
    """The line, from 1, at which the file prints `number`."""
    passage = document.passage(number.locator)
    at = -1 if passage is None else text.find(passage.text)
    if passage is None or at < 0:
        return None
    return text.count("\n", 0, at + number.at - passage.start) + 1
