"""Documents that a newer one replaced: they answer only where the newer one doesn't."""

from collections.abc import Iterable, Sequence

from corpus.library import Library
from index.passages import Hit


class Superseded:
    """Which held documents replace which, in one library; read-only once built."""

    def __init__(self, library: Library) -> None:
        held: dict[str, list[str]] = {}
        for document in library.documents:
            if document.directive is not None:
                held.setdefault(document.directive, []).append(document.id)
        # For a replaced document those that replaced it, however many were in between.
        self._newer: dict[str, frozenset[str]] = {}
        for directive, documents in held.items():
            later = _later(library, directive)
            newer = frozenset(d for one in later for d in held.get(one, ()))
            if newer:
                self._newer.update(dict.fromkeys(documents, newer))

    def __bool__(self) -> bool:
        return bool(self._newer)

    def is_replaced(self, document_id: str, fitting: Iterable[str]) -> bool:
        """Whether one of the documents that have a `fitting` passage replaced this one."""
        newer = self._newer.get(document_id)
        return newer is not None and not newer.isdisjoint(fitting)

    def with_newer(self, ranked: Sequence[Hit], count: int) -> list[Hit]:
        """The first `count` hits, and the best of each document that replaced one of theirs."""
        first = list(ranked[:count])
        wanted = {d for hit in first for d in self._newer.get(hit.passage.document, ())}
        wanted -= {hit.passage.document for hit in first}
        for hit in ranked[count:] if wanted else ():
            if hit.passage.document in wanted:
                wanted.remove(hit.passage.document)
                first.append(hit)
        return first


def _later(library: Library, directive_id: str) -> list[str]:
    """The directives that replaced one, the next first; none where they go round in a circle."""
    later: list[str] = []
    newer = library.superseded_by(directive_id)
    while newer is not None:
        if newer.id in (directive_id, *later):
            return []
        later.append(newer.id)
        newer = library.superseded_by(newer.id)
    return later
