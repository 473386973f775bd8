"""What a library keeps of its reading, so that the next one reads only what changed."""

from dataclasses import dataclass, field

from corpus.catalogue import Catalogue
from corpus.citations import Lookup, PrintedNumber
from corpus.contradictions import Comparison
from corpus.documents import Document


@dataclass(frozen=True)
class Read:
    """What one file says, whatever the catalogue knows: its document has no citations yet."""

    path: str
    hash: str
    document: Document
    numbers: tuple[PrintedNumber, ...]


@dataclass
class Memory:
    """What a library keeps for the next one. It is no part of what the library says."""

    reads: dict[str, Read] = field(default_factory=dict, compare=False)
    documents: dict[str, Document] = field(default_factory=dict, compare=False)
    catalogue: tuple[str | None, Catalogue] = field(
        default_factory=lambda: (None, Catalogue()), compare=False
    )
    lookup: Lookup = field(default_factory=lambda: Lookup(()), compare=False)
    comparison: Comparison = field(default_factory=Comparison, compare=False)
