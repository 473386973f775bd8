"""An article file: front matter, then the body."""

import datetime as dt

import pytest

from corpus.documents import Document
from corpus.readers.article import read_article

FRONT = """\
---
id: bai-thu
title: "Hè phố: sạch và xanh"
publisher: Báo Thử
published: 2025-01-02T03:04+07:00
url: https://example.org/bai-thu
---
"""


def read(text: str) -> Document:
    document, faults = read_article(text, "articles/a.md")
    assert faults == []
    assert document is not None
    return document


def test_what_is_optional_is_none_when_not_given() -> None:
    document = read(FRONT + "\nThân bài.\n")
    assert (document.author, document.section, document.directive) == (None, None, None)
    assert document.citations == ()
    assert document.title == "Hè phố: sạch và xanh"


def test_a_key_left_blank_is_a_key_not_given() -> None:
    text = FRONT.replace("---\nid", "---\nauthor:\nsection: ~\ndirective: null\nid")
    document = read(text + "\nThân bài.\n")
    assert (document.author, document.section, document.directive) == (None, None, None)


def test_windows_line_ends_make_the_same_document() -> None:
    text = FRONT + "\nMở.\n\n1. Một.\n\n![]()\nẢnh.\n"
    assert read(text.replace("\n", "\r\n")) == read(text)


def test_a_rule_in_the_body_is_text() -> None:
    assert read(FRONT + "\nA.\n\n---\n\nB.\n").text == "A.\n\n---\n\nB."


def test_space_after_a_fence_is_forgiven() -> None:
    assert read(FRONT.replace("---\n", "---  \n") + "A.").text == "A."


@pytest.mark.parametrize("spelling", ["1234", "01", "yes", "1.0", "2024-01-01"])
def test_what_looks_like_a_number_or_a_date_stays_as_spelt(spelling: str) -> None:
    assert read(FRONT.replace("bai-thu\ntitle", f"{spelling}\ntitle") + "A.").id == spelling


@pytest.mark.parametrize(
    ("printed", "utc"),
    [
        ("2024-04-03T10:35+07:00", "2024-04-03T03:35:00+00:00"),
        ("2024-04-03 10:35+07:00", "2024-04-03T03:35:00+00:00"),
        ("2024-04-03T03:35:00Z", "2024-04-03T03:35:00+00:00"),
    ],
)
def test_an_instant_is_read_with_its_time_zone(printed: str, utc: str) -> None:
    published = read(FRONT.replace("2025-01-02T03:04+07:00", printed) + "A.").published
    assert published.astimezone(dt.UTC).isoformat() == utc
