"""The nouns: documents, their passages, and the official documents they cite.

All are frozen and refuse fields they do not know. Character spans are half open and count
code points of `Document.text`, so that `text[start:end]` is what was printed.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class Noun(BaseModel):
    """Base of every noun: frozen, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """As pydantic's, without what was worked out of the original and kept in it."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


class SourceRef(Noun):
    """Where a passage stands. `label` is what a person would write: "Nhiệm vụ 3, đoạn 2"."""

    title: str
    publisher: str
    author: str | None
    published: AwareDatetime
    url: str
    label: str


Level = Literal[
    "appendix", "part", "chapter", "section", "article", "clause", "item", "point", "table", "row"
]  # fmt: skip


class Section(Noun):
    """One step of the way to a place in an official document: Điều 5 is ("article", "5").

    `section` is a Mục, and the roman "I." of Party documents; `item` is their "1-", and the "1."
    of any document that has no Điều. `number` is as printed: "II", "5a", "đ". An `appendix` is a
    Phụ lục ("I", or "" where there is one), or what a decision puts into force: "Quy chế".
    """

    level: Level
    number: str


class Passage(Noun):
    """One paragraph, verbatim: `document.text[start:end] == text`.

    `locator` names it within its document: "lead.1", "caption.2", "4", "3.2", "Điều 5 khoản 2".
    `task` is the number of the task it belongs to; None for the lead and for captions. `sections`
    leads to it from the outermost in; empty where the text has no sections.
    """

    document: str
    locator: str
    text: str
    start: int = Field(ge=0)
    end: int
    task: int | None = None
    sections: tuple[Section, ...] = ()


class Citation(Noun):
    """A place in a passage that names a directive, as printed.

    `date_printed` and `issuer_printed` are what the citation itself says, None where it says
    nothing. `title_printed` is the quoted name that follows; in a list of documents that share
    one name, all of them have it.
    """

    document: str
    locator: str
    directive: str
    printed: str
    start: int
    end: int
    type_printed: str | None = None
    date_printed: dt.date | None = None
    issuer_printed: str | None = None
    title_printed: str | None = None


class Document(Noun):
    """One article or one official document, with its text as printed.

    `directive` is the catalogue entry whose full text this is; None for an article. `type`,
    `issuer` and `subject` are what an official document says of itself, and `supersedes` the ids
    of those it replaces. `url` is empty where the text came as a file.
    """

    id: str
    title: str
    publisher: str
    author: str | None
    section: str | None
    published: AwareDatetime
    url: str
    directive: str | None
    type: str | None = None
    issuer: str | None = None
    subject: str | None = None
    supersedes: tuple[str, ...] = ()
    text: str
    passages: tuple[Passage, ...]
    citations: tuple[Citation, ...] = ()

    @cached_property
    def tasks(self) -> dict[int, tuple[Passage, ...]]:
        """The paragraphs of each numbered task, in print order; empty where none is numbered."""
        tasks: dict[int, list[Passage]] = {}
        for passage in self.passages:
            if passage.task is not None:
                tasks.setdefault(passage.task, []).append(passage)
        return {task: tuple(paragraphs) for task, paragraphs in tasks.items()}

    @cached_property
    def headings(self) -> dict[tuple[Section, ...], Passage]:
        """Every place that sections lead to, with its first passage, in print order."""
        first: dict[tuple[Section, ...], Passage] = {}
        for passage in self.passages:
            for depth in range(1, len(passage.sections) + 1):
                first.setdefault(passage.sections[:depth], passage)
        return first

    def passage(self, locator: str) -> Passage | None:
        """The passage at `locator`, or None."""
        at = self._places.get(locator)
        return None if at is None else self.passages[at]

    @cached_property
    def _places(self) -> dict[str, int]:
        places: dict[str, int] = {}
        for at, passage in enumerate(self.passages):
            places.setdefault(passage.locator, at)
        return places

    def under(self, sections: Sequence[Section]) -> tuple[Passage, ...]:
        """The passages at and under the place that `sections` lead to, in print order.

        Sections in between may be left out: Điều 5 khoản 2 need not name its chapter.
        """
        return tuple(p for p in self.passages if _leads_to(sections, p.sections))

    def source(self, label: str) -> SourceRef:
        """A reference to this document with a person's `label` for the place in it."""
        return SourceRef(
            title=self.title,
            publisher=self.publisher,
            author=self.author,
            published=self.published,
            url=self.url,
            label=label,
        )


def _leads_to(asked: Sequence[Section], way: Sequence[Section]) -> bool:
    """Whether `asked` are steps of `way`, in its order."""
    steps = iter(way)
    return bool(asked) and all(step in steps for step in asked)


class Status(Noun):
    """Whether a directive is in force, as far as a source says so. `as_of` may be a year."""

    state: Literal["in_force", "replaced", "unknown"]
    as_of: str | None = None
    by: str | None = None
    source: str | None = None


class Directive(Noun):
    """A catalogue entry for an official document or a named work.

    `number` keeps its leading zero ("06"); None for a document without a number, which texts
    call by one of `names` (or by its `subject` when `names` is empty). `comprises` lists the
    numbers that a common name stands for. `date_verified` was checked against `sources`. What is
    `provisional` is in no catalogue: a text cites it, or is it, and nobody has checked it.
    """

    id: str
    type: str
    type_code: str | None = None
    number: str | None = None
    issuer_code: str | None = None
    issuer: str | None = None
    subject: str | None = None
    term: str | None = None
    date_verified: dt.date | None = None
    names: tuple[str, ...] = ()
    comprises: tuple[str, ...] = ()
    status: Status = Status(state="unknown")
    sources: tuple[str, ...] = ()
    note: str | None = None
    provisional: bool = False
