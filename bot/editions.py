"""An edition: everything that answers from one version of the library."""

from dataclasses import dataclass
from functools import cached_property

from bot.composing import Composer
from bot.conversation import Resolver
from corpus.library import Library
from index.search import Search

_FEW_WORDS = 5


@dataclass(frozen=True, eq=False)
class Edition:
    """A library with its search, composer and resolver; read-only, so any thread may ask it.

    A reply that begins with one edition ends with it. An edition that nobody asks any more is
    freed at once, without the garbage collector: nothing in it refers back to it.
    """

    library: Library
    search: Search
    composer: Composer
    resolver: Resolver

    @classmethod
    def of(cls, library: Library, previous: "Edition | None" = None) -> "Edition":
        """The edition of `library`; what `previous` made of the same documents may be kept."""
        return cls.over(Search(library, previous.search if previous else None))

    @classmethod
    def over(cls, search: Search) -> "Edition":
        """The edition of a library that is indexed already."""
        library = search.library
        return cls(library, search, Composer(library), Resolver(library, search.directives))

    @property
    def version(self) -> str:
        """The library's version."""
        return self.library.version

    def warm(self) -> None:
        """Work out now what is worked out when first asked for, so that no reply waits for it."""
        self.search.prepare()
        for name, made in vars(Library).items():
            if isinstance(made, cached_property):
                getattr(self.library, name)
        # Words that are searched for, and that no step before the last one takes.
        for passage in self.library.passages[-1:]:
            query = self.search.read(" ".join(passage.text.split()[:_FEW_WORDS]))
            self.composer.compose(self.search.answer(query), query.language)
