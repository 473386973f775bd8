"""The Vietnamese encodings of before Unicode, as tables: TCVN3 (ABC), VNI and Windows-1258.

A text in one of them is a row of bytes. Old programs show each byte as the letter that Western
Europe has there (Windows-1252), so the same text is met in two ways: as a file of bytes, and as
Unicode of the wrong letters ("ChØ thÞ"), copied out of an old Word file. Both are one thing here:
bytes are first read as those letters, and the tables go from letters to letters.
"""

import re
import unicodedata
from typing import Literal

Encoding = Literal["tcvn3", "vni", "cp1258"]
NAMES: dict[Encoding, str] = {
    "tcvn3": "TCVN3 (ABC)",
    "vni": "VNI-Windows",
    "cp1258": "Windows-1258",
}

# TCVN3 has one byte a letter: a vowel row by row, its tones as the orthography lists them.
_TCVN3_BYTES = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
# VNI has a letter and then its mark; a mark for the breve or the circumflex holds the tone too.
_VNI_PLAIN = {"ø": "\u0300", "ù": "\u0301", "õ": "\u0303", "û": "\u0309", "ï": "\u0323"}
_VNI_CIRCUMFLEX = {
    "â": "",
    "à": "\u0300",
    "á": "\u0301",
    "ã": "\u0303",
    "å": "\u0309",
    "ä": "\u0323",
}
_VNI_BREVE = {"ê": "", "è": "\u0300", "é": "\u0301", "ü": "\u0303", "ú": "\u0309", "ë": "\u0323"}
_VNI_ALONE = {
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "î": "ỵ",
    "ô": "ơ",
    "ö": "ư",
    "ñ": "đ",
}


def _tcvn3() -> dict[str, str]:
    table = {chr(first + i): c for first, row in _TCVN3_BYTES.items() for i, c in enumerate(row)}
    table["\u03bc"] = table["µ"]  # the Greek letter that some programs put for the sign
    return table


def _vni() -> dict[str, str]:
    table = dict(_VNI_ALONE)
    for mark, tone in _VNI_PLAIN.items():
        table |= {vowel + mark: vowel + tone for vowel in "aeouy"}
        table |= {horned + mark: _VNI_ALONE[horned] + tone for horned in "ôö"}
    for mark, tone in _VNI_CIRCUMFLEX.items():
        table |= {vowel + mark: f"{vowel}\u0302{tone}" for vowel in "aeo"}
    table |= {"a" + mark: f"a\u0306{tone}" for mark, tone in _VNI_BREVE.items()}
    capitals = {old.upper(): new.upper() for old, new in table.items()}
    # "Aù": a capital whose mark was typed small.
    mixed = {old.capitalize()[0] + old[1:]: new.capitalize() for old, new in table.items()}
    return {k: unicodedata.normalize("NFC", v) for k, v in (table | mixed | capitals).items()}


_TCVN3 = str.maketrans(_tcvn3())
_VNI = _vni()
_VNI_PIECE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))


def misread(data: bytes) -> str:
    """`data` as the letters that Western Europe has for its bytes; every byte is some character."""
    return "".join(_WESTERN[byte] for byte in data)


def convert(text: str, encoding: Encoding) -> str:
    """Misread `text` as what `encoding` meant by it, in NFC; capitals as its bytes have them."""
    if encoding == "tcvn3":
        return unicodedata.normalize("NFC", text.translate(_TCVN3))
    if encoding == "vni":
        return unicodedata.normalize("NFC", _VNI_PIECE.sub(lambda m: _VNI[m[0]], text))
    return unicodedata.normalize("NFC", text.translate(_VIETNAMESE))


def raise_capitals(text: str) -> str:
    """TCVN3 text with the capitals that its bytes cannot say.

    A line in a font of capitals (.VnTimeH) has the bytes of small accented letters: "CHỉ THị".
    A word with a plain capital after its first letter, and no small one, was in capitals; so was
    every word of a line without small plain letters where two capitals stand together; so was
    a word without plain letters among such words. A single accented word ("Đề") tells nothing and
    is left.
    """
    return "\n".join(_raise_line(line) for line in text.split("\n"))


def _raise_line(line: str) -> str:
    plain = [c for c in line if c.isascii() and c.isalpha()]
    if len(plain) > 1 and all(c.isupper() for c in plain) and re.search("[A-Z]{2}", line):
        return line.upper()
    words = re.split(r"(\W+)", line)
    kinds = [_kind(word) for word in words[::2]]
    for i, kind in enumerate(kinds):
        if kind == "capital" or (kind == "unsure" and _among_capitals(kinds, i)):
            words[2 * i] = words[2 * i].upper()
    return "".join(words)


def _kind(word: str) -> str:
    """What the plain letters of `word` say: "small", "capital", "unsure" or "" for nothing."""
    plain = [c for c in word if c.isascii() and c.isalpha()]
    accented = any(not c.isascii() and c.islower() for c in word)
    if any(c.islower() for c in plain):
        return "small"
    if len(plain) > 1 or any(c in plain for c in word[1:]):
        return "capital" if accented else ""
    return "unsure" if accented else ""


def _among_capitals(kinds: list[str], at: int) -> bool:
    """Whether the nearest words that say something are capitals, on every side that has one."""
    before = next((k for k in reversed(kinds[:at]) if k in ("small", "capital")), None)
    after = next((k for k in kinds[at + 1 :] if k in ("small", "capital")), None)
    return {before, after} <= {"capital", None} and (before or after) == "capital"


def _western() -> list[str]:
    """Windows-1252, with Latin-1's control characters where it has nothing, as browsers do."""
    return [bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(256)]


_WESTERN = _western()
_VIETNAMESE = str.maketrans(
    {
        western: bytes([b]).decode("cp1258", "ignore") or western
        for b, western in enumerate(_WESTERN)
    }
)
