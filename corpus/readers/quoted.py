"""Quotations that go over several lines, as amendments quote the articles they put in place."""

import re
from collections.abc import Sequence

# A quotation of many lines opens a line, or follows "như sau:".
_OPENS = re.compile(r"^[“\"]|:\s*[“\"]")
# The longest article ever quoted is shorter; beyond it, somebody forgot the closing mark.
_MOST_LINES = 80


def quoted_lines(lines: Sequence[str]) -> set[int]:
    """The lines inside a quotation that an earlier line opens; a mark never closed opens none."""
    quoted: set[int] = set()
    i = 0
    while i < len(lines):
        closes = _closes(lines, i) if _OPENS.search(lines[i]) else None
        if closes is not None:
            quoted.update(range(i + 1, closes + 1))
        i = i + 1 if closes is None else closes + 1
    return quoted


def _closes(lines: Sequence[str], at: int) -> int | None:
    """The line that closes what line `at` opens; None where it is closed at once, or never."""
    depth = _depth(lines[at])
    if depth > 0:
        for i in range(at + 1, min(len(lines), at + 1 + _MOST_LINES)):
            depth += _depth(lines[i])
            if depth <= 0:
                return i
    elif "“" not in lines[at] and lines[at].count('"') % 2:
        for i in range(at + 1, min(len(lines), at + 1 + _MOST_LINES)):
            if lines[i].count('"') % 2:
                return i
    return None


def _depth(line: str) -> int:
    return line.count("“") - line.count("”")
