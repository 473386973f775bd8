"""A message made readable: abbreviations written out, keyboard keys and slips mended.

English messages get their known terms in Vietnamese instead, longest first.
"""

import re
from collections.abc import Container, Sequence

from corpus.lexicon import Lexicon
from index.keyboard import VNI_WORD, decode_late_marks, decode_telex, decode_vni
from index.query import Language
from index.short_forms import WORD, ShortForms
from index.stopwords import ENGLISH_MARKS, LOAN_WORDS, VIETNAMESE_MARKS
from index.syllable import is_full_syllable, is_syllable
from index.text import fold, has_accents
from index.vocabulary import Vocabulary

_LETTERS_DIGITS = re.compile(r"([^\W\d_]+)(\d{1,4})")
# Syllables that people write with either letter: "qui" is "quy", "kỉ" is "kỷ".
_OPEN_I = re.compile(r"(?:h|k|l|m|s|t|v|qu)i")
_Y_FOR_I = str.maketrans("iíìỉĩị", "yýỳỷỹỵ")
_ROMAN = re.compile(r"[ivx]+")


def language_of(text: str, english_words: Container[str] = ()) -> Language | None:
    """The language with more of its own words in `text`; None when neither has the more.

    A word with a Vietnamese accent counts as Vietnamese; `english_words` are more of English.
    """
    # Not the pieces of "to71i", which is Vietnamese with its keys left in.
    words = re.findall(r"(?<!\w)[^\W\d_]+(?:'[a-z]+)?(?!\w)", text.lower())
    english = sum(word in ENGLISH_MARKS or word in english_words for word in words)
    vietnamese = sum(word in VIETNAMESE_MARKS or has_accents(word) for word in words)
    if english == vietnamese:
        return None
    return "en" if english > vietnamese else "vi"


