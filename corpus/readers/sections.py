"""The sections of an official document, found line by line.

What a line looks like (`markers.py`) opens a section only where it is the next of its kind, or
nearly: "Điều 6." after Điều 5, "b)" after a). A number that is skipped is forgiven, one that comes
twice is told apart; what stands inside an open quotation, as amendments quote whole articles,
opens nothing. A kind of list that has not been met nests in what is open: "1." is a khoản under
Điều 5 and an item under "I.". The numbers start anew in an appendix and in what a decision puts
into force.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.documents import Level, Section
from corpus.readers.locators import locator
from corpus.readers.markers import Kind, Marker, Position, follows, is_capitals, markers
from corpus.readers.paragraphs import Paragraph
from corpus.readers.quoted import quoted_lines
from corpus.readers.tables import columns

# What stands after the last section: who it is sent to, who signed.
_TAIL = re.compile(
    r"N[ơo]i nh[ậa]n\b(?=\W*(?:$|[:\-\n]))|(?:T/M|TM|KT|TL|TUQ|Q)\.?\s+[A-ZĐ]{2}|T/M\b"
    r"|(?:CHỦ TỊCH|PHÓ CHỦ TỊCH|BÍ THƯ|PHÓ BÍ THƯ|GIÁM ĐỐC|BỘ TRƯỞNG|THỦ TƯỚNG|TRƯỞNG BAN"
    r"|CHÁNH VĂN PHÒNG|TỔNG BÍ THƯ|HIỆU TRƯỞNG|TRƯỞNG PHÒNG)$"
)
_PUT_INTO_FORCE = re.compile(
    r"(?:QUY CHẾ|QUY ĐỊNH|QUY TRÌNH|ĐIỀU LỆ|NỘI QUY|KẾ HOẠCH|ĐỀ ÁN|CHƯƠNG TRÌNH|PHƯƠNG ÁN"
    r"|CHIẾN LƯỢC|HƯỚNG DẪN|DANH MỤC|DANH SÁCH|THỂ LỆ)\b"
)
_WITH = re.compile(r"\(?\s*(?:ban hành\s+)?kèm theo\b", re.IGNORECASE)
_WITHIN = 6
_AS_FOLLOWS = re.compile(r"như sau\s*:?$")
_BULLET = re.compile(r"[-+•*–]\s")
_LONGEST_TITLE = 200
_MOST_TITLE_LINES = 4
# How many numbers may be missing between two of one kind.
_GAP = 2
_ARTICLE_GAP = 5

_RANKS: dict[Kind, float] = {
    "appendix": 0, "part": 1, "chapter": 2, "section": 3, "article": 4, "digit": 6, "dotted": 7,
    "point": 20,
}  # fmt: skip
_ROMAN_ABOVE_ARTICLES, _ROMAN_IN_ARTICLES = 3.5, 5.0
_HEADED: tuple[Kind, ...] = ("appendix", "part", "chapter", "section")


@dataclass
class Placed:
    """A passage to be: its text and where it stands.

    `series` counts what has no section of its own: "lead", "tail", "caption", "table", or the
    locator of the section whose further paragraph this is. `heads` if it opens its section.
    """

    text: str
    series: str
    sections: tuple[Section, ...] = ()
    heads: bool = False


@dataclass(frozen=True)
class _Open:
    marker: Marker
    rank: float
    section: Section
    name: str


@dataclass
class Outline:
    """The passages of an official document, in order; `remarks` say what was odd, in Vietnamese."""

    placed: list[Placed] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    has_sections: bool = False

    def lead_of_letter(self) -> int:
        """How many passages of a letter without sections stand above what it says."""
        addressed = (i for i, one in enumerate(self.placed) if one.text.startswith("Kính gửi"))
        return next(addressed, -1) + 1


def outline(lines: Sequence[Paragraph]) -> Outline:
    """Find the sections that `lines` make up."""
    return _Walk(lines).walk()


def has_articles(lines: Sequence[Paragraph], least: int) -> bool:
    """Whether `lines` count "Điều 1.", "Điều 2.", ... up to `least` at the least."""
    wanted = 1
    for line in lines:
        if wanted <= least and line.kind == "text" and line.text.lstrip()[:4].lower() == "điều":
            found = markers(line.text.strip())
            wanted += any(m.kind == "article" and m.position == (wanted,) for m in found)
    return wanted > least


class _Walk:
    def __init__(self, lines: Sequence[Paragraph]) -> None:
        self.lines = lines
        self.texts = [line.text.strip() for line in lines]
        self.marks = [
            markers(text) if line.kind == "text" else []
            for line, text in zip(lines, self.texts, strict=True)
        ]
        for i in quoted_lines(self.texts):
            self.marks[i] = []
        self.articles = [
            (i, mark.position) for i, found in enumerate(self.marks) for mark in found
            if mark.kind == "article"
        ]  # fmt: skip
        self.letters = any(m.kind == "part" and m.number == "B" for ms in self.marks for m in ms)
        self.open: list[_Open] = []
        self.last: dict[Kind, Position] = {}
        self.names: dict[str, int] = {}
        self.roman_rank = _ROMAN_ABOVE_ARTICLES
        self.in_tail = False
        self.tables = 0
        self.rows = 0
        self.titles_left = 0
        self.outline = Outline()

    def walk(self) -> Outline:
        for i, line in enumerate(self.lines):
            if line.kind == "caption":
                self._place(line.text, "caption")
            elif line.kind == "row":
                self._row(line.text)
            elif self.texts[i]:
                self._line(i)
        return self.outline

    def _line(self, i: int) -> None:
        text = self.texts[i]
        marker = next((m for m in self.marks[i] if self._begins(m, i)), None)
        if marker is not None:
            self._begin(marker, text)
        elif self._is_put_into_force(i):
            self._begin(_name_of_attached(text), text)
        elif self._is_title(text):
            self._go_on(self.lines[i].text)
        elif self._is_tail(i):
            self.in_tail = True
            self.open = []
            self._place(text, "tail")
        elif self.lines[i].glued and not _BULLET.match(text) and self._goes_on():
            self._go_on(self.lines[i].text)
        else:
            if self._is_unnumbered_heading(i):
                self.open = [one for one in self.open if one.rank < _RANKS["digit"]]
            self._place(text, self._series())

    # What a line is

    def _begins(self, marker: Marker, i: int) -> bool:
        """Whether the section of `marker` begins at line `i`."""
        match marker.kind:
            case "appendix" | "chapter" | "section":
                return True
            case "part":
                return len(marker.number) > 1 or not marker.number.isalpha() or self._is_next(
                    marker, self.letters
                )  # fmt: skip
            case "article":
                return self._is_article(marker, i)
            case _ if self.in_tail:
                return False
            case "dotted":
                return self._is_dotted(marker.position)
            case "point":
                return self._is_next(marker, marker.position == (1,))
            case "roman":
                twice = self._last_open("roman") == marker.position and is_capitals(marker.rest)
                return self._is_next(marker, marker.position == (1,) or self._runs_on(marker)) or (
                    twice
                )
            case _:
                runs_on = not self._is_open("article") and self._runs_on(marker)
                twice = self._last_open("digit") == marker.position != (1,)
                return twice or self._is_next(marker, marker.position == (1,) or runs_on)

    def _is_next(self, marker: Marker, starts: bool) -> bool:
        """Whether `marker` goes on with the open list of its kind; `starts` if there is none."""
        before = self._last_open(marker.kind)
        return starts if before is None else follows(before, marker.position, _GAP)

    def _runs_on(self, marker: Marker) -> bool:
        """Whether a list goes on that was closed: some count through all their sections."""
        before = self.last.get(marker.kind)
        return before is not None and follows(before, marker.position)

    def _is_dotted(self, position: Position) -> bool:
        *parent, number = position
        for one in reversed(self.open):
            if one.marker.kind == "dotted" and one.marker.position[:-1] == tuple(parent):
                return 0 < number - one.marker.position[-1] <= _GAP
            if one.marker.position == tuple(parent) and one.marker.kind in ("digit", "dotted"):
                return number == 1
        return len(position) == 2 and number == 1 and not self._is_open("digit")

    def _is_article(self, marker: Marker, i: int) -> bool:
        before = self.last.get("article")
        if self._is_quoted_below(marker, i):
            return False
        if before is None or follows(before, marker.position, _ARTICLE_GAP):
            return True
        if marker.position == before:
            return True
        return marker.position == (1,) and self._restarts(i)

    def _is_quoted_below(self, marker: Marker, i: int) -> bool:
        """Whether the line above announces this article as the new words of another document."""
        above = self.texts[i - 1] if i else ""
        named = re.search(rf"[Đđ]iều\s+{re.escape(marker.number)}\b", above)
        return bool(named and _AS_FOLLOWS.search(above))

    def _restarts(self, i: int) -> bool:
        """Whether Điều 1 at line `i` is followed by Điều 2: another document begins here."""
        return next((position for at, position in self.articles if at > i), None) == (2,)

    def _is_put_into_force(self, i: int) -> bool:
        names_appendix = self.titles_left > 0 and self.open[-1].marker.kind == "appendix"
        if names_appendix or not (self.outline.has_sections and is_capitals(self.texts[i])):
            return False
        below = self.texts[i + 1 : i + 1 + _WITHIN]
        return bool(_PUT_INTO_FORCE.match(self.texts[i])) and any(map(_WITH.match, below))

    def _is_title(self, text: str) -> bool:
        """Whether a line goes on with the heading right above it."""
        if not self.titles_left or len(text) > _LONGEST_TITLE:
            return False
        head = self.open[-1].marker
        if head.kind == "appendix" and _WITH.match(text):
            return True
        lacks_title = not head.titled and self.titles_left == _MOST_TITLE_LINES
        sentence = text.endswith((".", ";", ":", ",")) and head.kind in _HEADED
        return is_capitals(text) if head.kind in _HEADED and not lacks_title else (
            lacks_title and (is_capitals(text) or not sentence)
        )  # fmt: skip

    def _is_tail(self, i: int) -> bool:
        if self.in_tail or not self.outline.placed or not _TAIL.match(self.texts[i]):
            return False
        # In the head of a decision the signing office stands by itself too.
        return self.outline.has_sections or not is_capitals(self.texts[i]) or (
            self.texts[i].startswith(("T", "K"))
        )  # fmt: skip

    def _is_unnumbered_heading(self, i: int) -> bool:
        below = self.marks[i + 1] if i + 1 < len(self.marks) else []
        starts = any(m.kind == "digit" and m.position == (1,) for m in below)
        return starts and is_capitals(self.texts[i])

    def _is_open(self, kind: Kind) -> bool:
        return self._last_open(kind) is not None

    def _last_open(self, kind: Kind) -> Position | None:
        found = (o.marker.position for o in reversed(self.open) if o.marker.kind == kind)
        return next(found, None)

    # What becomes of it

    def _begin(self, marker: Marker, text: str) -> None:
        if marker.kind == "article" and self._restarts_now(marker):
            self._begin_container(Marker("appendix", "Bản kèm theo", (0,), ""))
        if marker.kind == "appendix":
            self._begin_container(marker)
        else:
            self._note_gap(marker)
            rank = self._rank(marker)
            self.open = [one for one in self.open if one.rank < rank]
            self.last[marker.kind] = marker.position
            self._push(marker, rank, self._level(marker))
        self.in_tail = False
        path = tuple(one.section for one in self.open)
        self.outline.placed.append(Placed(text, self.open[-1].name, path, heads=True))
        self.outline.has_sections = True
        self.titles_left = _MOST_TITLE_LINES

    def _begin_container(self, marker: Marker) -> None:
        self.open, self.last = [], {}
        self._push(marker, _RANKS["appendix"], "appendix")

    def _push(self, marker: Marker, rank: float, level: Level) -> None:
        section = Section(level=level, number=marker.number)
        name = self._unique(locator([*(one.section for one in self.open), section]))
        self.open.append(_Open(marker, rank, section, name))

    def _restarts_now(self, marker: Marker) -> bool:
        before = self.last.get("article")
        return before is not None and marker.position == (1,) and before != (1,)

    def _rank(self, marker: Marker) -> float:
        if marker.kind == "roman":
            if "roman" not in self.last:
                in_articles = "article" in self.last
                self.roman_rank = _ROMAN_IN_ARTICLES if in_articles else _ROMAN_ABOVE_ARTICLES
            return self.roman_rank
        return _RANKS[marker.kind] + (len(marker.position) if marker.kind == "dotted" else 0)

    def _level(self, marker: Marker) -> Level:
        kind = marker.kind
        if kind == "digit" or kind == "dotted":  # mypy narrows only this
            above = [o.section.level for o in self.open if o.section.level != "point"]
            inside = next((a for a in reversed(above) if a in ("article", "section")), None)
            return "clause" if inside == "article" else "item"
        return "section" if kind == "roman" else kind

    def _note_gap(self, marker: Marker) -> None:
        before = self.last.get("article") if marker.kind == "article" else None
        before = before or self._last_open(marker.kind)
        if before and marker.kind != "dotted" and marker.position[0] - before[0] > 1:
            self.outline.remarks.append(f"trước “{marker.number}” thiếu số: “{self._head(marker)}”")

    def _head(self, marker: Marker) -> str:
        return f"{marker.number} {marker.rest.strip(' .:-–)/')}"[:60].strip()

    def _unique(self, name: str) -> str:
        """`name`, or with "(lần 2)" where the document has had it: numbers are misprinted too."""
        count = self.names[name] = self.names.get(name, 0) + 1
        if count == 1:
            return name
        self.outline.remarks.append(f"số lặp lại: “{name}” lần thứ {count} gọi là lần {count}")
        return self._unique(f"{name} (lần {count})")

    def _series(self) -> str:
        if self.open:
            return self.open[-1].name
        return "tail" if self.in_tail else "lead" if not self.outline.has_sections else "body"

    def _place(self, text: str, series: str) -> None:
        sections = () if series in ("caption", "tail") else tuple(o.section for o in self.open)
        self.outline.placed.append(Placed(text, series, sections))
        self.titles_left = 0

    def _row(self, text: str) -> None:
        before = self.outline.placed[-1] if self.outline.placed else None
        names = columns(text)
        same = before is not None and before.series == "table" and (
            not names or not columns(before.text) or bool({*names} & {*columns(before.text)})
        )  # fmt: skip
        self.tables, self.rows = (self.tables, self.rows + 1) if same else (self.tables + 1, 1)
        where = (
            Section(level="table", number=str(self.tables)),
            Section(level="row", number=str(self.rows)),
        )
        path = tuple(one.section for one in self.open)
        self.outline.placed.append(Placed(text, "table", (*path, *where)))
        self.titles_left = 0

    def _goes_on(self) -> bool:
        return bool(self.outline.placed) and self.outline.placed[-1].series not in (
            "caption",
            "table",
        )

    def _go_on(self, text: str) -> None:
        self.outline.placed[-1].text += f"\n{text.rstrip()}"
        if self.titles_left:
            self.titles_left -= 1


def _name_of_attached(title: str) -> Marker:
    match = _PUT_INTO_FORCE.match(title)
    name = match[0].capitalize() if match else title
    return Marker("appendix", name, (0,), "")
