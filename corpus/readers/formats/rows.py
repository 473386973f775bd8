"""A table as lines `| TT: 1 | Nội dung: … |`, so that each row can be quoted by itself."""

from dataclasses import dataclass

MAX_HEADER = 300  # letters; repeated in every row
MAX_MERGED = 500  # letters of a merged cell that each of its rows repeats


@dataclass(frozen=True)
class Table:
    """A grid. `owners` tells which cell a place belongs to: a merged cell owns several places;
    -1 is no cell. `marked` counts the first rows that the file itself marks as header."""

    texts: list[list[str]]
    owners: list[list[int]]
    marked: int = 0


def table_rows(table: Table) -> list[str]:
    """One line per row under the header; what stands above the header comes as it is."""
    texts, owners = table.texts, table.owners
    first = 0
    # A cell over the whole width above the header is the table's title.
    while not table.marked and first < len(texts) - 1 and _is_one_cell(texts[first], owners[first]):
        first += 1
    last = table.marked or _header_end(owners, first)
    headers = [_header(table, first, last, column) for column in range(len(texts[0]))]
    # Nothing under the header: its cells are all there is. And a header is short.
    if last == len(texts) or any(len(header) > MAX_HEADER for header in headers):
        last, headers = first, [""] * len(headers)
    titles = [next(t for t in texts[row] if t) for row in range(first) if any(texts[row])]
    rows = (_line(texts[row], owners[row], headers) for row in range(last, len(texts)))
    return titles + [row for row in rows if row]


def _is_one_cell(texts: list[str], owners: list[int]) -> bool:
    return len({owner for owner in owners if owner >= 0}) <= 1 or not any(texts)


def _header_end(owners: list[list[int]], first: int) -> int:
    """The row after the header: a header cell that reaches down takes its rows along."""
    end = first + 1
    while end < len(owners) and set(owners[end]) & set(owners[first]) - {-1}:
        end += 1
    return end


def _header(table: Table, first: int, last: int, column: int) -> str:
    """What stands above a column: a title over several columns, then the column's own."""
    names = dict.fromkeys(table.texts[row][column] for row in range(first, last))
    return " – ".join(_plain(name) for name in names if name)


def _line(texts: list[str], owners: list[int], headers: list[str]) -> str:
    cells: list[str] = []
    column = 0
    while column < len(texts):
        end = column + 1
        while end < len(texts) and owners[end] == owners[column] >= 0:
            end += 1
        if texts[column]:
            # A cell over the whole width heads the rows below it and belongs to no column.
            whole = column == 0 and end == len(texts)
            over = "" if whole else ", ".join(dict.fromkeys(h for h in headers[column:end] if h))
            cells.append(f"{over}: {_plain(texts[column])}" if over else _plain(texts[column]))
        column = end
    return f"| {' | '.join(cells)} |" if cells else ""


def _plain(text: str) -> str:
    """Without the sign that parts the cells: "|" inside one becomes the broken bar "¦"."""
    return (
        text.replace("|", "¦").rstrip(":").strip() if text.endswith(":") else text.replace("|", "¦")
    )
