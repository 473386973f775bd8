"""Questions that ask the same in other order or spelling, as one group."""

from index.query import Query
from index.text import folded_key


def group_of(query: Query) -> str:
    """What a question asks, folded and order-free: its content words and numbers, sorted.

    Empty where nothing is left that could tell it from other questions.
    """
    said = {folded_key(word.folded) for word in query.content}
    digits = {word.folded for word in query.words if word.folded.isdigit()}
    return " ".join(sorted(said | digits))
