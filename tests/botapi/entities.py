"""Telegram's parse_mode HTML: markup in, the text that is shown and its entities out.

Follows what Telegram's own parser accepts and how it words what it refuses. Where Telegram mends
in silence (a quotation inside a quotation, markup inside code), this parser refuses.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.botapi.errors import BadRequest

MESSAGE_LIMIT = 4096

TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<dec>[0-9]+)|(?P<name>[A-Za-z]+));?")
_END_TAG = re.compile(r"</([^\s>]*)\s*(>?)")
_TAG_NAME = re.compile(r"<([^\s>]*)")
_ATTRIBUTE = re.compile(r"\s*([^\s=>]*)\s*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_SPACE = re.compile(r"\s*")
# Telegram drops carriage returns, line separators, the marks that turn a line's direction, and
# three combining lines; other control characters become a space. Marks that only say "right to
# left here" (U+200E, U+200F) stay.
_DROPPED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


def units(text: str) -> int:
    """The length of `text` in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, entity: dict[str, Any]) -> str:
    """The part of `text` that `entity` covers."""
    data = text.encode("utf-16-le")
    start = 2 * entity["offset"]
    return data[start : start + 2 * entity["length"]].decode("utf-16-le")


@dataclass
class _Open:
    tag: str
    argument: str | None
    offset: int
    start: int


class _Parser:
    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.at = 0
        self.text: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[dict[str, Any]] = []

    def parse(self) -> tuple[str, list[dict[str, Any]]]:
        while self.at < len(self.markup):
            match self.markup[self.at]:
                case "<" if self.markup.startswith("</", self.at):
                    self._end_tag()
                case "<":
                    self._start_tag()
                case "&":
                    self._put(self._reference())
                case _:
                    end = min(self._find("<"), self._find("&"))
                    self._put(self.markup[self.at : end])
                    self.at = end
        if self.open:
            raise _refused(
                f"Can't find end tag corresponding to start tag {_quoted(self.open[-1].tag)}"
            )
        # As Telegram lists them: from the left, and the longer before what it holds.
        self.entities.sort(key=lambda e: (e["offset"], -e["length"]))
        return "".join(self.text), self.entities

    def _find(self, mark: str) -> int:
        at = self.markup.find(mark, self.at)
        return len(self.markup) if at < 0 else at

    def _bytes(self, at: int) -> int:
        return len(self.markup[:at].encode())

    def _put(self, text: str) -> None:
        self.text.append(text)
        self.length += units(text)

    def _reference(self) -> str:
        """The character that stands at `&`; an unknown reference is printed as it stands."""
        found = _REFERENCE.match(self.markup, self.at)
        char = _decoded(found) if found else None
        if found is None or char is None:
            self.at += 1
            return "&"
        self.at = found.end()
        return char

    def _start_tag(self) -> None:
        begin = self.at
        where = f"at byte offset {self._bytes(begin)}"
        named = _TAG_NAME.match(self.markup, begin)
        assert named is not None
        if named.end() == len(self.markup):
            raise _refused(f"Unclosed start tag {where}")
        tag = named.group(1).lower()
        if tag not in TYPES:
            raise _refused(f"Unsupported start tag {_quoted(tag)} {where}")
        self.at = named.end()
        attributes = self._attributes(tag, where)
        argument = attributes.get("href") if tag == "a" else None
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _refused(f'Tag "span" must have class "tg-spoiler" {where}')
        if tag == "blockquote" and "expandable" in attributes:
            argument = "expandable"
        if tag == "code" and (attributes.get("class") or "").startswith("language-"):
            argument = (attributes["class"] or "").removeprefix("language-")
        self._check_nesting(tag, where)
        self.open.append(_Open(tag, argument, self.length, len(self.text)))

    def _attributes(self, tag: str, where: str) -> dict[str, str | None]:
        attributes: dict[str, str | None] = {}
        unclosed = _refused(f"Unclosed start tag {_quoted(tag)} {where}")
        while True:
            self.at = _end(_SPACE, self.markup, self.at)
            if self.at >= len(self.markup):
                raise unclosed
            if self.markup[self.at] == ">":
                self.at += 1
                return attributes
            name = _ATTRIBUTE.match(self.markup, self.at)
            assert name is not None
            if not name.group(1):
                raise _refused(f"Empty attribute name in the tag {_quoted(tag)} {where}")
            self.at = name.end()
            if self.at >= len(self.markup):
                raise unclosed
            value: str | None = None
            if self.markup[self.at] == "=":
                self.at = _end(_SPACE, self.markup, self.at + 1)
                if self.at >= len(self.markup):
                    raise unclosed
                value = self._attribute_value(where)
            elif (tag, name.group(1)) != ("blockquote", "expandable"):
                raise _refused(
                    "Expected equal sign in declaration of an attribute of the tag "
                    f"{_quoted(tag)} {where}"
                )
            attributes[name.group(1)] = value

    def _attribute_value(self, where: str) -> str:
        quote = self.markup[self.at]
        if quote not in "'\"":
            start = self.at
            self.at = _end(_NAME_TOKEN, self.markup, start)
            if self.at >= len(self.markup) or not re.match(r"[\s>]", self.markup[self.at]):
                raise _refused(f"Unexpected end of name token at byte offset {self._bytes(start)}")
            return self.markup[start : self.at].lower()
        self.at += 1
        value = []
        while self.at < len(self.markup) and self.markup[self.at] != quote:
            if self.markup[self.at] == "&":
                value.append(self._reference())
            else:
                value.append(self.markup[self.at])
                self.at += 1
        self.at += 1
        if self.at >= len(self.markup):
            raise _refused(f"Unclosed start tag {where}")
        return "".join(value)

    def _check_nesting(self, tag: str, where: str) -> None:
        outer = [opened.tag for opened in self.open]
        if tag == "blockquote" and "blockquote" in outer:
            raise _refused(f"blockquotes can't be nested {where}")
        allowed = {("pre", "code"), ("code", "pre")}
        for parent in ("pre", "code"):
            if parent in outer and (parent, tag) not in allowed:
                raise _refused(f"{_quoted(parent)} can't contain other entities {where}")

    def _end_tag(self) -> None:
        where = f"at byte offset {self._bytes(self.at)}"
        if not self.open:
            raise _refused(f"Unexpected end tag {where}")
        found = _END_TAG.match(self.markup, self.at)
        assert found is not None
        if not found.group(2):
            raise _refused(f"Unclosed end tag {where}")
        opened = self.open.pop()
        # "</>" closes whatever is open, as Telegram has it.
        if found.group(1) and found.group(1) != opened.tag:
            raise _refused(
                f'Unmatched end tag {where}, expected "</{opened.tag}>", '
                f'found "</{found.group(1)}>"'
            )
        self.at = found.end()
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        length = self.length - opened.offset
        if not length:
            return
        entity: dict[str, Any] = {
            "type": TYPES[opened.tag],
            "offset": opened.offset,
            "length": length,
        }
        if opened.tag == "blockquote" and opened.argument:
            entity["type"] = "expandable_blockquote"
        if opened.tag == "a":
            url = opened.argument or "".join(self.text[opened.start :])
            # A link that leads nowhere is dropped without a word.
            if not re.match(r"(https?|tg|tonsite)://[^\s/]+\S*$|[^\s/:]+\.[^\s/:]+", url):
                return
            entity["url"] = url
        if opened.tag == "code" and opened.argument:
            entity["language"] = opened.argument
        self.entities.append(entity)


