"""What people write for a place in an official document: "Điều 5 khoản 2 điểm a", "Mục I.1"."""

from collections.abc import Sequence

from corpus.documents import Section

# Articles are counted through a whole document, so that nobody names the chapter of one.
_ABOVE_ARTICLES = ("part", "chapter", "section")


def locator(sections: Sequence[Section]) -> str:
    """The words for the place that `sections` lead to, which are at least one."""
    at = next((i for i, section in enumerate(sections) if section.level == "article"), None)
    way = [
        section
        for i, section in enumerate(sections)
        if at is None or i >= at or section.level not in _ABOVE_ARTICLES
    ]
    words: list[str] = []
    for i, section in enumerate(way):
        below = way[i + 1] if i + 1 < len(way) else None
        if below is not None and below.number.startswith(f"{section.number}."):
            continue  # "1.1" says that it is of 1
        above = way[i - 1] if i else None
        words = _with(words, section, above)
    named = " ".join(words)
    return named[:1].upper() + named[1:]


def _with(words: list[str], section: Section, above: Section | None) -> list[str]:
    number = section.number
    match section.level:
        case "appendix":
            is_named = number != "" and number[:1].isupper() and number[1:2].islower()
            return [*words, number if is_named else f"Phụ lục {number}".rstrip()]
        case "part":
            return [*words, f"Phần {number}"]
        case "chapter":
            return [*words, f"Chương {number}"]
        case "section":
            inside = above is not None and above.level in ("article", "clause")
            return [*words, f"{'mục' if inside else 'Mục'} {number}"]
        case "item" if words and words[-1].lower().startswith("mục "):
            return [*words[:-1], f"{words[-1]}.{number}"]
        case "item":
            return [*words, f"Mục {number}"]
        case "article":
            return [*words, f"Điều {number}"]
        case "clause":
            return [*words, f"khoản {number}"]
        case "point":
            return [*words, f"điểm {number}"]
        case "table":
            return [*words, f"Bảng {number}"]
        case "row":
            return [*words, f"dòng {number}"]
