"""The units of a library's passages as rows of numbers, counted for ranking.

Units are as `lines.py` says: a passage's lines, each with the title behind it, and the title alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from index.document_index import DocumentIndex
from index.indexed_library import IndexedLibrary
from index.numbering import Numbers, Spellings
from index.postings import (
    GONE,
    Counts,
    Move,
    Places,
    Postings,
    Rows,
    begins,
    numbered,
    rows_of,
    singles_and_pairs,
)

# Of each view, the number of a spelling's key by the spelling's number.
Keys = dict[str, Numbers]
Row = TypeVar("Row", Places, Counts)


def keys_of(spellings: Spellings) -> Keys:
    """The keys of the views, as of now."""
    return {"accented": spellings.to_accented(), "folded": spellings.to_folded()}


@dataclass(frozen=True)
class Runs:
    """Units of texts: words in runs, the unit of each run, and how many units each text has."""

    row: Numbers
    lengths: Places
    units: Places
    counts: Places

    def sizes(self) -> Counts:
        """How many tokens each unit has."""
        sizes = np.zeros(int(self.counts.sum()), dtype=np.int64)
        np.add.at(sizes, self.units, np.maximum(2 * self.lengths.astype(np.int64) - 1, 0))
        return sizes

    def rows(self, keys: Numbers) -> Rows:
        """Which units have which tokens of a view."""
        tokens, runs = singles_and_pairs(keys[self.row], numbered(self.lengths))
        return Rows.of(tokens, self.units[runs])


def runs_of(documents: Sequence[DocumentIndex], *, titled: bool) -> Runs:
    """The units of every passage of some documents; units without a word are left out."""
    own = [_lines(document, titled=titled) for document in documents]
    row = rows_of([lines for lines, _, _ in own])
    lengths = rows_of([lengths for _, lengths, _ in own])
    lines_each = rows_of([each for _, _, each in own])
    document_of = numbered(np.array([len(each) for _, _, each in own], dtype=np.int64))
    titles = [document.title if titled else document.title[:0] for document in documents]
    title_lengths = np.array([len(title) for title in titles], dtype=np.int64)
    has_title = (title_lengths > 0)[document_of]
    passage_of = numbered(lines_each)
    stays = (lengths > 0) | has_title[passage_of]
    lines = np.bincount(passage_of[stays], minlength=len(lines_each))
    counts = lines + has_title
    first = begins(counts)
    within = np.arange(int(lines.sum())) - np.repeat(begins(lines)[:-1], lines)
    of_lines = first[passage_of[stays]] + within
    # The title of every unit that has one.
    unit_titled = np.repeat(has_title, counts)
    of_titles = np.flatnonzero(unit_titled)
    document_of_unit = np.repeat(document_of, counts)[unit_titled]
    of_each = title_lengths[document_of_unit]
    skip = begins(title_lengths)[document_of_unit] - begins(of_each)[:-1]
    at = np.arange(int(of_each.sum())) + np.repeat(skip, of_each)
    return Runs(
        np.concatenate([row, rows_of(titles)[at]]),
        np.concatenate([lengths[stays], of_each]).astype(np.int32),
        np.concatenate([of_lines, of_titles]).astype(np.int32),
        counts.astype(np.int32),
    )


def _lines(document: DocumentIndex, *, titled: bool) -> tuple[Numbers, Places, Places]:
    """The words of a document's lines, their lengths, and the lines of each passage."""
    if not (titled and document.rest_of_title):
        return document.lines, document.lengths, document.lines_each
    # What follows the first line of a title is read as lines of every passage.
    rows: list[Numbers] = []
    ends = np.cumsum(document.lengths)[:-1]
    lines = iter(np.split(document.lines, ends) if len(document.lengths) else [])
    for count in document.lines_each.tolist():
        rows += [*document.rest_of_title, *(next(lines) for _ in range(count))]
    lengths = np.array([len(row) for row in rows], dtype=np.int32)
    each = document.lines_each + np.int32(len(document.rest_of_title))
    return rows_of(rows), lengths, each


@dataclass(frozen=True)
class UnitRows:
    """The units of every passage, counted for ranking.

    `counts` has the units of each passage, `sizes` the tokens of each unit; `passages` and `units`
    have how many of them each document has.
    """

    counts: Places
    sizes: Counts
    passages: Counts
    units: Counts
    views: dict[str, Postings]

    @classmethod
    def of(cls, indexed: IndexedLibrary, previous: "UnitRows | None") -> "UnitRows":
        """Counted anew, or from `previous` by `indexed.move`, which comes to the same."""
        keys = keys_of(indexed.spellings)
        if previous is None or indexed.move is None:
            return cls._counted(indexed.documents, keys, titled=indexed.titled)
        return previous._moved(indexed, indexed.move, keys)

    @classmethod
    def of_runs(cls, runs: Runs, spellings: Spellings, views: Sequence[str]) -> "UnitRows":
        """Of texts that are no library's, and never change."""
        keys = {view: key for view, key in keys_of(spellings).items() if view in views}
        postings = {view: Postings(runs.rows(key)) for view, key in keys.items()}
        none = np.empty(0, dtype=np.int64)
        return cls(runs.counts, runs.sizes(), none, none, postings)

    @classmethod
    def _counted(
        cls, documents: Sequence[DocumentIndex], keys: Keys, *, titled: bool
    ) -> "UnitRows":
        runs = runs_of(documents, titled=titled)
        passages = np.array([len(d.lines_each) for d in documents], dtype=np.int64)
        units = np.diff(begins(runs.counts)[begins(passages)])
        views = {view: Postings(runs.rows(key)) for view, key in keys.items()}
        return cls(runs.counts, runs.sizes(), passages, units, views)

    def _moved(self, indexed: IndexedLibrary, move: Move, keys: Keys) -> "UnitRows":
        added = [indexed.documents[at] for at in move.added]
        more = self._counted(added, keys, titled=indexed.titled)
        less = self._counted(indexed.removed, keys, titled=indexed.titled)
        passages = _per_document(move, self.passages, more.passages, len(indexed.documents))
        units = _per_document(move, self.units, more.units, len(indexed.documents))
        moved, new = move.places(self.units, units), move.added_places(units)
        views = {
            view: postings.changed(moved, less.views[view].base, more.views[view].base.at(new))
            for view, postings in self.views.items()
        }
        moved_passages = move.places(self.passages, passages)
        new_passages = move.added_places(passages)
        return UnitRows(
            _put(self.counts, moved_passages, more.counts, new_passages),
            _put(self.sizes, moved, more.sizes, new),
            passages,
            units,
            views,
        )


def _per_document(move: Move, before: Counts, added: Counts, documents: int) -> Counts:
    kept = move.kept != GONE
    counts = np.zeros(documents, dtype=np.int64)
    counts[move.kept[kept]] = before[kept]
    counts[list(move.added)] = added
    return counts


def _put(before: Row, moved: Places, added: Row, new: Places) -> Row:
    """A row after its places moved and others were added."""
    stays = moved != GONE
    row = np.zeros(int(stays.sum()) + len(new), dtype=before.dtype)
    row[moved[stays]] = before[stays]
    row[new] = added
    return row
