"""The real command, started as people start it. A start takes most of a second: few are made."""

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.settings import PREFIX
from tests.bot.shipped import new_desk, shipped_library
from tests.bot.test_verbatim import CONTRACT

GIAOBAN = (sys.executable, "-m", "bot.cli")
PATIENCE_S = 30.0
# What prompt_toolkit sends a terminal when it begins to listen.
PROMPT = "\x1b[?2004h"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where every start of this file keeps what it keeps."""
    return tmp_path_factory.mktemp("data")


class Shell:
    """Starts `giaoban` in an empty folder, with nothing set but where its data is."""

    def __init__(self, folder: Path, data: Path) -> None:
        self.folder = folder
        mine = {key: value for key, value in os.environ.items() if not key.startswith(PREFIX)}
        self.env = mine | {
            "GIAOBAN_DATA": str(data),
            "HOME": str(folder),
            "LC_ALL": "C",  # as in a bare container: Vietnamese must come through nonetheless
            "TERM": "xterm-256color",
            "PROMPT_TOOLKIT_NO_CPR": "1",  # nobody here can say where the cursor is
        }
        self.env.pop("NO_COLOR", None)

    def run(
        self, *args: str, stdin: str | bytes = "", env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(  # noqa: S603 - our own command
            [*GIAOBAN, *args],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=self.folder,
            env=self.env | (env or {}),
            timeout=PATIENCE_S,
            check=False,
        )
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in out + err, err
        return subprocess.CompletedProcess(args, done.returncode, out, err)


@pytest.fixture
def shell(tmp_path: Path, data: Path) -> Shell:
    return Shell(tmp_path, data)


class Terminal:
    """The command behind a pseudo terminal: what is typed, and what has been shown since."""

    def __init__(self, shell: Shell, *args: str, env: dict[str, str] | None = None) -> None:
        self._master, slave = pty.openpty()
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            [*GIAOBAN, *args],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=shell.folder,
            env=shell.env | (env or {}),
            start_new_session=True,
        )
        os.close(slave)
        self._seen = b""

    def wait_for(self, text: str) -> str:
        """Everything shown up to and with `text`."""
        deadline = time.monotonic() + PATIENCE_S
        while text.encode() not in self._seen:
            if not self._read(deadline - time.monotonic()):
                raise AssertionError(f"never shown: {text!r}; shown: {self._seen.decode()!r}")
        head, _, self._seen = self._seen.partition(text.encode())
        return head.decode(errors="replace") + text

    def _read(self, patience_s: float) -> bool:
        if not select.select([self._master], [], [], max(0.0, patience_s))[0]:
            return False
        try:
            more = os.read(self._master, 65536)
        except OSError:  # Linux's way of telling that the other side is gone
            return False
        self._seen += more
        return bool(more)

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def end(self) -> tuple[str, int]:
        """All that was still shown, and the exit status."""
        while self._read(PATIENCE_S):
            pass
        os.close(self._master)
        return self._seen.decode(errors="replace"), self._process.wait(PATIENCE_S)

    def kill(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """Those put in here end with the test, whatever happened."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.kill()


# -- ask -----------------------------------------------------------------------------------------


def test_ask_prints_the_passage_letter_for_letter_and_its_source(shell: Shell) -> None:
    done = shell.run("ask", "Nhiệm", "vụ 4 là gì?")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{new_desk().reply('c', 'Nhiệm vụ 4 là gì?').text}\n"
    passage = shipped_library().documents[0].passage("4")
    assert passage is not None
    assert f"\n\n{passage.text}\n\n" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("Nguồn: “6 nhiệm vụ trọng tâm")
    assert "\x1b" not in done.stdout


def test_ask_json_prints_the_contract(shell: Shell) -> None:
    done = shell.run("ask", "--json", "CT20 ngày nào")
    contract = json.loads(done.stdout)
    assert contract == new_desk().reply("c", "CT20 ngày nào").contract(None, None)
    assert list(contract) == CONTRACT
    assert "Chỉ thị" in done.stdout, "readable, not \\u escaped"


def test_ask_has_colour_on_a_screen_and_none_where_none_is_wanted(
    shell: Shell, terminals: list[Terminal]
) -> None:
    coloured = Terminal(shell, "ask", "nv5")
    plain = Terminal(shell, "ask", "nv5", env={"NO_COLOR": "1"})
    terminals += [coloured, plain]
    assert "\x1b[" in coloured.end()[0]
    shown, status = plain.end()
    assert status == 0
    assert "\x1b" not in shown
    assert shown.replace("\r\n", "\n") == f"{new_desk().reply('c', 'nv5').text}\n"


