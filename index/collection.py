"""Any collection of titled texts, ranked as the product ranks the passages of a library."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

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
        words: Sequence[Sequence[str]] | None = None,
        views: Sequence[str] = VIEWS,
    ) -> None:
        """One id, title and text a place. `words` are `collection_words` of them; None leaves the
        view of words out. `views` are the ones to rank by."""
        self._ids = tuple(ids)
        self._chosen = tuple(views)
        whole = titled(titles, texts)
        self._views = Views([syllables(clean(text)) for text in whole], words)

    def rank(self, question: str, *, top_k: int = 100) -> list[Scored]:
        """At most `top_k` texts for a question as typed, best first; ties in order."""
        ranked = self._views.rank(syllables(clean(question)), self._chosen)
        return [Scored(self._ids[one.index], one.score) for one in ranked[:top_k]]


def titled(titles: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Each text below its title: what is indexed."""
    return [f"{title}\n{text}" for title, text in zip(titles, texts, strict=True)]


def collection_words(
    titles: Sequence[str],
    texts: Sequence[str],
    data: Path | None = None,
    track: Track = untracked,
) -> StoredWords:
    """The words of each text and its title, by underthesea: 7 ms for a paragraph of law.

    They are kept in `data`, by what the texts say, and taken from there the next time. `track`
    goes through the texts while they are cut, and only then.
    """
    whole = titled(titles, texts)
    version = hashlib.sha256(json.dumps(whole).encode()).hexdigest()
    folder = None if data is None else data / FOLDER / version[:16]
    words = None if folder is None else load_words(folder, version, len(whole))
    if words is None:
        words = tuple(tuple(segmented_words(text)) for text in track(whole, "segmenting"))
        if folder is not None:
            save_words(folder, version, words)
    return words
