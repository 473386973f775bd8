"""Files, folders and zips: one bad entry is told of and spoils no other; nothing gets out."""

import io
import os
import socket
import stat
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from corpus.errors import Refusal
from corpus.readers.archives import Limits, SourceFile, source_files

GOOD = b"Ph\xc6\xb0\xe1\xbb\x9dng Hoa Sen."


def names(given: Path | bytes, limits: Limits | None = None) -> list[str]:
    """What comes: the names of files, and "code name" of refusals."""
    found = source_files(given, "gui.zip" if isinstance(given, bytes) else None,
                         limits=limits or Limits())  # fmt: skip
    return [f"!{one.code} {one.name}" if isinstance(one, Refusal) else one.name for one in found]


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return file.getvalue()


def unmarked(name: bytes, data: bytes = GOOD) -> bytes:
    """A zip whose one entry has these bytes for a name, without the mark of UTF-8."""
    placeholder = "x" * len(name)
    return zipped((placeholder, data)).replace(placeholder.encode(), name)


def link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def test_a_file_comes_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "chỉ thị.md").write_bytes(GOOD)
    assert list(source_files(tmp_path / "chỉ thị.md")) == [SourceFile("chỉ thị.md", GOOD)]


def test_bytes_come_under_their_name() -> None:
    assert list(source_files(GOOD, "a.txt")) == [SourceFile("a.txt", GOOD)]
    assert names(b"") == ["gui.zip"]  # that it is empty, says whoever reads it


def test_a_folder_comes_in_order_without_what_systems_leave(tmp_path: Path) -> None:
    for name in ("b.md", "a/c.txt", "a/.d.txt", ".git/config", "~$b.docx", "Thumbs.db",
                 "__MACOSX/b.md", "a/desktop.ini"):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(GOOD)
    assert names(tmp_path) == ["a/c.txt", "b.md"]


def test_an_empty_folder_and_a_missing_file_are_told_of(tmp_path: Path) -> None:
    assert names(tmp_path) == [f"!empty {tmp_path.name}"]
    assert names(tmp_path / "khong-co.md") == [f"!unreadable {tmp_path}/khong-co.md"]
    assert names(Path("a\0b")) == ["!unreadable a\\x00b"]


def test_a_link_is_refused_by_where_it_leads(tmp_path: Path) -> None:
    outside = tmp_path / "ngoai.md"
    outside.write_bytes(GOOD)
    folder = tmp_path / "van-ban"
    folder.mkdir()
    (folder / "that.md").write_bytes(GOOD)
    (folder / "trong.md").symlink_to(folder / "that.md")
    (folder / "ngoai.md").symlink_to(outside)
    (folder / "thu-muc").symlink_to(tmp_path)
    (folder / "vong").symlink_to(folder)
    (folder / "hong.md").symlink_to(folder / "khong-co")
    (folder / "tu.md").symlink_to(folder / "tu.md")
    assert names(folder) == [
        "!symlink hong.md", "!outside ngoai.md", "that.md", "!outside thu-muc", "!symlink tu.md",
    ]  # fmt: skip
    assert names(folder / "trong.md") == ["!symlink trong.md"]


def test_a_mount_that_is_made_of_links_is_read(tmp_path: Path) -> None:
    """Containers mount a volume as links into a hidden folder beside them."""
    (tmp_path / "..2024_05").mkdir()
    (tmp_path / "..2024_05" / "a.md").write_bytes(GOOD)
    (tmp_path / "..data").symlink_to("..2024_05")
    (tmp_path / "a.md").symlink_to("..data/a.md")
    assert list(source_files(tmp_path)) == [SourceFile("a.md", GOOD)]


def test_pipes_sockets_and_devices_are_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ong.md")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "o.md"))
        assert names(tmp_path) == ["!special_file o.md", "!special_file ong.md"]
    assert names(Path("/dev/zero")) == ["!special_file zero"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_spoils_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(GOOD)
    (tmp_path / "a.md").chmod(0)
    (tmp_path / "b.md").write_bytes(GOOD)
    assert names(tmp_path) == ["!unreadable a.md", "b.md"]


def test_an_error_of_the_disk_spoils_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(GOOD)
    really = os.open

    def fails(path: Path, flags: int) -> int:
        if Path(path).name == "a.md":
            raise PermissionError(13, "Permission denied", str(path))
        return really(path, flags)

    monkeypatch.setattr(os, "open", fails)
    assert names(tmp_path) == ["!unreadable a.md", "b.md"]


def test_half_a_gigabyte_is_refused_by_its_size_and_not_read(tmp_path: Path) -> None:
    with (tmp_path / "to.docx").open("wb") as file:
        file.truncate(500_000_000)  # a hole: nothing is written
    with (tmp_path / "to.zip").open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(500_000_000)
    tracemalloc.start()
    try:
        assert names(tmp_path) == ["!too_big to.docx", "!too_big to.zip"]
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
    refusal = next(iter(source_files(tmp_path / "to.docx")))
    assert "500 MB" in str(refusal)
    assert "20 MB" in str(refusal)


def test_all_files_together_have_a_limit(tmp_path: Path) -> None:
    for name in ("a.md", "b.md", "c.md"):
        (tmp_path / name).write_bytes(GOOD)
    limits = Limits(total=2 * len(GOOD))
    assert names(tmp_path, limits) == ["a.md", "b.md", "!too_big c.md"]
    assert names(tmp_path, Limits(entries=2)) == ["a.md", "b.md", f"!too_many {tmp_path.name}"]


def test_a_zip_comes_in_order_with_zips_in_it_one_level_deep() -> None:
    inner = zipped(("d.md", GOOD))
    deeper = zipped(("e.zip", zipped(("f.md", GOOD))), ("g.md", GOOD))
    given = zipped(("b.md", GOOD), ("a/c.md", GOOD), ("__MACOSX/b.md", GOOD), ("a/.x", GOOD),
                   ("trong.zip", inner), ("sau.zip", deeper))  # fmt: skip
    assert names(given) == ["a/c.md", "b.md", "!nested e.zip", "g.md", "d.md"]


def test_a_word_file_in_a_zip_is_a_document_and_no_zip() -> None:
    word = zipped(("[Content_Types].xml", b"<T/>"), ("word/document.xml", b"<w/>"))
    assert names(zipped(("a.docx", word))) == ["a.docx"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("/etc/passwd", "outside", id="from the root"),
        pytest.param("../a.md", "outside", id="above"),
        pytest.param("a/../../b.md", "outside", id="above, later"),
        pytest.param("C:/a.md", "outside", id="a drive"),
        pytest.param("..\\a.md", "outside", id="above, as Windows has it"),
        pytest.param("a\\b.md", "odd_name", id="a backslash"),
        pytest.param("a\nb.md", "odd_name", id="a line break"),
        pytest.param("a\u202egpj.md", "odd_name", id="letters turned around"),
        pytest.param("x" * 300 + ".md", "odd_name", id="too long"),
    ],
)
def test_names_that_lead_outside_or_cannot_be_read_are_refused(name: str, code: str) -> None:
    found = names(zipped((name, GOOD), ("z.md", GOOD)))
    assert [one.split()[0] for one in sorted(found)] == [f"!{code}", "z.md"]
    assert all(one.isprintable() for one in found)


