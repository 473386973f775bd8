"""A web page: trafilatura tells where its main text is, and the text is taken from there whole.

trafilatura drops what it holds to be repeated or too short, and the numbers of lists. An official
document must lose neither its "1." nor a short clause that comes again. So every block is
numbered before trafilatura sees it; the blocks that come back show where the main text is, and
the text is read from the page itself.
"""

import copy
import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from corpus.errors import Refusal
from corpus.readers.extracted import Extract
from corpus.readers.formats.furniture import HANOI, Byline, byline, is_loose
from corpus.readers.formats.grid import rows
from corpus.readers.formats.page import CAPTION_MARK

HtmlElement = Any  # lxml is published without types

_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li td th caption figcaption blockquote pre dt dd div section article"
    " center".split()
)
_UNSEEN = "script style noscript template iframe svg".split()
_AROUND = "button select nav aside footer".split()
_DATED = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')
_TAG = re.compile("\ue000(\\d+)\ue001")
_HOURS = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@name='pubdate' or @itemprop='datePublished']/@content",
    "//time/@datetime",
)
_LAYOUT = re.compile(
    r"(?i)CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s*-\s*Tự do|Nơi nhận\s*:"
)
_BOX = re.compile(
    r"(?i)\b(?:comments?|related|shares?|social|sidebar|tags?|newsletter|breadcrumbs?|menu|ads?"
    r"|banner|recommend\w*|popular|most-?(?:read|view)\w*|tin-?lien-?quan|binh-?luan)\b"
)
_WORD = re.compile(r"\w+")
_NEAR_TOP = 6  # paragraphs
_FEW = 12  # words of a line above a title
_UNNOTICED = 2  # words that may be missing without a note
_FEWEST = 3  # words of a main text
_LINKED = 0.5  # a block with more of its letters in links is a way elsewhere


def read_html(text: str, name: str, notes: tuple[str, ...] = ()) -> Extract:
    """The main text of a page, with what its head says of it. Nothing is fetched.

    Raises `Refusal` "no_main_text" where no text is found between the page's furniture.
    """
    import lxml.html  # type: ignore[import-untyped]
    import trafilatura

    root = _parsed(lxml.html, text)
    found: Any = None
    if root is not None:
        published = _published(root)
        whole = _strip(root)
        blocks = [e for e in root.iter() if isinstance(e.tag, str) and e.tag in _BLOCKS]
        tagged = lxml.html.tostring(_tagged(root), encoding="unicode")
        found = trafilatura.bare_extraction(
            tagged,
            include_comments=False,
            include_tables=True,
            favor_recall=True,
            with_metadata=False,
        )
        # Of the page as it is: a title taken from a tagged heading would begin with its number.
        about = trafilatura.extract_metadata(lxml.html.tostring(root, encoding="unicode"))
    if root is None or found is None:
        raise _no_main_text(name)
    said = _byline(blocks)
    seen = {int(number) for number in _TAG.findall("".join(found.body.itertext()))}
    main = _main(blocks, seen)
    title = _clean(about.title)
    paragraphs: list[str] = []
    if main is not None:
        _strip_boxes(main, {blocks[number] for number in seen if number < len(blocks)})
        paragraphs = _below_title(list(_paragraphs(main)), title)
    if len(" ".join(paragraphs).split()) < _FEWEST:
        raise _no_main_text(name)
    return Extract(
        name=name,
        format="html",
        text="\n\n".join(paragraphs),
        notes=(*notes, *_left_out(whole, [*paragraphs, title or ""])),
        title=title,
        author=_clean(about.author) or (said.author if said else None),
        publisher=_clean(about.sitename),
        url=_clean(about.url),
        published=published or (said.at if said else None),
    )


def _no_main_text(name: str) -> Refusal:
    todo = "Mở trang, chép phần bài vào một tệp .txt hoặc .docx rồi gửi."
    return Refusal("no_main_text", name, "không thấy phần chữ chính nào trong trang", todo)


def _parsed(parser: Any, text: str) -> HtmlElement | None:
    # lxml takes no declaration of an encoding in a text that is decoded already.
    undeclared = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        root: HtmlElement = parser.document_fromstring(undeclared)
    except (ValueError, AssertionError, SyntaxError):  # lxml's ParserError is a SyntaxError
        return None
    return root


def _strip(root: HtmlElement) -> list[str]:
    """Take out of the page what is no text or surrounds it; the words that it showed."""
    for element in list(root.iter(*_UNSEEN)):
        element.drop_tree()
    whole = _WORD.findall(" ".join(root.xpath("//body//text()")))
    for element in list(root.iter(*_AROUND)):
        element.drop_tree()
    return whole


def _tagged(root: HtmlElement) -> HtmlElement:
    """A copy of the page whose blocks begin with their numbers."""
    tagged = copy.deepcopy(root)
    blocks = (e for e in tagged.iter() if isinstance(e.tag, str) and e.tag in _BLOCKS)
    for number, block in enumerate(blocks):
        if _own_text(block):
            block.text = f"\ue000{number}\ue001{block.text or ''}"
    return tagged


def _own_text(block: HtmlElement) -> str:
    """The text of a block less that of the blocks inside it."""
    return "".join(_pieces(block)).strip()


