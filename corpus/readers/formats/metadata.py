"""Which titles and authors in a file's properties say something about the document."""

import re

from corpus.readers.formats.tidy import tidy

_STOCK_TITLE = re.compile(
    r"(?i)microsoft (office )?word\b|untitled|không (có )?tiêu đề|(document|tài liệu|book)\s*\d*$"
    r"|.*\.(docx?|odt|rtf|pdf|xlsx?|indd|tmp)$|powerpoint|\W*$|(cộng h[oò]a|đảng cộng sản)"
)
_STOCK_AUTHOR = re.compile(
    r"(?i).*\b(admin(istrator)?|users?|windows|microsoft|office|pc|computer|desktop|laptop|python"
    r"|unknown|author|owner|hp|dell|asus|acer|lenovo|techsi|smart|vnn|may ?tinh|máy tính)\b"
)


def meaningful_title(title: object) -> str | None:
    """The title, unless a program made it up: two words at least, and no file's name."""
    words = tidy(str(title or "")).replace("\n", " ").strip()
    return None if len(words.split()) < 2 or _STOCK_TITLE.match(words) else words


def meaningful_author(author: object) -> str | None:
    """The author, unless it is a computer's or a program's: two words at least."""
    words = tidy(str(author or "")).replace("\n", " ").strip()
    return None if len(words.split()) < 2 or _STOCK_AUTHOR.match(words) else words
