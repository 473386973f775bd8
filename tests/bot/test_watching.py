"""The watchers: another process's versions, and a real folder with a real watcher."""

import asyncio
import logging
import os
import shutil
import subprocess
import threading
import zipfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.errors import FailedCheck
from bot.living import LivingLibrary
from bot.scripts import Expectation
from bot.selfcheck import Canary
from bot.watched import BY, WatchedFolder
from bot.watching import ASIDE, follow, keeping_up_aside, watch
from corpus.versions import VersionStore
from tests.bot.ben_may import FILES, write
from tests.bot.test_living import FERRY, ferry

WAIT_S = 20.0
WELL = """---
id: ben-may-gieng
title: Giếng đá Bến Mây
publisher: Bản tin Bến Mây
published: 2031-05-04T08:00+07:00
url: https://benmay.example/gieng
---

Giếng đá Bến Mây có nước ngọt quanh năm, mỗi nhà gánh hai đôi.
"""


@pytest.fixture
def living(tmp_path: Path) -> LivingLibrary:
    base = write(tmp_path / "base")
    living = LivingLibrary(VersionStore(tmp_path / "versions"), base, canaries=())
    living.open()
    return living


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "tài liệu"
    folder.mkdir()
    return folder


def ids(living: LivingLibrary) -> set[str]:
    return {document.id for document in living.edition.library.documents} - {
        "ben-may-5",
        "ben-may-nvh",
    }


# -- one look at a folder --------------------------------------------------------------------------


def test_new_changed_and_removed_files_each_become_a_version(
    living: LivingLibrary, folder: Path
) -> None:
    watched = WatchedFolder(living, folder)
    (folder / "đò.md").write_text(FERRY)
    added = watched.sync()
    assert (added.changed, ids(living)) == (("ben-may-do",), {"ben-may-do"})
    (folder / "đò.md").write_text(FERRY.replace("gà gáy", "trời sáng"))
    assert watched.sync().changed == ("ben-may-do",)
    assert "trời sáng" in living.edition.library.document("ben-may-do").text
    (folder / "giếng.md").write_text(WELL)
    (folder / "đò.md").unlink()
    both = watched.sync()
    assert (both.changed, both.withdrawn) == (("ben-may-gieng",), ("ben-may-do",))
    moves = [(v.action, v.by) for v in living.versions.versions()]
    assert moves[:3] == [("replace", BY), ("replace", BY), ("add", BY)]
    assert watched.sync().version is None
    assert len(living.versions.versions()) == len(moves)


def test_a_batch_is_one_version(living: LivingLibrary, folder: Path) -> None:
    for n in range(5):
        (folder / f"{n}.md").write_text(WELL.replace("ben-may-gieng", f"gieng-{n}"))
    version = WatchedFolder(living, folder).sync().version
    assert version is not None
    assert version.documents == tuple(f"gieng-{n}" for n in range(5))
    assert [v.action for v in living.versions.versions()] == ["add", "base"]


def test_a_bad_file_is_told_once_and_left_out_and_the_rest_goes_in(
    living: LivingLibrary, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "a.md").write_bytes(b"")
    (folder / "b.md").write_text(WELL)
    watched = WatchedFolder(living, folder)
    with caplog.at_level(logging.WARNING):
        synced = watched.sync()
    assert ids(living) == {"ben-may-gieng"}
    assert len(synced.refused) == 1
    assert "a.md" in caplog.text
    assert watched.sync().refused == ()
    (folder / "a.md").write_text(FERRY)
    assert watched.sync().changed == ("ben-may-do",)


def test_a_file_that_turns_bad_keeps_its_document_until_it_is_removed(
    living: LivingLibrary, folder: Path
) -> None:
    watched = WatchedFolder(living, folder)
    (folder / "a.md").write_text(FERRY)
    watched.sync()
    (folder / "a.md").write_bytes(b"")
    (folder / "b.md").write_text(WELL)
    assert len(watched.sync().refused) == 1
    assert ids(living) == {"ben-may-do", "ben-may-gieng"}
    (folder / "a.md").unlink()
    assert watched.sync().withdrawn == ("ben-may-do",)


def test_what_went_away_while_nobody_looked_is_withdrawn(
    living: LivingLibrary, folder: Path
) -> None:
    (folder / "a.md").write_text(FERRY)
    (folder / "b.md").write_text(WELL)
    WatchedFolder(living, folder).sync()
    (folder / "a.md").unlink()
    again = LivingLibrary(living.versions, living.base, canaries=())
    again.open()
    assert WatchedFolder(again, folder).sync().withdrawn == ("ben-may-do",)


