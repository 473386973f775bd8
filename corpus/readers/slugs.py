"""Names for files and addresses: "Chỉ thị 20-CT/TW" as "chi-thi-20-ct-tw"."""

import hashlib
import re
import unicodedata

LONGEST = 80
_SAFE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?")
# Names that Windows keeps for devices, whatever comes after the dot.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def slug(text: str) -> str:
    """`text` in small ASCII letters, digits and hyphens, at most `LONGEST`; never empty.

    A text without a letter or digit of ours is named by a hash of it.
    """
    folded = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    plain = re.sub(r"[\u0300-\u036f]", "", folded)
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(name) > LONGEST:
        name = name[:LONGEST].rpartition("-")[0] or name[:LONGEST]
    if not name or _DEVICE.match(name):
        name = f"tai-lieu-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    return name


def is_safe_name(name: str) -> bool:
    """Whether `name` can be a file's on any machine, and lead nowhere else."""
    return bool(_SAFE.fullmatch(name)) and ".." not in name and not _DEVICE.match(name)
