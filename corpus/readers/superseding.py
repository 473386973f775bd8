"""The documents that a text says it replaces, in its own words on coming into force."""

import re
from itertools import pairwise

from corpus.dates import Clauses
from corpus.numbers import PRINTED, TYPE_NAMES, plain_number

_SELF = re.compile(
    rf"\b(?:{'|'.join((*TYPE_NAMES, 'Quy chế', 'Điều lệ', 'Luật', 'Văn bản'))})\s+này\b",
    re.IGNORECASE,
)
_REPLACES = re.compile(r"\b(?:thay thế|bãi bỏ)\b(?!\s+(?:bởi|bằng))", re.IGNORECASE)
_IS_REPLACED = re.compile(r"\b(?:được|bị)\s*$", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:hết hiệu lực|không còn hiệu lực)\b", re.IGNORECASE)
# What is only a part of a document does not take it out of force.
_PART = re.compile(
    r"\b(?:khoản|điểm|điều\s+\d|mục|phụ lục|chương|cụm từ|từ ngữ|nội dung|một số|quy định tại)\b",
    re.IGNORECASE,
)
_OPENS_SENTENCE = re.compile(r"^\W*(?:\d+[.\-–)]\s*|[a-zđ]\)\s*|Điều\s+\d+[a-zđ]?\s*[.:]\s*)*$")
_QUOTED = re.compile(r"“[^”]*”")


def superseded_in(text: str, start: int, own: str) -> list[tuple[str, int, int]]:
    """Each number replaced in `text[start:]`, with its span, in print order and once.

    `own` is the number of the text itself. A document of which only a part is repealed is not
    replaced, nor is what another document is said to replace.
    """
    found: dict[str, tuple[str, int, int]] = {}
    at = start
    for line in text[start:].split("\n"):
        if _REPLACES.search(line) or _ENDS.search(line):
            for number, a, b in _in_line(line):
                if number != own:
                    found.setdefault(number, (number, at + a, at + b))
        at += len(line) + 1
    return list(found.values())


def _in_line(line: str) -> list[tuple[str, int, int]]:
    shown = _QUOTED.sub(lambda m: " " * len(m[0]), line)
    clauses = Clauses(line)
    found: list[tuple[str, int, int]] = []
    for verb in _REPLACES.finditer(shown):
        a, b = clauses.sentence(verb.start(), verb.end())
        before = shown[a : verb.start()]
        if _IS_REPLACED.search(before):
            continue
        if _SELF.search(before) or _OPENS_SENTENCE.match(before):
            found += _numbers(shown, verb.end(), b)
    for verb in _ENDS.finditer(shown):
        a, b = clauses.sentence(verb.start(), verb.end())
        if _SELF.search(shown, verb.end(), b):
            found += _numbers(shown, a, verb.start())
    return sorted(found, key=lambda one: one[1])


def _numbers(line: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The numbers in `line[start:end]` that are named whole, list by list."""
    found = []
    for a, b in _lists(line, start, end):
        for match in PRINTED.finditer(line, a, b):
            if _PART.search(line, a, match.start()):
                break
            found.append((plain_number(match), *match.span()))
    return found


def _lists(line: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start, *(start + m.end() for m in re.finditer(";", line[start:end])), end]
    return list(pairwise(cuts))
