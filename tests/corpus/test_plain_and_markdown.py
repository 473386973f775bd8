"""Text and Markdown: what a reader sees, paragraph by paragraph."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.library import Library
from corpus.readers.extract import extract
from corpus.readers.structure import number_passages

SHIPPED = Path(__file__).parent.parent.parent / "corpus" / "library"
WORDS = "phường Hoa Sen dọn kênh mương trước mùa mưa và báo cáo kết quả về tổ dân phố".split()
paragraphs = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=45, max_size=90).map(" ".join), min_size=2, max_size=5
)


def text_of(given: str, name: str = "a.txt") -> str:
    return extract(given.encode(), name).text


@given(paragraphs=paragraphs, width=st.integers(60, 90))
def test_a_wrapped_text_is_the_text_before_it_was_wrapped(
    paragraphs: list[str], width: int
) -> None:
    wrapped = "\n\n".join(textwrap.fill(one, width) for one in paragraphs)
    read = extract(wrapped.encode(), "a.txt")
    assert read.text == "\n\n".join(paragraphs)
    assert "dòng bị ngắt" in read.notes[0]


def test_lines_that_were_not_wrapped_are_paragraphs() -> None:
    head = "ỦY BAN NHÂN DÂN\nPHƯỜNG HOA SEN\nSố: 7/CT-UBND\n\nCHỈ THỊ\nVề việc dọn kênh mương"
    assert text_of(head) == head.replace("\n\n", "\n").replace("\n", "\n\n")


def test_a_clause_is_never_joined_to_the_line_above() -> None:
    long = "Phường Hoa Sen giao cho các tổ dân phố những việc sau đây trong tháng"
    clauses = [f"Điều {i}. {long} năm và tháng sáu năm nay" for i in range(1, 4)]
    wrapped = "\n".join("\n".join(textwrap.wrap(one, 70)) for one in clauses)
    assert text_of(wrapped).split("\n\n") == clauses


def test_columns_of_a_letterhead_keep_the_blanks_between_them() -> None:
    assert text_of("ĐẢNG BỘ HOA SEN      ĐẢNG CỘNG SẢN VIỆT NAM") == (
        "ĐẢNG BỘ HOA SEN      ĐẢNG CỘNG SẢN VIỆT NAM"
    )


def test_an_article_of_the_library_comes_back_with_its_front_matter() -> None:
    for path in sorted((SHIPPED / "articles").glob("*.md")):
        read = extract(path.read_bytes(), path.name)
        (document,) = (d for d in Library.load(SHIPPED).documents if f"id: {d.id}" in read.front)  # type: ignore[operator]
        assert number_passages(document.id, read.text) == (document.text, document.passages)
        assert path.read_text(encoding="utf-8").startswith(f"---\n{read.front}\n---\n")


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        pytest.param("# Việc **tháng 5**", "Việc tháng 5", id="heading"),
        pytest.param(
            "Việc tháng 5\n======\n\nDọn.", "Việc tháng 5\n\nDọn.", id="heading, underlined"
        ),
        pytest.param("**Điều 1.** _Dọn_ ~~cầu~~ `kênh`", "Điều 1. Dọn cầu kênh", id="emphasis"),
        pytest.param("***Gấp:*** dọn", "Gấp: dọn", id="strong emphasis"),
        pytest.param("Xem [chỉ thị](https://hoasen.example/7).", "Xem chỉ thị.", id="link"),
        pytest.param("dòng một\ndòng hai", "dòng một dòng hai", id="lines of one paragraph"),
        pytest.param("dòng một  \ndòng hai", "dòng một\n\ndòng hai", id="a line that was ended"),
        pytest.param("* kênh\n* mương", "- kênh\n\n- mương", id="list"),
        pytest.param("1. kênh\n2. mương", "1. kênh\n\n2. mương", id="numbered list"),
        pytest.param("> Trích\n> tiếp", "Trích tiếp", id="quotation"),
        pytest.param("Trên\n\n---\n\nDưới", "Trên\n\nDưới", id="rule"),
        pytest.param("Chữ <!-- ghi\n\nchú --> tiếp &amp; hết", "Chữ  tiếp & hết", id="comment"),
        pytest.param("![sơ đồ](a.png)\nSơ đồ kênh.", "![]()\nSơ đồ kênh.", id="image and caption"),
        pytest.param(
            "| TT | Việc |\n|:--|--:|\n| 1 | **Dọn** kênh |\n| 2 | |",
            "| TT: 1 | Việc: Dọn kênh |\n\n| TT: 2 |",
            id="table",
        ),
        pytest.param("| TT: 1 | Việc: Dọn |", "| TT: 1 | Việc: Dọn |", id="a row as stored"),
        pytest.param(r"5 \* 3 = 15 và \[a\]", "5 * 3 = 15 và [a]", id="escaped"),
        pytest.param("(*) ghi chú, 2*3*4, a * b * c", "(*) ghi chú, 2*3*4, a * b * c", id="stars"),
        pytest.param(
            "Họ tên: ____ ngày ____ a_b_c", "Họ tên: ____ ngày ____ a_b_c", id="blanks to fill in"
        ),
        pytest.param("1- Dọn kênh\n\na) tổ 3", "1- Dọn kênh\n\na) tổ 3", id="numbers of the Party"),
    ],
)
def test_markdown_is_what_a_reader_sees(written: str, seen: str) -> None:
    assert text_of(written, "a.md") == seen


def test_the_top_heading_is_the_title_where_no_front_matter_says_one() -> None:
    assert extract("# Dọn *kênh*\n\nThân.".encode(), "a.md").title == "Dọn kênh"
