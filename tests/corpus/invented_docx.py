"""An invented document as an office would type it in Word: numbered by Word, framed by tables."""

import io
from typing import TYPE_CHECKING

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

if TYPE_CHECKING:
    from tests.corpus.invented import Invented, Kind, Row

_LEVELS: "dict[Kind, int]" = {"chapter": 0, "article": 1, "clause": 2, "point": 3}


def docx_of(document: "Invented") -> bytes:
    word = Document()
    word.core_properties.author = "Nguyen Thi Van Thu"
    word.core_properties.title = f"Văn bản số {document.number}"
    word.sections[0].header.paragraphs[0].text = document.running
    word.sections[0].footer.paragraphs[0].text = "Trang 1"
    numbering = word.part.numbering_part.element
    _define(numbering, document)
    _frame(word, document.head)
    for kind, text in document.body:
        paragraph = word.add_paragraph(text)
        if kind in document.labels:
            number(paragraph, 90, _LEVELS[kind])
    _table(word, document.table)
    word.add_paragraph(document.closing)
    _frame(word, document.foot)
    return saved(word)


def saved(word: WordDocument) -> bytes:
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def number(paragraph: Paragraph, num_id: int, level: int) -> None:
    """Put the paragraph into a list of numbering.xml."""
    xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(xml))


def _define(numbering: object, document: "Invented") -> None:
    """One list of four levels. Articles count through the whole document, whatever the chapter."""
    levels = []
    for kind, level in _LEVELS.items():
        text = document.labels.get(kind, "").replace("%1", f"%{level + 1}")
        restart = '<w:lvlRestart w:val="0"/>' if kind == "article" else ""
        levels.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{document.formats.get(kind, "decimal")}"/>{restart}'
            f'<w:suff w:val="space"/><w:lvlText w:val="{text.strip()}"/></w:lvl>'
        )
    define(numbering, 90, "".join(levels))


def define(numbering: object, list_id: int, levels: str, override: str = "") -> None:
    """Add a definition of these `w:lvl` and a list of it, both under `list_id`."""
    parsed = parse_xml(
        f'<w:numbering {nsdecls("w")}><w:abstractNum w:abstractNumId="{list_id}">{levels}'
        f'</w:abstractNum><w:num w:numId="{list_id}"><w:abstractNumId w:val="{list_id}"/>{override}'
        "</w:num></w:numbering>"
    )
    for node in list(parsed):
        numbering.append(node)  # type: ignore[attr-defined]


def _frame(word: WordDocument, columns: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    cells = word.add_table(rows=1, cols=2).rows[0].cells
    for cell, lines in zip(cells, columns, strict=True):
        cell.paragraphs[0].text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)


def _table(word: WordDocument, rows: "tuple[Row, ...]") -> None:
    table = word.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = text
