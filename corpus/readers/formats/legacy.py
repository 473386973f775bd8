"""Fonts of the 1990s whose letters are not Unicode: .VnTime (TCVN3), VNI-Times (VNI)."""

import re
from collections.abc import Callable
from typing import cast

# Letters that no old encoding has: whoever typed them typed Unicode, whatever the font is called.
_UNICODE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
Converter = Callable[[str], tuple[str, str | None]]

_LEGACY = re.compile(r"(?i)(?:[A-Z]{6}\+)?(?:\.vn|vni[- ])")
# A font of capitals, .VnTimeH, prints small letters as capitals.
_CAPITALS = re.compile(r"(?i)(?:[A-Z]{6}\+)?\.vn[a-z ]*?h(?:[,-]|$| )")


def is_legacy(font: str | None) -> bool:
    return bool(font and _LEGACY.match(font.strip("/ ")))


def has_only_capitals(font: str | None) -> bool:
    return bool(font and _CAPITALS.match(font.strip("/ ")))


def converter() -> Converter:
    """What turns legacy text into Unicode, with the name of the encoding it was in."""
    # By name: found at the first run that needs it, and replaced in tests by a small table.
    from importlib import import_module

    return cast(Converter, import_module("corpus.readers.encodings").convert_legacy)


class LegacyFonts:
    """Converts the runs of one document and remembers which encodings they were in."""

    def __init__(self) -> None:
        self.encodings: set[str] = set()

    def read(self, text: str, font: str | None) -> str:
        """`text` as it is printed in `font`; unchanged in any font of today."""
        if not is_legacy(font) or not text.strip() or _UNICODE.search(text):
            return text
        converted, encoding = converter()(text)
        if encoding is not None:
            self.encodings.add(encoding)
        return converted.upper() if has_only_capitals(font) else converted

    def notes(self) -> list[str]:
        return [
            f"có chữ theo bảng mã {encoding}, đã chuyển sang Unicode"
            for encoding in sorted(self.encodings)
        ]
