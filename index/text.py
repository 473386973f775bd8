"""Vietnamese text made comparable: Unicode forms, accents, tones, two spellings of one word.

`fold` keeps the length of its NFC input, so a match in folded text is a match in the text.
"""

import re
import unicodedata
from functools import lru_cache

_TONES = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
# "nghiêng" has seven letters, eight with a slip.
_LONGEST_SYLLABLE = 8
_SYLLABLE = re.compile(r"\w+")
# Open syllables that people write with either letter: tỉ/tỷ, kĩ/kỹ, lí/lý, quí/quý.
_Y_FOR_I = re.compile(r"^(h|k|l|m|s|t|v|qu|)y$")


class _FoldTable(dict[int, str]):
    """One character to one character: lower case, no accent, đ as d."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        base = unicodedata.normalize("NFD", char)[0].lower()
        folded = "d" if base == "đ" else base if len(base) == 1 else char
        self[code] = folded
        return folded


class _CleanTable(dict[int, str]):
    """Control characters and odd spaces to a space, invisible ones to nothing, digits to ours."""

    def __missing__(self, code: int) -> str:
        kind = unicodedata.category(chr(code))
        if code == 0x130:  # "İ" in lower case is two characters
            self[code] = "I"
            return "I"
        if kind == "Nd":  # "４" and "٤" are 4
            self[code] = str(unicodedata.digit(chr(code)))
            return self[code]
        spaced = kind in ("Cc", "Zl", "Zp", "Zs")
        self[code] = " " if spaced else "" if kind in ("Cf", "Co", "Cs", "Cn") else chr(code)
        return self[code]


_FOLD = _FoldTable()
_CLEAN = _CleanTable()


def clean(text: str) -> str:
    """`text` in NFC on one line: no control or invisible characters, single spaces, trimmed."""
    # Composed last: an invisible character may stand between a letter and its accent.
    return " ".join(unicodedata.normalize("NFC", text.translate(_CLEAN)).split())


def fold(text: str) -> str:
    """`text` in lower case without accents, đ as d; as long as `text`, which must be NFC."""
    return _fold_word(text) if len(text) <= _LONGEST_SYLLABLE else text.translate(_FOLD)


@lru_cache(maxsize=65536)
def _fold_word(word: str) -> str:
    return word.translate(_FOLD)


def syllables(text: str) -> list[str]:
    """The runs of letters and digits in NFC `text`, in lower case, with accents."""
    return _SYLLABLE.findall(text.lower())


def _tone_apart(syllable: str) -> tuple[str, str]:
    """The syllable without its tone, and the tone as a digit; empty for the level one."""
    tone = ""
    letters = []
    for char in unicodedata.normalize("NFD", syllable):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters.append(char)
    return unicodedata.normalize("NFC", "".join(letters)), tone


@lru_cache(maxsize=65536)
def tone_last(syllable: str) -> str:
    """The syllable with its tone as a digit behind: "hóa" and "hoá" are both "hoa1"."""
    return "".join(_tone_apart(syllable))


@lru_cache(maxsize=65536)
def accented_key(syllable: str) -> str:
    """As `tone_last`, with two spellings of one word made one: "tỉ" and "tỷ" are both "ti3".

    Words of different tones do not meet.
    """
    base, tone = _tone_apart(syllable)
    return _Y_FOR_I.sub(r"\1i", base) + tone


@lru_cache(maxsize=65536)
def folded_key(syllable: str) -> str:
    """The syllable without any accent; "tỉ", "tỷ" and "ti" are all "ti"."""
    return _Y_FOR_I.sub(r"\1i", fold(syllable))


def has_accents(text: str) -> bool:
    """Whether any letter of NFC `text` carries a Vietnamese accent (đ counts)."""
    return fold(text) != text.lower()


@lru_cache(maxsize=65536)
def may_mean(typed: str, word: str) -> bool:
    """Whether `typed` can be `word` with accents left out, never with other accents.

    "tu" may mean "tư", and "từ" may not. A tone set on another vowel of the syllable counts as
    the same tone.
    """
    if typed == word:
        return True
    typed_key, word_key = accented_key(typed), accented_key(word)
    typed_tone = typed_key[-1] if typed_key[-1:].isdigit() else ""
    word_tone = word_key[-1] if word_key[-1:].isdigit() else ""
    if typed_tone and typed_tone != word_tone:
        return False
    typed_base, word_base = typed_key.rstrip("12345"), word_key.rstrip("12345")
    return len(typed_base) == len(word_base) and all(
        t in (w, fold(w)) for t, w in zip(typed_base, word_base, strict=True)
    )
