"""Vietnamese written in the encodings of before Unicode, for tests to read back."""

import unicodedata
from collections.abc import Mapping

from corpus.readers.legacy import Encoding, convert, misread

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = "aăâeêioôơuưy"
SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]
LETTERS = SMALL + [letter.upper() for letter in SMALL]


def _inverse(encoding: Encoding) -> Mapping[str, str]:
    """Each letter that needs it, and the bytes (misread) that are read as it."""
    high = [misread(bytes([byte])) for byte in range(0x80, 0x100)]
    bases = [chr(code) for code in range(0x41, 0x7B) if chr(code).isalpha()] + high
    found: dict[str, str] = {}
    for piece in [*high, *(base + mark for base in bases for mark in high)]:
        if convert(piece, encoding) != piece:  # else it is no letter there, and stays what it is
            found.setdefault(convert(piece, encoding), piece)
    return {letter: found[letter] for letter in LETTERS if letter in found}


_TABLES = {one: _inverse(one) for one in ("tcvn3", "vni")}


def misread_as(text: str, encoding: Encoding) -> str:
    """`text` as a program shows it that takes its old bytes for Windows-1252.

    TCVN3 has no bytes for most accented capitals, and gets those of the small letters.
    """
    table = _TABLES[encoding]
    return "".join(c if c.isascii() else table.get(c) or table.get(c.lower(), c) for c in text)


def old_bytes(text: str, encoding: Encoding) -> bytes:
    if encoding != "cp1258":
        return misread_as(text, encoding).encode("cp1252")
    return "".join(_parted(c) for c in text).encode("cp1258")


def _parted(letter: str) -> str:
    """A letter of Windows-1258, its tone after it where the two are no one byte there."""
    try:
        letter.encode("cp1258")
    except UnicodeEncodeError:
        marks = unicodedata.normalize("NFD", letter)
        tone = "".join(c for c in marks if c in TONES[1:])
        return unicodedata.normalize("NFC", "".join(c for c in marks if c not in tone)) + tone
    return letter
