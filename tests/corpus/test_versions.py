"""The versions on disk: what a move leaves, what two writers see, and what damage is called."""

import datetime as dt
import errno
import json
import multiprocessing
import os
from pathlib import Path

import pytest

from corpus.changes import add, withdraw
from corpus.errors import Conflict, CorpusError, DamagedVersion, Refusal, UnwritableStore
from corpus.files import Files, version_of
from corpus.history import history
from corpus.library import Library
from corpus.versions import VersionStore
from tests.corpus.ready import FILES, ready

ADDED = add(Library.of(FILES), FILES, ready()).after
DAY = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)


class Clock:
    """A day later at each look."""

    def __init__(self) -> None:
        self.now = DAY

    def __call__(self) -> dt.datetime:
        self.now += dt.timedelta(days=1)
        return self.now


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "dữ liệu" / "library"


@pytest.fixture
def store(folder: Path) -> VersionStore:
    """A store with two versions: the base, and one with a document added."""
    store = VersionStore(folder, clock=Clock())
    base = store.commit(FILES, action="base", by="hệ thống", expected=None)
    store.commit(ADDED, action="add", by="An", documents=["57-ct-du"], expected=base.version)
    return store


def head(store: VersionStore) -> str:
    version = store.head()
    assert version is not None
    return version.version


def on_disk(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != "lock"}


def test_nothing_is_created_before_the_first_commit(folder: Path) -> None:
    store = VersionStore(folder)
    assert (store.head(), store.versions(), dict(store.imported())) == (None, [], {})
    assert not folder.exists()


def test_a_version_gives_back_its_files_byte_for_byte(store: VersionStore) -> None:
    newest, oldest = store.versions()
    assert (newest.number, newest.previous, newest.action) == (2, oldest.version, "add")
    assert (newest.by, newest.documents, newest.at) == ("An", ("57-ct-du",), DAY + 2 * _DAY)
    assert store.head() == newest
    assert store.files(newest.version) == ADDED
    assert store.files(oldest.version) == FILES
    assert newest.version == version_of(ADDED) == Library.of(ADDED).version


_DAY = dt.timedelta(days=1)


def test_another_process_sees_the_same(store: VersionStore, folder: Path) -> None:
    assert VersionStore(folder).versions() == store.versions()


def test_the_same_files_move_nothing(store: VersionStore, folder: Path) -> None:
    before = on_disk(folder)
    again = store.commit(ADDED, action="reload", by="An", expected=head(store))
    assert again == store.head()
    assert on_disk(folder) == before


def test_what_no_library_has_is_left_out(store: VersionStore) -> None:
    version = store.commit(
        {**ADDED, "../../etc/x": b"1", "README.md": b"2", "articles/a/b.md": b"3"},
        action="reload", by="An", expected=head(store),
    )  # fmt: skip
    assert store.files(version.version) == ADDED


def test_odd_names_and_words_are_kept(store: VersionStore) -> None:
    files = {**ADDED, "articles/a\udcff 'b'.md": ready("x").to_markdown().encode()}
    by = 'An\n\ud83d \x00 "An"'
    version = store.commit(files, action="add", by=by, note="\u2028", expected=head(store))
    assert store.files(version.version) == files
    assert VersionStore(store.folder).head() == version
    assert (version.by, version.note) == (by, "\u2028")


def test_a_change_made_from_another_version_than_the_head_is_a_conflict(
    store: VersionStore,
) -> None:
    with pytest.raises(Conflict) as conflict:
        store.commit(FILES, action="withdraw", by="Bình", expected=version_of(FILES))
    assert conflict.value.head == head(store) == version_of(ADDED)
    with pytest.raises(Conflict):
        VersionStore(store.folder).commit(FILES, action="base", by="Bình", expected=None)


def _commit_one(
    folder: Path, n: int, expected: str, outcomes: "multiprocessing.Queue[str]"
) -> None:
    files = {**FILES, f"articles/x{n}.md": ready(f"x{n}").to_markdown().encode()}
    try:
        VersionStore(folder).commit(files, action="add", by=str(n), expected=expected)
        outcomes.put("moved")
    except Conflict:
        outcomes.put("conflict")


