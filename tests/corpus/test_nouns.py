"""Nouns refuse to be changed and refuse what they do not know."""

import datetime as dt
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from corpus import documents
from corpus.documents import (
    Citation,
    Directive,
    Document,
    Noun,
    Passage,
    Section,
    SourceRef,
    Status,
)
from corpus.lexicon import Lexicon
from corpus.library import Library
from tests.corpus.written import written

PUBLISHED = dt.datetime(2025, 1, 2, 3, 4, tzinfo=dt.UTC)
PASSAGE = Passage(document="d", locator="1", text="1. A", start=0, end=4, task=1)
DOCUMENT = Document(
    id="d",
    title="T",
    publisher="P",
    author=None,
    section=None,
    published=PUBLISHED,
    url="u",
    directive=None,
    text="1. A",
    passages=(PASSAGE,),
)
NOUNS: list[Noun] = [
    PASSAGE,
    DOCUMENT,
    DOCUMENT.source("Nhiệm vụ 1"),
    Citation(document="d", locator="1", directive="x", printed="A", start=3, end=4),
    Directive(id="x", type="Chỉ thị"),
    Status(state="unknown"),
    Section(level="article", number="5"),
    Lexicon(),
    Library(version="0", documents=(DOCUMENT,), directives=(), lexicon=Lexicon()),
]
every_noun = pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: type(noun).__name__)


def test_the_list_above_holds_every_noun_of_the_room() -> None:
    defined = {c for c in vars(documents).values() if isinstance(c, type) and issubclass(c, Noun)}
    assert defined - {Noun} <= {type(noun) for noun in NOUNS}
    assert SourceRef in defined


@every_noun
def test_a_noun_cannot_be_changed(noun: Noun) -> None:
    for field in type(noun).model_fields:
        with pytest.raises(ValidationError, match="frozen"):
            setattr(noun, field, getattr(noun, field))


@every_noun
def test_a_noun_refuses_a_field_it_does_not_know(noun: Noun) -> None:
    known: dict[str, Any] = {name: getattr(noun, name) for name in type(noun).model_fields}
    with pytest.raises(ValidationError, match="surprise"):
        type(noun).model_validate({**known, "surprise": 1})


@every_noun
def test_a_noun_survives_json(noun: BaseModel) -> None:
    assert type(noun).model_validate_json(noun.model_dump_json()) == noun


def test_reading_the_tasks_of_a_document_leaves_it_equal_to_its_like() -> None:
    twin = DOCUMENT.model_copy(deep=True)
    assert twin.tasks == {1: (PASSAGE,)}
    assert twin == DOCUMENT


def test_an_instant_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValidationError, match="timezone"):
        Document.model_validate(
            {**DOCUMENT.model_dump(), "published": PUBLISHED.replace(tzinfo=None)}
        )


def test_a_span_cannot_begin_before_the_text() -> None:
    with pytest.raises(ValidationError, match="greater than or equal"):
        Passage(document="d", locator="1", text="", start=-1, end=0)


def test_a_changed_copy_keeps_nothing_worked_out_of_the_original() -> None:
    original = written("1. Mở hội.\n\n2. Dọn hội.")
    assert set(original.tasks) == {1, 2}
    assert original.passage("2") is not None
    copy = original.model_copy(update={"passages": original.passages[:1]})
    assert (set(copy.tasks), copy.passage("2")) == ({1}, None)
    assert set(original.tasks) == {1, 2}
