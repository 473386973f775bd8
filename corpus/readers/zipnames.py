"""Names of files in zips and folders: read, judged, and shown so that they can be printed."""

import unicodedata
import zipfile
from pathlib import PurePosixPath

from corpus.errors import Refusal
from corpus.readers.legacy import NAMES, convert, misread
from corpus.readers.spelling import is_syllable, letters

_UTF_8_FLAG = 0x800
_LEFT_BEHIND = frozenset(("__MACOSX", "Thumbs.db", "desktop.ini", "ehthumbs.db"))
_LONGEST = 240
_RENAME = "Đổi tên tệp (chữ, số, gạch nối) rồi gửi lại."
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def is_skipped(name: str | Refusal) -> bool:
    """Whether a system or a program left this behind: hidden files, locks of Word, thumbnails."""
    if isinstance(name, Refusal):
        return False
    parts = PurePosixPath(name).parts
    return any(
        (p.startswith(".") and p not in (".", "..")) or p in _LEFT_BEHIND for p in parts
    ) or (bool(parts) and parts[-1].startswith("~$"))


def entry_name(entry: zipfile.ZipInfo) -> str | Refusal:
    """The name of a zip's entry in NFC, or why it cannot be one."""
    # zipfile cuts a name at its first NUL; what was written there is `orig_filename`.
    raw = entry.orig_filename
    name = raw if entry.flag_bits & _UTF_8_FLAG else _decoded(raw)
    return judged(unicodedata.normalize("NFC", name))


def judged(name: str) -> str | Refusal:
    """`name`, or the refusal of a name that leads outside or that nobody can read."""
    if any(unicodedata.category(c) in _UNSEEN for c in name):
        return Refusal("odd_name", shown(name), "tên tệp có ký tự không in được", _RENAME)
    if (
        name.startswith(("/", "\\"))
        or name[1:2] == ":"
        or ".." in name.replace("\\", "/").split("/")
    ):
        todo = "Nén lại từ trong thư mục, để các tên không có “/” ở đầu, “..” hay tên ổ đĩa."
        return Refusal("outside", shown(name), "tên tệp trỏ ra ngoài thư mục", todo)
    if "\\" in name:
        return Refusal("odd_name", shown(name), "tên tệp có dấu “\\”", _RENAME)
    if not name.strip() or len(name) > _LONGEST:
        return Refusal("odd_name", shown(name), "tên tệp trống hoặc quá dài", _RENAME)
    return name


def shown(name: str) -> str:
    """`name` as it may be printed: what cannot be seen is spelt out, a long one is cut."""
    seen = "".join(
        c if unicodedata.category(c) not in _UNSEEN else f"\\x{ord(c):02x}" for c in name[:_LONGEST]
    )
    return seen + "…" if len(name) > _LONGEST else seen or "(không tên)"


def _decoded(name: str) -> str:
    """A name that zipfile read as cp437 for want of a mark: UTF-8, or an encoding of Vietnamese."""
    if name.isascii():
        return name
    raw = name.encode("cp437", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    readings = [convert(misread(raw), encoding) for encoding in NAMES]
    best = max(readings, key=_spelt)
    return best if _spelt(best) > 0.6 else name


def _spelt(name: str) -> float:
    """The share of the accented words of `name` that are syllables."""
    words = "".join(c if c.isalpha() else " " for c in name).split()
    accented = [letters(word) for word in words if not word.isascii()]
    return sum(map(is_syllable, accented)) / len(accented) if accented else 0.0
