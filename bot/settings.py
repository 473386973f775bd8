"""Everything an operator may change: one record, read once from the environment and `.env`."""

import difflib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from bot.store.address import address_of, without_password

PREFIX = "GIAOBAN_"
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]{10,}")
_ADMINS = re.compile(r"[0-9]{1,19}(\s*,\s*[0-9]{1,19})*")
_MOST_DAYS = 36_500

# What pydantic says of a wrong number, in words.
_BOUNDS = {
    "int_parsing": "phải là một số nguyên",
    "greater_than_equal": "ít nhất là {ge}",
    "less_than_equal": "nhiều nhất là {le}",
}


class WrongSetting(Exception):
    """A setting that stops the start; the text names it, its value and what is allowed."""


class Settings(BaseModel):
    """The settings of one process. Built once, by `from_env`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    library: Path | None = Field(
        default=None, description="thư mục thư viện khác; bỏ trống là thư viện kèm theo"
    )
    data: Path = Field(
        default_factory=lambda: _data_home() / "giaoban",
        description="thư mục giữ lịch sử gõ và trạng thái; bỏ trống là ~/.local/share/giaoban",
    )
    watch: Path | None = Field(
        default=None,
        description="thư mục tài liệu quản lý bằng tệp: tệp mới, sửa hay xoá là thư viện đổi theo",
    )
    keep_versions: int = Field(
        default=50, ge=1, le=100_000, description="giữ ít nhất bấy nhiêu bản thư viện gần nhất"
    )
    keep_days: int = Field(
        default=90, ge=0, le=36_500, description="và mọi bản mới hơn bấy nhiêu ngày"
    )
    preview_questions: int = Field(
        default=200, ge=0, le=10_000, description="số câu hỏi gần nhất đem thử trước mỗi thay đổi"
    )
    telegram_token: SecretStr | None = Field(
        default=None,
        description="mã của bot, do BotFather cấp; có mã này thì `run` phục vụ Telegram",
    )
    telegram_api: str | None = Field(
        default=None,
        description="địa chỉ Bot API khác, như http://127.0.0.1:8081; bỏ trống là của Telegram",
    )
    database: SecretStr | None = Field(
        default=None,
        description="postgresql://tên:mật-khẩu@máy/cơ-sở-dữ-liệu; bỏ trống: tệp trong GIAOBAN_DATA",
    )
    access: Literal["open", "invited"] = Field(
        default="open", description="ai được hỏi: open là mọi người, invited là người được mời"
    )
    admins: str | None = Field(
        default=None,
        description="mã số Telegram của những quản trị đầu tiên, cách nhau bằng dấu phẩy",
    )
    retention_days: int = Field(
        default=365, description="giữ câu hỏi, hội thoại, ý kiến bao nhiêu ngày"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="warning", description="mức nhật ký: debug, info, warning hoặc error"
    )

    @field_validator("library", "watch")
    @classmethod
    def _is_a_folder(cls, value: Path | None) -> Path | None:
        if value is None:
            return value
        folder = _home_spelled_out(value)
        if not os.path.isdir(folder):  # noqa: PTH112 - Path.is_dir raises where it may not look
            raise ValueError("phải là một thư mục có sẵn")
        return folder

    @field_validator("data")
    @classmethod
    def _data_is_no_file(cls, value: Path) -> Path:
        folder = _home_spelled_out(value)
        if os.path.isfile(folder):  # noqa: PTH113 - as above
            raise ValueError("phải là một thư mục, sẽ được tạo nếu chưa có")
        return folder

    @field_validator("telegram_token")
    @classmethod
    def _token_looks_like_one(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError(
                "phải gồm một dãy số, dấu hai chấm và một dãy chữ, chép nguyên từ BotFather"
            )
        return value

    @field_validator("telegram_api")
    @classmethod
    def _api_is_an_address(cls, value: str | None) -> str | None:
        if value is not None:
            parts = urlsplit(value)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise ValueError("phải là một địa chỉ http:// hoặc https://")
            return value.rstrip("/")
        return value

    @field_validator("database")
    @classmethod
    def _database_is_an_address(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            address_of(value.get_secret_value(), Path())
        return value

    @field_validator("admins")
    @classmethod
    def _admins_are_ids(cls, value: str | None) -> str | None:
        if value is not None and not _ADMINS.fullmatch(value.strip()):
            raise ValueError(
                "phải là các mã số Telegram cách nhau bằng dấu phẩy, như 123456,789012"
            )
        return value

    @field_validator("retention_days", mode="before")
    @classmethod
    def _days_are_days(cls, value: Any) -> int:
        digits = str(value)
        if not digits.isascii() or not digits.isdecimal() or not 1 <= int(digits) <= _MOST_DAYS:
            raise ValueError(f"phải là số ngày, từ 1 đến {_MOST_DAYS}")
        return int(digits)

    @property
    def database_url(self) -> str | None:
        """The address of the database with its password, for who opens it; None for the file."""
        return self.database.get_secret_value() if self.database else None

    @property
    def admin_ids(self) -> tuple[str, ...]:
        """The ids of Telegram in GIAOBAN_ADMINS."""
        return tuple(re.findall(r"[0-9]+", self.admins or ""))

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        """Read GIAOBAN_LIBRARY, GIAOBAN_DATA and so on from `env`; an empty value is none.

        Raises WrongSetting for a value that is not allowed, and for a name that starts with
        GIAOBAN_ and is no setting.
        """
        names = {f"{PREFIX}{field.upper()}": field for field in cls.model_fields}
        for name in env:
            if name.startswith(PREFIX) and name not in names:
                near = difflib.get_close_matches(name, names, n=1)
                hint = f"có phải {near[0]}?" if near else f"các thiết lập: {', '.join(names)}"
                raise WrongSetting(f"không có thiết lập {name}; {hint}")
        given = {field: env[name] for name, field in names.items() if env.get(name)}
        try:
            return cls.model_validate(given)
        except ValidationError as exc:
            raise WrongSetting("\n".join(_explain(error) for error in exc.errors())) from None

    @classmethod
    def load(cls, folder: Path | None = None) -> Self:
        """Read the environment over the `.env` of `folder` (default: the current one)."""
        file = (folder or Path.cwd()) / ".env"
        try:
            values = dotenv_values(file, encoding="utf-8-sig") if file.is_file() else {}
        except (OSError, UnicodeDecodeError) as exc:
            raise WrongSetting(f"không đọc được {file}: {exc}") from None
        return cls.from_env({**{k: v or "" for k, v in values.items()}, **os.environ})


def _data_home() -> Path:
    try:
        return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    except RuntimeError:  # an account without a home, as some containers have
        raise WrongSetting("không rõ thư mục nhà của tài khoản này: hãy đặt GIAOBAN_DATA") from None


def _home_spelled_out(path: Path) -> Path:
    """`path` with a leading ~ made a folder: no shell does that for a line of `.env`."""
    try:
        return path.expanduser()
    except RuntimeError:
        raise ValueError("không rõ thư mục nhà “~” này") from None


def _explain(error: Any) -> str:
    field = str(error["loc"][0])
    name = f"{PREFIX}{field.upper()}"
    value = _repeatable(field, error["input"])
    allowed = error.get("ctx", {}).get("expected")
    why = str(error["msg"]).removeprefix("Value error, ")
    bound = _BOUNDS.get(str(error["type"]))
    if bound:
        why = bound.format(**error.get("ctx", {}))
    if allowed:
        why = f"chỉ nhận {allowed.replace(' or ', ' hoặc ')}"
    return f"{name} là {value}: {why}"


def _repeatable(field: str, given: Any) -> str:
    """What was given, as a message may show it. Messages end in logs: no token, no password."""
    if field == "telegram_token":
        return "(không in lại)"
    return f"“{without_password(str(given)) if field == 'database' else given}”"
