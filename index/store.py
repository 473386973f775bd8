"""Segmented words, kept so that measuring a collection again need not segment it again.

One JSON file in a folder. It is taken only when its recipe, the version of the texts and its
checksum are all as expected; else the words are cut anew.
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
FILE_NAME = "words.json"
# Raise this when segmenting changes: all words are then cut anew.
FORMAT = 1


def recipe() -> str:
    """What the words depend on besides the texts."""
    return f"{FORMAT}/underthesea-{version('underthesea')}"


def load_words(folder: Path, texts_version: str, rows: int) -> StoredWords | None:
    """The stored words of these very texts, one row each, or None when they must be cut anew.

    A file that cannot be trusted is warned of in the log; a missing one, or one made from
    another version of the texts, is nothing to warn of.
    """
    path = folder / FILE_NAME
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["recipe"] != recipe():
            log.warning("tệp từ %s do bản cũ lưu (%s); tách lại", path, content["recipe"])
            return None
        if content["texts"] != texts_version:
            return None
        words = tuple(tuple(str(word) for word in row) for row in content["words"])
        if content["checksum"] != _checksum(texts_version, words) or len(words) != rows:
            log.warning("tệp từ %s không khớp mã kiểm; tách lại", path)
            return None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as exc:
        log.warning("tệp từ %s hỏng (%s); tách lại", path, exc)
        return None
    return words


def save_words(folder: Path, texts_version: str, words: StoredWords) -> None:
    """Store `words` whole or not at all; a folder that can't be written costs only a warning."""
    content = {
        "recipe": recipe(),
        "texts": texts_version,
        "checksum": _checksum(texts_version, words),
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
        log.warning("không lưu được từ đã tách vào %s (%s); lần sau sẽ tách lại", folder, exc)


def _checksum(texts_version: str, words: StoredWords) -> str:
    data = json.dumps([texts_version, words], ensure_ascii=False).encode()
    return hashlib.sha256(data).hexdigest()
