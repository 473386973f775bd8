"""What a style says of the paragraphs and runs that carry it."""

from collections.abc import Iterator

from corpus.readers.formats.docx_xml import Element, W, child, children, is_on, value

_MAX_DEPTH = 20  # styles are based on styles; a chain that goes on longer goes in circles


class Styles:
    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default: str | None = None
        self._fonts: dict[str, str | None] = {}
        self._switches: dict[tuple[str, str], bool | None] = {}
        self._document = child(root, "docDefaults", "rPrDefault", "rPr")
        for style in children(root, "style"):
            style_id = style.get(W + "styleId") or ""
            self._styles[style_id] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in {"1", "true"}:
                self._default = style_id

    def chain(self, style_id: str | None) -> Iterator[tuple[str, Element]]:
        """The style and those it is based on, nearest first."""
        for _ in range(_MAX_DEPTH):
            style = self._styles.get(style_id or "")
            if style is None:
                return
            yield style_id or "", style
            style_id = value(style, "basedOn")

    def paragraph_chain(self, paragraph: Element) -> Iterator[tuple[str, Element]]:
        return self.chain(value(paragraph, "pPr", "pStyle") or self._default)

    def font(self, run: Element, paragraph: Element) -> str | None:
        """The font of the run's Latin letters, as far as one is named."""
        own = child(run, "rPr")
        if font := font_of(own):
            return font
        for style_id in self._named(own, paragraph):
            if style_id not in self._fonts:
                rprs = (child(style, "rPr") for _, style in self.chain(style_id))
                self._fonts[style_id] = next((f for rpr in rprs if (f := font_of(rpr))), None)
            if font := self._fonts[style_id]:
                return font
        return font_of(self._document)

    def switch(self, run: Element, paragraph: Element, name: str) -> bool:
        """Whether "caps" or "vanish" is on for the run."""
        own = child(run, "rPr")
        said = is_on(own, name)
        for style_id in self._named(own, paragraph) if said is None else ():
            if (style_id, name) not in self._switches:
                on = (is_on(style, "rPr", name) for _, style in self.chain(style_id))
                self._switches[style_id, name] = next((o for o in on if o is not None), None)
            said = self._switches[style_id, name]
            if said is not None:
                break
        return bool(is_on(self._document, name) if said is None else said)

    def _named(self, rpr: Element | None, paragraph: Element) -> Iterator[str]:
        """The run's own style, then the paragraph's."""
        for style_id in (value(rpr, "rStyle"), value(paragraph, "pPr", "pStyle") or self._default):
            if style_id:
                yield style_id


def font_of(rpr: Element | None) -> str | None:
    """The font of Latin letters named in one `rPr` itself."""
    fonts = child(rpr, "rFonts")
    return None if fonts is None else fonts.get(W + "ascii") or fonts.get(W + "hAnsi")
