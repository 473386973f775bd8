"""A paste beside what is printed, in words: the same, or where it is not.

What the person pasted stands in blocks of text, never in a quotation; what is printed is quoted
whole beneath.
"""

import re
from collections.abc import Iterator, Sequence

from bot.places import Places
from bot.replies import Block
from bot.wording import say
from corpus.documents import Passage
from corpus.library import Library
from index.query import Language
from index.quotations import SLIGHT, Comparison, Difference

# What is said in so many words, of each kind; the rest is counted.
_MOST_TOLD = 8
_MOST_SLIGHT = 4
# Words shown on either side of a difference, and of a long one at its ends.
_AROUND = 4
_LONGEST = 24
_LONGEST_WORD = 60
_TOLD_NAMES = {
    "replaced": "quote_replaced",
    "missing": "quote_missing",
    "added": "quote_added",
}
_SLIGHT_NAMES = {
    "punctuation": "quote_punctuation",
    "case": "quote_case",
    "tone": "quote_tone",
    "zeros": "quote_zeros",
}


class Quoter:
    """Words comparisons with one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._names = Places(library)

    def heading(self, comparison: Comparison, language: Language) -> str:
        """One line: whether the paste is as printed, and where."""
        places = "; ".join(self._place(p, language) for p in comparison.passages)
        if comparison.verbatim:
            return say(language, "quote_exact", places=places)
        told = [d for d in comparison.differences if d.kind not in SLIGHT]
        if told:
            numeric = sum(d.numeric for d in told)
            numbers = say(language, "quote_numbers", count=numeric) if numeric else ""
            count = len(told)
            return say(language, "quote_differs", count=count, numbers=numbers, places=places)
        but = [say(language, "quote_elided")] if comparison.elided else []
        slight = [say(language, key) for key in _slight(comparison)]
        if not comparison.accented:
            but.append(say(language, "quote_no_accents"))
        if slight:
            but.append(say(language, "quote_but", what="/".join(slight)))
        if comparison.joined:
            but.append(say(language, "quote_joined"))
        key = (
            "quote_words"
            if slight or comparison.joined or not comparison.accented
            else "quote_same"
        )
        return say(language, key, but=", ".join(but), places=places)

    def _place(self, passage: Passage, language: Language) -> str:
        """The place in running words, with a locator that says more: "nhiệm vụ 3, đoạn 2 (3.2)"."""
        name = self._names.name(passage, language)
        name = name[:1].lower() + name[1:]
        told = passage.sections or passage.locator == str(passage.task)
        return name if told else f"{name} ({passage.locator})"

    def differences(self, comparison: Comparison, language: Language, cut: bool) -> list[Block]:
        """What the paste has instead, lacks and adds, numbers first; empty when nothing is."""
        told = [d for d in comparison.differences if d.kind not in SLIGHT]
        slight = [d for d in comparison.differences if d.kind in SLIGHT]
        texts = [
            self._told(number, difference, comparison, language)
            for number, difference in enumerate(_numbers_first(told)[:_MOST_TOLD], 1)
        ]
        if len(told) > _MOST_TOLD:
            texts.append(say(language, "quote_more", count=len(told) - _MOST_TOLD))
        if slight and comparison.accented:
            texts.append("\n".join(self._slight_lines(slight, comparison, language)))
        if told and comparison.joined:
            texts.append(say(language, "quote_is_joined"))
        if told and not comparison.accented:
            texts.append(say(language, "quote_without_accents"))
        if cut:
            texts.append(say(language, "quote_cut"))
        return [Block(kind="text", text=text) for text in texts]

    def _told(
        self, number: int, difference: Difference, comparison: Comparison, language: Language
    ) -> str:
        numeric = difference.numeric and difference.kind == "replaced"
        key = "quote_number" if numeric else _TOLD_NAMES[difference.kind]
        lines = [f"{number}. {say(language, key)}"]
        if difference.kind != "added":
            lines.append(say(language, "quote_printed", text=self._printed(difference)))
        if difference.kind != "missing":
            pasted = _around(comparison.text, *difference.pasted)
            lines.append(say(language, "quote_pasted", text=pasted))
        return "\n".join(lines)

    def _printed(self, difference: Difference) -> str:
        """The printed words of a difference among their neighbours, captions left out."""
        passages = self._library.document(difference.document).passages
        over = [p for p in passages if p.start < difference.end and difference.start < p.end]
        running = [p for p in over if not p.locator.startswith("caption")] or over
        text = " ".join(passage.text for passage in running)
        start = difference.start - running[0].start
        end = len(text) - (running[-1].end - difference.end)
        return _around(text, start, end)

    def _slight_lines(
        self, slight: Sequence[Difference], comparison: Comparison, language: Language
    ) -> Iterator[str]:
        names = "/".join(say(language, key) for key in _slight(comparison))
        yield say(language, "quote_slight", what=names)
        for difference in slight[:_MOST_SLIGHT]:
            text = self._library.document(difference.document).text
            printed = _one_line(text[difference.start : difference.end])
            pasted = _one_line(comparison.text[slice(*difference.pasted)])
            yield say(language, "quote_slight_place", printed=printed, pasted=pasted)
        if len(slight) > _MOST_SLIGHT:
            yield say(language, "quote_more", count=len(slight) - _MOST_SLIGHT)


def _slight(comparison: Comparison) -> list[str]:
    kinds = {difference.kind for difference in comparison.differences}
    return [key for kind, key in _SLIGHT_NAMES.items() if kind in kinds]


def _numbers_first(differences: Sequence[Difference]) -> list[Difference]:
    return sorted(differences, key=lambda d: not d.numeric)


def _around(text: str, start: int, end: int) -> str:
    """`text[start:end]` in brackets between a few words of what stands around it."""
    before, behind = text[:start].split(), text[end:].split()
    # A mark that touches the words stays with them.
    glued_before = start > 0 and not text[start - 1].isspace()
    glued_behind = end < len(text) and not text[end].isspace()
    left = " ".join(map(_short_word, before[-_AROUND:]))
    right = " ".join(map(_short_word, behind[:_AROUND]))
    left = f"… {left}" if len(before) > _AROUND else left
    right = f"{right} …" if len(behind) > _AROUND else right
    gap = "" if glued_before or not left else " "
    end_gap = "" if glued_behind or not right else " "
    return f"{left}{gap}[{_shortened(text[start:end])}]{end_gap}{right}"


def _shortened(text: str) -> str:
    words = [_short_word(word) for word in text.split()]
    if len(words) > _LONGEST:
        words = [*words[: _LONGEST // 2], "…", *words[-_LONGEST // 4 :]]
    return " ".join(words)


def _short_word(word: str) -> str:
    return word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD]}…"


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", _shortened(text))
