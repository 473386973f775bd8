"""A web page saved or copied as text: the article found, the page's furniture left out.

What tells a page from any other text is its byline, a short line of its own near the top with a
day and an hour (or a day and, further down, what only pages have). Without one the text is kept
whole. What ends the article is its own end mark "./.", or else the first heading of a block that
pages put under articles ("Bài liên quan", "Bình luận"). No rule knows any one site.
"""

import re
from dataclasses import dataclass

from corpus.readers.extracted import Extract
from corpus.readers.formats import furniture
from corpus.readers.formats.furniture import Byline

CAPTION_MARK = "![]()"
_IMAGE = re.compile(r"(?i)[^\n|<>]{1,100}\.(?:jpe?g|png|gif|webp|bmp)")
_END = re.compile(r"\./\.\W*$")
_NEAR_TOP = 40  # lines that are not empty
_LONGEST_TITLE = 40  # words
_OFFICIAL = re.compile(r"(?:Nơi nhận|Điều \d|Phụ lục|PHỤ LỤC)")


@dataclass(frozen=True)
class _Found:
    """Where the parts of the page are, as indexes into its lines."""

    byline: int
    title: int
    body: int
    end: int
    said: Byline


def read_page(text: str, name: str, notes: tuple[str, ...] = ()) -> Extract | None:
    """The article of the page in `text`; None where nothing says that it is a page."""
    lines = [line.strip() for line in text.split("\n")]
    found = _find(lines)
    if found is None:
        return None
    body = _paragraphs(lines[found.body : found.end])
    author = found.said.author
    if author is None and body and furniture.is_person(body[-1]):
        author = body.pop()
    if not body:
        return None
    head = [line for line in lines[: min(found.title, found.byline)] if line]
    outside = head + [line for line in lines[found.end :] if line]
    title = lines[found.title]
    return Extract(
        name=name,
        format="page",
        text="\n\n".join(body),
        notes=(*notes, *_notes(lines, found)),
        title=title,
        author=author,
        publisher=furniture.publisher(outside, title),
        published=found.said.at,
        section=furniture.section(head, title),
    )


def _find(lines: list[str]) -> _Found | None:
    near = [i for i, line in enumerate(lines) if line][:_NEAR_TOP]
    for at in near:
        said = furniture.byline(lines[at])
        if said is None:
            continue
        title = _title(lines, at)
        if title is None:
            continue
        body = max(at, title) + 1
        end = _end(lines, body)
        if said.has_hour or any(furniture.is_block(line) for line in lines[end:]):
            return _Found(at, title, body, end, _with_author(lines, title, at, said))
    return None


def _title(lines: list[str], byline: int) -> int | None:
    """The line of the title: right above the byline, or right under it on pages made so.

    A line that comes again elsewhere on the page, as titles do, decides between the two.
    """
    above = next((i for i in range(byline - 1, -1, -1) if _can_be_title(lines[i])), None)
    below = next((i for i in range(byline + 1, len(lines)) if lines[i]), None)
    if below is not None and not _can_be_title(lines[below]):
        below = None
    both = [i for i in (above, below) if i is not None]
    again = [
        i for i in both if any(_repeats(line, lines[i]) for j, line in enumerate(lines) if j != i)
    ]
    if again:
        return again[0]
    if above is not None and len(lines[above].split()) >= 4:
        return above
    return below if below is not None and len(lines[below].split()) >= 4 else above


def _can_be_title(line: str) -> bool:
    words = line.split()
    return (
        2 <= len(words) <= _LONGEST_TITLE
        and not line.endswith((".", ":", ";"))
        and not furniture.is_loose(line)
        and not furniture.is_block(line)
        and not furniture.is_way(line)
        and not furniture.is_person(line)
        and furniture.byline(line) is None
    )


def _repeats(line: str, title: str) -> bool:
    """Whether `line` is `title`, alone or with the site's name after it."""
    return line == title or bool(furniture.after_title(line, title))


def _with_author(lines: list[str], title: int, byline: int, said: Byline) -> Byline:
    """The byline, with the author from a line of its own between the title and the day."""
    if said.author is not None:
        return said
    between = lines[min(title, byline) + 1 : max(title, byline)] + lines[byline + 1 : byline + 3]
    author = next((line for line in between if furniture.is_person(line)), None)
    return Byline(said.at, said.has_hour, author)


def _end(lines: list[str], body: int) -> int:
    """The index after the last line of the article."""
    for i in range(body, len(lines)):
        if _END.search(lines[i]) and not any(_OFFICIAL.match(line) for line in lines[i + 1 :]):
            return i + 1
    return next((i for i in range(body, len(lines)) if furniture.is_block(lines[i])), len(lines))


def _paragraphs(lines: list[str]) -> list[str]:
    """The paragraphs of the article; an image's line becomes the mark of its caption."""
    kept: list[str] = []
    skipping = False
    for i, line in enumerate(lines):
        if not line or furniture.is_loose(line):
            skipping = skipping and bool(line)
            continue
        if furniture.is_block(line):  # a block of links amid the article, up to an empty line
            skipping = True
            continue
        if skipping or (i < 3 and furniture.is_person(line)):
            continue
        if _IMAGE.fullmatch(line):
            continue
        has_image = i > 0 and bool(_IMAGE.fullmatch(lines[i - 1]))
        kept.append(f"{CAPTION_MARK}\n{line}" if has_image else line)
    return kept


def _notes(lines: list[str], found: _Found) -> tuple[str, ...]:
    above = sum(1 for line in lines[: min(found.title, found.byline)] if line)
    below = [line for line in lines[found.end :] if line]
    said = ["đọc như một trang web chép lại: chỉ lấy bài"]
    if above:
        said.append(f"bỏ {above} dòng trên tựa bài")
    if below:
        said.append(f"bỏ {len(below)} dòng dưới bài, từ “{_short(below[0])}”")
    return tuple(said)


def _short(line: str) -> str:
    return line if len(line) <= 60 else f"{line[:60]}…"
