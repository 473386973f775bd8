"""Rules that rewrite a question do what they say, and leave alone what is not theirs."""

from itertools import permutations

import pytest

from index.text import clean
from tests import rewriting
from tests.rewriting import Rule


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (rewriting.decomposed, "ế", "e\u0302\u0301"),
        (rewriting.in_capitals, "nhiệm vụ", "NHIỆM VỤ"),
        (rewriting.without_capitals, "QĐ của TU", "qđ của tu"),
        (rewriting.without_accents, "Đẩy mạnh ở đâu?", "Day manh o dau?"),
        (rewriting.tones_on_the_first_vowel, "thuỷ, hoá, khoẻ", "thủy, hóa, khỏe"),
        (rewriting.tones_on_the_first_vowel, "quý, hoạt, toàn", "quý, hoạt, toàn"),
        (rewriting.tones_on_the_second_vowel, "Thành ủy, hóa", "Thành uỷ, hoá"),
        (rewriting.tones_on_the_second_vowel, "của, mía, quỹ", "của, mía, quỹ"),
        (rewriting.i_and_y_swapped, "kỹ, lí, Mỹ, quý", "kĩ, lý, Mĩ, quí"),
        (rewriting.i_and_y_swapped, "thị, khi, vì, chỉ, y", "thị, khi, vì, chỉ, y"),
        (rewriting.telex_in_place, "tiếng người Đức", "tieesng nguwowfi Dduwsc"),
        (rewriting.telex_in_place, "QĐ, CT20", "QDD, CT20"),
        (rewriting.telex_tone_last, "tiếng người được", "tieengs nguowif dduowcj"),
        (rewriting.telex_all_last, "tiếng người được năm", "tienges nguoiwf dduocwj namw"),
        (rewriting.vni_in_place, "tiếng người đặt", "tie61ng ngu7o72i d9a85t"),
        (rewriting.vni_all_last, "tiếng người đặt", "tieng61 nguoi72 d9at85"),
        (rewriting.with_a_key_held, "ở vàng", "ở vàngg"),
        (rewriting.without_spaces_behind_commas, "biển, đảo", "biển,đảo"),
        (rewriting.with_more_spaces, "một, hai?", "  một  ,  hai  ? \n"),
    ],
)
def test_a_rule(rule: Rule, text: str, expected: str) -> None:
    assert rule(text) == expected


def test_every_second_syllable_loses_its_accents() -> None:
    left = rewriting.with_accents_left_out("đoạn đầu nhiệm vụ bốn")
    assert left in ("doan đầu nhiem vụ bon", "đoạn dau nhiệm vu bốn")


def test_invisible_characters_are_invisible() -> None:
    text = "nhiệm vụ thứ tư"
    hidden = rewriting.with_invisible_characters(text)
    assert len(hidden) > len(text)
    assert " " not in hidden
    assert clean(hidden) == text


def test_a_slip_swaps_two_letters_or_leaves_one_out_of_a_long_word() -> None:
    words = ("ở", "nhiệm", "trọng", "thành", "nghiên")
    for text in map(" ".join, permutations(words, 4)):
        pairs = zip(text.split(), rewriting.with_a_slip(text).split(), strict=True)
        ((word, slipped),) = [(a, b) for a, b in pairs if a != b]
        assert slipped[0] == word[0]
        left_out = any(slipped == word[:at] + word[at + 1 :] for at in range(len(word)))
        assert left_out or sorted(slipped) == sorted(word)
        assert len(word) >= 5


def test_no_slip_without_a_long_word() -> None:
    assert rewriting.with_a_slip("nó ở đâu?") == "nó ở đâu?"


def test_the_end_is_another_one() -> None:
    for text in ("bài ở đâu", "bài ở đâu?", "bài ở đâu..."):
        ended = rewriting.ended_otherwise(text)
        assert ended != text
        assert ended.startswith("bài ở đâu")


@pytest.mark.parametrize(
    "rule",
    [
        rewriting.with_emoji,
        rewriting.greeting_first,
        rewriting.thanks_last,
        rewriting.greeting_first_in_english,
        rewriting.thanks_last_in_english,
    ],
)
def test_what_is_said_around_leaves_the_question_whole(rule: Rule) -> None:
    said = rule("Nguồn ở đâu?")
    assert said != "Nguồn ở đâu?"
    assert "Nguồn ở đâu?" in said


@pytest.mark.parametrize(
    "rule",
    [
        rewriting.with_accents_left_out,
        rewriting.with_a_key_held,
        rewriting.with_a_slip,
        rewriting.with_invisible_characters,
        rewriting.ended_otherwise,
        rewriting.with_emoji,
        rewriting.greeting_first,
        rewriting.thanks_last,
    ],
)
def test_what_a_rule_chooses_is_chosen_by_the_text(rule: Rule) -> None:
    texts = [f"Nhiệm vụ thường xuyên số {number} ở đoạn nào?" for number in range(20)]
    rewritten = [rule(text) for text in texts]
    assert rewritten == [rule(text) for text in texts]
    changes = {other.replace(str(n), "") for n, other in enumerate(rewritten)}
    assert len(changes) > 1, "all texts are rewritten alike"
