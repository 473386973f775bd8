"""The doorway to pypdf: where each piece of text stands on a page.

Only pypdf's layout mode knows how wide a piece of text is, without which two columns cannot be told
from one line; it is reached below `extract_text`, which would flatten it to blanks. What a page
draws by way of forms is drawn in its place first, and a rotated page is turned upright.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PageObject
from pypdf._text_extraction import _layout_mode
from pypdf.generic import ContentStream, DictionaryObject, StreamObject
from pypdf.generic._font import Font

from corpus.readers.formats.legacy import has_only_capitals, is_legacy

# pypdf reports every oddity of a file; whether the text can be read is judged here, once.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)

MAX_OPERATIONS = 3_000_000  # of one document; a page of text takes some thousands
_MAX_FORM_DEPTH = 8
# Letters of a legacy font are carried among private ones until the line is whole.
_LEGACY, _LEGACY_CAPITALS = 0xF0000, 0x100000
_INVISIBLE = 3  # text rendering mode: how scanners lay recognised text over the picture
_ORIGIN = "\u2060"

Operation = tuple[list[Any], bytes]


class TooMuchWork(Exception):
    """The pages draw more than any text document does."""


@dataclass(frozen=True)
class Fragment:
    """Text on one baseline, in points from the left and from the bottom of the page."""

    x0: float
    x1: float
    y: float
    height: float
    text: str


@dataclass
class PageText:
    number: int
    top: float  # of the page, in the coordinates of its fragments
    fragments: list[Fragment] = field(default_factory=list)
    images: int = 0
    shown: int = 0  # pieces of text drawn, and how many of them invisibly
    invisible: int = 0


class PageReader:
    """Reads the pages of one document, within one allowance of work."""

    def __init__(self) -> None:
        self._left = MAX_OPERATIONS
        self._fonts: dict[int, Font] = {}

    def read(self, page: PageObject, number: int) -> PageText:
        box = page.cropbox
        width, height = float(box.width), float(box.height)
        rotation = page.rotation % 360
        text = PageText(number, width if rotation in {90, 270} else float(box.top))
        fonts: dict[str, Font] = {}
        operations = self._upright(page, rotation, width, height, fonts, text)
        for group in _layout_mode.text_show_operations(operations, fonts):
            up = -1 if group["flip_sort"] < 0 else 1
            if group["text"].strip() and group["text"] != _ORIGIN:
                text.fragments.append(
                    Fragment(
                        x0=group["tx"],
                        x1=max(group["displaced_tx"], group["tx"]),
                        y=group["ty"] * up,
                        height=max(group["font_height"], 1.0),
                        text=group["text"],
                    )
                )
        return text

    def _upright(
        self,
        page: PageObject,
        rotation: int,
        width: float,
        height: float,
        fonts: dict[str, Font],
        text: PageText,
    ) -> Iterator[Operation]:
        turns = {
            90: [0, -1, 1, 0, 0, width],
            180: [-1, 0, 0, -1, width, height],
            270: [0, 1, -1, 0, height, 0],
        }
        yield [], b"q"
        # pypdf counts x from the leftmost text; this one stands at the page's own edge.
        fonts[_ORIGIN] = Font(_ORIGIN, encoding={})
        yield from (([], b"BT"), ([_ORIGIN, 1], b"Tf"), ([_ORIGIN], b"Tj"), ([], b"ET"))
        yield turns.get(rotation, [1, 0, 0, 1, 0, 0]), b"cm"
        contents = page.get("/Contents")
        if contents is not None:
            stream = ContentStream(contents.get_object(), page.pdf, "bytes")
            resources = page.get("/Resources", DictionaryObject()).get_object()
            yield from self._operations(stream, resources, fonts, text, 0)
        yield [], b"Q"

    def _operations(
        self,
        stream: ContentStream,
        resources: Any,
        fonts: dict[str, Font],
        text: PageText,
        depth: int,
    ) -> Iterator[Operation]:
        """The operations of a stream with those of its forms, each font under a name of its own."""
        open_states = 0
        invisible = False
        for operands, operation in stream.operations:
            self._spend(1 + len(operands))
            if operation == b"Do" and operands:
                yield from self._drawn(stream, resources, operands[0], fonts, text, depth)
                continue
            if operation == b"INLINE IMAGE":
                text.images += 1
                continue
            if operation == b"Tf" and operands:
                yield [self._font(resources, operands[0], fonts), *operands[1:]], operation
                continue
            if operation == b"Tr" and operands:
                invisible = operands[0] == _INVISIBLE
            elif operation in {b"Tj", b"TJ", b"'", b'"'}:
                text.shown += 1
                text.invisible += invisible
            elif operation == b"q":
                open_states += 1
            elif operation == b"Q":
                if not open_states:
                    continue
                open_states -= 1
            yield operands, operation
        yield from (([], b"Q") for _ in range(open_states))

    def _drawn(
        self,
        stream: ContentStream,
        resources: Any,
        name: Any,
        fonts: dict[str, Font],
        text: PageText,
        depth: int,
    ) -> Iterator[Operation]:
        drawn = _entry(resources, "/XObject", name)
        if not isinstance(drawn, StreamObject):
            return
        if drawn.get("/Subtype") == "/Image":
            text.images += 1
        if drawn.get("/Subtype") != "/Form" or depth >= _MAX_FORM_DEPTH:
            return
        self._spend(100)
        form = ContentStream(drawn, stream.pdf, "bytes")
        own = drawn.get("/Resources")
        yield [], b"q"
        yield list(drawn.get("/Matrix", [1, 0, 0, 1, 0, 0])), b"cm"
        inner = resources if own is None else own.get_object()
        yield from self._operations(form, inner, fonts, text, depth + 1)
        yield [], b"Q"

    def _font(self, resources: Any, name: Any, fonts: dict[str, Font]) -> str:
        """The name under which the font is put into `fonts`."""
        found = _entry(resources, "/Font", name)
        if not isinstance(found, DictionaryObject):
            return f"{name}"
        key = f"{name}@{id(found)}"
        if key not in fonts:
            if id(found) not in self._fonts:
                self._spend(1000)
                self._fonts[id(found)] = _readable(found)
            fonts[key] = self._fonts[id(found)]
        return key

    def _spend(self, work: int) -> None:
        self._left -= work
        if self._left < 0:
            raise TooMuchWork


def _entry(resources: Any, kind: str, name: Any) -> Any:
    held = resources.get(kind) if isinstance(resources, DictionaryObject) else None
    held = None if held is None else held.get_object()
    found = held.get(name) if isinstance(held, DictionaryObject) else None
    return None if found is None else found.get_object()


def _readable(resource: DictionaryObject) -> Font:
    font = Font.from_font_resource(resource)
    if is_legacy(font.name):
        base = _LEGACY_CAPITALS if has_only_capitals(font.name) else _LEGACY
        font.character_map = _Shifted(font.character_map, base)
    return font


class _Shifted(dict[Any, Any]):
    """A character map whose letters are moved to where a legacy font's letters are kept."""

    def __init__(self, letters: dict[Any, Any], base: int) -> None:
        super().__init__(letters)
        self._base = base

    def get(self, key: Any, default: Any = None) -> Any:
        letters = super().get(key, default)
        if not isinstance(letters, str):
            return letters
        return "".join(chr(self._base + ord(c)) if ord(c) < 0xFFFE else c for c in letters)


def legacy_runs(text: str) -> Iterator[tuple[str, str | None]]:
    """The parts of a line, each with the name of a legacy font, or None for letters of today."""
    run, font = "", None
    for letter in text:
        code = ord(letter)
        base = code & 0x1F0000 if code >= _LEGACY else 0
        its = {_LEGACY: ".VnTime", _LEGACY_CAPITALS: ".VnTimeH"}.get(base)
        if its != font and not (letter == " " and font):
            if run:
                yield run, font
            run, font = "", its
        run += chr(code - base) if its else letter
    if run:
        yield run, font
