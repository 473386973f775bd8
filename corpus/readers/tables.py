"""Tables as lines: one row a line, each cell with the name of its column.

`| TT: 1 | Nội dung: Họp chi bộ | Thời hạn: 30/6 |`: read alone, such a line still says what its
cells are. A Markdown table is brought to this form, and a cell left empty is left out.
"""

import re

_LINE = r"[^\S\n]*\|[^\n]*\|[^\S\n]*"
_RULE = r"[^\S\n]*\|(?:[^\S\n]*:?-+:?[^\S\n]*\|)+[^\S\n]*"
_MARKDOWN = re.compile(rf"^({_LINE})\n{_RULE}$((?:\n{_LINE}$)*)", re.MULTILINE)
_CELLS = re.compile(r"(?<!\\)\|")
_ROW = re.compile(r"\|[^\n]*[^\s|:-][^\n]*\|")
_NAME = re.compile(r"([^:|]{1,60}):(?:\s|$)")
# A letterhead and a signature are often set as a table without lines; nobody calls that a table.
_LETTERHEAD = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*-\s*Tự do|N[ơo]i nh[ậa]n\s*:"
)


def with_plain_tables(body: str) -> str:
    """`body` with every Markdown table as rows, each a paragraph of its own."""
    if "|" not in body:
        return body
    return _MARKDOWN.sub(_plain, body)


def is_row(line: str) -> bool:
    """Whether `line`, without space around it, is one row of a table."""
    return bool(_ROW.fullmatch(line)) and not _LETTERHEAD.search(line)


def columns(row: str) -> tuple[str, ...]:
    """The names of the columns that `row` gives; rows of one table share most of them."""
    matches = (_NAME.match(cell) for cell in _cells(row))
    return tuple(match[1] for match in matches if match)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _CELLS.split(line.strip()[1:-1])]


def _plain(match: re.Match[str]) -> str:
    names = _cells(match[1])
    lines = [_row(names, _cells(line)) for line in match[2].split("\n") if line.strip()]
    rows = [row for row in lines if row] or [_row([], names)]
    return "\n" + "\n\n".join(rows) + "\n"


def _row(names: list[str], cells: list[str]) -> str:
    named = [*names, *[""] * max(0, len(cells) - len(names))]
    pairs = zip(named, cells, strict=False)
    filled = [f"{name.rstrip(':')}: {cell}" if name else cell for name, cell in pairs if cell]
    return f"| {' | '.join(filled)} |" if filled else ""
