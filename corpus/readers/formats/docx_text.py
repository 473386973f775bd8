"""The text of one Word paragraph as it is printed."""

from dataclasses import dataclass, field
from itertools import groupby

from corpus.readers.formats.docx_styles import Styles
from corpus.readers.formats.docx_xml import MC, Element, M, W, child, is_on
from corpus.readers.formats.legacy import LegacyFonts

_LEFT_OUT = {W + name for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr")}
_TEXTBOX = W + "txbxContent"
_LETTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
}
_Set = tuple[str | None, bool]  # the font; whether small letters are printed as capitals
_PLAIN: _Set = (None, False)


@dataclass
class _Pieces:
    """Text with its font, in order; the text boxes and the notes met on the way."""

    texts: list[tuple[str, _Set]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


class Runs:
    """Reads paragraphs; remembers the order in which notes are called for."""

    def __init__(self, styles: Styles, fonts: LegacyFonts) -> None:
        self._styles = styles
        self._fonts = fonts
        self.called: list[tuple[str, str]] = []  # (kind, id) of each footnote, numbered from 1
        self.revisions = 0

    def read(self, paragraph: Element) -> tuple[str, list[Element]]:
        """The text, with "\\n" for a break by hand and "\\t" for a tab, and its text boxes."""
        pieces = _Pieces()
        self._walk(paragraph, paragraph, pieces)
        text = "".join(
            self._print("".join(text for text, _ in group), how)
            for how, group in groupby(pieces.texts, key=lambda piece: piece[1])
        )
        return text, pieces.boxes

    def _print(self, text: str, how: "_Set") -> str:
        font, capitals = how
        printed = self._fonts.read(text, font)
        return printed.upper() if capitals else printed

    def label(self, text: str, font: str | None, paragraph: Element) -> str:
        """The label of a list in the font it is printed in."""
        return self._fonts.read(text, font or self._styles.font(paragraph, paragraph))

    def _walk(self, element: Element, paragraph: Element, pieces: _Pieces) -> None:
        for node in element.iterchildren("*"):
            if node.tag in _LEFT_OUT:
                self.revisions += node.tag in {W + "del", W + "moveFrom"}
            elif node.tag == W + "r":
                self._run(node, paragraph, pieces)
            elif node.tag == M + "t":
                pieces.texts.append((node.text or "", _PLAIN))
            elif node.tag == MC + "AlternateContent":
                chosen = node.find(MC + "Choice")
                if chosen is not None:
                    self._walk(chosen, paragraph, pieces)
            elif node.tag == _TEXTBOX:
                pieces.boxes.append(node)
            else:
                self.revisions += node.tag in {W + "ins", W + "moveTo"}
                self._walk(node, paragraph, pieces)

    def _run(self, run: Element, paragraph: Element, pieces: _Pieces) -> None:
        if self._styles.switch(run, paragraph, "vanish"):
            return
        how = (
            self._styles.font(run, paragraph),
            self._styles.switch(run, paragraph, "caps"),
        )
        for node in run.iterchildren("*"):
            if node.tag == W + "t":
                pieces.texts.append((node.text or "", how))
            elif node.tag in _LETTERS:
                pieces.texts.append((_LETTERS[node.tag], how))
            elif node.tag == W + "br":
                is_line = node.get(W + "type") in {None, "textWrapping"}
                pieces.texts.append(("\n" if is_line else " ", how))
            elif node.tag in {W + "footnoteReference", W + "endnoteReference"}:
                self._call(node, pieces)
            elif node.tag not in _LEFT_OUT:
                inner = _Pieces()
                self._walk_graphic(node, paragraph, inner)
                pieces.boxes += inner.boxes

    def _walk_graphic(self, node: Element, paragraph: Element, pieces: _Pieces) -> None:
        """Drawings hold text boxes; Word writes each twice, for itself and for older programs."""
        holder: Element | None = node
        if node.tag == MC + "AlternateContent":
            holder = node.find(MC + "Choice")
        if holder is None:
            return
        found = [holder] if holder.tag == _TEXTBOX else []
        for inner in holder.iterchildren("*"):
            if inner.tag == _TEXTBOX:
                found.append(inner)
            elif inner.tag != MC + "Fallback":
                self._walk_graphic(inner, paragraph, pieces)
        pieces.boxes += found

    def _call(self, node: Element, pieces: _Pieces) -> None:
        if is_on(node, "customMarkFollows"):
            return
        kind = "endnote" if node.tag == W + "endnoteReference" else "footnote"
        self.called.append((kind, node.get(W + "id") or ""))
        pieces.texts.append((f"[{len(self.called)}]", _PLAIN))


def is_merged_into_next(paragraph: Element) -> bool:
    """Whether the paragraph's own mark was deleted under tracking, so that it runs on."""
    mark = child(paragraph, "pPr", "rPr")
    return child(mark, "del") is not None or child(mark, "moveFrom") is not None
