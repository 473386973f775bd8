"""The passages of a library, ready to be ranked: built once, read-only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

from corpus.documents import Passage
from index.indexed_library import IndexedLibrary
from index.unit_rows import UnitRows
from index.units import TextUnit
from index.views import Views

# The texts of so many passages are kept as the gate sees them: 20 kB each, made in 50 µs.
_KEPT = 2048


@dataclass(frozen=True)
class Hit:
    """A passage found. `rank` counts from 1, and `views` has the raw score of each view."""

    passage: Passage
    rank: int
    score: float
    views: Mapping[str, float] = field(default_factory=dict)


class PassageIndex:
    """Ranks the passages of a library; read-only once built. Of none, it finds none."""

    def __init__(self, indexed: IndexedLibrary, previous: "PassageIndex | None" = None) -> None:
        self.passages = indexed.library.passages
        self._rows: UnitRows = UnitRows.of(indexed, previous._rows if previous else None)
        # A library that is yet to be filled has nothing to rank.
        has_any = bool(self.passages)
        self._views = Views.over(indexed.spellings, self._rows) if has_any else None
        # Not a method: an index that refers to itself outlives its use.
        self._unit = lru_cache(maxsize=_KEPT)(partial(_unit_of, indexed))

    def unit(self, passage: Passage) -> TextUnit:
        """The text of a passage as the gate sees it."""
        return self._unit(passage.document, passage.locator)

    def retrieve(
        self, words: Sequence[str], *, also: Sequence[Sequence[str]] = (), top_k: int = 5
    ) -> list[Hit]:
        """At most `top_k` hits for lower-case syllables, best first; ties in print order.

        `also` are other names for some of them, each a run of folded syllables. No shared token
        gives an empty list.
        """
        if self._views is None:
            return []
        return [
            Hit(self.passages[ranked.index], rank, ranked.score, ranked.views)
            for rank, ranked in enumerate(self._views.rank(words, also=also, top_k=top_k), 1)
        ]


def _unit_of(indexed: IndexedLibrary, document_id: str, locator: str) -> TextUnit:
    return TextUnit(indexed.of(document_id).words(locator))