def test_a_file_that_is_renamed_changes_nothing(living: LivingLibrary, folder: Path) -> None:
    (folder / "a.md").write_text(FERRY)
    watched = WatchedFolder(living, folder)
    watched.sync()
    version = living.edition.version
    (folder / "a.md").rename(folder / "b.md")
    assert watched.sync().withdrawn == ()
    assert living.edition.version == version
    (folder / "c.md").write_text(WELL)
    (folder / "b.md").unlink()
    assert watched.sync().withdrawn == ("ben-may-do",)


def test_a_folder_that_is_empty_of_a_sudden_is_not_mounted(
    living: LivingLibrary, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "a.md").write_text(FERRY)
    watched = WatchedFolder(living, folder)
    watched.sync()
    shutil.rmtree(folder)
    watched.sync()
    folder.mkdir()
    watched.sync()
    assert ids(living) == {"ben-may-do"}
    assert "coi như chưa gắn" in caplog.text


def test_what_lies_in_a_zip_that_cannot_be_read_any_more_stays(
    living: LivingLibrary, folder: Path
) -> None:
    with zipfile.ZipFile(folder / "gói.zip", "w") as packed:
        packed.writestr("đò.md", FERRY)
        packed.writestr("giếng.md", WELL)
    watched = WatchedFolder(living, folder)
    watched.sync()
    assert ids(living) == {"ben-may-do", "ben-may-gieng"}
    whole = (folder / "gói.zip").read_bytes()
    (folder / "gói.zip").write_bytes(whole[: len(whole) // 2])
    (folder / "khác.md").write_text(WELL.replace("ben-may-gieng", "khac"))
    assert len(watched.sync().refused) == 1
    assert ids(living) == {"ben-may-do", "ben-may-gieng", "khac"}
    with zipfile.ZipFile(folder / "gói.zip", "w") as packed:
        packed.writestr("đò.md", FERRY)
    assert watched.sync().withdrawn == ("ben-may-gieng",)


def test_what_an_admin_did_meanwhile_stays(living: LivingLibrary, folder: Path) -> None:
    """A file that did not change takes nothing back."""
    from corpus.changes import withdraw

    (folder / "a.md").write_text(FERRY)
    (folder / "b.md").write_text(WELL)
    watched = WatchedFolder(living, folder)
    watched.sync()
    change = withdraw(living.edition.library, living.files, "ben-may-do")
    living.accept(living.propose(change), by="Sương")
    (folder / "b.md").write_text(WELL.replace("hai đôi", "ba đôi"))
    watched.sync()
    assert ids(living) == {"ben-may-gieng"}
    (folder / "a.md").unlink()
    assert watched.sync().refused == ()


def test_of_a_batch_that_fails_its_check_only_the_one_to_blame_stays_out(
    tmp_path: Path, folder: Path
) -> None:
    canary = Canary(ask="giếng đá có nước ngọt không", expect=Expectation(answered=False))
    base = write(tmp_path / "base", FILES)
    living = LivingLibrary(VersionStore(tmp_path / "versions"), base, canaries=(canary,))
    living.open()
    (folder / "a.md").write_text(FERRY)
    (folder / "b.md").write_text(WELL)
    synced = WatchedFolder(living, folder).sync()
    assert ids(living) == {"ben-may-do"}
    assert "b.md" in synced.refused[0]
    with pytest.raises(FailedCheck):
        living.propose_files("add", {**living.files, "articles/b.md": WELL.encode()})


# -- the watchers ----------------------------------------------------------------------------------


@asynccontextmanager
async def running(task: "asyncio.Task[None]") -> AsyncIterator[None]:
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def swapped(living: LivingLibrary, change: Callable[[], object]) -> None:
    """Until an edition answered after `change`."""
    loop, came = asyncio.get_running_loop(), asyncio.Event()
    living.on_swap.append(lambda _: loop.call_soon_threadsafe(came.set))
    change()
    async with asyncio.timeout(WAIT_S):
        await came.wait()
    living.on_swap.pop()


@pytest.mark.asyncio
@pytest.mark.parametrize("polling", [None, True])
async def test_a_real_folder_is_watched(
    living: LivingLibrary, folder: Path, polling: bool | None
) -> None:
    """By the system's own notices, and by looking where there are none."""
    desk = Desk(living.edition)
    living.on_swap.append(desk.swap)
    task = asyncio.create_task(
        watch(WatchedFolder(living, folder), settled_s=0.1, look_every_s=0.5, polling=polling)
    )
    async with running(task):
        await swapped(living, lambda: (folder / "đò.md").write_text(FERRY))
        assert desk.reply("a", "đò ngang chạy lúc nào").passages[0].document == "ben-may-do"
        (folder / "giếng.md").write_text(WELL)
        await swapped(living, (folder / "đò.md").unlink)
        assert "ben-may-do" not in ids(living)


@pytest.mark.asyncio
async def test_a_folder_that_is_mounted_later_is_taken_in_then(
    living: LivingLibrary, folder: Path
) -> None:
    later = folder / "ổ mạng"
    task = asyncio.create_task(
        watch(WatchedFolder(living, later), settled_s=0.05, look_every_s=0.1)
    )

    def mount() -> None:
        write(later, {"đò.md": FERRY.encode()})

    async with running(task):
        await asyncio.sleep(0.2)  # looked for at least once, and not there
        await swapped(living, mount)
    assert ids(living) == {"ben-may-do"}


@pytest.mark.asyncio
async def test_where_the_system_cannot_tell_the_folder_is_looked_through(
    living: LivingLibrary,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    import watchfiles

    real, looking = watchfiles.awatch, asyncio.Event()

    def awatch(*paths: Path, **options: bool | None) -> object:
        if not options["force_polling"]:
            raise OSError(28, "inotify watch limit reached")
        looking.set()
        return real(*paths, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(watchfiles, "awatch", awatch)
    task = asyncio.create_task(
        watch(WatchedFolder(living, folder), settled_s=0.1, look_every_s=0.5)
    )
    async with running(task):
        await asyncio.wait_for(looking.wait(), WAIT_S)
        await swapped(living, lambda: (folder / "đò.md").write_text(FERRY))
    assert "chuyển sang tự xem lại" in caplog.text


@pytest.mark.asyncio
async def test_a_git_checkout_is_followed_and_its_own_files_left_alone(
    living: LivingLibrary, folder: Path
) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("git is not installed")
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}

    def run(*arguments: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.hooksPath=")
        subprocess.run(  # noqa: S603 - our own folder
            [git, *who, *arguments], cwd=folder, env=env, check=True, capture_output=True
        )

    run("init", "--initial-branch=mot")
    (folder / "đò.md").write_text(FERRY)
    run("add", ".")
    run("commit", "-m", "một")
    run("checkout", "-b", "hai")
    (folder / "giếng.md").write_text(WELL)
    (folder / "đò.md").write_text(FERRY.replace("gà gáy", "trời sáng"))
    run("add", ".")
    run("commit", "-m", "hai")
    run("checkout", "mot")
    watched = WatchedFolder(living, folder)
    task = asyncio.create_task(watch(watched, settled_s=0.1, look_every_s=0.5))
    async with running(task):
        if not ids(living):
            await swapped(living, lambda: None)
        assert ids(living) == {"ben-may-do"}
        await swapped(living, lambda: run("checkout", "hai"))
        assert ids(living) == {"ben-may-do", "ben-may-gieng"}
        assert "trời sáng" in living.edition.library.document("ben-may-do").text
        await swapped(living, lambda: run("checkout", "mot"))
        assert ids(living) == {"ben-may-do"}


@pytest.mark.asyncio
async def test_what_another_process_commits_is_followed(living: LivingLibrary) -> None:
    other = LivingLibrary(VersionStore(living.versions.folder), living.base, canaries=())
    other.open()
    async with running(asyncio.create_task(follow(living, every_s=0.05))):
        await swapped(living, lambda: ferry(other))
    assert ids(living) == {"ben-may-do"}


@pytest.mark.asyncio
async def test_following_goes_on_where_looking_fails_once(
    living: LivingLibrary, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    loop, again = asyncio.get_running_loop(), asyncio.Event()
    looks = iter([OSError("mất đĩa"), OSError("mất đĩa"), None])

    def refresh() -> bool:
        if (trouble := next(looks, None)) is not None:
            raise trouble
        loop.call_soon_threadsafe(again.set)
        return False

    monkeypatch.setattr(living, "refresh", refresh)
    async with running(asyncio.create_task(follow(living, every_s=0.01))), asyncio.timeout(WAIT_S):
        await again.wait()
    assert len(caplog.records) == 1


def test_a_chat_without_an_event_loop_keeps_up_too(living: LivingLibrary, folder: Path) -> None:
    came = threading.Event()
    living.on_swap.append(lambda _: came.set())
    (folder / "đò.md").write_text(FERRY)
    with keeping_up_aside(living, folder):
        assert came.wait(WAIT_S)
        assert ASIDE in {thread.name for thread in threading.enumerate()}
    assert ids(living) == {"ben-may-do"}
    assert ASIDE not in {thread.name for thread in threading.enumerate()}
