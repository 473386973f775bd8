"""Fragments of a page as lines of print, from top to bottom."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.readers.formats.legacy import LegacyFonts
from corpus.readers.formats.lines import is_ornament
from corpus.readers.formats.pdf_pages import Fragment, PageText, legacy_runs
from corpus.readers.formats.tidy import tidy

_SAME_LINE = 0.4  # of the letters' height: superscripts stay, the next line does not
_WORD_GAP = 0.12
_COLUMN_GAP = 1.6
_WIDE = re.compile(r" {6,}")  # blanks that pypdf counted out for a gap within one text object


@dataclass(frozen=True)
class Segment:
    """Text of a line up to a wide gap."""

    x0: float
    x1: float
    text: str


@dataclass(frozen=True)
class Line:
    """`y` is the baseline from the bottom, `top` from the top of the page.

    Lines that are `apart` are paragraphs by themselves: of a column, of a table.
    """

    page: int
    y: float
    top: float
    height: float
    segments: tuple[Segment, ...]
    apart: bool = False

    @property
    def x0(self) -> float:
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        return self.segments[-1].x1

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    def alone(self, segment: Segment) -> "Line":
        return replace(self, segments=(segment,), apart=True)


def page_lines(page: PageText, fonts: LegacyFonts) -> list[Line]:
    """The lines of a page, top first; drawn lines and stars left out."""
    lines = []
    for fragments in _baselines(page.fragments):
        segments = tuple(_segments(fragments, fonts))
        if segments and not is_ornament(" ".join(s.text for s in segments)):
            tallest = max(fragments, key=lambda f: len(f.text))
            lines.append(
                Line(page.number, tallest.y, page.top - tallest.y, tallest.height, segments)
            )
    return lines


def _baselines(fragments: Iterable[Fragment]) -> list[list[Fragment]]:
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda f: (-f.y, f.x0)):
        if rows:
            first = rows[-1][0]
            if abs(first.y - fragment.y) <= _SAME_LINE * max(first.height, fragment.height):
                rows[-1].append(fragment)
                continue
        rows.append([fragment])
    return rows


def _segments(fragments: list[Fragment], fonts: LegacyFonts) -> list[Segment]:
    segments: list[Segment] = []
    text, x0, x1 = "", 0.0, 0.0
    for part in sorted((p for f in fragments for p in _parts(f)), key=lambda f: f.x0):
        gap = part.x0 - x1
        if text and gap > _COLUMN_GAP * part.height:
            segments.append(Segment(x0, x1, text))
            text = ""
        if not text:
            x0 = part.x0
        elif gap > _WORD_GAP * part.height:
            text += " "
        text += part.text
        x1 = max(x1, part.x1) if text != part.text else part.x1
    if text:
        segments.append(Segment(x0, x1, text))
    read = (replace(s, text=_read(s.text, fonts)) for s in segments)
    return [s for s in read if s.text]


def _parts(fragment: Fragment) -> list[Fragment]:
    """The fragment cut at its wide gaps, its width shared out by letters."""
    width = (fragment.x1 - fragment.x0) / max(len(fragment.text), 1)
    parts, at = [], 0
    for gap in (*_WIDE.finditer(fragment.text), None):
        end = len(fragment.text) if gap is None else gap.start()
        if fragment.text[at:end].strip():
            start, stop = fragment.x0 + at * width, fragment.x0 + end * width
            parts.append(replace(fragment, x0=start, x1=stop, text=fragment.text[at:end]))
        at = len(fragment.text) if gap is None else gap.end()
    return parts


def _read(text: str, fonts: LegacyFonts) -> str:
    """Letters of today, a soft hyphen at the end kept as the sign of a broken word."""
    read = "".join(fonts.read(run, font) for run, font in legacy_runs(text))
    return tidy(read).replace("\n", " ") + ("\u00ad" if read.rstrip().endswith("\u00ad") else "")
