"""Dates, anniversaries and periods in the documents, each at the place that prints it.

What is printed and what is reckoned stay apart: a span is what stands in the text, and `due` is
a sum that the text need not print.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from corpus.dates import (
    DAY_AND_MONTH,
    FULL_DATE,
    HANOI,
    LONG_CLAUSE,
    MONTH,
    QUARTER,
    YEAR,
    Clauses,
    day_of,
    is_day,
    names_day,
    quarter_of,
    start_of_until,
    years_after,
    years_named,
)
from corpus.documents import Citation, Document, Passage
from corpus.kept import kept_by_document
from corpus.numbers import TYPE_NAMES

MilestoneKind = Literal[
    "published", "event", "issued", "dated", "recurring", "review", "anniversary", "period"
]

_TYPES = "|".join(TYPE_NAMES)
_COUNT = re.compile(r"(?<![\d/.,-])(?P<years>[1-9]\d{0,2})\s+năm\b(?!\s+(?:19|20)\d\d)")
_NTH_TIME = re.compile(r"(?:kỷ|kỉ) niệm\s+lần thứ\s+(?P<years>[1-9]\d{0,2})(?=\s)", re.IGNORECASE)
# What is said before the count, and how far back to look for it.
_WHAT = re.compile(
    r"\b(?:(?P<review>tổng kết|sơ kết|nhìn lại)|(?P<anniversary>kỷ niệm|kỉ niệm|chào mừng))\s+$",
    re.IGNORECASE,
)
_BEFORE = 12
# What makes a bare "23 năm …" the next on a list of reviews.
_LOOKED_BACK_ON = re.compile(rf"\s+(?:thực hiện|triển khai|thi hành|{_TYPES})\b", re.IGNORECASE)
_CELEBRATED = re.compile(r"\s+(?:Ngày|ngày|thành lập|Chiến thắng|giải phóng)\b")
# "3 tháng 2" is no month's name.
_COUNTED = re.compile(r"\d\s+$")
_EVENT = re.compile(
    r"(?:(?:^|[.!?]\s+)(?:vào\s+)?ngày\s+"
    r"|\b(?:sáng|trưa|chiều|tối|diễn ra|khai mạc|tổ chức|họp)\s+(?:vào\s+)?(?:ngày\s+)?)$",
    re.IGNORECASE,
)
# "Ngày báo chí …" with a capital is the name of a day; "ngày" without one needs such a word.
_DAY_OF_THE_YEAR = re.compile(
    r"\b(?:dịp|lễ)\s+$|\bNgày\s+(?!\d)\w|(?i:kỷ niệm|kỉ niệm|quốc khánh)|\b(?i:lễ)\b"
    r"|\bngày\s+(?:thành lập|truyền thống|sinh|giải phóng|thương binh|nhà giáo|quốc tế|thế giới"
    r"|hội)\b"
)
# How far behind its count a review's document is named: "20 năm thực hiện công tác … theo".
_REACH = 60


@dataclass(frozen=True)
class Milestone:
    """A date, an anniversary or a period; `document.text[start:end]` is what was printed.

    published    when the document came out; no passage prints it: no locator, an empty span
    event        the day of what the document reports
    issued       the date of issue of `directive`, as its citation prints it
    dated        any other day with its year, or a planned day without one
    recurring    a day of every year ("Ngày … (21/6)"): no year
    review       a look back on `years` years ("tổng kết 15 năm …"), of `directive` if it names one
    anniversary  the same of an event ("kỷ niệm 94 năm …")
    period       a year, a quarter or a month; with `until`, the year something reaches to

    Parts of a date that are not printed are None. `since` is the printed day that `years` count
    from, and `in_doubt` says that they don't lead from it to a year the text is about.
    `quote_start` and `quote_end` span the clause to show, in the same passage.
    """

    document: str
    locator: str | None
    start: int
    end: int
    quote_start: int
    quote_end: int
    kind: MilestoneKind
    about: int
    day: int | None = None
    month: int | None = None
    quarter: int | None = None
    year: int | None = None
    until: bool = False
    directive: str | None = None
    years: int | None = None
    since: dt.date | None = None
    in_doubt: bool = False

    @property
    def due(self) -> dt.date | None:
        """The day `years` after the printed `since`: reckoned, not printed. None without them."""
        if self.since is None or self.years is None:
            return None
        return years_after(self.since, self.years)


def years_about(document: Document) -> tuple[int, ...]:
    """The years a document is about, the foremost first: those of its title, and of its day."""
    published = document.published.astimezone(HANOI).year
    return tuple(dict.fromkeys((*years_named(document.title), published)))


def find_milestones(documents: Iterable[Document]) -> tuple[Milestone, ...]:
    """Every milestone of `documents`, in print order, each document's publication first."""
    return tuple(m for document in documents for m in milestones_of(document))


