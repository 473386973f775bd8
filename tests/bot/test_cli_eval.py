"""`giaoban eval` as people start it: statuses, streams, files kept, and what is refused."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from index.collection import FOLDER
from tests.bot.test_cli import Shell
from tests.index.collections import write

ROW = '{"id": "%s", "q": "nhiệm vụ 4", "kind": "task", "style": "terse", "expect": {"task": %d}}\n'


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def shell(tmp_path: Path, data: Path) -> Shell:
    return Shell(tmp_path, data)


def test_questions_are_measured_kept_and_compared_and_a_floor_decides(shell: Shell) -> None:
    file = shell.folder / "hoi.jsonl"
    file.write_text(ROW % ("a", 4) + ROW % ("b", 4), encoding="utf-8")
    done = shell.run("eval", "hoi.jsonl", "--save", "truoc.json", "--floor", "1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "2/2 câu đúng = 100.0%" in done.stdout
    assert "\x1b" not in done.stdout
    file.write_text(ROW % ("a", 4) + ROW % ("b", 5), encoding="utf-8")
    done = shell.run("eval", ".", "--compare", "truoc.json")
    assert (done.returncode, done.stderr) == (0, ""), (
        "without a floor, wrong answers are no failure"
    )
    assert "mới sai: b nhiệm vụ 4" in done.stdout
    for options in (["--floor", "0.97"], ["--group-floor=0.95"]):
        done = shell.run("eval", "hoi.jsonl", "--json", "--compare", "truoc.json", *options)
        assert done.returncode == 1
        record = json.loads(done.stdout)
        assert record["all"] == {"right": 1, "total": 2, "share": 0.5}
        assert [change["id"] for change in record["compared"]["newly_wrong"]] == ["b"]


def test_a_collection_is_measured_kept_and_compared(shell: Shell, data: Path) -> None:
    folder = write(shell.folder / "bep", dev="q1\tpho\t1\nq2\tcanh\t1\nq9\tpho\t1\n")
    done = shell.run("eval", "--beir", "bep", "--views", "folded", "--fold", "--save", "run.json")
    assert done.returncode == 0
    assert done.stderr == (
        f"giaoban: {folder.relative_to(shell.folder)}/qrels/dev.tsv: 1 dòng nêu câu hỏi không có"
        " trong queries.jsonl: “q9” (dòng 4)\n"
    )
    assert "bep (dev): 4 văn bản, 2 câu hỏi, câu hỏi bỏ dấu" in done.stdout
    assert "Không hỏi 1 câu" in done.stdout
    assert not (data / FOLDER).exists(), "nothing was segmented"
    done = shell.run("eval", "--beir", "bep", "--stock", "--json", "--compare", "run.json")
    assert "Tách từ (8)" in done.stderr, "four titles, four lines"
    record = json.loads(done.stdout)
    assert (record["queries"], record["passages"], record["Acc@1"]) == (2, 4, 0.5)
    assert record["views"] == ["accented", "folded"]
    assert set(record["compared"]["deltas"]) == {*list(record)[:5]}
    done = shell.run("eval", "--beir", "bep", "--stock", "--compare", "run.json")
    assert "Tách từ" not in done.stderr
    assert "rank-bm25 + underthesea" in done.stdout
    assert "trước: folded, bỏ dấu" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        pytest.param([], "--beir THƯ-MỤC", id="nothing to measure"),
        pytest.param(["a.jsonl", "--beir", "a"], "một trong hai", id="both at once"),
        pytest.param(["a.jsonl", "--fold"], "--fold chỉ dùng cùng --beir", id="fold"),
        pytest.param(["--beir", "a", "--floor", "1"], "--floor chỉ dùng cùng tệp", id="floor"),
        pytest.param(["--beir", "a", "--views", "x"], "không có “x”", id="an unknown view"),
        pytest.param(["a.jsonl", "--group-floor", "95"], "--group-floor là 95", id="per cent"),
        pytest.param(["a.jsonl", "--floor", "nan"], "từ 0 đến 1", id="no number"),
        pytest.param(["a.jsonl"], "a.jsonl: không đọc được", id="no such file"),
        pytest.param(["."], "không có hội thoại nào trong .", id="an empty folder"),
        pytest.param(["--beir", "a"], "a: không có thư mục này", id="no such folder"),
        pytest.param(["a.jsonl", "--compare", "b"], "không đọc được lượt đo b", id="no such run"),
    ],
)
def test_what_cannot_be_measured_is_told_in_a_line(
    shell: Shell, arguments: list[str], says: str
) -> None:
    done = shell.run("eval", *arguments, env={"COLUMNS": "200"})
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr


IMPORTS = """\
import sys
from bot.cli import cli
from bot.app import build_desk
from bot.settings import Settings
build_desk(Settings.load()).reply("chat", "nhiệm vụ 4")
EXTRA = {"ir_measures", "rank_bm25", "scipy", "underthesea"}
print(*{*EXTRA, "bot.evaluation", "rich.progress"} & set(sys.modules))
import bot.evaluation_report
print(*EXTRA & set(sys.modules))
"""


def test_to_ask_loads_nothing_of_measuring_and_to_count_answers_no_measures(shell: Shell) -> None:
    command = [sys.executable, "-c", IMPORTS]
    done = subprocess.run(  # noqa: S603 - our own command
        command, capture_output=True, text=True, check=True, env=shell.env, timeout=60
    )
    assert done.stdout == "\n\n"


WITHOUT = """\
import sys
# As where they are not installed.
sys.modules.update(dict.fromkeys(sys.argv.pop(1).split(",")))
from bot.cli import main
main()
"""


def without(shell: Shell, modules: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`giaoban` in a Python that lacks some modules."""
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", WITHOUT, modules, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=shell.folder,
        env=shell.env,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("modules", "options", "named"),
    [
        ("ir_measures", [], "ir-measures"),
        ("ir_measures,rank_bm25,underthesea", [], "ir-measures"),
        ("rank_bm25,underthesea", ["--stock"], "rank-bm25, underthesea"),
        ("underthesea", ["--views", "words"], "underthesea"),
    ],
)
def test_a_package_that_only_measuring_needs_is_named_where_it_is_missing(
    shell: Shell, modules: str, options: list[str], named: str
) -> None:
    write(shell.folder / "bep")
    done = without(shell, modules, "eval", "--beir", "bep", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"giaoban: đo xếp hạng thế này cần thêm {named}: cài bằng pip install 'giaoban[eval]',"
        " hoặc chạy make setup trong thư mục mã nguồn\n"
    )


def test_everything_else_works_without_these_packages(shell: Shell) -> None:
    missing = "ir_measures,rank_bm25,scipy,underthesea"
    (shell.folder / "hoi.jsonl").write_text(ROW % ("a", 4), encoding="utf-8")
    for arguments in (["ask", "nhiệm vụ 4"], ["eval", "hoi.jsonl", "--floor", "1"]):
        done = without(shell, missing, *arguments)
        assert (arguments, done.returncode, done.stderr) == (arguments, 0, "")
    write(shell.folder / "bep")
    done = without(shell, "rank_bm25,underthesea", "eval", "--beir", "bep")
    assert (done.returncode, done.stderr) == (0, "")
