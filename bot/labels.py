"""What people call things: places in a document, documents, days and instants."""

import datetime as dt
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.wording import say
from corpus.documents import Directive, Passage
from index.query import Language

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def place_name(passage: Passage, language: Language = "vi") -> str:
    """The place of a passage: "Nhiệm vụ 3, đoạn 2"."""
    series, _, place = passage.locator.partition(".")
    if passage.task is None:
        return say(language, series, k=place)
    if not place:
        return say(language, "task", n=passage.task)
    return say(language, "paragraph", n=passage.task, k=place)


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
    host = urlsplit(directive.sources[0]).hostname or "" if directive.sources else ""
    return host.removeprefix("www.")


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
