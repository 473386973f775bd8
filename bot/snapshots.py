"""A conversation as JSON, to go on with after a restart, also over another version of the library.

A snapshot names places and ids, and of texts it has digests only: what they said is looked up
where it is restored, and what is not the same there is forgotten.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.conversation import Conversation
from bot.rebinding import rebound
from corpus.documents import Passage
from corpus.library import Library
from index.query import Language, MilestonesAsked, Query

_Place = tuple[str, str, str]


class _Snapshot(BaseModel):
    """What is kept. A place is a document, a locator and a digest of the text there."""

    model_config = ConfigDict(extra="forbid")

    language: Language = "vi"
    passages: tuple[_Place, ...] = ()
    directives: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    lists_documents: bool = False
    part: int = 1
    part_count: int = 1
    milestones: MilestonesAsked | None = None
    asked: dict[str, Any] | None = None
    asked_passages: tuple[_Place, ...] = ()
    reading: str = ""
    ask_again: str = ""


def snapshot(conversation: Conversation) -> dict[str, Any]:
    """`conversation` as an object of JSON; a kilobyte or two."""
    asked = conversation.asked
    kept = _Snapshot(
        language=conversation.language,
        passages=_places(conversation.passages),
        directives=conversation.directives,
        listed=conversation.listed,
        lists_documents=conversation.lists_documents,
        part=conversation.part,
        part_count=conversation.part_count,
        milestones=conversation.milestones,
        asked=_queries().dump_python(
            asked, mode="json", exclude={"passages"}, exclude_defaults=True
        )
        if asked
        else None,
        asked_passages=_places(asked.passages) if asked else (),
        reading=conversation.reading,
        ask_again=conversation.ask_again,
    )
    return kept.model_dump(mode="json", exclude_defaults=True)


def restored(snapshot: Mapping[str, Any], library: Library) -> Conversation:
    """The conversation of a snapshot, about `library`.

    What another program wrote, or another version of this one, gives a conversation in which
    nothing was said yet: it is no error to have forgotten.
    """
    try:
        kept = _Snapshot.model_validate(snapshot)
        asked = None if kept.asked is None else _queries().validate_python(kept.asked)
    except ValidationError:
        return Conversation()
    if asked is not None:
        asked = replace(asked, passages=_passages(kept.asked_passages, library))
    before = Conversation(
        language=kept.language,
        passages=_passages(kept.passages, library),
        directives=kept.directives,
        listed=kept.listed,
        lists_documents=kept.lists_documents,
        part=kept.part,
        part_count=kept.part_count,
        milestones=kept.milestones,
        asked=asked,
        reading=kept.reading,
        ask_again=kept.ask_again,
    )
    return rebound(before, library)


@cache
def _queries() -> TypeAdapter[Query]:
    return TypeAdapter(Query)


def _places(passages: Iterable[Passage]) -> tuple[_Place, ...]:
    return tuple((p.document, p.locator, _digest(p.text)) for p in passages)


def _passages(places: Iterable[_Place], library: Library) -> tuple[Passage, ...]:
    """The passages at `places`; one that is no longer so has no text, so that it gets lost."""
    found = []
    for document_id, locator, digest in places:
        document = next((d for d in library.documents if d.id == document_id), None)
        passage = document.passage(locator) if document else None
        if passage is None or _digest(passage.text) != digest:
            passage = Passage(document=document_id, locator=locator, text="", start=0, end=0)
        found.append(passage)
    return tuple(found)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
