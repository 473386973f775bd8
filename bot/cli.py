"""The command line: `giaoban ask`, `chat`, `run`, `check`, `replay`, `eval`, `health`."""

import contextlib
import json
import math
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from bot.commands.audit import audit
from bot.commands.backup import backup, restore
from bot.commands.documents import add, replace, withdraw
from bot.commands.gaps import missing, teach, unanswered
from bot.commands.looking import history, list_documents, reload, rollback, show, versions
from bot.commands.people import invite, people, revoke
from bot.commands.privacy import export, forget, purge
from bot.errors import BotError
from bot.evaluation_command import evaluate
from bot.settings import Settings, WrongSetting
from corpus.errors import CorpusError
from index.errors import SearchError

if TYPE_CHECKING:
    from bot.desk import Desk

cli = typer.Typer(
    name="giaoban",
    help="Trợ lý giao ban: hỏi về tài liệu, nhận nguyên văn kèm nguồn.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """The entry point: every known error is one line and a status, never a traceback."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # What is not Unicode is read as it comes and written as "\\udcff", in JSON too.
            errors = "surrogateescape" if stream is sys.stdin else "backslashreplace"
            stream.reconfigure(encoding="utf-8", errors=errors)
    try:
        cli()
    except (WrongSetting, CorpusError, SearchError, BotError) as exc:
        _fail(str(exc))
    except BrokenPipeError:  # `giaoban ask … | head`
        sys.stderr.close()
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def _fail(message: str) -> NoReturn:
    for line in message.splitlines():
        print(f"giaoban: {line}", file=sys.stderr)
    raise SystemExit(2)


def _settings() -> Settings:
    from bot.app import start_logging

    settings = Settings.load()
    start_logging(settings)
    return settings


@cli.command()
def ask(
    question: Annotated[list[str] | None, typer.Argument(help="câu hỏi")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="in một đối tượng JSON")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="đọc mỗi dòng một câu hỏi JSON, trả lời từng dòng")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="in thêm vì sao trả lời, hoặc vì sao không")
    ] = False,
) -> None:
    """Hỏi một câu và in câu trả lời."""
    from bot.app import build_desk

    if explain and (as_json or jsonl):
        raise typer.BadParameter("--explain in cho người đọc, không đi với --json hay --jsonl")
    if jsonl == bool(question):
        raise typer.BadParameter("ghi một câu hỏi, hoặc dùng --jsonl và đưa câu hỏi vào từng dòng")
    desk = build_desk(_settings())
    if jsonl:
        wrong = 0
        for number, line in enumerate(sys.stdin, 1):
            if line.strip("\ufeff \t\r\n"):
                answered, output = _answer_line(desk, number, line)
                wrong += not answered
                print(json.dumps(output, ensure_ascii=False, allow_nan=False), flush=True)
        raise SystemExit(1 if wrong else 0)
    text = " ".join(question or ())
    answer, reply = desk.answer("terminal", text)
    if as_json:
        print(json.dumps(reply.contract(None, None), ensure_ascii=False, indent=2))
    else:
        from bot.channels.terminal import show

        show(reply.blocks)
    if explain:
        from bot.explaining import explain as why

        print(f"\n{why(answer)}")


def _answer_line(desk: "Desk", number: int, line: str) -> tuple[bool, dict[str, Any]]:
    """The reply to one line, or what is wrong with the line, with its id where it has one."""
    record: Any = None
    problem: str | None = "không phải JSON"
    with contextlib.suppress(ValueError, RecursionError):
        record = json.loads(line.lstrip("\ufeff"), parse_constant=_finite, parse_float=_finite)
        problem = _problem_of(record)
    message_id = record.get("id") if isinstance(record, dict) else None
    if problem:
        return False, {"id": message_id, "error": f"dòng {number}: {problem}"}
    chat = record.get("chat")
    # Without a chat, a line is a conversation of its own; no chat of a line is called so.
    key = f"line {number}" if chat is None else f"chat {chat}"
    return True, desk.reply(key, record["text"]).contract(message_id, chat)


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):  # Python reads NaN and 1e999; JSON has no way to write them
        raise ValueError(number)
    return value


