"""Finding where a text cites an official document, and what it says of it.

Numbered documents are found by the grammar of their numbers; the type before the number and
the date and the issuer after it belong to the citation. Documents without a number are found
by name, whatever punctuation the printer put into it.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.documents import Citation, Directive, Passage
from corpus.numbers import PRINTED, TYPE_NAMES, DocumentNumber, plain_number
from corpus.wordings import spelling

# Written with "ủy"; texts also have "uỷ", and "khoá" for "khóa".
_BODIES = (
    r"(?:Ban (?:Bí thư|Chấp hành|Thường vụ|Tuyên giáo|Tổ chức|Dân vận|Nội chính|Kinh tế"
    r"|Cán sự Đảng|Chỉ đạo)"
    r"(?: (?:Trung ương(?: Đảng)?|Thành ủy|Tỉnh ủy|Quận ủy|Huyện ủy|Đảng bộ))?"
    r"|Ủy ban (?:nhân dân|Kiểm tra|Mặt trận Tổ quốc)"
    r"(?: (?:Thành phố|Trung ương|tỉnh|quận|huyện))?"
    r"|Hội đồng nhân dân(?: (?:Thành phố|tỉnh|quận|huyện))?"
    r"|UBND(?: (?:Thành phố|TP|tỉnh|quận|huyện))?|HĐND(?: (?:Thành phố|TP|tỉnh|quận|huyện))?"
    r"|Bộ Chính trị|Thành ủy|Tỉnh ủy|Quận ủy|Huyện ủy|Đảng ủy"
    r"|Thủ tướng Chính phủ|Chính phủ|Quốc hội|Trung ương(?: Đảng)?)(?: Hà Nội)?"
)
_BODY = _BODIES.replace("ủy", "(?:ủy|uỷ)").replace("Ủy", "(?:Ủy|Uỷ)")
_DATE = (
    r"(?P<day>\d{1,2})(?:[/.-]|\s+tháng\s+)(?P<month>\d{1,2})(?:[/.-]|\s+năm\s+)(?P<year>\d{4})\b"
)
_TERM_NUMBER = r"(?:khóa|khoá)\s+[IVXL]+\b"
_TERM = rf"\s+(?:\({_TERM_NUMBER}\)|{_TERM_NUMBER})"
_NUMBERED = re.compile(
    rf"\b(?:(?P<type>(?i:{'|'.join(TYPE_NAMES)}))\s+)?(?:(?i:số)\s+)?{PRINTED.pattern}"
    rf"(?:,?\s+(?i:ngày)\s+{_DATE})?(?:\s+của\s+(?P<body>{_BODY})(?:{_TERM})?)?"
)
_TITLE = re.compile(
    r"\s*(?:,\s*)?về(?:\s+việc)?\s+(?:“(?P<curly>[^”]{1,1000})”|\"(?P<straight>[^\"]{1,1000})\")"
)
_LIST_JOINT = re.compile(r"\s*(?:[;,](?:\s*và)?|và)\s*")
_WORK = re.compile(
    r"(?:bài viết|tác phẩm|cuốn sách|chuyên đề(?: toàn (?:khóa|khoá))?)\s+$", re.IGNORECASE
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class PrintedNumber:
    """A number as a passage prints it, with what its citation says; no catalogue is asked.

    `id` is the number alone, without the spaces and dashes of this print; `at` is where `printed`
    starts in the document's text.
    """

    locator: str
    printed: str
    id: str
    at: int
    number: DocumentNumber
    type_printed: str | None = None
    date_printed: dt.date | None = None
    issuer_printed: str | None = None
    title_printed: str | None = None


def printed_numbers(passages: Iterable[Passage]) -> Iterator[PrintedNumber]:
    """Every document number in `passages`, in print order."""
    for passage in passages:
        matches = list(_NUMBERED.finditer(passage.text))
        titles = _titles(passage.text, matches)
        for match, title in zip(matches, titles, strict=True):
            yield PrintedNumber(
                locator=passage.locator,
                printed=match[0],
                id=plain_number(match),
                at=passage.start + match.start(),
                number=DocumentNumber.from_match(match),
                type_printed=match["type"],
                date_printed=_date(match),
                issuer_printed=match["body"],
                title_printed=title,
            )


class Lookup:
    """Which directive a number or a name leads to.

    A document's own entry wins over one that only comprises its number.
    """

    def __init__(self, directives: Iterable[Directive]) -> None:
        catalogue = tuple(directives)
        self.by_number = {number: d.id for d in catalogue for number in _numbers(d.comprises)}
        self.by_number |= {number: d.id for d in catalogue for number in _numbers([d.id])}
        self.names = [(name, d.id) for d in catalogue for name in _names(d)]

    def citations(
        self, passages: Sequence[Passage], numbers: Iterable[PrintedNumber]
    ) -> list[Citation]:
        """The citations in `passages`, whose numbers are `numbers`, in print order.

        A number that leads nowhere is left out.
        """
        found = [*self._numbered(passages, numbers)]
        for passage in passages if self.names else ():
            found += _named(passage, self.names)
        return sorted(found, key=lambda c: (c.start, -c.end))

    def _numbered(
        self, passages: Sequence[Passage], numbers: Iterable[PrintedNumber]
    ) -> Iterator[Citation]:
        documents = {passage.locator: passage.document for passage in passages}
        for n in numbers:
            directive = self.by_number.get(n.number)
            if directive is not None:
                yield Citation(
                    document=documents[n.locator],
                    locator=n.locator,
                    directive=directive,
                    printed=n.printed,
                    start=n.at,
                    end=n.at + len(n.printed),
                    type_printed=n.type_printed,
                    date_printed=n.date_printed,
                    issuer_printed=n.issuer_printed,
                    title_printed=n.title_printed,
                )


def find_citations(
    passages: Iterable[Passage], directives: Iterable[Directive]
) -> tuple[list[Citation], list[PrintedNumber]]:
    """Every citation in `passages`, in print order, and the numbers no directive has."""
    passages, lookup = tuple(passages), Lookup(directives)
    numbers = tuple(printed_numbers(passages))
    unknown = [number for number in numbers if number.number not in lookup.by_number]
    return lookup.citations(passages, numbers), unknown


def _numbers(texts: Iterable[str]) -> Iterator[DocumentNumber]:
    for text in texts:
        number = DocumentNumber.parse(text)
        if number is not None:
            yield number


def _names(directive: Directive) -> Iterator[list[str]]:
    """What a document without a number is called, each name as its words."""
    if directive.number is None:
        for name in directive.names or (directive.subject or "",):
            words = [spelling(word) for word in _WORD.findall(name)]
            if words:
                yield words


def _titles(text: str, matches: list[re.Match[str]]) -> list[str | None]:
    """The quoted name after each citation; in "A; B; C về “…”" the name is all three's."""
    titles: list[str | None] = []
    inherited: str | None = None
    for index in range(len(matches) - 1, -1, -1):
        match = matches[index]
        title = _TITLE.match(text, match.end())
        if title:
            inherited = title["curly"] or title["straight"]
        elif index + 1 == len(matches) or not _LIST_JOINT.fullmatch(
            text, match.end(), matches[index + 1].start()
        ):
            inherited = None
        titles.append(inherited)
    return titles[::-1]


