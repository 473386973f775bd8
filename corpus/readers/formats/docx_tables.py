"""Tables of Word: rows that keep their header, or two columns of a letterhead."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from corpus.readers.formats.docx_xml import Element, W, child, is_on, number, value
from corpus.readers.formats.letterhead import is_frame
from corpus.readers.formats.rows import MAX_MERGED, Table, table_rows

MAX_COLUMNS = 63  # Word's own limit
_CELL_HOLDERS = {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "smartTag")}
_FRAME_COLUMNS = 3

Blocks = Callable[[Element], list[str]]


@dataclass
class _Cell:
    start: int
    span: int
    blocks: list[str]
    goes_on: bool  # vMerge: the cell above reaches down here


@dataclass
class _Row:
    is_header: bool
    cells: list[_Cell] = field(default_factory=list)


def read_table(table: Element, blocks: Blocks) -> list[str]:
    """One line per row, or the cells' own paragraphs where the table only lays out."""
    rows = [_row(tr, blocks) for tr in _held(table, "tr") if child(tr, "trPr", "del") is None]
    rows = [row for row in rows if row.cells]
    columns = max((cell.start + cell.span for row in rows for cell in row.cells), default=0)
    if _is_layout(rows, columns):
        return [
            block
            for column in range(columns)
            for row in rows
            for cell in row.cells
            if cell.start == column and not cell.goes_on
            for block in cell.blocks
        ]
    return table_rows(_grid(rows, columns))


def _held(parent: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those inside content controls."""
    for node in parent.iterchildren("*"):
        if node.tag == W + name:
            yield node
        elif node.tag in _CELL_HOLDERS:
            yield from _held(node, name)


def _row(tr: Element, blocks: Blocks) -> _Row:
    row = _Row(is_header=is_on(tr, "trPr", "tblHeader") or False)
    at = number(value(tr, "trPr", "gridBefore"), high=MAX_COLUMNS) or 0
    for tc in _held(tr, "tc"):
        properties = child(tc, "tcPr")
        span = number(value(properties, "gridSpan"), low=1, high=MAX_COLUMNS) or 1
        merge = child(properties, "vMerge")
        goes_on = merge is not None and merge.get(W + "val", "continue") == "continue"
        if at + span > MAX_COLUMNS:
            break
        row.cells.append(_Cell(at, span, blocks(tc), goes_on))
        at += span
    return row


def _is_layout(rows: list[_Row], columns: int) -> bool:
    if columns <= 1 or len(rows) <= 1:
        return True
    texts = (block for row in rows for cell in row.cells for block in cell.blocks)
    return columns <= _FRAME_COLUMNS and any(is_frame(text) for text in texts)


def _grid(rows: list[_Row], columns: int) -> Table:
    """Every place of the table with the text printed over it, wherever its cell begins."""
    texts: list[list[str]] = []
    owners: list[list[int]] = []
    for at, row in enumerate(rows):
        line, owner = [""] * columns, [-1] * columns
        for cell in row.cells:
            place = at * MAX_COLUMNS + cell.start
            text = " ".join(cell.blocks)
            if cell.goes_on and at and owners[at - 1][cell.start] >= 0:
                above, place = texts[at - 1][cell.start], owners[at - 1][cell.start]
                text = above if len(above) <= MAX_MERGED else ""
            for column in range(cell.start, cell.start + cell.span):
                line[column], owner[column] = text, place
        texts.append(line)
        owners.append(owner)
    marked = 0
    while marked < len(rows) and rows[marked].is_header:
        marked += 1
    return Table(texts=texts, owners=owners, marked=marked)
