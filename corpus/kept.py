"""What was found in one document, kept for as long as that document lives.

A library is replaced whenever a document changes, and all its other documents are the very same
objects in the next one: what was found in them need not be found again.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import ref

from corpus.documents import Document

T = TypeVar("T")


def kept_by_document(find: Callable[[Document], T]) -> Callable[[Document], T]:
    """`find`, called once for each document object; a copy of a document is another one."""
    found: dict[int, tuple[ref[Document], T]] = {}

    @wraps(find)
    def kept(document: Document) -> T:
        key = id(document)
        known = found.get(key)
        if known is not None and known[0]() is document:
            return known[1]
        value = find(document)

        def forget(gone: ref[Document]) -> None:
            # Another document may have its place in memory, and in here, by now.
            if (known := found.get(key)) is not None and known[0] is gone:
                del found[key]

        found[key] = ref(document, forget), value
        return value

    return kept
