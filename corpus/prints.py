"""Where a citation prints what it says of its document, as spans of the text."""

import re

from corpus.dates import PRINTED_DATE
from corpus.documents import Citation, Document

_TERM = re.compile(r"(?:khóa|khoá)\s+(?P<term>[IVXL]+)\b")
_TERM_BEHIND = re.compile(r"\s*,?\s*\(?(?:khóa|khoá)\s+[IVXL]+\b")


def date_span(document: Document, citation: Citation) -> tuple[int, int] | None:
    """Where the date of issue stands in a citation; None where none is printed."""
    match = PRINTED_DATE.search(document.text, citation.start, citation.end)
    return match.span() if match and citation.date_printed else None


def issuer_span(document: Document, citation: Citation) -> tuple[int, int] | None:
    """Where the body stands in a citation; None where none is printed."""
    issuer = citation.issuer_printed
    at = document.text.rfind(issuer, citation.start, citation.end) if issuer else -1
    return (at, at + len(issuer)) if issuer and at >= 0 else None


def type_span(document: Document, citation: Citation) -> tuple[int, int] | None:
    """Where the type stands in a citation; None where none is printed."""
    called = citation.type_printed
    at = document.text.find(called, citation.start, citation.end) if called else -1
    return (at, at + len(called)) if called and at >= 0 else None


def title_span(document: Document, citation: Citation) -> tuple[int, int] | None:
    """Where the quoted name stands: within the citation, or behind it in its passage."""
    title = citation.title_printed
    passage = document.passage(citation.locator)
    if title is None or passage is None:
        return None
    at = document.text.find(title, citation.start, passage.end)
    return (at, at + len(title)) if at >= 0 else None


def term_span(document: Document, citation: Citation) -> tuple[int, int] | None:
    """The "XII" of "Ban Bí thư … khóa XII", in a numbered citation or right behind it."""
    if citation.issuer_printed is None:
        return None
    behind = _TERM_BEHIND.match(document.text, citation.end)
    match = _TERM.search(document.text, citation.start, behind.end() if behind else citation.end)
    return match.span("term") if match else None
