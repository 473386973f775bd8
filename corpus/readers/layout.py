"""The head of an official document: its number, type, issuer, date and subject.

Two layouts are standard: the state's (Nghị định 30/2020/NĐ-CP: the issuer left, the country's name
right, "Số: 47/QĐ-UBND", place and date, type, subject) and the Party's ("*" under the issuer,
"Số 20-CT/TW", "CHỈ THỊ", "CỦA BAN BÍ THƯ"). Files give the two columns in either order, one after
the other or mixed on one line, so each part is known by its own form and not by where it stands.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from corpus.dates import HANOI
from corpus.numbers import TYPE_NAMES, TYPES
from corpus.readers.issuers import issuer_in
from corpus.readers.superseding import superseded_in

Value = TypeVar("Value")

# More than any letterhead has, so that an article that quotes one further down is none.
_MOST_HEAD = 4_000
_BODY_BEGINS = re.compile(
    r"^\W*(?:Căn cứ|Kính gửi|Theo đề nghị|Thực hiện\s|Xét\s|Điều\s+\d|[Cc]hương\s+[IVX1]|I\s*[.\-–]"
    r"|1\s?[.\-–]\s|Nơi nhận)",
    re.MULTILINE,
)
_TYPE_CODE = "|".join(sorted(map(re.escape, TYPES), key=len, reverse=True))
_ISSUER_CODE = r"(?:TTg|[A-ZĐ]{2}[A-ZĐ0-9]*(?:\s?-\s?[A-ZĐ]{2,})?)"
# "Số" begins a line or a column: in a sentence, it is some other document's.
_NUMBER = re.compile(
    r"(?:(?:^|[|\t]|\s{2})[^\S\n]*(?:[Ss]ố|SỐ)\s*:?|\b(?:Số|SỐ)\s*:)\s*(?P<number>\d{1,5})\s*(?:"
    rf"[-–]\s*(?P<party>{_TYPE_CODE}|TTr|PA|UQ|GM)\s*/\s*(?P<party_issuer>{_ISSUER_CODE})"
    r"|/\s*(?:(?P<year>(?:19|20)\d\d)\s*/\s*)?"
    rf"(?P<state>(?:{_TYPE_CODE}|TTr|PA|UQ|GM|TTLT)\s*[-–]\s*{_ISSUER_CODE}|{_ISSUER_CODE}"
    r"(?:\s*[-–]\s*[A-ZĐ]{2,})?))(?!\w)",
    re.MULTILINE,
)
_DATE = re.compile(
    r"(?P<place>[^\W\d_][^\n,;:]{0,40},\s*)?ngày\s*(?P<day>\d{1,2})\s*"
    r"(?:tháng\s*(?P<month>\d{1,2})\s*năm\s*|[/.-]\s*(?P<numeric>\d{1,2})\s*[/.-]\s*)"
    r"(?P<year>\d{4})\b",
    re.IGNORECASE,
)
# Types that have no code in a number, or none of their own.
_OTHER_TYPES = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp", "Tờ trình", "Quy chế", "Điều lệ",
                "Công điện", "Lời kêu gọi", "Thông báo kết luận")  # fmt: skip
_TYPE_NAME = {name.upper(): name for name in (*TYPE_NAMES, *_OTHER_TYPES)}
_TYPE_LINE = re.compile(
    rf"^\W*(?P<type>{'|'.join(sorted(_TYPE_NAME, key=len, reverse=True))})\b[ \t]*:?"
    r"(?P<rest>[^\n]*)$",
    re.MULTILINE,
)
_SUBJECT_WORD = re.compile(r"(?:V\s*/\s*v\s*:?|[Vv]ề\s+việc|VỀ\s+VIỆC|[Vv]ề|VỀ)\s")
_LETTER_SUBJECT = re.compile(r"\bV\s*/\s*v\s*:?\s*(?P<subject>[^\n]+(?:\n(?![\n\d])[^\n]+){0,3})")
_OF_ISSUER = re.compile(r"^\W*(?:CỦA|của|Của)\s+\S")
_TERM = re.compile(r"(?:khóa|khoá|KHÓA|KHOÁ)\s+(?P<term>[IVXL]+)\b")
_TERM_LINE = re.compile(rf"\W*{_TERM.pattern}\W*")
_LONGEST_SUBJECT = 500
_LONG_IN_CAPITALS = 12
_SHORT = 150
_SPACED = re.compile(
    r"^(?:[^\W\d_] ){2,}[^\W\d_](?:\s{2,}(?:[^\W\d_] ){1,}[^\W\d_])*$", re.MULTILINE
)


@dataclass(frozen=True)
class Found(Generic[Value]):
    """A value, and where the text says it: `text[start:end] == printed`."""

    value: Value
    printed: str
    start: int
    end: int


@dataclass(frozen=True)
class Head:
    """What an official document says of itself; None or empty where its text says nothing.

    `number` is written without the spaces of its print: "20-CT/TW". `supersedes` has the numbers
    of the documents that its own commencement clause replaces.
    """

    number: Found[str] | None = None
    type: Found[str] | None = None
    issuer: Found[str] | None = None
    date: Found[dt.datetime] | None = None
    subject: Found[str] | None = None
    term: Found[str] | None = None
    supersedes: tuple[Found[str], ...] = ()

    @property
    def is_official(self) -> bool:
        """Whether this is the head of an official document: a number, and one sign more."""
        return self.number is not None and any((self.type, self.issuer, self.date))


def read_head(text: str) -> Head:
    """What the head of `text` says; an empty head for an article."""
    end = _end_of_head(text)
    number = _number(text, end)
    kind = _type(text, end)
    date = _date(text, end)
    if number is None and (kind is None or date is None):
        return Head()
    letter = _LETTER_SUBJECT.search(text, 0, end) if kind is None else None
    subject = _found(letter, "subject") if letter else _subject(text, kind, end)
    issued = issuer_in(text, end, kind=(kind.start, kind.end) if kind else None)
    kind = kind or _type_of_number(
        number, is_letter=bool(letter) or "Kính gửi" in text[:_MOST_HEAD]
    )
    term = _TERM.search(text, 0, end)
    own = number.value if number else ""
    return Head(
        number=number,
        type=kind,
        issuer=issued and Found(issued[0], text[issued[1] : issued[2]], *issued[1:]),
        date=date,
        subject=subject,
        term=_found(term, "term") if term else None,
        supersedes=tuple(
            Found(value, text[a:b], a, b) for value, a, b in superseded_in(text, end, own)
        ),
    )


def _end_of_head(text: str) -> int:
    begins = _BODY_BEGINS.search(text, 0, _MOST_HEAD)
    return begins.start() if begins else min(len(text), _MOST_HEAD)


def _found(match: re.Match[str], group: str) -> Found[str]:
    value = " ".join(match[group].split())
    return Found(value, match[group], *match.span(group))


def _number(text: str, end: int) -> Found[str] | None:
    match = _NUMBER.search(text, 0, end)
    if match is None:
        return None
    number = match["number"]
    if match["party"]:
        value = f"{number}-{match['party']}/{match['party_issuer']}"
    else:
        year = f"{match['year']}/" if match["year"] else ""
        value = f"{number}/{year}{match['state']}"
    value = re.sub(r"\s", "", value).replace("–", "-")
    return Found(
        value, text[match.start("number") : match.end()], match.start("number"), match.end()
    )


def _date(text: str, end: int) -> Found[dt.datetime] | None:
    matches = [m for m in _DATE.finditer(text, 0, end) if _day(m)]
    # "Hoa Sen, ngày …" is where it was signed; a day in a subject has no place before it.
    match = next((m for m in matches if m["place"]), matches[0] if matches else None)
    day = _day(match) if match else None
    if match is None or day is None:
        return None
    start = match.start() + len(match["place"] or "")
    return Found(day, text[start : match.end()], start, match.end())


def _day(match: re.Match[str]) -> dt.datetime | None:
    month = match["month"] or match["numeric"]
    try:
        return dt.datetime(int(match["year"]), int(month), int(match["day"]), tzinfo=HANOI)
    except ValueError:
        return None


def _type(text: str, end: int) -> Found[str] | None:
    closed = _SPACED.sub(lambda m: _closed(m[0]), text[:end])
    for match in _TYPE_LINE.finditer(closed):
        rest = match["rest"].strip()
        if not rest or _OF_ISSUER.match(rest) or _SUBJECT_WORD.match(f"{rest} "):
            a, b = match.span("type")
            if text[a:b] != match["type"]:  # its letters are spaced out
                b = text.find("\n", a, end) if "\n" in text[a:end] else end
            return Found(
                _TYPE_NAME[match["type"]], text[a:b].rstrip(), a, a + len(text[a:b].rstrip())
            )
    return None


def _closed(spaced: str) -> str:
    """ "Q U Y Ế T  Đ Ị N H" as "QUYẾT ĐỊNH", as long as before."""
    words = " ".join(word.replace(" ", "") for word in re.split(r"\s{2,}", spaced))
    return words.ljust(len(spaced))


def _type_of_number(number: Found[str] | None, *, is_letter: bool) -> Found[str] | None:
    if number is None:
        return None
    code = re.search(rf"(?:^\d+-|/)({_TYPE_CODE})(?=[/-])", number.value)
    name = TYPES[code[1]][0] if code else "Công văn" if is_letter else None
    return Found(name, number.printed, number.start, number.end) if name else None


def _subject(text: str, kind: Found[str] | None, end: int) -> Found[str] | None:
    """The lines under the type, down to a rule, a new paragraph or the signing office."""
    if kind is None:
        return None
    start: int | None = None
    stop = at = kind.end
    gap = False
    for line in text[kind.end : end].split("\n"):
        begins, at = at, at + len(line) + 1
        bare = line.strip(" \t:*_-–—")
        if not re.search(r"\w", bare):
            if start is not None and line.strip():
                break
            gap = True
        elif start is None:
            if not _is_beside_subject(line):
                start, stop = begins + line.index(bare), begins + len(line.rstrip())
            gap = False
        elif _begins_anew(bare) or (gap and not _goes_on(bare)):
            break
        else:
            stop, gap = begins + len(line.rstrip()), False
    if start is None or stop - start > _LONGEST_SUBJECT:
        return None
    printed = text[start:stop]
    if printed.endswith(".") and not _SUBJECT_WORD.match(printed):
        return None  # a sentence of the text
    return Found(" ".join(printed.split()), printed, start, stop)


def _is_beside_subject(line: str) -> bool:
    """Whether a line between the type and the text says something else than the subject."""
    others = (_OF_ISSUER.match(line), _DATE.search(line), _NUMBER.search(line))
    return any(others) or bool(_TERM_LINE.fullmatch(line))


def _begins_anew(line: str) -> bool:
    return _is_beside_subject(line) or (line.isupper() and len(line) > _LONG_IN_CAPITALS)


def _goes_on(line: str) -> bool:
    """Whether a paragraph is the rest of a subject that was set in two."""
    return line[:1].islower() and len(line) < _SHORT and not line.endswith((".", ";"))
