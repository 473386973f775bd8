"""The nouns: documents, their passages, and the official documents they cite.

All are frozen and refuse fields they do not know. Character spans are half open and count
code points of `Document.text`, so that `text[start:end]` is what was printed.
"""

import datetime as dt
from functools import cached_property
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class Noun(BaseModel):
    """Base of every noun: frozen, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SourceRef(Noun):
    """Where a passage stands. `label` is what a person would write: "Nhiệm vụ 3, đoạn 2"."""

    title: str
    publisher: str
    author: str | None
    published: AwareDatetime
    url: str
    label: str


class Passage(Noun):
    """One paragraph, verbatim: `document.text[start:end] == text`.

    `locator` names it within its document: "lead.1", "caption.2", "4", "3.2". `task` is the
    number of the task it belongs to; None for the lead and for captions.
    """

    document: str
    locator: str
    text: str
    start: int = Field(ge=0)
    end: int
    task: int | None = None


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

    `directive` is the catalogue entry whose full text this is; None for an article.
    """

    id: str
    title: str
    publisher: str
    author: str | None
    section: str | None
    published: AwareDatetime
    url: str
    directive: str | None
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

    def passage(self, locator: str) -> Passage | None:
        """The passage at `locator`, or None."""
        return next((p for p in self.passages if p.locator == locator), None)

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
    numbers that a common name stands for. `date_verified` was checked against `sources`.
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
