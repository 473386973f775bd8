"""The passages of a library, ready to be ranked: built once, read-only."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.documents import Passage
from corpus.library import Library
from index.text import clean, syllables
from index.units import TextUnit
from index.views import Views, lines_of, units_of


@dataclass(frozen=True)
class Hit:
    """A passage found, and its text as the gate sees it. `rank` counts from 1.

    `views` has the raw score of each view.
    """

    passage: Passage
    unit: TextUnit
    rank: int
    score: float
    views: Mapping[str, float] = field(default_factory=dict)


class PassageIndex:
    """Ranks the passages of a library; read-only once built.

    Raises EmptyCorpus when there is no passage to index.
    """

    def __init__(self, library: Library, expand: Callable[[str], str]) -> None:
        """`expand` writes out a passage's short forms."""
        self.passages = library.passages
        texts = [expand(passage.text) for passage in self.passages]
        self.units = tuple(TextUnit(syllables(clean(text))) for text in texts)
        places = ((p.document, p.locator) for p in self.passages)
        self._units = dict(zip(places, self.units, strict=True))
        # The title of the only document is every passage's: it tells none from another.
        several = len(library.documents) > 1
        titles = [library.document(p.document).title if several else "" for p in self.passages]
        named = [lines_of(title, text) for title, text in zip(titles, texts, strict=True)]
        self._views = Views([units_of([syllables(line) for line in lines]) for lines in named])

    def unit(self, passage: Passage) -> TextUnit:
        """The text of a passage as the gate sees it."""
        return self._units[passage.document, passage.locator]

    def retrieve(
        self, words: Sequence[str], *, also: Sequence[Sequence[str]] = (), top_k: int = 5
    ) -> list[Hit]:
        """At most `top_k` hits for lower-case syllables, best first; ties in print order.

        `also` are other names for some of them, each a run of folded syllables. No shared token
        gives an empty list.
        """
        return [
            Hit(
                self.passages[ranked.index],
                self.units[ranked.index],
                rank,
                ranked.score,
                ranked.views,
            )
            for rank, ranked in enumerate(self._views.rank(words, also=also, top_k=top_k), 1)
        ]
