"""Notes under a quotation: where the text disagrees with itself or with what was verified."""

from collections.abc import Collection, Iterable

from bot.labels import day, directive_name, host_of
from bot.places import Places
from bot.replies import Block
from bot.wording import say
from corpus.contradictions import Contradiction, ContradictionKind, Ground
from corpus.documents import Directive, Passage
from corpus.library import Library
from index.query import Language

# More than these under one passage would bury it; the weightiest are shown.
MOST_UNDER_A_PASSAGE = 3


class Notes:
    """Words the contradictions of one library, each at most once in a reply."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._places = Places(library)
        self._by_place: dict[tuple[str, str | None], list[Contradiction]] = {}
        self._by_directive: dict[str, list[Contradiction]] = {}
        for found in library.contradictions:
            self._by_place.setdefault((found.document, found.locator), []).append(found)
            if found.directive is not None:
                self._by_directive.setdefault(found.directive, []).append(found)

    def under(self, passage: Passage, told: set[object], language: Language) -> list[Block]:
        """The notes on what `passage` prints; `told` keeps what this reply has said."""
        found = self._by_place.get((passage.document, passage.locator), ())
        return self._blocks(found, told, language)[:MOST_UNDER_A_PASSAGE]

    def superseded(self, passages: Iterable[Passage], language: Language) -> list[Block]:
        """That the documents of `passages` were replaced, and by what; once for each."""
        documents = dict.fromkeys(p.document for p in passages)
        replaced = (self._places.superseded(self._library.document(d)) for d in documents)
        texts = [
            say(language, "superseded", name=directive_name(old), newer=directive_name(newer))
            for old, newer in filter(None, replaced)
        ]
        return [Block(kind="note", text=text) for text in texts]

    def within(
        self,
        spans: Iterable[tuple[str, int, int]],
        language: Language,
        kinds: Collection[ContradictionKind],
    ) -> list[Block]:
        """The notes of some kinds on what stands in these spans, each with its document's id."""
        quoted = tuple(spans)
        found = (
            c
            for c in self._library.contradictions
            if c.kind in kinds
            and c.locator is not None
            and any(c.document == d and start <= c.start < end for d, start, end in quoted)
        )
        return self._blocks(found, set(), language)

    def on(
        self,
        directives: Iterable[Directive],
        language: Language,
        kinds: Collection[ContradictionKind] | None = None,
    ) -> list[Block]:
        """The notes on what is printed of `directives`, of some kinds only where they are given."""
        found = [c for d in directives for c in self._by_directive.get(d.id, ())]
        wanted = (c for c in found if kinds is None or c.kind in kinds)
        return self._blocks(wanted, set(), language)

    def on_title(self, document: str, language: Language) -> list[Block]:
        """The notes on the title of a document."""
        return self._blocks(self._by_place.get((document, None), ()), set(), language)

    def _blocks(
        self, found: Iterable[Contradiction], told: set[object], language: Language
    ) -> list[Block]:
        blocks = []
        for contradiction in found:
            subjects = _subjects(contradiction)
            if told.isdisjoint(subjects):
                blocks.append(Block(kind="note", text=self.text(contradiction, language)))
            told.update(subjects)
        return blocks

    def text(self, found: Contradiction, language: Language) -> str:
        """The sentence for a contradiction, with its ground."""
        ground = found.ground
        if found.kind == "review":
            return self._review(found, language)
        if ground is None:
            raise ValueError(f"a contradiction of kind {found.kind} needs a ground")
        name = self._name(found)
        host = _according_to(ground, language)
        if self._is_of_itself(found):
            catalogued = day(ground.date) if ground.date else ground.text
            return say(
                language, "catalogue_differs", name=name, printed=found.printed,
                catalogued=catalogued, host=host,
            )  # fmt: skip
        if found.kind == "date" and ground.date:
            key = "date_differs_itself" if ground.document else "date_differs"
            return say(
                language, key, name=name, printed=found.printed, verified=day(ground.date),
                host=host,
            )  # fmt: skip
        if found.kind == "type":
            return say(
                language, "type_differs", name=name, printed=found.printed, type=ground.text,
                host=host,
            )  # fmt: skip
        if found.kind == "issuer":
            return say(
                language, "issuer_differs", name=name, printed=found.printed, issuer=ground.text,
                host=host,
            )  # fmt: skip
        if found.kind == "term":
            return say(
                language, "term_differs", name=name, printed=found.printed, verified=ground.text,
                host=host,
            )  # fmt: skip
        if found.kind == "title":
            added = "”, “".join(found.added)
            return say(language, "title_differs", name=name, added=added, host=host)
        if found.kind == "count":
            return say(language, "count_differs", printed=found.printed, count=ground.text)
        if found.kind == "after_publication" and ground.date:
            published = day(ground.date)
            return say(language, "after_publication", printed=found.printed, published=published)
        place = self._place(found, ground, language)
        return say(
            language, "printed_otherwise", name=name, printed=found.printed, place=place,
            other=ground.text,
        )  # fmt: skip

    def _review(self, found: Contradiction, language: Language) -> str:
        """A count of years, the day printed with it, and the verified one where it is known."""
        printed = found.date_printed or (day(found.date) if found.date else "")
        began = "review_issued" if found.directive else "review_began"
        passed = ""
        if found.passed is not None and found.passed >= 0:
            key = "review_short" if found.passed < (found.years or 0) else "review_long"
            passed = say(language, key, passed=found.passed, year=found.year)
        says = ""
        if found.ground is not None and found.ground.date is not None:
            host = _according_to(found.ground, language)
            key = "review_ground_itself" if found.ground.document else "review_ground"
            says = say(language, key, verified=day(found.ground.date), host=host)
        return say(
            language, "review_differs", printed=found.printed,
            date=say(language, began, date=printed), passed=passed, ground=says,
        )  # fmt: skip

    def _is_of_itself(self, found: Contradiction) -> bool:
        """Whether an official document prints it of itself, and the catalogue has it otherwise."""
        if found.directive is None or found.ground is None or found.ground.document is not None:
            return False
        on_entry = found.kind in ("date", "type", "title")
        return on_entry and self._library.document(found.document).directive == found.directive

    def _name(self, found: Contradiction) -> str:
        if found.directive is None:
            return ""
        return directive_name(self._library.directive(found.directive))

    def _place(self, found: Contradiction, ground: Ground, language: Language) -> str:
        """Where a ground stands, named with its document when that is another one."""
        if ground.document is None:
            return ""
        document = self._library.document(ground.document)
        passage = document.passage(ground.locator) if ground.locator else None
        place = self._places.name(passage, language) if passage else say(language, "title_place")
        if ground.document == found.document:
            return place
        return say(language, "elsewhere", place=place, title=document.title)


def _subjects(found: Contradiction) -> set[object]:
    """What a note speaks of; another note on the same says nothing new.

    A review's note tells the verified date too. A name that several documents share is one name.
    """
    if found.kind == "title":
        return {("title", found.document, found.start)}
    subjects: set[object] = {(found.kind, found.directive or (found.document, found.start))}
    if found.kind == "review" and found.ground is not None:
        subjects.add(("date", found.directive))
    return subjects


def _according_to(ground: Ground, language: Language) -> str:
    if ground.document is not None:
        return say(language, "according_to_itself")
    host = host_of(ground.url) if ground.url else ""
    return say(language, "according_to", host=host) if host else ""