def _problem_of(record: Any) -> str | None:
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return 'cần một đối tượng có "text", như {"id": "1", "chat": "a", "text": "nhiệm vụ 4"}'
    if not isinstance(record.get("chat"), str | int | None):
        return '"chat" phải là chữ hoặc số nguyên'
    return None


@cli.command()
def chat() -> None:
    """Trò chuyện ngay trong cửa sổ dòng lệnh."""
    _talk(_settings())


def _talk(settings: Settings) -> None:
    from bot.app import talk_here

    talk_here(settings)


@cli.command()
def run() -> None:
    """Chạy: trò chuyện tại đây, hoặc phục vụ Telegram khi có GIAOBAN_TELEGRAM_TOKEN."""
    settings = _settings()
    if settings.telegram_token is None:
        _talk(settings)
        return
    from bot.app import serve_telegram
    from bot.channels.telegram import TelegramUnavailable

    try:
        serve_telegram(settings)
    except TelegramUnavailable as exc:
        _fail(str(exc))


@cli.command()
def check(
    folder: Annotated[
        Path | None, typer.Argument(help="thư mục thư viện; bỏ trống là thư viện đang dùng")
    ] = None,
) -> None:
    """Kiểm tra thư viện và in cây tài liệu, đoạn văn, trích dẫn."""
    from bot.app import current_library, library_folder
    from bot.channels.terminal import show_library
    from bot.editions import Edition
    from bot.selfcheck import check as self_check
    from bot.selfcheck import read_canaries
    from corpus.library import Library

    settings = Settings.load()
    library = Library.load(folder) if folder else current_library(settings)
    canaries = read_canaries(folder or library_folder(settings))
    notes = self_check(Edition.of(library), canaries)
    show_library(library)
    for note in (*notes, f"Câu thử: {len(canaries) - len(notes)} câu đều được trả lời đúng."):
        print(note)


@cli.command()
def replay(
    files: Annotated[
        list[Path], typer.Argument(help="hội thoại *.yaml, câu hỏi *.jsonl, hoặc thư mục có chúng")
    ],
) -> None:
    """Chạy lại hội thoại mẫu và báo những lượt trả lời sai."""
    from bot.app import build_desk
    from bot.replay import play
    from bot.scripts import load_conversations

    conversations = load_conversations(files)
    desk = build_desk(_settings())
    failures = [
        failure
        for conversation in conversations
        for failure in play(conversation, partial(desk.reply, conversation.id), desk.library)
    ]
    for failure in failures:
        print(f"{failure}\n")
    turns = sum(len(c.turns) for c in conversations)
    print(f"{len(conversations)} hội thoại, {turns} lượt, {len(failures)} lượt sai")
    raise SystemExit(1 if failures else 0)


cli.command("eval")(evaluate)
cli.command()(add)
cli.command()(replace)
cli.command()(withdraw)
cli.command("list")(list_documents)
cli.command()(show)
cli.command()(history)
cli.command()(versions)
cli.command()(rollback)
cli.command()(reload)
cli.command()(missing)
cli.command()(unanswered)
cli.command()(teach)
cli.command()(people)
cli.command()(invite)
cli.command()(revoke)
cli.command()(audit)
cli.command()(forget)
cli.command()(export)
cli.command()(purge)
cli.command()(backup)
cli.command()(restore)


@cli.command()
def health() -> None:
    """Kiểm tra nhanh: thư viện đọc được, và bot (nếu đang phục vụ) còn sống."""
    from bot.app import check_health

    problem = check_health(_settings())
    if problem:
        _fail(problem)
    print("ổn")


if __name__ == "__main__":
    main()