def test_ask_without_a_question_says_how_to_ask(shell: Shell) -> None:
    done = shell.run("ask")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--jsonl" in done.stderr


def test_a_reader_that_leaves_early_is_no_fault(shell: Shell) -> None:
    command = f"{sys.executable} -m bot.cli ask 'tất cả các văn bản' | true"
    done = subprocess.run(  # noqa: S603 - our own command
        ["/bin/sh", "-c", command],
        capture_output=True,
        cwd=shell.folder,
        env=shell.env,
        timeout=PATIENCE_S,
        check=True,
    )
    assert done.stderr == b""


# -- ask --jsonl ---------------------------------------------------------------------------------


class Stream:
    """`giaoban ask --jsonl` kept open: a line in, a line out."""

    def __init__(self, shell: Shell) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            [*GIAOBAN, "ask", "--jsonl"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=shell.folder,
            env=shell.env,
        )

    def say(self, line: bytes | dict[str, Any]) -> None:
        assert self._process.stdin is not None
        data = line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode()
        self._process.stdin.write(data + b"\n")
        self._process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        """The next reply; fails when it does not come while the input stays open."""
        out = self._process.stdout
        assert out is not None
        assert select.select([out], [], [], PATIENCE_S)[0], "no reply before the next line"
        record = json.loads(out.readline())
        assert isinstance(record, dict)
        return record

    def end(self) -> int:
        assert self._process.stdin is not None
        self._process.stdin.close()
        return self._process.wait(PATIENCE_S)

    def __enter__(self) -> "Stream":
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None and not pipe.closed:
                pipe.close()
        self._process.wait()


def test_jsonl_answers_each_line_at_once_and_keeps_conversations_apart(shell: Shell) -> None:
    with Stream(shell) as stream:

        def ask(text: str, **more: object) -> dict[str, Any]:
            stream.say({"text": text, **more})
            return stream.hear()

        def locators(reply: dict[str, Any]) -> list[str]:
            return [passage["locator"] for passage in reply["passages"]]

        first = ask("nhiệm vụ 1", id="q1", chat="a")
        assert list(first) == CONTRACT
        assert (first["id"], first["chat"], locators(first)) == ("q1", "a", ["1"])
        assert locators(ask("nhiệm vụ 4", id=2, chat="b")) == ["4"]
        assert locators(ask("tiếp theo", chat="a")) == ["2"]
        assert locators(ask("tiếp theo", chat="b")) == ["5"]
        # Lines without a chat are conversations of their own.
        alone = ask("nhiệm vụ 5", id=None)
        assert (alone["id"], alone["chat"], locators(alone)) == (None, None, ["5"])
        assert ask("tiếp theo")["status"] == "unclear"
        # A chat may be numbered, as Telegram's are; and no question is too odd.
        assert locators(ask("nhiệm vụ 2", chat=-100)) == ["2"]
        assert locators(ask("tiếp theo", chat=-100))[0] == "3.1"
        assert ask("")["status"] == "unclear"
        assert ask("nhiệm vụ 6", id={"n": [1]})["id"] == {"n": [1]}
        # Many at once come back in order.
        for number in range(50):
            stream.say(
                {"id": number, "chat": str(number % 7), "text": f"nhiệm vụ {number % 6 + 1}"}
            )
        replies = [stream.hear() for _ in range(50)]
        assert [reply["id"] for reply in replies] == list(range(50))
        assert [reply["passages"][0]["locator"][0] for reply in replies] == [
            str(number % 6 + 1) for number in range(50)
        ]
        assert stream.end() == 0


