"""Telex and VNI keys left in a word by a keyboard that was off: "nhieemj", "luan65".

Only a word that is not a syllable already is decoded, and only into one.
"""

import re
from functools import lru_cache

from index.syllable import is_full_syllable, is_syllable, place_tone
from index.text import clean

_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_TELEX_PAIRS = {"aa": "â", "ee": "ê", "oo": "ô", "dd": "đ", "aw": "ă", "ow": "ơ", "uw": "ư"}
_VNI_MARKS = {
    "6": {"a": "â", "e": "ê", "o": "ô"},
    "7": {"o": "ơ", "u": "ư"},
    "8": {"a": "ă"},
    "9": {"d": "đ"},
}
# Many type the mark at the end of the word, before the tone: "gomof" for gồm, "nguoiwf" for người.
_LATE_MARK = re.compile(r"(?<![aeo])([aeo])([bcdghmnptuiy]{1,2})\1$|^(d)(\w+)d$")
_LATE_W = re.compile(r"([aou])([bcdghmnptuiy]{1,2})w$")
_LATE_HORN = re.compile(r"uo([cgimnptu]{1,2})w")
_VOWEL = re.compile(r"[aeiouy]")
VNI_WORD = re.compile(r"[a-zà-ỹđ]+[1-9][a-z1-9]*", re.IGNORECASE)


@lru_cache(maxsize=8192)
def decode_telex(word: str) -> str | None:
    """The syllable that the keys of `word` would have made; None when they make none."""
    if is_syllable(word):
        return None
    for at in range(len(word) - 1, 0, -1):
        tone = _TELEX_TONES.get(word[at])
        # A tone key comes behind a vowel: the r of "treen" (trên) is the word's own.
        if tone and _VOWEL.search(word, 0, at):
            decoded = _telex_marks(_early_marks(word[:at] + word[at + 1 :]))
            if is_syllable(decoded) and is_full_syllable(made := place_tone(decoded, tone)):
                return made
    decoded = _telex_marks(word)
    return decoded if decoded != word and is_syllable(decoded) else None


@lru_cache(maxsize=8192)
def decode_late_marks(word: str) -> str | None:
    """The syllable of a level tone whose mark was typed last: "khongo" is không, "toio" is tôi.

    For a message that has keys left in elsewhere; alone, "data" is no "dât".
    """
    decoded = _telex_marks(_early_marks(word))
    return decoded if not is_syllable(word) and is_full_syllable(decoded) else None


def _early_marks(word: str) -> str:
    """`word` with the marks that were typed at its end where they belong: "gomo" is "goom"."""
    word = _LATE_MARK.sub(lambda m: (m[1] or m[3]) * 2 + (m[2] or m[4]), word)
    return _LATE_W.sub(r"\1w\2", _LATE_HORN.sub(r"ươ\1", word))


def _telex_marks(word: str) -> str:
    for keys in ("uwow", "uow", "uwo", "uơ"):
        word = word.replace(keys, "ươ")
    for keys, letter in _TELEX_PAIRS.items():
        word = word.replace(keys, letter)
    return clean(word)


@lru_cache(maxsize=8192)
def decode_vni(word: str) -> str | None:
    """The syllable that the digits in `word` would have made; None when they make none."""
    letters: list[str] = []
    tone = ""
    marks = False
    for char in word:
        if char in _VNI_TONES:
            if tone:
                return None
            tone = _VNI_TONES[char]
        elif char in _VNI_MARKS:
            change = _VNI_MARKS[char]
            at = next((i for i in range(len(letters) - 1, -1, -1) if letters[i] in change), None)
            if at is None:
                return None
            letters[at] = change[letters[at]]
            marks = True
            if char == "7" and at and letters[at] == "ơ" and letters[at - 1] == "u":
                letters[at - 1] = "ư"
        elif char.isdigit():
            return None
        else:
            letters.append(char)
    base = "".join(letters)
    if not (tone or marks) or not is_syllable(base):
        return None
    return place_tone(base, tone)
