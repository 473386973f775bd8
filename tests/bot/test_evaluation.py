"""Measuring answers: what is counted right, told wrong, kept, and compared."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from bot.evaluation import Floors, QuestionRun, Score, measure
from bot.evaluation_report import questions_record, show_questions
from bot.scripts import load_conversations
from index.evaluation.runs import UnusableRun, load_run, save_run
from tests.bot.shipped import new_desk, shipped_library

# Two right and one wrong; the wrong one is task 4 and not 6.
QUESTIONS = """\
{"id": "a1", "q": "nhiệm vụ 4", "kind": "task", "style": "terse", "expect": {"task": 4}}
{"id": "a2", "q": "nhiem vu 4", "kind": "task", "style": "[no_accents]", "expect": {"task": 6}}
{"id": "a3", "q": "giá vé tàu?", "kind": "none", "style": "terse", "expect": {"answered": false}}
"""
CONVERSATIONS = """\
- id: doc-tiep
  title: đi tiếp rồi bấm nút
  turns:
    - {user: "nhiệm vụ 4", expect: {task: 4}}
    - {user: "nhiệm vụ tiếp theo", expect: {task: 5}}
    - {press: "Nguồn", expect: {contains: ["Trung Kiên"]}}
    - {press: "Nút không có"}
    - {user: "nhiệm vụ 6", expect: {task: 6}}
"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    (tmp_path / "hoi.jsonl").write_text(QUESTIONS, encoding="utf-8")
    (tmp_path / "chuyen.yaml").write_text(CONVERSATIONS, encoding="utf-8")
    return [tmp_path / "hoi.jsonl", tmp_path / "chuyen.yaml"]


def run_of(*files: Path) -> QuestionRun:
    return measure(load_conversations(files), new_desk())


def shown(run: QuestionRun, floors: Floors | None = None, before: QuestionRun | None = None) -> str:
    out = io.StringIO()
    show_questions(Console(file=out, width=120), run, floors or Floors(), before)
    return out.getvalue()


def tally(run: QuestionRun) -> dict[tuple[str, str], tuple[int, int]]:
    return {(score.group, score.name): (score.right, score.total) for score in run.scores}


# -- counting ------------------------------------------------------------------------------------


def test_right_answers_are_counted_by_kind_and_style(files: list[Path]) -> None:
    assert tally(run_of(files[0])) == {
        ("all", ""): (2, 3),
        ("kind", "none"): (1, 1),
        ("kind", "task"): (1, 2),
        ("style", "[no_accents]"): (0, 1),
        ("style", "terse"): (2, 2),
    }


def test_first_turns_are_counted_apart_and_what_could_not_be_asked_is_wrong(
    files: list[Path],
) -> None:
    run = run_of(files[1])
    assert tally(run) == {
        ("all", ""): (3, 5),
        ("kind", "follow-up"): (2, 4),
        ("kind", "turn 1"): (1, 1),
        ("style", "conversation"): (3, 5),
    }
    assert [v.id for v in run.verdicts] == [f"doc-tiep.{n}" for n in range(1, 6)]
    assert [v.got is None for v in run.verdicts] == [False, False, False, True, True]
    assert "không có nút “Nút không có”" in run.verdicts[3].reasons[0]
    assert run.verdicts[4].reasons == ("chưa hỏi được: cuộc trò chuyện dừng ở một lượt trước",)


def test_each_question_is_asked_in_a_chat_of_its_own(tmp_path: Path) -> None:
    row = '{"id": "%s", "q": "%s", "kind": "k", "style": "s", "expect": %s}\n'
    text = row % ("a", "nhiệm vụ 4", '{"task": 4}') + row % (
        "b",
        "nhiệm vụ tiếp theo",
        '{"status": "unclear"}',
    )
    (tmp_path / "a.jsonl").write_text(text, encoding="utf-8")
    assert tally(run_of(tmp_path))["all", ""] == (2, 2)


def test_the_time_of_a_question_counts_only_where_it_was_asked(files: list[Path]) -> None:
    run = run_of(files[1])
    assert [v.ms > 0 for v in run.verdicts] == [True, True, True, False, False]
    spent = sorted(v.ms for v in run.verdicts[:3])
    assert run.times == (spent[1], spent[2])


@pytest.mark.parametrize(
    ("floors", "missed"),
    [
        pytest.param(Floors(), [], id="no floor"),
        pytest.param(Floors(0.66, 0.0), [], id="just above"),
        pytest.param(Floors(0.67), [""], id="all below"),
        pytest.param(Floors(None, 0.5), ["[no_accents]"], id="a group below"),
        pytest.param(Floors(0.9, 0.95), ["", "task", "[no_accents]"], id="all and groups"),
        pytest.param(Floors(2 / 3, 0.0), [], id="at the floor is not below"),
    ],
)
def test_floors(files: list[Path], floors: Floors, missed: list[str]) -> None:
    assert [score.name for score in floors.missed(run_of(files[0]).scores)] == missed


def test_a_floor_in_decimals_is_met_by_the_very_share() -> None:
    for right in range(101):
        assert Floors(float(f"0.{right:02}")).missed([Score("all", "", right, 100)]) == []


# -- telling -------------------------------------------------------------------------------------


