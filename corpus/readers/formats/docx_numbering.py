"""The numbers that Word prints before paragraphs and keeps in no text (ECMA-376, 17.9)."""

import re
from dataclasses import dataclass
from itertools import islice

from corpus.readers.formats.docx_styles import Styles, font_of
from corpus.readers.formats.docx_xml import Element, W, child, children, is_on, number, value

_LEVELS = 9
_MAX_LINKS = 5  # lists linked by styles to lists; more go in circles
_ROMAN = [
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
]
_PRINTED_BULLETS = set("-–—+*•")


@dataclass(frozen=True)
class Label:
    """What stands before a paragraph; `font` is the one it is set in, where the list names one."""

    text: str
    font: str | None


@dataclass(frozen=True)
class _Level:
    start: int
    format: str
    text: str
    restart: int | None  # the 1-based level whose use restarts this one; 0 never; None any above
    legal: bool  # every number of the label in decimals
    gap: str
    font: str | None

    @classmethod
    def of(cls, element: Element) -> "_Level":
        restart = value(element, "lvlRestart")
        start = number(value(element, "start"))
        return cls(
            start=0 if start is None else start,
            format=value(element, "numFmt") or "decimal",
            text=value(element, "lvlText") or "",
            restart=number(restart, high=_LEVELS) if restart else None,
            legal=is_on(element, "isLgl") or False,
            gap="" if value(element, "suff") == "nothing" else " ",
            font=font_of(child(element, "rPr")),
        )


class Numbering:
    """Counts the numbered paragraphs of one document, in its order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._nums = {n.get(W + "numId"): n for n in children(root, "num")}
        self._abstracts = {a.get(W + "abstractNumId"): a for a in children(root, "abstractNum")}
        self._overrides: dict[str, dict[str | None, Element]] = {}
        self._counts: dict[str, dict[int, int]] = {}  # one count for all lists of one definition
        self._begun: set[tuple[str, int]] = set()
        self._levels: dict[tuple[str, int], _Level | None] = {}

    def label(self, paragraph: Element) -> Label | None:
        """The label of the next paragraph, which is counted by this; None where it has none."""
        place = self._place(paragraph)
        if place is None:
            return None
        num_id, level = place
        definition = self._level(num_id, level)
        if definition is None:
            return None
        counts = self._count(num_id, level)
        return Label(
            self._text(num_id, level, definition, counts) + definition.gap, definition.font
        )

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        """The list and the level (from 0), the paragraph's own or its style's."""
        own = child(paragraph, "pPr", "numPr")
        num_id, ilvl = value(own, "numId"), value(own, "ilvl")
        if num_id is None:
            for style_id, style in self._styles.paragraph_chain(paragraph):
                linked = child(style, "pPr", "numPr")
                num_id = value(linked, "numId")
                if num_id is not None:
                    ilvl = ilvl or self._level_of(num_id, style_id) or value(linked, "ilvl")
                    break
        if num_id is None or num_id not in self._nums:  # "0" takes a paragraph out of its list
            return None
        return num_id, number(ilvl, high=_LEVELS - 1) or 0

    def _level_of(self, num_id: str, style_id: str) -> str | None:
        """The level that a definition ties to a style."""
        abstract = self._abstract(num_id)
        levels = islice(children(abstract, "lvl"), _LEVELS)
        return next(
            (lvl.get(W + "ilvl") for lvl in levels if value(lvl, "pStyle") == style_id), None
        )

    def _abstract(self, num_id: str) -> Element | None:
        for _ in range(_MAX_LINKS):
            abstract = self._abstracts.get(value(self._nums.get(num_id), "abstractNumId"))
            link = value(abstract, "numStyleLink")
            if link is None:
                return abstract
            linked = next(
                (value(s, "pPr", "numPr", "numId") for _, s in self._styles.chain(link)), None
            )
            if linked is None or linked == num_id:
                return abstract
            num_id = linked
        return None

    def _override(self, num_id: str, level: int) -> Element | None:
        if num_id not in self._overrides:
            overrides = children(self._nums.get(num_id), "lvlOverride")
            self._overrides[num_id] = {o.get(W + "ilvl"): o for o in overrides}
        return self._overrides[num_id].get(str(level))

    def _level(self, num_id: str, level: int) -> _Level | None:
        key = (num_id, level)
        if key not in self._levels:
            own = child(self._override(num_id, level), "lvl")
            shared = (
                lvl
                for lvl in islice(children(self._abstract(num_id), "lvl"), _LEVELS)
                if lvl.get(W + "ilvl") == str(level)
            )
            found = own if own is not None else next(shared, None)
            self._levels[key] = None if found is None else _Level.of(found)
        return self._levels[key]

    def _start(self, num_id: str, level: int) -> int:
        overridden = number(value(self._override(num_id, level), "startOverride"))
        if overridden is not None:
            return overridden
        definition = self._level(num_id, level)
        return 1 if definition is None else definition.start

    def _count(self, num_id: str, level: int) -> dict[int, int]:
        abstract = self._abstract(num_id)
        shared = "" if abstract is None else str(abstract.get(W + "abstractNumId"))
        counts = self._counts.setdefault(shared, {})
        overridden = value(self._override(num_id, level), "startOverride") is not None
        if level not in counts or (overridden and (num_id, level) not in self._begun):
            counts[level] = self._start(num_id, level)
        else:
            counts[level] += 1
        self._begun.add((num_id, level))
        for deeper in range(level + 1, _LEVELS):
            below = self._level(num_id, deeper)
            restart = None if below is None else below.restart
            if restart is None or level < restart:
                counts.pop(deeper, None)
        return counts

    def _text(self, num_id: str, level: int, definition: _Level, counts: dict[int, int]) -> str:
        if definition.format == "bullet":
            return bullet(definition.text)
        if definition.format == "none" and "%" not in definition.text:
            return definition.text

        def figure(match: re.Match[str]) -> str:
            shown = int(match[1]) - 1
            if shown > level:
                return ""
            # A level never used yet is printed with the number it would begin with.
            count = counts.get(shown, self._start(num_id, shown))
            at = self._level(num_id, shown)
            return figures(count, "decimal" if at is None or definition.legal else at.format)

        return re.sub(r"%([1-9])", figure, definition.text)


def bullet(symbol: str) -> str:
    """The bullet as a letter of today: symbol fonts keep theirs among private letters."""
    return symbol if symbol in _PRINTED_BULLETS else "•" if symbol.strip() else ""


def figures(count: int, style: str) -> str:
    """`count` in a numbering style of Word; in decimals for a style that is not known here."""
    if style == "none":
        return ""
    if style == "decimalZero":
        return f"{count:02d}"
    if style in {"upperRoman", "lowerRoman"} and 0 < count < 4000:
        roman = _roman(count)
        return roman.upper() if style == "upperRoman" else roman
    # Word goes on from z with aa, bb, cc.
    if style in {"upperLetter", "lowerLetter"} and 0 < count <= 780:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if style == "upperLetter" else letters
    return str(count)


def _roman(count: int) -> str:
    letters = ""
    for size, letter in _ROMAN:
        letters += letter * (count // size)
        count %= size
    return letters
