"""Words that mean other words: an editor's file, read and checked with the library."""

from pydantic import Field

from corpus.documents import Noun


class Lexicon(Noun):
    """What people type, beside what the documents print.

    `abbreviations` are written out in the question ("NV": "nhiệm vụ"); case and accents of the
    short form do not matter. `english` gives the Vietnamese of English terms, for ranking.
    """

    abbreviations: dict[str, str] = Field(default_factory=dict)
    english: dict[str, str] = Field(default_factory=dict)
