"""Backups: one file that gives another machine the same answers, or is refused whole."""

import asyncio
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from typer.testing import CliRunner

from bot import restoring
from bot.app import build_desk, build_living, versions_folder
from bot.backup import Taken, take_backup
from bot.backup_file import MANIFEST, seal
from bot.cli import cli
from bot.errors import UnusableBackup
from bot.restoring import Restored, restore_backup
from bot.settings import PREFIX, Settings
from bot.store.audit import Entry
from bot.store.nouns import Asked
from bot.store.store import Store
from corpus.changes import add, withdraw
from corpus.versions import VersionStore
from tests.bot.ben_may import Ready, write
from tests.bot.test_living import FERRY

QUESTIONS = (
    "đò ngang chạy lúc nào",
    "nhiệm vụ 1",
    "còn nhiệm vụ 2?",
    "nhiệm vụ 3",
    "xem tiếp",
    "71-CT/BM là văn bản gì",
    "nó ban hành ngày nào",
    "thi thả diều ở đâu",
    "nhà văn hóa mở cửa mấy giờ",
    "ông Tư Nghệ làm gì",
    "giá vàng hôm nay",
    "what is task 1?",
)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return write(tmp_path / "base")


@pytest.fixture
def source(base: Path, tmp_path: Path) -> Settings:
    """A machine with a document added, another withdrawn, questions, people and an audit log."""
    settings = Settings(library=base, data=tmp_path / "source")
    living = build_living(settings)
    living.open()
    living.accept(living.propose(add(living.edition.library, living.files, Ready(FERRY))), by="a")
    change = withdraw(living.edition.library, living.files, "ben-may-nvh")
    living.accept(living.propose(change), by="b")
    asyncio.run(_live(settings))
    return settings


async def _live(settings: Settings) -> None:
    async with Store.open(None, settings.data) as store:
        who = store.key_of("telegram", 5)
        for number in range(3):
            text = f"câu thứ {number} có “dấu” \U0001f375"
            asked = Asked("telegram", who, who, text, "vi", "answered", "passage", "thứ")
            await store.questions.add([asked])
            await store.feedback.give(asked.id, who, "up", "đúng rồi")
        invitation = await store.invitations.create("editor", by=who)
        await store.invitations.redeem(invitation.code, "telegram", 5, address=5, name="Chị Mây")
        await store.waiting.add("telegram", 5, 5, "99-CT/BM")


@pytest.fixture
def target(base: Path, tmp_path: Path) -> Settings:
    return Settings(library=base, data=tmp_path / "target")


@pytest.fixture
def file(source: Settings, tmp_path: Path) -> Path:
    taken = taken_from(source, tmp_path / "giaoban.zip")
    return taken.file


def taken_from(settings: Settings, file: Path) -> Taken:
    return asyncio.run(take_backup(settings, file))


def restored_to(settings: Settings, file: Path) -> Restored:
    return asyncio.run(restore_backup(settings, file))


def replies(settings: Settings) -> bytes:
    """A dozen questions in one conversation, as JSON."""
    desk = build_desk(settings)
    contracts = [desk.reply("a", question).contract(None, None) for question in QUESTIONS]
    return json.dumps(contracts, sort_keys=True).encode()


def remembered(settings: Settings) -> tuple[list[Entry], list[object]]:
    """The audit log, found whole, and everything else that is remembered."""

    async def read() -> tuple[list[Entry], list[object]]:
        async with Store.open(None, settings.data) as store:
            assert await store.audit.verify() is None
            others: list[object] = [
                [asked async for asked in store.questions.all()],
                [opinion async for opinion in store.feedback.all()],
                await store.people.all(),
                await store.people.role("telegram", 5),
                await store.waiting.due(["99-CT/BM"]),
            ]
            return [entry async for entry in store.audit.all()], others

    return asyncio.run(read())


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_another_machine_gives_the_same_answers_and_remembers_the_same(
    source: Settings, target: Settings, file: Path
) -> None:
    done = restored_to(target, file)
    assert (done.documents, done.moves, done.broken) == (2, 3, None)
    assert replies(target) == replies(source)
    moves = [VersionStore(versions_folder(one)).versions() for one in (source, target)]
    assert moves[0] == moves[1]
    before, after = remembered(source), remembered(target)
    assert before == after
    assert len(before[0]) == 2
    assert (target.data / "secret").stat().st_mode & 0o777 == 0o600
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_base_goes_along_where_nothing_was_ever_changed(base: Path, tmp_path: Path) -> None:
    first = Settings(library=base, data=tmp_path / "first")
    second = Settings(library=base, data=tmp_path / "second")
    file = taken_from(first, tmp_path / "b.zip").file
    assert versions_folder(first).exists() is False
    before = replies(first)
    shutil.rmtree(base)
    assert restored_to(second, file).moves == 1
    assert replies(second) == before


