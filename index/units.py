"""A text as the gate sees it: which words and which neighbouring pairs stand in it."""

from collections.abc import Sequence
from itertools import pairwise

from index.text import accented_key, folded_key


class FoldedText:
    """A text as folded syllables with single spaces between; read-only."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._bounded = f" {text} "

    def has_run(self, words: Sequence[str]) -> bool:
        """Whether the folded words stand in the text side by side, in this order."""
        return not words or self.is_called(" ".join(words))

    def is_called(self, name: str) -> bool:
        """Whether a name of folded keys, single spaces between, stands in the text."""
        return f" {name} " in self._bounded


class TextUnit(FoldedText):
    """The folded syllables and pairs of one text; read-only."""

    def __init__(self, words: Sequence[str]) -> None:
        self.folded = [folded_key(word) for word in words]
        super().__init__(" ".join(self.folded))
        self.syllables = frozenset(self.folded)
        self.accented = frozenset(accented_key(word) for word in words)
        self.pairs = frozenset(pairwise(self.folded))

    def find_run(self, words: Sequence[str]) -> int | None:
        """Where the folded words first stand side by side; None where they don't."""
        wanted = list(words)
        size = len(wanted)
        starts = range(len(self.folded) - size + 1)
        return next((i for i in starts if self.folded[i : i + size] == wanted), None)
