"""Connections and transactions, the same to say for SQLite and PostgreSQL."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import URL, Connection, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from bot.store.address import Address
from bot.store.records import Record
from bot.store.troubles import translated

# A writer waits for another this long. Writes take milliseconds, so this is hundreds of them.
BUSY_S = 15.0
CONNECT_S = 10.0
COMMAND_S = 60.0
_WRITES = "giaoban_writes"

Insert = sqlite.Insert | postgresql.Insert


class Database:
    """One database, by a pool of connections. Close it in the loop that used it.

    Every error that comes out of a transaction is a StoreError, unless it is a bug.
    """

    def __init__(self, address: Address, *, busy_s: float = BUSY_S) -> None:
        self.address = address
        self.after_commit: Callable[[AsyncSession], None] = lambda _: None
        self.engine = _sqlite(address, busy_s) if address.file else _postgres(address)
        self.is_sqlite = address.file is not None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session that sees one state of the database."""
        with translated(self.address.shown):
            async with AsyncSession(self.engine) as session:
                yield session

    @asynccontextmanager
    async def writing(self, *, durable: bool = True) -> AsyncIterator[AsyncSession]:
        """A transaction, committed at the end unless something was raised.

        On SQLite it is the only writer from its beginning. What is not `durable` may be undone by
        a power cut, whole and in order, and saves SQLite waiting for the disk.
        """
        with translated(self.address.shown):
            engine = self.engine.execution_options(**{_WRITES: "durable" if durable else "relaxed"})
            async with AsyncSession(engine, expire_on_commit=False) as session:
                async with session.begin():
                    yield session
                self.after_commit(session)

    def insert(self, record: type[Record]) -> Insert:
        """An INSERT that can be told what to do ON CONFLICT."""
        return sqlite.insert(record) if self.is_sqlite else postgresql.insert(record)

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def _sqlite(address: Address, busy_s: float) -> AsyncEngine:
    url = URL.create("sqlite+aiosqlite", database=str(address.file))
    engine = create_async_engine(url, connect_args={"timeout": busy_s}, pool_timeout=busy_s)

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: DBAPIConnection, _: Any) -> None:
        # The driver would begin transactions itself, and too late: `begin` below does.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "foreign_keys=ON",
            "secure_delete=ON",  # what is forgotten is overwritten, not only unlinked
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        if writes is None:
            connection.exec_driver_sql("BEGIN")
            return
        level = "FULL" if writes == "durable" else "NORMAL"
        connection.exec_driver_sql(f"PRAGMA synchronous={level}")
        # At once the writer: to become one later may fail, however long one would wait.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _postgres(address: Address) -> AsyncEngine:
    return create_async_engine(
        address.url,
        pool_pre_ping=True,  # so that a server that was started anew is not met as an error
        pool_timeout=CONNECT_S,
        hide_parameters=True,
        connect_args={"timeout": CONNECT_S, "command_timeout": COMMAND_S},
    )