def test_a_backup_overwrites_nothing(source: Settings, file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(UnusableBackup, match="đã có"):
        taken_from(source, file)
    assert file.read_bytes() == before
    for nowhere in (file.parent / "nowhere", file):
        with pytest.raises(UnusableBackup, match="không ghi được"):
            taken_from(source, nowhere / "b.zip")
    assert [path.name for path in file.parent.iterdir() if path.name.startswith(".")] == []


def test_a_flipped_byte_or_a_cut_anywhere_is_refused_before_anything_is_touched(
    target: Settings, file: Path
) -> None:
    whole = file.read_bytes()
    dice = random.Random(7)  # noqa: S311 - which byte is no secret
    ends = [0, 1, len(whole) - 65, len(whole) - 64, len(whole) - 1]
    for place in (*ends, *(dice.randrange(len(whole)) for _ in range(60))):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << dice.randrange(8)
        refused(target, file, bytes(flipped))
        refused(target, file, whole[:place])
    refused(target, file, whole + b"\0")
    refused(target, file, b"\0" + whole)


def refused(target: Settings, file: Path, content: bytes, why: str = "tệp hỏng") -> None:
    """The content as a backup is refused, and the folder it was meant for not even made."""
    file.write_bytes(content)
    with pytest.raises(UnusableBackup, match=why):
        restored_to(target, file)
    assert not target.data.exists()


Entries = dict[str, bytes]
SOME = "store/questions.jsonl"


def _listed(entries: Entries, name: str) -> None:
    """Have the manifest list an entry as it now is."""
    from hashlib import sha256

    manifest = json.loads(entries[MANIFEST])
    entry = {"size": len(entries[name]), "sha256": sha256(entries[name]).hexdigest()}
    manifest["entries"][name] = entry
    entries[MANIFEST] = json.dumps(manifest).encode()


def _with(name: str, content: bytes, *, listed: bool) -> Callable[[Entries], None]:
    def change(entries: Entries) -> None:
        entries[name] = content
        if listed:
            _listed(entries, name)

    return change


def _manifest(**fields: object) -> Callable[[Entries], None]:
    def change(entries: Entries) -> None:
        entries[MANIFEST] = json.dumps({**json.loads(entries[MANIFEST]), **fields}).encode()

    return change


def _without_a_content(entries: Entries) -> None:
    """Take away one content of the library, from the manifest too."""
    name = max((n for n in entries if "/objects/" in n), key=lambda n: len(entries[n]))
    del entries[name]
    manifest = json.loads(entries[MANIFEST])
    del manifest["entries"][name]
    entries[MANIFEST] = json.dumps(manifest).encode()


def rebuilt(file: Path, change: Callable[[Entries], object]) -> bytes:
    """The backup with other entries, sealed as a good one: what a meddler could make."""
    with ZipFile(file) as archive:
        comment = archive.comment
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    with file.open("w+b") as stream:
        with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
            archive.comment = comment
            for name, content in entries.items():
                archive.writestr(name, content)
        seal(stream)
    return file.read_bytes()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        pytest.param(lambda e: e.pop(SOME), "thiếu", id="an entry removed"),
        pytest.param(lambda e: e.pop(MANIFEST), "tệp hỏng", id="no manifest"),
        pytest.param(_with("thêm.txt", b"x", listed=False), "thừa", id="an entry added"),
        pytest.param(_with("x", b"x", listed=True), "không thuộc", id="an unknown entry"),
        pytest.param(_with(SOME, b"{}\n", listed=False), "độ dài", id="another size"),
        pytest.param(_with("secret", b"x" * 32, listed=False), "nội dung", id="another content"),
        pytest.param(_with("secret", b"x", listed=True), "32 byte", id="a short secret"),
        pytest.param(_with(SOME, b"{}\n", listed=True), "questions", id="no row"),
        pytest.param(_with(SOME, b"[" * 99_999, listed=True), "questions", id="deep row"),
        pytest.param(_with("../x", b"x", listed=True), "không thuộc", id="above"),
        pytest.param(_with("library/../../x", b"x", listed=True), "không thuộc", id="above inside"),
        pytest.param(_with("/etc/x", b"x", listed=True), "không thuộc", id="absolute"),
        pytest.param(_with("library/lock", b"", listed=True), "không thuộc", id="a lock"),
        pytest.param(_with("library/objects/ab/../x", b"", listed=True), "không thuộc", id="dots"),
        pytest.param(_without_a_content, "không dùng được", id="a library with a hole"),
        pytest.param(_manifest(version="0" * 16), "không phải bản", id="another version"),
        pytest.param(_manifest(format="giaoban-backup-9"), "tệp hỏng", id="another format"),
        pytest.param(_manifest(schema_revision="zz"), "bản giaoban mới hơn", id="a newer program"),
        pytest.param(_manifest(entries=[]), "tệp hỏng", id="no list"),
    ],
)
def test_a_backup_that_somebody_rebuilt_is_refused_before_anything_is_touched(
    target: Settings, file: Path, change: Callable[[Entries], object], why: str
) -> None:
    refused(target, file, rebuilt(file, change), why)
    assert not (file.parent / "x").exists()


