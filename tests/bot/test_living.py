"""The living library: proposed, checked, accepted, gone back, and picked up by others."""

import asyncio
import gc
import logging
import threading
import weakref
from pathlib import Path

import pytest

from bot.desk import Desk
from bot.errors import FailedCheck
from bot.living import Keeping, LivingLibrary
from bot.scripts import Expectation
from bot.selfcheck import Canary
from corpus.changes import add, restore, withdraw
from corpus.errors import BrokenLibrary, Conflict, DamagedVersion
from corpus.files import version_of
from corpus.versions import VersionStore
from tests.bot.ben_may import BRIEFING, DIRECTIVES, FILES, NOTICE, Ready, changed, write

FERRY = """---
id: ben-may-do
title: Giờ đò ngang Bến Mây
publisher: Bản tin Bến Mây
published: 2031-05-03T08:00+07:00
url: https://benmay.example/do
---

Đò ngang Bến Mây chạy chuyến đầu lúc gà gáy, chuyến cuối khi lên đèn.
"""


def opened(
    tmp_path: Path, canaries: tuple[Canary, ...] = (), keeping: Keeping | None = None
) -> LivingLibrary:
    """The library of Bến Mây, and its versions in a folder that others may open too."""
    if not (tmp_path / "base").exists():
        write(tmp_path / "base")
    living = LivingLibrary(
        VersionStore(tmp_path / "versions"),
        tmp_path / "base",
        canaries=canaries or None,
        keeping=keeping,
    )
    living.open()
    return living


def serving(living: LivingLibrary) -> Desk:
    desk = Desk(living.edition)
    living.on_swap.append(desk.swap)
    return desk


def ferry(living: LivingLibrary) -> str:
    """Add the ferry's times; the new version."""
    change = add(living.edition.library, living.files, Ready(FERRY))
    return living.accept(living.propose(change), by="Sương").version


# -- serving ---------------------------------------------------------------------------------------


def test_a_library_that_never_changed_is_served_and_nothing_is_written(tmp_path: Path) -> None:
    living = opened(tmp_path)
    assert living.edition.version == version_of(FILES)
    assert living.reload(by="Sương") == ()
    assert not (tmp_path / "versions").exists()
    write(tmp_path / "base", changed(NOTICE, ("7 giờ", "8 giờ")))
    assert living.reload(by="Sương") == ("ben-may-nha-van-hoa",)
    assert "8 giờ" in living.edition.library.document("ben-may-nvh").text
    assert not (tmp_path / "versions").exists()


def test_a_change_is_answered_from_at_once_and_kept(tmp_path: Path) -> None:
    living = opened(tmp_path)
    desk = serving(living)
    assert desk.reply("a", "đò ngang chạy lúc nào").status == "not_found"
    change = add(living.edition.library, living.files, Ready(FERRY))
    proposal = living.propose(change)
    assert desk.reply("a", "đò ngang chạy lúc nào").status == "not_found"  # nothing happened yet
    version = living.accept(proposal, by="Sương", note="giờ mùa hè")
    reply = desk.reply("a", "đò ngang chạy lúc nào")
    assert (reply.passages[0].document, reply.library) == ("ben-may-do", version.version)
    assert (version.by, version.action, version.note) == ("Sương", "add", "giờ mùa hè")
    assert [v.action for v in living.versions.versions()] == ["add", "base"]
    assert opened(tmp_path).edition.version == version.version


def test_documents_that_did_not_change_are_the_same_objects(tmp_path: Path) -> None:
    living = opened(tmp_path)
    before = living.edition.library
    ferry(living)
    assert living.edition.library.document("ben-may-nvh") is before.document("ben-may-nvh")


# -- what is refused -------------------------------------------------------------------------------


def test_a_failed_check_keeps_the_old_and_says_why(tmp_path: Path) -> None:
    canary = Canary(ask="đò ngang chạy lúc nào", expect=Expectation(answered=False))
    living = opened(tmp_path, canaries=(canary,))
    before = living.edition
    with pytest.raises(FailedCheck, match="đò ngang chạy lúc nào"):
        ferry(living)
    assert living.edition is before
    assert living.versions.head() is None


def test_a_library_that_cannot_be_read_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    living = opened(tmp_path)
    with pytest.raises(BrokenLibrary, match=r"directives\.yaml"):
        living.propose_files("reload", {**FILES, DIRECTIVES: b"- {id: ["})
    assert living.edition.version == version_of(FILES)


def test_of_two_changes_at_once_the_second_learns_of_the_first(tmp_path: Path) -> None:
    living = opened(tmp_path)
    library, files = living.edition.library, living.files
    second = living.propose(withdraw(library, files, "ben-may-nvh"))
    first = ferry(living)
    with pytest.raises(Conflict):
        living.accept(second, by="Mận")
    assert living.edition.version == first


def test_a_change_of_another_process_is_never_overwritten(tmp_path: Path) -> None:
    one, other = opened(tmp_path), opened(tmp_path)
    proposal = one.propose(withdraw(one.edition.library, one.files, "ben-may-nvh"))
    version = ferry(other)
    with pytest.raises(Conflict):
        one.accept(proposal, by="Mận")
    assert one.refresh()
    assert one.edition.version == version


# -- back, reload, refresh -------------------------------------------------------------------------


def test_one_goes_back_and_forth_between_versions(tmp_path: Path) -> None:
    living = opened(tmp_path)
    desk = serving(living)
    new = ferry(living)
    back = living.rollback(version_of(FILES), by="Sương")
    assert (back.action, back.version, desk.library.version) == (
        "rollback",
        *[version_of(FILES)] * 2,
    )
    assert desk.reply("a", "đò ngang chạy lúc nào").status == "not_found"
    living.rollback(new, by="Sương")
    assert desk.reply("a", "đò ngang chạy lúc nào").status == "answered"


