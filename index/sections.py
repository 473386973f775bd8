"""Finding a place in an official document by how people call it: "mục 2" may be an item."""

from collections.abc import Iterator, Sequence
from itertools import product

from corpus.documents import Document, Level, Passage, Section
from index.numerals import roman_value
from index.text import fold

Way = tuple[Section, ...]

# From the outermost in, as people may name them in any order.
LEVELS: tuple[Level, ...] = (
    "appendix", "part", "chapter", "section", "article", "clause", "item", "point", "table", "row",
)  # fmt: skip
# What else a level may be called: "mục 3" may be a Party document's "3-", "khoản 2" its "2.".
_ALSO: dict[Level, tuple[Level, ...]] = {
    "part": ("section",),
    "section": ("item", "part"),
    "clause": ("item",),
    "item": ("clause", "section"),
    "point": ("item",),
}
# So many places at once are no question any more.
_MOST_WAYS = 12


def ways_of(sections: Sequence[Section]) -> list[Way]:
    """The places that `sections` name: several of one level are several places."""
    levels = [[s for s in sections if s.level == level] for level in LEVELS]
    named = [of_level for of_level in levels if of_level]
    ways = list(product(*named))[:_MOST_WAYS]
    return list(dict.fromkeys(ways)) if named else []


def find(document: Document, asked: Way, near: Way = ()) -> list[Way]:
    """The places of `document` that `asked` may be, each as the full way to it.

    Those whose levels are called as asked go before the others, and of several the ones that share
    most with `near`: "khoản 3" after Điều 5 khoản 2 is its khoản 3.
    """
    found = [(cost, way) for way in document.headings if (cost := _cost(asked, way)) is not None]
    least = min((cost for cost, _ in found), default=0)
    ways = [way for cost, way in found if cost == least]
    if len(ways) > 1 and near:
        shared = [_shared(way, near) for way in ways]
        most = max(shared)
        ways = [way for way, count in zip(ways, shared, strict=True) if most and count == most]
        ways = ways or [way for cost, way in found if cost == least]
    return ways


def passages_at(document: Document, way: Way) -> tuple[Passage, ...]:
    """The passages at and under a place, in print order."""
    return tuple(p for p in document.passages if way and p.sections[: len(way)] == way)


def place_of(passages: Sequence[Passage]) -> Way:
    """The innermost place that has all of `passages`; empty where none has."""
    if not passages or any(p.document != passages[0].document for p in passages):
        return ()
    way = passages[0].sections
    for passage in passages[1:]:
        way = way[: _shared(way, passage.sections)]
    return way


def beside(document: Document, way: Way, level: Level | None, step: int) -> Way | None:
    """The place `step` places on from `way` on a level, its own where none is given.

    A Điều follows the last one of another chapter; a khoản only one of its own Điều.
    """
    depth = _depth(way, level)
    if depth is None:
        return None
    here = way[:depth]
    within = way[: depth - 1] if here[-1].level not in ("article", "chapter") else ()
    row = [
        other
        for other in document.headings
        if other[-1].level == here[-1].level
        and other[: len(within)] == within
        and (not within or len(other) == depth)
    ]
    at = row.index(here) + step if here in row else -1
    return row[at] if 0 <= at < len(row) else None


def around(way: Way, level: Level) -> Way | None:
    """The place of a level that `way` lies in; None where it lies in none."""
    depth = _depth(way, level)
    return None if depth is None else way[:depth]


def inside(document: Document, way: Way) -> Iterator[Way]:
    """The places directly inside another, in print order; of the whole text where `way` is ()."""
    depth = len(way) + 1
    yield from (other for other in document.headings if len(other) == depth and other[:-1] == way)


def counts(document: Document, way: Way) -> dict[Level, int]:
    """How many places of each level are inside `way`; of a text, its chapters and its Điều."""
    levels: tuple[Level, ...] = ("part", "chapter", "article") if not way else ()
    counted = [o[-1].level for o in document.headings if o[: len(way)] == way and o != way]
    direct = [o[-1].level for o in inside(document, way)]
    wanted = [level for level in LEVELS if level in direct or level in levels]
    source = {level: counted if level in levels else direct for level in wanted}
    return {level: n for level in wanted if (n := source[level].count(level))}


def value(number: str) -> str:
    """A number as it is compared: "II" and "2" are the same, "5a" and "đ" are themselves."""
    lower = number.strip().lower().removeprefix("thứ ")
    spoken = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7}
    if lower in spoken:
        return str(spoken[lower])
    if lower.isdigit():
        return str(int(lower))
    roman = roman_value(lower)
    return str(roman) if roman else lower


def _depth(way: Way, level: Level | None) -> int | None:
    if not way:
        return None
    if level is None:
        return len(way)
    for names in ((level,), _ALSO.get(level, ())):
        found = [at for at, section in enumerate(way, 1) if section.level in names]
        if found:
            return found[-1]
    return None


def _shared(way: Way, other: Way) -> int:
    count = 0
    while count < min(len(way), len(other)) and way[count] == other[count]:
        count += 1
    return count


def _cost(asked: Way, way: Way) -> int | None:
    """How freely `asked` must be read to lead to `way`; None where it does not lead there."""
    if not asked or not way:
        return None
    last = _fits(asked[-1], way[-1])
    if last is None:
        return None
    cost, at = last, len(way) - 2
    for section in reversed(asked[:-1]):
        fits = None
        while at >= 0 and fits is None:
            fits = _fits(section, way[at])
            at -= 1
        if fits is None:
            return None
        cost += fits
    return cost


def _fits(asked: Section, section: Section) -> int | None:
    """0 for the same, 1 where the level goes by another name or the letter lost its bar."""
    if asked.level == section.level:
        cost = 0
    elif section.level in _ALSO.get(asked.level, ()):
        cost = 2
    else:
        return None
    if asked.level == "appendix" and not asked.number:
        return cost
    if section.level == "point":
        wanted, has = asked.number.lower(), section.number.lower()
        if wanted == has or (wanted.isdigit() and has.isdigit() and int(wanted) == int(has)):
            return cost
        return cost + 1 if fold(wanted) == fold(has) else None
    same = value(asked.number) == value(section.number)
    return cost if same else None
