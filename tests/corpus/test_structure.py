"""Numbering of passages, on little invented texts."""

import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers.structure import PARAGRAPH_BREAK, number_passages


def numbered(body: str) -> list[tuple[str, int | None, str]]:
    return [(p.locator, p.task, p.text) for p in number_passages("d", body)[1]]


def locators(body: str) -> list[str]:
    return [p.locator for p in number_passages("d", body)[1]]


def test_a_task_of_one_paragraph_is_its_number_and_of_several_a_number_and_a_place() -> None:
    assert numbered("Mở đầu.\n\n1. Một.\n\nThêm.\n\n2. Hai.") == [
        ("lead.1", None, "Mở đầu."),
        ("1.1", 1, "1. Một."),
        ("1.2", 1, "Thêm."),
        ("2", 2, "2. Hai."),
    ]


def test_a_caption_between_two_paragraphs_of_a_task_is_not_of_the_task() -> None:
    assert numbered("1. Một.\n\n![]()\nẢnh.\n\nThêm.") == [
        ("1.1", 1, "1. Một."),
        ("caption.1", None, "Ảnh."),
        ("1.2", 1, "Thêm."),
    ]


def test_a_task_of_one_paragraph_and_a_caption_stays_a_task_of_one_paragraph() -> None:
    assert locators("1. Một.\n\n![]()\nẢnh.\n\n2. Hai.") == ["1", "caption.1", "2"]


def test_a_caption_in_the_lead_does_not_break_its_count() -> None:
    assert locators("A.\n\n![](a.jpg)\nẢnh.\n\nB.\n\n1. Một.") == [
        "lead.1",
        "caption.1",
        "lead.2",
        "1",
    ]


def test_a_caption_that_opens_with_a_number_begins_no_task() -> None:
    assert locators("![]()\n1. Ảnh.\n\n1. Một.") == ["caption.1", "1"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("![]()", [], id="image alone"),
        pytest.param("![chú thích](anh.jpg)  \nẢnh.", [("caption.1", "Ảnh.")], id="alt text"),
        pytest.param("  ![]()\nẢnh.", [("caption.1", "Ảnh.")], id="indented image"),
        pytest.param("![]()\n![]()\nẢnh.", [("caption.1", "Ảnh.")], id="two images, one caption"),
        pytest.param(
            "A.\n![]()\nẢnh.", [("lead.1", "A."), ("caption.1", "Ảnh.")], id="no empty line before"
        ),
        pytest.param("A.\n![]()", [("lead.1", "A.")], id="image at the end"),
        pytest.param("A.\n![]() \n\nB.", [("lead.1", "A."), ("lead.2", "B.")], id="under a text"),
        pytest.param("![]()\n\nA.", [("lead.1", "A.")], id="an empty line ends the caption"),
        pytest.param("![]()\nA\nB", [("caption.1", "A\nB")], id="caption of two lines"),
        pytest.param("Xem ![](a.png) nhé", [("lead.1", "Xem ![](a.png) nhé")], id="inside a line"),
        pytest.param("A!\n![ ]", [("lead.1", "A!\n![ ]")], id="not an image at all"),
    ],
)
def test_an_image_line_is_never_text(body: str, expected: list[tuple[str, str]]) -> None:
    assert [(locator, text) for locator, _, text in numbered(body)] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("1. A\n\n3. C\n\n2. B", ["1.1", "1.2", "2"], id="a number out of turn"),
        pytest.param("2. B\n\n1. A", ["lead.1", "1"], id="starting with two"),
        pytest.param("1. A\n\n1. B", ["1.1", "1.2"], id="a number twice"),
        pytest.param("0. A\n\n1. B", ["lead.1", "1"], id="zero"),
        pytest.param("2024. A", ["lead.1"], id="a year is no task"),
        pytest.param("1.5 triệu", ["lead.1"], id="a decimal is no task"),
        pytest.param("1.A", ["lead.1"], id="no space after the point"),
        pytest.param("1) A", ["lead.1"], id="a parenthesis is no point"),
        pytest.param("Câu 1. A", ["lead.1"], id="not at the beginning"),
        pytest.param("A\n1. B", ["lead.1"], id="not at the beginning of the paragraph"),
        pytest.param("1. A\n2. B", ["1"], id="two numbers in one paragraph"),
        pytest.param("01. A\n\n2.\tB", ["1", "2"], id="leading zero, tab"),
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\t\n\n", [], id="only space"),
    ],
)
def test_only_the_next_number_in_turn_begins_a_task(body: str, expected: list[str]) -> None:
    assert locators(body) == expected


