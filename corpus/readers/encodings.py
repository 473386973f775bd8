"""Bytes to text: UTF-8, UTF-16 and the Vietnamese encodings of before Unicode.

An old encoding has no mark. The text is read in each, and the reading that spells Vietnamese is
right; where two do about as well, or none does, the file is refused rather than guessed.
"""

import codecs
import re
import unicodedata

from corpus.errors import Refusal
from corpus.readers.legacy import NAMES, Encoding, convert, misread, raise_capitals
from corpus.readers.refusals import binary, truncated
from corpus.readers.spelling import letters, weigh

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16's, which is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A reading must spell so much of what has accents, and weigh so much more than the next best.
_ENOUGH = 0.7
_CLEARLY = 1.4
# Signs that are letters in TCVN3, and stand in no Vietnamese word otherwise.
_SIGNS = re.compile(r"[\u00a1-\u00aa\u00ac-\u00af\u00b4-\u00ba\u00bc-\u00bf\u00d7\u00f7]")
_WORD = re.compile(r"[^\s\u2010-\u2027“”‘’\"'(),;:!?\[\]{}<>|]+")
_BEYOND_LATIN_1 = re.compile(r"[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
_READABLE = re.compile(r"[\t\n\r\x20-\x7e\u00a0-\u024f\u0300-\u0323\u1e00-\u1eff\u2000-\u206f]")
_CAPITALS_NOTE = (
    "bảng mã TCVN3 không ghi được chữ hoa có dấu: các dòng, các từ viết hoa đã được đoán lại, "
    "nên đối chiếu với bản gốc"
)
_BROKEN_OFF = "tệp bị cắt cụt: hết giữa một chữ"
_MISREAD: tuple[Encoding, ...] = ("tcvn3", "vni")
_SAVE_AGAIN = "Mở tệp bằng chương trình đã tạo ra nó rồi lưu lại với bảng mã UTF-8 (Unicode)."


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of `data` in NFC with "\\n", and what to tell an admin of how it was read.

    Raises `Refusal`: "binary" for what is no text, "truncated" where it breaks off inside a
    letter, "encoding" where its letters cannot be told.
    """
    text, notes = _unicode(data, name)
    if text is None:
        text, notes = _of_old_bytes(data, name)
    else:
        text, old = convert_legacy(text)
        notes += converted_notes(old)
    return tidy(text), notes


def tidy(text: str) -> str:
    """`text` in NFC, its lines ended by "\\n", without marks that nobody sees."""
    lines = re.sub(r"\r\n?|[\v\x85\u2028\u2029]", "\n", text).replace("\f", "\n\n")
    # Word's bullets come as letters of the font Symbol.
    lines = lines.replace("\uf0b7", "•").replace("\uf02d", "-")
    return unicodedata.normalize("NFC", re.sub("[\ufeff\u200b\u200e\u200f\u2060\x1a]", "", lines))


def converted_notes(old: str | None) -> tuple[str, ...]:
    """What to tell of a text that `convert_legacy` found to be in the encoding called `old`."""
    if old is None:
        return ()
    said = f"đọc theo bảng mã {old} và chuyển sang Unicode"
    return (said, _CAPITALS_NOTE) if old == NAMES["tcvn3"] else (said,)


def _unicode(data: bytes, name: str) -> tuple[str | None, tuple[str, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], encoding, name), _said(encoding)
    if b"\0" in data:
        for encoding in ("utf-16-le", "utf-16-be"):
            if _is_utf_16(data, encoding):
                return _strictly(data, encoding, name), _said(encoding)
        raise binary(name)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as exc:
        if exc.reason == "unexpected end of data" and not data[: exc.start].isascii():
            raise truncated(name, _BROKEN_OFF) from exc
        return None, ()


def _said(encoding: str) -> tuple[str, ...]:
    return () if encoding == "utf-8" else (f"đọc theo bảng mã {encoding[:6].upper()}",)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as exc:
        if exc.end >= len(data) and exc.reason in ("truncated data", "unexpected end of data"):
            raise truncated(name, _BROKEN_OFF) from exc
        found = f"mở đầu như {encoding[:6].upper()} nhưng byte thứ {exc.start + 1} không đọc được"
        raise Refusal("encoding", name, found, _SAVE_AGAIN) from exc


def _is_utf_16(data: bytes, encoding: str) -> bool:
    text = data[: len(data) // 2 * 2].decode(encoding, "replace")[:4000]
    plain = sum(1 for c in text if c.isascii() and (c.isprintable() or c.isspace()))
    return plain >= 0.3 * len(text) and len(_READABLE.findall(text)) >= 0.95 * len(text)


def _of_old_bytes(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    text = misread(data)
    suspects = [word for word in _WORD.findall(text) if _is_suspect(word)]
    if not suspects:  # only quotation marks and dashes, which every one of them has alike
        return text, ("đọc theo bảng mã Windows-1252",)
    ranked = sorted(
        ((*_weighed(suspects, encoding), encoding) for encoding in NAMES),
        key=lambda one: one[1],
        reverse=True,
    )
    good, weight, best = ranked[0]
    read = convert(text, best)
    rivals = [rival for _, w, rival in ranked[1:] if w * _CLEARLY > weight]
    unlike = [rival for rival in rivals if convert(text, rival) != read]
    if good < _ENOUGH * len(suspects) or unlike:
        raise Refusal(
            "encoding", name, _undecided(data, [best, *unlike] if unlike else []), _SAVE_AGAIN
        )
    if best == "tcvn3":
        read = raise_capitals(read)
    return read, converted_notes(NAMES[best])


def _undecided(data: bytes, between: list[Encoding]) -> str:
    try:
        data.decode("utf-8")
        at = 0
    except UnicodeDecodeError as exc:
        at = exc.start
    line = data.count(b"\n", 0, at) + 1
    if between:
        names = " hay ".join(NAMES[encoding] for encoding in between)
        return f"không rõ bảng mã là {names} (từ dòng {line})"
    return (
        f"không nhận ra bảng mã: byte 0x{data[at]:02X} ở dòng {line} không phải UTF-8, "
        "mà đọc theo TCVN3, VNI hay Windows-1258 cũng không thành tiếng Việt"
    )


def _is_suspect(word: str) -> bool:
    """Whether `word` has a letter that one encoding and another disagree about."""
    return not word.isascii() and any(c.isalnum() for c in word)


def _weighed(words: list[str], encoding: Encoding | None) -> tuple[int, int]:
    read = [word if encoding is None else convert(word, encoding) for word in words]
    return weigh(word for word in read if not _SIGNS.search(word))


def convert_legacy(text: str) -> tuple[str, str | None]:
    """`text` in proper Unicode, and the name of the old encoding that its letters were in.

    For Unicode made of the wrong letters ("ChØ thÞ", "CHÆ THÒ"), as copied out of old Word files.
    The name is None, and the text the same, where it already is what it says. In a text of both,
    what is in the old encoding is converted, line by line, and else word by word.
    """
    words = [word for word in _WORD.findall(text) if _is_suspect(word)]
    odd = [word for word in words if not _weighed([word], None)[0]]
    if not odd:
        return text, None
    if not _BEYOND_LATIN_1.search(text):
        found = _wholly(words)
        return (text, None) if found is None else (_converted(text, found), NAMES[found])
    counts = {one: _weighed(odd, one) for one in _MISREAD}
    best = max(_MISREAD, key=lambda one: counts[one][1])
    if counts[best][0] < 2:
        return text, None
    mended = "\n".join(_mended(line, best) for line in text.split("\n"))
    return (mended, NAMES[best]) if mended != text else (text, None)


def _wholly(words: list[str]) -> Encoding | None:
    """The encoding that spells clearly more of `words` than they do as they stand; or None."""
    as_is = _weighed(words, None)[1]
    counts = {one: _weighed(words, one) for one in _MISREAD}
    best = max(_MISREAD, key=lambda one: counts[one][1])
    good, weight = counts[best]
    rival = max(as_is, *(counts[one][1] for one in _MISREAD if one != best))
    return best if good >= _ENOUGH * len(words) and weight >= rival * _CLEARLY else None


def _converted(text: str, encoding: Encoding) -> str:
    read = convert(text, encoding)
    return raise_capitals(read) if encoding == "tcvn3" else read


def _mended(line: str, encoding: Encoding) -> str:
    """A line of a text that is partly proper Unicode."""
    words = [word for word in _WORD.findall(line) if _is_suspect(word)]
    if not words:
        return line
    if not _BEYOND_LATIN_1.search(line):
        good, weight = _weighed(words, encoding)
        if good >= _ENOUGH * len(words) and weight > _weighed(words, None)[1]:
            return _converted(line, encoding)

    def mend(found: re.Match[str]) -> str:
        word = found[0]
        if not _is_suspect(word) or not letters(word) or _weighed([word], None)[0]:
            return word
        return _converted(word, encoding) if _weighed([word], encoding)[0] else word

    return _WORD.sub(mend, line)
