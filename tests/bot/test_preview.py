"""A preview: both editions asked, what differs grouped, bounded, and told in words."""

import io

import pytest
from rich.console import Console

from bot import preview_report
from bot.preview import GROUPS, Difference, Preview, compare
from bot.scripts import ScriptedConversation, Turn
from corpus.files import Files
from tests.bot.ben_may import BRIEFING, DIRECTIVES, FILES, NOTICE, changed, edition, without

WATER = changed(NOTICE, ("cả tuần.", "cả tuần.\n\nGiếng đá sau nhà có nước ngọt quanh năm."))


def previewed(
    files: Files, *questions: str, scripts: tuple[ScriptedConversation, ...] = ()
) -> Preview:
    return compare(edition(), edition(files), questions, scripts)


def only(preview: Preview) -> Difference:
    (difference,) = preview.differences
    assert preview.counts == {difference.group: 1}
    return difference


def test_what_is_answered_as_before_is_counted_and_no_more() -> None:
    preview = previewed(WATER, "nhiệm vụ 1", "71-CT/BM", "giá vàng", "cảm ơn")
    assert (preview.asked, preview.same, preview.differences) == (4, 4, ())


def test_a_question_that_gets_an_answer_is_newly_answered() -> None:
    difference = only(previewed(WATER, "nhiệm vụ 1", "giếng đá có nước ngọt không"))
    assert difference.group == "newly_answered"
    assert difference.old is not None
    assert difference.old.places == ()
    assert difference.new is not None
    assert difference.new.places == (("ben-may-nvh", "lead.3"),)
    assert difference.new.opening == "Giếng đá sau nhà có nước ngọt quanh năm."


def test_a_question_that_loses_its_answer_is_told_first() -> None:
    preview = previewed(without(NOTICE), "nhiệm vụ 1", "thư viện tre cho mượn sách khi nào")
    assert only(preview).group == "no_longer_answered"
    assert GROUPS[0] == "no_longer_answered"


@pytest.mark.parametrize(
    ("files", "question"),
    [
        (changed(BRIEFING, ("cầu tre", "cầu gỗ")), "nhiệm vụ 1"),
        (changed(BRIEFING, ("ben-may-5", "ben-may-6")), "nhiệm vụ 4"),
    ],
)
def test_another_text_or_another_place_is_another_passage(files: Files, question: str) -> None:
    assert only(previewed(files, question)).group == "other_passage"


def test_the_same_passage_with_other_words_of_ours_is_another_note() -> None:
    files = changed(DIRECTIVES, ("2031-04-03", "2031-04-04"))
    assert only(previewed(files, "nhiệm vụ 2")).group == "other_note"


def test_each_question_is_asked_once_and_out_of_nowhere() -> None:
    preview = previewed(WATER, "nhiệm vụ 1", "còn đoạn 2?", "nhiệm vụ 1")
    assert preview.asked == 2
    assert preview.same == 2


def test_conversations_are_played_to_both_turn_by_turn() -> None:
    script = ScriptedConversation(
        id="hai-lượt",
        title="hỏi rồi hỏi tiếp",
        turns=(Turn(user="nhiệm vụ 1"), Turn(user="tiếp theo"), Turn(press="Nguồn")),
    )
    preview = previewed(changed(BRIEFING, ("cầu tre", "cầu gỗ")), scripts=(script,))
    assert preview.asked == 3
    assert only(preview).conversation == "hai-lượt"
    assert only(preview).question == "nhiệm vụ 1"


def test_a_button_that_only_one_edition_has_is_a_difference_and_no_crash() -> None:
    script = ScriptedConversation(
        id="nút", title="bấm", turns=(Turn(user="nhiệm vụ 3"), Turn(press="Nhiệm vụ 4"))
    )
    preview = previewed(changed(BRIEFING, ("4. Thi thả", "Thi thả")), scripts=(script,))
    assert preview.counts["no_longer_answered"] == 1
    assert preview.differences[0].new is None


def test_a_long_list_is_cut_and_counted() -> None:
    questions = [f"nhiệm vụ 1{'?' * n}" for n in range(60)]
    preview = previewed(changed(BRIEFING, ("cầu tre", "cầu gỗ")), *questions)
    assert preview.counts == {"other_passage": 60}
    assert len(preview.differences) == 20
    assert "và 57 câu nữa" in preview_report.message(preview)


# -- in words --------------------------------------------------------------------------------------


def in_terminal(preview: Preview) -> str:
    console = Console(file=io.StringIO(), width=120)
    console.print(preview_report.table(preview))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_terminal_shows_old_and_new_side_by_side() -> None:
    shown = in_terminal(previewed(changed(BRIEFING, ("cầu tre", "cầu gỗ")), "nhiệm vụ 1"))
    (row,) = [line for line in shown.splitlines() if "Sửa cầu" in line]
    assert row.index("cầu tre") < row.index("cầu gỗ")
    assert "Trả lời bằng đoạn khác: 1" in shown


def test_a_chat_gets_a_few_lines() -> None:
    questions = ["nhiệm vụ 1", "giếng đá có nước ngọt không", "71-CT/BM"]
    both = changed(BRIEFING, ("cầu tre", "cầu gỗ"), files=WATER)
    told = preview_report.message(previewed(both, *questions))
    assert told.startswith("Đã thử 3 câu hỏi: 1 câu trả lời như cũ, 2 câu khác.")
    assert "• giếng đá có nước ngọt không: không trả lời → ben-may-nvh lead.3" in told


@pytest.mark.parametrize(
    ("questions", "told"),
    [((), "Chưa có câu hỏi nào để thử."), (("nhiệm vụ 1",), "câu nào cũng được trả lời như cũ")],
)
def test_nothing_to_tell_is_told_in_a_line(questions: tuple[str, ...], told: str) -> None:
    preview = previewed(FILES, *questions)
    assert told in preview_report.message(preview)
    assert told in in_terminal(preview)
