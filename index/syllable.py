"""What a Vietnamese syllable may look like: an onset, a rhyme, and a tone the rhyme allows.

The tables are the rhymes and onsets of the standard orthography; with them a word typed with
keyboard keys left in, or a slip, can be told from a word.
"""

import unicodedata
from functools import lru_cache

from index.text import accented_key, fold

_ONSETS = frozenset("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split())
_RHYMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet
    oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ uy uya
    uych uynh uyt uyn uyp uyu uyên uyêt ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu
    """.split()
)
_FOLDED_RHYMES = frozenset(fold(rhyme) for rhyme in _RHYMES)
_FOLDED_ONSETS = frozenset(fold(onset) for onset in _ONSETS)
# Onsets whose spelling depends on the vowel: ki but ca, ghe but ga, nghe but nga.
_SPELT_BY_VOWEL = frozenset(("c", "k", "gh", "ng", "ngh"))
# The long o of a few loan words is no rhyme: "coong" is what a keyboard leaves of "công".
_LONG_O = frozenset("boong goong xoong mooc sooc".split())
_STOPPED = ("c", "ch", "p", "t")
_VOWELS = "aăâeêioôơuưy"


@lru_cache(maxsize=32768)
def is_syllable(word: str) -> bool:
    """Whether `word`, lower case and NFC, is spelt like a Vietnamese syllable.

    A word without any accent is judged as if its accents were left out: "nhiem" is one.
    """
    if not word.isalpha():
        return False
    key = accented_key(word)
    tone = key[-1] if key[-1:].isdigit() else ""
    base = key[: len(key) - len(tone)]
    if not tone and base == fold(base):
        return _fits(base, _FOLDED_ONSETS, _FOLDED_RHYMES)
    if tone in ("2", "3", "4") and base.endswith(_STOPPED):
        return False
    # Accents are often left out in part: "nhiẹm" has its tone and not its circumflex.
    return _fits(base, _ONSETS, _RHYMES) or _fits(fold(base), _FOLDED_ONSETS, _FOLDED_RHYMES)


def is_full_syllable(word: str) -> bool:
    """Whether `word` is a syllable with all its vowel marks, as a keyboard would have made it."""
    if not word.isalpha():
        return False
    key = accented_key(word)
    tone = key[-1] if key[-1:].isdigit() else ""
    base = key[: len(key) - len(tone)]
    if tone in ("", "2", "3", "4") and base.endswith(_STOPPED):
        return False
    return _fits(base, _ONSETS, _RHYMES)


def _fits(base: str, onsets: frozenset[str], rhymes: frozenset[str]) -> bool:
    if base in rhymes or base in _LONG_O or _spelt_with_gi(base, rhymes):
        return True
    return any(base[:n] in onsets and _joins(base[:n], base[n:], rhymes) for n in (1, 2, 3))


def _joins(onset: str, rest: str, rhymes: frozenset[str]) -> bool:
    before_front_vowel = rest[:1] in ("i", "e", "ê", "y")
    if (onset in ("k", "gh", "ngh")) != before_front_vowel and onset in _SPELT_BY_VOWEL:
        return False
    # "quy" is qu + y and "quyên" is qu + yên, while the table has them under "uy", "uyên".
    return rest in rhymes or (onset == "qu" and "u" + rest in rhymes)


def _spelt_with_gi(base: str, rhymes: frozenset[str]) -> bool:
    """ "gì", "giếng": the i of gi is also the rhyme's own."""
    return base.startswith("gi") and base[1:] in rhymes


def place_tone(base: str, tone: str) -> str:
    """`base` with a combining tone mark on the vowel that carries it, in NFC.

    The tone of a syllable stands on the marked vowel, else on the first of two open ones
    ("hóa"), else on the last before the final consonants.
    """
    if not tone:
        return base
    skip = (
        2
        if base.startswith("qu") or (base.startswith("gi") and len(base) > 2 and base[2] in _VOWELS)
        else 0
    )
    vowels = [i for i, c in enumerate(base) if c in _VOWELS and i >= skip]
    if not vowels:
        return base
    marked = [i for i in vowels if base[i] in "ăâêôơư"]
    at = marked[-1] if marked else vowels[0] if vowels[-1] == len(base) - 1 else vowels[-1]
    if not marked and len(vowels) == 3:
        at = vowels[1]
    return unicodedata.normalize("NFC", base[: at + 1] + tone + base[at + 1 :])