def test_jsonl_names_lines_it_cannot_read_and_answers_the_others(shell: Shell) -> None:
    lines: list[tuple[bytes, str | None]] = [
        (b'{"id": 1, "text": "nhi\xe1\xbb\x87m v\xe1\xbb\xa5 4"}', None),
        (b"nhiem vu 4", "không phải JSON"),
        (b'{"text": ', "không phải JSON"),
        (b'{"id": 1e999, "text": "nv1"}', "không phải JSON"),
        (b'{"id": "x", "chat": [], "text": "nv1"}', '"chat" phải là'),
        (b'["nhiem vu 4"]', 'cần một đối tượng có "text"'),
        (b'{"id": 2}', 'cần một đối tượng có "text"'),
        (b'{"id": 3, "text": 4}', 'cần một đối tượng có "text"'),
        (b"[" * 200_000, "không phải JSON"),
        (b'{"id": "\\ud800", "text": "nhiem vu 5"}', None),
        (b'{"id": "\xff", "chat": "\xff", "text": "\xff nhiem vu 6"}', None),
        (b'{"id": 9, "text": "nhiem vu 1"}', None),
    ]
    sent = b"\n".join(line for line, _ in lines)
    done = shell.run("ask", "--jsonl", stdin=b"\n   \n" + sent)
    assert done.returncode == 1
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(replies) == len(lines)
    for number, ((line, fault), reply) in enumerate(zip(lines, replies, strict=True), 3):
        if fault is None:
            assert reply["status"] == "answered", line
        else:
            assert reply.keys() == {"id", "error"}
            assert reply["error"].startswith(f"dòng {number}: {fault}")
    assert [reply["id"] for reply in replies if "status" in reply][0::3] == [1, 9]


# -- chat ----------------------------------------------------------------------------------------


