"""Where the documents disagree with themselves, or with what was verified; found from the data.

The text stays as printed: a contradiction only says what stands where, and what speaks against
it, so that a note can say both.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.claims import claims_of
from corpus.comparing import Print, against, against_catalogue, printed_otherwise, prints_of
from corpus.documents import Directive, Document
from corpus.grounds import ORDER, Contradiction, ContradictionKind, Ground
from corpus.milestones import Milestone
from corpus.statements import Statements, statements

__all__ = ["ORDER", "Contradiction", "ContradictionKind", "Ground", "find_contradictions"]


@dataclass(frozen=True)
class Comparison:
    """What was compared for one library, for the next to go on from.

    `alone` is what was found in each document, `between` what several print of each directive.
    """

    catalogue: Mapping[str, Directive] = field(default_factory=dict)
    said: Mapping[str, Statements] = field(default_factory=dict)
    alone: Mapping[str, tuple[Document, tuple[Contradiction, ...]]] = field(default_factory=dict)
    between: Mapping[str, tuple[Contradiction, ...]] = field(default_factory=dict)

    def contradictions(self) -> tuple[Contradiction, ...]:
        """Every contradiction, the weightiest first, then in print order."""
        found = [c for _, contradictions in self.alone.values() for c in contradictions]
        found += [c for _, contradictions in sorted(self.between.items()) for c in contradictions]
        return tuple(sorted(found, key=lambda c: ORDER.index(c.kind)))


def find_contradictions(
    documents: Sequence[Document], directives: Iterable[Directive], milestones: Iterable[Milestone]
) -> tuple[Contradiction, ...]:
    """Every contradiction, the weightiest first, then in print order."""
    by_document: dict[str, list[Milestone]] = {document.id: [] for document in documents}
    for milestone in milestones:
        by_document[milestone.document].append(milestone)
    return compare(
        documents, directives, lambda d: by_document[d.id], prints_of, Comparison()
    ).contradictions()


def compare(
    documents: Sequence[Document],
    directives: Iterable[Directive],
    milestones: Callable[[Document], Sequence[Milestone]],
    prints: Callable[[Document], Sequence[Print]],
    before: Comparison,
) -> Comparison:
    """Compare again what changed since `before`: documents, and what they are compared with."""
    catalogue = {directive.id: directive for directive in directives}
    said = {d.directive: statements(d) for d in documents if d.directive in catalogue}
    moved = {
        directive_id
        for directive_id in {*catalogue, *before.catalogue}
        if catalogue.get(directive_id) != before.catalogue.get(directive_id)
        or said.get(directive_id) != before.said.get(directive_id)
    }
    alone: dict[str, tuple[Document, tuple[Contradiction, ...]]] = {}
    touched = set(moved)
    for document in documents:
        known = before.alone.get(document.id)
        same = known is not None and known[0] is document
        if not same:
            touched.update(c.directive for c in document.citations)
        if known is not None and same and moved.isdisjoint(_directives_in(document)):
            alone[document.id] = known
        else:
            found = _alone(document, milestones(document), prints(document), catalogue, said)
            alone[document.id] = document, found
    for document_id, (document, _) in before.alone.items():
        if document_id not in alone or alone[document_id][0] is not document:
            touched.update(c.directive for c in document.citations)
    between = {d: found for d, found in before.between.items() if d not in touched}
    concerned = (
        p for document in documents for p in prints(document) if p.citation.directive in touched
    )
    for contradiction in printed_otherwise(concerned, catalogue):
        directive_id = contradiction.directive or ""
        between[directive_id] = (*between.get(directive_id, ()), contradiction)
    return Comparison(catalogue, said, alone, between)


def _directives_in(document: Document) -> set[str]:
    """The directives that a document is compared with."""
    return {*(c.directive for c in document.citations), document.directive or ""}


def _alone(
    document: Document,
    milestones: Iterable[Milestone],
    prints: Iterable[Print],
    catalogue: Mapping[str, Directive],
    said: Mapping[str, Statements],
) -> tuple[Contradiction, ...]:
    """What is found in one document, compared with the catalogue and the texts that are held."""
    found = [*claims_of(document, milestones, catalogue, said)]
    held = catalogue.get(document.directive or "")
    if held is not None:
        found += against_catalogue(document, held)
    for p in prints:
        directive = catalogue[p.citation.directive]
        found += against(p, directive, said.get(directive.id))
    return tuple(found)
