"""Answers from the texts of official documents that are held, by the place in them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from corpus.documents import Directive, Document, Passage
from corpus.library import Library
from index.answer import Answer, Problem
from index.directives import DirectiveIndex
from index.query import Query
from index.sections import Way, find, inside, passages_at, ways_of
from index.sections_asked import OTHER_LAW
from index.text import fold
from index.topics import TopicSearch

# A heading that answers is shown with what it heads, up to so many characters.
_LONGEST_WHOLE = 3000
# In the opening of a card so many sections are named.
_MOST_NAMED = 15
_DATED = re.compile(
    r"\bngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}|\bngày\s+\d{1,2}/\d{1,2}/\d{4}"
)
# Fewer words of a topic may be only what somebody says around a number.
_TOPIC_WORDS = 2
_MOST_APPENDICES = 3
_ENOUGH = 50


class HeldTexts:
    """The documents of one library that have sections; read-only once built."""

    def __init__(self, library: Library, directives: DirectiveIndex, topics: TopicSearch) -> None:
        self._library = library
        self._directives = directives
        self._topics = topics
        self.documents = tuple(d for d in library.documents if d.headings)
        self._ids = frozenset(document.id for document in self.documents)

    def by_section(self, query: Query) -> Answer | None:
        """The answer to a question for a place in an official document; None for any other."""
        if not query.sections or query.tasks:
            return None
        named = self._named(query)
        if query.numbers and not named:
            return None
        documents = self._candidates(query, named)
        if named and not documents:
            return _nothing(query, "inner_not_held", asked=query.inner, near_directives=named)
        if not documents:
            law = OTHER_LAW.search(fold(query.text))
            asked = query.text[slice(*law.span())] if law else ", ".join(query.types).lower()
            return _nothing(query, "no_such_document", asked=asked)
        ways = ways_of(query.sections)
        having_any = (d for d in documents if any(find(d, way) for way in ways))
        # Of thousands of documents nobody needs to know all that have a Điều 5.
        having = list(having_any if query.content else islice(having_any, _ENOUGH))
        if len(having) > 1 and len(named) > 1:
            return self._in_each(query, having)
        if len(having) > 1:
            having = self._narrowed(having, query)
        if len(having) > 1:
            near = tuple(self._directives_of(having))
            return Answer("unclear", "none", query, near_directives=near, problem="which_document")
        if having:
            return self._at(query, having[0])
        return self._not_there(query, documents, ways[0])

    def of_document(self, query: Query, directive: Directive) -> Answer | None:
        """What is asked of one held document besides its card: its outline, its text, a topic."""
        document = self._library.document_of(directive.id)
        if document is None:
            return None
        about = replace(query, document=document.id)
        if query.in_full:
            return self._found(about, document.passages)
        if query.contents and document.headings:
            return Answer("answered", "outline", about, self.outline(document), confidence=1.0)
        if not query.content:
            return None
        topic = self._topics.find(query, within=document.id)
        if topic.best is not None:
            passages = self.whole(topic.best.passage)
            share = round(topic.best.coverage.share, 3)
            return replace(self._found(about, passages, share), judged=topic.judged)
        fits = self._directives.fits(directive, query.content)
        if query.aspects - {"subject"} or fits or len(query.content) < _TOPIC_WORDS:
            return None
        near = _nothing(query, "not_in_documents", near_directives=(directive,))
        return replace(near, near=topic.near[:2], judged=topic.judged)

    def outline(self, document: Document) -> tuple[Passage, ...]:
        """The headings of a text: down to its Điều, or to its items where it has none."""
        levels = {way[-1].level for way in document.headings}
        lowest = ("article",) if "article" in levels else ("item",)
        wanted = ("appendix", "part", "chapter", "section", *lowest)
        named = [p for way, p in document.headings.items() if way[-1].level in wanted]
        return tuple(dict.fromkeys(named)) or tuple(dict.fromkeys(document.headings.values()))

    def opening(self, document: Document, query: Query) -> tuple[Passage, ...]:
        """What of its own text goes with a document's card: what was asked of it, or its names."""
        lead = [p for p in document.passages if p.locator.startswith("lead")]
        tail = [p for p in document.passages if p.locator.startswith("tail")]
        if "signer" in query.aspects and tail:
            return tuple(tail)
        if {"date", "number"} & query.aspects and (
            dated := [p for p in lead if _DATED.search(p.text)]
        ):
            return tuple(dated[:1])
        if query.aspects & {"issuer", "subject"} and not document.headings:
            return tuple(lead[:1])
        outline = self.outline(document)
        if len(outline) > _MOST_NAMED:
            outline = tuple(document.headings[way] for way in inside(document, ()))[:_MOST_NAMED]
        return outline or document.passages[:2]

    def whole(self, passage: Passage) -> tuple[Passage, ...]:
        """A passage, and what it heads where that is not too long."""
        document = self._library.document(passage.document)
        if not passage.sections or document.headings.get(passage.sections) is not passage:
            return (passage,)
        under = passages_at(document, passage.sections)
        return under if sum(len(p.text) for p in under) <= _LONGEST_WHOLE else (passage,)

    # -- parts -------------------------------------------------------------------------------

    def _named(self, query: Query) -> tuple[Directive, ...]:
        """The directives that the question names by number, or the conversation does."""
        if query.directives:
            return tuple(self._library.directive(i) for i in query.directives)
        found = [d for asked in query.numbers for d in self._directives.by_number(asked)]
        return tuple(dict.fromkeys(found))

    def _candidates(self, query: Query, named: Sequence[Directive]) -> tuple[Document, ...]:
        if named:
            held = (self._library.document_of(directive.id) for directive in named)
            return tuple(d for d in held if d is not None and d.headings)
        if query.document in self._ids:
            return (self._library.document(query.document or ""),)
        law = OTHER_LAW.search(fold(query.text))
        if law:
            return tuple(d for d in self.documents if law["law"] in fold(f"{d.type} {d.title}"))
        if query.types:
            of_types = self._directives.of_types(query.types)
            return tuple(
                d for d in self.documents
                if d.type in query.types or any(one.id == d.directive for one in of_types)
            )  # fmt: skip
        return self.documents

    def _narrowed(self, documents: Sequence[Document], query: Query) -> list[Document]:
        """Of several documents with such a place the ones whose subject is said, else the ones
        that no newer one of them replaced."""
        pairs = [(d, self._library.directive(d.directive)) for d in documents if d.directive]
        meant = [d for d, directive in pairs if self._directives.fits(directive, query.content)]
        if meant:
            return meant
        ids = {directive.id for _, directive in pairs}
        kept = []
        for document in documents:
            newer = self._library.superseded_by(document.directive) if document.directive else None
            if newer is None or newer.id not in ids:
                kept.append(document)
        return kept

    def _directives_of(self, documents: Sequence[Document]) -> list[Directive]:
        return [self._library.directive(d.directive) for d in documents if d.directive]

    def _at(self, query: Query, document: Document) -> Answer:
        """The passages at the places asked for in one document that has the first of them."""
        about = replace(query, document=document.id)
        chosen: list[Way] = []
        for asked in ways_of(query.sections):
            ways = find(document, asked)
            if len(ways) > 1 and not _in_appendices(ways):
                near = tuple(document.headings[way] for way in ways)
                return Answer("unclear", "none", about, near=near, problem="which_section")
            chosen += ways
        passages = dict.fromkeys(p for way in chosen for p in passages_at(document, way))
        if len(chosen) == 1:
            about = replace(about, sections=chosen[0])
        if query.paragraphs:
            return self._paragraph(about, tuple(passages))
        return self._found(about, tuple(passages))

    def _in_each(self, query: Query, documents: Sequence[Document]) -> Answer:
        """The places asked for in every one of several documents that are named."""
        answers = [self._at(query, document) for document in documents]
        unclear = [answer for answer in answers if answer.status != "answered"]
        if unclear:
            return unclear[0]
        return self._found(query, [p for answer in answers for p in answer.passages])

    def _paragraph(self, query: Query, passages: Sequence[Passage]) -> Answer:
        places = [len(passages) + 1 + n if n < 0 else n for n in query.paragraphs]
        chosen = [passages[n - 1] for n in places if 1 <= n <= len(passages)]
        if not chosen:
            near = tuple(passages[-1:])
            return _nothing(query, "no_such_paragraph", asked=str(places[0]), near=near)
        return self._found(replace(query, sections=chosen[0].sections), chosen)

    def _not_there(self, query: Query, documents: Sequence[Document], asked: Way) -> Answer:
        """That the place is not there, with the innermost place that is and what it has."""
        if len(documents) > 1:
            near = tuple(self._directives_of(documents))
            return _nothing(query, "no_such_section", near_directives=near)
        (document,) = documents
        within: Way = ()
        for depth in range(len(asked) - 1, 0, -1):
            ways = find(document, asked[:depth])
            if len(ways) == 1:
                within = ways[0]
                break
        near = tuple(self._directives_of(documents))
        about = replace(query, document=document.id)
        return _nothing(about, "no_such_section", near_directives=near, within=within)

    def _found(self, query: Query, passages: Sequence[Passage], confidence: float = 1.0) -> Answer:
        cited = self._library.cites(passages)
        return Answer("answered", "passage", query, tuple(passages), cited, confidence=confidence)


def _in_appendices(ways: Sequence[Way]) -> bool:
    """Whether the places differ by the appendix they are in: a decision's Điều 1, and the Điều 1 of
    what it puts into force. Both are shown."""
    inner = {tuple(s for s in way if s.level == "article") for way in ways}
    outer = [tuple(s for s in way if s.level == "appendix") for way in ways]
    return len(inner) == 1 and len(set(outer)) == len(ways) <= _MOST_APPENDICES


def _nothing(
    query: Query,
    problem: Problem,
    *,
    asked: str = "",
    near: tuple[Passage, ...] = (),
    near_directives: Sequence[Directive] = (),
    within: Way = (),
) -> Answer:
    return Answer(
        "not_found",
        "none",
        query,
        near=near,
        near_directives=tuple(near_directives),
        problem=problem,
        asked=asked,
        within=within,
    )
