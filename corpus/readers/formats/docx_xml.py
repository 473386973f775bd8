"""The few ways in which WordprocessingML is looked at, whatever a hostile file puts there."""

from collections.abc import Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

Element = BaseOxmlElement

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_OFF = {"0", "false", "off", "none"}


def child(element: Element | None, *names: str) -> Element | None:
    """The first grandchild along `names` ("pPr", "numPr"), or None where one is missing."""
    for name in names:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    return iter(()) if element is None else element.iterchildren(W + name)


def value(element: Element | None, *names: str) -> str | None:
    """The `w:val` of the grandchild along `names`."""
    found = child(element, *names)
    return None if found is None else found.get(W + "val")


def number(text: str | None, *, low: int = 0, high: int = 32767) -> int | None:
    """`text` as an integer within bounds; None where it is none."""
    try:
        parsed = int((text or "")[:12])
    except ValueError:
        return None
    return min(max(parsed, low), high)


def is_on(element: Element | None, *names: str) -> bool | None:
    """A switch such as `<w:caps/>`; None where it is not said."""
    found = child(element, *names)
    return None if found is None else (found.get(W + "val") or "1").lower() not in _OFF
