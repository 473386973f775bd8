"""The sections of official documents, found in invented ones and in generated ones."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.documents import Document, Passage, Section
from corpus.readers.article import read_article
from corpus.readers.structure import number_passages, remarks
from tests.corpus import official

DOCUMENTS = {name: text for name, text in vars(official).items() if name.isupper()}


def passages(body: str) -> tuple[Passage, ...]:
    return number_passages("d", body, official=True)[1]


def found(body: str) -> list[tuple[str, str]]:
    """Locator and first line of every passage below the lead."""
    return [
        (p.locator, p.text.split("\n")[0])
        for p in passages(body)
        if not p.locator.startswith(("lead.", "tail."))
    ]


def locators(body: str) -> list[str]:
    return [p.locator for p in passages(body)]


def test_a_decision_with_chapters_is_counted_by_articles() -> None:
    assert locators(official.STATE_WITH_CHAPTERS)[10:-6] == [
        "Chương I",
        "Điều 1",
        "Điều 1 đoạn 2",
        "Điều 1 đoạn 3",
        "Điều 2",
        "Điều 2 khoản 1",
        "Điều 2 khoản 2",
        "Điều 2 khoản 2 điểm a",
        "Điều 2 khoản 2 điểm b",
        "Điều 2 khoản 2 điểm c",
        "Điều 2 khoản 2 điểm d",
        "Điều 2 khoản 2 điểm đ",
        "Chương II",
        "Chương II Mục 1",
        "Điều 3",
        "Điều 3 khoản 1",
        "Điều 3 khoản 1a",
        "Điều 3 khoản 2",
        "Chương II Mục 2",
        "Điều 3a",
        "Điều 3a đoạn 2",
        "Điều 4",
    ]


def test_what_stands_before_and_after_the_sections_is_the_lead_and_the_tail() -> None:
    places = passages(official.STATE_WITH_CHAPTERS)
    assert [p.locator for p in places[:10]] == [f"lead.{n}" for n in range(1, 11)]
    assert [(p.locator, p.text) for p in places[-6:]] == [
        ("tail.1", "Nơi nhận:"),
        ("tail.2", "- Như Điều 4;"),
        ("tail.3", "- Lưu: VT."),
        ("tail.4", "TM. ỦY BAN NHÂN DÂN"),
        ("tail.5", "CHỦ TỊCH"),
        ("tail.6", "Phan Thị Bến"),
    ]


def test_a_heading_and_the_title_under_it_are_one_passage() -> None:
    texts = {p.locator: p.text for p in passages(official.STATE_WITH_CHAPTERS)}
    assert texts["Chương I"] == "Chương I\nQUY ĐỊNH CHUNG"
    assert texts["Chương II Mục 1"] == "Mục 1\nGIAO BẾN"
    assert texts["Chương II Mục 2"] == "Mục 2. THU HỒI BẾN"


def test_the_way_to_a_passage_goes_from_the_outermost_in() -> None:
    way = {p.locator: p.sections for p in passages(official.STATE_WITH_CHAPTERS)}
    assert way["Điều 3 khoản 1a"] == (
        Section(level="chapter", number="II"),
        Section(level="section", number="1"),
        Section(level="article", number="3"),
        Section(level="clause", number="1a"),
    )
    assert way["lead.1"] == way["tail.1"] == ()


def test_a_section_has_everything_under_it() -> None:
    document = held(official.STATE_WITH_CHAPTERS)
    steps = [Section(level="article", number="2"), Section(level="clause", number="2")]
    assert [p.locator for p in document.under(steps)] == [
        "Điều 2 khoản 2",
        *(f"Điều 2 khoản 2 điểm {letter}" for letter in "abcdđ"),
    ]


def held(body: str) -> Document:
    front = (
        "---\nid: a\ntitle: A\npublisher: B\npublished: 2020-01-01T00:00+07:00\ntype: Luật\n---\n"
    )
    document, faults = read_article(front + body, "a.md")
    assert faults == []
    assert document is not None
    return document


def test_what_a_decision_puts_into_force_counts_its_own_articles() -> None:
    assert found(official.STATE_WITH_REGULATION) == [
        ("Điều 1", "Điều 1. Ban hành kèm theo Quyết định này Quy chế chợ phiên."),
        ("Điều 2", "Điều 2. Chánh Văn phòng chịu trách nhiệm thi hành./."),
        ("Quy chế", "QUY CHẾ"),
        ("Quy chế Điều 1", "Điều 1. Chợ họp ngày mồng ba."),
        ("Quy chế Điều 2", "Điều 2. Mỗi quầy rộng hai mét."),
        ("Phụ lục I", "PHỤ LỤC I"),
        ("Phụ lục I Mục 1", "1. Quầy gốm."),
        ("Phụ lục I Mục 2", "2. Quầy vải."),
        ("Phụ lục II", "PHỤ LỤC II"),
        ("Phụ lục II Mục 1", "1. Cổng chính ở phía đông."),
    ]


def test_a_party_directive_is_counted_by_its_dashed_numbers() -> None:
    assert locators(official.PARTY_DIRECTIVE)[-12:] == [
        "lead.10",
        "Mục 1",
        "Mục 1 đoạn 2",
        "Mục 2",
        "Mục 2 đoạn 2",
        "Mục 2 đoạn 3",
        "Mục 3",
        "Mục 3 đoạn 2",
        "tail.1",
        "tail.2",
        "tail.3",
        "tail.4",
    ]


def test_a_party_resolution_is_counted_by_romans_numbers_and_letters() -> None:
    assert found(official.PARTY_RESOLUTION) == [
        ("Mục I", "I- TÌNH HÌNH"),
        ("Mục I.1", "1. Kết quả đạt được"),
        ("Mục I.1 đoạn 2", "Rừng đã phủ nửa huyện."),
        ("Mục I.2", "2. Hạn chế"),
        ("Mục II", "II - MỤC TIÊU, NHIỆM VỤ"),
        ("Mục II.1", "1. Mục tiêu"),
        ("Mục II.1.1", "1.1. Mục tiêu chung"),
        ("Mục II.1.2", "1.2. Mục tiêu cụ thể"),
        ("Mục II.1.2 điểm a", "a) Trồng một nghìn cây;"),
        ("Mục II.1.2 điểm b", "b) Giữ ba con suối."),
        ("Mục II.2", "2. Nhiệm vụ"),
        ("Mục III", "III. TỔ CHỨC THỰC HIỆN"),
        ("Mục III.1", "1. Huyện đoàn lập đội trồng cây."),
    ]


def test_every_row_of_a_table_is_a_passage_that_keeps_its_header() -> None:
    rows = [p for p in passages(official.PLAN_WITH_TABLE) if p.locator.startswith("Bảng")]
    assert [(p.locator, p.text) for p in rows] == [
        ("Bảng 1 dòng 1", "| TT: 1 | Nội dung: Gom sách cũ | Thời hạn: 10/3 |"),
        ("Bảng 1 dòng 2", "| TT: 2 | Nội dung: Đóng kệ |"),
    ]
    assert [(s.level, s.number) for s in rows[1].sections] == [
        ("section", "II"),
        ("table", "1"),
        ("row", "2"),
    ]


def test_a_table_in_an_article_belongs_to_its_task_and_takes_no_number_from_it() -> None:
    body = "1. Một.\n\n| Việc | Hạn |\n|---|---|\n| Dọn ao | 5/5 |\n\n2. Hai."
    assert [(p.locator, p.task) for p in number_passages("d", body)[1]] == [
        ("1", 1),
        ("Bảng 1 dòng 1", 1),
        ("2", 2),
    ]


def test_a_letter_without_sections_is_counted_by_its_paragraphs() -> None:
    assert locators(official.CIRCULAR_LETTER) == [
        *(f"lead.{n}" for n in range(1, 7)),
        "đoạn 1",
        "đoạn 2",
        "tail.1",
        "tail.2",
        "tail.3",
    ]
    assert locators(official.WITHOUT_STRUCTURE) == [f"đoạn {n}" for n in range(1, 5)]


def test_articles_that_an_amendment_quotes_are_not_its_own() -> None:
    assert [name for name, _ in found(official.AMENDMENT)] == [
        "Điều 1",
        "Điều 1 khoản 1",
        "Điều 1 khoản 1 đoạn 2",
        "Điều 1 khoản 1 đoạn 3",
        "Điều 1 khoản 1 đoạn 4",
        "Điều 1 khoản 2",
        "Điều 1 khoản 2 đoạn 2",
        "Điều 1 khoản 2 đoạn 3",
        "Điều 1 khoản 3",
        "Điều 1 khoản 3 đoạn 2",
        "Điều 2",
        "Điều 3",
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            "Điều 1. A.\n\nĐiều 3. C.\n\nĐiều 4. D.",
            ["Điều 1", "Điều 3", "Điều 4"],
            id="an article left out",
        ),
        pytest.param(
            "Điều 1. A.\n\nĐiều 2. B.\n\nĐiều 2. C.\n\n1. c.\n\nĐiều 3. D.",
            ["Điều 1", "Điều 2", "Điều 2 (lần 2)", "Điều 2 khoản 1", "Điều 3"],
            id="an article's number twice",
        ),
        pytest.param(
            "Điều 1. A.\n\nĐiều 7 Luật Ao quy định.\n\nĐiều 5, Điều 6 bãi bỏ.\n\nĐiều 2. B.",
            ["Điều 1", "Điều 1 đoạn 2", "Điều 1 đoạn 3", "Điều 2"],
            id="a line that only names an article",
        ),
        pytest.param(
            "Điều 1. A như sau:\nI. VIỆC\n1. x\n2. y\nII. TIỀN\n1. z\nĐiều 2. B.",
            [
                "Điều 1",
                "Điều 1 mục I",
                "Điều 1 mục I.1",
                "Điều 1 mục I.2",
                "Điều 1 mục II",
                "Điều 1 mục II.1",
                "Điều 2",
            ],
            id="romans inside an article, lines not apart",
        ),
        pytest.param(
            "I. CHUNG\n\nĐiều 1. A.\n\nII. RIÊNG\n\nĐiều 2. B.",
            ["Mục I", "Điều 1", "Mục II", "Điều 2"],
            id="romans above articles",
        ),
        pytest.param(
            "I. A\n\n1. x\n\n2. y\n\nII. B\n\n3. z\n\n4. t",
            ["Mục I", "Mục I.1", "Mục I.2", "Mục II", "Mục II.3", "Mục II.4"],
            id="numbers that run on",
        ),
        pytest.param(
            "MỤC ĐÍCH\n\n1. x\n\n2. y\n\nYÊU CẦU\n\n1. z",
            ["lead.1", "Mục 1", "Mục 2", "đoạn 1", "Mục 1 (lần 2)"],
            id="numbers anew under headings without a number",
        ),
        pytest.param(
            "Phần thứ nhất\nMỞ ĐẦU\n\nChương I\n\nA B\n\nPhần thứ hai\n\nChương I. C",
            ["Phần thứ nhất", "Phần thứ nhất Chương I", "Phần thứ hai", "Phần thứ hai Chương I"],
            id="chapters that start anew in a part",
        ),
        pytest.param(
            "A. ĐÁNH GIÁ\n\nI. Được\n\nB. VIỆC TỚI\n\nI. Gấp",
            ["Phần A", "Phần A Mục I", "Phần B", "Phần B Mục I"],
            id="parts by letters",
        ),
        pytest.param("1. A\n\n2021. B\n\n20-CT/TW là số.\n\n3.5 triệu", None, id="other numbers"),
        pytest.param(
            "1. V.I. Lênin.\n\nX-quang phổi.\n\n2. B",
            ["Mục 1", "Mục 1 đoạn 2", "Mục 2"],
            id="names",
        ),
        pytest.param(
            "## Chương I\n\n### Điều 1. A\n\n1\\. b", ["Chương I", "Điều 1", "Điều 1 đoạn 2"],
            id="marks of Markdown headings",
        ),
        pytest.param("Điều 1. Hiệu lực. 1. Từ ngày ký. 2. Thay số cũ.", ["Điều 1"], id="one line"),
        pytest.param(
            "Điều 1. A\n\nĐiều 2. B\n\nNoi nhan:\n- Điều 1;\n\n1. Lưu", None, id="tail unaccented"
        ),
    ],
)  # fmt: skip
def test_structure_is_found_and_not_assumed(body: str, expected: list[str] | None) -> None:
    if expected is None:
        expected = {
            "1": ["Mục 1", "Mục 1 đoạn 2", "Mục 1 đoạn 3", "Mục 1 đoạn 4"],
            "Đ": ["Điều 1", "Điều 2", "tail.1", "tail.2", "tail.3"],
        }[body[0]]
    assert locators(body) == expected


def test_marks_of_headings_are_not_part_of_the_text() -> None:
    text, _ = number_passages("d", "## Chương I\n\n### Điều 1. A", official=True)
    assert text == "Chương I\n\nĐiều 1. A"


def test_what_is_odd_in_the_numbers_is_said() -> None:
    assert remarks("Điều 1. A.\n\nĐiều 3. C.\n\nĐiều 3. D.") == (
        "trước “3” thiếu số: “3 C”",
        "số lặp lại: “Điều 3” lần thứ 2 gọi là lần 2",
    )
    assert remarks(official.STATE_WITH_CHAPTERS) == ()


def test_three_articles_in_turn_are_those_of_a_law_whoever_says_so() -> None:
    law = "Điều 1. A.\n\nĐiều 2. B.\n\nĐiều 3. C."
    assert [p.locator for p in number_passages("d", law)[1]] == ["Điều 1", "Điều 2", "Điều 3"]
    two = "Điều 1. A.\n\nĐiều 2. B."
    assert [p.locator for p in number_passages("d", two)[1]] == ["lead.1", "lead.2"]


@pytest.mark.parametrize("field", ["directive: 9-CT/HS", "type: Chỉ thị"])
def test_a_document_that_is_official_has_sections_and_an_article_tasks(field: str) -> None:
    front = "---\nid: a\ntitle: A\npublisher: B\npublished: 2020-01-01T00:00+07:00\n---\n"
    document, _ = read_article(front + "1. A\n\n2. B", "a.md")
    assert document is not None
    assert [p.locator for p in document.passages] == ["1", "2"]
    document, _ = read_article(front.replace("id:", f"{field}\nid:") + "1. A\n\n2. B", "a.md")
    assert document is not None
    assert [p.locator for p in document.passages] == ["Mục 1", "Mục 2"]
    assert document.tasks == {}


# Any text, and texts made of all that may open a section.

OPENINGS = st.sampled_from(
    ["Điều 1.", "Điều 2.", "Điều 2a.", "Điều 9", "Chương I", "Chương II", "Mục 1", "Phần thứ hai",
     "PHỤ LỤC", "PHỤ LỤC II", "I.", "II-", "1.", "1-", "2.", "2a.", "1.1.", "1.2", "a)", "b)", "đ)",
     "- ", "“", "”", '"', "Nơi nhận:", "TM. ỦY BAN", "QUY CHẾ", "(kèm theo", "| A: 1 |", "## ",
     "![]()", "A. B", "CHỮ IN", "như sau:"]
)  # fmt: skip
LINES = st.builds("{}{}{}".format, OPENINGS, st.sampled_from(["", " "]), st.text(max_size=6))
ANY_LINES = st.builds("{}{}".format, st.one_of(LINES, st.text(max_size=8)), st.sampled_from("\n "))
BODIES = st.lists(ANY_LINES, max_size=25).map("\n".join)


@settings(max_examples=150, deadline=None)
@given(BODIES)
@example("Điều 1.\n\nĐiều 1.\n\nĐiều 1 (lần 2)")
def test_spans_order_and_locators_hold_for_any_body(body: str) -> None:
    text, places = number_passages("d", body, official=True)
    assert [text[p.start : p.end] for p in places] == [p.text for p in places]
    assert "\n\n".join(p.text for p in places) == text
    assert [name for name, n in Counter(p.locator for p in places).items() if n > 1] == []
    assert [p.text for p in places if not p.text or p.text != p.text.strip()] == []


@settings(max_examples=100, deadline=None)
@given(BODIES)
def test_a_text_read_again_has_the_same_sections(body: str) -> None:
    text, places = number_passages("d", body, official=True)
    assert number_passages("d", text, official=True) == (text, places)


WORDS = st.lists(
    st.sampled_from("bến thuyền hồ mây lúa nếp chợ phiên sông đò làng nghề gốm vải".split()),
    min_size=2,
    max_size=6,
).map(lambda words: " ".join(words).capitalize())
ROMANS = ["I", "II", "III", "IV", "V", "VI"]
LETTERS = "abcdđe"


@st.composite
def laws(draw: st.DrawFn) -> list[tuple[str, str]]:
    """A law's passages: chapters, articles that count through them, khoản and điểm."""
    rows: list[tuple[str, str]] = []
    article = 0
    for chapter in range(draw(st.integers(1, 3))):
        rows.append(
            (f"Chương {ROMANS[chapter]}", f"Chương {ROMANS[chapter]}\n{draw(WORDS).upper()}")
        )
        for _ in range(draw(st.integers(1, 3))):
            article += 1
            name = f"Điều {article}"
            rows.append((name, f"{name}. {draw(WORDS)}"))
            if draw(st.booleans()):
                rows.append((f"{name} đoạn 2", f"{draw(WORDS)} theo Điều {article + 1}."))
            for clause in range(1, draw(st.integers(0, 3)) + 1):
                rows.append((f"{name} khoản {clause}", f"{clause}. {draw(WORDS)}:"))
                for letter in LETTERS[: draw(st.integers(0, 6))]:
                    place = f"{name} khoản {clause} điểm {letter}"
                    rows.append((place, f"{letter}) {draw(WORDS)};"))
    return rows


