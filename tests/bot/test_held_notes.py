"""What is said where an article, an official text and the catalogue disagree."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from bot.channels.terminal import show_library
from bot.notes import Notes
from corpus.files import Files
from corpus.library import Library
from index.query import Language
from tests.corpus.ready import FILES, TEXT, ready

LATER = TEXT.replace("01 tháng 4", "01 tháng 5")


def library(text: str, published: str) -> Library:
    markdown = ready(body=text, published=published, issuer="Quận ủy").to_markdown()
    files: Files = {**FILES, "articles/57.md": markdown.encode()}
    return Library.of({path: files[path] for path in files if "-b" not in path})


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "vi",
            "bài in ngày 4/1/2023; chính văn bản ghi ngày 1/4/2023.",
        ),
        (
            "en",
            "the article prints 4/1/2023; the document itself says 1/4/2023.",
        ),
    ],
)
def test_an_articles_date_is_noted_against_the_document_itself(
    language: Language, expected: str
) -> None:
    made = library(TEXT, "2023-04-01T00:00+07:00")
    (note,) = [Notes(made).text(c, language) for c in made.contradictions if c.kind == "date"]
    assert note.partition(" 57-CT/ĐU: ")[2] == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "vi",
            "“01 tháng 5 năm 2023”; danh mục ghi “1/4/2023” (theo hoasen.example).",
        ),
        (
            "en",
            "says “01 tháng 5 năm 2023”; the catalogue says “1/4/2023” (per hoasen.example).",
        ),
    ],
)
def test_the_catalogues_date_is_noted_under_the_document(language: Language, expected: str) -> None:
    made = library(LATER, "2023-05-01T00:00+07:00")
    notes = [Notes(made).text(c, language) for c in made.contradictions]
    assert [note for note in notes if note.endswith(expected)] != []


def test_another_issuer_is_noted() -> None:
    made = library(TEXT, "2023-04-01T00:00+07:00")
    notes = [Notes(made).text(c, "vi") for c in made.contradictions if c.kind == "issuer"]
    (note,) = notes
    assert note.endswith(": bài ghi của Đảng ủy; văn bản này của Quận ủy (theo chính văn bản).")


def test_check_lists_what_no_catalogue_has(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    text = FILES["articles/bai-a.md"].replace(b"57-CT", b"58-CT")
    (tmp_path / "articles" / "a.md").write_bytes(text)
    out = io.StringIO()
    show_library(Library.load(tmp_path), Console(file=out, width=200))
    assert "– Chỉ thị 58-CT/ĐU: chưa có trong danh mục" in out.getvalue()
