"""Words that mean other words: an editor's file, read and checked with the library."""

from pydantic import Field

from corpus.documents import Noun


class Lexicon(Noun):
    """What people type, beside what the documents print.

    `abbreviations` are written out in the question ("NV": "nhiệm vụ"), in any case; one that is
    spelt like a syllable ("TU") only in capitals. `english` gives the Vietnamese of English terms.
    """

    abbreviations: dict[str, str] = Field(default_factory=dict)
    english: dict[str, str] = Field(default_factory=dict)
