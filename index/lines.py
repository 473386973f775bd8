"""What is ranked of a text: its lines, each read under its title, and the title alone.

A long article of which one line answers is found by that line, whose neighbours don't dilute it;
the title says what a line leaves unsaid; and alone it finds the article that a question names.
"""

from collections.abc import Sequence

from index.text import clean

# A line or a title: lower-case syllables side by side.
Run = Sequence[str]
# What is ranked as one: a line and the title above it. No pair spans two runs.
Unit = Sequence[Run]


def lines_of(title: str, body: str) -> list[str]:
    """The title, which may be empty, and each line of `body`; empty lines are left out.

    What follows the first line of a title is of the body.
    """
    name, _, rest = title.partition("\n")
    lines = (clean(line) for line in f"{rest}\n{body}".splitlines())
    return [clean(name), *filter(None, lines)]


def units_of(runs: Sequence[Run]) -> list[Unit]:
    """Of the title's run and the lines': each line with the title, and the title alone.

    An empty title gives the lines alone.
    """
    title, *lines = runs
    return [*([line, title] for line in lines), [title]] if title else [[line] for line in lines]
