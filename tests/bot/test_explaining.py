"""`giaoban ask --explain`: why an answer is what it is."""

import pytest

from bot.explaining import explain
from tests.bot.shipped import new_desk


def why(question: str, *before: str) -> str:
    desk = new_desk()
    for message in before:
        desk.reply("c", message)
    return explain(desk.answer("c", question)[0])


def test_a_question_for_a_number_says_that_it_was_looked_up() -> None:
    text = why("nv4 la gi")
    assert "sau khi sửa:  nhiệm vụ 4 la gi" in text
    assert "tasks=4" in text
    assert "Bước quyết định: gọi đúng số nhiệm vụ" in text
    assert text.endswith("trả lời (task), độ tin 100%: 4, 137-QĐ/TW")


def test_a_ranked_answer_shows_scores_matches_and_the_threshold() -> None:
    text = why("khuyến học ở đâu ra")
    assert "cần khớp ít nhất 55%" in text
    assert "2         Nhiệm vụ 2: khớp" in text
    assert "folded" in text


def test_a_refusal_says_what_the_passage_lacks() -> None:
    assert "đoạn không có số tiền nào" in why("giải Búa Liềm vàng bao nhiêu tiền")


def test_words_that_match_nothing_are_named() -> None:
    text = why("giá cà phê xuất khẩu tuần này")
    assert "thiếu: " in text
    assert "not_found (not_in_documents)" in text


def test_synonyms_are_shown_with_the_names_they_stand_for() -> None:
    assert "đồng nghĩa:   bão lũ = " in why("bão lũ thì làm gì")


@pytest.mark.parametrize(
    "message", ["xin chào", "", "/help", "nó ở đâu", "văn bản nào nói về cà phê"]
)
def test_every_answer_can_be_explained(message: str) -> None:
    assert why(message).startswith("Đọc câu hỏi")
