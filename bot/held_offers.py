"""What to press next beside the text of an official document that is held."""

from collections.abc import Iterable, Iterator

from bot.labels import way_name
from bot.offers import document as document_button
from bot.places import Places
from bot.replies import Action
from bot.wording import say
from corpus.documents import Document, Section
from corpus.library import Library
from index.answer import Answer
from index.query import Language
from index.sections import around, beside, inside, place_of

Way = tuple[Section, ...]

# Sections of a document that have a button on its card and its outline.
MOST_SECTIONS = 8


class HeldOffers:
    """Buttons for the held documents of one library."""

    def __init__(self, library: Library, places: Places) -> None:
        self._library = library
        self._places = places

    def official(self, answer: Answer) -> Document | None:
        """The one official document that an answer is from; None for any other answer."""
        documents = {p.document for p in answer.passages}
        if len(documents) != 1:
            return None
        return self._places.official(answer.passages[0])

    def onward(self, answer: Answer, document: Document, language: Language) -> Iterable[Action]:
        """The places beside and around what is shown, the document, the newer one, how to cite."""
        way = place_of(answer.passages)
        if way:
            for step in (1, -1):
                other = beside(document, way, None, step)
                if other is not None:
                    yield self.section(document, other, language)
            whole = around(way, "article")
            if whole is not None and whole != way:
                label = say(language, "button_whole", place=way_name(whole, language))
                yield Action(label=label, message=self._places.ask(document, whole, language))
        if document.directive is not None:
            yield document_button(self._library.directive(document.directive))
        yield from self.newer(document)
        if way and answer.kind == "passage":
            name = self._places.ask(document, way, language)
            yield Action(
                label=say(language, "button_cite"), message=say(language, "ask_cite", name=name)
            )

    def card(self, document: Document, language: Language, *, outlined: bool) -> Iterator[Action]:
        """The first sections of a document, its outline where it is not shown, and its text."""
        yield from self.newer(document)
        top = list(inside(document, ()))
        while len(top) == 1 and (deeper := list(inside(document, top[0]))):
            top = deeper
        for way in top[:MOST_SECTIONS]:
            yield self.section(document, way, language)
        number = document.directive or document.title
        if not outlined and document.headings:
            ask = say(language, "ask_contents", name=number)
            yield Action(label=say(language, "button_contents"), message=ask)
        ask = say(language, "ask_full_text", name=number)
        yield Action(label=say(language, "button_full_text"), message=ask)

    def section(self, document: Document, way: Way, language: Language) -> Action:
        """Button for one place; its message names the document."""
        label = way_name(way, language)
        return Action(label=label, message=self._places.ask(document, way, language))

    def newer(self, document: Document) -> Iterator[Action]:
        """Button for the document that replaced this one."""
        replaced = self._places.superseded(document)
        if replaced is not None:
            yield document_button(replaced[1])
