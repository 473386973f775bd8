"""The command line: `giaoban ask`, `chat`, `run`, `check`, `replay`, `health`."""

import json
import sys
from functools import partial
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from bot.settings import Settings, WrongSetting
from corpus.errors import BrokenLibrary

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
    except (WrongSetting, BrokenLibrary) as exc:
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
) -> None:
    """Hỏi một câu và in câu trả lời."""
    from bot.app import build_desk

    if jsonl == bool(question):
        raise typer.BadParameter("ghi một câu hỏi, hoặc dùng --jsonl và đưa câu hỏi vào từng dòng")
    desk = build_desk(_settings())
    if jsonl:
        wrong = 0
        for number, line in enumerate(sys.stdin, 1):
            if not line.strip():
                continue
            try:
                message_id, chat, text = _read_line(line)
            except ValueError as exc:
                wrong += 1
                output: dict[str, Any] = {"id": None, "error": f"dòng {number}: {exc}"}
            else:
                # Without a chat, a line is a conversation of its own.
                reply = desk.reply(chat or f"dòng {number}", text)
                output = reply.contract(message_id, chat)
            print(json.dumps(output, ensure_ascii=False), flush=True)
        raise SystemExit(1 if wrong else 0)
    text = " ".join(question or ())
    reply = desk.reply("terminal", text)
    if as_json:
        print(json.dumps(reply.contract(None, None), ensure_ascii=False, indent=2))
    else:
        from bot.channels.terminal import show

        show(reply.blocks)


def _read_line(line: str) -> tuple[Any, str | None, str]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as exc:
        raise ValueError(f"không phải JSON ({exc.msg})") from None
    except RecursionError:
        raise ValueError("không phải JSON (lồng quá sâu)") from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ValueError(
            'cần một đối tượng có "text", như {"id": "1", "chat": "a", "text": "nhiệm vụ 4"}'
        )
    chat = record.get("chat")
    return record.get("id"), None if chat is None else str(chat), record["text"]


@cli.command()
def chat() -> None:
    """Trò chuyện ngay trong cửa sổ dòng lệnh."""
    from bot.app import build_desk
    from bot.channels.terminal import talk

    settings = _settings()
    talk(build_desk(settings), settings.data)


@cli.command()
def run() -> None:
    """Chạy: trò chuyện tại đây, hoặc phục vụ Telegram khi có GIAOBAN_TELEGRAM_TOKEN."""
    settings = _settings()
    if settings.telegram_token is None:
        chat()
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
    from bot.app import library_folder
    from bot.channels.terminal import show_library
    from corpus.library import Library

    show_library(Library.load(folder or library_folder(Settings.load())))


@cli.command()
def replay(
    files: Annotated[list[Path], typer.Argument(help="tệp YAML hoặc thư mục hội thoại")],
) -> None:
    """Diễn lại hội thoại mẫu và báo những lượt trả lời sai."""
    from bot.app import build_desk
    from bot.replay import ReplayError, load_conversations, play

    try:
        conversations = load_conversations(files)
        desk = build_desk(_settings())
        failures = [
            failure
            for conversation in conversations
            for failure in play(conversation, partial(desk.reply, conversation.id), desk.library)
        ]
    except ReplayError as exc:
        _fail(str(exc))
    for failure in failures:
        print(f"{failure}\n")
    turns = sum(len(c.turns) for c in conversations)
    print(f"{len(conversations)} hội thoại, {turns} lượt, {len(failures)} lượt sai")
    raise SystemExit(1 if failures else 0)


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