@st.composite
def resolutions(draw: st.DrawFn) -> list[tuple[str, str]]:
    """A Party document's passages: romans, numbers of one style, numbers under them, dashes."""
    rows: list[tuple[str, str]] = []
    style = draw(st.sampled_from(["{}. ", "{}- ", "{} - "]))
    for roman in ROMANS[: draw(st.integers(1, 6))]:
        name = f"Mục {roman}"
        rows.append((name, f"{style.format(roman)}{draw(WORDS).upper()}"))
        for item in range(1, draw(st.integers(0, 3)) + 1):
            rows.append((f"{name}.{item}", f"{style.format(item)}{draw(WORDS)}"))
            place = f"{name}.{item}"
            dashes, subs = draw(st.integers(0, 2)), draw(st.integers(0, 3))
            rows += [(f"{place} đoạn {n + 2}", f"- {draw(WORDS)}.") for n in range(dashes)]
            rows += [(f"{place}.{n}", f"{item}.{n}. {draw(WORDS)}.") for n in range(1, subs + 1)]
    return rows


@settings(max_examples=60, deadline=None)
@given(st.one_of(laws(), resolutions()), st.booleans())
def test_a_document_is_found_as_it_was_made(rows: list[tuple[str, str]], apart: bool) -> None:
    body = ("\n\n" if apart else "\n").join(text for _, text in rows)
    expected = rows if apart else [row for row in rows if " đoạn " not in row[0]]
    assert [
        (p.locator, p.text if apart else p.locator) for p in passages(body)
        if apart or " đoạn " not in p.locator
    ] == [(name, text if apart else name) for name, text in expected]  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_letters_composed_otherwise_make_no_other_sections(name: str) -> None:
    composed = unicodedata.normalize("NFC", DOCUMENTS[name])
    assert locators(composed) == locators(DOCUMENTS[name])


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Điều 1. A\n\n" * 2_000, id="one article over and over"),
        pytest.param("1. A\n\na) b\n\n" * 2_000, id="one list over and over"),
        pytest.param("“\n\n" * 5_000, id="quotations never closed"),
        pytest.param("I" * 300_000 + ".", id="a long roman"),
        pytest.param("1." * 200_000, id="a long dotted number"),
        pytest.param("|" * 300_000, id="a row of bars"),
        pytest.param("|a|\n|-|\n" * 4_000, id="tables of nothing"),
        pytest.param("# " * 200_000, id="headings of nothing"),
        pytest.param("CHƯƠNG I\n\n" + "A B\n\n" * 5_000, id="titles without end"),
        pytest.param("QUY CHẾ\n\n" * 5_000, id="titles of what is put into force"),
    ],
)
def test_a_hostile_official_body_does_not_hang_the_reader(body: str) -> None:
    text, places = number_passages("d", body, official=True)
    assert [text[p.start : p.end] for p in places] == [p.text for p in places]
