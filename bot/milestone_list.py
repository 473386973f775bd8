"""Dates and anniversaries as a list: when, what, where, and the words of the passage."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from bot.labels import day, directive_name, time_name
from bot.notes import Notes
from bot.places import Places
from bot.replies import Block
from bot.wording import say
from corpus.contradictions import ContradictionKind
from corpus.dates import PRINTED_DATE
from corpus.documents import Passage
from corpus.library import Library
from corpus.milestones import Milestone
from index.milestones import Listing, Occasion
from index.query import Language, MilestonesAsked, MilestonesOf

# What bears on a date. A name printed otherwise is no matter of this list.
_ON_DATES: tuple[ContradictionKind, ...] = (
    "review", "date", "after_publication", "printed_otherwise",
)  # fmt: skip
_HEADINGS: dict[MilestonesOf, str] = {
    "all": "milestones",
    "anniversaries": "milestones_anniversaries",
    "reviews": "milestones_reviews",
}


class MilestoneList:
    """Words lists of the milestones of one library."""

    def __init__(self, library: Library, notes: Notes) -> None:
        self._library = library
        self._notes = notes
        self._places = Places(library)

    def heading(self, listing: Listing, language: Language) -> str:
        """What the list is of: "Các mốc thời gian trong tài liệu: tháng 6"."""
        what = say(language, _HEADINGS[listing.asked.what])
        time = self.time(listing.asked, listing.today, language)
        return say(language, "milestones_at", what=what, time=time) if time else what

    def time(self, asked: MilestonesAsked, today: dt.date, language: Language) -> str:
        """The time asked for; empty for all times."""
        if asked.when == "upcoming":
            return say(language, "upcoming", today=day(today))
        return time_name(asked.year, asked.quarter, asked.month, asked.day, language)

    def nothing(self, listing: Listing, language: Language) -> str:
        """That nothing of the kind is at the time asked for, and when something is."""
        what = say(language, f"none_of_{listing.asked.what}")
        time = self.time(listing.asked, listing.today, language)
        asked = say(language, "none_at", what=what, time=time) if time else what
        near = ", ".join(time for time, _ in self.others(listing, language))
        key = "no_milestone" if near else "no_milestones"
        return say(language, key, asked=asked, near=near)

    def blocks(self, listing: Listing, language: Language) -> Iterator[Block]:
        """The heading, the list by years, and the notes on its dates; no source."""
        yield Block(kind="heading", text=self.heading(listing, language))
        yield from self._instead(listing, language)
        group = ""
        several = len({o.milestone.document for o in listing.occasions}) > 1
        for occasion, following in zip_longest(listing.occasions, listing.occasions[1:]):
            title = _group(occasion, listing, language)
            if title != group:
                group = title
                yield Block(kind="heading", text=title)
            line = self._line(occasion, language, several=several)
            yield Block(kind="text", text=line, opens=occasion.milestone.locator is not None)
            if following is None or _quoted(following) != _quoted(occasion):
                yield from self._quotation(occasion.milestone)
        if listing.left_out:
            yield Block(kind="text", text=say(language, "left_out", count=listing.left_out))
        quoted = dict.fromkeys(_quoted(occasion) for occasion in listing.occasions)
        yield from self._notes.within(quoted, language, _ON_DATES)

    def _instead(self, listing: Listing, language: Language) -> Iterator[Block]:
        if listing.instead == "all_past":
            yearly = any(o.milestone.kind == "recurring" for o in listing.occasions)
            key = "all_past_but_yearly" if yearly else "all_past"
            yield Block(kind="text", text=say(language, key, today=day(listing.today)))
        elif listing.instead == "not_this_year":
            about = max(o.milestone.about for o in listing.occasions)
            year = listing.asked.year
            yield Block(kind="text", text=say(language, "not_this_year", year=year, about=about))

    def _line(self, occasion: Occasion, language: Language, *, several: bool) -> str:
        m = occasion.milestone
        quarter = m.quarter if occasion.month is None else None
        when = time_name(occasion.year, quarter, occasion.month, occasion.day, language)
        if m.until and occasion.month is None and quarter is None:
            when = say(language, "until_year", year=occasion.year)
        line = f"• {when}: {self._what(occasion, language)}"
        if (passage := self._passage(m)) is not None:
            line += f" – {self._place(passage, language, several=several)}"
        if occasion.also:
            also = ", ".join(self._place(p, language, several=several) for p in occasion.also)
            line += f"; {say(language, 'also_at', places=also)}"
        return line

    def _what(self, occasion: Occasion, language: Language) -> str:
        m = occasion.milestone
        if m.kind in ("review", "anniversary"):
            since = self._since(m)
            if m.in_doubt:
                return say(language, "on_doubt", years=m.years, since=since)
            if m.due is not None:
                return say(language, "on_reckoned", years=m.years, since=since)
            return say(language, "on_count", years=m.years)
        if m.kind == "recurring":
            return say(language, "on_recurring" if occasion.year is None else "on_next")
        if m.kind == "issued" and m.directive is not None:
            name = directive_name(self._library.directive(m.directive))
            return say(language, "on_issued", name=name)
        if m.kind == "published":
            title = self._library.document(m.document).title
            return say(language, "on_published", title=title)
        if m.kind == "event":
            return say(language, "on_event")
        said = say(language, "on_period" if m.kind == "period" else "on_dated")
        return f"{said}{say(language, 'on_assumed')}" if occasion.reckoned else said

    def _since(self, m: Milestone) -> str:
        """The day that years are counted from, letter for letter as printed."""
        text = self._library.document(m.document).text
        printed = PRINTED_DATE.search(text, m.end, m.quote_end)
        return printed[0] if printed else day(m.since) if m.since else ""

    def _passage(self, m: Milestone) -> Passage | None:
        return self._library.document(m.document).passage(m.locator) if m.locator else None

    def _place(self, passage: Passage, language: Language, *, several: bool) -> str:
        place = self._places.name(passage, language)
        if not several or self._places.official(passage) is not None:
            return place
        title = self._library.document(passage.document).title
        return say(language, "elsewhere", place=place, title=title)

    def _quotation(self, m: Milestone) -> Iterator[Block]:
        if m.locator is not None:
            text = self._library.document(m.document).text[m.quote_start : m.quote_end]
            yield Block(
                kind="quotation", text=text, document=m.document, start=m.quote_start,
                end=m.quote_end,
            )  # fmt: skip

    def others(self, listing: Listing, language: Language) -> Iterable[tuple[str, str]]:
        """The times that have something, each with the question for it."""
        for other in listing.others:
            time = self.time(other, listing.today, language)
            asks = {"anniversaries": "ask_anniversaries", "reviews": "ask_reviews"}
            ask = asks.get(other.what, "ask_milestones")
            yield time, say(language, ask, time=time)


def _quoted(occasion: Occasion) -> tuple[str, int, int]:
    m = occasion.milestone
    return m.document, m.quote_start, m.quote_end


def _group(occasion: Occasion, listing: Listing, language: Language) -> str:
    if listing.asked.when == "upcoming":
        return say(language, "past" if occasion.past else "coming")
    if occasion.year is None:
        return say(language, "every_year")
    year = say(language, "year", year=occasion.year)
    return year[:1].upper() + year[1:]
