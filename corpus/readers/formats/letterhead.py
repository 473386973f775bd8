"""The two columns at the head and the foot of an official document, which are no table.

Head: issuer and number on the left; motto, place and date on the right. Foot: "Nơi nhận" on the
left, who signs on the right. Each column is read whole, the left one first.
"""

import re
from collections.abc import Sequence

_HEAD = re.compile(
    r"(?i)cộng h(?:òa|oà) xã hội chủ nghĩa việt nam$|đảng cộng sản việt nam$"
    r"|độc lập\s*[-–—]\s*tự do\s*[-–—]\s*hạnh phúc"
    r"|số\s*:?\s*[\d.…_ ]*\s*[-/]\s*\w"
    r"|.{2,40},\s*ngày[\s\d.…_]{1,12}tháng[\s\d.…_]{1,12}năm[\s\d.…]*$"
)
_RECIPIENTS = re.compile(r"(?i)nơi nhận\s*:")
_SIGNER = re.compile(r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ|Q)\.? ?[A-ZĐ]")
_COLUMNS = re.compile(r"\s*\t[\s\t]*|\s{5,}")


def is_head(text: str) -> bool:
    """Whether a line stands at the head of a document as such lines do."""
    return bool(_HEAD.match(text.strip()))


def is_recipients(text: str) -> bool:
    return bool(_RECIPIENTS.match(text.strip()))


def is_frame(text: str) -> bool:
    """Whether a line belongs to the head or the foot."""
    text = text.strip()
    return is_head(text) or is_recipients(text) or bool(_SIGNER.match(text))


def two_columns(line: str) -> tuple[str, str] | None:
    """The halves of a line whose columns were set by tabs or by many blanks; None for others."""
    parts = [part for part in _COLUMNS.split(line.strip()) if part]
    if len(parts) != 2 or not any(is_frame(part) for part in parts):
        return None
    return parts[0], parts[1]


def column_by_column(rows: Sequence[tuple[str, str]]) -> list[str]:
    """The left column, then the right one; empty halves left out."""
    return [left for left, _ in rows if left] + [right for _, right in rows if right]