def _pieces(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _BLOCKS and child.tag != "table":
            yield "\n" if child.tag == "br" else ""
            yield from _pieces(child)
        yield child.tail or ""


def _main(blocks: list[HtmlElement], seen: set[int]) -> HtmlElement | None:
    """The innermost element that holds all the blocks which came back."""
    kept = [blocks[number] for number in sorted(seen) if number < len(blocks)]
    if not kept:
        return None
    common = [kept[0], *kept[0].iterancestors()]
    for block in kept[1:]:
        around = {block, *block.iterancestors()}
        common = [element for element in common if element in around]
    return common[0] if common else None


def _paragraphs(element: HtmlElement) -> Iterator[str]:
    """The paragraphs of `element` in print order."""
    if _is_way_elsewhere(element):
        return
    if element.tag == "table" and not _is_layout(element):
        yield from rows(
            [[" ".join(_paragraphs(c)) for c in row.iter("td", "th")] for row in element.iter("tr")]
        )
        return
    mark = _marker(element) if element.tag == "li" else ""
    if element.tag == "figcaption":
        mark = f"{CAPTION_MARK}\n"
    flat = str if element.tag == "pre" else _flat
    run = flat(element.text or "")
    for child in element:
        if isinstance(child.tag, str) and _holds_blocks(child):
            yield from _lines(run, mark)
            mark = "" if run.strip() else mark
            for paragraph in _paragraphs(child):
                yield mark + paragraph
                mark = ""
            run = ""
        elif isinstance(child.tag, str):
            run += "\n" if child.tag == "br" else _inline(child)
        run += flat(child.tail or "")
    yield from _lines(run, mark)


def _holds_blocks(element: HtmlElement) -> bool:
    tags = _BLOCKS | {"table", "ul", "ol", "figure"}
    return element.tag in tags or any(e.tag in tags for e in element.iter())


def _inline(element: HtmlElement) -> str:
    inside = "".join(
        ("\n" if child.tag == "br" else _inline(child) if isinstance(child.tag, str) else "")
        + _flat(child.tail or "")
        for child in element
    )
    return _flat(element.text or "") + inside


def _flat(source: str) -> str:
    """A line break in the source is a blank to a reader; one that is seen is <br>."""
    return re.sub(r"\s+", " ", source)


def _lines(run: str, mark: str) -> Iterator[str]:
    for i, line in enumerate(_broken(run)):
        yield (mark if i == 0 else "") + line


def _broken(run: str) -> list[str]:
    return [line for line in (" ".join(part.split()) for part in run.split("\n")) if line]


def _marker(item: HtmlElement) -> str:
    """The number or the dash that a browser shows before an item of a list."""
    parent = item.getparent()
    text = item.text_content().strip()
    if re.match(r"(?:[-–+•]|\d{1,3}[.)-]|[a-zđ][).])\s", text):
        return ""
    if parent is None or parent.tag != "ol":
        return "- "
    items = [e for e in parent if e.tag == "li"]
    first = parent.get("start", "1")
    number = (int(first) if first.isdigit() else 1) + items.index(item)
    letter = parent.get("type") == "a" and number <= 26
    return f"{chr(96 + number)}) " if letter else f"{number}. "


def _is_layout(table: HtmlElement) -> bool:
    """A letterhead, a signature or a frame of one cell: no table to its reader."""
    cells = list(table.iter("td", "th"))
    return (
        len(cells) <= 1
        or any(True for _ in table.iterdescendants("table"))
        or bool(_LAYOUT.search(table.text_content()))
    )


def _is_way_elsewhere(element: HtmlElement) -> bool:
    if element.tag not in ("ul", "ol", "div", "section"):
        return False
    whole = len("".join(element.text_content().split()))
    linked = sum(len("".join(a.text_content().split())) for a in element.iter("a") if a.get("href"))
    return whole > 0 and linked > _LINKED * whole


def _published(root: HtmlElement) -> dt.datetime | None:
    """When the head of the page says that it was published; days that are only guessed are not."""
    values = [str(value) for path in _HOURS for value in root.xpath(path)]
    values += [m[1] for e in root.iter("script") for m in _DATED.finditer(e.text or "")]
    for value in values:
        try:
            at = dt.datetime.fromisoformat(value.strip())
        except ValueError:
            continue
        return at if at.tzinfo else at.replace(tzinfo=HANOI)
    return None


def _byline(blocks: list[HtmlElement]) -> Byline | None:
    """The first block that is nothing but a day, an hour and perhaps a name."""
    own = (" ".join(_own_text(block).split()) for block in blocks)
    return next((said for text in own if (said := byline(text)) is not None), None)


def _left_out(whole: list[str], kept: list[str]) -> tuple[str, ...]:
    """A note when words that the page shows are in none of what is kept."""
    lost = Counter(whole) - Counter(_WORD.findall(" ".join(kept)))
    if lost.total() <= _UNNOTICED:
        return ()
    said = f"lấy phần chính của trang, bỏ trình đơn và khung quanh bài ({lost.total()} chữ)"
    return (said,)


def _strip_boxes(main: HtmlElement, kept: set[HtmlElement]) -> None:
    """Take out boxes that say what they are, where trafilatura kept nothing of them."""
    for box in list(main.iterdescendants("div", "section", "ul", "p", "span")):
        called = f"{box.get('class', '')} {box.get('id', '')}"
        if _BOX.search(called) and box.getparent() is not None and kept.isdisjoint(box.iter()):
            box.drop_tree()


def _below_title(paragraphs: list[str], title: str | None) -> list[str]:
    """The text below its title: a way to the page, the title, the day and buttons are no text."""
    plain = " ".join((title or "").split()).casefold()
    at = next((i for i, p in enumerate(paragraphs[:_NEAR_TOP]) if p.casefold() == plain), None)
    if at is not None and all(len(p.split()) <= _FEW for p in paragraphs[:at]):
        paragraphs = paragraphs[at + 1 :]
    top = [p for p in paragraphs[:_NEAR_TOP] if byline(p) is None and not is_loose(p)]
    return top + paragraphs[_NEAR_TOP:]


def _clean(value: str | None) -> str | None:
    said = _TAG.sub("", value or "").strip()
    return said or None
