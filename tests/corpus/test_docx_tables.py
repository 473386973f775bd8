"""Tables of Word as rows that keep their header."""

from typing import cast

from docx import Document
from docx.oxml import OxmlElement
from docx.parts.document import DocumentPart
from docx.table import Table

from corpus.readers.formats.docx import read_docx
from tests.corpus.invented_docx import saved

ROWS = (("TT", "Việc", "Hạn"), ("1", "Sơn vạch", "5/6"), ("2", "Lắp đèn", "7/8"))


def filled(rows: tuple[tuple[str, ...], ...]) -> Table:
    table: Table = Document().add_table(rows=len(rows), cols=len(rows[0]))
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = text
    return table


def lines(table: Table) -> list[str]:
    return read_docx(saved(cast(DocumentPart, table.part).document), "bảng.docx").text.split("\n\n")


def test_each_row_says_what_its_cells_are() -> None:
    expected = ["| TT: 1 | Việc: Sơn vạch | Hạn: 5/6 |", "| TT: 2 | Việc: Lắp đèn | Hạn: 7/8 |"]
    assert lines(filled(ROWS)) == expected


def test_an_empty_cell_is_left_out_and_a_bar_inside_does_not_part() -> None:
    table = filled((("TT", "Việc", "Hạn"), ("1", "A|B", ""), ("2", "C", "8")))
    assert lines(table) == ["| TT: 1 | Việc: A¦B |", "| TT: 2 | Việc: C | Hạn: 8 |"]


def test_a_header_of_two_rows_names_both() -> None:
    table = filled((("TT", "Phí", ""), ("", "Ghe nhỏ", "Ghe lớn"), ("1", "45", "90")))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    assert lines(table) == ["| TT: 1 | Phí – Ghe nhỏ: 45 | Phí – Ghe lớn: 90 |"]


def test_rows_marked_as_header_are_the_header() -> None:
    table = filled((("Bến", "Phí"), ("tên", "đồng"), ("Cầu Mây", "45")))
    for row in table.rows[:2]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    assert lines(table) == ["| Bến – tên: Cầu Mây | Phí – đồng: 45 |"]


def test_a_cell_merged_downwards_counts_for_each_of_its_rows() -> None:
    table = filled((("Bến", "Việc"), ("Cầu Mây", "Sơn"), ("", "Quét")))
    table.cell(1, 0).merge(table.cell(2, 0))
    assert lines(table) == ["| Bến: Cầu Mây | Việc: Sơn |", "| Bến: Cầu Mây | Việc: Quét |"]


def test_a_row_merged_across_heads_those_below_it() -> None:
    table = filled((("TT", "Việc"), ("I. Trên bờ", ""), ("1", "Sơn")))
    table.cell(1, 0).merge(table.cell(1, 1))
    assert lines(table) == ["| I. Trên bờ |", "| TT: 1 | Việc: Sơn |"]


def test_a_title_over_the_whole_table_comes_before_it() -> None:
    table = filled((("Biểu số 3", ""), ("TT", "Việc"), ("1", "Sơn")))
    table.cell(0, 0).merge(table.cell(0, 1))
    assert lines(table) == ["Biểu số 3", "| TT: 1 | Việc: Sơn |"]


def test_a_cell_of_several_paragraphs_stays_one_line() -> None:
    table = filled(ROWS[:2])
    table.cell(1, 1).add_paragraph("hai lớp")
    assert lines(table) == ["| TT: 1 | Việc: Sơn vạch hai lớp | Hạn: 5/6 |"]


def test_columns_of_a_letterhead_are_no_table() -> None:
    """Whether the columns stand in one row or in several, the left one is read first."""
    head = (
        ("THỊ ỦY BẾN SAO", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        ("Số 5-TB/TU", "Bến Sao, ngày 1 tháng 2 năm 2024"),
    )
    assert lines(filled(head)) == [head[0][0], head[1][0], head[0][1], head[1][1]]


def test_a_frame_around_text_is_no_table() -> None:
    assert lines(filled((("Lưu ý.",), ("Đò dừng 18 giờ.",)))) == ["Lưu ý.", "Đò dừng 18 giờ."]


def test_a_table_in_a_cell_is_read_with_it() -> None:
    table = filled(ROWS[:2])
    inner = table.cell(1, 1).add_table(rows=2, cols=2)
    for cell, text in zip(inner._cells, ("Lớp", "Màu", "1", "đỏ"), strict=True):
        cell.text = text
    assert lines(table) == ["| TT: 1 | Việc: Sơn vạch ¦ Lớp: 1 ¦ Màu: đỏ ¦ | Hạn: 5/6 |"]
