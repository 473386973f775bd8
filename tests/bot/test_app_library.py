"""The wiring: which library a command serves, and what a running process follows."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.app import (
    build_desk,
    build_living,
    check_health,
    current_library,
    living_desk,
    versions_folder,
)
from bot.settings import Settings
from corpus.changes import add
from corpus.errors import DamagedVersion
from corpus.files import version_of
from tests.bot.ben_may import FILES, Ready, write
from tests.bot.test_living import FERRY

QUESTION = "đò ngang chạy lúc nào"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(library=write(tmp_path / "base"), data=tmp_path / "data")


def ferry(settings: Settings) -> str:
    living = build_living(settings)
    living.open()
    change = add(living.edition.library, living.files, Ready(FERRY))
    return living.accept(living.propose(change), by="Sương").version


def test_the_base_is_served_until_something_is_changed_and_then_the_newest_version(
    settings: Settings,
) -> None:
    assert current_library(settings).version == version_of(FILES)
    assert not settings.data.exists()
    version = ferry(settings)
    desk = build_desk(settings)
    assert desk.library.version == version
    assert desk.reply("a", QUESTION).status == "answered"
    assert check_health(settings) is None


def test_a_running_process_answers_from_what_a_command_made(settings: Settings) -> None:
    living = build_living(settings)
    desk = living_desk(living)
    assert desk.reply("a", QUESTION).status == "not_found"
    version = ferry(settings)
    assert living.refresh()
    assert desk.reply("a", QUESTION).library == version


def test_a_damaged_version_is_said_and_not_passed_over(settings: Settings) -> None:
    version = ferry(settings)
    (versions_folder(settings) / "versions" / f"{version}.json").write_bytes(b"{}")
    with pytest.raises(DamagedVersion, match=version):
        build_desk(settings)


def test_how_many_versions_are_kept_is_a_setting(settings: Settings) -> None:
    few = settings.model_copy(update={"keep_versions": 1, "keep_days": 0})
    ferry(few)
    versions = build_living(few).versions
    assert [versions.is_kept(v.version) for v in versions.versions()] == [True, False]


def test_a_single_question_loads_nothing_that_it_does_not_need() -> None:
    code = (
        "import sys; from bot.cli import cli; from bot.app import build_desk\n"
        "from bot.settings import Settings\n"
        "build_desk(Settings.from_env({})).reply('a', 'nhiệm vụ 4')\n"
        "print([n for n in ('sqlalchemy', 'watchfiles', 'filelock', 'asyncio.runners', "
        "'bot.living', 'trafilatura', 'docx', 'pypdf') if n in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() in ("[]", "['asyncio.runners']")
