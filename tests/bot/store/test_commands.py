"""The commands about people, as typed on the server."""

import asyncio
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import cli
from bot.errors import BotError
from bot.settings import PREFIX, Settings
from bot.store.nouns import Asked
from bot.store.store import Store
from tests.bot.store.conftest import Place


class Commands:
    """Runs `giaoban …` in this process, over one store."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def __call__(self, *arguments: str, typed: str = "") -> Result:
        result = CliRunner().invoke(cli, arguments, input=typed)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def store(self, act: str) -> str:
        """Do a thing that a channel would do."""

        async def do() -> str:
            async with Store.open(self._place.database, self._place.data) as store:
                name, _, code = act.partition(" ")
                if name == "redeem":
                    redeemed = await store.invitations.redeem(
                        code, "telegram", 5, address=5, name="Chị Mây"
                    )
                    return redeemed.outcome
                key = store.key_of("telegram", 5)
                asked = Asked("telegram", key, key, "hỏi", "vi", "answered", "passage")
                await store.questions.add([asked])
                return asked.id

        return asyncio.run(do())


@pytest.fixture
def giaoban(place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Commands:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)
    monkeypatch.setenv("GIAOBAN_DATA", str(place.data))
    monkeypatch.setenv("GIAOBAN_ADMINS", "900")
    if place.database:
        monkeypatch.setenv("GIAOBAN_DATABASE", place.database)
    return Commands(place)


def test_a_person_is_invited_listed_and_sent_away(giaoban: Commands) -> None:
    told = giaoban("invite", "--role", "editor", "--days", "3", "--uses", "2").stdout
    code = told.splitlines()[0]
    assert re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", code)
    assert f"?start={code}" in told
    assert giaoban.store(f"redeem {code}") == "welcome"
    listed = giaoban("people").stdout
    assert "telegram:900  quản trị, theo GIAOBAN_ADMINS" in listed
    assert re.search(r"telegram:5  Chị Mây  biên tập, từ ", listed)
    assert "lời mời 1: biên tập, còn 1 lượt" in listed
    assert code not in listed
    assert "Đã thu quyền" in giaoban("revoke", "telegram:5").stdout
    assert "thu quyền" in giaoban("people").stdout
    assert "Đã huỷ lời mời" in giaoban("revoke", code).stdout
    audit = giaoban("audit").stdout.splitlines()
    assert [line.split("  ")[3] for line in audit] == [
        "invite",
        "redeem",
        "revoke",
        "revoke_invitation",
    ]
    assert "máy chủ:" in audit[0]
    assert "Chị Mây" in audit[1]


def test_a_person_can_be_named_by_the_start_of_their_line(giaoban: Commands) -> None:
    giaoban.store(f"redeem {giaoban('invite').stdout.splitlines()[0]}")
    line = giaoban("people").stdout.splitlines()[1]
    assert "Chị Mây" in giaoban("revoke", line.split()[0]).stdout


@pytest.mark.parametrize("who", ["telegram:77", "7", "SAIM-SAIM-SAIM-SAIM", "telegram:900"])
def test_what_cannot_be_revoked_is_named(giaoban: Commands, who: str) -> None:
    with pytest.raises(BotError) as caught:
        giaoban("revoke", who)
    assert who in str(caught.value) or "GIAOBAN_ADMINS" in str(caught.value)


def test_the_log_is_verified_by_its_exit_code(giaoban: Commands, place: Place) -> None:
    assert "trống" in giaoban("audit", "--verify").stdout
    giaoban("invite")
    whole = giaoban("audit", "--verify")
    assert (whole.exit_code, "nguyên vẹn" in whole.stdout) == (0, True)

    async def cut() -> None:
        from sqlalchemy import text

        async with Store.open(place.database, place.data) as store:
            off = (
                "DROP TRIGGER audit_no_delete"
                if place.is_sqlite
                else "ALTER TABLE audit DISABLE TRIGGER audit_no_change"
            )
            async with store.database.writing() as session:
                await session.execute(text(off))
                await session.execute(text("DELETE FROM audit"))

    asyncio.run(cut())
    broken = giaoban("audit", "--verify")
    assert (broken.exit_code, "HỎNG ở mục 1" in broken.stdout) == (1, True)


def test_forgetting_asks_first_and_says_what_went(giaoban: Commands) -> None:
    giaoban.store("ask")
    assert giaoban("forget", "telegram:5", typed="n\n").exit_code == 1
    assert "1 câu hỏi" in giaoban("forget", "telegram:5", typed="y\n").stdout
    assert "không có gì" in giaoban("forget", "telegram:5", "--yes").stdout
    assert giaoban("forget", "5").exit_code == 2


def test_export_and_purge_say_what_they_did(giaoban: Commands, tmp_path: Path) -> None:
    giaoban.store("ask")
    told = giaoban("export", str(tmp_path / "csv")).stdout
    assert f"{tmp_path / 'csv' / 'questions.csv'}: 1 dòng" in told
    assert "365 ngày: không có gì" in giaoban("purge").stdout
