"""What was found in a document is found once, and forgotten with it."""

import gc

from corpus.documents import Document
from corpus.kept import kept_by_document
from tests.corpus.written import written


def test_each_document_is_looked_through_once_and_a_copy_by_itself() -> None:
    looked: list[str] = []

    @kept_by_document
    def words(document: Document) -> int:
        looked.append(document.id)
        return len(document.text.split())

    one = written("Bến Trúc họp chợ.")
    copy = one.model_copy(update={"text": "Chợ"})
    assert (words(one), words(one), words(copy)) == (4, 4, 1)
    assert looked == ["bai", "bai"]


def test_a_document_that_is_gone_is_not_taken_for_the_next_one() -> None:
    @kept_by_document
    def text(document: Document) -> str:
        return document.text

    for number in range(200):  # most of them in the memory of one that is gone
        document = written(f"Chợ phiên thứ {number}.")
        assert text(document) == document.text
        del document
    gc.collect()
