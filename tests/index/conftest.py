"""What the tests of the index room share: the shipped library and a search over it, made once."""

import pytest

from corpus.library import SHIPPED, Library
from index.search import Search
from index.syllable import is_syllable
from index.text import clean, has_accents, syllables


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.load(SHIPPED)


@pytest.fixture(scope="session")
def search(library: Library) -> Search:
    return Search(library)


@pytest.fixture(scope="session")
def words(library: Library) -> tuple[str, ...]:
    """Every syllable of the shipped article and catalogue, lower case, each once, sorted."""
    texts = [passage.text for passage in library.passages]
    for directive in library.directives:
        texts += filter(None, (directive.type, directive.issuer, directive.subject, directive.note))
        texts += directive.names
    return tuple(sorted({word for text in texts for word in syllables(clean(text))}))


@pytest.fixture(scope="session")
def accented_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Of `words`, those that no keyboard without Vietnamese can make; no codes ("qđ")."""
    return tuple(word for word in words if has_accents(word) and is_syllable(word))
