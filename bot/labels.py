"""What people call things: places in a document, documents, days and instants."""

import datetime as dt
from collections.abc import Sequence
from urllib.parse import urlsplit

from bot.wording import say
from corpus.dates import HANOI
from corpus.documents import Directive, Passage, Section
from index.query import Language

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_QUARTERS = ("I", "II", "III", "IV")


def place_name(passage: Passage, language: Language = "vi") -> str:
    """The place of a passage: "Nhiệm vụ 3, đoạn 2"."""
    if passage.sections:
        paragraph = passage.locator.rpartition(" đoạn ")[2] if " đoạn " in passage.locator else ""
        if language == "vi" and not paragraph:
            return passage.locator
        name = way_name(passage.sections, language)
        return say(language, "section_paragraph", place=name, k=paragraph) if paragraph else name
    series, _, place = passage.locator.partition(".")
    if not place and passage.task is None:  # a text without sections: "đoạn 2"
        return say(language, "plain_paragraph", k=passage.locator.rpartition(" ")[2])
    if passage.task is None:
        return say(language, series, k=place)
    if not place:
        return say(language, "task", n=passage.task)
    return say(language, "paragraph", n=passage.task, k=place)


def way_name(way: Sequence[Section], language: Language = "vi", *, whole: bool = False) -> str:
    """The place that sections lead to: "Điều 5 khoản 2", "Mục I.1"; empty where there are none.

    The chapter of a Điều is left out, unless the `whole` way is wanted.
    """
    levels = [section.level for section in way]
    steps = list(way)
    if "article" in levels and not whole:
        appendix = [section for section in way if section.level == "appendix"]
        steps = [*appendix, *steps[levels.index("article") :]]
    words: list[str] = []
    for before, section in zip([None, *steps], steps, strict=False):
        if section.level == "appendix" and " " in section.number:
            words.append(section.number)  # what a decision puts into force: "Quy chế"
        elif section.level == "item" and before and before.level != "article" and language == "vi":
            words[-1] += f".{section.number}"
        else:
            words.append(say(language, f"level_{section.level}", n=section.number).strip())
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def directive_name(directive: Directive) -> str:
    """A directive by type and number, or by its name or subject where it has no number."""
    if directive.number is not None:
        return f"{directive.type} {directive.id}"
    names = (*directive.names, *filter(None, (directive.subject,)))
    name = names[0] if names else directive.id
    typed = name.lower().startswith(directive.type.lower())
    return name if typed else f"{directive.type} “{name}”"


def source_host(directive: Directive) -> str:
    """The site of the directive's first source; empty where it has none."""
    return host_of(directive.sources[0]) if directive.sources else ""


def host_of(url: str) -> str:
    """The site of an address, as people call it; empty where it has none."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def day(date: dt.date) -> str:
    """A day as the article prints them: 7/9/2009."""
    return f"{date.day}/{date.month}/{date.year}"


def as_day(text: str) -> str:
    """A day in ISO form as `day` writes it; anything else ("2025", "2021-2025") as it is."""
    try:
        return day(dt.date.fromisoformat(text))
    except ValueError:
        return text


def instant(moment: dt.datetime) -> str:
    """An instant on Hà Nội's clock: 03/04/2024 10:35."""
    return moment.astimezone(HANOI).strftime("%d/%m/%Y %H:%M")


def time_name(
    year: int | None,
    quarter: int | None,
    month: int | None,
    of_month: int | None,
    language: Language,
) -> str:
    """A day, a month, a quarter or a year, as far as given; empty where nothing is."""
    if month is not None and of_month is not None:
        date = f"{of_month}/{month}" if year is None else f"{of_month}/{month}/{year}"
        return say(language, "day", day=date)
    if month is not None:
        name = _MONTHS[month - 1] if language == "en" else month
        return _of_year("month", "month_of_year", year, language, month=name)
    if quarter is not None:
        name = _QUARTERS[quarter - 1]
        return _of_year("quarter", "quarter_of_year", year, language, quarter=name)
    return say(language, "year", year=year) if year is not None else ""


def _of_year(alone: str, dated: str, year: int | None, language: Language, **fields: object) -> str:
    if year is None:
        return say(language, alone, **fields)
    return say(language, dated, year=year, **fields)
