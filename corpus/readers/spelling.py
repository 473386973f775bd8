"""Whether letters spell Vietnamese: enough to tell one encoding of a text from another.

A syllable is an onset, a rhyme and a tone that the rhyme allows; the tables are those of the
standard orthography. Only words with an accent say anything here: bytes below 128 are the same
letters in every encoding.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_ONSETS = frozenset("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q r s t th tr v x".split())
_RHYMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet
    oi om on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ uy uya
    uych uynh uyt uyn uyp uyu uyên uyêt uan uang uanh uac uach uai uao uat uay uăc uăn uăng uăt uăm
    ue uen ueo uet uau ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu
    """.split()
)
_COMMON = frozenset(
    """
    và của các là được trong với không người những một có về đã này đến để từ tại số điều khoản
    việc công tác thực hiện tổ chức cơ quan đơn vị đảng nhà nước nước ban chỉ thị quyết định nghị
    ngày tháng năm thành phố tỉnh ủy hội phải như vào khi theo trên dưới đồng chí bộ cán viên
    """.split()
)
_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_TONES = frozenset((_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT))
_STOPPED = ("c", "ch", "p", "t")


@lru_cache(maxsize=32768)
def is_syllable(word: str) -> bool:
    """Whether `word`, lower case and NFC, is one whole syllable with the accents it needs."""
    toneless: list[str] = []
    tones = ""
    for mark in unicodedata.normalize("NFD", word):
        if mark in _TONES:
            tones += mark
        else:
            toneless.append(mark)
    base = unicodedata.normalize("NFC", "".join(toneless))
    if len(tones) > 1 or (base.endswith(_STOPPED) and tones not in (_ACUTE, _DOT)):
        return False
    if base in _RHYMES or (base.startswith("gi") and base[1:] in _RHYMES):
        return True
    return any(base[:n] in _ONSETS and base[n:] in _RHYMES for n in (1, 2, 3))


def letters(word: str) -> str:
    """`word` less what is no letter at its two ends, lower case and NFC."""
    kept = unicodedata.normalize("NFC", word).casefold()
    start, end = 0, len(kept)
    while start < end and not kept[start].isalpha():
        start += 1
    while end > start and not kept[end - 1].isalpha():
        end -= 1
    return kept[start:end]


def weigh(words: Iterable[str]) -> tuple[int, int]:
    """How many of `words` are syllables, and what they weigh: a very common word weighs double."""
    good = weight = 0
    for word in words:
        # "2024-2030/quyết" and "tác-phẩm" are several words to a reader.
        parts = [p for p in letters(word).replace("/", "-").split("-") if p.isalpha()]
        if parts and all(part.isascii() or is_syllable(part) for part in parts):
            good += 1
            weight += 2 if _COMMON.intersection(parts) else 1
    return good, weight
