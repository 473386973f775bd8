"""Contents by their SHA-256: the same content is kept once, and read only if it is intact."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus.durable import sweep, write_all
from corpus.files import sha256


class DamagedObject(Exception):
    """The content of this hash is gone or is another; `found` says which, in Vietnamese."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found


class Objects:
    """A folder of contents, 256 folders in it by the first two digits of their hashes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _path(self, hash_: str) -> Path:
        return self._folder / hash_[:2] / hash_[2:]

    def get(self, hash_: str) -> bytes:
        """The content of this hash; raise `DamagedObject` when it is not there as it was put."""
        path = self._path(hash_)
        try:
            content = path.read_bytes()
        except FileNotFoundError as exc:
            raise DamagedObject(f"không còn ({path})") from exc
        except OSError as exc:
            raise DamagedObject(f"không đọc được ({path}: {exc.strerror})") from exc
        if sha256(content) != hash_:
            raise DamagedObject(f"đã khác nội dung lúc ghi ({path})")
        return content

    def put(self, contents: Mapping[str, bytes], trusted: Iterable[str] = ()) -> None:
        """Keep contents by their hashes. One that is there damaged is mended.

        Of `trusted`, which were read a moment ago, only the size is looked at.
        """
        known = frozenset(trusted)
        missing = {
            self._path(hash_): content
            for hash_, content in contents.items()
            if not self._is_there(hash_, content, read=hash_ not in known)
        }
        write_all(missing)

    def _is_there(self, hash_: str, content: bytes, *, read: bool) -> bool:
        path = self._path(hash_)
        try:
            if path.stat().st_size != len(content):
                return False
            return not read or path.read_bytes() == content
        except OSError:
            return False

    def sweep(self) -> None:
        """Remove what interrupted writes left behind."""
        if self._folder.is_dir():
            sweep(self._folder.iterdir())

    def keep_only(self, hashes: Iterable[str]) -> int:
        """Remove every content but those of `hashes`; how many went."""
        kept = frozenset(hashes)
        gone = 0
        for path in list(self._folder.glob("??/*")):
            if path.parent.name + path.name not in kept:
                path.unlink(missing_ok=True)
                gone += 1
        return gone
