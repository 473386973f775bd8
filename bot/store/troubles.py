"""Errors of SQLAlchemy and the two drivers made ours at the doorway, the cause kept."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.store.errors import DamagedStore, StoreError, StoreUnavailable, Unstorable

# By the beginning of SQLite's name for it (https://www.sqlite.org/rescode.html).
_SQLITE: tuple[tuple[str, type[StoreError], str], ...] = (
    ("SQLITE_FULL", StoreUnavailable, "đĩa đã đầy. Hãy dọn bớt chỗ"),
    (
        "SQLITE_READONLY",
        StoreUnavailable,
        "tệp hoặc thư mục chỉ cho đọc. Hãy cho tài khoản này quyền ghi, hoặc đặt GIAOBAN_DATA khác",
    ),
    (
        "SQLITE_CANTOPEN",
        StoreUnavailable,
        "không mở được tệp. Hãy xem thư mục có và ghi được không, hoặc đặt GIAOBAN_DATA khác",
    ),
    ("SQLITE_BUSY", StoreUnavailable, "tiến trình khác đang giữ. Hãy thử lại sau"),
    ("SQLITE_LOCKED", StoreUnavailable, "tiến trình khác đang giữ. Hãy thử lại sau"),
    ("SQLITE_IOERR", StoreUnavailable, "đọc ghi đĩa bị lỗi. Hãy kiểm tra ổ đĩa"),
    (
        "SQLITE_NOTADB",
        DamagedStore,
        "không phải cơ sở dữ liệu SQLite. Hãy chép lại từ bản sao lưu, hoặc dời tệp đi để lập mới",
    ),
    (
        "SQLITE_CORRUPT",
        DamagedStore,
        "tệp đã hỏng. Hãy chép lại từ bản sao lưu, hoặc dời tệp đi để lập mới",
    ),
    ("SQLITE_CONSTRAINT", Unstorable, "không nhận một dòng trái ràng buộc"),
    ("SQLITE_TOOBIG", Unstorable, "không nhận một dòng quá dài"),
    ("SQLITE_MISMATCH", Unstorable, "không nhận một dòng sai kiểu"),
)
# By the beginning of the SQLSTATE (PostgreSQL manual, appendix A); the longest that fits counts.
_POSTGRES: tuple[tuple[str, type[StoreError], str], ...] = (
    ("28", StoreUnavailable, "tên hoặc mật khẩu không đúng. Hãy xem lại GIAOBAN_DATABASE"),
    ("3D000", StoreUnavailable, "chưa có cơ sở dữ liệu ấy. Hãy tạo bằng createdb"),
    ("3F000", StoreUnavailable, "không có schema để lập bảng. Hãy kiểm tra search_path"),
    ("42501", StoreUnavailable, "tài khoản thiếu quyền. Hãy cho quyền tạo và ghi bảng"),
    ("25006", StoreUnavailable, "máy chủ đang chỉ cho đọc. Hãy dùng máy chủ chính"),
    ("53100", StoreUnavailable, "đĩa của máy chủ đã đầy. Hãy dọn bớt chỗ"),
    ("53300", StoreUnavailable, "máy chủ đã hết chỗ kết nối. Hãy tăng max_connections"),
    ("53", StoreUnavailable, "máy chủ cạn tài nguyên. Hãy kiểm tra máy chủ"),
    ("57", StoreUnavailable, "máy chủ đang dừng hoặc đã ngắt kết nối. Hãy thử lại sau"),
    ("55", StoreUnavailable, "cơ sở dữ liệu đang bận hoặc không nhận kết nối. Hãy thử lại sau"),
    ("40", StoreUnavailable, "giao dịch bị huỷ vì tranh chấp. Hãy thử lại"),
    ("08", StoreUnavailable, "mất kết nối. Hãy xem máy chủ còn chạy không"),
    ("XX", DamagedStore, "cơ sở dữ liệu đã hỏng. Hãy xem nhật ký của PostgreSQL"),
    ("22", Unstorable, "không nhận một dòng có giá trị sai"),
    ("23", Unstorable, "không nhận một dòng trái ràng buộc"),
)
_LOST = "không kết nối được. Hãy xem máy chủ có chạy và địa chỉ có đúng không"


@contextmanager
def translated(shown: str) -> Iterator[None]:
    """Raise what happens inside as a StoreError naming the database `shown`; a bug stays a bug."""
    try:
        yield
    except StoreError:
        raise
    except Exception as exc:
        trouble = _trouble(exc)
        if trouble is None:
            raise
        kind, what = trouble
        # What SQLAlchemy says repeats the row, and with it what people asked: not in the chain.
        raise kind(f"kho dữ liệu {shown}: {what}") from (_driver_error(exc) or exc)


def _trouble(exc: Exception) -> tuple[type[StoreError], str] | None:
    for cause in _causes(exc):
        name = getattr(cause, "sqlite_errorname", None)
        if isinstance(name, str) and (found := _by_prefix(_SQLITE, name)):
            return found
        state = getattr(cause, "sqlstate", None)
        if isinstance(state, str) and (found := _by_prefix(_POSTGRES, state)):
            return found
    if isinstance(exc, sqlite3.DatabaseError | UnicodeEncodeError):
        return Unstorable, f"không ghi được: {type(exc).__name__}"
    if isinstance(exc, OSError | PoolTimeout | InterfaceError):  # TimeoutError is an OSError
        return StoreUnavailable, _LOST
    if isinstance(exc, DBAPIError):
        lost = exc.connection_invalidated
        return (StoreUnavailable, _LOST) if lost else (StoreError, _driver_says(exc))
    if isinstance(exc, SQLAlchemyError) or type(exc).__module__.startswith("asyncpg"):
        return StoreError, _driver_says(exc)
    return None


def _by_prefix(
    table: tuple[tuple[str, type[StoreError], str], ...], code: str
) -> tuple[type[StoreError], str] | None:
    return next(((kind, what) for prefix, kind, what in table if code.startswith(prefix)), None)


def _causes(exc: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while exc is not None and id(exc) not in seen:
        seen.add(id(exc))
        yield exc
        exc = getattr(exc, "orig", None) or exc.__cause__


def _driver_error(exc: Exception) -> BaseException | None:
    return list(_causes(exc))[-1]


def _driver_says(exc: Exception) -> str:
    first = str(_driver_error(exc)).strip().splitlines() or [""]
    return f"{type(exc).__name__}: {first[0]}"
