"""One document made ready to be found, from itself and the lexicon's short forms alone."""

from functools import cached_property
from itertools import pairwise

import numpy as np

from corpus.documents import Document
from index.context import context_of
from index.lines import lines_of
from index.numbering import BREAK, Numbers, Spellings
from index.periods import named_periods
from index.postings import rows_of
from index.query import Period
from index.running import Stretch, stretches_of
from index.short_forms import ShortForms
from index.text import clean, folded_key, syllables


class DocumentIndex:
    """What is known of one document, whatever others stand beside it; read-only once built.

    said      its title and its passages as printed, a break behind each text
    title     the first line of its title
    lines     the lines of its passages one behind the other, short forms written out; `lengths`
              has the words of each line, `lines_each` the lines of each passage
    """

    def __init__(self, document: Document, short: ShortForms, spellings: Spellings) -> None:
        self.document = document
        self._spellings = spellings
        number = spellings.row
        said: list[Numbers] = [number(syllables(document.title)), _END]
        lines: list[Numbers] = []
        lines_each: list[int] = []
        for passage in document.passages:
            row = number(syllables(passage.text))
            said += (row, _END)
            written_out = short.in_text(passage.text)
            above = clean(short.in_text(context_of(passage, document)))
            if not above and written_out == passage.text == clean(written_out):  # as most are
                lines.append(row)
                lines_each.append(1)
            else:
                # What a clause stands under ("Điều 5. Bãi giữ xe") is said of each of its lines.
                own = [f"{above} {line}".strip() for line in lines_of("", written_out)[1:]]
                lines += [number(syllables(line)) for line in own]
                lines_each.append(len(own))
        title, *rest = lines_of(document.title, "")
        self.said = rows_of(said)
        self.title = number(syllables(title))
        self.rest_of_title = [number(syllables(line)) for line in rest]
        self.lines = rows_of(lines)
        self.lengths = np.array([len(line) for line in lines], dtype=np.int32)
        self.lines_each = np.array(lines_each, dtype=np.int32)
        texts = (document.title, *(passage.text for passage in document.passages))
        self.periods: frozenset[tuple[Period, ...]] = frozenset(
            found for text in texts if (found := tuple(named_periods(text)))
        )

    @cached_property
    def lead(self) -> str:
        """What stands before its tasks, as folded syllables with single spaces between."""
        texts = (p.text for p in self.document.passages if p.locator.startswith("lead"))
        return " ".join(folded_key(s) for text in texts for s in syllables(clean(text)))

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Its words as they run on; made when first a paste is compared, or by `prepare`."""
        return tuple(stretches_of(self.document, self._spellings.folded))

    def words(self, locator: str) -> list[str]:
        """The syllables of the passage at `locator`, short forms written out."""
        at = self._starts[locator]
        numbers = self.lines[at[0] : at[1]].tolist()
        return [self._spellings.words[number] for number in numbers]

    @cached_property
    def _starts(self) -> dict[str, tuple[int, int]]:
        """Where the words of each passage begin and end in `lines`, by its locator."""
        ends = np.concatenate([[0], np.cumsum(self.lengths)])[
            np.concatenate([[0], np.cumsum(self.lines_each)])
        ].tolist()
        passages = self.document.passages
        return {p.locator: span for p, span in zip(passages, pairwise(ends), strict=True)}


_END: Numbers = np.array([BREAK], dtype=np.int32)
