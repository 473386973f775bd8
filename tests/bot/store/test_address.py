"""GIAOBAN_DATABASE: what is understood, what is refused, and that no password is repeated."""

from pathlib import Path

import pytest

from bot.settings import Settings, WrongSetting
from bot.store.address import address_of


@pytest.mark.parametrize(
    ("given", "url", "shown"),
    [
        (
            "postgresql://an:bi%40mat@may.example/kho",
            "postgresql+asyncpg://an:bi%40mat@may.example/kho",
            "postgresql://may.example/kho",
        ),
        (
            "postgres://an:bimat@127.0.0.1:5433/kho?sslmode=require",
            "postgresql+asyncpg://an:bimat@127.0.0.1:5433/kho?ssl=require",
            "postgresql://127.0.0.1:5433/kho",
        ),
        (
            "postgresql+asyncpg://an@/kho?host=/run/pg&port=5433",
            "postgresql+asyncpg://an@/kho?host=%2Frun%2Fpg&port=5433",
            "postgresql:///run/pg:5433/kho",
        ),
    ],
)
def test_an_address_is_understood_and_shown_without_who(given: str, url: str, shown: str) -> None:
    address = address_of(given, Path("/data"))
    assert (address.url, address.shown, address.file) == (url, shown, None)
    assert "bimat" not in repr(address)
    settings = Settings.from_env({"GIAOBAN_DATABASE": given})
    assert settings.database_url == given
    assert "bimat" not in repr(settings) + settings.model_dump_json()


def test_no_address_is_the_file_in_the_data_folder() -> None:
    address = address_of(None, Path("/data"))
    assert (address.file, address.shown) == (Path("/data/giaoban.db"), "/data/giaoban.db")


@pytest.mark.parametrize(
    ("given", "repeated", "why"),
    [
        ("mysql://an:bimat@may/kho", "mysql://an:***@may/kho", "postgresql://"),
        ("postgresql://an:bimat@may", "postgresql://an:***@may", "tên cơ sở dữ liệu"),
        ("postgresql://an:bimat@may/a/b", "postgresql://an:***@may/a/b", "tên cơ sở dữ liệu"),
        ("postgresql://an:bimat@/kho", "postgresql://an:***@/kho", "phải có máy"),
        ("postgresql://an:bimat@may:x/kho", "postgresql://an:***@may:x/kho", "cổng"),
        ("postgresql://an:bimat@may:99999/kho", "postgresql://an:***@may:99999/kho", "65535"),
        ("postgresql://an:bi/mat@may/kho", "postgresql://an:***@may/kho", "cổng"),
        ("postgresql://an:bi@mat@may/k/x", "postgresql://an:***@may/k/x", "tên cơ sở dữ liệu"),
        ("postgresql://an@may/kho?sslmode=maybe", "", "verify-full"),
        ("postgresql://an@may/kho?password=bimat", "(không in lại)", "không nhận password"),
        ("an:bimat@may/kho", "(không in lại)", "postgresql://"),
        ("host=may password=bimat", "(không in lại)", "postgresql://"),
        ("postgresql://[an:bimat@may/kho", "", "không phải một địa chỉ"),
        (f"postgresql://may/{'k' * 64}", "", "tên cơ sở dữ liệu"),
    ],
)
def test_a_wrong_address_is_named_without_its_password(given: str, repeated: str, why: str) -> None:
    with pytest.raises(WrongSetting) as caught:
        Settings.from_env({"GIAOBAN_DATABASE": given})
    told = str(caught.value)
    assert told.startswith("GIAOBAN_DATABASE là “")
    assert repeated in told
    assert why in told
    assert "bimat" not in told
    assert "bi@mat" not in told
    assert "bi/mat" not in told