def test_of_processes_that_commit_at_once_one_moves_the_head(
    store: VersionStore, folder: Path
) -> None:
    context = multiprocessing.get_context("fork")
    outcomes = context.Queue()
    processes = [
        context.Process(target=_commit_one, args=(folder, n, head(store), outcomes))
        for n in range(3)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert sorted(outcomes.get(timeout=5) for _ in processes) == ["conflict", "conflict", "moved"]
    assert len(store.versions()) == 3


def test_a_lock_that_another_holds_is_told(store: VersionStore, folder: Path) -> None:
    with store.lock():
        with store.lock():  # its own may be nested
            pass
        other = VersionStore(folder).lock(timeout_s=0)
        with pytest.raises(UnwritableStore, match="tiến trình khác"), other:
            pass
        assert VersionStore(folder).files(head(store)) == ADDED  # readers never wait


# -- back ------------------------------------------------------------------------------------------


def test_going_back_is_a_move_of_its_own(store: VersionStore) -> None:
    back = store.rollback(version_of(FILES), by="An")
    assert (back.number, back.action, back.previous) == (3, "rollback", version_of(ADDED))
    assert store.files(head(store)) == FILES
    assert store.rollback(version_of(FILES), by="An") == back  # it is there already
    assert [v.action for v in store.versions()] == ["rollback", "add", "base"]


def test_a_version_is_found_by_its_beginning_or_by_the_number_of_its_move(
    store: VersionStore,
) -> None:
    newest = store.versions()[0]
    for text in (newest.version, newest.version[:6], "2", "#2"):
        assert store.find(text) == newest
    for text in ("0000", "9", "", "../../x"):
        with pytest.raises(Refusal):
            store.find(text)
    with pytest.raises(Refusal):
        store.rollback("../../x", by="An")


# -- damage ----------------------------------------------------------------------------------------


def object_of(store: VersionStore, path: str) -> Path:
    hash_ = store.hashes(head(store))[path]
    return store.folder / "objects" / hash_[:2] / hash_[2:]


@pytest.mark.parametrize("damage", ["one byte", "cut", "gone", "empty", "a folder"])
def test_a_damaged_file_is_named_and_an_older_version_still_opens(
    store: VersionStore, damage: str
) -> None:
    path = object_of(store, "articles/57-ct-du.md")
    content = path.read_bytes()
    path.unlink()
    if damage == "a folder":
        path.mkdir()
    elif damage != "gone":
        path.write_bytes({"one byte": b"x" + content[1:], "cut": content[:9], "empty": b""}[damage])
    with pytest.raises(DamagedVersion, match=r"articles/57-ct-du\.md.*giaoban rollback") as damaged:
        store.files(head(store))
    assert isinstance(damaged.value, CorpusError)
    store.rollback(version_of(FILES), by="An")
    assert store.files(head(store)) == FILES
    with pytest.raises(DamagedVersion):
        store.rollback(version_of(ADDED), by="An")
    assert head(store) == version_of(FILES)


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"null", b'{"articles/x.md": "00"}', b"\xff"])
def test_a_damaged_list_of_files_is_named(store: VersionStore, damage: bytes) -> None:
    (store.folder / "versions" / f"{head(store)}.json").write_bytes(damage)
    with pytest.raises(DamagedVersion, match=head(store)):
        store.files(head(store))
    store.rollback(version_of(FILES), by="An")
    assert store.files(head(store)) == FILES


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b"null", b"\xff", None])
def test_a_damaged_head_is_named_and_can_be_moved_from(
    store: VersionStore, damage: bytes | None
) -> None:
    path = store.folder / "journal" / "00000002.json"
    record = json.loads(path.read_bytes())
    forged = json.dumps({**record, "version": version_of(FILES)}).encode()
    path.write_bytes(forged if damage is None else damage)
    with pytest.raises(DamagedVersion, match=r"00000002\.json"):
        store.head()
    with pytest.raises(DamagedVersion):
        store.prune(keep=1, days=0)
    assert [v.number for v in store.versions()] == [1]
    back = store.rollback(version_of(FILES), by="An")
    assert (store.head(), back.number) == (back, 3)


def test_committing_the_same_content_again_mends_what_was_damaged(store: VersionStore) -> None:
    path = object_of(store, "articles/57-ct-du.md")
    path.write_bytes(b"x")
    store.rollback(version_of(FILES), by="An")
    store.commit(ADDED, action="add", by="An", expected=head(store))
    assert store.files(head(store)) == ADDED


# -- what cannot be written ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "code"), [*((n, errno.ENOSPC) for n in range(9)), (0, errno.EROFS), (4, errno.EACCES)]
)
def test_whatever_step_the_disk_refuses_the_head_is_the_old_one(
    store: VersionStore, monkeypatch: pytest.MonkeyPatch, step: int, code: int
) -> None:
    """Every sync and every rename of a commit is refused in turn."""
    calls = iter(range(100))

    def refused() -> None:
        if next(calls) == step:
            raise OSError(code, os.strerror(code), "x")

    def sync(_: int) -> None:
        refused()

    def rename(self: Path, target: Path) -> Path:
        refused()
        return moved(self, target)

    moved = Path.replace
    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", rename)
    files = withdraw(Library.of(ADDED), ADDED, "bai-a").after
    files = {**files, "lexicon.yaml": b"places: [Hue]"}
    try:
        with pytest.raises(UnwritableStore, match="Thư viện vẫn như cũ"):
            store.commit(files, action="withdraw", by="An", expected=head(store))
    finally:
        monkeypatch.undo()
    assert store.files(head(store)) == ADDED
    assert list(store.folder.rglob(".tmp-*")) == []
    store.commit(files, action="withdraw", by="An", expected=head(store))
    assert store.files(head(store)) == files


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_told(store: VersionStore) -> None:
    store.folder.chmod(0o500)
    try:
        with pytest.raises(UnwritableStore, match="không có quyền ghi"):
            VersionStore(store.folder / "x").commit(FILES, action="base", by="An", expected=None)
    finally:
        store.folder.chmod(0o700)


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("x")
    with pytest.raises(UnwritableStore, match="library"):
        VersionStore(tmp_path / "library").commit(FILES, action="base", by="An", expected=None)


