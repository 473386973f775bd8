"""Every way to break a library is named: file, line, what was found, what to do."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from corpus.errors import BrokenLibrary, CorpusError
from corpus.library import Library

ARTICLE = """\
---
id: bai-a
title: Bài A
publisher: Báo Thử
published: 2025-01-02T03:04+07:00
url: https://example.org/a
---

Mở đầu.

1. Một, theo Chỉ thị số 57-CT/TW.
"""
DIRECTIVES = """\
- id: 57-CT/TW
  type: Chỉ thị
  number: 57
- id: SACH-SEN
  type: Sách
  names: [Đầm sen]
"""
SOUND = {"articles/a.md": ARTICLE, "directives.yaml": DIRECTIVES}


def library_of(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def article(old: str, new: str) -> dict[str, str | bytes]:
    assert old in ARTICLE
    return {"articles/a.md": ARTICLE.replace(old, new, 1)}


def directives(old: str, new: str) -> dict[str, str | bytes]:
    assert old in DIRECTIVES
    return {"directives.yaml": DIRECTIVES.replace(old, new, 1)}


def complaint(folder: Path) -> str:
    with pytest.raises(BrokenLibrary) as caught:
        Library.load(folder)
    return str(caught.value)


def test_the_library_that_the_rows_below_break_is_sound(tmp_path: Path) -> None:
    library = Library.load(library_of(tmp_path, SOUND))
    assert [c.directive for c in library.documents[0].citations] == ["57-CT/TW"]


BREAKS: list[tuple[str, dict[str, str | bytes], str, str]] = [
    # name of the row; files put over the sound ones; "file:line:"; the value or word named
    ("no title", article("title: Bài A\n", ""), "articles/a.md:2:", "title"),
    ("blank title", article("title: Bài A", "title:"), "articles/a.md:3:", "title"),
    ("empty title", article("title: Bài A", "title: ''"), "articles/a.md:3:", "title"),
    ("title of spaces", article("title: Bài A", "title: '  '"), "articles/a.md:3:", "title"),
    ("title a list", article("title: Bài A", "title: [Bài, A]"), "articles/a.md:3:", "Bài"),
    ("empty id", article("id: bai-a", "id: ''"), "articles/a.md:2:", "id"),
    ("null id", article("id: bai-a", "id: null"), "articles/a.md:2:", "id"),
    ("empty publisher", article("Báo Thử", "''"), "articles/a.md:4:", "publisher"),
    ("no opening fence", article("---\n", ""), "articles/a.md:1:", "---"),
    ("no closing fence", article("---\n\n", "\n"), "articles/a.md:1:", "---"),
    ("empty file", {"articles/a.md": ""}, "articles/a.md:1:", "---"),
    ("front matter empty", article(ARTICLE[4:], "---\n\nA."), "articles/a.md:2:", "title"),
    ("front matter a list", {"articles/a.md": "---\n- a\n---\nA."}, "articles/a.md:2:", "a"),
    ("front matter a word", {"articles/a.md": "---\nabc\n---\nA."}, "articles/a.md:2:", "abc"),
    (
        "a day that is not in the calendar",
        article("2025-01-02T03:04+07:00", "2024-02-30T10:00+07:00"),
        "articles/a.md:5:",
        "2024-02-30",
    ),
    (
        "a date in words",
        article("2025-01-02T03:04+07:00", "hôm qua"),
        "articles/a.md:5:",
        "hôm qua",
    ),
    (
        "a date as newspapers print it",
        article("2025-01-02T03:04+07:00", "03/04/2024 10:35"),
        "articles/a.md:5:",
        "03/04/2024 10:35",
    ),
    (
        "an instant without a time zone",
        article("03:04+07:00", "03:04"),
        "articles/a.md:5:",
        "2025-01-02T03:04",
    ),
    (
        "a day without an hour",
        article("T03:04+07:00", ""),
        "articles/a.md:5:",
        "2025-01-02",
    ),
    (
        "a date of digits alone is not seconds since 1970",
        article("2025-01-02T03:04+07:00", "20240403"),
        "articles/a.md:5:",
        "20240403",
    ),
    ("no date", article("2025-01-02T03:04+07:00", ""), "articles/a.md:5:", "published"),
    ("unknown field", article("url:", "link: x\nurl:"), "articles/a.md:6:", "link"),
    ("field misspelt", article("title:", "titel:"), "articles/a.md:3:", "titel"),
    ("key twice", article("url:", "title: B\nurl:"), "articles/a.md:6:", "title"),
    ("a tab before a key", article("title:", "\ttitle:"), "articles/a.md:3:", "tab"),
    ("a second colon", article("Bài A", "Bài: A"), "articles/a.md:3:", "mapping values"),
    ("a control character", article("Bài A", "Bài\x07A"), "articles/a.md:3:", "U+0007"),
    ("no body", article(ARTICLE[ARTICLE.index("\nMở") :], "\n"), "articles/a.md:8:", "nội dung"),
    ("no word", article(ARTICLE[ARTICLE.index("\nMở") :], "\n😀 ...\n"), "articles/a.md:8:", "chữ"),
    (
        "a body of images",
        article(ARTICLE[ARTICLE.index("\nMở") :], "\n![](a.jpg)\n"),
        "articles/a.md:8:",
        "nội dung",
    ),
    (
        "not UTF-8",
        {"articles/a.md": ARTICLE.replace("Mở đầu", "M\udcf4").encode(errors="surrogateescape")},
        "articles/a.md:9:",
        "0xf4",
    ),
    (
        "not UTF-8 after a byte order mark",
        {"articles/a.md": b"\xef\xbb\xbf---\nid: a\n\xff\n---\n"},
        "articles/a.md:3:",
        "0xff",
    ),
    ("saved as UTF-16", {"articles/a.md": ARTICLE.encode("utf-16")}, "articles/a.md:1:", "0xff"),
    (
        "two documents with one id",
        {"articles/b.md": ARTICLE.replace("id:", "section: 'covid: 1'\nid:", 1)},
        "articles/b.md:3:",
        "bai-a",
    ),
    (
        "a text of an unknown work",
        article("url:", "directive: VUON-SEN\nurl:"),
        "articles/a.md:6:",
        "VUON-SEN",
    ),
    (
        "two texts of one directive",
        {
            f"articles/{name}.md": ARTICLE.replace(
                "id: bai-a", f"id: {name}\ndirective: {zero}57-CT/TW"
            )
            for name, zero in (("a", ""), ("b", "0"))
        },
        "articles/b.md:3:",
        "057-CT/TW",
    ),
    ("directives not a list", {"directives.yaml": "a: 1\n"}, "directives.yaml:1:", "danh sách"),
    ("directives a word", {"directives.yaml": "\nabc\n"}, "directives.yaml:2:", "danh sách"),
    ("directives broken", directives("names: [", "names: [["), "directives.yaml:7:", "YAML"),
    ("entry a word", directives("- id: SACH", "- abc\n- id: SACH"), "directives.yaml:4:", "abc"),
    ("entry empty", directives("- id: SACH", "-\n- id: SACH"), "directives.yaml:4:", "mục"),
    ("entry without an id", directives("id: SACH-SEN\n  type", "type"), "directives.yaml:4:", "id"),
    ("entry with an empty id", directives("id: SACH-SEN", "id: ''"), "directives.yaml:4:", "id"),
    ("entry with an id of two", directives("SACH-SEN", "[A, B]"), "directives.yaml:4:", "A"),
    ("entry without a type", directives("  type: Sách\n", ""), "directives.yaml:4:", "type"),
    ("entry, unknown field", directives("names:", "ten:"), "directives.yaml:6:", "ten"),
    ("entry, key twice", directives("names:", "type: B\n  names:"), "directives.yaml:6:", "type"),
    ("names not a list", directives("[Đầm sen]", "Đầm sen"), "directives.yaml:6:", "Đầm sen"),
    ("names of lists", directives("[Đầm sen]", "[[Đầm]]"), "directives.yaml:6:", "Đầm"),
    (
        "neither number nor name",
        directives("  names: [Đầm sen]\n", ""),
        "directives.yaml:4:",
        "SACH-SEN",
    ),
    ("names of nothing", directives("Đầm sen", "''"), "directives.yaml:4:", "SACH-SEN"),
    ("a number that the id hides", directives("57-CT/TW", "CT57"), "directives.yaml:1:", "CT57"),
    (
        "two directives with one id",
        directives("SACH-SEN", "57-CT/TW"),
        "directives.yaml:4:",
        "57-CT/TW",
    ),
    (
        "two directives with one number",
        directives("id: SACH-SEN", "id: 057-CT/TW\n  number: 057"),
        "directives.yaml:4:",
        "057-CT/TW",
    ),
    (
        "a verified day that is not in the calendar",
        directives("number: 57", "date_verified: 2024-02-30\n  number: 57"),
        "directives.yaml:3:",
        "2024-02-30",
    ),
    (
        "a status nobody knows",
        directives("number: 57", "number: 57\n  status: {state: maybe}"),
        "directives.yaml:4:",
        "maybe",
    ),
    (
        "a status without its name",
        directives("number: 57", "number: 57\n  status: replaced"),
        "directives.yaml:4:",
        "replaced",
    ),
    (
        "directives not UTF-8",
        {"directives.yaml": b"- id: x\n  type: \xe2\n"},
        "directives.yaml:2:",
        "0xe2",
    ),
    ("lexicon a list", {"lexicon.yaml": "- NV\n"}, "lexicon.yaml:1:", "NV"),
    ("lexicon, unknown field", {"lexicon.yaml": "abbr: {}\n"}, "lexicon.yaml:1:", "abbr"),
    ("lexicon, a word", {"lexicon.yaml": "\nenglish: abc\n"}, "lexicon.yaml:2:", "abc"),
    (
        "lexicon, a list of meanings",
        {"lexicon.yaml": "abbreviations:\n  NV: [nhiệm vụ]\n"},
        "lexicon.yaml:2:",
        "nhiệm vụ",
    ),
    (
        "lexicon, key twice",
        {"lexicon.yaml": "english:\n  task: a\n  task: b\n"},
        "lexicon.yaml:3:",
        "task",
    ),
]


@pytest.mark.parametrize(
    ("files", "place", "value"), [row[1:] for row in BREAKS], ids=[row[0] for row in BREAKS]
)
def test_a_fault_is_named_with_its_file_its_line_and_what_was_found(
    tmp_path: Path, files: dict[str, str | bytes], place: str, value: str
) -> None:
    lines = complaint(library_of(tmp_path, {**SOUND, **files})).splitlines()
    assert [line for line in lines if line.startswith(place) and value in line] != []


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(files, id=name)
        for name, files, *_ in BREAKS
        if name not in {"front matter empty", "field misspelt", "a number that the id hides"}
    ],
)
def test_one_slip_is_one_fault_and_tells_what_to_do(
    tmp_path: Path, files: dict[str, str | bytes]
) -> None:
    with pytest.raises(BrokenLibrary) as caught:
        Library.load(library_of(tmp_path, {**SOUND, **files}))
    (fault,) = caught.value.faults
    assert fault.todo.endswith(".")
    assert "None" not in str(fault)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert complaint(tmp_path / "khong-co").startswith(f"{tmp_path / 'khong-co'}: ")


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x")
    assert complaint(tmp_path / "tep").startswith(f"{tmp_path / 'tep'}: ")


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({}, id="nothing at all"),
        pytest.param({"directives.yaml": DIRECTIVES}, id="no articles folder"),
        pytest.param({"articles/a.txt": ARTICLE}, id="no .md file"),
        pytest.param({"articles": "x"}, id="articles is a file"),
    ],
)
def test_an_empty_library_is_named(tmp_path: Path, files: dict[str, str]) -> None:
    message = complaint(library_of(tmp_path, files))
    assert message.startswith(f"{tmp_path}: ")
    assert "trống" in message


@pytest.mark.parametrize("name", ["articles/x.md", "directives.yaml", "lexicon.yaml"])
def test_a_folder_where_a_file_belongs_is_named(tmp_path: Path, name: str) -> None:
    files = {key: text for key, text in SOUND.items() if key != name}
    library_of(tmp_path, files)
    (tmp_path / name).mkdir()
    assert f"{name}: không đọc được" in complaint(tmp_path)


@pytest.mark.parametrize("name", ["articles/x.md", "directives.yaml", "lexicon.yaml"])
def test_a_link_to_nothing_is_named(tmp_path: Path, name: str) -> None:
    files = {key: text for key, text in SOUND.items() if key != name}
    library_of(tmp_path, files)
    (tmp_path / name).symlink_to("khong-co")
    assert f"{name}: không đọc được" in complaint(tmp_path)


def test_a_link_to_an_article_is_an_article(tmp_path: Path) -> None:
    library_of(tmp_path, {"kho/a.md": ARTICLE, "directives.yaml": DIRECTIVES})
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.md").symlink_to(tmp_path / "kho/a.md")
    assert [d.id for d in Library.load(tmp_path).documents] == ["bai-a"]


def test_several_faults_are_all_reported_at_once(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "articles/a.md": ARTICLE.replace("url:", "directive: X\nlink: x\nurl:"),
        "articles/b.md": ARTICLE.replace("url:", "directive: X\nurl:"),
        "articles/b2.md": ARTICLE.replace("id:", "directive: Y\nid:"),
        "articles/c.md": ARTICLE.replace("title: Bài A\n", "id: c\n").replace("2025", "2025-13"),
        "articles/d.md": b"\xff",
        "directives.yaml": DIRECTIVES.replace("type: Sách", "type: Sách\n  type: Vở\n  la: 1"),
        "lexicon.yaml": "la: 1\n",
    }
    lines = complaint(library_of(tmp_path, files)).splitlines()
    assert [line.split(": ")[0] for line in lines] == [
        "directives.yaml:6",
        "directives.yaml:7",
        "lexicon.yaml:1",
        "articles/a.md:7",
        "articles/b2.md:3",
        "articles/c.md:3",
        "articles/c.md:2",
        "articles/c.md:5",
        "articles/d.md:1",
        "articles/b.md:6",
    ]


def test_a_fault_above_does_not_hide_an_empty_body(tmp_path: Path) -> None:
    text = ARTICLE[: ARTICLE.index("\nMở")].replace("title: Bài A\n", "")
    message = complaint(library_of(tmp_path, {**SOUND, "articles/a.md": text}))
    assert message.count("articles/a.md:") == 2


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(article("57-CT/TW", "99 - CT / TW"), id="in the text"),
        pytest.param(article("url:", "directive: 99-CT/TW\nurl:"), id="of the text itself"),
        pytest.param(
            {"articles/a.md": ARTICLE.replace("57", "99").replace("\n", "\r\n")}, id="Windows lines"
        ),
    ],
)
def test_a_number_that_the_catalogue_lacks_breaks_nothing(
    tmp_path: Path, files: dict[str, str | bytes]
) -> None:
    library = Library.load(library_of(tmp_path, {**SOUND, **files}))
    (remark,) = library.remarks
    assert remark.startswith("Chỉ thị 99-CT/TW: chưa có trong danh mục")


@pytest.mark.parametrize(
    "files",
    [
        pytest.param(directives("number: 57", "number: [57"), id="the whole file"),
        pytest.param(directives("names:", "la: 1\n  names:"), id="its own entry"),
        pytest.param({"directives.yaml": b"\xff"}, id="not UTF-8"),
    ],
)
def test_a_text_is_not_blamed_for_an_entry_that_cannot_be_read(
    tmp_path: Path, files: dict[str, str | bytes]
) -> None:
    text = article("url:", "directive: SACH-SEN\nurl:")
    assert "articles/a.md" not in complaint(library_of(tmp_path, {**SOUND, **text, **files}))


def test_one_except_clause_catches_a_broken_library() -> None:
    assert issubclass(BrokenLibrary, CorpusError)
