"""What may open a section: "Chương II", "Điều 5.", "I-", "1.", "1.1.", "a)".

A marker says only what a line looks like. Whether a section begins there is decided where the
lines before it are known (`sections.py`): "Điều 5. …" may be quoted, "20-CT/TW" is a number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.numbers import PRINTED

Kind = Literal[
    "appendix", "part", "chapter", "section", "article", "roman", "digit", "dotted", "point"
]
Position = tuple[int, ...]

_PUNCTUATED = re.compile(r"\s*(?:[.:]|[-–—](?=\s|$)|$)")
_WORDED = re.compile(
    r"(?P<word>phần|chương|mục|điều)\s+(?:số\s+)?"
    r"(?P<number>thứ\s+[^\W\d_]+|(?-i:[IVXL]+)|\d{1,4}(?-i:[a-zđ]?)|(?-i:[A-H]))(?![\w/])"
    r"(?P<rest>[^\n]*)",
    re.IGNORECASE,
)
_APPENDIX = re.compile(
    r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:[Ss]ố|SỐ))?(?:\s+(?P<number>[IVXL]+|\d{1,3}|[A-Z])(?![\w/]))?"
    r"(?P<rest>[^\n]*)"
)
_LETTER = re.compile(r"(?P<number>[A-H])\s*[.\-–]\s*(?P<rest>[^\n]+)")
_ROMAN = re.compile(r"(?P<number>[IVXL]+)\s*[.\-–/)](?P<rest>[^\n]*)")
_DIGIT = re.compile(
    r"(?P<number>\d{1,3}[a-zđ]?)(?:\s?[-–]|\s?[./)])(?=\s|[^\W\d_]|[“\"(]|$)(?P<rest>[^\n]*)"
)
_DOTTED = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,3})(?:\s?[.)\-–]\s*|\s+)(?=\S)(?P<rest>[^\n]*)"
)
_POINT = re.compile(r"(?P<number>[a-zđ]\d?)(?:\s?[)/]|[.\-–](?=\s))\s*(?P<rest>[^\n]*)")

_WORDS: dict[str, Kind] = {
    "phần": "part",
    "chương": "chapter",
    "mục": "section",
    "điều": "article",
}
_ORDINALS = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"]
_ROMAN_NUMERAL = re.compile(r"(XL|X{0,3})(IX|IV|V?I{0,3})")
_LETTERS = "abcdđefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Marker:
    """What opens a line. `number` is as printed ("II", "5a", "đ"), `position` where it counts to.

    "5a" is at (5, 1): after 5 and before 6. `titled` says whether the line goes on after it.
    """

    kind: Kind
    number: str
    position: Position
    rest: str

    @property
    def titled(self) -> bool:
        return bool(re.search(r"\w", self.rest))


def markers(line: str) -> list[Marker]:
    """Every way to read the opening of `line`, which has no space around it."""
    return list(_markers(line)) if line[:1] not in "-+*|“\"'" else []


def is_capitals(text: str) -> bool:
    """Whether `text` is set in capitals, as titles are: two letters at least."""
    return text == text.upper() and sum(map(str.isalpha, text)) > 1


def follows(before: Position, after: Position, gap: int = 1) -> bool:
    """Whether `after` may stand next to `before`: 5 and 6, 5 and 5a, 5b and 6.

    `gap` is how far on it may be, for numbers left out.
    """
    if before[0] == after[0]:
        return len(after) > 1 and after[1] - (before[1] if len(before) > 1 else 0) == 1
    return 0 < after[0] - before[0] <= gap


def _markers(line: str) -> Iterator[Marker]:
    worded = _WORDED.match(line)
    if worded and _opens(worded):
        kind = _WORDS[worded["word"].lower()]
        position = _position(worded["number"])
        if position and (kind == "part" or worded["number"][0] not in "ABCDEFGH"):
            yield Marker(kind, worded["number"], position, worded["rest"])
        return
    appendix = _APPENDIX.match(line)
    if appendix and _heads(appendix["rest"]):
        number = appendix["number"] or ""
        yield Marker("appendix", number, _position(number) or (0,), appendix["rest"])
        return
    if PRINTED.match(line):
        return
    for kind, pattern in _PATTERNS:
        match = pattern.match(line)
        position = _read(kind, match["number"], match["rest"]) if match else None
        if match and position:
            yield Marker(kind, match["number"], position, match["rest"])


_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("part", _LETTER),
    ("roman", _ROMAN),
    ("dotted", _DOTTED),
    ("digit", _DIGIT),
    ("point", _POINT),
)


def _read(kind: Kind, number: str, rest: str) -> Position | None:
    """Where `number` counts to; None where it does not begin what `kind` begins."""
    if kind == "dotted":
        return tuple(map(int, number.split(".")))
    if kind == "part":
        return (ord(number) - ord("A") + 1,) if is_capitals(rest) else None
    if kind == "roman":
        first = rest.strip()[:1]
        # "V.I. Lênin" is a name, "X-quang" a word.
        named = re.match(r"[^\W\d_]\.", rest)
        return _roman(number) if not named and (not first or not first.islower()) else None
    if kind == "point":
        return (_LETTERS.index(number[0]) + 1, *([int(number[1])] if number[1:] else []))
    return _position(number)


def _opens(match: re.Match[str]) -> bool:
    """Whether what follows "Điều 5" makes it a heading, and not the subject of a sentence."""
    if match["word"].lower() == "điều":
        return bool(_PUNCTUATED.match(match["rest"]))
    return _heads(match["rest"])


def _heads(rest: str) -> bool:
    return bool(_PUNCTUATED.match(rest)) or rest.strip().startswith("(") or is_capitals(rest)


def _position(number: str) -> Position | None:
    if number[:3].lower() == "thứ":
        word = number[3:].strip().lower().replace("bốn", "tư").replace("bẩy", "bảy")
        return (_ORDINALS.index(word) + 1,) if word in _ORDINALS else None
    if number[:1].isdigit():
        digits = number.rstrip(_LETTERS)
        suffix = number[len(digits) :]
        return (int(digits), *([_LETTERS.index(suffix) + 1] if suffix else []))
    roman = _roman(number)
    if roman:
        return roman
    return (ord(number) - ord("A") + 1,) if len(number) == 1 else None


def _roman(number: str) -> Position | None:
    match = _ROMAN_NUMERAL.fullmatch(number)
    if not number or not match:
        return None
    tens = 40 if match[1] == "XL" else 10 * len(match[1])
    unit = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"].index(match[2])
    return (tens + unit,)
