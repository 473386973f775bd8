"""A passage that ranks first and yet cannot answer: it lacks the kind of thing asked for."""

import pytest

from index.kinds_asked import lacks_kind_asked
from index.query import Query, Word
from index.text import fold, syllables
from index.units import TextUnit

PUBLISHED = 2024


def lacks(question: str, passage: str, years: tuple[int, ...] = ()) -> bool:
    words = tuple(Word(word, fold(word), 0) for word in syllables(question))
    # The reader would have left these out.
    content = tuple(word for word in words if word.typed not in ("ai", "là", "ông", "who", "is"))
    query = Query(text=question, words=words, content=content, years=years)
    unit = TextUnit(syllables(passage))
    return lacks_kind_asked(query, passage, unit, PUBLISHED) is not None


@pytest.mark.parametrize(
    ("question", "passage", "expected"),
    [
        pytest.param("Giải nhất được bao nhiêu tiền?", "Trao giải nhất.", True, id="no money"),
        pytest.param("giai nhat may trieu", "Trao 2 giải.", True, id="no accents"),
        pytest.param("Giải nhất mấy triệu?", "Giải nhất 15 triệu đồng.", False, id="million"),
        pytest.param("thưởng bao nhiêu", "Thưởng 1.500.000 đ.", False, id="đ"),
        pytest.param("How much is the award?", "Giải nhất.", True, id="English"),
        pytest.param("Có bao nhiêu giải?", "Trao 2 giải.", False, id="a count is no money"),
        pytest.param("Tiền công ai trả?", "Quỹ trả.", True, id="wages"),
    ],
)
def test_money_is_asked_of_a_passage_with_money(
    question: str, passage: str, expected: bool
) -> None:
    assert lacks(question, passage) == expected


DEPUTY = "Đồng chí Lê A, Phó Trưởng ban Văn hóa tỉnh, nói."
HEAD = "Đồng chí Lê A, Trưởng ban Văn hóa tỉnh, nói."


@pytest.mark.parametrize(
    ("question", "passage", "expected"),
    [
        pytest.param("Ai là Trưởng ban Văn hóa tỉnh?", HEAD, False, id="the very office"),
        pytest.param("Ai là Trưởng ban Văn hóa tỉnh?", DEPUTY, True, id="only a deputy's"),
        pytest.param("Ai là Phó Trưởng ban Văn hóa?", DEPUTY, False, id="the deputy asked for"),
        pytest.param("Ai là Phó Trưởng ban Văn hóa?", HEAD, True, id="only the head's"),
        pytest.param("Ai là Trưởng ban Thể thao?", HEAD, True, id="another board"),
        pytest.param("ai la truong ban van hoa", HEAD, False, id="no accents"),
        pytest.param("Ai là Chủ tịch tỉnh?", HEAD, True, id="another office"),
        pytest.param("Ông Lê A là ai?", HEAD, False, id="a person, no office"),
        pytest.param("Trưởng ban Thể thao nói gì?", HEAD, False, id="not asked who"),
    ],
)
def test_who_holds_an_office_is_answered_where_that_office_stands(
    question: str, passage: str, expected: bool
) -> None:
    assert lacks(question, passage) == expected


@pytest.mark.parametrize(
    ("years", "passage", "expected"),
    [
        pytest.param((2019,), "Tổng kết năm 2019.", False, id="the year stands there"),
        pytest.param((2019,), "Tổng kết năm ngoái.", True, id="it does not"),
        pytest.param((2024,), "Tổng kết năm nay.", False, id="the year of publication is meant"),
        pytest.param((2019, 2020), "Tổng kết năm 2019.", True, id="one of two is missing"),
        pytest.param((), "Tổng kết.", False, id="no year asked"),
    ],
)
def test_a_year_asked_for_stands_in_the_passage(
    years: tuple[int, ...], passage: str, expected: bool
) -> None:
    assert lacks("tổng kết", passage, years) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("Viết hộ tôi bài thơ về biển đảo", True, id="write for me"),
        pytest.param("soan giup em bao cao", True, id="draft for me, no accents"),
        pytest.param("Please write a poem about the sea", True, id="English"),
        pytest.param("Ai viết bài thơ về biển đảo?", False, id="who wrote"),
    ],
)
def test_a_text_to_be_written_is_no_question(question: str, expected: bool) -> None:
    assert lacks(question, "Bài thơ về biển đảo.") == expected
