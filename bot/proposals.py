"""A change on its way: built and checked, and not yet answered from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.editions import Edition
from corpus.files import Files, Hashes
from corpus.journal import Action


@dataclass(frozen=True, eq=False)
class Proposal:
    """A change, built and checked, that nobody is answered from yet.

    `files` are the library that it makes of `current`'s. `imported` is what was seen, by origin,
    where files came from; `back_to` is set where it is an older version.
    """

    action: Action
    files: Files
    documents: tuple[str, ...]
    notes: tuple[str, ...]
    edition: Edition
    current: Edition
    imported: Mapping[str, Hashes] = field(default_factory=dict)
    back_to: str | None = None

    @property
    def unchanged(self) -> bool:
        """Whether it would change nothing that anybody reads."""
        return self.edition.version == self.current.version
