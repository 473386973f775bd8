"""The grammar of dates as Vietnamese texts print them, and of the clauses they stand in."""

import datetime as dt
import re
from collections.abc import Iterator

# Hà Nội keeps one clock all year.
HANOI = dt.timezone(dt.timedelta(hours=7), "Asia/Ho_Chi_Minh")

FULL_DATE = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?:(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)"
    r"|\s+tháng\s+(?P<named>\d{1,2})(?:\s+năm\s+|/))(?P<year>\d{4})\b"
)
DAY_AND_MONTH = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?:[/-]|\s+tháng\s+)(?P<month>\d{1,2})"
    r"(?![\d/.-]*\d|\s+(?:năm\s+\d|âm lịch))"
)
# Without a word for a day before it, "12/12" is as likely twelve out of twelve.
_BEFORE_DAY = re.compile(
    r"(?:\b(?i:ngày|sáng|trưa|chiều|tối|mùng|mồng|lễ|dịp)\s+|\(\s*)$",
)
# A full date as it was printed, for showing.
PRINTED_DATE = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+|/)\d{4}"
)
QUARTER = re.compile(
    r"[Qq]u[ýí]\s+(?P<quarter>I{1,3}|IV|[1-4])\b(?:(?:\s*/\s*|\s+năm\s+)(?P<year>\d{4})\b)?"
)
MONTH = re.compile(
    r"[Tt]háng\s+(?P<month>1[0-2]|0?[1-9])\b(?!/\d{1,2}\b)"
    r"(?:(?:\s*/\s*|\s+năm\s+)(?P<year>\d{4})\b)?"
)
YEAR = re.compile(
    r"[Nn]ăm\s+(?P<year>(?:19|20)\d\d)\b"
    r"|[Gg]iai đoạn\s+(?:19|20)\d\d\s*[-–]\s*(?P<last>(?:19|20)\d\d)\b"
)
_UNTIL = re.compile(r"\b(?:tầm nhìn\s+(?:đến\s+|tới\s+)?|đến\s+|tới\s+)$", re.IGNORECASE)
# Room for the longest words that may stand before a day or a year.
_BEFORE = 16
# A year alone: what a sentence says of when, once the dates in it are set aside.
ANY_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?![\d/-])")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
# "TP. Hà Nội" ends no sentence. Articles close with "./.".
_STOP = re.compile(r"(?:\./\.|[.;…!?]+)(?=\s|$)")
_ABBREVIATED = re.compile(r"\b(?:TP|[A-ZĐ]S)$")
_COMMA = re.compile(r",\s+")
# "3. Chủ động" is a task's number, and no sentence.
_NUMBER_OF_TASK = re.compile(r"\d{1,3}\.\s+")
# What a reader takes in at a glance; a longer clause is narrowed at its commas.
LONG_CLAUSE = 170


def day_of(match: re.Match[str]) -> dt.date | None:
    """The day of a match of `FULL_DATE`; None for a misprint such as 31/2/2024."""
    try:
        return dt.date(int(match["year"]), int(match["month"] or match["named"]), int(match["day"]))
    except ValueError:
        return None


def quarter_of(match: re.Match[str]) -> int:
    """The quarter of a match of `QUARTER`, from 1."""
    text = match["quarter"]
    return _ROMAN.get(text) or int(text)


def names_day(text: str, start: int) -> bool:
    """Whether a word for a day, or a parenthesis, stands right before `start`."""
    return bool(_BEFORE_DAY.search(text, max(0, start - _BEFORE), start))


def start_of_until(text: str, start: int) -> int | None:
    """Where "tầm nhìn đến" before a year begins; None where nothing reaches to that year."""
    match = _UNTIL.search(text, max(0, start - _BEFORE), start)
    return match.start() if match else None


def is_day(day: int, month: int) -> bool:
    """Whether some year has this day."""
    try:
        dt.date(2024, month, day)
    except ValueError:
        return False
    return True


def years_after(date: dt.date, years: int) -> dt.date:
    """The anniversary of `date`; the 29th of February falls on the 28th in a common year."""
    try:
        return date.replace(year=date.year + years)
    except ValueError:
        return date.replace(year=date.year + years, day=28)


class Clauses:
    """Where the sentences and clauses of one text begin and end; quoted names are never cut."""

    def __init__(self, text: str) -> None:
        self._text = text
        number = _NUMBER_OF_TASK.match(text)
        self._start = number.end() if number else 0
        self._quoted = [match.span() for match in _QUOTED.finditer(text)]
        stops = [
            match
            for match in _STOP.finditer(text)
            if not self._is_quoted(match.start())
            and not _ABBREVIATED.search(text, max(0, match.start() - 3), match.start())
        ]
        self._clauses = [match.span() for match in stops]
        self._sentences = [match.span() for match in stops if ";" not in match[0]]

    def _is_quoted(self, at: int) -> bool:
        return any(a < at < b - 1 for a, b in self._quoted)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The span of the sentence around `text[start:end]`; its last stop is left out."""
        return self._between(self._sentences, start, end)

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The span of the clause around `text[start:end]`, however long."""
        return self._between(self._clauses, start, end)

    def glimpse(self, start: int, end: int) -> tuple[int, int]:
        """The span to quote `text[start:end]` in: its clause, or what is near it in a long one.

        Of what stands in a quoted name, the name.
        """
        a, b = self.clause(start, end)
        if b - a <= LONG_CLAUSE:
            return a, b
        for x, y in self._quoted:
            if x < start and end < y:
                return x + 1, y - 1
        return self._near((a, b), start, end)

    def _between(self, stops: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
        a = max((y for _, y in stops if y <= start), default=self._start)
        b = min((x for x, _ in stops if x >= end), default=len(self._text))
        while a < start and self._text[a].isspace():
            a += 1
        return min(a, start), b

    def _near(self, span: tuple[int, int], start: int, end: int) -> tuple[int, int]:
        """`span` narrowed to the parts between commas around the place, while they are short."""
        commas = (m for m in _COMMA.finditer(self._text, *span) if not self._is_quoted(m.start()))
        cuts = [span, *((m.start(), m.end()) for m in commas)]
        begins = sorted([span[0], *(y for _, y in cuts[1:] if y <= start)])
        ends = sorted([span[1], *(x for x, _ in cuts[1:] if x >= end)])
        a, b = begins.pop(), ends.pop(0)
        while ends and ends[0] - a <= LONG_CLAUSE:
            b = ends.pop(0)
        while begins and b - begins[-1] <= LONG_CLAUSE:
            a = begins.pop()
        return a, b


def years_named(text: str) -> Iterator[int]:
    """The years that `text` names outside dates and quotation marks."""
    plain = FULL_DATE.sub(lambda m: " " * len(m[0]), _QUOTED.sub(lambda m: " " * len(m[0]), text))
    for match in ANY_YEAR.finditer(plain):
        yield int(match[0])
