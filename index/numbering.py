"""Numbers for words, so that texts are rows of numbers and numpy can count them."""

from array import array
from collections.abc import Iterable
from threading import Lock

import numpy as np
import numpy.typing as npt

from index.text import accented_key, fold, folded_key

Numbers = npt.NDArray[np.int32]
# A word's number is never 0, which stands between texts.
BREAK = 0
# A word or a pair of neighbours as one number: the first word's, shifted, and the second's.
BITS = 21
_MOST = 1 << BITS


class Numbering(dict[str, int]):
    """Words numbered from 1 in the order they came.

    It only grows: a number once given means the same word in every later search. Reading needs
    no lock; `get` numbers nothing, `[]` does.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words = [""]
        self._lock = Lock()

    def __missing__(self, word: str) -> int:
        with self._lock:
            number = self.get(word)  # another thread's, meanwhile
            if number is None:
                number = len(self.words)
                if number >= _MOST:
                    raise OverflowError(f"more than {_MOST - 1} different words")
                self._learn(word)
                self.words.append(word)
                self[word] = number
            return number

    def _learn(self, word: str) -> None:
        """What else is kept of a new word."""

    def of(self, numbers: npt.NDArray[np.integer]) -> tuple[str, ...]:
        """The words that have these numbers."""
        return tuple(self.words[number] for number in numbers.tolist())

    def row(self, words: Iterable[str]) -> Numbers:
        """The numbers of `words`, new ones numbered."""
        return np.fromiter(map(self.__getitem__, words), dtype=np.int32)


class Spellings(Numbering):
    """Lower-case words as printed, each with the numbers of its keys (see `text.py`)."""

    def __init__(self) -> None:
        super().__init__()
        self.plain, self.folded, self.accented = Numbering(), Numbering(), Numbering()
        self._plain, self._folded, self._accented = (array("i", [BREAK]) for _ in range(3))
        # The spellings of each plain word.
        self.spelt: dict[int, list[int]] = {}

    def _learn(self, word: str) -> None:
        plain = self.plain[fold(word)]
        self._plain.append(plain)
        self._folded.append(self.folded[folded_key(word)])
        self._accented.append(self.accented[accented_key(word)])
        self.spelt.setdefault(plain, []).append(len(self.words))

    def to_plain(self) -> Numbers:
        """By a spelling's number, that of the word without accents. A copy, as of now."""
        return np.array(self._plain, dtype=np.int32)

    def to_folded(self) -> Numbers:
        """By a spelling's number, that of its folded key."""
        return np.array(self._folded, dtype=np.int32)

    def to_accented(self) -> Numbers:
        """By a spelling's number, that of its accented key."""
        return np.array(self._accented, dtype=np.int32)
