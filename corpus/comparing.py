"""What texts print of a directive, against its own text, the catalogue and each other."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from corpus.documents import Citation, Directive, Document
from corpus.grounds import Contradiction, ContradictionKind, Ground
from corpus.kept import kept_by_document
from corpus.prints import date_span, issuer_span, term_span, title_span, type_span
from corpus.statements import Statements, stated, statements
from corpus.wordings import key_words, lacks

What = Literal["date", "type", "issuer", "title", "term"]
_SPANS: dict[What, Callable[[Document, Citation], tuple[int, int] | None]] = {
    "date": date_span,
    "type": type_span,
    "issuer": issuer_span,
    "title": title_span,
    "term": term_span,
}
# Bodies, each by what it is called; two names differ when they name two of them.
_BODIES = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "central": r"\bBan Chấp hành Trung ương\b|\bBan Bí thư\b|\bBộ Chính trị\b",
        "province": r"\b(?:Thành|Tỉnh) (?:ủy|uỷ)\b",
        "district": r"\b(?:Quận|Huyện) (?:ủy|uỷ)\b",
        "committee": r"\b(?:Ủy|Uỷ) ban nhân dân\b|\bUBND\b",
        "council": r"\bHội đồng nhân dân\b|\bHĐND\b",
        "government": r"\bChính phủ\b",
        "assembly": r"\bQuốc hội\b",
        "board": r"\bBan (?:Tuyên giáo|Tổ chức|Dân vận|Nội chính|Kinh tế)\b",
    }.items()
}


@dataclass(frozen=True)
class Print:
    """One thing that a citation says of its directive; `text` stands at `start` of the document."""

    what: What
    text: str
    start: int
    end: int
    citation: Citation


@kept_by_document
def prints_of(document: Document) -> tuple[Print, ...]:
    """What every citation in `document` says of its directive, in print order."""
    return tuple(
        Print(what, document.text[slice(*span)], *span, citation)
        for citation in document.citations
        for what, span_of in _SPANS.items()
        if (span := span_of(document, citation))
    )


def date_ground(
    directive: Directive, said: Statements | None, printed: dt.date | None
) -> Ground | None:
    """What speaks against a printed date of issue; None where nothing does.

    The directive's own text, where it is held, before the catalogue; but a date that only stands
    above the text, which somebody wrote there, does not silence the catalogue's.
    """
    verified = directive.date_verified
    catalogued = verified and Ground(text=str(verified), date=verified, url=_source(directive))
    grounds = [said.date if said else None, catalogued]
    if said is not None and said.date.start is not None:
        grounds.pop()
    return next((ground for ground in grounds if ground and ground.date != printed), None)


def against(printed: Print, directive: Directive, said: Statements | None) -> list[Contradiction]:
    """What speaks against a print: the directive's own text, where it is held, or the catalogue."""
    ground, added = _ground_against(printed, directive, said)
    return [] if ground is None else [_contradiction(printed.what, printed, ground, added)]


def _ground_against(
    printed: Print, directive: Directive, said: Statements | None
) -> tuple[Ground | None, tuple[str, ...]]:
    """The ground, None where nothing speaks against it, and the words a title has too many."""
    url = _source(directive)
    ground: Ground | None
    if printed.what == "date":
        date = printed.citation.date_printed
        return (None if directive.comprises else date_ground(directive, said, date)), ()
    if printed.what == "type":
        ground = (said and said.type) or Ground(text=directive.type, url=url)
        assumed = directive.provisional and (said is None or said.type is None)
        differs = printed.text.lower() != ground.text.lower() and not assumed
        return (ground if differs else None), ()
    if printed.what == "issuer":
        ground = said.issuer if said else None
        return (ground if ground and _other_body(ground.text, printed.text) else None), ()
    if printed.what == "term":
        ground = Ground(text=directive.term, url=url) if directive.term else None
        return (ground if ground and ground.text != printed.text else None), ()
    ground = said.subject if said else None
    if ground is None and directive.subject:
        ground = Ground(text=directive.subject, url=url)
    added = lacks(ground.text, printed.text) if ground else ()
    return (ground if added else None), added


