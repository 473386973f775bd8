"""Two wordings of one name: what one says and the other doesn't.

A name is printed in full, cut short, or with other commas; none of these is another name. So only
words that tell something are compared, and only what is added counts: leaving words out is a
short form.
"""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_WORD = re.compile(r"\w+")
# Words of grammar: "giúp việc cho tỉnh ủy" is "giúp việc tỉnh ủy".
_LITTLE = frozenset("và của cho về việc các những với tại ở trong trên từ để theo là do".split())
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


def key_words(text: str) -> list[tuple[str, int, int]]:
    """The telling words of `text`, each in one spelling ("khoá" as "khóa"), with its span."""
    return [
        (spelling(match[0]), *match.span())
        for match in _WORD.finditer(text)
        if match[0].lower() not in _LITTLE
    ]


def lacks(name: str, printed: str) -> tuple[str, ...]:
    """The runs of words, verbatim, that `printed` has and `name` lacks; empty where it has all."""
    known, said = key_words(name), key_words(printed)
    rest = iter(word for word, *_ in known)
    if all(word in rest for word, *_ in said):  # in this order, with or without gaps
        return ()
    matcher = SequenceMatcher(None, [w for w, *_ in known], [w for w, *_ in said], autojunk=False)
    return tuple(
        printed[said[j1][1] : said[j2 - 1][2]]
        for step, _, _, j1, j2 in matcher.get_opcodes()
        if step != "equal" and j2 > j1
    )


@lru_cache(maxsize=1 << 16)
def spelling(word: str) -> str:
    """`word` in lower case, its tone after its letters: "khóa" and "khoá" become one."""
    return "".join(sorted(unicodedata.normalize("NFD", word.lower()), key=_TONES.__contains__))
