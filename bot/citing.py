"""A line to paste into a bibliography or a footnote, in the form Vietnamese readers expect.

The usual form: author (year), “title”, name of the periodical, date, place, URL;
without an author, the body that published it stands in that place. Of an official document whose
text is not held, the citing article's own words are given, and "dẫn theo" (as cited in) the
article. What is not printed is said to be so, and never filled in.
"""

from collections.abc import Iterator, Sequence

from bot.cards import Cards
from bot.labels import directive_name, place_name, way_name
from bot.notes import Notes
from bot.places import Places, is_official
from bot.replies import Block
from bot.wording import say
from corpus.dates import HANOI
from corpus.documents import Citation, Directive, Document, Passage
from corpus.library import Library
from corpus.numbers import TYPE_NAMES
from index.query import Language
from index.sections import place_of


class Citer:
    """Cites the documents of one library."""

    def __init__(self, library: Library, cards: Cards, notes: Notes) -> None:
        self._library = library
        self._cards = cards
        self._places = Places(library)
        self._notes = notes

    def article(self, document: Document, place: str = "") -> str:
        """The line for a document, or for a `place` in it ("Nhiệm vụ 4")."""
        published = document.published.astimezone(HANOI)
        who = document.author or document.publisher
        parts = [
            f"{who} ({published.year})",
            f"“{document.title}”",
            document.publisher if document.author else "",
            f"ngày {published:%d/%m/%Y}",
            place[:1].lower() + place[1:],
            document.url,
        ]
        return ", ".join(part for part in parts if part)

    def passages(self, passages: Sequence[Passage]) -> Iterator[str]:
        """A line for each passage, and one for a task all of whose paragraphs are there."""
        told: set[tuple[str, int]] = set()
        way = place_of(passages)
        if way:  # an official document: the place that all of it is in
            yield self.official(self._library.document(passages[0].document), way_name(way))
            return
        for passage in passages:
            document = self._library.document(passage.document)
            task = passage.task
            if task is None or not set(document.tasks[task]) <= set(passages):
                yield self.article(document, place_name(passage))
            elif (document.id, task) not in told:
                told.add((document.id, task))
                yield self.article(document, say("vi", "task", n=task))

    def official(self, document: Document, place: str = "") -> str:
        """The line for an official document that is held, or for a place in it."""
        published = document.published.astimezone(HANOI)
        name = f"{self._places.document(document)} ngày {published:%d/%m/%Y}"
        subject = document.subject or ""
        if subject:
            name = f"{name} “{subject}”"
        who = document.issuer or document.publisher
        parts = [f"{who} ({published.year})", name, place, document.url]
        return ", ".join(part for part in parts if part)

    def held(self, directive: Directive) -> Document | None:
        """The document that is the directive's full text; None where it isn't held."""
        return self._library.document_of(directive.id)

    def directive(self, directive: Directive) -> str | None:
        """The line for an official document; None where no text of the library names it."""
        held = self.held(directive)
        if held is not None:
            return self.official(held) if is_official(held) else self.article(held)
        citations = self._library.citations.get(directive.id, ())
        if not citations:
            return None
        citation = max(citations, key=_told)
        document = self._library.document(citation.document)
        passage = document.passage(citation.locator)
        name = citation.printed
        if citation.title_printed and citation.title_printed not in name:
            name = f"{name}{_lacking(citation, directive)} về “{citation.title_printed}”"
        else:
            name = f"{name}{_lacking(citation, directive)}"
        place = place_name(passage) if passage else ""
        return f"{name}, dẫn theo: {self.article(document, place)}"

    def notes(self, directive: Directive, language: Language) -> list[Block]:
        """What was checked elsewhere and is not in the line, with its source."""
        notes = self._notes.on([directive], language)
        unprinted = self._cards.date_not_printed(directive, language)
        return [*notes, Block(kind="note", text=unprinted)] if unprinted else notes

    def without_print(self, directive: Directive, language: Language) -> str:
        """What to say of a document that no text of the library names."""
        return say(language, "cannot_cite", name=directive_name(directive))


def _told(citation: Citation) -> int:
    """How much a citation says of its document."""
    told = (citation.date_printed, citation.issuer_printed, citation.title_printed)
    return sum(one is not None for one in told)


def _lacking(citation: Citation, directive: Directive) -> str:
    """What is usual in a citation and not printed: " (bài không ghi ngày, cơ quan ban hành)".

    Always in Vietnamese, as the line is.
    """
    official = directive.type in TYPE_NAMES
    lacking = [
        say("vi", key)
        for key, is_lacking in (
            ("lacks_number", official and directive.number is None),
            ("lacks_date", citation.date_printed is None),
            ("lacks_issuer", official and citation.issuer_printed is None),
        )
        if is_lacking
    ]
    return f" ({say('vi', 'not_printed', what=', '.join(lacking))})" if lacking else ""