def test_a_text_without_tasks_is_all_lead() -> None:
    assert numbered("A.\n\nB.\n\nC.") == [
        ("lead.1", None, "A."),
        ("lead.2", None, "B."),
        ("lead.3", None, "C."),
    ]


def test_tasks_go_on_beyond_nine_and_beyond_ninety_nine() -> None:
    body = "\n\n".join(f"{n}. Việc." for n in range(1, 121))
    assert locators(body) == [str(n) for n in range(1, 121)]


def test_windows_line_ends_make_the_same_passages() -> None:
    body = "A.\n\n![]()\nẢnh.\n\n1. Một.\n\nThêm."
    assert numbered(body.replace("\n", "\r\n")) == numbered(body)


@pytest.mark.parametrize("gap", ["\n\n", "\n \n", "\n\t \n\n", "\n\n\n\n", "\n\u00a0\n", "  \n\n "])
def test_any_empty_lines_part_paragraphs(gap: str) -> None:
    assert numbered(f"1. Một.{gap}Thêm.") == [("1.1", 1, "1. Một."), ("1.2", 1, "Thêm.")]


def test_space_around_a_paragraph_is_dropped_and_inside_it_kept() -> None:
    text, passages = number_passages("d", "\n\n  A  b\n c. \n\n\n 1. Một.\t\n")
    assert text == "A  b\n c.\n\n1. Một."
    assert [(p.start, p.end) for p in passages] == [(0, 8), (10, 17)]


PARAGRAPHS = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.builds("{}. {}".format, st.integers(0, 12), st.text(max_size=5)),
        st.builds("![]({})\n{}".format, st.sampled_from(["", "a.jpg"]), st.text(max_size=5)),
        st.sampled_from(["![]()", "A\n![]()\nB", "\u2028", "\r", "e\u0301"]),
    ),
    max_size=15,
)


@settings(max_examples=40, deadline=None)
@given(PARAGRAPHS)
def test_spans_locators_and_order_hold_for_any_paragraphs(paragraphs: list[str]) -> None:
    text, passages = number_passages("d", "\n\n".join(paragraphs))
    assert [text[p.start : p.end] for p in passages] == [p.text for p in passages]
    assert len({p.locator for p in passages}) == len(passages)
    assert [p.start for p in passages] == sorted(p.start for p in passages)
    assert PARAGRAPH_BREAK.join(p.text for p in passages) == text
    assert [p.text for p in passages if p.text != p.text.strip() or not p.text] == []
    tasks = [p.task for p in passages if p.task is not None]
    assert tasks == sorted(tasks)
    assert set(tasks) == set(range(1, max(tasks, default=0) + 1))


@settings(max_examples=40, deadline=None)
@given(PARAGRAPHS)
def test_no_letter_is_lost_but_those_of_image_lines(paragraphs: list[str]) -> None:
    body = "\n\n".join(paragraphs)
    text, _ = number_passages("d", body)
    without_images = re.sub(r"(?m)^[^\S\n]*!\[\]\([^)\n]*\)\s*$", "", body)
    assert "".join(text.split()) == "".join(without_images.split())


@settings(max_examples=40, deadline=None)
@given(PARAGRAPHS)
def test_a_text_numbered_again_keeps_its_letters(paragraphs: list[str]) -> None:
    text, _ = number_passages("d", "\n\n".join(paragraphs))
    assert number_passages("d", text)[0] == text


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("1. A\n\n" + "x\n\n" * 8_000, id="a task of many paragraphs"),
        pytest.param("\n" * 500_000 + "x", id="many empty lines"),
        pytest.param("x\n" + " " * 500_000 + "y", id="a long indent"),
        pytest.param("![" * 200_000, id="images never closed"),
        pytest.param("\n![" * 50_000, id="image lines never closed"),
        pytest.param("x" * 5_000_000, id="five million letters"),
    ],
)
def test_a_hostile_body_does_not_hang_the_reader(body: str) -> None:
    began = time.perf_counter()
    number_passages("d", body)
    assert time.perf_counter() - began < 2.0


def test_locators_do_not_depend_on_how_letters_are_composed() -> None:
    body = "Mở đầu.\n\n1. Một.\n\nThêm."
    assert locators(unicodedata.normalize("NFD", body)) == locators(body)
