"""Quarters named in a text, each with its year where one stands beside."""

import re

from index import grammar
from index.numerals import number_at, roman_value
from index.query import Period
from index.text import clean, fold


def named_periods(text: str) -> list[Period]:
    """Every quarter named in a passage or a title."""
    return [quarter_of(match) for match in grammar.QUARTER.finditer(fold(clean(text)))]


def quarter_of(match: re.Match[str]) -> Period:
    """The quarter of a match of `grammar.QUARTER`."""
    word = match["number"] or match["english"]
    number = roman_value(word) or (number_at([word], 0) or (None, 0))[0]
    year = match["year"] or match["year2"]
    return Period(number, int(year) if year else None)
