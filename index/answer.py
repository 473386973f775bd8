"""What was found for a question, before anyone words it."""

from dataclasses import dataclass
from typing import Literal

from corpus.documents import Directive, Passage, Section
from index.coverage import Coverage
from index.milestones import Listing
from index.query import Query
from index.quotations import Comparison
from index.topics import Judged

Status = Literal["answered", "not_found", "smalltalk", "help", "unclear"]
Kind = Literal[
    "task", "passage", "directive", "outline", "milestones", "quotation", "citation", "meta",
    "source", "none", "smalltalk", "help",
]  # fmt: skip
# Why there is no answer, for the wording to say.
Problem = Literal[
    "no_such_task",
    "no_such_paragraph",
    "no_such_document",
    "other_document",
    "other_period",
    "other_owner",
    "nothing_before",
    "nothing_before_this",
    "nothing_after",
    "no_documents_cited",
    "no_context",
    "not_in_documents",
    "inner_not_held",
    "no_such_section",
    "which_section",
    "which_document",
    "no_milestone",
    "quote_not_found",
    "no_quote",
    "changed_meanwhile",
]
# The steps of a search, in order; the last two rank, the others look up.
Step = Literal[
    "act",
    "citing",
    "taught",
    "time",
    "checking",
    "name",
    "pasting",
    "other_scope",
    "locator",
    "section",
    "task",
    "number",
    "article",
    "outline",
    "document",
    "unknown_quotation",
    "words",
]


@dataclass(frozen=True)
class Answer:
    """The outcome of a search.

    `passages` are in the order to show; for a directive they are the ones that cite it. `near`
    and `near_directives` are what to offer when nothing was found, or besides what was.
    `confidence` is 1 for what was looked up, and the share of the question's content words, by
    idf, that the passage accounts for where it was ranked; 0 when nothing was found. `listing` is
    set where dates and anniversaries were asked for, also where there is none at that time. Of a
    quotation the confidence is the comparison's similarity.

    Where a place in a document is not there, `within` leads to the one it was looked for in.

    The rest says why: the step of the search that came to it, what the gate said of each passage it
    judged, and how well the subject of a document fits the question.
    """

    status: Status
    kind: Kind
    query: Query
    passages: tuple[Passage, ...] = ()
    directives: tuple[Directive, ...] = ()
    near: tuple[Passage, ...] = ()
    near_directives: tuple[Directive, ...] = ()
    confidence: float = 0.0
    problem: Problem | None = None
    asked: str = ""
    listing: Listing | None = None
    within: tuple[Section, ...] = ()
    found_by: Step | None = None
    judged: tuple[Judged, ...] = ()
    subject: Coverage | None = None
    comparison: Comparison | None = None
