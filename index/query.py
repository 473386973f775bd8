"""The understood question."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from corpus.documents import Level, Passage, Section

Language = Literal["vi", "en"]
Aspect = Literal[
    "date", "issuer", "signer", "subject", "number", "where", "term", "held", "status"
]  # fmt: skip
Fact = Literal["author", "publisher", "published", "title", "section", "url", "source"]
Move = Literal["next", "previous", "more", "back", "again"]
Age = Literal["oldest", "newest"]
MilestonesOf = Literal["all", "anniversaries", "reviews"]
When = Literal[
    "upcoming", "today", "this_month", "next_month", "this_quarter", "next_quarter",
    "this_year", "next_year", "last_year",
]  # fmt: skip
# Whether a place is to be cited, or the whole article.
Citing = Literal["place", "article"]
Act = Literal["ask", "thanks", "greeting", "goodbye", "help", "start", "unknown_command", "empty"]


@dataclass(frozen=True)
class Concept:
    """A term of the question, as `said`, that the thesaurus knows by other `names`.

    Names are folded keys with single spaces between, `size` the syllables that were said.
    """

    said: str
    size: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """One word of the question after repair: `typed` in lower case, `folded` without accents.

    `clause` counts from 0; words of one clause may form phrases, words of two may not. A `weak`
    word tells what is asked for rather than of what: the text that answers may lack it. `concepts`
    are those of the terms that the word is part of.
    """

    typed: str
    folded: str
    clause: int
    weak: bool = False
    concepts: tuple[Concept, ...] = ()

    @property
    def accented(self) -> bool:
        """Whether it was typed with any accent."""
        return self.typed != self.folded


@dataclass(frozen=True)
class NumberAsked:
    """A document number as far as it was given: "CT20" has a type and no issuer.

    `types` are names of document types ("Chỉ thị"), empty when none was named; `issuer` is in
    folded words ("thanh uy"), None when none was named. `digits` is the number as written, `year`
    the one behind it in "47/2025".
    """

    number: int
    types: tuple[str, ...] = ()
    issuer: str | None = None
    year: int | None = None
    digits: str = field(default="", compare=False)


@dataclass(frozen=True)
class Pasted:
    """A text to compare with the documents: asked for, in quotation marks, or long enough to have
    been copied. `cut` says that the message went on."""

    text: str
    ground: Literal["check", "quoted", "plain"]
    cut: bool = False


@dataclass(frozen=True)
class Period:
    """A quarter and a year that a question names; either may be None."""

    quarter: int | None = None
    year: int | None = None


@dataclass(frozen=True)
class MilestonesAsked:
    """Which dates and anniversaries a question is for; with nothing set, all of them.

    `when` is relative to the day the question is asked. `bare` says that only a time was named
    ("còn tháng 9?"): what is asked of it, the conversation knows.
    """

    what: MilestonesOf = "all"
    day: int | None = None
    month: int | None = None
    quarter: int | None = None
    year: int | None = None
    when: When | None = None
    bare: bool = False


@dataclass(frozen=True)
class Query:
    """A question, read. Everything not named in it is empty or None.

    act           "ask", or what the message is when nothing is asked
    words         all its words after repair
    move          to the next or previous task, on or back in the text, or the same again
    aspects       what is asked of a document: its date, its issuer, ...
    facts         what is asked of the article itself
    period        the quarter, and the year beside it
    tasks         task numbers asked for, in order; -1 is the last, -2 the one before it
    paragraphs    paragraph numbers within a task; -1 is the last
    part          which part of a long reply, from 1
    ordinal       "cái thứ hai": the place in whatever list stands before the person
    bare_number   a number alone ("còn 6?"), to be understood from the conversation
    outline       all tasks are asked for, or how many there are
    numbers       document numbers
    inner         the place asked for within a document, as typed: "điều 5"
    sections      the same place read, outermost first; of several places, all their sections
    level         the level that `move` goes on along ("điều tiếp theo"), or of what is to be
                  shown whole ("cả điều này")
    contents      the outline of a document is asked for ("mục lục quyết định 47"),
    in_full       or all of its text
    types         document types named without a number, () for any when `documents` is set
    documents     a question for documents ("văn bản nào", "all decisions")
    listing       several or all are wanted
    age           the oldest or the newest of the documents
    term          the term of a congress, as a number: 12 for "khóa XII"
    issuers       bodies named as issuers, in folded words
    places        places elsewhere that are named, as folded keys
    owner         whose tasks are asked for: the words behind "nhiệm vụ của"
    dates, years  days and years named, apart from those of `period`
    cited_by      the documents cited in the task or passage asked for ("văn bản trong nhiệm vụ 3")
    milestones    dates and anniversaries are asked for, and which
    time          a time and nothing else, which goes on with such a question: "còn quý III?"
    asked_on      the day in Hà Nội it was asked on; None where nobody said
    locators      locators pasted into the message, of the briefing
    directives    ids of directives,
    passages      passages, and
    document      the id of the document spoken of: from the conversation, never read
    pronoun       the question points back: "nó", "văn bản đó", "that decision"
    subject       of a question for documents, the content behind "về": what they are about
    content       the words left to search for, in order
    asking        the clauses of the sentences that end in a question mark
    topic         of the content, what stands behind the last "về" of the sentence
    meant         the same with the terms that the thesaurus knows; empty where it knows none
    pasted        the text to compare with the documents
    citing        it is asked how to cite the place asked for, or the article
    """

    text: str
    language: Language = "vi"
    act: Act = "ask"
    words: tuple[Word, ...] = ()
    tasks: tuple[int, ...] = ()
    paragraphs: tuple[int, ...] = ()
    part: int | None = None
    ordinal: int | None = None
    bare_number: int | None = None
    outline: bool = False
    numbers: tuple[NumberAsked, ...] = ()
    inner: str = ""
    sections: tuple[Section, ...] = ()
    level: Level | None = None
    contents: bool = False
    in_full: bool = False
    places: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    documents: bool = False
    listing: bool = False
    age: Age | None = None
    dates: tuple[dt.date, ...] = ()
    years: tuple[int, ...] = ()
    period: Period = Period()
    term: int | None = None
    issuers: tuple[str, ...] = ()
    owner: tuple[Word, ...] = ()
    cited_by: bool = False
    move: Move | None = None
    aspects: frozenset[Aspect] = frozenset()
    facts: frozenset[Fact] = frozenset()
    pronoun: bool = False
    subject: tuple[Word, ...] = ()
    content: tuple[Word, ...] = ()
    asking: frozenset[int] = frozenset()
    topic: tuple[Word, ...] = ()
    meant: tuple[Word, ...] = ()
    milestones: MilestonesAsked | None = None
    time: MilestonesAsked | None = None
    asked_on: dt.date | None = None
    locators: tuple[str, ...] = ()
    directives: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    document: str | None = None
    pasted: Pasted | None = None
    citing: Citing | None = None
