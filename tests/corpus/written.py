"""Documents written in a test, read as the library reads them."""

import datetime as dt
from collections.abc import Sequence

from corpus.citations import find_citations
from corpus.documents import Directive, Document
from corpus.readers.structure import number_passages


def written(
    body: str,
    *,
    title: str = "Việc của phường Hoa Sen năm 2024",
    directives: Sequence[Directive] = (),
    document_id: str = "bai",
    published: str = "2024-05-06T08:00+07:00",
) -> Document:
    """An article of this body, its passages numbered and its citations found."""
    text, passages = number_passages(document_id, body)
    citations, unknown = find_citations(passages, directives)
    assert unknown == []
    return Document(
        id=document_id,
        title=title,
        publisher="Bản tin Hoa Sen",
        author=None,
        section=None,
        published=dt.datetime.fromisoformat(published),
        url="https://hoasen.example/viec",
        directive=None,
        text=text,
        passages=passages,
        citations=tuple(citations),
    )
