"""What a library folder may be, and the version that its files give."""

import shutil
import unicodedata
from pathlib import Path

import pytest

from corpus.lexicon import Lexicon
from corpus.library import SHIPPED, Library

FRONT = """\
---
id: {id}
title: Bài {id}
publisher: Báo Thử
published: {published}
url: https://example.org/{id}
{more}---

"""


def put(
    folder: Path,
    name: str,
    body: str,
    *,
    published: str = "2025-01-02T03:04+07:00",
    more: str = "",
) -> None:
    (folder / "articles").mkdir(exist_ok=True)
    front = FRONT.format(id=name, published=published, more=more)
    (folder / "articles" / f"{name}.md").write_text(front + body, encoding="utf-8")


def version(folder: Path) -> str:
    return Library.load(folder).version


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "thư viện khác"))


def test_the_same_files_give_the_same_version_wherever_they_are(copy: Path) -> None:
    assert version(copy) == version(SHIPPED)
    assert Library.load(copy) == Library.load(SHIPPED)


def test_a_version_is_sixteen_hex_digits(copy: Path) -> None:
    assert len(version(copy)) == 16
    assert set(version(copy)) <= set("0123456789abcdef")


@pytest.mark.parametrize("name", ["directives.yaml", "articles/2024-04-03-tuyen-giao-quy-2.md"])
def test_one_byte_makes_another_version(copy: Path, name: str) -> None:
    with (copy / name).open("ab") as file:
        file.write(b"\n")
    assert version(copy) != version(SHIPPED)


def test_a_file_added_makes_another_version(copy: Path) -> None:
    put(copy, "them", "A.")
    assert version(copy) != version(SHIPPED)


def test_a_file_renamed_makes_another_version(copy: Path) -> None:
    (article,) = (copy / "articles").glob("*.md")
    article.rename(article.with_name("khac.md"))
    assert version(copy) != version(SHIPPED)


def test_an_empty_file_is_not_a_missing_one(tmp_path: Path) -> None:
    put(tmp_path, "a", "A.")
    without = version(tmp_path)
    (tmp_path / "directives.yaml").touch()
    assert version(tmp_path) != without


def test_the_cut_between_two_files_is_part_of_the_version(tmp_path: Path) -> None:
    versions = set()
    for first, second in (("A.\n", ""), ("", "A.\n")):
        put(tmp_path, "a", f"X.\n{first}")
        put(tmp_path, "b", f"X.\n{second}")
        versions.add(version(tmp_path))
    assert len(versions) == 2


def test_files_that_are_not_of_the_library_change_nothing(copy: Path) -> None:
    (copy / "README.txt").write_text("x")
    (copy / "articles" / "a.md~").write_text("x")
    assert version(copy) == version(SHIPPED)


@pytest.mark.parametrize("content", [None, "", "# chưa có gì\n", "---\n"])
def test_the_yaml_files_may_be_missing_or_empty(tmp_path: Path, content: str | None) -> None:
    put(tmp_path, "a", "A.")
    for name in ("directives.yaml", "lexicon.yaml"):
        if content is not None:
            (tmp_path / name).write_text(content, encoding="utf-8")
    library = Library.load(tmp_path)
    assert (library.directives, library.lexicon) == ((), Lexicon())


def test_a_lexicon_is_read(tmp_path: Path) -> None:
    put(tmp_path, "a", "A.")
    (tmp_path / "lexicon.yaml").write_text("abbreviations: {NV: nhiệm vụ}\nenglish:\n")
    assert Library.load(tmp_path).lexicon == Lexicon(abbreviations={"NV": "nhiệm vụ"})


def test_a_byte_order_mark_is_not_text(tmp_path: Path) -> None:
    put(tmp_path, "a", "A.")
    path = tmp_path / "articles" / "a.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert Library.load(tmp_path).documents[0].text == "A."


def test_decomposed_letters_are_composed_so_that_names_are_found(tmp_path: Path) -> None:
    body = "Học Đề án trồng cây xanh."
    put(tmp_path, "a", unicodedata.normalize("NFD", body))
    (tmp_path / "directives.yaml").write_text("- {id: X, type: Đề án, names: [trồng cây xanh]}")
    (document,) = Library.load(tmp_path).documents
    assert document.text == body
    assert [c.printed for c in document.citations] == ["trồng cây xanh"]


def test_documents_come_in_the_order_of_their_file_names(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        put(tmp_path, name, "A.")
    library = Library.load(tmp_path)
    assert [d.id for d in library.documents] == ["a", "b", "c"]
    assert [p.document for p in library.passages] == ["a", "b", "c"]


def test_the_briefing_is_the_newest_article_with_tasks(tmp_path: Path) -> None:
    put(tmp_path, "a", "1. Cũ.", published="2025-01-01T00:00+07:00")
    put(tmp_path, "b", "1. Mới.", published="2025-04-01T00:00+07:00")
    put(tmp_path, "c", "Không có nhiệm vụ.", published="2025-07-01T00:00+07:00")
    briefing = Library.load(tmp_path).briefing
    assert briefing is not None
    assert briefing.id == "b"


def test_the_text_of_a_directive_is_no_briefing(tmp_path: Path) -> None:
    (tmp_path / "directives.yaml").write_text("- {id: 57-CT/TW, type: Chỉ thị, number: 57}")
    put(tmp_path, "vb", "1. Mục một.", more="directive: 57-CT/TW\n")
    library = Library.load(tmp_path)
    assert library.is_held("57-CT/TW")
    assert library.briefing is None


def test_a_library_without_tasks_has_no_briefing(tmp_path: Path) -> None:
    put(tmp_path, "a", "A.")
    assert Library.load(tmp_path).briefing is None


def test_a_directive_cited_in_two_documents_leads_to_both(tmp_path: Path) -> None:
    (tmp_path / "directives.yaml").write_text("- {id: 57-CT/TW, type: Chỉ thị, number: 57}")
    put(tmp_path, "a", "Theo 57-CT/TW và 57-CT/TW.")
    put(tmp_path, "b", "Theo 57-CT/TW ngày 1/2/2020.")
    library = Library.load(tmp_path)
    assert [p.document for p in library.cited_in("57-CT/TW")] == ["a", "b"]
    assert [c.document for c in library.citations["57-CT/TW"]] == ["a", "a", "b"]
    assert str(library.date_printed("57-CT/TW")) == "2020-02-01"


def test_what_is_not_in_the_library_is_a_key_error() -> None:
    library = Library.load(SHIPPED)
    with pytest.raises(KeyError):
        library.document("khong-co")
    with pytest.raises(KeyError):
        library.directive("khong-co")
