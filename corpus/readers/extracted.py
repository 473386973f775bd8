"""What a file says, before anyone asks what kind of document it is."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Extract:
    """The text of one file, with what its format says about it; None where it says nothing.

    `format` is "markdown", "text", "page" (a saved web page as text), "html", "docx" or "pdf".
    `text` is NFC: paragraphs one empty line apart, the lines of a paragraph joined, a table row
    one line `| header: value | ... |`, and `![]()` on a line over the caption of an image.
    `notes` tell an admin, in Vietnamese, what was done to it. `front` is Markdown's own front
    matter, verbatim, without its fences. A day without an hour is published at its first minute.
    """

    name: str
    format: str
    text: str
    notes: tuple[str, ...] = ()
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: dt.datetime | None = None
    front: str | None = None
    section: str | None = None