def test_the_table_and_every_wrong_answer_are_shown(files: list[Path]) -> None:
    told = shown(run_of(files[0]), Floors(0.97, 0.95))
    rows = {" ".join(line.split()) for line in told.splitlines()}
    assert rows >= {
        "đúng tổng tỉ lệ",
        "tất cả 2 3 66.7% dưới mức 97.0%",
        "loại: none 1 1 100.0%",
        "loại: task 1 2 50.0% dưới mức 95.0%",
        "kiểu: [no_accents] 0 1 0.0% dưới mức 95.0%",
        "kiểu: terse 2 2 100.0%",
        "a2 [task, [no_accents]]",
        "câu hỏi: nhiem vu 4",
        "mong đợi: {'task': 6}",
        "nhận: answered task đoạn ['4'] văn bản ['137-QĐ/TW']",
        "sai: đoạn ['4'], mong ['6']",
    }
    assert "a1" not in told
    assert told.splitlines()[-1].startswith("2/3 câu đúng = 66.7%; mỗi câu p50 ")


def test_the_record_for_machines_says_the_same(files: list[Path]) -> None:
    record = questions_record(run_of(*files), Floors(0.97, 0.95), None)
    assert json.dumps(record)
    assert record["all"] == {"right": 5, "total": 8, "share": 0.625}
    assert record["by_kind"] == {
        "follow-up": {"right": 2, "total": 4, "share": 0.5},
        "none": {"right": 1, "total": 1, "share": 1.0},
        "task": {"right": 1, "total": 2, "share": 0.5},
        "turn 1": {"right": 1, "total": 1, "share": 1.0},
    }
    assert list(record["by_style"]) == ["[no_accents]", "conversation", "terse"]
    assert record["below"][:2] == ["all", "kind follow-up"]
    assert [wrong["id"] for wrong in record["wrong"]] == ["a2", "doc-tiep.4", "doc-tiep.5"]
    wrong = record["wrong"][0]
    assert (wrong["question"], wrong["expected"]) == ("nhiem vu 4", {"task": 6})
    assert wrong["got"] == {
        "status": "answered",
        "kind": "task",
        "locators": ["4"],
        "directives": ["137-QĐ/TW"],
    }
    assert record["wrong"][2]["got"] is None
    assert record["library"] == shipped_library().version
    assert "compared" not in record


# -- keeping and comparing -----------------------------------------------------------------------


def test_a_run_is_kept_and_read_again(files: list[Path], tmp_path: Path) -> None:
    run = run_of(*files)
    save_run(run, tmp_path / "run.json")
    assert load_run(tmp_path / "run.json", QuestionRun) == run


def test_what_changed_since_is_told_with_what_it_did_to_the_table(files: list[Path]) -> None:
    """a1 was right, a2 was right too, a3 wasn't asked; and a4 is asked no more."""
    run = run_of(files[0])
    first, second, _ = run.verdicts
    assert second.got is not None
    other = second.got.model_copy(update={"locators": ("6",)})
    before = QuestionRun(
        library="khác",
        verdicts=(
            first.model_copy(update={"got": other}),
            second.model_copy(update={"got": other, "right": True, "reasons": ()}),
            first.model_copy(update={"id": "a4"}),
        ),
    )
    told = shown(run, before=before)
    rows = {" ".join(line.split()) for line in told.splitlines()}
    assert rows >= {
        "đúng tổng tỉ lệ trước đổi",
        "tất cả 2 3 66.7% 3/3 -33.3%",
        "loại: none 1 1 100.0% – –",
        "mới sai: a2 nhiem vu 4",
        "trước: answered task đoạn ['6'] văn bản ['137-QĐ/TW']",
        "nay: answered task đoạn ['4'] văn bản ['137-QĐ/TW']",
        "vẫn đúng, trả lời khác: a1 nhiệm vụ 4",
        f"Thư viện đã đổi: khác → {shipped_library().version}.",
    }
    assert "1 mới sai; 0 mới đúng; 1 vẫn đúng, trả lời khác; 0 vẫn sai" in told
    assert "1 câu thêm, 1 câu bớt" in told
    compared = questions_record(run, Floors(), before)["compared"]
    assert compared["deltas"]["all"] == {"right": -1, "total": 0, "share": -0.3333}
    assert list(compared["deltas"]["by_kind"]) == ["task"]
    assert [change["id"] for change in compared["newly_wrong"]] == ["a2"]
    assert compared["newly_wrong"][0]["before"]["locators"] == ["6"]
    assert compared["newly_wrong"][0]["after"]["locators"] == ["4"]
    assert [change["id"] for change in compared["other_right"]] == ["a1"]
    assert (compared["newly_right"], compared["other_wrong"]) == ([], [])
    assert (compared["added"], compared["gone"]) == (["a3"], ["a4"])


def test_nothing_changed_between_two_runs_of_the_same(files: list[Path]) -> None:
    told = shown(run_of(*files), before=run_of(*files))
    assert "So với lần trước: 0 mới sai; 0 mới đúng; 0 vẫn đúng" in told
    assert "Thư viện đã đổi" not in told


def test_a_run_of_another_kind_is_told(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text('{"measured": "collection"}', encoding="utf-8")
    with pytest.raises(UnusableRun, match="không phải một lượt đo cùng loại"):
        load_run(tmp_path / "run.json", QuestionRun)
