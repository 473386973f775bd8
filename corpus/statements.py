"""What an official document that is held says of itself: its date, type, issuer and subject.

Each is a ground against what others print of it, with its place in the text where it has one.
"""

import datetime as dt
import re
from dataclasses import dataclass

from corpus.dates import FULL_DATE, HANOI, day_of
from corpus.documents import Document, Passage
from corpus.grounds import Ground

# How far into a text its head can reach: number, place and date, type, subject.
_HEAD = 12


@dataclass(frozen=True)
class Statements:
    """What one text says of itself; None where it says nothing."""

    date: Ground
    type: Ground | None
    issuer: Ground | None
    subject: Ground | None


def statements(document: Document) -> Statements:
    """What `document`, the text of a directive, says of itself.

    Its date is that of its publication, which for an official document is its date of issue.
    """
    date = document.published.astimezone(HANOI).date()
    above = Ground(text=str(date), date=date, document=document.id)
    return Statements(
        date=_printed_in_head(document, date) or above,
        type=stated(document, document.type),
        issuer=stated(document, document.issuer),
        subject=stated(document, document.subject),
    )


def _printed_in_head(document: Document, date: dt.date) -> Ground | None:
    """Where the head prints this day, but not as the day of a document that it cites."""
    cited = [(c.start, c.end) for c in document.citations]
    for passage in _head(document):
        for match in FULL_DATE.finditer(passage.text):
            start, end = (passage.start + at for at in match.span())
            if day_of(match) == date and not any(a <= start < b for a, b in cited):
                return Ground(
                    text=match[0], date=date, document=document.id, locator=passage.locator,
                    start=start, end=end,
                )  # fmt: skip
    return None


def _head(document: Document) -> tuple[Passage, ...]:
    return document.passages[:_HEAD]


def stated(document: Document, said: str | None) -> Ground | None:
    """What the front matter says, at the place in the head that says it, in any case."""
    if not said:
        return None
    for passage in _head(document):
        match = re.search(rf"\b{re.escape(said)}\b", passage.text, re.IGNORECASE)
        if match:
            start, end = (passage.start + at for at in match.span())
            return Ground(
                text=said, document=document.id, locator=passage.locator, start=start, end=end
            )
    return Ground(text=said, document=document.id)
