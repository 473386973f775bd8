"""The nouns of disagreement: what a text prints, and what speaks against it."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

ContradictionKind = Literal[
    "review", "date", "type", "issuer", "term", "title", "printed_otherwise", "count",
    "after_publication",
]  # fmt: skip
# The weightiest first: where a note list must be short, the rest is left to `giaoban check`.
ORDER: tuple[ContradictionKind, ...] = (
    "review", "date", "after_publication", "type", "issuer", "term", "printed_otherwise", "count",
    "title",
)  # fmt: skip


@dataclass(frozen=True)
class Ground:
    """What speaks against a print: a source outside, or another place of the documents.

    Where `document` is None, the catalogue says so: `url` is its source, None where it has none.
    Otherwise `text` stands in that document at `start`; without a `locator`, in its title. Without
    a `start` the document says so of itself, above its text.
    """

    text: str
    date: dt.date | None = None
    url: str | None = None
    document: str | None = None
    locator: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Contradiction:
    """One place that something speaks against; `document.text[start:end] == printed`.

    review             "tổng kết 10 năm" and a printed day do not lead to the year meant;
                       `years` were said, and `passed` lie between it and `year`; `date_printed` is
                       that day letter for letter
    date, type, issuer, title, term
                       what is printed of `directive`, and what its own text says, where it is
                       held, or else what was verified; printed in that text itself, what the
                       catalogue has against it
                       a title has words that the true one lacks: `added`, verbatim
    printed_otherwise  the same directive is printed otherwise elsewhere
    count              "6 nhiệm vụ" where another number of tasks follows
    after_publication  a day that the document says is past, but is after its publication

    `locator` is None for what stands in the title, where `start` and `end` count its characters.
    `ground` is None only for a review whose date nobody verified.
    """

    kind: ContradictionKind
    document: str
    locator: str | None
    printed: str
    start: int
    end: int
    directive: str | None = None
    ground: Ground | None = None
    years: int | None = None
    year: int | None = None
    date: dt.date | None = None
    date_printed: str | None = None
    added: tuple[str, ...] = ()

    @property
    def passed(self) -> int | None:
        """How many years lie between the printed day and the year meant."""
        return None if self.date is None or self.year is None else self.year - self.date.year