def test_what_an_interrupted_write_left_is_harmless_and_goes_with_the_next(
    store: VersionStore,
) -> None:
    for part in ("journal", "versions", "objects/ab"):
        (store.folder / part).mkdir(exist_ok=True)
        (store.folder / part / ".tmp-0123").write_bytes(b"{half")
    assert store.files(head(store)) == ADDED
    assert len(store.versions()) == 2
    store.rollback(version_of(FILES), by="An")
    assert list(store.folder.rglob(".tmp-*")) == []


# -- pruning ---------------------------------------------------------------------------------------


@pytest.fixture
def many(store: VersionStore) -> list[Files]:
    """The contents of ten versions of the store, the last of them its head."""
    contents: list[Files] = [FILES, ADDED]
    for n in range(8):
        text = ready(body=f"Chăm {n} cây.").to_markdown().encode()
        contents.append({**FILES, "articles/57-ct-du.md": text})
        store.commit(contents[-1], action="replace", by="An", expected=head(store))
    return contents


@pytest.mark.parametrize(
    ("keep", "days", "kept"),
    [
        pytest.param(3, 0, 3, id="by count"),
        pytest.param(1, 4, 4, id="by age"),
        pytest.param(0, 0, 1, id="the head always stays"),
        pytest.param(50, 90, 10, id="all"),
    ],
)
def test_versions_are_pruned_by_count_and_age(
    store: VersionStore, many: list[Files], keep: int, days: int, kept: int
) -> None:
    now = DAY + 11 * _DAY - dt.timedelta(hours=1)
    removed = store.prune(keep=keep, days=days, now=now)
    assert len(removed) == len(many) - kept
    for files in many[-kept:]:
        assert store.files(version_of(files)) == files
    assert len(store.versions()) == 10  # the journal stays whole
    contents = {content for files in many[-kept:] for content in files.values()}
    assert len(list(store.folder.glob("objects/??/*"))) == len(contents)
    for version in removed:
        assert not store.is_kept(version)
        with pytest.raises(DamagedVersion, match="đã được dọn"):
            store.rollback(version, by="An")


def test_nothing_is_thrown_away_while_a_list_cannot_be_read(
    store: VersionStore, many: list[Files]
) -> None:
    (store.folder / "versions" / f"{version_of(many[-2])}.json").write_bytes(b"?")
    count = len(list(store.folder.glob("objects/??/*")))
    assert len(store.prune(keep=3, days=0, now=DAY + 99 * _DAY)) == 7
    assert len(list(store.folder.glob("objects/??/*"))) == count


def test_what_was_imported_is_remembered_through_other_moves_and_pruning(
    store: VersionStore,
) -> None:
    seen = {"articles/bai-a.md": "00"}
    store.commit(ADDED, action="reload", by="An", expected=head(store), imported={"base": seen})
    store.rollback(version_of(FILES), by="An")
    store.commit(
        ADDED, action="reload", by="An", expected=head(store), imported={"watch": {"a.docx": "11"}}
    )
    store.prune(keep=1, days=0, now=DAY + 99 * _DAY)
    assert store.imported("base") == seen
    assert store.imported("watch") == {"a.docx": "11"}


# -- one document ----------------------------------------------------------------------------------


def test_the_history_of_a_document_has_every_move_that_changed_it(store: VersionStore) -> None:
    gone = withdraw(Library.of(ADDED), ADDED, "57-ct-du").after
    store.commit(gone, action="withdraw", by="Bình", expected=head(store))
    store.commit({**gone, "lexicon.yaml": b""}, action="reload", by="Bình", expected=head(store))
    store.rollback(version_of(ADDED), by="Chi")
    assert [v.action for v in history(store, "57-ct-du")] == ["rollback", "withdraw", "add"]
    assert [v.action for v in history(store, "bai-a")] == ["base"]
    assert history(store, "khong-co") == []
    store.prune(keep=1, days=0, now=DAY + 99 * _DAY)
    assert "add" in [v.action for v in history(store, "57-ct-du")]
