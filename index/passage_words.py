"""In how many passages words and pairs stand: what the gate weighs them by."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.document_index import DocumentIndex
from index.indexed_library import IndexedLibrary
from index.numbering import BITS, BREAK, Spellings
from index.postings import (
    Counts,
    Places,
    Rows,
    Tokens,
    numbered,
    rows_of,
    singles_and_pairs,
    token_of,
)


@dataclass(frozen=True)
class Counted:
    """In how many places each token stands, where which they are is not asked; tokens ascend."""

    tokens: Tokens
    counts: Counts

    @classmethod
    def of(cls, tokens: Tokens, places: Places) -> "Counted":
        """One token and one place for each occurrence; a token counts once for a place."""
        rows = Rows.of(tokens, places)
        return cls(rows.tokens, rows.df)

    def plus(self, other: "Counted", sign: int = 1) -> "Counted":
        """Both together, or one less the other."""
        tokens, at = np.unique(np.concatenate([self.tokens, other.tokens]), return_inverse=True)
        counts = np.zeros(len(tokens), dtype=np.int64)
        np.add.at(counts, at, np.concatenate([self.counts, sign * other.counts]))
        return Counted(tokens, counts)

    def of_token(self, token: int) -> int:
        """The count of one token; 0 where it stands nowhere."""
        at = int(np.searchsorted(self.tokens, token))
        found = at < len(self.tokens) and self.tokens[at] == token
        return int(self.counts[at]) if found else 0


@dataclass(frozen=True)
class Tally:
    """What was counted once, and beside it what changed since; counts there may be below 0."""

    base: Counted
    since: Counted

    def changed(self, less: Counted, more: Counted) -> "Tally":
        """The same without the places of `less`, and with those of `more`."""
        return Tally(self.base, self.since.plus(less, -1).plus(more))

    def count(self, token: int) -> int:
        """How many places have `token`."""
        return self.base.of_token(token) + self.since.of_token(token)


@dataclass(frozen=True)
class PassageWords:
    """In how many passages each folded syllable, pair and accented syllable stands."""

    passages: int
    folded: Tally
    accented: Tally
    _spellings: Spellings

    @classmethod
    def of(cls, indexed: IndexedLibrary, previous: "PassageWords | None") -> "PassageWords":
        """Counted anew, or from `previous` by `indexed.move`, which comes to the same."""
        spellings = indexed.spellings
        passages = sum(len(document.lines_each) for document in indexed.documents)
        if previous is None or indexed.move is None:
            none = Counted.of(np.empty(0, np.int64), np.empty(0, np.int32))
            base = _counted(indexed.documents, spellings)
            return cls(passages, Tally(base[0], none), Tally(base[1], none), spellings)
        added = [indexed.documents[at] for at in indexed.move.added]
        less, more = _counted(indexed.removed, spellings), _counted(added, spellings)
        return cls(
            passages,
            previous.folded.changed(less[0], more[0]),
            previous.accented.changed(less[1], more[1]),
            spellings,
        )

    def df(self, key: str | tuple[str, str]) -> int:
        """In how many passages a folded syllable, or two side by side, stand."""
        number = self._spellings.folded.get
        words = (key,) if isinstance(key, str) else key
        numbers = [number(word, BREAK) for word in words]
        return self.folded.count(token_of(*numbers)) if all(numbers) else 0

    def has_accented(self, key: str) -> bool:
        """Whether a passage has a syllable of this accented key."""
        number = self._spellings.accented.get(key)
        return number is not None and self.accented.count(token_of(number)) > 0


def _counted(documents: Sequence[DocumentIndex], spellings: Spellings) -> tuple[Counted, Counted]:
    """Folded syllables and pairs, and accented syllables, by passages; a pair may span lines."""
    row = rows_of([document.lines for document in documents])
    lengths = rows_of([document.lengths for document in documents])
    each = rows_of([document.lines_each for document in documents])
    passage_of = np.repeat(numbered(each), lengths)
    folded = Counted.of(*singles_and_pairs(spellings.to_folded()[row], passage_of))
    accented = spellings.to_accented()[row].astype(np.int64) << BITS
    return folded, Counted.of(accented, passage_of)
