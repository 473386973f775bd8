"""A store of each kind, its folder, and a clock that the tests set."""

import asyncio
import datetime as dt
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from bot.store.address import FILE_NAME
from bot.store.records import Record
from bot.store.store import Store
from tests.bot.store.postgres import NoPostgres, Server, running_server


@dataclass(frozen=True)
class Place:
    """Where a store is: GIAOBAN_DATABASE and GIAOBAN_DATA."""

    database: str | None
    data: Path

    @property
    def is_sqlite(self) -> bool:
        return self.database is None


class Clock:
    """An instant that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 3, 2, 1, 30, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += dt.timedelta(**time)


async def until(happened: Callable[[], bool]) -> None:
    """Let other tasks run until `happened`."""
    while True:
        if happened():
            return
        await asyncio.sleep(0.001)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests, with a database that they share."""
    try:
        with running_server() as server:
            name = server.new_database()
            asyncio.run(_make_tables(server.url(name), tmp_path_factory.mktemp("shared")))
            server.shared = name
            yield server
    except NoPostgres as exc:
        pytest.skip(f"PostgreSQL: {exc}")


async def _make_tables(database: str | None, data: Path) -> None:
    async with Store.open(database, data):
        pass


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with empty tables, to copy."""
    data = tmp_path_factory.mktemp("sqlite")
    asyncio.run(_make_tables(None, data))
    return data / FILE_NAME


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_place(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A database without tables, and its folder."""
    if kind == "sqlite":
        return Place(None, tmp_path / "data")
    server: Server = request.getfixturevalue("postgres")
    return Place(server.url(server.new_database()), tmp_path / "data")


@pytest.fixture
def place(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A database with empty tables, which is this test's alone, and its folder."""
    if kind == "sqlite":
        (tmp_path / "data").mkdir()
        shutil.copy(request.getfixturevalue("sqlite_file"), tmp_path / "data")
        return Place(None, tmp_path / "data")
    server: Server = request.getfixturevalue("postgres")
    return Place(server.url(server.emptied(Record.metadata.tables)), tmp_path / "data")


@pytest.fixture
def shared(postgres: Server) -> str:
    """The name of the database on the server, its tables empty."""
    return postgres.emptied(Record.metadata.tables)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture
async def store(place: Place, clock: Clock) -> AsyncIterator[Store]:
    async with Store.open(place.database, place.data, clock=clock) as opened:
        yield opened
