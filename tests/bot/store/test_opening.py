"""Opening a store: new, again, and all the ways in which it can't be, each with its own words."""

import asyncio
import logging
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.store.address import FILE_NAME
from bot.store.errors import DamagedStore, NewerStore, StoreError, StoreUnavailable
from bot.store.migrating import MIGRATIONS
from bot.store.nouns import Asked
from bot.store.records import Record
from bot.store.store import Store
from tests.bot.store.conftest import Place
from tests.bot.store.postgres import PASSWORD, QUOTED_PASSWORD, Server

ASKED = Asked("telegram", "a" * 32, "b" * 32, "x" * 3_000, "vi", "answered", "passage")


async def open_and_close(database: str | None, data: Path) -> None:
    async with Store.open(database, data):
        pass


def refused(database: str | None, data: Path) -> StoreError:
    with pytest.raises(StoreError) as caught:
        asyncio.run(open_and_close(database, data))
    assert "Hãy" in str(caught.value)  # what to do
    return caught.value


# -- new and again -------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_an_empty_database_gets_exactly_the_tables_of_the_records(empty_place: Place) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), Record.metadata))

    async with (
        Store.open(empty_place.database, empty_place.data) as store,
        store.database.engine.connect() as connection,
    ):
        assert await connection.run_sync(differences) == []


@pytest.mark.asyncio
async def test_what_was_stored_is_there_when_opened_again(place: Place) -> None:
    async with Store.open(place.database, place.data) as store:
        await store.questions.add([ASKED])
        key = store.key_of("telegram", 1)
    async with Store.open(place.database, place.data) as store:
        assert [one async for one in store.questions.all()] == [ASKED]
        assert store.key_of("telegram", "1") == key


@pytest.mark.asyncio
async def test_a_file_is_the_owners_own_and_writes_ahead(tmp_path: Path) -> None:
    async with Store.open(None, tmp_path / "a" / "b") as store:
        async with store.database.reading() as session:
            mode = await session.scalar(text("PRAGMA journal_mode"))
            keys = await session.scalar(text("PRAGMA foreign_keys"))
        file = tmp_path / "a" / "b" / FILE_NAME
        assert (mode, keys, file.stat().st_mode & 0o777) == ("wal", 1, 0o600)


def test_the_migrations_are_inside_the_package() -> None:
    """So the wheel has them."""
    assert MIGRATIONS.is_relative_to(Path(__file__).parents[3] / "bot")
    assert (MIGRATIONS / "env.py").is_file()


def test_a_command_that_needs_no_store_does_not_load_one() -> None:
    """`giaoban ask` starts as fast as without it."""
    heavy = ("sqlalchemy", "alembic", "aiosqlite", "asyncpg", "filelock")
    look = f"import bot.cli, sys; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", look], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


# -- what is wrong -------------------------------------------------------------------------------


def test_a_newer_store_is_refused_and_left_as_it_is(place: Place) -> None:
    async def age(version: str) -> str:
        async with Store.open(place.database, place.data) as store:
            async with store.database.writing() as session:
                change = text("UPDATE alembic_version SET version_num = :v")
                await session.execute(change, {"v": version})
            return store.database.address.shown

    shown = asyncio.run(age("9999"))
    try:
        told = refused(place.database, place.data)
        assert isinstance(told, NewerStore)
        assert shown in str(told)
        assert "9999" in str(told)
        assert PASSWORD not in str(told)
    finally:
        if not place.is_sqlite:
            assert place.database is not None
            asyncio.run(mend(place.database))


async def mend(database: str) -> None:
    """Give the shared database its own version back."""
    import asyncpg

    connection = await asyncpg.connect(database)
    await connection.execute("UPDATE alembic_version SET version_num = '0001'")
    await connection.close()


