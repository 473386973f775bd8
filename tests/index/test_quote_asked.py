"""Which messages ask to check a text, and which part of them is the text."""

import pytest

from index.query import Pasted
from index.quote_asked import LONGEST_PASTE, read_command, read_pasted

TEXT = "Chú trọng đổi mới phương thức chỉ đạo, điều hành dựa trên số hóa dữ liệu"
SHORT = "bảo hiểm y tế"


@pytest.mark.parametrize(
    "message",
    [
        f"kiểm tra câu này: {TEXT}",
        f"Kiểm tra giúp em câu này với ạ: {TEXT}",
        f"kiểm tra hộ đoạn sau “{TEXT}”",
        f"kiểm tra trích dẫn: {TEXT}",
        f"câu này có đúng nguyên văn không: “{TEXT}”",
        f"câu “{TEXT}” có đúng nguyên văn không ạ?",
        f"đối chiếu giúp: {TEXT}",
        f"đối chiếu với bản gốc giúp tôi câu sau:\n{TEXT}",
        f"trích đúng chưa: {TEXT}",
        f"{TEXT}, trích vậy có đúng không?",
        f"“{TEXT}” đúng chưa em?",
        f'dạ anh xem giúp em "{TEXT}" có sai chữ nào không ạ',
        f"kiem tra cau nay giup toi: {TEXT}",
        f"cau nay co dung nguyen van khong: {TEXT}",
        f"check câu này: {TEXT}",
        f"check this quote: “{TEXT}”",
        f"is this quoted correctly? “{TEXT}”",
        f"please verify the quotation: {TEXT}",
        f"is this quote accurate: {TEXT}",
        f"kiểm tra câu này: nhiệm vụ 5: {TEXT}",
        f"kiểm tra câu này giúp tôi {TEXT}",
        f"ktra giúp e câu này ạ: {TEXT}",
        f"kiểm tra xem câu này có khớp nguyên văn không: {TEXT}",
        f"trong slide ghi “{TEXT}” có đúng không?",
        f"compare with the original: {TEXT}",
        f"kiểm tra đoạn sau nhé\n{TEXT}\nCảm ơn ạ",
    ],
)
def test_a_request_gives_the_text_alone(message: str) -> None:
    assert read_pasted(message) == Pasted(TEXT, "check")


@pytest.mark.parametrize(
    "message",
    [
        "kiểm tra trích dẫn giúp tôi",
        "câu này có đúng nguyên văn không?",
        "trích đúng chưa em",
        "kiem tra cau nay giup em",
        "is this quoted correctly?",
        "check this quote please",
    ],
)
def test_a_request_without_a_text_gives_none(message: str) -> None:
    pasted = read_pasted(message)
    assert pasted is not None
    assert (pasted.ground, pasted.text) == ("check", "")


@pytest.mark.parametrize(
    ("message", "ground"),
    [
        (f"“{TEXT}”", "quoted"),
        (f'"{TEXT}"', "quoted"),
        (f"câu này ạ: “{TEXT}”", "quoted"),
        (f"câu “{TEXT}” nằm ở nhiệm vụ mấy?", "quoted"),
        (TEXT, "plain"),
        (f"“{SHORT}” là của văn bản nào?", None),
        (f"“{SHORT}”", None),
        ("nhiệm vụ 4 là gì?", None),
        ("công tác kiểm tra, đôn đốc nói gì", None),
        ("đoạn này nói về gì", None),
        ("cho tôi đúng nguyên văn nhiệm vụ 4", None),
        ("nghị quyết 33 có nguyên văn không", None),
    ],
)
def test_what_is_no_request_may_still_be_a_copy(message: str, ground: str | None) -> None:
    pasted = read_pasted(message)
    assert (pasted.ground if pasted else None) == ground


def test_quotation_marks_within_the_text_stay_in_it() -> None:
    text = "triển khai Chỉ thị số 30-CT/TU về “Tăng cường sự lãnh đạo” và cả Chỉ thị khác"
    assert read_pasted(f"kiểm tra câu này: {text}") == Pasted(text, "check")


def test_lines_are_kept_and_everything_else_is_cleaned() -> None:
    message = f"kiểm tra câu này:\n\n{TEXT}\u200b\n\x07 \nchỗ  hai"
    assert read_pasted(message) == Pasted(f"{TEXT}\nchỗ hai", "check")


def test_a_text_too_long_is_cut_behind_a_word_and_says_so() -> None:
    pasted = read_command("tuyên giáo " * LONGEST_PASTE)
    assert pasted.cut
    assert pasted.text.split()[-1] in ("tuyên", "giáo")


def test_the_command_takes_what_is_in_the_marks() -> None:
    assert read_command(f"“{TEXT}” đúng chưa") == Pasted(TEXT, "check")
    assert read_command(TEXT) == Pasted(TEXT, "check")
    assert read_command("") == Pasted("", "check")


@pytest.mark.parametrize("word", ["kiểm tra lại ", "check this ", "“", "trích đúng ", "câu này "])
def test_a_word_said_a_thousand_times_is_read_at_once(word: str) -> None:
    read_pasted(word * 1000)
