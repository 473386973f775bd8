"""Finding official documents: by number, type, issuer, date, year and subject."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.dates import HANOI
from corpus.documents import Directive
from corpus.library import Library
from corpus.numbers import TYPES, DocumentNumber
from index.coverage import Asked, Coverage, Weights
from index.gate import DIRECTIVE_SHARE
from index.numerals import roman_value
from index.query import Age, NumberAsked, Query, Word
from index.text import clean, fold, folded_key, syllables
from index.units import TextUnit

_ISSUER_CODES = {
    "TW": "trung uong",
    "TU": "thanh uy",
    "BTGTW": "ban tuyen giao trung uong",
    "BTGTU": "ban tuyen giao thanh uy",
    "UBND": "uy ban nhan dan",
    "HĐND": "hoi dong nhan dan",
}
# Words about the citing article and not of a document's subject.
_ABOUT_CITING = frozenset(
    "bai viet bao dan vien trich ban hanh co ten nhac neu de cap noi den toi ra ky article".split()
)
# Within this of the best, a directive answers a question for several as well as the best does.
_AS_GOOD = 0.9


class DirectiveIndex:
    """Looks up the catalogue of one library; read-only once built."""

    def __init__(self, library: Library, previous: "DirectiveIndex | None" = None) -> None:
        self._library = library
        self.directives = library.directives
        self._cited = frozenset(library.citations)
        self._known = self._cited | {d.directive for d in library.documents if d.directive}
        self._types = {d.id: self._names_of_type(d) for d in self.directives}
        self._issuers = {d.id: self._issuer_words(d) for d in self.directives}
        # A text that another catalogue had too need not be read again.
        known = previous._by_text if previous else {}
        texts = {d.id: self._text(d) for d in self.directives}
        self._by_text: dict[str, TextUnit] = {
            text: known.get(text) or TextUnit(syllables(clean(text))) for text in texts.values()
        }
        self._units = {identity: self._by_text[text] for identity, text in texts.items()}
        self._weights = Weights(self._units.values())
        self._numbers = {d.id: _numbers(d) for d in self.directives}
        self._names = {d.id: tuple(_names(d)) for d in self.directives}

    def _names_of_type(self, directive: Directive) -> frozenset[str]:
        printed = (c.type_printed for c in self._library.citations.get(directive.id, ()))
        held = self._library.document_of(directive.id)
        own = (name.strip().capitalize() for name in directive.type.split(","))
        coded = TYPES.get(directive.type_code or "", ())
        of_text = (held.type,) if held and held.type else ()
        return frozenset((directive.type, *own, *coded, *of_text, *filter(None, printed)))

    def _issuer_words(self, directive: Directive) -> str:
        printed = (c.issuer_printed for c in self._library.citations.get(directive.id, ()))
        held = self._library.document_of(directive.id)
        of_text = held.issuer if held else None
        words = " | ".join(fold(i) for i in (directive.issuer, of_text, *printed) if i)
        return f"{words} | {_ISSUER_CODES.get(directive.issuer_code or '', '')}"

    def _text(self, directive: Directive) -> str:
        citations = self._library.citations.get(directive.id, ())
        printed = [text for c in citations for text in (c.printed, c.title_printed) if text]
        held = self._library.document_of(directive.id)
        if held is not None:
            printed += filter(None, (held.title, held.subject, held.issuer))
        known = (directive.type, directive.subject, directive.issuer, *directive.names)
        term = f"khóa {directive.term}" if directive.term else None
        return "\n".join(filter(None, (*known, term, *printed)))

    def is_cited(self, directive: Directive) -> bool:
        """Whether a text of the library cites the directive, or is it."""
        return directive.id in self._known

    def by_number(self, asked: NumberAsked) -> tuple[Directive, ...]:
        """The directives with this number, and this type and issuer where they were given.

        Cited ones only, unless no cited one has it. Empty when there is none.
        """
        issuers = (asked.issuer,) if asked.issuer else ()
        return self._cited_first(
            d
            for d in self.directives
            if asked.number in self._numbers[d.id]
            and self._fits(d, asked.types, issuers)
            and (asked.year is None or self._is_of_year(d, asked.year))
        )

    def _is_of_year(self, directive: Directive, year: int) -> bool:
        number = DocumentNumber.parse(directive.id)
        if number is not None and number.year is not None:
            return number.year == year
        return not self._dates(directive) or any(d.year == year for d in self._dates(directive))

    def fits(self, directive: Directive, content: Sequence[Word]) -> bool:
        """Whether `content` speaks of the directive, by its name and its subject."""
        return bool(content) and self._fit(directive, self._weights.asked(content)) > 0

    def by_name(self, words: Sequence[str], least: float) -> tuple[Directive, ...]:
        """The directive that folded words call by its id or by its name; empty when none is.

        The name must be at least this share of the words.
        """
        said = " ".join(words)
        called = [
            (len(name.split()), directive)
            for directive in self.directives
            for name in self._names[directive.id]
            if f" {name} " in f" {said} " and len(name.split()) >= least * len(words)
        ]
        return (max(called, key=lambda one: one[0])[1],) if called else ()

    def with_number(self, number: int) -> tuple[Directive, ...]:
        """The directives with this number, of any type and issuer."""
        return self._cited_first(d for d in self.directives if number in self._numbers[d.id])

    def _cited_first(self, found: Iterable[Directive]) -> tuple[Directive, ...]:
        all_found = tuple(found)
        return tuple(d for d in all_found if self.is_cited(d)) or all_found

    def _fits(self, directive: Directive, types: Sequence[str], issuers: Sequence[str]) -> bool:
        if types and not self._types[directive.id].intersection(types):
            return False
        known = self._issuers[directive.id]
        return not issuers or any(re.search(rf"\b{issuer}\b", known) for issuer in issuers)

    def of_types(self, types: Sequence[str]) -> tuple[Directive, ...]:
        """The directives of any of these types, as catalogued or as printed."""
        return tuple(d for d in self.directives if self._fits(d, types, ()))

    def best_first(
        self, directives: Sequence[Directive], content: Sequence[Word]
    ) -> tuple[Directive, ...]:
        """`directives` with those that `content` speaks of first; the others keep their order."""
        asked = self._weights.asked(content)
        return tuple(sorted(directives, key=lambda d: -self._fit(d, asked)))

    def _fit(self, directive: Directive, asked: Asked) -> float:
        share = asked.coverage(self._units[directive.id]).share
        return share if share >= DIRECTIVE_SHARE else 0.0

    def select(
        self, query: Query, *, least: float = DIRECTIVE_SHARE
    ) -> tuple[tuple[Directive, ...], Coverage | None]:
        """The directives a question for documents means, and how well the subject fits.

        Types, issuer, day and year filter; what is left of the question is the subject. No
        coverage means there was no subject to compare. Of the subject, `least` must match.
        """
        content = tuple(w for w in query.content if w.folded not in _ABOUT_CITING)
        found = [d for d in self.directives if self._fits(d, query.types, query.issuers)]
        if query.term:
            found = [d for d in found if d.term and roman_value(fold(d.term)) == query.term]
        if query.dates:
            found = [d for d in found if set(self._dates(d)) & set(query.dates)]
        if query.years:
            of_year = [d for d in found if {day.year for day in self._dates(d)} & set(query.years)]
            if of_year:
                found = of_year
            else:  # not a year of issue, then one that the subject names: "tầm nhìn 2045"
                years = {str(year) for year in query.years}
                content = (*content, *(w for w in query.words if w.folded in years))
        if not content:
            return tuple(d for d in found if self.is_cited(d)), None
        return self._by_subject(content, found, least)

    def of_age(self, directives: Sequence[Directive], age: Age) -> tuple[Directive, ...]:
        """The oldest or the newest of `directives` by date of issue; empty when none has a date."""
        dated = {d: days[0] for d in directives if (days := self._dates(d))}
        if not dated:
            return ()
        wanted = min(dated.values()) if age == "oldest" else max(dated.values())
        return tuple(d for d, day in dated.items() if day == wanted)

    def _dates(self, directive: Directive) -> list[dt.date]:
        printed = self._library.date_printed(directive.id)
        held = self._library.document_of(directive.id)
        own = held.published.astimezone(HANOI).date() if held else None
        return [day for day in (printed, directive.date_verified, own) if day is not None]

    def _by_subject(
        self, content: Sequence[Word], found: Sequence[Directive], least: float
    ) -> tuple[tuple[Directive, ...], Coverage | None]:
        asked = self._weights.asked(content)
        scored = [(asked.coverage(self._units[d.id]), d) for d in found]
        if not scored:
            return (), None
        best = max((coverage for coverage, _ in scored), key=lambda c: c.share)
        if best.share < least:
            return (), best
        good = [d for coverage, d in scored if coverage.share >= _AS_GOOD * best.share]
        cited = [d for d in good if self.is_cited(d)]
        return tuple(cited or good), best


def _numbers(directive: Directive) -> set[int]:
    texts = (directive.id, *directive.comprises)
    return {n.number for text in texts if (n := DocumentNumber.parse(text)) is not None}


def _names(directive: Directive) -> Iterator[str]:
    """The id and the names of a directive, folded; a numbered one goes by its number instead."""
    if directive.number is None:
        named = directive.names or filter(None, (directive.subject,))
        for text in (directive.id, *named):
            yield " ".join(folded_key(word) for word in syllables(clean(text)))
