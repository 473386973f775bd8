"""What is known of people: how little, how it is forgotten, how long it stays, its export."""

import asyncio
import csv
import logging
import re
import secrets
import threading
from pathlib import Path

import pytest

from bot.store.errors import StoreError, StoreUnavailable
from bot.store.exporting import export
from bot.store.keys import SECRET_FILE, Keys, is_key
from bot.store.nouns import Asked, Snapshot
from bot.store.purging import keep_purged, purge
from bot.store.store import Store
from tests.bot.store.conftest import Clock, Place, until

RAW = 998877665544
WORDS = "mot cau hoi rieng khong ai khac hoi"


def asked_by(store: Store, person: int, chat: int, text: str) -> Asked:
    keys = store.keys
    return Asked(
        "telegram", keys.person("telegram", person), keys.chat("telegram", chat), text, "vi",
        "not_found", "none", group="g", directives=("7-HD/XYZ",), asked_at=store.clock(),
    )  # fmt: skip


async def live_a_little(store: Store, person: int, group_chat: int, text: str) -> Asked:
    """Everything the store can know of a person."""
    question = asked_by(store, person, group_chat, text)
    by = store.key_of("telegram", person)
    made = await store.invitations.create("admin", by=by)
    await store.invitations.redeem(made.code, "telegram", person, address=person, name=f"N{person}")
    await store.invitations.create("cadre", by=by)
    await store.questions.add([question])
    for chat in (person, group_chat):
        key = store.keys.chat("telegram", chat)
        await store.conversations.save([Snapshot(key, {"text": text}, store.clock())])
    await store.feedback.give(question.id, by, "down", text)
    await store.processed.claim("telegram", f"{person}:1")
    await store.waiting.add("telegram", person, person, "7-HD/XYZ")
    return question


def everything(store: Store) -> bytes:
    assert store.database.address.file is not None
    files = store.database.address.file.parent.iterdir()
    return b"".join(path.read_bytes() for path in files if path.name.startswith("giaoban.db"))


# -- keys ----------------------------------------------------------------------------------------


def test_a_key_is_the_same_for_the_same_id_and_for_nothing_else(tmp_path: Path) -> None:
    keys = Keys.load(tmp_path)
    made = [
        keys.person("telegram", 12), keys.person("zalo", 12), keys.person("telegram", 1),
        keys.person("telegram1", 2), keys.chat("telegram", 12), keys.message("telegram", 12),
        keys.code("12"), Keys(secrets.token_bytes(32)).person("telegram", 12),
    ]  # fmt: skip
    assert len(set(made)) == len(made)
    assert all(is_key(key) for key in made)
    assert Keys.load(tmp_path).person("telegram", "12") == made[0]


def test_the_secret_is_for_the_owner_only_and_made_once_however_many_begin(tmp_path: Path) -> None:
    made: list[str] = []
    start = threading.Barrier(8)

    def begin() -> None:
        start.wait()
        made.append(Keys.load(tmp_path).person("x", 1))

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), len(set(made))) == (8, 1)
    assert [path.name for path in tmp_path.iterdir()] == [SECRET_FILE]
    assert (tmp_path / SECRET_FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_a_damaged_secret_is_refused_and_not_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / SECRET_FILE).write_bytes(content)
    with pytest.raises(StoreUnavailable, match="bản sao lưu"):
        Keys.load(tmp_path)
    assert (tmp_path / SECRET_FILE).read_bytes() == content


# -- forgetting ----------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_a_forgotten_person_is_in_no_table_and_others_stay(store: Store) -> None:
    await live_a_little(store, RAW, -5, WORDS)
    other = await live_a_little(store, 42, -6, "câu của người khác")
    theirs = await store.questions.latest(9)
    admin = store.key_of("terminal", "root")
    forgotten = await store.forget("telegram", RAW, by=admin)
    assert (forgotten.questions, forgotten.conversations, forgotten.feedback) == (1, 2, 1)
    assert (forgotten.waiting, forgotten.roles, forgotten.invitations) == (1, 1, 2)
    assert [one async for one in store.questions.all()] == [other]
    assert [one.text for one in theirs if one.text == WORDS] == [WORDS]
    assert [person.name for person in await store.people.all()] == ["N42"]
    assert [one.address for one in await store.waiting.due(["7-HD/XYZ"])] == ["42"]
    assert [one.question async for one in store.feedback.all()] == [other.id]
    assert {one.made_by for one in await store.invitations.open()} == {store.key_of("telegram", 42)}
    for chat, there in ((RAW, False), (-5, False), (42, True), (-6, True)):
        found = await store.conversations.load(store.keys.chat("telegram", chat))
        assert (found is not None) == there
    assert (await store.forget("telegram", RAW, by=admin)).total == 0


