"""What the README and the manuals say is true of this very commit."""

import inspect
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from bot.app import library_folder
from bot.desk import Desk
from bot.evaluation_command import evaluate
from bot.labels import place_name
from bot.scripts import Expectation, Question
from bot.settings import Settings
from corpus.library import Library
from corpus.readers.article import read_article
from tests.bot.shipped import new_desk

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MANUALS = sorted((ROOT / "docs").glob("*.md"))
TRACKED = subprocess.run(
    ["git", "ls-files", "-co", "--exclude-standard"],  # noqa: S607
    cwd=ROOT,
    capture_output=True,
    text=True,
    check=False,
).stdout.splitlines()


@pytest.fixture(scope="module")
def desk() -> Desk:
    return new_desk()


def test_the_readme_shows_both_commands_and_an_answer_on_its_first_screen() -> None:
    first_screen = "\n".join(README.splitlines()[:32])
    assert "make run" in first_screen
    assert "make test" in first_screen
    assert "$ .venv/bin/giaoban ask" in first_screen


def test_the_answer_in_the_readme_is_the_answer(desk: Desk) -> None:
    shown = re.search(r'ask "(?P<question>[^"]+)"\n(?P<answer>.*?)\n```', README, re.DOTALL)
    assert shown is not None
    assert desk.reply("readme", shown["question"]).text == shown["answer"]


def test_every_make_target_named_anywhere_exists() -> None:
    targets = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    text = README + "".join(path.read_text(encoding="utf-8") for path in MANUALS)
    assert set(re.findall(r"\bmake ([a-z]+)\b", text)) <= targets


def test_every_command_named_anywhere_exists_and_the_readme_names_all() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "bot.cli", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        env={"COLUMNS": "200", "LANG": "C.UTF-8"},
    ).stdout
    commands = set(re.findall(r"^[│ ]+([a-z]+)  ", shown, re.MULTILINE))
    asking = {"ask", "chat", "run", "check", "replay", "eval", "health"}
    library = {"add", "replace", "withdraw", "restore", "list", "show", "history", "reload"}
    library |= {"versions", "rollback", "missing", "unanswered", "teach", "backup"}
    people = {"people", "invite", "revoke", "audit", "forget", "export", "purge"}
    assert commands == asking | library | people
    text = README + "".join(path.read_text(encoding="utf-8") for path in MANUALS)
    assert set(re.findall(r"\bgiaoban ([a-z]+)\b", text)) <= commands
    assert set(re.findall(r"^\| `giaoban ([a-z]+)", README, re.MULTILINE)) == commands


QUESTIONS = [
    quoted
    for quoted in re.findall(r"`([^`\n]+)`", (ROOT / "docs/su-dung.md").read_text(encoding="utf-8"))
    if not quoted.startswith("/")
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_of_the_manual_is_understood(question: str, desk: Desk) -> None:
    chat = f"manual {question}"
    desk.reply(chat, "nhiệm vụ 3 đoạn 2")
    reply = desk.reply(chat, question)
    assert (question, reply.status) == (question, "answered")


MEASURING = [
    shlex.split(line, comments=True)[1:]
    for name in ("do-luong.md", "quan-tri.md")
    for line in (ROOT / "docs" / name).read_text(encoding="utf-8").splitlines()
    if line.startswith(".venv/bin/giaoban eval ")
]


def test_every_command_of_measuring_works_in_the_order_of_the_manual(tmp_path: Path) -> None:
    """In a folder that has the tests, as a clone has: what one saves, another compares with."""
    assert len(MEASURING) >= 10
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    env = {**os.environ, "GIAOBAN_DATA": str(tmp_path / "data"), "PYTHONPATH": str(ROOT)}
    for arguments in {" ".join(arguments): arguments for arguments in MEASURING}.values():
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "bot.cli", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
            encoding="utf-8",
            env=env,
        )
        assert (arguments, done.returncode) == (arguments, 0), done.stderr
        if "--json" in arguments:
            assert json.loads(done.stdout)


def test_the_manual_of_measuring_names_every_option_and_expectation() -> None:
    manual = (ROOT / "docs/do-luong.md").read_text(encoding="utf-8")
    options = {
        f"--{name.replace('_', '-')}".replace("--as-json", "--json")
        for name in inspect.signature(evaluate).parameters
        if name != "files"
    }
    assert {option for option in options if f"`{option}" not in manual} - {"--beir"} == set()
    fields = Expectation.model_fields
    assert [field for field in fields if f"`{field}" not in manual] == []
    question = re.search(r"```json\n(.*?)\n```", manual)
    assert question is not None
    assert Question.model_validate_json(question[1]).expect.task == 4


def test_the_article_in_the_manual_is_an_article() -> None:
    manual = (ROOT / "docs/quan-tri.md").read_text(encoding="utf-8")
    example = re.search(r"```markdown\n(.*?)```", manual, re.DOTALL)
    assert example is not None
    document, faults = read_article(example[1], "manual")
    assert faults == []
    assert document is not None
    locators = [passage.locator for passage in document.passages]
    assert locators == ["lead.1", "1.1", "1.2", "caption.1", "2"]


def test_no_manual_has_a_placeholder_left() -> None:
    for path in (ROOT / "README.md", ROOT / "CHANGELOG.md", *MANUALS):
        found = re.findall(r"\b(?:TODO|FIXME|TBD|XXX|SPEED|FIGURES)\b", path.read_text("utf-8"))
        assert (path.name, found) == (path.name, [])


def test_links_between_the_manuals_lead_somewhere() -> None:
    for path in (ROOT / "README.md", *MANUALS):
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_every_question_a_button_or_the_help_offers_is_understood(desk: Desk) -> None:
    """What we put into people's mouths must work: the examples of /help, both languages."""
    for chat, opening in (("vi", "nhiệm vụ 2"), ("en", "what is task 2?")):
        desk.reply(chat, opening)
        examples = re.findall(r"• (.+)", desk.reply(chat, "/help").text)[:-1]
        assert len(examples) == 7
        for example in examples:
            assert (example, desk.reply(chat, example).status) == (example, "answered")


def test_the_default_library_is_the_one_that_ships() -> None:
    library = Library.load(library_folder(Settings.from_env({})))
    assert place_name(library.passages[0]) == "Phần mở đầu, đoạn 1"


@pytest.mark.skipif(not TRACKED, reason="not a git checkout: nothing is committed from here")
def test_no_file_names_this_machine_or_a_registry() -> None:
    # Put together here, so that this file does not hold what it looks for.
    names = ("/ro" + "ot/", "/wo" + "rk/", "/ho" + "me/", "py" + "pi.org", "python" + "hosted")
    forbidden = re.compile("|".join(names))
    found = {
        name: match[0]
        for name in TRACKED
        if (ROOT / name).is_file()
        and (match := forbidden.search((ROOT / name).read_text(encoding="utf-8", errors="replace")))
    }
    assert found == {}


def test_the_locks_pin_everything_with_hashes_and_without_addresses() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lock = (ROOT / name).read_text(encoding="utf-8")
        pins = re.findall(r"^([a-z0-9._-]+)==\S+(.*)$", lock, re.MULTILINE | re.IGNORECASE)
        assert len(pins) > 20
        assert "://" not in lock
        assert "--index" not in lock
        assert lock.count("--hash=sha256:") >= len(pins)
