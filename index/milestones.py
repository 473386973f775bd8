"""Listing dates and anniversaries: by month, quarter or year, or those to come."""

import datetime as dt
from calendar import isleap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.dates import HANOI, is_day
from corpus.documents import Document, Passage
from corpus.kept import kept_by_document
from corpus.library import Library
from corpus.milestones import Milestone, MilestoneKind, milestones_of
from index.query import MilestonesAsked, MilestonesOf

# What was asked for is not there, and this is shown instead.
Instead = Literal["all_past", "not_this_year"]

# A list of more is cut, and says so.
MOST_LISTED = 40
_OF: dict[MilestonesOf, frozenset[MilestoneKind]] = {
    "anniversaries": frozenset(("recurring", "anniversary", "review")),
    "reviews": frozenset(("review",)),
}
# Days that lie behind and are of no use when asked for what comes: a document's date of issue.
_NOT_TO_COME: frozenset[MilestoneKind] = frozenset(("issued", "published"))


@dataclass(frozen=True)
class Occasion:
    """A milestone at its place in a list.

    `year` is None for every year; `month` and `day` are None where the list is no finer than the
    year. `reckoned` says that this day is a sum, or this year the document's: not printed so.
    `also` are further places that print the same period.
    """

    milestone: Milestone
    year: int | None
    month: int | None = None
    day: int | None = None
    reckoned: bool = False
    past: bool = False
    also: tuple[Passage, ...] = ()

    @property
    def date(self) -> dt.date | None:
        """The day, where it is one."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return dt.date(self.year, self.month, self.day)


@dataclass(frozen=True)
class Listing:
    """Milestones in the order to show; none where nothing is at the time asked for.

    `asked` is what was asked, a relative time resolved against `today`. `left_out` counts what a
    long list does not show. Where there is nothing at that time, `others` are times that have some.
    """

    asked: MilestonesAsked
    today: dt.date
    occasions: tuple[Occasion, ...]
    instead: Instead | None = None
    left_out: int = 0
    others: tuple[MilestonesAsked, ...] = ()


class MilestoneIndex:
    """The milestones of one library, placed in the calendar; read-only once built."""

    def __init__(self, library: Library) -> None:
        self._library = library
        placed = (o for document in library.documents for o in _placed_of(document))
        self._all = tuple(self._merged(placed))

    def _merged(self, occasions: Iterable[Occasion]) -> Iterator[Occasion]:
        """One occasion for a period that several places name, and one for a day named twice."""
        periods: dict[object, list[Occasion]] = {}
        others: list[Occasion] = []
        for occasion in occasions:
            m = occasion.milestone
            if m.kind == "period":
                key = (occasion.year, m.month, m.quarter, m.until)
                periods.setdefault(key, []).append(occasion)
            else:
                others.append(occasion)
        merged = [self._one(of_period) for of_period in periods.values()]
        yield from sorted([*merged, *others], key=_order)

    def _one(self, same: Sequence[Occasion]) -> Occasion:
        """One occasion for all places that name a period."""
        # Rather the place that prints its year is quoted.
        at = next((i for i, occasion in enumerate(same) if not occasion.reckoned), 0)
        shown, first = same[at], same[0]
        before = [] if at == 0 else [*same[1:at], first]
        places = {
            (passage.document, passage.locator): passage
            for occasion in (*before, *same[at + 1 :])
            if (passage := self.passage(occasion.milestone)) is not None
        }
        places.pop((shown.milestone.document, shown.milestone.locator or ""), None)
        return replace(shown, also=tuple(places.values()))

    def passage(self, milestone: Milestone) -> Passage | None:
        """The passage that prints a milestone; None for a publication."""
        if milestone.locator is None:
            return None
        return self._library.document(milestone.document).passage(milestone.locator)

    def passages(self, occasions: Iterable[Occasion]) -> tuple[Passage, ...]:
        """The passages of a list, in its order, each once."""
        found = (self.passage(occasion.milestone) for occasion in occasions)
        return tuple(dict.fromkeys(passage for passage in found if passage is not None))

    def list(
        self, asked: MilestonesAsked, today: dt.date | None, tasks: Sequence[int] = ()
    ) -> Listing:
        """The milestones asked for, of the briefing's `tasks` where some are given.

        Without `today`, a relative time is one of the day the newest document came out.
        """
        newest = max(document.published for document in self._library.documents)
        today = today or newest.astimezone(HANOI).date()
        known = [o for o in self._all if _is_of(o, asked.what) and self._is_in(o, tasks)]
        if asked.when == "upcoming":
            return self._upcoming(asked, today, known)
        resolved = _resolved(asked, today)
        found = [o for o in known if _falls(o, resolved)]
        instead: Instead | None = None
        if asked.when == "this_year" and all(o.year is None for o in found):
            about = max(o.milestone.about for o in self._all)
            if about != today.year:
                instead = "not_this_year"
                found = [o for o in known if _falls(o, replace(resolved, year=about))]
        others = () if found else tuple(_others(known, resolved))
        return Listing(
            resolved, today, tuple(found[:MOST_LISTED]), instead if found else None,
            max(0, len(found) - MOST_LISTED), others,
        )  # fmt: skip

    def _is_in(self, occasion: Occasion, tasks: Sequence[int]) -> bool:
        if not tasks:
            return True
        briefing = self._library.briefing
        passage = self.passage(occasion.milestone)
        return (
            passage is not None
            and briefing is not None
            and passage.document == briefing.id
            and passage.task in tasks
        )

    def _upcoming(
        self, asked: MilestonesAsked, today: dt.date, known: Iterable[Occasion]
    ) -> Listing:
        coming: list[Occasion] = []
        past: list[Occasion] = []
        for occasion in known:
            if occasion.milestone.kind in _NOT_TO_COME:
                continue
            following = _next(occasion, today)
            if following is not None:
                coming.append(following)
            elif occasion.milestone.kind != "period":
                past.append(replace(occasion, past=True))
        dated = any(o.date and o.milestone.kind != "recurring" for o in coming)
        coming.sort(key=_next_first)
        past.sort(key=_order, reverse=True)
        all_past = bool(past) and not dated
        found = [*coming, *past] if all_past else coming
        return Listing(
            asked, today, tuple(found[:MOST_LISTED]), "all_past" if all_past else None,
            max(0, len(found) - MOST_LISTED),
        )  # fmt: skip


@kept_by_document
def _placed_of(document: Document) -> tuple[Occasion, ...]:
    return tuple(map(_placed, milestones_of(document)))


def _placed(m: Milestone) -> Occasion:
    """A milestone in the calendar: on its day, or in the year that its document is about."""
    if m.kind == "recurring":
        return Occasion(m, None, m.month, m.day)
    if m.due is not None and not m.in_doubt:
        return Occasion(m, m.due.year, m.due.month, m.due.day, reckoned=True)
    if m.year is None:
        day = m.day if m.day and m.month and _exists(m.about, m.month, m.day) else None
        return Occasion(m, m.about, m.month if day or m.day is None else None, day, reckoned=True)
    return Occasion(m, m.year, m.month, m.day)


def _exists(year: int, month: int, day: int) -> bool:
    return is_day(day, month) and (isleap(year) or (month, day) != (2, 29))


def _order(occasion: Occasion) -> tuple[int, int, int, int]:
    """Every year first; then by day, a period before the days in it."""
    m = occasion.milestone
    month = occasion.month or (3 * m.quarter - 2 if m.quarter else 0)
    return occasion.year or 0, month, occasion.day or 0, m.start


def _next_first(occasion: Occasion) -> tuple[int, int, int]:
    """By day; what has only a year comes at the end of it."""
    m = occasion.milestone
    month = occasion.month or (3 * m.quarter - 2 if m.quarter else 13)
    return occasion.year or 0, month, occasion.day or 0


def _is_of(occasion: Occasion, what: MilestonesOf) -> bool:
    return what not in _OF or occasion.milestone.kind in _OF[what]


def _resolved(asked: MilestonesAsked, today: dt.date) -> MilestonesAsked:
    """`asked` with its relative time as a day, a month, a quarter or a year of the calendar."""
    quarter = (today.month + 2) // 3
    changes: Mapping[str, int] = {
        "today": {"day": today.day, "month": today.month},
        "this_month": {"month": today.month},
        "next_month": {"month": today.month % 12 + 1},
        "this_quarter": {"quarter": quarter},
        "next_quarter": {"quarter": quarter % 4 + 1},
        "this_year": {"year": today.year},
        "next_year": {"year": today.year + 1},
        "last_year": {"year": today.year - 1},
    }.get(asked.when or "", {})  # fmt: skip
    named = {k: v for k, v in changes.items() if getattr(asked, k) is None}
    return replace(asked, **named)  # type: ignore[arg-type]


def _falls(occasion: Occasion, asked: MilestonesAsked) -> bool:
    """Whether an occasion is in the time asked for; what is every year, from its document's on."""
    m = occasion.milestone
    if asked.year is not None:
        yearly = occasion.year is None and asked.year >= m.about
        if occasion.year != asked.year and not yearly:
            return False
    if asked.day is not None and occasion.day != asked.day:
        return False
    if asked.month is not None and occasion.month != asked.month:
        return False
    if asked.quarter is not None:
        within = m.quarter or (occasion.month and (occasion.month + 2) // 3)
        return within == asked.quarter
    return True


def _next(occasion: Occasion, today: dt.date) -> Occasion | None:
    """The occasion as it comes next, from `today` on; None when it is over."""
    m = occasion.milestone
    if occasion.year is None and occasion.month and occasion.day:
        year = next(
            y for y in range(today.year, today.year + 9)
            if _exists(y, occasion.month, occasion.day)
            and dt.date(y, occasion.month, occasion.day) >= today
        )  # fmt: skip
        return replace(occasion, year=year, reckoned=True)
    if occasion.date is not None:
        return occasion if occasion.date >= today else None
    if m.kind == "period":
        return occasion if _begins(occasion) > today or _reaches(occasion, today) else None
    return occasion if occasion.year and occasion.year >= today.year else None


def _begins(occasion: Occasion) -> dt.date:
    month = occasion.month or (3 * (occasion.milestone.quarter or 1) - 2)
    return dt.date(occasion.year or 1, month, 1)


def _reaches(occasion: Occasion, today: dt.date) -> bool:
    return occasion.milestone.until and (occasion.year or 0) >= today.year


def _others(known: Iterable[Occasion], asked: MilestonesAsked) -> Iterator[MilestonesAsked]:
    """The months, quarters or years that have something, those after the one asked for first."""
    base = MilestonesAsked(what=asked.what)
    if asked.month is not None:
        months = {o.month for o in known if o.month}
        for month in sorted(months, key=lambda n: (n - (asked.month or 0)) % 12):
            yield replace(base, month=month)
    elif asked.quarter is not None and asked.year is None:
        quarters = {o.milestone.quarter or (o.month and (o.month + 2) // 3) for o in known}
        for quarter in sorted(q for q in quarters if q):
            yield replace(base, quarter=quarter)
    else:
        years = {o.year for o in known if o.year}
        for year in sorted(years, key=lambda y: (abs(y - (asked.year or y)), y)):
            yield replace(base, year=year)
