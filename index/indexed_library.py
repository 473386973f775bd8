"""Every document of a library made ready to be found, one by one; what did not change is kept."""

from corpus.documents import Document
from corpus.library import Library
from index.document_index import DocumentIndex
from index.numbering import Spellings
from index.postings import Move
from index.short_forms import ShortForms

# When this share of the passages changed since all were counted, they are counted anew.
_MOST_BESIDE = 0.125


class IndexedLibrary:
    """The documents of one library in its order; read-only once built.

    A document that `previous` has too (the same object, or an equal one) is not read again, unless
    the lexicon's short forms changed. `move` leads from the previous documents to these, None where
    there is nothing to go on from, or where so much changed that all is better counted anew.
    """

    def __init__(self, library: Library, previous: "IndexedLibrary | None" = None) -> None:
        self.library = library
        kept: dict[str, DocumentIndex] = {}
        self.spellings = Spellings()
        if previous is not None:
            self.spellings = previous.spellings
            short = previous.library.lexicon.abbreviations
            if short == library.lexicon.abbreviations:
                kept = previous._by_id
        short_forms = ShortForms(library.lexicon)
        self.documents = tuple(
            _kept(kept.get(document.id), document)
            or DocumentIndex(document, short_forms, self.spellings)
            for document in library.documents
        )
        self._by_id: dict[str, DocumentIndex] = {own.document.id: own for own in self.documents}
        # The title of the only document is every passage's: it tells none from another.
        self.titled = len(library.documents) > 1
        self.move: Move | None = None
        # The previous documents that are gone, where there is a move.
        self.removed: tuple[DocumentIndex, ...] = ()
        # How many passages changed since all were counted.
        self._beside = 0
        if previous is not None and previous.titled == self.titled:
            self._go_on_from(previous)

    def _go_on_from(self, previous: "IndexedLibrary") -> None:
        move = Move.between(previous.documents, self.documents)
        if move is None:
            return
        removed = tuple(previous.documents[at] for at in move.removed)
        changed = (*removed, *(self.documents[at] for at in move.added))
        beside = previous._beside + sum(len(own.lines_each) for own in changed)
        if beside <= _MOST_BESIDE * len(self.library.passages):
            self.move, self.removed, self._beside = move, removed, beside

    def of(self, document_id: str) -> DocumentIndex:
        """The index of one document; KeyError when there is none."""
        return self._by_id[document_id]


def _kept(known: DocumentIndex | None, document: Document) -> DocumentIndex | None:
    """What is known already, if it is of this very document or of an equal one."""
    if known is None or known.document is document:
        return known
    same = known.document.text == document.text and known.document == document
    return known if same else None