def test_what_changed_in_the_base_comes_in_at_the_start_and_by_reload(tmp_path: Path) -> None:
    living = opened(tmp_path)
    ferry(living)
    write(tmp_path / "base", changed(BRIEFING, ("cầu tre", "cầu gỗ")))
    assert "ben-may-thang-5" in living.reload(by="Sương")
    assert living.reload(by="Sương") == ()
    texts = {d.id: d.text for d in living.edition.library.documents}
    assert "cầu gỗ" in texts["ben-may-5"]
    assert "ben-may-do" in texts  # what was added stays
    write(tmp_path / "base", changed(BRIEFING, ("cầu tre", "cầu đá")))
    again = opened(tmp_path)
    assert "cầu đá" in again.edition.library.document("ben-may-5").text
    head = again.versions.head()
    assert head is not None
    assert head.action == "reload"


def test_what_was_withdrawn_stays_so_when_the_base_changes(tmp_path: Path) -> None:
    living = opened(tmp_path)
    change = withdraw(living.edition.library, living.files, "ben-may-nvh")
    living.accept(living.propose(change), by="Sương")
    write(tmp_path / "base", changed(NOTICE, ("7 giờ", "8 giờ")))
    assert any("đã được rút" in note for note in living.reload(by="Sương"))
    assert living.reload(by="Sương") == ()
    assert [d.id for d in living.edition.library.documents] == ["ben-may-5"]
    change = restore(living.edition.library, living.files, "ben-may-nvh")
    living.accept(living.propose(change), by="Sương")
    assert "7 giờ" in living.edition.library.document("ben-may-nvh").text


def test_an_article_gone_from_the_base_goes_and_what_was_added_stays(tmp_path: Path) -> None:
    living = opened(tmp_path)
    ferry(living)
    (tmp_path / "base" / NOTICE).unlink()
    assert living.reload(by="Sương") == ("ben-may-nha-van-hoa",)
    assert {d.id for d in living.edition.library.documents} == {"ben-may-5", "ben-may-do"}


def test_a_broken_base_is_told_and_the_newest_version_served(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    version = ferry(opened(tmp_path))
    write(tmp_path / "base", {DIRECTIVES: b"- {id: ["})
    with caplog.at_level(logging.ERROR):
        living = opened(tmp_path)
    assert living.edition.version == version
    assert "directives.yaml" in caplog.text
    with pytest.raises(BrokenLibrary):
        living.reload(by="Sương")


def test_what_another_process_commits_is_picked_up_once(tmp_path: Path) -> None:
    bot, command = opened(tmp_path), opened(tmp_path)
    desk = serving(bot)
    assert not bot.refresh()
    version = ferry(command)
    assert bot.refresh()
    assert not bot.refresh()
    assert desk.reply("a", "đò ngang chạy lúc nào").library == version


def test_a_version_that_cannot_be_used_is_told_once_and_the_old_one_serves(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    bot, command = opened(tmp_path), opened(tmp_path)
    version = ferry(command)
    path = tmp_path / "versions" / "versions" / f"{version}.json"
    path.write_bytes(b"{}")
    with caplog.at_level(logging.ERROR):
        assert not bot.refresh()
        assert not bot.refresh()
    assert bot.edition.version == version_of(FILES)
    assert len([r for r in caplog.records if version in r.getMessage()]) == 1
    with pytest.raises(DamagedVersion):
        opened(tmp_path)


def test_old_versions_are_pruned_by_count_and_age(tmp_path: Path) -> None:
    living = opened(tmp_path, keeping=Keeping(count=2, days=0))
    for hour in range(8, 13):
        files = changed(NOTICE, ("7 giờ", f"{hour} giờ"))
        living.accept(living.propose_files("reload", files), by="Sương")
    kept = {v.version for v in living.versions.versions() if living.versions.is_kept(v.version)}
    assert len(kept) == 2


# -- without a pause -------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_questions_are_answered_while_a_change_is_built(tmp_path: Path) -> None:
    living = opened(tmp_path)
    desk = serving(living)
    building, go_on = threading.Event(), threading.Event()

    class Slow(LivingLibrary):
        def canaries(self) -> tuple[Canary, ...]:
            building.set()
            assert go_on.wait(20)
            return ()

    living.__class__ = Slow
    change = add(living.edition.library, living.files, Ready(FERRY))
    proposing = asyncio.create_task(asyncio.to_thread(living.propose, change))
    await asyncio.to_thread(building.wait, 20)
    assert desk.reply("a", "nhiệm vụ 1").library == version_of(FILES)
    assert not proposing.done()
    go_on.set()
    proposal = await proposing
    version = await asyncio.to_thread(living.accept, proposal, by="Sương")
    assert desk.reply("a", "nhiệm vụ 1").library == version.version


def test_an_old_edition_is_freed_when_the_next_one_answers(tmp_path: Path) -> None:
    """Also with everything frozen, which keeps what has cycles for good."""
    living = opened(tmp_path)
    desk = serving(living)
    old = weakref.ref(living.edition)
    desk.reply("a", "nhiệm vụ 3")
    gc.disable()
    try:
        ferry(living)
        assert old() is None
    finally:
        gc.enable()


def test_the_collector_is_as_it_was_after_a_change_and_after_a_refusal(tmp_path: Path) -> None:
    living = opened(tmp_path)
    ferry(living)
    assert gc.isenabled()
    with pytest.raises(BrokenLibrary):
        living.propose_files("reload", {})
    assert gc.isenabled()


def test_what_a_library_works_out_is_worked_out_before_it_answers(tmp_path: Path) -> None:
    living = opened(tmp_path)
    assert {"milestones", "contradictions", "citations"} <= vars(living.edition.library).keys()