class Repairer:
    """Knows one library's words and its lexicon; read-only once built."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self._vocabulary = vocabulary
        self._short_forms = ShortForms(lexicon)
        english = sorted(
            ((term.lower(), vietnamese.lower()) for term, vietnamese in lexicon.english.items()),
            key=lambda pair: -len(pair[0]),
        )
        self._english_words = _own_words(english)
        self._translations = [
            (term.removesuffix("y"), _in_any_number(term), vietnamese)
            for term, vietnamese in english
        ]

    def language_of(self, text: str) -> Language | None:
        """As `language_of`, where the lexicon's English words count as English."""
        return language_of(text, self._english_words)

    def repair(self, text: str, language: Language) -> str:
        """`text`, already clean, in lower case and mended; punctuation stays where it was."""
        if language == "en":
            return self._translate(self._expand_all(text))
        return self._mend(self._expand_all(text)).replace("bao nhiu", "bao nhiêu")

    def _expand_all(self, text: str) -> str:
        shouting = text.isupper() and len(text.split()) > 2
        last = ""

        def expand(match: re.Match[str]) -> str:
            nonlocal last
            word = self._expand(match[0], shouting)
            # "PTB BTG" is "phó trưởng ban tuyên giáo", with one "ban".
            first = word.split()[0]
            if last == first and " " in word:
                word = word.removeprefix(f"{first} ")
            last = word.split()[-1] if " " in word else ""
            return word

        return WORD.sub(expand, text)

    def _expand(self, word: str, shouting: bool) -> str:
        long = self._short_forms.written_out(word, shouting)
        if long is not None:
            return long
        glued = _LETTERS_DIGITS.fullmatch(word)
        if glued:
            long = self._short_forms.written_out(glued[1], shouting)
            if long is not None:
                return f"{long} {glued[2]}"
        if "/" in word:
            if all(piece.lower() in self._short_forms.long for piece in word.split("/")):  # "ct/tu"
                word, shouting = word.upper(), False
            return "/".join(self._expand(piece, shouting) for piece in word.split("/"))
        return word.lower()

    def _translate(self, text: str) -> str:
        text = re.sub(r"(?<=\w)'s\b", "", text)
        for stem, pattern, vietnamese in self._translations:
            if stem in text:  # far cheaper than the pattern, and nearly always false
                text = pattern.sub(vietnamese, text)
        return text

    def _mend(self, text: str) -> str:
        words = WORD.findall(text)
        vni = [w for w in words if VNI_WORD.fullmatch(w) and decode_vni(w)]
        # One word such as "vu5" may be "vu 5"; a second, a vowel mark or a letter behind the digit
        # means a VNI keyboard.
        uses_vni = len(vni) > 1 or any(re.search(r"[6-9]|\d[^\W\d]", word) for word in vni)
        # "list" is Telex for "lít"; it is left as it is where no other word has keys left in.
        uses_telex = any(w not in ENGLISH_MARKS and decode_telex(w) for w in words)
        kept = LOAN_WORDS | self._english_words.keys()
        if not uses_telex:
            kept |= ENGLISH_MARKS
        mended = [
            self._english_words.get(word)
            or (word if word in kept else self._mend_word(word, uses_vni, uses_telex=uses_telex))
            for word in words
        ]
        for index, word in enumerate(mended):
            if word.isalpha() and word not in kept:
                before = fold(mended[index - 1].split()[-1]) if index else ""
                after = fold(mended[index + 1].split()[0]) if index + 1 < len(mended) else ""
                known = is_syllable(word)
                mend = self._vocabulary.correct_beside if known else self._vocabulary.correct
                mended[index] = mend(fold(word), before, after) or word
        replacements = iter(mended)
        return WORD.sub(lambda _: next(replacements), text)

    def _mend_word(self, word: str, uses_vni: bool, *, uses_telex: bool = False) -> str:
        if _OPEN_I.fullmatch(fold(word)) and fold(word) not in self._vocabulary.syllables:
            other = word[:-1] + word[-1].translate(_Y_FOR_I)
            if fold(other) in self._vocabulary.syllables:
                return other
        if has_accents(word) and not is_full_syllable(word):
            single = _without_repeats(word)
            if is_full_syllable(single):
                return single
        if is_syllable(word) or not word[0].isalpha() or _ROMAN.fullmatch(word):
            return word
        if uses_vni and VNI_WORD.fullmatch(word):
            return decode_vni(word) or word
        if "." in word:
            initial, _, second = word.partition(".")
            return self._vocabulary.short_for(initial, second) or word
        digits = _LETTERS_DIGITS.fullmatch(word)
        if digits:
            return f"{self._mend_word(digits[1], uses_vni, uses_telex=uses_telex)} {digits[2]}"
        decoded = decode_telex(word) or (decode_late_marks(word) if uses_telex else None)
        if decoded:
            return decoded
        if is_syllable(single := _without_repeats(word)):
            return single
        cut = self._vocabulary.split(fold(word))
        return f"{word[:cut]} {word[cut:]}" if cut else word


def _in_any_number(term: str) -> re.Pattern[str]:
    """An English term as a word, also in its plural."""
    plural = rf"{re.escape(term[:-1])}ies|" if term.endswith("y") else ""
    return re.compile(rf"\b(?:{plural}{re.escape(term)}(?:e?s)?)\b")


def _own_words(terms: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The words of English `terms` that are not Vietnamese too, singular and plural.

    Each with its Vietnamese where it is a whole term, else with "". Not "minh" of "ho chi minh",
    and not "hanoi", which is as often Vietnamese.
    """
    shared = {fold(vietnamese).replace(" ", "") for _, vietnamese in terms} | LOAN_WORDS
    words: dict[str, str] = {}
    for term, vietnamese in terms:
        for word in re.findall(r"[a-z]{3,}", term):
            if word in shared or is_syllable(word) or decode_telex(word):
                continue
            plural = re.sub(r"(?<![aeiou])y$", "ie", word).removesuffix("s") + "s"
            for form in (word, plural):
                if word == term or form not in words:
                    words[form] = vietnamese if word == term else ""
    return words


def _without_repeats(word: str) -> str:
    """`word` as if no key had been held too long: "vàngg" is "vàng", "vụu" is "vụ"."""
    kept = word[:1]
    for char in word[1:]:
        if fold(char) != fold(kept[-1]):
            kept += char
        elif has_accents(char):
            kept = kept[:-1] + char
    return kept
