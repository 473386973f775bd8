"""Everything the store has, table by table, as lines of JSON: for backups, on either database."""

import datetime as dt
import json
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from hashlib import sha256
from itertools import islice
from typing import Any

from sqlalchemy import Column, Table, func, insert, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.database import Database
from bot.store.records import Record, UtcTime

_PAGE = 1_000


def table_names() -> list[str]:
    """The tables, those that others point at first."""
    return [table.name for table in Record.metadata.sorted_tables]


@asynccontextmanager
async def snapshot(database: Database) -> AsyncIterator[AsyncSession]:
    """A session to which every table is of one and the same instant."""
    async with database.reading() as session:
        if not database.is_sqlite:
            await session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        yield session


async def tables_with_rows(session: AsyncSession) -> list[str]:
    """Which of the tables have a row; a table that is not there yet has none."""
    connection = await session.connection()
    present = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    found = []
    for table in Record.metadata.sorted_tables:
        if table.name in present:
            key = table.primary_key.columns[0]
            if (await session.execute(select(key).limit(1))).first() is not None:
                found.append(table.name)
    return found


async def rows_of(session: AsyncSession, name: str) -> AsyncIterator[bytes]:
    """Every row of a table as a line of ASCII, in the same order on either database."""
    table = Record.metadata.tables[name]
    dialect = (await session.connection()).dialect.name
    keys = [_ordered(column, dialect) for column in table.primary_key.columns]
    result = await session.stream(
        select(table).order_by(*keys), execution_options={"yield_per": _PAGE}
    )
    async for row in result.mappings():
        yield json.dumps(dict(row), default=_plain, sort_keys=True).encode() + b"\n"


async def digest(session: AsyncSession, name: str) -> str:
    """The SHA-256 of the lines of `rows_of`."""
    found = sha256()
    async for line in rows_of(session, name):
        found.update(line)
    return found.hexdigest()


async def counters(session: AsyncSession) -> dict[str, int]:
    """The last number that was given out, by table: of rows since deleted, too."""
    connection = await session.connection()
    if connection.dialect.name == "sqlite":
        rows = await session.execute(text("SELECT name, seq FROM sqlite_sequence"))
        return {name: number for name, number in rows if name in Record.metadata.tables}
    found = {}
    for table, column in _numbered():
        sequence = await session.scalar(_sequence_of(table, column))
        query = text(f"SELECT last_value FROM {sequence} WHERE is_called")  # noqa: S608 - ours
        number = await session.scalar(query)
        if number is not None:
            found[table.name] = int(number)
    return found


def row_of(name: str, line: bytes) -> dict[str, Any]:
    """The row that a line of `rows_of` is; ValueError when it is no row of this table."""
    table = Record.metadata.tables[name]
    row = json.loads(line)
    if not isinstance(row, dict) or set(row) != set(table.columns.keys()):
        raise ValueError(f"not a row of {name}")
    for column in table.columns:
        value = row[column.name]
        if value is not None and isinstance(column.type, UtcTime):
            row[column.name] = dt.datetime.fromisoformat(str(value))
    return row


async def fill(session: AsyncSession, name: str, lines: Iterable[bytes]) -> int:
    """Put the lines of `rows_of` into an empty table; how many."""
    table = Record.metadata.tables[name]
    rows = (row_of(name, line) for line in lines)
    count = 0
    for page in _pages(rows):
        await session.execute(insert(table), page)
        count += len(page)
    return count


async def count_on(session: AsyncSession, given: Mapping[str, int]) -> None:
    """Have the next numbers follow both the rows and `given`: no number is given out twice."""
    connection = await session.connection()
    for table, column in _numbered():
        highest = await session.scalar(select(func.max(column))) or 0
        last = max(int(highest), given.get(table.name, 0))
        if last and connection.dialect.name == "postgresql":
            sequence = await session.scalar(_sequence_of(table, column))
            await session.execute(select(func.setval(text(f"'{sequence}'"), last)))
        elif last and table.dialect_options["sqlite"]["autoincrement"]:
            names = {"name": table.name, "last": last}
            await session.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), names)
            insertion = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)")
            await session.execute(insertion, names)


def _numbered() -> Iterator[tuple[Table, Column[Any]]]:
    """The tables whose rows the database numbers."""
    for table in Record.metadata.sorted_tables:
        if table.autoincrement_column is not None:
            yield table, table.autoincrement_column


def _sequence_of(table: Table, column: Column[Any]) -> Any:
    return select(func.pg_get_serial_sequence(table.name, column.name))


def _ordered(column: Column[Any], dialect: str) -> Any:
    """By bytes, as SQLite does anyway: PostgreSQL would go by the server's language."""
    is_text = column.type.python_type is str
    return column.collate("C") if is_text and dialect == "postgresql" else column


def _pages(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    remaining = iter(rows)
    while page := list(islice(remaining, _PAGE)):
        yield page


def _plain(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.isoformat()
    raise TypeError(f"{type(value)} in a table")
