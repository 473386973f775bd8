"""The question log, the feedback and the audit log as CSV files that Excel opens."""

import csv
import datetime as dt
import json
import os
from collections.abc import AsyncIterator, Iterable, Sequence
from pathlib import Path

from bot.store.errors import StoreError
from bot.store.store import Store

# What a spreadsheet takes for a formula at the start of a cell (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
QUESTION_COLUMNS = (
    "id", "asked_at", "channel", "person", "chat", "text", "language", "status", "kind",
    "passages", "directives", "confidence", "library", "milliseconds",
)  # fmt: skip
FEEDBACK_COLUMNS = ("given_at", "question", "person", "verdict", "word")
AUDIT_COLUMNS = (
    "number", "at", "actor", "act", "from_version", "to_version", "details", "previous", "hash",
)  # fmt: skip


async def export(store: Store, folder: Path) -> dict[Path, int]:
    """Write questions.csv, feedback.csv and audit.csv, each whole or not at all; rows of each.

    Raises StoreError naming what can't be written.
    """
    tables = (
        ("questions", QUESTION_COLUMNS, _questions(store)),
        ("feedback", FEEDBACK_COLUMNS, _feedback(store)),
        ("audit", AUDIT_COLUMNS, _audit(store)),
    )
    try:
        _make(folder)
        return {
            folder / f"{name}.csv": await _write(folder / f"{name}.csv", columns, rows)
            for name, columns, rows in tables
        }
    except OSError as exc:
        raise StoreError(
            f"không ghi được vào {folder}: {exc.strerror}. Hãy chọn thư mục khác"
        ) from exc


def _make(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)


def guarded(cell: object) -> str:
    """A cell as text, which no spreadsheet will compute; numbers stay numbers."""
    text = str(cell)
    is_text = isinstance(cell, str)
    return f"'{text}" if is_text and text.startswith(_FORMULA) else text


async def _write(file: Path, columns: Sequence[str], rows: AsyncIterator[Iterable[object]]) -> int:
    fresh = file.with_name(f"{file.name}.new")
    count = 0
    try:
        # What people asked: for the owner's eyes. "utf-8-sig" is how Excel knows it is UTF-8.
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(columns)
            async for row in rows:
                writer.writerow([guarded(cell) for cell in row])
                count += 1
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
    return count


async def _questions(store: Store) -> AsyncIterator[Iterable[object]]:
    async for one in store.questions.all():
        passages = "; ".join(f"{document} {locator}" for document, locator in one.passages)
        yield (
            one.id, _time(one.asked_at), one.channel, one.person, one.chat, one.text,
            one.language, one.status, one.kind, passages, "; ".join(one.directives),
            one.confidence, one.library, one.milliseconds,
        )  # fmt: skip


async def _feedback(store: Store) -> AsyncIterator[Iterable[object]]:
    async for one in store.feedback.all():
        yield _time(one.given_at), one.question, one.person, one.verdict, one.word


async def _audit(store: Store) -> AsyncIterator[Iterable[object]]:
    async for one in store.audit.all():
        details = json.dumps(json.loads(one.details), ensure_ascii=False)
        yield (
            one.number, _time(one.at), one.actor, one.act, one.from_version, one.to_version,
            details, one.previous, one.hash,
        )  # fmt: skip


def _time(at: dt.datetime) -> str:
    return at.isoformat(timespec="milliseconds")
