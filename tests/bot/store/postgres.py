"""A PostgreSQL server for the tests: made, started and stopped by them, in a folder of its own."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import asyncpg

USER = "giaoban"
PASSWORD = "mat khau/@:thu"
QUOTED_PASSWORD = "mat%20khau%2F%40%3Athu"
PATIENCE_S = 60.0
# Without a terminal to say so, Debian keeps the server's programs out of PATH.
_ELSEWHERE = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt")


class NoPostgres(Exception):
    """No server can be started here; the text says why."""


@dataclass
class Server:
    """A running server with nothing in it but what the tests make."""

    port: int
    sockets: Path
    shared: str = ""
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, name: str) -> str:
        """GIAOBAN_DATABASE for a database."""
        return f"postgresql://{USER}:{QUOTED_PASSWORD}@127.0.0.1:{self.port}/{name}"

    def execute(self, *statements: str, database: str = "postgres") -> None:
        """Run statements as the owner of everything."""
        asyncio.run(self._execute(statements, database))

    async def _execute(self, statements: tuple[str, ...], database: str) -> None:
        connection = await asyncpg.connect(
            host="127.0.0.1", port=self.port, user=USER, password=PASSWORD, database=database
        )
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    def new_database(self) -> str:
        """A database without tables; its name."""
        name = f"kho_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        return name

    def emptied(self, tables: Iterable[str]) -> str:
        """The database that tests share, nothing left in it of the last one; its name."""
        self.execute(
            "ALTER TABLE audit DISABLE TRIGGER audit_no_change",
            # Of a few rows it is quicker than TRUNCATE, which makes every file anew.
            *(f"DELETE FROM {table}" for table in tables),  # noqa: S608 - our own names
            "SELECT setval('invitations_number_seq', 1, false)",
            "ALTER TABLE audit ENABLE TRIGGER audit_no_change",
            database=self.shared,
        )
        return self.shared


def _program(name: str) -> str:
    found = shutil.which(name)
    if found:
        return found
    versions = [path for place in _ELSEWHERE for path in Path(place).glob(f"*/bin/{name}")]
    if not versions:
        raise NoPostgres(f"không có chương trình {name} của PostgreSQL trên máy này")
    return str(max(versions, key=lambda path: (len(path.parts[-3]), path.parts[-3])))


def _as_another() -> tuple[list[str], str | None]:
    """What to put before a command: PostgreSQL does not run as root. And who that is, then."""
    if os.getuid() != 0:
        return [], None
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise NoPostgres("chạy bằng root mà không có setpriv để đổi tài khoản")
    user = next((name for name in ("postgres", "nobody") if _is_account(name)), None)
    if user is None:
        raise NoPostgres("không có tài khoản postgres hay nobody để chạy máy chủ")
    return [setpriv, f"--reuid={user}", "--clear-groups", "--pdeathsig=QUIT"], user


def _is_account(name: str) -> bool:
    import pwd

    try:
        return bool(pwd.getpwnam(name))
    except KeyError:
        return False


@contextmanager
def running_server() -> Iterator[Server]:
    """A server for as long as the block lasts. Raises NoPostgres where there can be none."""
    initdb, postgres = _program("initdb"), _program("postgres")
    before, user = _as_another()
    with tempfile.TemporaryDirectory(prefix="giaoban-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        secret = folder / "password"
        secret.write_text(PASSWORD, encoding="utf-8")
        if user is not None:
            for path in (folder, secret):
                shutil.chown(path, user)
        data = folder / "data"
        made = subprocess.run(  # noqa: S603 - the server's own program
            [*before, initdb, "-D", data, "-U", USER, "--pwfile", secret, "--no-sync",
             "--encoding=UTF8", "--locale=C", "--auth-local=trust", "--auth-host=scram-sha-256"],
            cwd=folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if made.returncode:
            raise NoPostgres(f"initdb: {made.stderr.strip() or made.stdout.strip()}")
        port = _free_port()
        options = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(folder),
            "fsync": "off",
            "full_page_writes": "off",
            "synchronous_commit": "off",
            "max_connections": "80",
        }
        settings = [part for key, value in options.items() for part in ("-c", f"{key}={value}")]
        log = folder / "log"
        with log.open("wb") as stream:
            process = subprocess.Popen(  # noqa: S603 - as above
                [*before, postgres, "-D", data, "-p", str(port), *settings],
                cwd=folder, stdout=stream, stderr=stream,
            )  # fmt: skip
        try:
            server = Server(port, folder)
            _wait(server, process, log)
            yield server
        finally:
            process.send_signal(signal.SIGQUIT)  # "immediate": nothing is kept for another start
            try:
                process.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: Server, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            server.execute("SELECT 1")
            return
        except (OSError, asyncpg.PostgresError):
            if process.poll() is not None or time.monotonic() > end:
                said = log.read_text(encoding="utf-8", errors="replace")
                raise NoPostgres(f"máy chủ không khởi động: {said.strip()}") from None
            time.sleep(0.05)
