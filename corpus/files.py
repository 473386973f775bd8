"""A library as files: their contents by name, wherever they are kept.

Which names belong to a library, and the version that files give.
"""

import hashlib
import re
from collections.abc import Mapping

Files = Mapping[str, bytes]
# The SHA-256 of each file's content, in hex, by its name.
Hashes = Mapping[str, str]

ARTICLES = "articles"
WITHDRAWN = "withdrawn"
DIRECTIVES = "directives.yaml"
LEXICON = "lexicon.yaml"
TEACHING = "teaching.yaml"
YAML_FILES = (DIRECTIVES, LEXICON, TEACHING)

_DOCUMENT = re.compile(rf"(?:{ARTICLES}|{WITHDRAWN})/[^/\0]+\.md")
_FRONT = re.compile(r"---[^\S\n]*\n(?P<front>.*?\n)---[^\S\n]*(?:\n|$)", re.DOTALL)


def belongs(path: str) -> bool:
    """Whether a library has a file of this name; anything else beside them is left alone."""
    return path in YAML_FILES or bool(_DOCUMENT.fullmatch(path))


def is_article(path: str) -> bool:
    return path.startswith(f"{ARTICLES}/") and belongs(path)


def is_withdrawn(path: str) -> bool:
    return path.startswith(f"{WITHDRAWN}/") and belongs(path)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def hashes_of(files: Files) -> dict[str, str]:
    """The hash of every file that belongs to a library, in the order of their names."""
    return {path: sha256(files[path]) for path in sorted(files) if belongs(path)}


def version_of_hashes(hashes: Hashes) -> str:
    """The version of files with these hashes; `hashes` has only files of a library."""
    digest = hashlib.sha256()
    for path in sorted(hashes):
        # A name that is no UTF-8 on disk comes with surrogates.
        for part in (path.encode(errors="surrogatepass"), bytes.fromhex(hashes[path])):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:16]


def version_of(files: Files) -> str:
    """16 hex digits over the names and contents of a library's files, the same everywhere.

    What is withdrawn counts: a library that can give a document back is not one that cannot.
    """
    return version_of_hashes(hashes_of(files))


def front_value(content: bytes, field: str) -> str | None:
    """A one-line value of a document's front matter, read at a glance; None where it has none.

    For looking through many documents; what counts is read by `read_article`.
    """
    text = content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    front = _FRONT.match(text)
    pattern = rf"^{field}[^\S\n]*:[^\S\n]*(.*?)\s*$"
    line = re.search(pattern, front["front"], re.MULTILINE) if front else None
    value = line[1] if line else ""
    if value[:1] in ("'", '"') and value[-1:] == value[:1]:
        value = value[1:-1]
    return value or None
