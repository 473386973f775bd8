"""What a text claims of counts, years and days, against what else stands in it."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping

from corpus.comparing import date_ground
from corpus.dates import HANOI, PRINTED_DATE
from corpus.documents import Directive, Document
from corpus.grounds import Contradiction, Ground
from corpus.milestones import Milestone
from corpus.statements import Statements

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


def claims_of(
    document: Document,
    milestones: Iterable[Milestone],
    catalogue: Mapping[str, Directive],
    said: Mapping[str, Statements],
) -> Iterator[Contradiction]:
    """Counts and days in `document`, whose milestones are given, that do not fit.

    `said` is what the texts that are held say of themselves, by their directives.
    """
    milestones = tuple(milestones)
    yield from _reviews(document, catalogue, said, milestones)
    yield from _after_publication(document, milestones)
    yield from _counts(document)


def _reviews(
    document: Document,
    catalogue: Mapping[str, Directive],
    said: Mapping[str, Statements],
    milestones: Iterable[Milestone],
) -> Iterator[Contradiction]:
    for m in milestones:
        if not m.in_doubt:
            continue
        text = document.text
        dated = PRINTED_DATE.search(text, m.end, m.quote_end)
        yield Contradiction(
            kind="review",
            document=m.document,
            locator=m.locator,
            printed=text[m.start : m.end],
            start=m.start,
            end=m.end,
            directive=m.directive,
            ground=_date_of_issue(m, catalogue, said),
            years=m.years,
            year=m.about,
            date=m.since,
            date_printed=dated[0] if dated else None,
        )


def _date_of_issue(
    m: Milestone, catalogue: Mapping[str, Directive], said: Mapping[str, Statements]
) -> Ground | None:
    """The date of issue as a ground, where it is known and is not the printed one."""
    if m.directive is None or m.directive not in catalogue:
        return None
    return date_ground(catalogue[m.directive], said.get(m.directive), m.since)


def _after_publication(
    document: Document, milestones: Iterable[Milestone]
) -> Iterator[Contradiction]:
    """Documents cited as issued, and events told as past, on a day after the publication."""
    published = document.published.astimezone(HANOI).date()
    for m in milestones:
        if m.kind not in ("issued", "event") or not (m.year and m.month and m.day):
            continue
        date = dt.date(m.year, m.month, m.day)
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
