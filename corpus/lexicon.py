"""Words that mean other words: an editor's file, read and checked with the library."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from corpus.documents import Noun


def _listed(value: object) -> object:
    return tuple(term.strip() for term in value.split(",")) if isinstance(value, str) else value


Terms = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Lexicon(Noun):
    """What people type, beside what the documents print.

    `abbreviations` are written out in the question ("NV": "nhiệm vụ"), in any case; one that is
    spelt like a syllable ("TU") only in capitals. `english` gives the Vietnamese of English terms.
    `places` are places elsewhere: a text that doesn't name one says nothing of it.
    `synonyms` gives, for a term as documents print it, what people say instead; in the file they
    stand on one line with commas between ("thiên tai": "bão lũ, hạn hán").
    """

    abbreviations: dict[str, str] = Field(default_factory=dict)
    english: dict[str, str] = Field(default_factory=dict)
    places: Terms = ()
    synonyms: dict[str, Terms] = Field(default_factory=dict)
