"""The stored index: the segmented words of a library, kept so that a start need not segment.

One JSON file per library folder's data. It is taken only when its format, its recipe, its
library version and its checksum are all as expected; else it is made anew.
"""

import contextlib
import hashlib
import json
import logging
import os
import tempfile
from importlib.metadata import version
from pathlib import Path

log = logging.getLogger(__name__)

StoredWords = tuple[tuple[str, ...], ...]
FILE_NAME = "index.json"
# Raise this when tokenizing changes: every stored index is then made anew.
FORMAT = 1


def recipe() -> str:
    """What a stored index depends on besides the library."""
    return f"{FORMAT}/underthesea-{version('underthesea')}"


def load_words(folder: Path, library_version: str, passages: int) -> StoredWords | None:
    """The stored words of this very library, or None when they must be made anew.

    A file that cannot be trusted is warned of in the log; a missing one, or one made from
    another version of the library, is nothing to warn of.
    """
    path = folder / FILE_NAME
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["recipe"] != recipe():
            log.warning("chỉ mục %s do bản cũ lưu (%s); lập lại", path, content["recipe"])
            return None
        if content["library"] != library_version:
            return None
        words = tuple(tuple(str(word) for word in row) for row in content["words"])
        if content["checksum"] != _checksum(library_version, words) or len(words) != passages:
            log.warning("chỉ mục %s không khớp mã kiểm; lập lại", path)
            return None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as exc:
        log.warning("chỉ mục %s hỏng (%s); lập lại", path, exc)
        return None
    return words


def save_words(folder: Path, library_version: str, words: StoredWords) -> None:
    """Store `words` whole or not at all; a folder that can't be written costs only a warning."""
    content = {
        "recipe": recipe(),
        "library": library_version,
        "checksum": _checksum(library_version, words),
        "words": words,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=f"{FILE_NAME}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(content, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(folder / FILE_NAME)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as exc:
        log.warning("không lưu được chỉ mục vào %s (%s); lần sau sẽ lập lại", folder, exc)


def _checksum(library_version: str, words: StoredWords) -> str:
    data = json.dumps([library_version, words], ensure_ascii=False).encode()
    return hashlib.sha256(data).hexdigest()
