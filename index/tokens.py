"""The views of a text that are ranked: what counts as a token in each.

accented   syllables and neighbouring pairs, tones and vowel marks kept
folded     the same without accents
words      Vietnamese words as underthesea segments them
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from index.text import accented_key, clean, folded_key, syllables

JOINT = "_"
# No word of the library is longer; a longer run is never looked up.
LONGEST_WORD = 6


def with_pairs(keys: Sequence[str]) -> list[str]:
    """The keys and their neighbouring pairs: ["a", "b"] gives ["a", "b", "a_b"]."""
    return [*keys, *(f"{first}{JOINT}{second}" for first, second in pairwise(keys))]


def accented_tokens(words: Iterable[str]) -> list[str]:
    """The accented view of lower-case syllables."""
    return with_pairs([accented_key(word) for word in words])


def folded_tokens(words: Iterable[str]) -> list[str]:
    """The folded view of lower-case syllables."""
    return with_pairs([folded_key(word) for word in words])


def segmented_words(text: str) -> list[str]:
    """The words of `text` by underthesea, as joined accented keys.

    Slow the first time (about a second to load its model), so only building an index calls it.
    """
    from underthesea import word_tokenize

    words: list[str] = []
    for line in text.splitlines():
        for word in word_tokenize(clean(line)) if line.strip() else ():
            keys = [accented_key(syllable) for syllable in syllables(word)]
            if keys:
                words.append(JOINT.join(keys))
    return words


def cut_words(words: Iterable[str], known: frozenset[str]) -> list[str]:
    """Lower-case syllables cut into the longest words that `known` has, left to right.

    A question is cut with the words that segmenting the passages gave: a word they lack could
    match nothing, and the question need not wait for a model to load.
    """
    keys = [accented_key(word) for word in words]
    cut: list[str] = []
    at = 0
    while at < len(keys):
        for size in range(min(LONGEST_WORD, len(keys) - at), 0, -1):
            word = JOINT.join(keys[at : at + size])
            if size == 1 or word in known:
                cut.append(word)
                at += size
                break
    return cut
