"""Who issued a document, as its letterhead has it, in the capitals and small letters of a text."""

import re

_COUNTRY = re.compile(
    r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM|ĐẢNG CỘNG SẢN VIỆT NAM"
    r"|Độc\s*lập\s*[-–]\s*Tự\s*do\s*[-–]\s*Hạnh\s*phúc",
    re.IGNORECASE,
)
_NOT_OFFICE = re.compile(
    r"[^\W\d_][^\n,;:|]{0,40},\s*ngày\b[^\n|]*|\b[Ss]ố\s*:?\s*\d[^\n|]*?(?=\s{2,}|[|\n]|$|\s[A-ZĐ]{2,}\s)"
    r"|V\s*/\s*v[^\n|]*|[|*_]+|[-–—]{3,}",
    re.MULTILINE,
)
_OF = re.compile(r"^\W*(?:CỦA|của|Của)\s+(?P<issuer>[^\n]+?)\W*$", re.MULTILINE)
# How far under the type its "CỦA …" may stand.
_NEAR = 200
# The first words of an office that a letterhead sets on a line by itself.
_UNFINISHED = re.compile(
    r"(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|BAN CHẤP HÀNH|BAN THƯỜNG VỤ"
    r"|ỦY BAN KIỂM TRA|ĐOÀN ĐẠI BIỂU QUỐC HỘI)$"
)
_GOES_ON = re.compile(
    r"(?:TỈNH|THÀNH PHỐ|QUẬN|HUYỆN|THỊ XÃ|PHƯỜNG|XÃ|THỊ TRẤN|TRUNG ƯƠNG|ĐẢNG BỘ)\b"
)
_PARTY_ORGAN = re.compile(r"BAN (?:TUYÊN GIÁO|TỔ CHỨC|DÂN VẬN|NỘI CHÍNH|KINH TẾ)$|VĂN PHÒNG$")
_PARTY_COMMITTEE = re.compile(r"(?:TỈNH|THÀNH|QUẬN|HUYỆN|ĐẢNG)\s+(?:ỦY|UỶ)\b")
# Offices whose capitals are not simply one at the head of each word.
_NAMES = (
    "Ủy ban nhân dân", "Hội đồng nhân dân", "Ban Chấp hành", "Ban Thường vụ", "Ban Bí thư",
    "Bộ Chính trị", "Ban Tuyên giáo", "Ban Tổ chức", "Ban Dân vận", "Ban Nội chính",
    "Ủy ban Kiểm tra", "Thủ tướng Chính phủ", "Chính phủ", "Quốc hội", "Thành ủy", "Tỉnh ủy",
    "Quận ủy", "Huyện ủy", "Đảng ủy", "Đảng bộ", "Trung ương", "thành phố", "tỉnh", "quận",
    "huyện", "thị xã", "thị trấn", "phường", "xã", "Văn phòng", "UBND", "HĐND", "và", "khóa",
)  # fmt: skip
_NAME = re.compile(rf"\b(?:{'|'.join(map(re.escape, _NAMES))})\b", re.IGNORECASE)
_SPELT = {name.upper(): name for name in _NAMES}
_ROMAN = re.compile(r"[IVXL]+")


def issuer_in(text: str, end: int, *, kind: tuple[int, int] | None) -> tuple[str, int, int] | None:
    """The issuer named in `text[:end]`, and where; `kind` is the span of the type of the text.

    "CỦA BAN BÍ THƯ" under the type says it best; else the letterhead does, its last office, for
    the one above that is the body it belongs to.
    """
    letterhead = _letterhead(text, kind[0] if kind else end, text[end:])
    below = _OF.search(text, kind[1], min(end, kind[1] + _NEAR)) if kind else None
    if not below:
        return letterhead
    name = in_small_letters(below["issuer"], text[end:])
    committee = " ".join(name.split()[-2:])
    if letterhead and _PARTY_COMMITTEE.match(committee.upper()):
        _, found, place = letterhead[0].partition(committee)
        name += place if found else ""
    return name, *below.span("issuer")


def _letterhead(text: str, end: int, rest: str) -> tuple[str, int, int] | None:
    offices = _offices(text, end)
    if not offices:
        return None
    start, stop = offices[-1]
    name = _plain(text[start:stop])
    if len(offices) > 1:
        above = _plain(text[slice(*offices[-2])])
        if _UNFINISHED.search(above) and _GOES_ON.match(name):
            return in_small_letters(f"{above} {name}", rest), offices[-2][0], stop
        if _PARTY_ORGAN.search(name) and _PARTY_COMMITTEE.match(above):
            return in_small_letters(f"{name} {above}", rest), start, stop
    return in_small_letters(name, rest), start, stop


def _offices(text: str, end: int) -> list[tuple[int, int]]:
    """The spans of the lines in capitals that are neither the country's name nor a number."""
    shown = text[:end]
    for pattern in (_COUNTRY, _NOT_OFFICE):
        shown = pattern.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), shown)
    return [
        match.span() for match in re.finditer(r"\S(?:[^\n]*\S)?", shown) if _is_office(match[0])
    ]


def _is_office(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return len(letters) >= 5 and line == line.upper() and len(line.split()) >= 2


def _plain(line: str) -> str:
    return " ".join(line.split())


def in_small_letters(name: str, text: str) -> str:
    """`name` out of capitals: as far as `text` writes it somewhere, then by the names known."""
    words = _plain(name).split()
    if not name.isupper():
        return " ".join(words)
    for size in range(len(words), 1, -1):
        written = re.compile(
            r"\b" + r"\s+".join(map(re.escape, words[:size])) + r"\b", re.IGNORECASE
        )
        found = next((m[0] for m in written.finditer(text) if not m[0].isupper()), None)
        if found:
            rest = _known(" ".join(words[size:]))
            return _first_large(_plain(f"{_plain(found)} {rest}"))
    return _first_large(_known(" ".join(words)))


def _known(name: str) -> str:
    words: list[str] = []
    at = 0
    for known in _NAME.finditer(name):
        words += [_titled(word) for word in name[at : known.start()].split()]
        words.append(_SPELT[known[0].upper()])
        at = known.end()
    return " ".join([*words, *(_titled(word) for word in name[at:].split())])


def _titled(word: str) -> str:
    return word if _ROMAN.fullmatch(word) else word[:1].upper() + word[1:].lower()


def _first_large(name: str) -> str:
    return name[:1].upper() + name[1:]
