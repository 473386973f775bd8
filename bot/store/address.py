"""Where the store is: the file in the data folder, or a PostgreSQL named by GIAOBAN_DATABASE."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

FILE_NAME = "giaoban.db"
_SCHEMES = frozenset({"postgresql", "postgres", "postgresql+asyncpg"})
# What libpq calls by these names; `sslmode` is `ssl` to asyncpg.
_OPTIONS = {"sslmode": "ssl", "host": "host", "port": "port"}
_SSL_MODES = frozenset({"disable", "allow", "prefer", "require", "verify-ca", "verify-full"})
_MOST_BYTES_OF_A_NAME = 63


@dataclass(frozen=True)
class Address:
    """Either `file`, an SQLite database, or `url`, as SQLAlchemy takes it, with its password.

    `shown` is what may be printed and logged.
    """

    shown: str
    file: Path | None = None
    url: str = field(default="", repr=False)

    @property
    def place(self) -> str:
        """The same for one database as long as its data folder is the same, wherever that is."""
        return "sqlite" if self.file else self.shown


def address_of(database: str | None, data: Path) -> Address:
    """The address that GIAOBAN_DATABASE and GIAOBAN_DATA mean; no `database` is the file.

    Raises ValueError, in Vietnamese and without repeating anything of `database`.
    """
    if not database:
        file = data / FILE_NAME
        return Address(shown=str(file), file=file)
    try:
        parts = urlsplit(database)
    except ValueError:
        raise ValueError("không phải một địa chỉ") from None
    if parts.scheme not in _SCHEMES:
        raise ValueError("phải có dạng postgresql://tên:mật-khẩu@máy/cơ-sở-dữ-liệu")
    try:
        port = parts.port
    except ValueError:
        raise ValueError("cổng phải là một số từ 1 đến 65535") from None
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if unknown := sorted(set(options) - set(_OPTIONS)):
        raise ValueError(f"sau dấu ? chỉ nhận {', '.join(_OPTIONS)}, không nhận {unknown[0]}")
    if options.get("sslmode", "require") not in _SSL_MODES:
        raise ValueError(f"sslmode chỉ nhận {', '.join(sorted(_SSL_MODES))}")
    if not options.get("port", "1").isdecimal():
        raise ValueError("cổng phải là một số từ 1 đến 65535")
    name = parts.path.strip("/")
    host = options.get("host") or parts.hostname
    if not host or not name or "/" in name or len(name.encode()) > _MOST_BYTES_OF_A_NAME:
        raise ValueError("phải có máy và tên cơ sở dữ liệu: postgresql://tên:mật-khẩu@máy/tên")
    port_shown = options.get("port") or port
    shown = f"postgresql://{host}{f':{port_shown}' if port_shown else ''}/{name}"
    query = urlencode({_OPTIONS[key]: value for key, value in options.items()})
    url = urlunsplit(("postgresql+asyncpg", parts.netloc, f"/{name}", query, ""))
    return Address(shown=shown, url=url)


def without_password(database: str) -> str:
    """`database` as it may be repeated to the person who set it wrong."""
    scheme, mark, rest = database.partition("://")
    # Up to the last @, for a password may have unescaped ones; all of it where none is found.
    login, at, place = rest.rpartition("@")
    if not mark or (not at and ":" in rest) or "password" in database:
        return "(không in lại)"
    hidden = f"{login.partition(':')[0]}:***" if ":" in login else login
    return f"{scheme}{mark}{hidden}{at}{place}"
