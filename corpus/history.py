"""The versions at which one document changed."""

from collections.abc import Iterable

from corpus.errors import DamagedVersion, Refusal
from corpus.files import Hashes, front_value, is_article, is_withdrawn
from corpus.journal import Version
from corpus.versions import VersionStore


def history(store: VersionStore, document_id: str) -> list[Version]:
    """The moves of the head that changed this document, newest first: when, by whom, and how.

    It counts that its file came, went or became another, whatever the move was for. Of versions
    that were pruned, the journal says which documents they were about.
    """
    glances = _Glances(store)
    before: frozenset[tuple[str, str]] = frozenset()
    found = []
    for move in reversed(store.versions()):
        now = _files_of(store, move)
        if now is None:
            changed = document_id in move.documents
        else:
            files = frozenset(now.items())
            changed = glances.any_of(files ^ before, document_id)
            before = files
        if changed:
            found.append(move)
    return found[::-1]


def _files_of(store: VersionStore, move: Version) -> Hashes | None:
    try:
        return store.hashes(move.version)
    except (DamagedVersion, Refusal):
        return None


class _Glances:
    """Which document each file is, looked up once."""

    def __init__(self, store: VersionStore) -> None:
        self._store = store
        self._ids: dict[str, str | None] = {}

    def any_of(self, files: Iterable[tuple[str, str]], document_id: str) -> bool:
        documents = [(path, h) for path, h in files if is_article(path) or is_withdrawn(path)]
        return any(self._id(path, hash_) == document_id for path, hash_ in documents)

    def _id(self, path: str, hash_: str) -> str | None:
        if hash_ not in self._ids:
            content = self._store.glance(hash_)
            self._ids[hash_] = None if content is None else front_value(content, "id")
        return self._ids[hash_] or path.rpartition("/")[2].removesuffix(".md")
