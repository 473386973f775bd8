"""A passage that ranks first and yet cannot answer: it lacks the kind of thing asked for."""

import pytest

from index.kinds_asked import KindAsked, of_another_place, of_another_time
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
    return bool(
        of_another_time(query, passage, PUBLISHED) or KindAsked(query).lacking(passage, unit)
    )


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


@pytest.mark.parametrize(
    ("question", "passage", "expected"),
    [
        pytest.param(
            "Tỷ lệ tham gia là bao nhiêu phần trăm?", "Nhiều người tham gia.", True, id="no share"
        ),
        pytest.param("ty le tham gia bao nhieu", "Đạt 95% số hộ.", False, id="a share"),
        pytest.param("Hạn nộp bài thi là khi nào?", "Cuộc thi năm 2024.", True, id="no deadline"),
        pytest.param(
            "Hạn nộp bài thi là khi nào?", "Nộp bài trước ngày 5/6.", False, id="a deadline"
        ),
        pytest.param("Ông ấy quê ở đâu?", "Ông Lê A phát biểu.", True, id="no birthplace"),
        pytest.param("Quê quán của ông Lê A?", "Ông Lê A phát biểu.", True, id="quán is no quận"),
        pytest.param("Mua vé xem thơ ở đâu?", "Ngày thơ mở cửa.", True, id="nothing for sale"),
        pytest.param("Ban nào tổ chức ở đâu?", "Ban Tổ chức họp.", False, id="ban is no selling"),
        pytest.param("Họp lúc mấy giờ?", "Họp sáng 3/4.", True, id="no hour"),
        pytest.param("Họp lúc mấy giờ?", "Họp lúc 8 giờ.", False, id="an hour"),
        pytest.param("Địa chỉ của viện ở đâu?", "Viện ở Hà Nội.", True, id="no address"),
        pytest.param("Vì sao phải hoãn?", "Hội nghị hoãn.", True, id="no reason"),
        pytest.param("Vì sao phải hoãn?", "Hoãn vì mưa.", False, id="a reason"),
        pytest.param("Quên mật khẩu thì sao?", "Cổng thông tin mở.", True, id="no login"),
        pytest.param("Hãng nào làm phần mềm?", "Dùng phần mềm mới.", True, id="no such thing"),
    ],
)
def test_the_kind_of_thing_asked_for_stands_in_the_passage(
    question: str, passage: str, expected: bool
) -> None:
    assert lacks(question, passage) == expected


@pytest.mark.parametrize(
    ("question", "passage", "expected"),
    [
        pytest.param("Có bao nhiêu giải báo chí?", "Tổ chức 2 giải báo chí.", False, id="digits"),
        pytest.param("co may giai bao chi", "Tổ chức hai giải báo chí.", False, id="in words"),
        pytest.param(
            "Có bao nhiêu cộng tác viên?", "Cộng tác viên họp 2 lần.", True, id="of others"
        ),
        pytest.param("Có bao nhiêu giải?", "Năm 2024 trao giải.", True, id="a year is no count"),
        pytest.param("Số hội viên là bao nhiêu?", "Hội có 300 hội viên.", False, id="behind"),
        pytest.param("Chỉ thị số bao nhiêu?", "Chỉ thị mới.", False, id="a number of a document"),
        pytest.param("Mấy anh em họp gì?", "Anh em họp.", False, id="mấy is those"),
        pytest.param("How many prizes?", "Trao giải.", True, id="English"),
    ],
)
def test_how_many_is_answered_by_a_number_with_what_is_counted(
    question: str, passage: str, expected: bool
) -> None:
    assert lacks(question, passage) == expected


def test_a_day_asked_for_stands_in_the_passage() -> None:
    query = Query(text="dịp 30/4 làm gì")
    assert of_another_time(query, "Kỷ niệm 21/6.", PUBLISHED)
    assert of_another_time(query, "Kỷ niệm 30/04.", PUBLISHED) is None


def test_a_place_elsewhere_is_not_spoken_of() -> None:
    query = Query(text="", places=("da nang",))
    assert of_another_place(query, TextUnit(["hà", "nội"]))
    assert of_another_place(query, TextUnit(["ở", "đà", "nẵng"])) is None
