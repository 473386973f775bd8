"""Where the documents disagree with themselves, or with what was verified; found from the data.

The text stays as printed: a contradiction only says what stands where, and what speaks against
it, so that a note can say both.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from corpus.dates import HANOI, PRINTED_DATE
from corpus.documents import Citation, Directive, Document
from corpus.milestones import Milestone
from corpus.prints import date_span, issuer_span, term_span, title_span, type_span
from corpus.wordings import lacks

ContradictionKind = Literal[
    "review", "date", "type", "term", "title", "printed_otherwise", "count", "after_publication"
]
# The weightiest first: where a note list must be short, the rest is left to `giaoban check`.
ORDER: tuple[ContradictionKind, ...] = (
    "review", "date", "after_publication", "type", "term", "printed_otherwise", "count", "title",
)  # fmt: skip

# Not "một nhiệm vụ quan trọng", which counts nothing, nor "năm", which is a year as well.
_NUMBERS = {
    word: value
    for value, word in enumerate(
        ("hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"), 2
    )
    if word != "năm"
}
_TASK_COUNT = re.compile(
    rf"(?<![\d/.,])\b(?P<number>[2-9]|\d\d|{'|'.join(_NUMBERS)})\s+nhiệm vụ\b", re.IGNORECASE
)
# "đã hoàn thành 5 nhiệm vụ quý I", "trong đó có 2 nhiệm vụ mới": others than those that follow.
_OTHER_TASKS = re.compile(
    r"\b(?:hoàn thành|đạt được|đã thực hiện|trong đó(?: có)?|thêm|còn)\s+(?:tốt\s+|xuất sắc\s+)?$",
    re.IGNORECASE,
)
_PLANNED = re.compile(r"\b(?:sẽ|dự kiến|sắp)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Ground:
    """What speaks against a print: a source outside, or another place of the documents.

    Where `document` is None, the catalogue says so: `url` is its source, None where it has none.
    Otherwise `text` stands in that document at `start`; without a `locator`, in its title.
    """

    text: str
    date: dt.date | None = None
    url: str | None = None
    document: str | None = None
    locator: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Contradiction:
    """One place that something speaks against; `document.text[start:end] == printed`.

    review             "tổng kết 10 năm" and a printed day do not lead to the year meant;
                       `years` were said, and `passed` lie between it and `year`; `date_printed` is
                       that day letter for letter
    date, type, term   what is printed of `directive`, and what was verified
    title              the printed name has words that the verified one lacks: `added`, verbatim
    printed_otherwise  the same directive is printed otherwise elsewhere
    count              "6 nhiệm vụ" where another number of tasks follows
    after_publication  a day that the document says is past, but is after its publication

    `locator` is None for what stands in the title, where `start` and `end` count its characters.
    `ground` is None only for a review whose date nobody verified.
    """

    kind: ContradictionKind
    document: str
    locator: str | None
    printed: str
    start: int
    end: int
    directive: str | None = None
    ground: Ground | None = None
    years: int | None = None
    year: int | None = None
    date: dt.date | None = None
    date_printed: str | None = None
    added: tuple[str, ...] = ()

    @property
    def passed(self) -> int | None:
        """How many years lie between the printed day and the year meant."""
        return None if self.date is None or self.year is None else self.year - self.date.year


def find_contradictions(
    documents: Sequence[Document], directives: Iterable[Directive], milestones: Iterable[Milestone]
) -> tuple[Contradiction, ...]:
    """Every contradiction, the weightiest first, then in print order."""
    catalogue = {directive.id: directive for directive in directives}
    by_id = {document.id: document for document in documents}
    found = [*_reviews(by_id, catalogue, milestones), *_after_publication(by_id, milestones)]
    for document in documents:
        found += _counts(document)
        for citation in document.citations:
            found += _against_catalogue(document, citation, catalogue[citation.directive])
    found += _printed_otherwise(by_id, catalogue)
    return tuple(sorted(found, key=lambda c: ORDER.index(c.kind)))


def _reviews(
    documents: Mapping[str, Document],
    catalogue: Mapping[str, Directive],
    milestones: Iterable[Milestone],
) -> Iterator[Contradiction]:
    for m in milestones:
        if not m.in_doubt:
            continue
        text = documents[m.document].text
        dated = PRINTED_DATE.search(text, m.end, m.quote_end)
        yield Contradiction(
            kind="review",
            document=m.document,
            locator=m.locator,
            printed=text[m.start : m.end],
            start=m.start,
            end=m.end,
            directive=m.directive,
            ground=_verified_date(catalogue.get(m.directive or ""), m.since),
            years=m.years,
            year=m.about,
            date=m.since,
            date_printed=dated[0] if dated else None,
        )


def _verified_date(directive: Directive | None, printed: dt.date | None) -> Ground | None:
    """The verified date of issue as a ground, where there is one and it is not the printed one."""
    if directive is None or directive.date_verified in (None, printed):
        return None
    verified = directive.date_verified
    return Ground(text=str(verified), date=verified, url=_source(directive))


def _source(directive: Directive) -> str | None:
    return directive.sources[0] if directive.sources else None


def _after_publication(
    documents: Mapping[str, Document], milestones: Iterable[Milestone]
) -> Iterator[Contradiction]:
    """Documents cited as issued, and events told as past, on a day after the publication."""
    for m in milestones:
        if m.kind not in ("issued", "event") or not (m.year and m.month and m.day):
            continue
        document = documents[m.document]
        date = dt.date(m.year, m.month, m.day)
        published = document.published.astimezone(HANOI).date()
        if date <= published or _PLANNED.search(document.text, m.quote_start, m.quote_end):
            continue
        yield Contradiction(
            kind="after_publication",
            document=m.document,
            locator=m.locator,
            printed=document.text[m.start : m.end],
            start=m.start,
            end=m.end,
            directive=m.directive,
            date=date,
            ground=Ground(text=str(published), date=published, url=document.url),
        )


def _counts(document: Document) -> Iterator[Contradiction]:
    """Numbers of tasks said in the title and before the tasks, against how many there are."""
    tasks = document.tasks
    if not tasks:
        return
    first = next(iter(tasks.values()))[0]
    numbered = re.match(r"\d+", first.text)
    before: list[tuple[str | None, str, int]] = [(None, document.title, 0)]
    before += [(p.locator, p.text, p.start) for p in document.passages if p.task is None]
    for locator, text, offset in before:
        for match in _TASK_COUNT.finditer(text):
            word = match["number"].lower()
            said = int(word) if word.isdigit() else _NUMBERS[word]
            if said == len(tasks) or _OTHER_TASKS.search(text, 0, match.start()):
                continue
            yield Contradiction(
                kind="count",
                document=document.id,
                locator=locator,
                printed=match[0],
                start=offset + match.start(),
                end=offset + match.end(),
                ground=Ground(
                    text=str(len(tasks)),
                    document=document.id,
                    locator=first.locator,
                    start=first.start,
                    end=first.start + (numbered.end() if numbered else 0),
                ),
            )


# -- what is printed of a directive ------------------------------------------------------------


def _against_catalogue(
    document: Document, citation: Citation, directive: Directive
) -> Iterator[Contradiction]:
    url = _source(directive)
    date = citation.date_printed
    ground = _verified_date(directive, date) if date and not directive.comprises else None
    if ground and (span := date_span(document, citation)):
        yield _at("date", document, citation, span, ground, date=date)
    called = citation.type_printed
    if (
        called
        and called.lower() != directive.type.lower()
        and (span := type_span(document, citation))
    ):
        yield _at("type", document, citation, span, Ground(text=directive.type, url=url))
    term = term_span(document, citation)
    if term and directive.term and document.text[slice(*term)] != directive.term:
        yield _at("term", document, citation, term, Ground(text=directive.term, url=url))
    if directive.subject and (span := title_span(document, citation)):
        added = lacks(directive.subject, document.text[slice(*span)])
        if added:
            ground = Ground(text=directive.subject, url=url)
            yield _at("title", document, citation, span, ground, added=added)


def _at(
    kind: ContradictionKind,
    document: Document,
    citation: Citation,
    span: tuple[int, int],
    ground: Ground,
    *,
    date: dt.date | None = None,
    added: tuple[str, ...] = (),
) -> Contradiction:
    return Contradiction(
        kind=kind,
        document=document.id,
        locator=citation.locator,
        printed=document.text[slice(*span)],
        start=span[0],
        end=span[1],
        directive=citation.directive,
        ground=ground,
        date=date,
        added=added,
    )


_PRINTS = {
    "date": date_span,
    "type": type_span,
    "issuer": issuer_span,
    "title": title_span,
}


def _printed_otherwise(
    documents: Mapping[str, Document], catalogue: Mapping[str, Directive]
) -> Iterator[Contradiction]:
    """The same directive printed with another date, type, issuer or name in another place."""
    citations = sorted(
        (c for document in documents.values() for c in document.citations),
        key=lambda c: c.directive,
    )
    for directive_id, group in groupby(citations, key=lambda c: c.directive):
        cited = list(group)
        # A name that stands for several documents may rightly be cited with several dates.
        if len(cited) < 2 or catalogue[directive_id].comprises:
            continue
        for what, span_of in _PRINTS.items():
            printed = [
                (citation, span)
                for citation in cited
                if (span := span_of(documents[citation.document], citation))
            ]
            for citation, span in printed:
                document = documents[citation.document]
                other = next(
                    (o for o in printed if _differ(what, documents, (citation, span), o)), None
                )
                if other is not None:
                    yield _at(
                        "printed_otherwise",
                        document,
                        citation,
                        span,
                        _elsewhere(documents[other[0].document], *other),
                    )


def _differ(
    what: str,
    documents: Mapping[str, Document],
    one: tuple[Citation, tuple[int, int]],
    other: tuple[Citation, tuple[int, int]],
) -> bool:
    """Whether two prints say different things, and not the same at different lengths."""
    if what == "date":
        return one[0].date_printed != other[0].date_printed
    a, b = (documents[citation.document].text[slice(*span)] for citation, span in (one, other))
    if what == "type":
        return a.lower() != b.lower()
    return bool(lacks(a, b) and lacks(b, a))


def _elsewhere(document: Document, citation: Citation, span: tuple[int, int]) -> Ground:
    return Ground(
        text=document.text[slice(*span)],
        document=document.id,
        locator=citation.locator,
        start=span[0],
        end=span[1],
    )
