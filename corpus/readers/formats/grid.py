"""A simple table as lines `| TT: 1 | Nội dung: Họp |`: each row says what its cells are."""

from collections.abc import Sequence


def rows(grid: Sequence[Sequence[str]]) -> list[str]:
    """One line per row below the first, which has the names; a table of one row has none."""
    filled = [[_plain(cell) for cell in row] for row in grid if any(cell.strip() for cell in row)]
    if not filled:
        return []
    names = filled[0] if len(filled) > 1 else []
    lines = filled[1:] or filled
    return [line for line in (_line(names, row) for row in lines) if line]


def _line(names: list[str], row: list[str]) -> str:
    named = [*names, *[""] * max(0, len(row) - len(names))]
    pairs = zip(named, row, strict=False)
    cells = [f"{name.rstrip(':')}: {cell}" if name else cell for name, cell in pairs if cell]
    return f"| {' | '.join(cells)} |" if cells else ""


def _plain(cell: str) -> str:
    # "|" parts the cells, so one inside a cell becomes the broken bar.
    return " ".join(cell.split()).replace("|", "¦")
