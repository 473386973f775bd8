"""Settings: every one from the environment and from `.env`, and what is wrong said by name."""

import os
import re
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from bot.settings import PREFIX, Settings, WrongSetting

TOKEN = "987654321:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
MANUAL = Path(__file__).parents[2] / "docs" / "van-hanh.md"
NAMES = {f"{PREFIX}{field.upper()}" for field in Settings.model_fields}


def wrong(env: dict[str, str]) -> str:
    with pytest.raises(WrongSetting) as caught:
        Settings.from_env(env)
    return str(caught.value)


@pytest.fixture
def clean_env(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in list(os.environ):
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    return monkeypatch


def read(settings: Settings, name: str) -> str | None:
    """The value of the setting `name` as a person writes it."""
    value = getattr(settings, name.removeprefix(PREFIX).lower())
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    return None if value is None else str(value)


def some_values(folder: Path) -> dict[str, str]:
    """A value for every setting, none of them the default."""
    return {
        "GIAOBAN_LIBRARY": str(folder),
        "GIAOBAN_DATA": str(folder / "data"),
        "GIAOBAN_WATCH": str(folder),
        "GIAOBAN_KEEP_VERSIONS": "7",
        "GIAOBAN_KEEP_DAYS": "8",
        "GIAOBAN_PREVIEW_QUESTIONS": "9",
        "GIAOBAN_TELEGRAM_TOKEN": TOKEN,
        "GIAOBAN_TELEGRAM_API": "http://127.0.0.1:8081",
        "GIAOBAN_DATABASE": "postgresql://an:bimat@may.example/kho",
        "GIAOBAN_ACCESS": "invited",
        "GIAOBAN_ADMINS": "123456, 789",
        "GIAOBAN_RETENTION_DAYS": "30",
        "GIAOBAN_LOG_LEVEL": "debug",
    }


# -- where they come from ------------------------------------------------------------------------


def test_nothing_set_is_fine(clean_env: pytest.MonkeyPatch, tmp_path: Path) -> None:
    clean_env.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    settings = Settings.load(tmp_path)
    assert {name: read(settings, name) for name in NAMES} == {
        "GIAOBAN_LIBRARY": None,
        "GIAOBAN_DATA": str(tmp_path / "share" / "giaoban"),
        "GIAOBAN_WATCH": None,
        "GIAOBAN_KEEP_VERSIONS": "50",
        "GIAOBAN_KEEP_DAYS": "90",
        "GIAOBAN_PREVIEW_QUESTIONS": "200",
        "GIAOBAN_TELEGRAM_TOKEN": None,
        "GIAOBAN_TELEGRAM_API": None,
        "GIAOBAN_DATABASE": None,
        "GIAOBAN_ACCESS": "open",
        "GIAOBAN_ADMINS": None,
        "GIAOBAN_RETENTION_DAYS": "365",
        "GIAOBAN_LOG_LEVEL": "warning",
    }


def test_data_is_at_home_unless_said_otherwise(
    clean_env: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    clean_env.delenv("XDG_DATA_HOME", raising=False)
    clean_env.setenv("HOME", str(tmp_path))
    assert Settings.from_env({}).data == tmp_path / ".local" / "share" / "giaoban"


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_setting_is_read_from_the_environment(
    clean_env: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    value = some_values(tmp_path)[name]
    clean_env.setenv(name, value)
    assert read(Settings.load(tmp_path), name) == value


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_setting_is_read_from_the_file_and_the_environment_goes_before(
    clean_env: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    value = some_values(tmp_path)[name]
    (tmp_path / ".env").write_text(f"{name}={value}\n", encoding="utf-8")
    assert read(Settings.load(tmp_path), name) == value
    other = {
        "GIAOBAN_TELEGRAM_TOKEN": f"1{TOKEN}",
        "GIAOBAN_TELEGRAM_API": "https://a.example",
        "GIAOBAN_DATABASE": "postgresql://b.example/khac",
        "GIAOBAN_ACCESS": "open",
        "GIAOBAN_ADMINS": "5",
        "GIAOBAN_RETENTION_DAYS": "7",
        "GIAOBAN_LOG_LEVEL": "error",
        "GIAOBAN_KEEP_VERSIONS": "1",
        "GIAOBAN_KEEP_DAYS": "1",
        "GIAOBAN_PREVIEW_QUESTIONS": "1",
    }.get(name, "/")
    clean_env.setenv(name, other)
    assert read(Settings.load(tmp_path), name) == other


@pytest.mark.parametrize("name", sorted(NAMES))
def test_an_empty_value_is_none_in_the_environment_and_in_the_file(
    clean_env: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    default = read(Settings.load(tmp_path), name)
    for line in (f"{name}=", f"{name}", f"{name}=''"):
        (tmp_path / ".env").write_text(f"{line}\n", encoding="utf-8")
        assert read(Settings.load(tmp_path), name) == default
    # So that one start can do without a setting of the file.
    (tmp_path / ".env").write_text(f"{name}={some_values(tmp_path)[name]}\n", encoding="utf-8")
    clean_env.setenv(name, "")
    assert read(Settings.load(tmp_path), name) == default


def test_the_file_is_of_the_current_folder(clean_env: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("GIAOBAN_LOG_LEVEL=info\n", encoding="utf-8")
    clean_env.chdir(tmp_path)
    assert Settings.load().log_level == "info"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# ghi chú\n\nGIAOBAN_LOG_LEVEL=info # hết\n", id="comments"),
        pytest.param('export GIAOBAN_LOG_LEVEL="info"\r\n', id="as a shell and Windows write it"),
        pytest.param("\ufeffGIAOBAN_LOG_LEVEL=info\n", id="with Notepad's mark in front"),
        pytest.param("OTHER=1\nGIAOBAN_LOG_LEVEL=info", id="others' variables, no last newline"),
    ],
)
def test_the_file_may_be_written_as_such_files_are(
    clean_env: pytest.MonkeyPatch,  # noqa: ARG001 - for what it took away
    tmp_path: Path,
    text: str,
) -> None:
    (tmp_path / ".env").write_bytes(text.encode())
    assert Settings.load(tmp_path).log_level == "info"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("GIAOBAN_LOG_LEVEL=đúng".encode("utf-16"))
    with pytest.raises(WrongSetting, match=r"không đọc được .*\.env"):
        Settings.load(tmp_path)


def test_a_home_is_spelled_out_where_no_shell_does_it(
    clean_env: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    clean_env.setenv("HOME", str(tmp_path))
    settings = Settings.from_env({"GIAOBAN_DATA": "~/kho", "GIAOBAN_LIBRARY": "~"})
    assert (settings.data, settings.library) == (tmp_path / "kho", tmp_path)


def test_settings_do_not_change_once_read(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    with pytest.raises(ValidationError):
        settings.log_level = "debug"  # type: ignore[misc]  # what is refused is the point


# -- what is wrong with them ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("GIAOBAN_LOG_LEVEL", "loud", "'debug', 'info', 'warning' hoặc 'error'"),
        ("GIAOBAN_LOG_LEVEL", "DEBUG", "'debug', 'info', 'warning' hoặc 'error'"),
        ("GIAOBAN_LIBRARY", "/khong/co", "phải là một thư mục có sẵn"),
        ("GIAOBAN_LIBRARY", __file__, "phải là một thư mục có sẵn"),
        ("GIAOBAN_LIBRARY", "a" * 5000, "phải là một thư mục có sẵn"),
        ("GIAOBAN_LIBRARY", "~nguoi-khong-co/a", "thư mục nhà"),
        ("GIAOBAN_DATA", __file__, "phải là một thư mục"),
        ("GIAOBAN_WATCH", "/khong/co", "phải là một thư mục có sẵn"),
        ("GIAOBAN_KEEP_VERSIONS", "0", "ít nhất là 1"),
        ("GIAOBAN_KEEP_DAYS", "ba", "phải là một số nguyên"),
        ("GIAOBAN_PREVIEW_QUESTIONS", "999999", "nhiều nhất là 10000"),
        ("GIAOBAN_TELEGRAM_API", "127.0.0.1:8081", "http:// hoặc https://"),
        ("GIAOBAN_TELEGRAM_API", "ftp://a.example", "http:// hoặc https://"),
        ("GIAOBAN_TELEGRAM_API", "http://", "http:// hoặc https://"),
        ("GIAOBAN_ACCESS", "closed", "'open' hoặc 'invited'"),
        ("GIAOBAN_ADMINS", "@chi_may", "mã số Telegram"),
        ("GIAOBAN_ADMINS", "1,,2", "mã số Telegram"),
        ("GIAOBAN_ADMINS", "-1", "mã số Telegram"),
        ("GIAOBAN_RETENTION_DAYS", "0", "từ 1 đến"),
        ("GIAOBAN_RETENTION_DAYS", "-5", "từ 1 đến"),
        ("GIAOBAN_RETENTION_DAYS", "1.5", "từ 1 đến"),
        ("GIAOBAN_RETENTION_DAYS", "một năm", "từ 1 đến"),
        ("GIAOBAN_RETENTION_DAYS", "99999", "từ 1 đến"),
    ],
)
def test_a_wrong_value_is_named_with_its_setting_and_what_is_allowed(
    name: str, value: str, allowed: str
) -> None:
    told = wrong({name: value})
    assert told.startswith(f"{name} là “{value}”: ")
    assert allowed in told
    assert len(told.splitlines()) == 1


def test_every_wrong_value_is_told_at_once() -> None:
    told = wrong({"GIAOBAN_LOG_LEVEL": "loud", "GIAOBAN_LIBRARY": "/khong/co"})
    assert [line.split(" ")[0] for line in told.splitlines()] == [
        "GIAOBAN_LIBRARY",
        "GIAOBAN_LOG_LEVEL",
    ]


@pytest.mark.parametrize(
    "token",
    [
        pytest.param("AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw", id="no number"),
        pytest.param("987654321", id="number only"),
        pytest.param("987654321:", id="no secret"),
        pytest.param("bot987654321:AAHdqTcvCH1vGWJxfSeof", id="bot before it"),
        pytest.param("987654321:AAHdqTcvCH1 vGWJxfSeofSA", id="a space in it"),
        pytest.param("987654321:AAHdqTcvCH1vGWJxfSeofSA\r", id="a line end of Windows behind it"),
        pytest.param("987654321:AAHdqTcvCH1vGWJx…", id="cut off"),
    ],
)
def test_a_wrong_token_is_refused_and_never_repeated(token: str) -> None:
    told = wrong({"GIAOBAN_TELEGRAM_TOKEN": token})
    assert "GIAOBAN_TELEGRAM_TOKEN" in told
    assert "BotFather" in told
    assert token.strip() not in told
    assert "AAHdqTcv" not in told
    assert "987654321:AAHd" not in told


def test_a_right_token_is_never_repeated_either() -> None:
    settings = Settings.from_env({"GIAOBAN_TELEGRAM_TOKEN": TOKEN})
    for told in (repr(settings), str(settings), settings.model_dump_json()):
        assert TOKEN not in told
    told = wrong({"GIAOBAN_TELEGRAM_TOKEN": TOKEN, "GIAOBAN_LOG_LEVEL": "loud"})
    assert TOKEN not in told
    assert TOKEN not in wrong({"GIAOBAN_TELEGRAM_TOKEN": TOKEN, "GIAOBAN_X": TOKEN})


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("GIAOBAN_TELEGRAM_TOKENS", "GIAOBAN_TELEGRAM_TOKEN"),
        ("GIAOBAN_LIBARY", "GIAOBAN_LIBRARY"),
        ("GIAOBAN_LOGLEVEL", "GIAOBAN_LOG_LEVEL"),
    ],
)
def test_a_misspelt_name_is_refused_with_what_may_be_meant(name: str, meant: str) -> None:
    assert wrong({name: "x"}) == f"không có thiết lập {name}; có phải {meant}?"


def test_a_name_like_none_of_them_is_refused_with_all_there_are() -> None:
    told = wrong({"GIAOBAN_ZALO_ZZZZZZZZZZ": "x"})
    assert "không có thiết lập GIAOBAN_ZALO_ZZZZZZZZZZ" in told
    assert all(name in told for name in NAMES)


def test_a_misspelt_name_in_the_file_is_refused(
    clean_env: pytest.MonkeyPatch,  # noqa: ARG001 - for what it took away
    tmp_path: Path,
) -> None:
    (tmp_path / ".env").write_text("GIAOBAN_DATAS=/x\n", encoding="utf-8")
    with pytest.raises(WrongSetting, match="có phải GIAOBAN_DATA\\?"):
        Settings.load(tmp_path)


def test_other_programs_variables_are_none_of_ours() -> None:
    Settings.from_env({"PATH": "/bin", "giaoban_library": "/x", "MY_GIAOBAN_X": "y"})


def test_an_account_without_a_home_is_told_which_setting_helps(
    clean_env: pytest.MonkeyPatch,
) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    clean_env.delenv("XDG_DATA_HOME", raising=False)
    clean_env.setattr(Path, "home", homeless)
    assert "GIAOBAN_DATA" in wrong({})
    assert Settings.from_env({"GIAOBAN_DATA": "/data"}).data == Path("/data")


def test_admins_are_ids_however_they_are_set_apart() -> None:
    assert Settings.from_env({"GIAOBAN_ADMINS": "12 ,34,  56"}).admin_ids == ("12", "34", "56")
    assert Settings.from_env({}).admin_ids == ()


def test_an_address_keeps_no_slash_at_its_end() -> None:
    api = Settings.from_env({"GIAOBAN_TELEGRAM_API": "http://127.0.0.1:8081/"}).telegram_api
    assert api == "http://127.0.0.1:8081"


# -- the manual ----------------------------------------------------------------------------------


def test_the_manual_lists_exactly_the_settings_there_are() -> None:
    manual = MANUAL.read_text(encoding="utf-8")
    rows = re.findall(r"^\|\s*`(GIAOBAN_\w+)`\s*\|", manual, re.MULTILINE)
    assert sorted(rows) == sorted(NAMES)


def test_every_setting_says_what_it_is() -> None:
    assert [f for f, field in Settings.model_fields.items() if not field.description] == []
