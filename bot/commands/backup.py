"""`giaoban backup` and `giaoban restore`: everything in one file, and back."""

import asyncio
import os
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.changing import SHORT
from bot.commands.documents import Yes, restore_document
from bot.errors import UnusableBackup
from bot.settings import Settings
from corpus.dates import HANOI

_SUFFIX = ".zip"


def backup(
    file: Annotated[
        Path | None,
        typer.Argument(help="tệp sẽ ghi, hoặc thư mục; bỏ trống là thư mục đang đứng"),
    ] = None,
) -> None:
    """Sao lưu tài liệu, các phiên bản và kho dữ liệu vào một tệp; bot cứ chạy."""
    from bot.backup import take_backup

    place = file or Path()
    target = place / _name() if os.path.isdir(place) else place  # noqa: PTH112 - as below
    taken = asyncio.run(take_backup(Settings.load(), target))
    print(
        f"{taken.file}: thư viện bản {taken.version[:SHORT]} ({taken.files} tệp), "
        f"kho {taken.rows} dòng, {taken.file.stat().st_size} byte.\n"
        "Trong đó có khoá băm và những gì người ta hỏi: hãy cất nơi chỉ mình đọc được."
    )


def restore(
    what: Annotated[
        str, typer.Argument(metavar="FILE|ID", help="tệp sao lưu, hoặc mã, số hiệu tài liệu đã rút")
    ],
    yes: Yes = False,
) -> None:
    """Khôi phục từ tệp sao lưu vào chỗ trống, hoặc đưa lại một tài liệu đã rút."""
    file = Path(what)
    if os.path.isfile(file):  # noqa: PTH113 - Path.is_file raises for a name that is too long
        _restore_backup(file)
    elif what.lower().endswith(_SUFFIX):
        raise UnusableBackup(f"không có tệp {what}")
    else:
        restore_document(what, yes=yes)


def _restore_backup(file: Path) -> None:
    from bot.restoring import restore_backup

    settings = Settings.load()
    done = asyncio.run(restore_backup(settings, file))
    print(
        f"Đã khôi phục bản sao lưu lập lúc {done.made_at} vào {settings.data}: "
        f"thư viện bản {done.version[:SHORT]} ({done.documents} tài liệu, {done.moves} lần đổi), "
        f"kho {done.rows} dòng."
    )
    if done.broken:
        print(f"Nhật ký thay đổi đã hỏng từ trước, ở mục {done.broken.number}: {done.broken.why}")


def _name() -> str:
    from bot.store.nouns import utc_now

    return f"giaoban-{utc_now().astimezone(HANOI):%Y%m%d-%H%M%S}{_SUFFIX}"