def test_run_without_a_token_is_a_chat_and_through_a_pipe_answers_each_line(shell: Shell) -> None:
    done = shell.run("run", stdin="nhiệm vụ 4\n1\n\nthoát\nnhiệm vụ 6\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert "hỏi>" not in done.stdout
    assert done.stdout.startswith("Xin chào!")
    # "1" chose the first button under task 4: task 5. What came behind the farewell is unread.
    headings = re.findall(r"^Nhiệm vụ \d$", done.stdout, re.MULTILINE)
    assert headings == ["Nhiệm vụ 4", "Nhiệm vụ 5"]


def test_chat_on_a_terminal_has_choices_and_a_history(
    shell: Shell, terminals: list[Terminal], data: Path
) -> None:
    terminal = Terminal(shell, "chat")
    terminals.append(terminal)
    assert "[1] Các nhiệm vụ" in terminal.wait_for(PROMPT)
    terminal.type("1\r")
    assert "6 nhiệm vụ trong bài" in terminal.wait_for("[7] Nguồn")
    terminal.wait_for(PROMPT)
    terminal.type("4\r")
    terminal.wait_for("137-QĐ/TW")
    terminal.wait_for(PROMPT)
    terminal.type("nhiệm vụ 5\r")
    terminal.wait_for("số hóa dữ liệu")
    terminal.wait_for(PROMPT)
    terminal.type("\x1b[A\x1b[A\r")  # twice up: the question before this one, "4" again
    terminal.wait_for(PROMPT)
    terminal.type("\x04")
    assert terminal.end()[1] == 0
    history = data / "history"
    typed = [
        line[1:] for line in history.read_text(encoding="utf-8").splitlines() if line[:1] == "+"
    ]
    assert typed == ["1", "4", "nhiệm vụ 5", "4"]
    assert history.stat().st_mode & 0o077 == 0, "what people asked is nobody else's business"


def test_chat_is_told_to_end(shell: Shell, terminals: list[Terminal]) -> None:
    """Ctrl-C at the prompt and SIGTERM from outside are both an end, not a fault."""
    interrupted, stopped = Terminal(shell, "chat"), Terminal(shell, "chat")
    terminals += [interrupted, stopped]
    interrupted.wait_for(PROMPT)
    stopped.wait_for(PROMPT)
    interrupted.type("\x03")
    stopped._process.send_signal(signal.SIGTERM)
    for terminal in terminals:
        shown, status = terminal.end()
        assert status == 0, shown
        assert "Traceback" not in shown


# -- check, replay, health -----------------------------------------------------------------------

BROKEN = """\
---
id: bai
title: Một bài
publisher: Báo
published: 2024-02-30
url: https://a.example
---

1. Theo Chỉ thị số 77-CT/TW.
"""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A library with a day that never was, and no catalogue."""
    (tmp_path / "hong" / "articles").mkdir(parents=True)
    (tmp_path / "hong" / "articles" / "bai.md").write_text(BROKEN, encoding="utf-8")
    return tmp_path / "hong"


def test_check_prints_the_tree_of_a_good_library(shell: Shell) -> None:
    done = shell.run("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert shipped_library().version in done.stdout
    assert all(f" {p.locator}  " in done.stdout for p in shipped_library().passages)
    assert "\x1b" not in done.stdout


def test_check_lists_where_the_texts_disagree_and_calls_it_no_error(shell: Shell) -> None:
    done = shell.run("check")
    tree, _, noted = done.stdout.partition("Chỗ cần lưu ý (không phải lỗi")
    lines = [line for line in noted.splitlines() if line.startswith("• ")]
    assert len(lines) == len(shipped_library().contradictions)
    assert lines[0].startswith("• nguoihanoi-83693 3.8: Lưu ý: bài nói “tổng kết 10 năm”")
    assert "Hợp lệ: 1 tài liệu" in noted
    assert "Lưu ý" not in tree


def test_a_broken_library_is_told_by_file_and_line(shell: Shell, broken: Path) -> None:
    env = {"GIAOBAN_LIBRARY": str(broken)}
    by_folder, by_setting = shell.run("check", str(broken)), shell.run("ask", "nv4", env=env)
    for done in (by_folder, by_setting):
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("giaoban: articles/bai.md:5: “published” là “2024-02-30”")
    missing = shell.run("check", "khong-co")
    assert missing.returncode == 2
    assert "khong-co: không có thư mục này" in missing.stderr


def test_replay_tells_what_went_wrong_and_fails(shell: Shell) -> None:
    good = '- {id: tot, title: t, turns: [{user: "nv4", expect: {task: 4}}]}\n'
    bad = (
        '- {id: hong, title: t, turns: [{user: "nv5", expect: {task: 5}},'
        ' {user: "nv4", expect: {task: 6}}, {press: "Không có nút này"}]}\n'
    )
    (shell.folder / "tot.yaml").write_text(good, encoding="utf-8")
    done = shell.run("replay", "tot.yaml")
    assert (done.returncode, done.stdout) == (0, "1 hội thoại, 1 lượt, 0 lượt sai\n")
    (shell.folder / "hong.yaml").write_text(bad, encoding="utf-8")
    done = shell.run("replay", ".")
    assert done.returncode == 1
    assert "hong.2 t\n  câu hỏi:  nv4\n" in done.stdout
    assert "hong.3 t\n" in done.stdout
    assert "4. Tiếp tục cập nhật" in done.stdout
    assert done.stdout.endswith("2 hội thoại, 4 lượt, 2 lượt sai\n")
    (shell.folder / "trong").mkdir()
    done = shell.run("replay", "trong")
    assert (done.returncode, done.stdout) == (2, "")
    assert "không có hội thoại nào" in done.stderr


def test_health_says_that_all_is_well_or_what_is_not(shell: Shell, data: Path) -> None:
    done = shell.run("health")
    assert (done.returncode, done.stdout, done.stderr) == (0, "ổn\n", "")
    token = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
    done = shell.run("health", env={"GIAOBAN_TELEGRAM_TOKEN": token})
    assert (done.returncode, done.stdout) == (2, "")
    assert "Telegram" in done.stderr
    assert token not in done.stderr
    assert not (data / "alive").exists()


# -- what is around it ---------------------------------------------------------------------------


def test_a_wrong_setting_is_one_line_and_no_traceback(shell: Shell) -> None:
    (shell.folder / ".env").write_text("GIAOBAN_TELEGRAM_TOKENS=123:secretsecret\n")
    done = shell.run("run")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "giaoban: không có thiết lập GIAOBAN_TELEGRAM_TOKENS; có phải GIAOBAN_TELEGRAM_TOKEN?\n"
    )


def test_a_place_that_cannot_be_written_costs_nothing(shell: Shell) -> None:
    (shell.folder / "tep").touch()
    below = {"GIAOBAN_DATA": str(shell.folder / "tep" / "duoi")}
    done = shell.run("ask", "nhiệm vụ 5", env=below)
    assert (done.returncode, done.stderr) == (0, "")
    assert "5. Chú trọng đổi mới" in done.stdout


def test_to_ask_keeps_nothing(shell: Shell) -> None:
    data = shell.folder / "du-lieu"
    done = shell.run("ask", "nhiệm vụ 5", env={"GIAOBAN_DATA": str(data)})
    assert (done.returncode, data.exists()) == (0, False)
