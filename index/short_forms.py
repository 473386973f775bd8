"""Short forms written out: those of the lexicon, and the codes of document types."""

import re

from corpus.lexicon import Lexicon
from corpus.numbers import TYPES
from index.syllable import is_syllable
from index.text import fold

# A word may have one dot or slash inside ("đ/c", "n.vụ") when letters stand on both sides.
WORD = re.compile(r"[^\W\d_]+[./][^\W\d_]+|[^\W_]+|[^\w\s]|_")


class ShortForms:
    """What short forms stand for, by one lexicon's abbreviations; read-only once built."""

    def __init__(self, lexicon: Lexicon) -> None:
        # TT is left out: it is as often "trọng tâm" or "thông tin" as a Thông tư.
        codes = {code: names[0] for code, names in TYPES.items() if code != "TT"}
        self.long: dict[str, str] = {}
        for short, long in {**codes, **lexicon.abbreviations}.items():
            self.long[short.lower()] = long.lower()
        for short, long in {**codes, **lexicon.abbreviations}.items():
            self.long.setdefault(fold(short), long.lower())

    def in_text(self, text: str) -> str:
        """Printed `text` with the capital short forms in it written out."""
        return WORD.sub(
            lambda m: (self.written_out(m[0], shouting=False) or m[0]) if m[0].isupper() else m[0],
            text,
        )

    def written_out(self, word: str, shouting: bool) -> str | None:
        """What `word` stands for, in lower case; None where it is no short form.

        "TU" is Thành ủy and "tu" is a word: one spelt like a syllable must be in capitals, and
        says nothing where all is (`shouting`).
        """
        looks_like_word = len(word) > 1 and is_syllable(fold(word))
        if looks_like_word and (shouting or not word.isupper()):
            return None
        exact = self.long.get(word.lower())
        if exact is None and not is_syllable(word.lower()):  # "nvụ", an accent in a short form
            return self.long.get(fold(word))
        return exact