def test_data_that_is_there_is_never_overwritten(
    source: Settings, target: Settings, file: Path
) -> None:
    restored_to(target, file)
    for occupied in (target, source):
        before = contents(occupied.data)
        with pytest.raises(UnusableBackup, match=r"dời .* đi nơi khác"):
            restored_to(occupied, file)
        assert contents(occupied.data) == before


def test_a_store_with_other_rows_is_not_overwritten_either(target: Settings, file: Path) -> None:
    asyncio.run(_live(target))
    before = remembered(target)
    with pytest.raises(UnusableBackup, match="đã có dữ liệu"):
        restored_to(target, file)
    assert remembered(target) == before
    (target.data / "giaoban.db").unlink()
    with pytest.raises(UnusableBackup, match="còn nhớ một nhật ký khác"):
        restored_to(target, file)


@pytest.mark.parametrize("step", ["_put_secret", "_put_store", "_put_library"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_an_interrupted_restore_is_run_again(
    source: Settings,
    target: Settings,
    file: Path,
    step: str,
    when: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whichever step it stopped at: nothing is there, or what restoring again goes on from."""

    class PowerCut(BaseException):
        pass

    real = getattr(restoring, step)

    def cut(*given: object, **named: object) -> object:
        result = None
        if when == "after":
            result = real(*given, **named)
            if asyncio.iscoroutine(result):
                return _then_cut(result)
        raise PowerCut

    async def _then_cut(work: object) -> None:
        await work  # type: ignore[misc]  # the coroutine of the step
        raise PowerCut

    monkeypatch.setattr(restoring, step, cut)
    with pytest.raises(PowerCut):
        restored_to(target, file)
    monkeypatch.setattr(restoring, step, real)
    if (step, when) == ("_put_library", "after"):
        with pytest.raises(UnusableBackup, match="đã có thư viện"):
            restored_to(target, file)
    else:
        restored_to(target, file)
    assert replies(target) == replies(source)
    assert remembered(target) == remembered(source)
    assert not list(target.data.glob(".restoring-*"))


def test_the_commands(source: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`backup` names a file itself in a folder; `restore` tells a file from a document."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)
    monkeypatch.setenv("GIAOBAN_LIBRARY", str(source.library))
    monkeypatch.setenv("GIAOBAN_DATA", str(source.data))
    run = CliRunner().invoke
    assert "kho " in run(cli, ["backup"]).stdout
    (file,) = tmp_path.glob("giaoban-*.zip")
    assert run(cli, ["restore", "ben-may-nvh", "--yes"]).exit_code == 0
    assert build_desk(source).reply("a", "nhà văn hóa mở cửa mấy giờ").status == "answered"
    monkeypatch.setenv("GIAOBAN_DATA", str(tmp_path / "other"))
    assert "Đã khôi phục" in run(cli, ["restore", file.name]).stdout
    assert isinstance(run(cli, ["restore", "không-có.zip"]).exception, UnusableBackup)
    assert "nguyên vẹn" in run(cli, ["audit", "--verify"]).stdout
