"""Letters as they are stored: composed, without marks that only typesetting needs."""

import re
import unicodedata

# Ligatures are spelled out one by one: NFKC would also turn "m²" into "m2".
_SPELLED = {
    **{code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"},
    **dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)),
    **dict(zip(range(0xFB00, 0xFB07), "ff fi fl ffi ffl st st".split(), strict=True)),
    **dict.fromkeys((0x2010, 0x2011, 0x2212), "-"),
    **dict.fromkeys((0x2028, 0x2029), "\n"),
}
_BLANKS = re.compile(r"[^\S\n]+")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


def tidy(text: str) -> str:
    """`text` in NFC, blanks of every kind as one space, each line stripped."""
    spelled = _SURROGATES.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    composed = unicodedata.normalize("NFC", spelled.translate(_SPELLED))
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in composed.split("\n"))
