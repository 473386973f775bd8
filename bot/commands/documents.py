"""`giaoban add`, `replace`, `withdraw`, `restore`: the library changed from the command line."""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot.commands.changing import confirm, office
from bot.errors import BotError
from corpus.errors import Refusal

if TYPE_CHECKING:
    from bot.changing import ChangeOffice
    from bot.shelf import FileReport
    from corpus.changes import Change
    from corpus.readers.archives import SourceFile

_STDIN = "-"
_OUTCOMES = {
    "added": "thêm mới",
    "replaced": "thay bản cũ",
    "unchanged": "đã có, không đổi gì",
    "refused": "KHÔNG NHẬN",
}

Yes = Annotated[bool, typer.Option("--yes", help="áp dụng luôn, không hỏi lại (cho kịch bản)")]
_Field = str | None


class NothingTaken(BotError):
    """No file could be taken in; what is wrong with each was told already."""


def _field(help_: str) -> object:
    return typer.Option(help=help_, show_default=False)


def add(
    files: Annotated[
        list[str], typer.Argument(help="tệp, thư mục, tệp .zip, hoặc “-” để đọc từ đường ống")
    ],
    yes: Yes = False,
    number: Annotated[_Field, _field("số hiệu: 41-CT/TU")] = None,
    date: Annotated[_Field, _field("ngày ban hành hay đăng: 18/1/2026")] = None,
    title: Annotated[_Field, _field("tên tài liệu")] = None,
    publisher: Annotated[_Field, _field("nơi đăng")] = None,
    author: Annotated[_Field, _field("tác giả")] = None,
    section: Annotated[_Field, _field("chuyên mục")] = None,
    type_: Annotated[
        _Field, typer.Option("--type", help="loại văn bản", show_default=False)
    ] = None,
    issuer: Annotated[_Field, _field("cơ quan ban hành")] = None,
    subject: Annotated[_Field, _field("trích yếu")] = None,
    url: Annotated[_Field, _field("đường dẫn tới bản gốc")] = None,
    document_id: Annotated[
        _Field, typer.Option("--id", help="mã riêng", show_default=False)
    ] = None,
    name: Annotated[str, typer.Option(help="tên tệp, khi đọc từ đường ống")] = "stdin",
) -> None:
    """Thêm tài liệu: .docx, .pdf có chữ, .html, .txt, .md, thư mục hoặc .zip."""
    fields = {
        "number": number, "date": date, "title": title, "publisher": publisher,
        "author": author, "section": section, "type": type_, "issuer": issuer,
        "subject": subject, "url": url, "id": document_id,
    }  # fmt: skip
    given = {field: value for field, value in fields.items() if value}
    asyncio.run(_add(files, given, name, yes=yes))


async def _add(files: list[str], given: dict[str, str], name: str, *, yes: bool) -> None:
    from bot.shelf import take_in

    async with office() as work:
        living = work.office.living
        with _progress() as on_file:
            sources = _sources(files, name)
            intake = take_in(living.edition.library, living.files, sources, given, on_file)
        _print_reports(intake.reports)
        if intake.change is None:
            if intake.refused:
                raise NothingTaken("không tệp nào được thêm; thư viện giữ nguyên")
            return
        prepared = await work.office.prepare(intake.change)
        done = await confirm(work, prepared, yes=yes, told=intake.change.notes)
    raise SystemExit(0 if done and not intake.refused else 1)


def replace(
    document_id: Annotated[str, typer.Argument(metavar="ID", help="mã hoặc số hiệu")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="tệp mới, hoặc “-”")],
    yes: Yes = False,
    name: Annotated[str, typer.Option(help="tên tệp, khi đọc từ đường ống")] = "stdin",
) -> None:
    """Thay nội dung một tài liệu bằng một tệp mới; mã của nó giữ nguyên."""
    from bot.shelf import replace_with

    def change_of(work: "ChangeOffice") -> "Change":
        (source,) = _single(file, name)
        living = work.living
        return replace_with(living.edition.library, living.files, document_id, source, {})

    asyncio.run(_one(change_of, yes=yes))


def withdraw(
    document_id: Annotated[str, typer.Argument(metavar="ID", help="mã hoặc số hiệu")],
    yes: Yes = False,
) -> None:
    """Rút một tài liệu: không trả lời từ nó nữa; đưa lại được bằng restore."""
    from corpus.changes import withdraw as withdrawn

    asyncio.run(
        _one(
            lambda work: withdrawn(work.living.edition.library, work.living.files, document_id),
            yes=yes,
        )
    )


def restore_document(document_id: str, *, yes: bool) -> None:
    """Put a withdrawn document back."""
    from corpus.changes import restore as restored

    asyncio.run(
        _one(
            lambda work: restored(work.living.edition.library, work.living.files, document_id),
            yes=yes,
        )
    )


async def _one(change_of: Callable[["ChangeOffice"], "Change"], *, yes: bool) -> None:
    async with office() as work:
        change = change_of(work.office)
        for note in change.notes:
            print(f"• {note}")
        if change.unchanged:
            return
        prepared = await work.office.prepare(change)
        done = await confirm(work, prepared, yes=yes, told=change.notes)
    raise SystemExit(0 if done else 1)


# -- files -------------------------------------------------------------------------------------


def _sources(files: Iterable[str], name: str) -> Iterator["SourceFile | Refusal"]:
    from corpus.readers.archives import MAX_TOTAL, source_files

    for file in files:
        if file == _STDIN:  # one byte more than is taken is enough to be refused by
            yield from source_files(sys.stdin.buffer.read(MAX_TOTAL + 1), name)
        else:
            yield from source_files(Path(file))


def _single(file: str, name: str) -> tuple["SourceFile"]:
    found = list(_sources([file], name))
    for one in found:
        if isinstance(one, Refusal):
            raise one
    if len(found) != 1:
        _refuse_many(file, len(found))
    return (found[0],)  # type: ignore[return-value]  # refusals were raised


def _refuse_many(file: str, count: int) -> NoReturn:
    todo = "Chỉ thay bằng đúng một tệp; nhiều tệp thì dùng giaoban add."
    raise Refusal("many", file, f"có {count} tệp", todo)


@contextmanager
def _progress() -> Iterator[Callable[["FileReport"], None]]:
    """A bar on a terminal's standard error, one step a file; nothing elsewhere."""
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    console = Console(stderr=True)
    columns = (SpinnerColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("đọc tệp…", total=None)
        yield lambda report: bar.update(task, advance=1, description=report.name)


def _print_reports(reports: Iterable["FileReport"]) -> None:
    for report in reports:
        where = f" → {report.document}" if report.document else ""
        print(f"{report.name}: {_OUTCOMES[report.outcome]}{where}")
        for field, value in report.front if report.outcome != "unchanged" else ():
            guessed = "  (đoán, xin xem lại)" if field in report.guessed else ""
            print(f"    {field}: {value}{guessed}")
        for note in report.notes:
            print(f"  • {note}")
