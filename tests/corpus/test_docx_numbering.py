"""The numbers Word prints before paragraphs, worked out as Word does."""

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.readers.formats.docx import read_docx
from corpus.readers.formats.docx_numbering import figures
from tests.corpus.invented_docx import define, number, saved


def level(at: int, text: str, form: str = "decimal", *, start: int = 1, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def printed(levels: str, places: list[tuple[int, int]], override: str = "") -> list[str]:
    """The labels before paragraphs "x" in (list, level); list 71 is 70 again, with `override`."""
    word = Document()
    numbering = word.part.numbering_part.element
    define(numbering, 70, levels)
    xml = f'<w:num {nsdecls("w")} w:numId="71"><w:abstractNumId w:val="70"/>{override}</w:num>'
    numbering.append(parse_xml(xml))
    for list_id, at in places:
        number(word.add_paragraph("x"), list_id, at)
    return [line.removesuffix(" x") for line in texts(word)]


def texts(word: WordDocument) -> list[str]:
    return read_docx(saved(word), "thử.docx").text.split("\n\n")


def test_levels_count_and_restart_below_a_higher_one() -> None:
    levels = level(0, "Điều %1.") + level(1, "%2.") + level(2, "%3)", "lowerLetter")
    places = [(70, at) for at in (0, 1, 1, 2, 2, 1, 2, 0, 1)]
    assert printed(levels, places) == "Điều 1.|1.|2.|a)|b)|3.|a)|Điều 2.|1.".split("|")


def test_a_level_may_print_those_above_it() -> None:
    levels = level(0, "%1.", "upperRoman") + level(1, "%1.%2") + level(2, "%1.%2.%3")
    assert printed(levels, [(70, 0), (70, 1), (70, 2), (70, 1)]) == ["I.", "I.1", "I.1.1", "I.2"]


def test_legal_numbering_prints_decimals() -> None:
    levels = level(0, "%1.", "upperRoman") + level(1, "%1.%2", more="<w:isLgl/>")
    assert printed(levels, [(70, 0), (70, 0), (70, 1)]) == ["I.", "II.", "2.1"]


def test_a_level_may_count_on_through_chapters() -> None:
    levels = level(0, "Chương %1", "upperRoman") + level(
        1, "Điều %2.", more='<w:lvlRestart w:val="0"/>'
    )
    places = [(70, at) for at in (0, 1, 1, 0, 1)]
    assert printed(levels, places) == "Chương I|Điều 1.|Điều 2.|Chương II|Điều 3.".split("|")


def test_lists_of_one_definition_count_together_unless_one_begins_anew() -> None:
    levels = level(0, "%1.")
    places = [(70, 0), (71, 0), (70, 0)]
    assert printed(levels, places) == ["1.", "2.", "3."]
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    assert printed(levels, [*places, (71, 0)], anew) == ["1.", "7.", "8.", "9."]


def test_a_list_may_begin_elsewhere_than_at_one() -> None:
    assert printed(level(0, "%1)", "lowerLetter", start=3), [(70, 0), (70, 0)]) == ["c)", "d)"]


@pytest.mark.parametrize(
    ("symbol", "expected"),
    [("-", "-"), ("+", "+"), ("\uf0b7", "•"), ("o", "•"), ("•", "•")],
)
def test_bullets_are_letters_of_today(symbol: str, expected: str) -> None:
    assert printed(level(0, symbol, "bullet"), [(70, 0)]) == [expected]


def test_a_style_numbers_its_paragraphs() -> None:
    """Headings are numbered by the list that names their style, at the level that does."""
    word = Document()
    levels = level(0, "%1.", more='<w:pStyle w:val="Heading1"/>') + level(
        1, "%1.%2", more='<w:pStyle w:val="Heading2"/>'
    )
    define(word.part.numbering_part.element, 70, levels)
    for name in ("Heading 1", "Heading 2"):
        xml = f'<w:numPr {nsdecls("w")}><w:numId w:val="70"/></w:numPr>'
        word.styles[name].element.get_or_add_pPr().append(parse_xml(xml))
    for text, at in (("Đò", 1), ("Bến", 2), ("Chợ", 1)):
        word.add_heading(text, at)
    assert texts(word) == ["1. Đò", "1.1 Bến", "2. Chợ"]


def test_a_paragraph_may_leave_the_list_of_its_style() -> None:
    word = Document()
    paragraph = word.add_paragraph("Không số", style="List Number")
    number(paragraph, 0, 0)
    assert texts(word) == ["Không số"]


def test_deleted_paragraphs_do_not_count() -> None:
    word = Document()
    define(word.part.numbering_part.element, 70, level(0, "%1."))
    for text in ("Một", "Bị xóa", "Hai"):
        number(word.add_paragraph(text), 70, 0)
    deleted = word.paragraphs[1]._p
    run = deleted.r_lst[0]
    mark = parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="1"/></w:rPr>')
    deleted.get_or_add_pPr().append(mark)
    gone = parse_xml(f'<w:del {nsdecls("w")} w:id="2"/>')
    run.addprevious(gone)
    gone.append(run)
    assert texts(word) == ["1. Một", "2. Hai"]


@pytest.mark.parametrize(
    ("count", "style", "expected"),
    [
        (4, "upperRoman", "IV"),
        (1994, "lowerRoman", "mcmxciv"),
        (27, "lowerLetter", "aa"),
        (52, "upperLetter", "ZZ"),
        (7, "decimalZero", "07"),
        (10**9, "lowerLetter", "1000000000"),
        (5, "chicken", "5"),
        (5, "none", ""),
    ],
)
def test_figures(count: int, style: str, expected: str) -> None:
    assert figures(count, style) == expected
