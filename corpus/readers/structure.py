"""Passages with their places, from the structure of a text alone.

Paragraphs are separated by empty lines. In an article, a paragraph that opens with the next number
in turn ("1. ", "2. ", ...) begins a task, and what follows belongs to it; what stands before the
first task is the lead. In an official document the sections are found (`sections.py`). A line that
holds an image (`![]()`) and nothing else ends the paragraph before it, and the paragraph right
under it is its caption, wherever it stands. Every row of a table is a passage.
"""

import re
from collections import Counter
from collections.abc import Iterable

from corpus.documents import Passage, Section
from corpus.readers.locators import locator
from corpus.readers.paragraphs import Paragraph, lines, paragraphs
from corpus.readers.sections import Outline, Placed, has_articles, outline
from corpus.readers.tables import columns

PARAGRAPH_BREAK = "\n\n"
_NUMBERED = re.compile(r"(\d{1,3})\.\s")
# A text that nobody calls official is read as one when it counts so many "Điều".
_ARTICLES_OF_A_LAW = 3


def number_passages(
    document_id: str, body: str, *, official: bool = False
) -> tuple[str, tuple[Passage, ...]]:
    """The text as printed, and its passages with locators and spans.

    The text is `body` less its image lines and the `##` of headings, its paragraphs one empty line
    apart. `official` texts have sections, others the numbered tasks of an article.
    """
    broken = lines(body)
    if official or has_articles(broken, _ARTICLES_OF_A_LAW):
        return _in_a_row(document_id, _official(outline(broken)))
    return _in_a_row(document_id, _of_article(paragraphs(body)))


def remarks(body: str) -> tuple[str, ...]:
    """What is odd in the numbering of an official text, in Vietnamese, for whoever adds it."""
    return tuple(outline(lines(body)).remarks)


_Row = tuple[str, str, int | None, tuple[Section, ...]]


def _in_a_row(document_id: str, rows: Iterable[_Row]) -> tuple[str, tuple[Passage, ...]]:
    """The text that the rows (text, locator, task, sections) make up, and their passages."""
    passages: list[Passage] = []
    start = 0
    for text, name, task, sections in rows:
        passages.append(
            Passage(
                document=document_id,
                locator=name,
                text=text,
                start=start,
                end=start + len(text),
                task=task,
                sections=sections,
            )
        )
        start += len(text) + len(PARAGRAPH_BREAK)
    return PARAGRAPH_BREAK.join(p.text for p in passages), tuple(passages)


def _of_article(texts: list[Paragraph]) -> Iterable[_Row]:
    tasks = _tasks(texts)
    sizes = Counter(task for text, task in zip(texts, tasks, strict=True) if text.kind == "text")
    counts: Counter[str] = Counter()
    table: tuple[str, ...] | None = None
    for paragraph, task in zip(texts, tasks, strict=True):
        if paragraph.kind == "row":
            names = columns(paragraph.text)
            is_new = table is None or bool(names and table and not {*names} & {*table})
            counts["table"] += is_new
            counts["row"] = 1 if is_new else counts["row"] + 1
            table = names
            where = _row_of(counts["table"], counts["row"])
            yield paragraph.text, locator(where), task, where
            continue
        table = None
        series = paragraph.kind if paragraph.kind == "caption" else str(task or "lead")
        counts[series] += 1
        alone = task is not None and sizes[task] == 1
        name = series if alone else f"{series}.{counts[series]}"
        yield paragraph.text, name, task, ()


def _row_of(table: int, row: int) -> tuple[Section, ...]:
    return Section(level="table", number=str(table)), Section(level="row", number=str(row))


def _tasks(texts: list[Paragraph]) -> list[int | None]:
    """The task each paragraph belongs to; None for the lead and for captions."""
    current: int | None = None
    tasks: list[int | None] = []
    for paragraph in texts:
        if paragraph.kind == "caption":
            tasks.append(None)
            continue
        numbered = _NUMBERED.match(paragraph.text) if paragraph.kind == "text" else None
        if numbered and int(numbered[1]) == (current or 0) + 1:
            current = int(numbered[1])
        tasks.append(current)
    return tasks


def _official(found: Outline) -> Iterable[_Row]:
    counts: Counter[str] = Counter()
    lead = len(found.placed) if found.has_sections else found.lead_of_letter()
    for i, one in enumerate(found.placed):
        series = "body" if one.series == "lead" and i >= lead else one.series
        counts[series] += 1
        yield one.text.strip(), _name(one, series, counts[series]), None, one.sections


def _name(one: Placed, series: str, count: int) -> str:
    """The locator of a passage, the `count`th of its series."""
    if one.heads:
        return series
    if series == "table":
        return locator(one.sections[-2:])
    if series in ("lead", "tail", "caption"):
        return f"{series}.{count}"
    return f"đoạn {count}" if series == "body" else f"{series} đoạn {count}"
