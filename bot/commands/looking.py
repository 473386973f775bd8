"""`giaoban list`, `show`, `history`, `versions`, and going back or reading again."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.changing import SHORT, confirm, office
from bot.commands.documents import Yes
from bot.commands.opening import names_of_keys
from bot.settings import Settings
from corpus.dates import HANOI
from corpus.errors import Refusal

if TYPE_CHECKING:
    from bot.living import LivingLibrary
    from corpus.journal import Version

_ACTIONS = {
    "base": "bản đầu", "add": "thêm", "replace": "thay", "withdraw": "rút", "restore": "khôi phục",
    "reload": "nạp lại", "rollback": "quay lại", "teach": "dạy",
}  # fmt: skip
_GLIMPSE = 70


def list_documents() -> None:
    """In các tài liệu đang có và đã rút."""
    from bot.admin.documents import described
    from corpus.naming import withdrawn_documents

    living = _living()
    library = living.edition.library
    for document in library.documents:
        print(described(library, document).removeprefix("• "))
    if not library.documents:
        print("Thư viện chưa có tài liệu nào. Thêm: giaoban add TỆP")
    for one in withdrawn_documents(living.files):
        print(f"{one.id}: {one.title} (đã rút; đưa lại: giaoban restore {one.id})")


def show(document_id: Annotated[str, typer.Argument(metavar="ID", help="mã hoặc số hiệu")]) -> None:
    """In một tài liệu: phần đầu, rồi từng đoạn với vị trí của nó."""
    from corpus.naming import document_named

    library = _living().edition.library
    document = document_named(library, document_id)
    fields = document.model_dump(mode="json", exclude={"text", "passages", "citations"})
    for name, value in fields.items():
        if value:
            print(f"{name}: {', '.join(value) if isinstance(value, list) else value}")
    print()
    for passage in document.passages:
        opening = " ".join(passage.text.split())
        cut = f"{opening[:_GLIMPSE]}…" if len(opening) > _GLIMPSE else opening
        print(f"{passage.locator}: {cut}")


def history(
    document_id: Annotated[str, typer.Argument(metavar="ID", help="mã hoặc số hiệu")],
) -> None:
    """In những lần một tài liệu đã đổi: ai, lúc nào, ở phiên bản nào."""
    asyncio.run(_history(document_id))


async def _history(document_id: str) -> None:
    from corpus.history import history as moves_of
    from corpus.naming import document_named

    async with office() as work:
        names = await names_of_keys(work.opened)
        living = work.office.living
        named = _id_named(living, document_id)
        moves = moves_of(living.versions, named or document_id.strip())
    if named is None and not moves:  # not even one that is gone
        document_named(living.edition.library, document_id)
    for move in moves:
        print(_line(move, names))
    if not moves:
        print(f"{named}: chưa đổi lần nào, như trong bản gốc.")


def _id_named(living: "LivingLibrary", text: str) -> str | None:
    """The id of the document, held or withdrawn, that `text` names; None where it is none."""
    from corpus.naming import document_named, withdrawn_named

    with suppress(Refusal):
        return document_named(living.edition.library, text).id
    with suppress(Refusal):
        return withdrawn_named(living.files, text).id
    return None


def versions() -> None:
    """In các phiên bản của thư viện, mới nhất trước; dấu * là bản đang dùng."""
    asyncio.run(_versions())


async def _versions() -> None:
    async with office() as work:
        living = work.office.living
        names = await names_of_keys(work.opened)
        moves = living.versions.versions()
        current = living.edition.version
    if not moves:
        print("Thư viện chưa đổi lần nào: đang dùng bản gốc.")
    for place, move in enumerate(moves):
        mark = "*" if move.version == current and place == 0 else " "
        print(f"{mark} {_line(move, names)}")


def rollback(
    version: Annotated[
        str, typer.Argument(metavar="VERSION", help="mã phiên bản, mấy chữ đầu là đủ, hoặc #số")
    ],
    yes: Yes = False,
) -> None:
    """Quay lại một phiên bản; các bản sau nó vẫn còn để đi tới."""
    asyncio.run(_rollback(version, yes=yes))


async def _rollback(version: str, *, yes: bool) -> None:
    async with office() as work:
        prepared = await work.office.prepare_rollback(version)
        done = await confirm(work, prepared, yes=yes)
    raise SystemExit(0 if done else 1)


def reload() -> None:
    """Đọc lại thư mục tài liệu; bot đang chạy tự nhận bản mới trong một giây."""
    asyncio.run(_reload())


async def _reload() -> None:
    async with office() as work:
        changed = await work.office.reload(actor=work.opened.actor)
    for one in changed:
        print(f"• {one}")
    if not changed:
        print("Thư mục tài liệu không có gì mới.")


def _line(move: "Version", names: Mapping[str, str]) -> str:
    """One move of the head, for people."""
    at = f"{move.at.astimezone(HANOI):%H:%M %d/%m/%Y}"
    told = (
        f"#{move.number}", move.version[:SHORT], at, names.get(move.by, move.by[:SHORT]),
        _ACTIONS[move.action], ", ".join(move.documents), move.note,
    )  # fmt: skip
    return "  ".join(part for part in told if part)


def _living() -> "LivingLibrary":
    """The library as it is served, without the store."""
    from bot.app import build_living

    living = build_living(Settings.load())
    living.open(merging=False, allow_empty=True)
    return living