def parse_html(markup: str) -> tuple[str, list[dict[str, Any]]]:
    """The text and the entities of `markup`, in UTF-16 units; BadRequest as Telegram words it."""
    return _Parser(markup).parse()


def shown(text: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """What arrives of a text: cleaned and trimmed, its entities moved along.

    BadRequest when nothing is left, or when it is longer than a message may be.
    """
    full, moved = _cleaned(text)
    body = full.lstrip()
    before = units(full) - units(body)
    body = body.rstrip()
    if not body:
        raise BadRequest("message text is empty")
    if units(body) > MESSAGE_LIMIT:
        raise BadRequest("message is too long")
    placed = []
    for entity in entities:
        start = max(0, moved(entity["offset"]) - before)
        end = min(units(body), moved(entity["offset"] + entity["length"]) - before)
        if end > start:
            placed.append({**entity, "offset": start, "length": end - start})
    return body, placed


def _cleaned(text: str) -> tuple[str, Callable[[int], int]]:
    """`text` without what Telegram drops, and where each UTF-16 offset of it has gone."""
    if not _DROPPED.search(text) and not _CONTROL.search(text):
        return text, lambda offset: offset
    kept: list[str] = []
    moved: list[int] = [0]
    for char in text:
        clean = "" if _DROPPED.match(char) else _CONTROL.sub(" ", char)
        kept.append(clean)
        moved.extend([moved[-1] + units(clean)] * units(char))
    return "".join(kept), moved.__getitem__


def _decoded(found: re.Match[str]) -> str | None:
    if found["name"] is not None:
        return NAMED.get(found["name"])
    digits, base = (found["hex"], 16) if found["hex"] else (found["dec"], 10)
    code = int(digits, base)
    if code == 0 or code >= 0x10FFFF:
        return None
    if 0xD800 <= code <= 0xDFFF:
        raise _refused(
            "Text contains invalid Unicode characters after decoding HTML entities, check for "
            "unmatched surrogate code units"
        )
    return chr(code)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    assert found is not None
    return found.end()


def _quoted(tag: str) -> str:
    return f'"{tag}"'


def _refused(reason: str) -> BadRequest:
    return BadRequest(f"can't parse entities: {reason}")
