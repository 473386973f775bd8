"""Any collection of titled texts, ranked as the product ranks the passages of a library."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.lines import lines_of, units_of
from index.store import StoredWords, load_words, save_words
from index.text import clean, syllables
from index.tokens import segmented_words
from index.views import VIEWS, Views

# Under the data folder: one folder for the words of each collection.
FOLDER = "collections"

# Long work, for whoever shows how far it is.
Work = Literal["segmenting", "asking"]
# Hands on what it is given, one by one.
Track = Callable[[Sequence[str], Work], Iterable[str]]


def untracked(items: Sequence[str], _: Work) -> Iterable[str]:
    """The items, told to nobody."""
    return items


@dataclass(frozen=True)
class Scored:
    """A text found. Scores are comparable within one question only."""

    id: str
    score: float


class CollectionIndex:
    """Ranks the texts of a collection; read-only once built.

    Raises EmptyCorpus when no text has a word.
    """

    def __init__(
        self,
        ids: Sequence[str],
        titles: Sequence[str],
        texts: Sequence[str],
        words: Sequence[StoredWords] | None = None,
        views: Sequence[str] = VIEWS,
    ) -> None:
        """One id, title and text a place. `words` are `collection_words` of them, which the view
        of words needs. `views` are the ones to rank by."""
        self._ids = tuple(ids)
        named = [lines_of(title, text) for title, text in zip(titles, texts, strict=True)]
        units = [units_of([syllables(line) for line in lines]) for lines in named]
        of_words = None if words is None else [units_of(rows) for rows in words]
        self._views = Views(units, of_words, views)

    def rank(self, question: str, *, top_k: int = 100) -> list[Scored]:
        """At most `top_k` texts for a question as typed, best first; ties in order."""
        ranked = self._views.rank(syllables(clean(question)), top_k=top_k)
        return [Scored(self._ids[one.index], one.score) for one in ranked]


def collection_words(
    titles: Sequence[str],
    texts: Sequence[str],
    data: Path | None = None,
    track: Track = untracked,
) -> list[StoredWords]:
    """Of each text the words of its title and of every line, by underthesea: 11 ms a text of law.

    They are kept in `data`, by what the texts say, and taken from there the next time. `track`
    goes through the lines while they are cut, and only then.
    """
    named = [lines_of(title, text) for title, text in zip(titles, texts, strict=True)]
    lines = [line for of_text in named for line in of_text]
    version = hashlib.sha256(json.dumps(named).encode()).hexdigest()
    folder = None if data is None else data / FOLDER / version[:16]
    words = None if folder is None else load_words(folder, version, len(lines))
    if words is None:
        words = tuple(tuple(segmented_words(line)) for line in track(lines, "segmenting"))
        if folder is not None:
            save_words(folder, version, words)
    rows = iter(words)
    return [tuple(next(rows) for _ in of_text) for of_text in named]