def test_a_nul_in_a_name_is_seen_though_zipfile_cuts_it() -> None:
    assert names(unmarked(b"a\0b.md")) == ["!odd_name a\\x00b.md"]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("Chỉ thị dọn kênh.md".encode(), id="UTF-8 without its mark"),
        pytest.param("Chi\u0309 thi\u0323 do\u0323n kênh.md".encode("cp1258"), id="Windows-1258"),
        pytest.param("ChØ thÞ dän kªnh.md".encode("cp1252"), id="TCVN3"),
    ],
)
def test_names_of_old_zips_are_read(raw: bytes) -> None:
    assert names(unmarked(raw)) == ["Chỉ thị dọn kênh.md"]


def test_links_and_passwords_in_a_zip_spoil_no_other() -> None:
    given = bytearray(zipped((link("a.md"), b"/etc/passwd"), ("b.md", GOOD), ("c.md", GOOD)))
    for start, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # mark c.md as encrypted
        at = given.rfind(start) + offset
        given[at : at + 2] = struct.pack("<H", 1)
    assert names(bytes(given)) == ["!symlink a.md", "b.md", "!encrypted_zip c.md"]


def test_a_broken_entry_spoils_no_other() -> None:
    given = zipped(("a.md", bytes(range(200))), ("b.md", GOOD))
    at = given.index(b"a.md") + 10
    assert names(given[:at] + b"\xff\xff\xff" + given[at + 3 :]) == ["!truncated a.md", "b.md"]


def test_a_zip_cut_off_is_refused() -> None:
    assert names(zipped(("a.md", GOOD))[:-30]) == ["!truncated gui.zip"]


def test_two_entries_of_one_name_are_not_both_taken() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        given = zipped(("a.md", GOOD), ("a.md", GOOD + GOOD))
    assert names(given) == ["a.md", "!repeated a.md"]


def test_a_bomb_is_told_by_what_comes_out_of_it() -> None:
    assert names(zipped(("a.md", bytes(3_000_000)))) == ["!zip_bomb a.md"]
    noise = os.urandom(1000)
    given = zipped(*((f"{i}.md", noise) for i in range(9)))
    limits = Limits(total=len(given) + 1, file=10_000)
    assert names(given, Limits(file=999))[0] == "!too_big 0.md"
    assert names(zipped(*((f"{i}.md", b"a" * 1000) for i in range(9))), Limits(total=4500)) == [
        "0.md", "1.md", "2.md", "3.md", "!zip_bomb gui.zip",
    ]  # fmt: skip
    assert len(names(given, limits)) == 9


def test_a_bomb_inside_a_zip_inside_a_zip_counts_for_the_whole() -> None:
    inner = zipped(("a.md", b"a" * 4000), ("b.md", b"b" * 4000))
    found = names(zipped(("1.zip", inner), ("2.zip", inner)), Limits(total=9000))
    assert found[:2] == ["a.md", "b.md"]
    assert found[-1].startswith("!zip_bomb")


def test_many_honest_documents_over_the_limit_are_no_bomb() -> None:
    given = zipped(*((f"{i}.md", os.urandom(1000)) for i in range(9)))
    assert names(given, Limits(total=len(given)))[-1] == "8.md"
    (bomb,) = names(zipped(("a.md", given)), Limits(file=len(given) - 1))
    assert bomb == "!too_big a.md"


def test_too_many_entries_and_a_huge_table_of_contents_are_refused() -> None:
    many = zipped(*((f"{i}.md", b"a") for i in range(20)))
    assert names(many, Limits(entries=19)) == ["!too_many gui.zip"]
    at = many.rfind(b"PK\x05\x06")
    huge = many[: at + 12] + struct.pack("<I", 0xFFFFFFFF) + many[at + 16 :]
    assert names(huge) == ["!too_many gui.zip"]


def test_an_empty_zip_is_told_of() -> None:
    assert names(zipped()) == ["!empty gui.zip"]