@kept_by_document
def milestones_of(document: Document) -> tuple[Milestone, ...]:
    """Those of one document, found once."""
    return tuple(_of_document(document))


def _of_document(document: Document) -> Iterator[Milestone]:
    about = years_about(document)
    day = document.published.astimezone(HANOI)
    yield Milestone(
        document=document.id, locator=None, start=0, end=0, quote_start=0, quote_end=0,
        kind="published", day=day.day, month=day.month, year=day.year, about=about[0],
    )  # fmt: skip
    citations: dict[str, list[Citation]] = {}
    for citation in document.citations:
        citations.setdefault(citation.locator, []).append(citation)
    for passage in document.passages:
        if re.search(r"\d", passage.text):
            finder = _Finder(passage, citations.get(passage.locator, []), about)
            yield from sorted(finder.find(), key=lambda m: (m.start, m.end))


class _Finder:
    """Finds the milestones of one passage; what one rule has understood, the next leaves alone."""

    def __init__(self, passage: Passage, citations: list[Citation], about: tuple[int, ...]) -> None:
        self._passage = passage
        self._text = passage.text
        self._citations = citations
        self._about = about
        self._clauses = Clauses(passage.text)
        self._taken: list[tuple[int, int]] = []

    def find(self) -> list[Milestone]:
        return [*self._counts(), *self._full_dates(), *self._days(), *self._periods()]

    def _free(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        for match in pattern.finditer(self._text):
            if not any(match.start() < y and x < match.end() for x, y in self._taken):
                yield match

    def _milestone(
        self,
        kind: MilestoneKind,
        span: tuple[int, int],
        quote: tuple[int, int] | None = None,
        *,
        day: int | None = None,
        month: int | None = None,
        quarter: int | None = None,
        year: int | None = None,
        until: bool = False,
        directive: str | None = None,
    ) -> Milestone:
        self._taken.append(span)
        quote = quote or self._clauses.glimpse(*span)
        offset = self._passage.start
        return Milestone(
            document=self._passage.document,
            locator=self._passage.locator,
            start=offset + span[0],
            end=offset + span[1],
            quote_start=offset + quote[0],
            quote_end=offset + quote[1],
            kind=kind,
            day=day,
            month=month,
            quarter=quarter,
            year=year,
            until=until,
            directive=directive,
            about=self._about[0],
        )

    # -- reviews and anniversaries -----------------------------------------------------------

    def _counts(self) -> Iterator[Milestone]:
        before: tuple[tuple[int, int], MilestoneKind] | None = None
        for match in self._free(_COUNT):
            what = _WHAT.search(self._text, max(0, match.start() - _BEFORE), match.start())
            start = what.start() if what else match.start()
            sentence = self._clauses.sentence(*match.span())
            listed = before[1] if before and before[0] == sentence else None
            kind = _kind_of_count(what, self._text, match.end(), listed)
            if kind is not None:
                before = (sentence, kind)
                yield self._count((start, match.end()), int(match["years"]), kind)
        for match in self._free(_NTH_TIME):
            yield self._count(match.span(), int(match["years"]), "anniversary")

    def _count(self, span: tuple[int, int], years: int, kind: MilestoneKind) -> Milestone:
        citation = self._citation_behind(span[1])
        end = self._clauses.clause(*span)[1]
        if end - span[0] > 2 * LONG_CLAUSE:
            end = self._clauses.glimpse(*span)[1]
        if citation is not None:
            end = max(end, citation.end - self._passage.start)
        directive = citation.directive if citation else None
        found = self._milestone(kind, span, (span[0], end), directive=directive)
        since = citation.date_printed if citation else self._since(span[1], end)
        if since is not None and since.year + years > dt.MAXYEAR:
            since = None
        if since is not None:
            in_doubt = since.year + years not in self._years_meant(span)
            return replace(found, years=years, since=since, in_doubt=in_doubt)
        if day := self._named_day(span[1], end):
            found = replace(found, day=int(day["day"]), month=int(day["month"]))
        return replace(found, years=years)

    def _citation_behind(self, position: int) -> Citation | None:
        """The document that a count is of: named right behind it, in the same clause."""
        at = self._passage.start + position
        for citation in self._citations:
            between = self._text[position : max(position, citation.start - self._passage.start)]
            if 0 <= citation.start - at <= _REACH and not re.search(r"[.;]\s|\d+\s+năm", between):
                return citation
        return None

    def _years_meant(self, span: tuple[int, int]) -> set[int]:
        """The years a sentence may speak of: the document's, and those it names itself."""
        a, b = self._clauses.sentence(*span)
        cited = [
            (c.start - self._passage.start, c.end - self._passage.start) for c in self._citations
        ]
        dates = (
            int(match["year"])
            for match in FULL_DATE.finditer(self._text, a, b)
            if not any(x <= match.start() < y for x, y in cited)
        )
        return {*self._about, *years_named(self._text[a:b]), *dates}

    def _since(self, start: int, end: int) -> dt.date | None:
        """The first of the days behind a count: "94 năm Ngày thành lập Đảng (3/2/1930 - …)"."""
        matches = list(FULL_DATE.finditer(self._text, start, end))
        self._taken += [match.span() for match in matches]
        return day_of(matches[0]) if matches else None

    def _named_day(self, start: int, end: int) -> re.Match[str] | None:
        days = DAY_AND_MONTH.finditer(self._text, start, end)
        return next((day for day in days if names_day(self._text, day.start())), None)

    # -- days and periods --------------------------------------------------------------------

    def _full_dates(self) -> Iterator[Milestone]:
        for match in self._free(FULL_DATE):
            date = day_of(match)
            if date is None:
                continue
            place = self._passage.start + match.start()
            cited = next((c for c in self._citations if c.start <= place < c.end), None)
            kind: MilestoneKind = "dated"
            quote = None
            if cited is not None and cited.date_printed == date:
                kind = "issued"
                quote = cited.start - self._passage.start, cited.end - self._passage.start
            elif self._passage.task is None and _EVENT.search(self._text, 0, match.start()):
                kind = "event"
            yield self._milestone(
                kind, match.span(), quote, day=date.day, month=date.month, year=date.year,
                directive=cited.directive if kind == "issued" and cited else None,
            )  # fmt: skip

    def _days(self) -> Iterator[Milestone]:
        for match in self._free(DAY_AND_MONTH):
            day, month = int(match["day"]), int(match["month"])
            if is_day(day, month) and names_day(self._text, match.start()):
                clause = self._clauses.glimpse(*match.span())
                # "Ngày giải phóng (30/4), trước ngày 15/5": the name is of the first day alone.
                part = max(clause[0], self._text.rfind(",", 0, match.start()))
                named = _DAY_OF_THE_YEAR.search(self._text, part, match.start())
                kind: MilestoneKind = "recurring" if named else "dated"
                yield self._milestone(kind, match.span(), clause, day=day, month=month)

    def _periods(self) -> Iterator[Milestone]:
        for match in self._free(QUARTER):
            year = int(match["year"]) if match["year"] else None
            yield self._milestone("period", match.span(), quarter=quarter_of(match), year=year)
        for match in self._free(MONTH):
            if not _COUNTED.search(self._text, max(0, match.start() - 4), match.start()):
                year = int(match["year"]) if match["year"] else None
                yield self._milestone("period", match.span(), month=int(match["month"]), year=year)
        for match in self._free(YEAR):
            until = start_of_until(self._text, match.start())
            span = match.start() if until is None else until, match.end()
            reaches = until is not None or match["last"] is not None
            year = int(match["year"] or match["last"])
            yield self._milestone("period", span, year=year, until=reaches)


def _kind_of_count(
    what: re.Match[str] | None, text: str, end: int, listed: MilestoneKind | None
) -> MilestoneKind | None:
    """What "N năm" counts: by the word before it, or on a list by what stands behind; else None."""
    if what is not None:
        return "review" if what["review"] else "anniversary"
    if _LOOKED_BACK_ON.match(text, end):
        return listed or "review"
    return "anniversary" if _CELEBRATED.match(text, end) else None
