"""Markdown as its reader sees it: front matter apart, marks of headings and emphasis gone.

Only what is surely markup goes. "(*)", "2*3", "1-", a row of dots or of underscores to fill in are
the writer's own and stay.
"""

import html
import re

from corpus.readers.extracted import Extract
from corpus.readers.formats.grid import rows

_FENCE = re.compile(r"---[^\S\n]*\n(?P<front>(?:.*\n)*?)---[^\S\n]*(?:\n|$)")
_KEY = re.compile(r"^[A-Za-z_][\w-]*:(?:\s|$)", re.MULTILINE)
_HEADING = re.compile(r"#{1,6}\s+(?P<text>.*?)(?:\s+#+)?")
_RULE = re.compile(r"(?:=+|(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})")
_QUOTE = re.compile(r"^(?:>\s?)+")
_BULLET = re.compile(r"^[*+]\s+(?=\S)")
_STARTS = re.compile(r"(?:[-–•]\s|\d{1,3}[.)-]\s|[a-zđ][).]\s|!\[|\|)")
_CODE = re.compile(r"(?:```|~~~).*")
_TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
# Emphasis opens before a word or a quotation mark and closes after no blank.
_OPEN = r"(?=[^\W_]|[“\"(\[])"
_CLOSE = r"(?<=[^\s\\(_])"
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LONGEST = 50_000  # characters of a line whose marks are looked for
_INLINE = (
    (re.compile(r"(?i)<br\s*/?>"), " "),
    (re.compile(r"(?i)</?(?:b|i|u|em|strong|span|div|p|sup|sub|center|font|a)(?:\s[^<>]*)?>"), ""),
    (re.compile(r"(?<![!\\])\[([^\[\]\n]{1,300})\]\([^()\s]{0,500}(?:\s+\"[^\"\n]*\")?\)"), r"\1"),
    (re.compile(r"(?<!\\)<((?:https?://|mailto:)[^<>\s]+)>"), r"\1"),
    *(
        (
            re.compile(rf"(?<![\\\w{mark[-1]}]){mark}{_OPEN}(.{{1,300}}?){_CLOSE}{mark}(?![\w*])"),
            r"\1",
        )
        for mark in (r"\*\*\*", r"\*\*", r"\*", "___", "__", "_", "~~")
    ),
    (re.compile(r"(?<!`)`([^`\n]+)`(?!`)"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|~<>-])"), r"\1"),
)


def front_and_body(text: str) -> tuple[str | None, str]:
    """The front matter without its fences, None where there is none, and what stands below."""
    fenced = _FENCE.match(text)
    if fenced is None or not _KEY.search(fenced["front"]):
        return None, text
    return fenced["front"].rstrip("\n"), text[fenced.end() :]


def looks_like_markdown(text: str) -> bool:
    """Whether `text` has front matter, a table or several headings of Markdown."""
    front, body = front_and_body(text)
    if front is not None:
        return True
    lines = [line.strip() for line in body.split("\n")]
    headings = sum(1 for line in lines if _HEADING.fullmatch(line))
    rules = any("|" in line and _TABLE_RULE.fullmatch(line) for line in lines)
    return rules or headings >= 2 or bool(lines and headings and re.search(r"\*\*\w.+?\*\*", body))


def read_markdown(text: str, name: str, notes: tuple[str, ...] = ()) -> Extract:
    """The front matter verbatim, and the body as text."""
    front, body = front_and_body(text)
    title = None
    if front is None:
        top = re.match(r"\s*#\s+(.+)", body)
        title = _inline(top[1]).strip() if top else None
    return Extract(
        name=name, format="markdown", text=_body(body), notes=notes, title=title, front=front
    )


def _body(text: str) -> str:
    # A comment may go over many lines. One without an end is none, and is not searched for.
    commented = text.rfind("-->") + 3 if "-->" in text else 0
    text = _COMMENT.sub("", text[:commented]) + text[commented:]
    blocks: list[str] = []
    for block in re.split(r"\n[^\S\n]*\n", text):
        blocks += _blocks([line for line in block.split("\n") if line.strip()])
    return "\n\n".join(block for block in blocks if block)


def _blocks(lines: list[str]) -> list[str]:
    """The paragraphs that the lines between two empty ones make."""
    made: list[str] = []
    goes_on = False
    at = 0
    while at < len(lines):
        line = _QUOTE.sub("", lines[at].strip(), count=1)
        if at + 1 < len(lines) and "|" in line and _TABLE_RULE.fullmatch(lines[at + 1].strip()):
            end = at + 2
            while end < len(lines) and "|" in lines[end]:
                end += 1
            grid = [_cells(row) for row in (line, *lines[at + 2 : end])]
            made += rows(grid)
            at, goes_on = end, False
            continue
        heading = _HEADING.fullmatch(line)
        if heading or _RULE.fullmatch(line) or _CODE.fullmatch(line):
            if heading:
                made.append(_inline(heading["text"]).strip())
            goes_on = False
        elif _IMAGE.fullmatch(line):
            following = lines[at + 1].strip() if at + 1 < len(lines) else ""
            if following:
                made.append(f"![]()\n{_inline(following)}")
            at, goes_on = at + 1, False
        else:
            is_start = bool(_STARTS.match(line) or _BULLET.match(line))
            shown = _inline(_BULLET.sub("- ", line, count=1)).strip()
            if goes_on and made and not is_start:
                made[-1] = f"{made[-1]} {shown}"
            elif shown:
                made.append(shown)
            # Two blanks or a backslash at its end: a line that its writer ended.
            goes_on = not lines[at].endswith(("  ", "\\")) and not line.startswith("|")
        at += 1
    return made


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner if inner.endswith("\\|") else inner.removesuffix("|")
    return [_inline(cell).strip() for cell in re.split(r"(?<!\\)\|", inner)]


def _inline(text: str) -> str:
    if len(text) > _LONGEST:
        return text
    for pattern, shown in _INLINE:
        text = pattern.sub(shown, text)
    return html.unescape(text).replace("\xa0", " ") if re.search(r"&[#\w]+;", text) else text
