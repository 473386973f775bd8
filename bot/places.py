"""What the places of one library are called, official documents' with the document's name."""

from collections.abc import Sequence

from bot.labels import place_name, way_name
from corpus.documents import Directive, Document, Passage, Section
from corpus.library import Library
from index.query import Language
from index.sections import find


def is_official(document: Document) -> bool:
    """Whether a document is an official one read as such; an article may hold one's text too."""
    return document.directive is not None and bool(document.type or document.headings)


class Places:
    """Names places, and words the messages that ask for them."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def official(self, passage: Passage) -> Document | None:
        """The official document that a passage is of; None where it is of an article."""
        document = self._library.document(passage.document)
        return document if is_official(document) else None

    def name(self, passage: Passage, language: Language = "vi") -> str:
        """ "Nhiệm vụ 3, đoạn 2", or "Điều 5 khoản 2, Quyết định số 47/2025/QĐ-UBND"."""
        official = self.official(passage)
        place = place_name(passage, language)
        return place if official is None else f"{place}, {self.document(official)}"

    def of(self, document: Document, way: Sequence[Section], language: Language = "vi") -> str:
        """The name of a place that sections lead to, or of the document where they are none."""
        place = way_name(way, language)
        return f"{place}, {self.document(document)}" if place else self.document(document)

    def document(self, document: Document) -> str:
        """An official document by type and number, another by its title."""
        if document.directive is None:
            return document.title
        directive = self._library.directive(document.directive)
        kind = document.type or directive.type
        return f"{kind} số {directive.id}" if directive.number else document.title

    def ask(self, document: Document, way: Sequence[Section], language: Language) -> str:
        """The message that asks for a place, naming its document: it stays right in any talk."""
        number = document.directive or document.title
        # From the Điều on, unless the chapters or the appendices each have one such.
        levels = [section.level for section in way]
        short = tuple(way[levels.index("article") :] if "article" in levels else way)
        if len(find(document, short)) > 1:
            short = tuple(way)
        place = way_name(short, language, whole=True)
        place = place[:1].lower() + place[1:]
        if language == "en":
            return f"{place} of {number}"
        directive = self._library.directive(document.directive) if document.directive else None
        kind = (document.type or (directive.type if directive else "")).lower()
        return f"{place} {kind} {number}"

    def heads(
        self, passages: Sequence[Passage], asked: Sequence[Section], language: Language
    ) -> dict[int, str]:
        """The headings over the passages of official documents, by the index of the first.

        What is under a passage goes with it: Điều 5 and its clauses have one heading.
        """
        heads: dict[int, str] = {}
        way: tuple[Section, ...] | None = None
        before: Passage | None = None
        whole = tuple(asked)
        for index, passage in enumerate(passages):
            official = self.official(passage)
            if official is None:
                way = None
                continue
            same = before is not None and before.document == passage.document
            if not (same and way is not None and passage.sections[: len(way)] == way):
                inside = bool(whole) and passage.sections[: len(whole)] == whole
                way = whole if inside else passage.sections
                alone = index + 1 == len(passages) or not _goes_on(passages[index + 1], passage)
                if inside:
                    heads[index] = self.of(official, whole, language)
                elif alone or way:
                    heads[index] = self.name(passage, language)
                else:
                    heads[index] = self.of(official, (), language)
            before = passage
        return heads

    def superseded(self, document: Document) -> tuple[Directive, Directive] | None:
        """A document that is held and the one that replaced it; None where nothing did."""
        if document.directive is None:
            return None
        newer = self._library.superseded_by(document.directive)
        return None if newer is None else (self._library.directive(document.directive), newer)


def _goes_on(following: Passage, passage: Passage) -> bool:
    way = passage.sections
    return following.document == passage.document and following.sections[: len(way)] == way
