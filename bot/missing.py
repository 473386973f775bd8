"""The ledger of what is missing: documents that are cited or asked for, and not held."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.labels import directive_name
from bot.store.nouns import AskedDirective
from corpus.documents import Directive
from corpus.library import Library


@dataclass(frozen=True)
class Missing:
    """One document without its text: the passages that cite it, and how often it was asked for."""

    directive: Directive
    cited: int
    times: int
    people: int


def ledger(library: Library, asked: Iterable[AskedDirective]) -> list[Missing]:
    """What is not held, the most asked for first, by people and then by times; then the most
    cited. A named work without a number is no document that somebody could file."""
    counts = {one.directive: one for one in asked}
    missing = []
    for directive in library.directives:
        if directive.number is None or library.is_held(directive.id):
            continue
        count = counts.get(directive.id)
        cited = len(library.cited_in(directive.id))
        times, people = (count.times, count.people) if count else (0, 0)
        missing.append(Missing(directive, cited, times, people))
    return sorted(missing, key=lambda m: (-m.people, -m.times, -m.cited, m.directive.id))


def line(missing: Missing) -> str:
    """One line of the ledger."""
    asked = f"{missing.times} lượt hỏi, {missing.people} người" if missing.times else "chưa ai hỏi"
    subject = f": {missing.directive.subject}" if missing.directive.subject else ""
    return f"{directive_name(missing.directive)}{subject} ({asked}; {missing.cited} đoạn nhắc)"
