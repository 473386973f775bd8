"""One more line of synonyms in the text of a lexicon, everything else as its editor left it."""

import re
from collections.abc import Sequence

from corpus.errors import Refusal

_TERM = re.compile(r"[\w][\w\s/-]*")
_SECTION = re.compile(r"^synonyms:[^\S\n]*(?:\{\}|null|~)?[^\S\n]*(?:#.*)?$", re.MULTILINE)
_TOP = re.compile(r"^\w", re.MULTILINE)


def with_synonyms(text: str, term: str, others: Sequence[str]) -> str:
    """`text` where `others` are also said for `term`, each once; a new section if there is none.

    Raises Refusal for a term without a word, or with characters that YAML reads as its own.
    """
    for said in (term, *others):
        if not _TERM.fullmatch(said.strip()):
            todo = "Chỉ dùng chữ, số và dấu cách, như: thiên tai = bão lũ, lũ lụt."
            raise Refusal("term", f"“{said}”", "không ghi được vào từ điển", todo)
    term = " ".join(term.split())
    added = [" ".join(other.split()) for other in others]
    known = re.compile(rf"^ +{re.escape(term)}:[^\S\n]*(.*)$", re.MULTILINE)
    section = _SECTION.search(text)
    if section is None:
        gap = "" if not text or text.endswith("\n") else "\n"
        return f"{text}{gap}synonyms:\n  {term}: {', '.join(added)}\n"
    following = _TOP.search(text, section.end())
    line = known.search(text, section.end(), following.start() if following else len(text))
    if line is not None:
        had = [other.strip() for other in line[1].split(",") if other.strip()]
        terms = ", ".join(dict.fromkeys([*had, *added]))
        return f"{text[: line.start(1)]}{terms}{text[line.end(1) :]}"
    head = f"{text[: section.start()]}synonyms:"
    return f"{head}\n  {term}: {', '.join(dict.fromkeys(added))}{text[section.end() :]}"
