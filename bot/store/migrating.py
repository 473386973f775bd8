"""Brings a database to this program's tables, by Alembic, one process at a time."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import AsyncFileLock
from filelock import Timeout as LockTimeout
from sqlalchemy import Connection, text

from bot.store.database import Database
from bot.store.errors import NewerStore, StoreUnavailable
from bot.store.troubles import translated

MIGRATIONS = Path(__file__).parent / "migrations"
# Any number will do, as long as it is always this one.
_LOCK = 4_711_202_404
_PATIENCE_S = 60.0


async def migrate(database: Database) -> None:
    """Make or upgrade the tables, all or nothing.

    Raises NewerStore when the database knows more than this program, and changes nothing.
    """
    file = database.address.file
    if file is None:
        await _upgrade(database)
        return
    try:
        # The first connection of all makes the file a WAL one, which waits for nobody.
        async with AsyncFileLock(f"{file}.lock", timeout=_PATIENCE_S):
            _for_the_owner_only(file)
            await _upgrade(database)
    except LockTimeout:
        raise StoreUnavailable(
            f"kho dữ liệu {file}: tiến trình khác giữ {file}.lock quá {_PATIENCE_S:.0f} giây. "
            "Hãy đợi nó khởi động xong rồi chạy lại"
        ) from None
    except OSError as exc:
        raise StoreUnavailable(
            f"kho dữ liệu {file}: không ghi được trong thư mục ấy ({exc.strerror}). "
            "Hãy cho tài khoản này quyền ghi, hoặc đặt GIAOBAN_DATA khác"
        ) from exc


def schema_revision() -> str:
    """The revision of this program's tables."""
    return str(ScriptDirectory(str(MIGRATIONS)).get_current_head())


def is_known(revision: str) -> bool:
    """Whether this program's tables are of this revision, or once were."""
    scripts = ScriptDirectory(str(MIGRATIONS))
    return revision in {script.revision for script in scripts.walk_revisions()}


def _for_the_owner_only(file: Path) -> None:
    """Make the file, if need be, before SQLite would: what people asked is in it."""
    if not file.exists():
        file.touch(mode=0o600)


async def _upgrade(database: Database) -> None:
    with translated(database.address.shown):
        engine = database.engine.execution_options(giaoban_writes="durable")
        async with engine.begin() as connection:
            if not database.is_sqlite:
                await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            await connection.run_sync(_upgrade_by, database.address.shown)


def _upgrade_by(connection: Connection, shown: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    scripts = ScriptDirectory.from_config(config)
    present = set(MigrationContext.configure(connection).get_current_heads())
    if present == set(scripts.get_heads()):
        return
    unknown = sorted(present - {script.revision for script in scripts.walk_revisions()})
    if unknown:
        raise NewerStore(
            f"kho dữ liệu {shown} do một bản giaoban mới hơn ghi (bản {unknown[0]}). "
            "Hãy chạy bản mới ấy, hoặc khôi phục bản sao lưu từ trước khi nâng cấp"
        )
    command.upgrade(config, "head")