@pytest.mark.asyncio
async def test_the_audit_log_keeps_the_act_by_a_key_and_stays_whole(store: Store) -> None:
    await live_a_little(store, RAW, -5, WORDS)
    await store.forget("telegram", RAW, by=store.key_of("terminal", "root"))
    entries = [entry async for entry in store.audit.all()]
    assert [entry.act for entry in entries] == ["invite", "redeem", "invite", "forget"]
    assert entries[1].actor == store.key_of("telegram", RAW)
    assert str(RAW) not in "".join(entry.canonical() for entry in entries)
    assert await store.audit.verify() is None


@pytest.mark.asyncio
async def test_what_is_forgotten_is_no_longer_in_the_file_either(
    tmp_path: Path, clock: Clock
) -> None:
    """SQLite would leave the bytes in free pages and in its log."""
    async with Store.open(None, tmp_path, clock=clock) as store:
        await live_a_little(store, RAW, -5, WORDS)
        before = everything(store)
        assert WORDS.encode() in before
        assert str(RAW).encode() in before
        await store.forget("telegram", RAW, by=store.key_of("terminal", "root"))
        for content in (WORDS, str(RAW), f"N{RAW}"):
            assert content.encode() not in everything(store)


@pytest.mark.asyncio
async def test_ids_are_stored_only_where_a_message_must_be_sent(
    tmp_path: Path, clock: Clock
) -> None:
    async with Store.open(None, tmp_path, clock=clock) as store:
        await store.questions.add([asked_by(store, RAW, RAW, WORDS)])
        await store.processed.claim("telegram", f"{RAW}:1")
        await store.feedback.give("q", store.key_of("telegram", RAW), "up")
        assert str(RAW).encode() not in everything(store)


# -- retention -----------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_what_is_too_old_is_purged_and_rights_and_audit_are_not(
    store: Store, clock: Clock
) -> None:
    await live_a_little(store, RAW, -5, WORDS)
    clock.pass_(days=40)
    await live_a_little(store, 42, -6, "mới")
    purged = await purge(store, 30)
    assert (purged.questions, purged.conversations, purged.feedback) == (1, 2, 1)
    assert (purged.processed, purged.waiting, purged.invitations) == (1, 1, 2)
    assert [one.text async for one in store.questions.all()] == ["mới"]
    assert len(await store.people.all()) == 2
    assert len([entry async for entry in store.audit.all()]) == 6


@pytest.mark.asyncio
async def test_the_job_goes_on_when_the_store_was_away(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with Store.open(None, tmp_path, clock=clock) as store:
        await store.questions.add([asked_by(store, 1, 1, WORDS)])
        clock.pass_(days=2)
        real, calls = store.questions.purge, []

        async def away_once(before: object) -> int:
            calls.append(before)
            if len(calls) == 1:
                raise StoreUnavailable("kho dữ liệu: mất")
            return await real(clock())

        monkeypatch.setattr(store.questions, "purge", away_once)
        with caplog.at_level(logging.WARNING):
            job = asyncio.create_task(keep_purged(store, 1, every_s=0.001))
            await until(lambda: len(calls) >= 3)
            job.cancel()
            await asyncio.gather(job, return_exceptions=True)
        assert [one async for one in store.questions.all()] == []
        assert "chưa xoá được" in caplog.text


# -- export --------------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_an_export_has_every_row_opens_in_excel_and_computes_nothing(
    store: Store, tmp_path: Path
) -> None:
    nasty = ["=1+1", "+84", "-2", "@x", "\t=1", 'a"b', "hai\ndòng", "Điều 5, khoản 2"]
    await store.questions.add([asked_by(store, 1, 1, text) for text in nasty])
    await store.feedback.give("q", store.key_of("telegram", 1), "down", '=HYPERLINK("x")')
    await store.audit.append("a" * 32, "add", to_version="v1", details={"tên": "Văn bản"})
    folder = tmp_path / "ra" / "csv"
    written = await export(store, folder)
    assert {path.name: count for path, count in written.items()} == {
        "questions.csv": len(nasty),
        "feedback.csv": 1,
        "audit.csv": 1,
    }
    rows = {path.stem: list(csv.DictReader(_lines(path))) for path in written}
    guarded = {"'=1+1", "'+84", "'-2", "'@x", "'\t=1", 'a"b', "hai\ndòng", "Điều 5, khoản 2"}
    assert {row["text"] for row in rows["questions"]} == guarded
    assert rows["questions"][0]["directives"] == "7-HD/XYZ"
    assert rows["feedback"][0]["word"] == '\'=HYPERLINK("x")'
    assert rows["audit"][0]["details"] == '{"tên": "Văn bản"}'
    for path in written:
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        assert path.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in folder.iterdir()) == sorted(p.name for p in written)


def _lines(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8-sig").split("\r\n")


@pytest.mark.asyncio
async def test_a_folder_that_cannot_take_the_export_is_named(place: Place, store: Store) -> None:
    file = place.data / SECRET_FILE
    with pytest.raises(StoreError, match=re.escape(str(file))):
        await export(store, file)