def test_a_file_that_is_no_database_is_named_and_kept(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    file.write_bytes(b"khong phai co so du lieu\n" * 400)
    told = refused(None, tmp_path)
    assert isinstance(told, DamagedStore)
    assert str(file) in str(told)
    assert file.read_bytes().startswith(b"khong phai")


@pytest.mark.asyncio
async def test_a_damaged_file_is_told_from_a_bug(tmp_path: Path) -> None:
    async with Store.open(None, tmp_path) as store:
        await store.questions.add([ASKED])
    file = tmp_path / FILE_NAME
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(DamagedStore, match="bản sao lưu"):
        async with Store.open(None, tmp_path) as store:
            await store.questions.latest(5)


@pytest.fixture
def as_nobody() -> Iterator[None]:
    """Root may write anywhere: not be root for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


def read_only(path: Path) -> None:
    for file in (path, *path.iterdir()):
        file.chmod(0o555 if file.is_dir() else 0o444)
    for parent in path.parents:
        if parent.stat().st_uid == os.getuid() and os.geteuid() == 0 and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o011)


@pytest.mark.parametrize("there_already", [False, True])
def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, there_already: bool, request: pytest.FixtureRequest
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    if there_already:
        asyncio.run(open_and_close(None, data))
    read_only(data)
    request.getfixturevalue("as_nobody")
    told = refused(None, data)
    assert isinstance(told, StoreUnavailable)
    assert str(data) in str(told)
    assert "GIAOBAN_DATA" in str(told)


def test_a_place_where_no_folder_can_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert str(tmp_path / "file") in str(refused(None, tmp_path / "file" / "data"))


@pytest.mark.asyncio
async def test_a_full_disk_is_said_and_nothing_half_written(tmp_path: Path) -> None:
    async with Store.open(None, tmp_path) as store:
        await store.questions.add([ASKED])

        async with store.database.engine.connect() as connection:
            pages = await connection.scalar(text("PRAGMA page_count"))
            await connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        with pytest.raises(StoreUnavailable, match="đĩa đã đầy"):
            await store.questions.add(
                [Asked("telegram", "a", "b", "y" * 3_000, "vi", "answered", "x") for _ in range(99)]
            )
        assert [one async for one in store.questions.all()] == [ASKED]


@pytest.mark.asyncio
async def test_a_file_that_another_holds_is_said(tmp_path: Path) -> None:
    async with Store.open(None, tmp_path, busy_s=0.05) as store:
        holder = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="đang giữ"):
            await store.questions.add([ASKED])
        assert await store.questions.latest(1) == []  # reading goes on
        holder.close()
        await store.questions.add([ASKED])


@pytest.mark.parametrize(
    ("change", "todo"),
    [
        pytest.param((QUOTED_PASSWORD, "sai-mat-khau"), "mật khẩu không đúng", id="password"),
        pytest.param(("giaoban:", "nguoi_la:"), "mật khẩu không đúng", id="user"),
        pytest.param(("/kho_", "/khong_co_"), "createdb", id="database"),
        pytest.param(("127.0.0.1:", "127.0.0.2:"), "không kết nối được", id="nobody listens"),
    ],
)
def test_a_server_that_cannot_be_used_is_named_without_the_password(
    postgres: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture, change: tuple[str, str],
    todo: str,
) -> None:  # fmt: skip
    url = postgres.url(postgres.shared)
    assert change[0] in url
    with caplog.at_level(logging.DEBUG):
        told = refused(url.replace(*change), tmp_path)
    assert isinstance(told, StoreUnavailable)
    assert todo in str(told)
    assert f":{postgres.port}/" in str(told)
    for said in (str(told), repr(told), caplog.text):
        for secret in (PASSWORD, QUOTED_PASSWORD, "sai-mat-khau"):
            assert secret not in said


@pytest.mark.asyncio
async def test_a_server_is_reached_by_its_socket_and_by_libpqs_options(
    postgres: Server, shared: str, tmp_path: Path
) -> None:
    by_socket = f"postgres://giaoban@/{shared}?host={postgres.sockets}&port={postgres.port}"
    for url in (by_socket, f"{postgres.url(shared)}?sslmode=disable"):
        async with Store.open(url, tmp_path) as store:
            assert await store.people.all() == []
            assert QUOTED_PASSWORD not in repr(store.database.address)
            assert PASSWORD not in repr(store.database.engine)


@pytest.mark.asyncio
async def test_a_server_that_ended_our_sessions_is_used_again_without_a_word(
    postgres: Server, shared: str, tmp_path: Path
) -> None:
    """As after a restart of PostgreSQL between two questions."""
    async with Store.open(postgres.url(shared), tmp_path) as store:
        await store.questions.add([ASKED])
        ended = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{shared}'"  # noqa: S608
        await asyncio.to_thread(postgres.execute, ended)
        assert [one async for one in store.questions.all()] == [ASKED]