def _source(directive: Directive) -> str | None:
    return directive.sources[0] if directive.sources else None


def _other_body(one: str, other: str) -> bool:
    """Whether two names are of two bodies, and not of one at different lengths."""
    bodies = [{name for name, body in _BODIES.items() if body.search(n)} for n in (one, other)]
    if all(bodies):
        return bodies[0].isdisjoint(bodies[1])
    return bool(lacks(one, other) and lacks(other, one))


def _contradiction(
    kind: ContradictionKind, printed: Print, ground: Ground, added: tuple[str, ...] = ()
) -> Contradiction:
    return Contradiction(
        kind=kind,
        document=printed.citation.document,
        locator=printed.citation.locator,
        printed=printed.text,
        start=printed.start,
        end=printed.end,
        directive=printed.citation.directive,
        ground=ground,
        date=printed.citation.date_printed if kind == "date" else None,
        added=added,
    )


# -- a text that is held, against its entry in the catalogue ---------------------------------------


def against_catalogue(document: Document, directive: Directive) -> Iterator[Contradiction]:
    """What the catalogue has otherwise than the text of `directive` prints of itself."""
    url = _source(directive)
    verified = directive.date_verified
    dated = statements(document).date
    if verified is not None and dated.start is not None and dated.date != verified:
        ground = Ground(text=str(verified), date=verified, url=url)
        found = _of_itself("date", document, dated, ground)
        yield replace(found, date=dated.date)
    for kind, said, entry in (
        ("type", document.type, directive.type),
        ("title", document.subject, directive.subject),
    ):
        place = stated(document, said)
        if place is None or place.start is None or entry is None or directive.provisional:
            continue
        added = lacks(entry, place.text) if kind == "title" else ()
        if added or (kind == "type" and place.text.lower() != entry.lower()):
            what: ContradictionKind = "title" if kind == "title" else "type"
            found = _of_itself(what, document, place, Ground(text=entry, url=url))
            yield replace(found, added=added)


def _of_itself(
    kind: ContradictionKind, document: Document, place: Ground, ground: Ground
) -> Contradiction:
    start, end = place.start or 0, place.end or 0
    return Contradiction(
        kind=kind,
        document=document.id,
        locator=place.locator,
        printed=document.text[start:end],
        start=start,
        end=end,
        directive=document.directive,
        ground=ground,
    )


# -- the same directive in two places ------------------------------------------------------------


def printed_otherwise(
    prints: Iterable[Print], catalogue: Mapping[str, Directive]
) -> Iterator[Contradiction]:
    """The same directive printed with another date, type, issuer or name in another place."""

    def key(printed: Print) -> tuple[str, str]:
        return printed.citation.directive, printed.what

    for (directive_id, what), group in groupby(sorted(prints, key=key), key=key):
        # A name that stands for several documents may rightly be cited with several dates.
        if what == "term" or catalogue[directive_id].comprises:
            continue
        yield from _differing(list(group))


def _differing(prints: Sequence[Print]) -> Iterator[Contradiction]:
    """Each print with the first that says something else; what many say alike is compared once."""
    firsts: dict[object, Print] = {}
    for printed in prints:
        firsts.setdefault(_said(printed), printed)
    if len(firsts) == 1:
        return
    others = {
        said: next((other for other in firsts.values() if _differ(first, other)), None)
        for said, first in firsts.items()
    }
    for printed in prints:
        other = others[_said(printed)]
        if other is not None:
            elsewhere = Ground(
                text=other.text, document=other.citation.document,
                locator=other.citation.locator, start=other.start, end=other.end,
            )  # fmt: skip
            yield _contradiction("printed_otherwise", printed, elsewhere)


def _said(printed: Print) -> object:
    """What a print says, in whatever spelling."""
    if printed.what == "date":
        return printed.citation.date_printed
    if printed.what == "type":
        return printed.text.lower()
    return tuple(word for word, *_ in key_words(printed.text))


def _differ(one: Print, other: Print) -> bool:
    """Whether two prints say different things, and not the same at different lengths."""
    if one.what in ("date", "type"):
        return _said(one) != _said(other)
    return bool(lacks(one.text, other.text) and lacks(other.text, one.text))
