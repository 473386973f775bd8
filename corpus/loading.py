"""From files to documents, with every fault gathered before it gives up.

What was read for the library before is read again only where it could differ, so that one
document among thousands is changed in the time of one.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.catalogue import (
    Catalogue,
    describes_itself,
    entries_of_cited,
    entries_of_held,
    key_of,
    read_catalogue,
)
from corpus.citations import Lookup, printed_numbers
from corpus.documents import Directive, Document
from corpus.errors import BrokenLibrary, Fault
from corpus.files import (
    DIRECTIVES,
    LEXICON,
    TEACHING,
    Files,
    hashes_of,
    is_article,
    version_of_hashes,
)
from corpus.lexicon import Lexicon
from corpus.memory import Memory, Read
from corpus.readers.article import read_article
from corpus.readers.lexicon import read_lexicon
from corpus.readers.yamlfile import YamlFile
from corpus.teaching import Lesson, read_lessons


@dataclass(frozen=True)
class Loaded:
    """What `load` gives: the parts of a library."""

    version: str
    documents: tuple[Document, ...]
    directives: tuple[Directive, ...]
    lexicon: Lexicon
    taught: tuple[Lesson, ...]
    memory: Memory


class Loader:
    """Reads the files of one library, once."""

    def __init__(
        self,
        files: Files,
        previous: Memory,
        *,
        name: str,
        unreadable: Mapping[str, Fault],
        allow_empty: bool,
    ) -> None:
        self.files = files
        self.previous = previous
        self.name = name
        self.unreadable = unreadable
        self.allow_empty = allow_empty
        self.hashes = hashes_of(files)
        self.faults: list[Fault] = []

    def load(self) -> Loaded:
        """The library's parts; raise `BrokenLibrary` with every fault found."""
        catalogue = self._catalogue()
        lexicon = self._lexicon()
        taught = self._taught()
        reads = self._reads()
        self._check_held(reads, catalogue)
        if not reads and not self.faults and not self.allow_empty:
            todo = "Đặt ít nhất một bài .md vào thư mục articles/."
            self.faults.append(Fault(self.name, None, "thư viện trống", todo))
        if self.faults:
            raise BrokenLibrary(self.faults)
        directives = _complete(catalogue.directives, reads)
        lookup = Lookup(directives)
        documents = self._cited(reads, directives, lookup)
        memory = Memory(
            reads={read.path: read for read in reads},
            documents={read.path: d for read, d in zip(reads, documents, strict=True)},
            catalogue=(self.hashes.get(DIRECTIVES), catalogue),
            lookup=lookup,
            comparison=self.previous.comparison,
        )
        version = version_of_hashes(self.hashes)
        return Loaded(version, tuple(documents), directives, lexicon, taught, memory)

    # -- files ---------------------------------------------------------------------------------

    def _text(self, path: str) -> str | None:
        """The text of a file, or None with a fault.

        Files are UTF-8. Text typed on a Mac may come decomposed, and would then match no name
        in the directives: it is composed (NFC) here, and line ends become "\\n".
        """
        if path in self.unreadable:
            self.faults.append(self.unreadable[path])
            return None
        try:
            text = self.files[path].decode("utf-8-sig")
        except UnicodeDecodeError as exc:
            line = exc.object.count(b"\n", 0, exc.start) + 1
            found = f"không phải UTF-8 (byte 0x{exc.object[exc.start]:02x})"
            self.faults.append(Fault(path, line, found, "Lưu lại tệp với mã UTF-8."))
            return None
        return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))

    def _has(self, path: str) -> bool:
        return path in self.files or path in self.unreadable

    def _catalogue(self) -> Catalogue:
        known_hash, known = self.previous.catalogue
        if known_hash is not None and known_hash == self.hashes.get(DIRECTIVES):
            return known
        if not self._has(DIRECTIVES):
            return Catalogue()
        text = self._text(DIRECTIVES)
        if text is None:
            return Catalogue(unread=None)
        catalogue = read_catalogue(YamlFile(text, DIRECTIVES))
        self.faults += catalogue.faults
        return catalogue

    def _lexicon(self) -> Lexicon:
        text = self._text(LEXICON) if self._has(LEXICON) else None
        if text is None:
            return Lexicon()
        lexicon, faults = read_lexicon(YamlFile(text, LEXICON))
        self.faults += faults
        return lexicon

    def _taught(self) -> tuple[Lesson, ...]:
        text = self._text(TEACHING) if self._has(TEACHING) else None
        if text is None:
            return ()
        file = YamlFile(text, TEACHING)
        lessons = () if file.value is None else tuple(read_lessons(file))
        self.faults += file.faults
        return lessons

    def _reads(self) -> list[Read]:
        """The documents, in the order of their files' names; each id once."""
        sources: dict[str, str] = {}
        reads: list[Read] = []
        for path in sorted(filter(is_article, {*self.files, *self.unreadable})):
            read = self._read(path)
            if read is None:
                continue
            document_id = read.document.id
            if document_id in sources:
                found = f"mã “{document_id}” đã có trong {sources[document_id]}"
                self._fault(path, "id", found, "Đặt một id khác.")
                continue
            sources[document_id] = path
            reads.append(read)
        return reads

    def _read(self, path: str) -> Read | None:
        known = self.previous.reads.get(path)
        if known is not None and known.hash == self.hashes.get(path):
            return known
        text = self._text(path)
        if text is None:
            return None
        document, faults = read_article(text, path)
        self.faults += faults
        if document is None:
            return None
        return Read(path, self.hashes[path], document, tuple(printed_numbers(document.passages)))

    def _fault(self, path: str, field_name: str, found: str, todo: str) -> None:
        """A fault at a field of the front matter; without a line where it is not plain to see."""
        text = self.files[path].decode("utf-8-sig").replace("\r\n", "\n")
        match = re.search(rf"^{field_name}\s*:", text, re.MULTILINE)
        line = None if match is None else text.count("\n", 0, match.start()) + 1
        self.faults.append(Fault(path, line, found, todo))

    # -- directives and citations --------------------------------------------------------------

    def _check_held(self, reads: Sequence[Read], catalogue: Catalogue) -> None:
        """Each official document has one text, and an entry or what makes one."""
        known = {key_of(directive.id) for directive in catalogue.directives}
        held: dict[object, str] = {}
        for read in reads:
            directive = read.document.directive
            if directive is None:
                continue
            key = key_of(directive)
            if key in held:
                found = f"toàn văn của “{directive}” đã có trong {held[key]}"
                self._fault(read.path, "directive", found, "Chỉ giữ một tệp cho mỗi văn bản.")
            held.setdefault(key, read.path)
            unread = catalogue.unread is None or key in catalogue.unread
            if not (key in known or unread or describes_itself(read.document)):
                found = f"văn bản “{directive}” không có trong {DIRECTIVES}"
                todo = (
                    f"Sửa số hiệu, ghi thêm type và subject ở đầu tệp, hoặc thêm vào {DIRECTIVES} "
                    f"mục “- id: {directive}”."
                )
                self._fault(read.path, "directive", found, todo)

    def _cited(
        self, reads: Sequence[Read], directives: Sequence[Directive], lookup: Lookup
    ) -> list[Document]:
        """The documents with their citations: those of the library before where they stay."""
        before = self.previous.lookup
        numbers = {*lookup.by_number, *before.by_number}
        moved = {n for n in numbers if lookup.by_number.get(n) != before.by_number.get(n)}
        same_names = lookup.names == before.names
        spelt = {key_of(directive.id): directive.id for directive in directives}
        documents = []
        for read in reads:
            known = self.previous.documents.get(read.path)
            if known is not None and self.previous.reads[read.path] is not read:
                known = None
            held = read.document.directive
            directive = None if held is None else spelt[key_of(held)]
            unmoved = same_names and moved.isdisjoint(n.number for n in read.numbers)
            if known is not None and known.directive == directive and unmoved:
                documents.append(known)
                continue
            # The number at the head of a document's own text cites nothing.
            citations = tuple(
                c
                for c in lookup.citations(read.document.passages, read.numbers)
                if c.directive != directive
            )
            if known is None or (known.directive, known.citations) != (directive, citations):
                update = {"citations": citations, "directive": directive}
                known = read.document.model_copy(update=update)
            documents.append(known)
        return documents


def _complete(directives: Sequence[Directive], reads: Sequence[Read]) -> tuple[Directive, ...]:
    """The catalogue, then the entries that the documents make, and that their citations make."""
    complete = (*directives, *entries_of_held((read.document for read in reads), directives))
    known = Lookup(complete).by_number
    cited = entries_of_cited((n for read in reads for n in read.numbers), known)
    return (*complete, *cited)
