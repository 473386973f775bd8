"""Tables of a PDF that count their rows: "TT" on the left of the header, then 1, 2, 3 below it.

A PDF has no tables, only text in columns. Where the first column counts, a row begins at its number
and what stands below in its columns belongs to it; every other table stays lines of text.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.readers.formats.lines import is_ended, joined
from corpus.readers.formats.pdf_lines import Line, Segment
from corpus.readers.formats.rows import Table, table_rows

_COUNT = re.compile(r"(?i)(?:số\s*)?(?:tt|stt)\.?")
_ROW_GAP = 4.0  # heights between two lines of a table


def tables_as_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines with each row of a counted table as one line `| TT: 1 | … |`."""
    made: list[Line] = []
    at = 0
    while at < len(lines):
        taken, rows = _table(lines[at:])
        if rows:
            made += rows
        else:
            made.append(lines[at])
        at += max(taken, 1)
    return made


def _table(lines: Sequence[Line]) -> tuple[int, list[Line]]:
    """How many lines a table takes from the first on, and its rows; (0, []) where none begins."""
    head = lines[0].segments
    if lines[0].apart or len(head) < 2 or not _COUNT.fullmatch(head[0].text):
        return 0, []
    columns = [(segment.x0, segment.x1) for segment in head]
    grid = [[segment.text for segment in head]]
    taken = 1
    for above, line in pairwise(lines):
        if line.apart or above.y - line.y > _ROW_GAP * line.height:
            break
        placed = _placed(line.segments, columns)
        if placed is None or (len(grid) > 1 and not _belongs(placed, line, grid)):
            break
        first = placed.get(0)
        if first is not None and first.text.rstrip(".") == str(len(grid)):
            grid.append([""] * len(columns))
        elif first is not None:
            break
        for column, segment in placed.items():
            grid[-1][column] = joined(filter(None, (grid[-1][column], segment.text)))
            low, high = columns[column]
            columns[column] = (min(low, segment.x0), max(high, segment.x1))
        taken += 1
    if len(grid) < 2 or not all(sum(map(bool, row)) > 1 for row in grid):
        return 0, []
    owners = [[row * len(columns) + c for c in range(len(columns))] for row in range(len(grid))]
    rows = table_rows(Table(texts=grid, owners=owners, marked=1))
    line = lines[0]
    return taken, [
        replace(line, segments=(Segment(line.x0, line.x1, row),), apart=True) for row in rows
    ]


def _belongs(placed: dict[int, Segment], line: Line, grid: list[list[str]]) -> bool:
    """A line without a number goes on with cells that are still open."""
    return 0 in placed or not (len(line.segments) == 1 and is_ended(grid[-1][min(placed)]))


def _placed(
    segments: Sequence[Segment], columns: Sequence[tuple[float, float]]
) -> dict[int, Segment] | None:
    """Each segment under its column; None where one is under none or under several."""
    placed: dict[int, Segment] = {}
    for segment in segments:
        under = [at for at, (x0, x1) in enumerate(columns) if segment.x0 < x1 and segment.x1 > x0]
        if len(under) != 1 or under[0] in placed:
            return None
        placed[under[0]] = segment
    return placed
