"""A conversation about an official document that is held: "còn khoản 3?", "điều tiếp theo"."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.documents import Document, Passage, Section
from corpus.library import Library
from index.answer import Problem
from index.query import Query
from index.sections import Way, around, beside, find, passages_at, place_of, ways_of

_UPPER = ("appendix", "part", "chapter", "section")


class HeldTalk:
    """Completes questions for places in the official documents of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def document(self, passages: Sequence[Passage], directives: Sequence[str]) -> Document | None:
        """The official document spoken of; None where it is another, or its text is not held."""
        if len(directives) == 1:
            held = self._library.document_of(directives[0])
            if held is not None:
                return held if held.headings else None
        if passages and len({p.document for p in passages}) == 1:
            document = self._library.document(passages[0].document)
            return document if document.headings else None
        return None

    def complete(
        self, query: Query, document: Document, passages: Sequence[Passage]
    ) -> Query | Problem | None:
        """`query` made to stand by itself, or why it can't be; None where it asks no place."""
        own = [p for p in passages if p.document == document.id]
        here = place_of(own)
        if query.sections and not query.numbers:
            return self._near(query, document, here)
        if query.contents or query.in_full:
            is_other = query.numbers or query.types or query.content
            directive = () if document.directive is None else (document.directive,)
            return (
                None
                if is_other and not query.pronoun
                else replace(query, directives=directive, outline=False)
            )
        fits = not query.types or document.type in query.types
        if query.pronoun and query.content and fits and document.directive is not None:
            return replace(query, directives=(document.directive,))
        if not own:
            return None
        if query.level is not None and query.move is None:
            return self._around(query, document, here)
        if query.move in ("next", "previous") and (query.level or not query.content):
            return self._beside(query, document, here)
        if query.move == "more":
            return self._read_on(query, document, own)
        if query.paragraphs and not query.tasks:
            under = passages_at(document, here)
            chosen = [under[n - 1] for n in query.paragraphs if 0 < n <= len(under)]
            return replace(query, passages=tuple(chosen), paragraphs=()) if chosen else None
        if query.bare_number is not None and here:
            asked = (Section(level=here[-1].level, number=str(query.bare_number)),)
            ways = find(document, asked, here)
            if len(ways) == 1:
                return self._at(query, document, ways[0])
        return None

    def _near(self, query: Query, document: Document, here: Way) -> Query:
        """The place meant, seen from the one shown: its full way where there is one such."""
        named = [_as_shown(way, here) for way in ways_of(query.sections)]
        if len(named) > 1:
            parents = [find(document, way, here) for way in named]
            if all(len(found) == 1 for found in parents):
                prefix = parents[0][0][:-1]
                sections = (*prefix, *(found[0][-1] for found in parents))
                if all(found[0][:-1] == prefix for found in parents):
                    return replace(query, tasks=(), document=document.id, sections=sections)
            return replace(query, tasks=(), document=document.id)
        ways = find(document, named[0], here)
        if len(ways) != 1 and here:
            # "khoản 9" of the Điều that is shown, which has none: said so of that Điều.
            outer = around(here, "article") or here[:-1]
            inner = named[0][0].level in ("clause", "point", "item", "row")
            if outer and inner and not any(way[: len(outer)] == outer for way in ways):
                ways = [(*outer, *named[0])]
        if len(ways) == 1:
            return self._at(query, document, ways[0])
        return replace(query, tasks=(), document=document.id)

    def _at(self, query: Query, document: Document, way: Way) -> Query:
        return replace(
            query, tasks=(), move=None, bare_number=None, document=document.id, sections=way
        )

    def _around(self, query: Query, document: Document, here: Way) -> Query | Problem:
        way = around(here, query.level) if query.level else None
        return "no_context" if way is None else self._at(query, document, way)

    def _beside(self, query: Query, document: Document, here: Way) -> Query | Problem | None:
        if not here:
            return None
        step = 1 if query.move == "next" else -1
        way = beside(document, here, query.level, step)
        if way is None:
            return "nothing_after" if step > 0 else "nothing_before_this"
        return self._at(query, document, way)

    def _read_on(
        self, query: Query, document: Document, shown: Sequence[Passage]
    ) -> Query | Problem:
        """What stands behind, up to the end of its Điều: a heading alone is nothing to read."""
        at = document.passages.index(shown[-1]) + 1
        following: list[Passage] = []
        while at < len(document.passages):
            passage = document.passages[at]
            if not passage.sections or passage.sections[-1].level not in _UPPER:
                under = passages_at(document, passage.sections)
                following += under if passage in under[:1] else [passage]
                break
            following.append(passage)
            at += 1
        if not following:
            return "nothing_after"
        return replace(query, passages=tuple(following), document=document.id)


def _as_shown(asked: Way, here: Way) -> Way:
    """`asked` with the level of what is shown: after Mục I.1, "mục 2" is its neighbour."""
    is_item = bool(here) and here[-1].level == "item"
    if is_item and len(asked) == 1 and asked[0].level == "section" and asked[0].number.isdigit():
        return (Section(level="item", number=asked[0].number),)
    return asked