def _date(match: re.Match[str]) -> dt.date | None:
    if match["day"] is None:
        return None
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:  # a misprint such as 31/2: quoted as it stands, but no date
        return None


def _named(passage: Passage, names: Iterable[tuple[list[str], str]]) -> Iterator[Citation]:
    matches = list(_WORD.finditer(passage.text))
    words = [spelling(match[0]) for match in matches]
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        places.setdefault(word, []).append(at)
    for name, directive in names:
        for at in places.get(name[0], ()):
            if words[at : at + len(name)] == name:
                start, end = matches[at].start(), matches[at + len(name) - 1].end()
                outer = _with_quotes(passage.text, start, end)
                yield Citation(
                    document=passage.document,
                    locator=passage.locator,
                    directive=directive,
                    printed=passage.text[slice(*outer)],
                    start=passage.start + outer[0],
                    end=passage.start + outer[1],
                    title_printed=None if outer == (start, end) else passage.text[start:end],
                )


def _with_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a name to its quotation marks and to "bài viết", "tác phẩm" before them."""
    if (text[start - 1 : start], text[end : end + 1]) in {("“", "”"), ('"', '"')}:
        start, end = start - 1, end + 1
        work = _WORK.search(text, 0, start)
        start = work.start() if work else start
    return start, end
