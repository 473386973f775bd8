"""How lines of print make paragraphs: what opens one, what ends one, how two halves are joined."""

import re
from collections.abc import Iterable, Sequence

_HEADING = re.compile(
    r"(?:(?:Phần|PHẦN) (?:thứ|THỨ|[IVXLC]+\b|\d)|(?:Chương|CHƯƠNG) (?:[IVXLC]+\b|\d)"
    r"|(?:Mục|MỤC) (?:\d+|[IVXLC]+)\s*(?:[.:-]|$)|(?:Điều|ĐIỀU) \d+[a-zđ]?\s*(?:[.:]|$)"
    r"|(?:Phụ lục|PHỤ LỤC)\b|[IVXLC]{1,6}\s?[./)-](?!\w))"
)
_NUMBER = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3}){0,3}(?:[.)]|\s?-)\s|\d{1,2}(?:\.\d{1,2}){1,3}\s(?=\w)"
    r"|[a-zđ]\s?[.)]\s|[a-zđ]{2}\)\s)"
)
_DASH = re.compile(r"[-–—+*•]\s+\S")
_FORMULA = re.compile(
    r"(?i:căn cứ|theo đề nghị của|xét đề nghị của|nơi nhận\s*:|kính gửi\s*:)"
    r"|QUYẾT ĐỊNH\s*:|CHỈ THỊ\s*:"
)
_ENDED = re.compile(r"[.;:!?…](?:/\.)?[”\"’')\]]*$")
_GLUED = re.compile(r"\w[-/]$")
_SOFT_HYPHEN = "\u00ad"
_NO_WORDS = re.compile(r"[\W_]*")


def is_ornament(text: str) -> bool:
    """Whether `text` is only a drawn line or stars, as under the name of the issuer."""
    return bool(_NO_WORDS.fullmatch(text))


def is_heading(line: str) -> bool:
    """Whether the line opens a part of a document by name: "Điều 5.", "Chương II", "I."."""
    return bool(_HEADING.match(line))


def is_listed(line: str) -> bool:
    """Whether the line opens with a number, a letter or a dash of a list."""
    return bool(_NUMBER.match(line) or _DASH.match(line) or _FORMULA.match(line))


def is_ended(line: str) -> bool:
    """Whether the line ends as a paragraph may end: a full stop, a semicolon, a colon."""
    return bool(_ENDED.search(line[-12:]))


def is_capitals(line: str) -> bool:
    return line.isupper()


def glue(first: str, second: str) -> str:
    """What stands between two halves of one paragraph that were broken between lines.

    Vietnamese is not hyphenated, so a hyphen at the end of a line was typed and stays: glued in
    numbers and foreign words ("41-/CT", "In-/tơ-nét"), apart where it was ("kinh tế -/xã hội").
    """
    if not first or not second:
        return ""
    return "" if _GLUED.search(first[-2:]) and second[0].isalnum() else " "


def joined(lines: Iterable[str]) -> str:
    """Lines as one paragraph. A soft hyphen at the end of one was put there by the breaking."""
    parts: list[str] = []
    for line in lines:
        if parts and parts[-1].endswith(_SOFT_HYPHEN):
            parts[-1] = parts[-1][:-1]
        elif parts:
            parts.append(glue(parts[-1], line))
        parts.append(line)
    return "".join(parts).rstrip(_SOFT_HYPHEN)


def broken(lines: Sequence[str]) -> list[str]:
    """Paragraphs of lines that their writer broke by hand, where each break may mean either.

    A break begins a paragraph after an ended one, before a heading or a listed line, and beside a
    line of capitals; any other break only shaped the line.
    """
    paragraphs: list[list[str]] = []
    before = ""
    for line in lines:
        if line:
            apart = is_ended(before) or is_heading(line) or is_listed(line)
            shown = is_capitals(before) or is_capitals(line) or is_ornament(before)
            if not before or apart or (shown and not _GLUED.search(before)):
                paragraphs.append([])
            paragraphs[-1].append(line)
        before = line
    return [joined(paragraph) for paragraph in paragraphs]
