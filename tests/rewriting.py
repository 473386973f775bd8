"""One question in the other ways that people type it, each by a rule of the language.

Every rule takes NFC text and returns it rewritten, or as it was where the rule has nothing to say.
Where a rule chooses, the text itself seeds the choice: the same question is always rewritten alike.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Rule = Callable[[str], str]

_WORD = re.compile(r"[^\W\d_]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MARKS = "\u0302\u0306\u031b"
_NEIGHBOUR_Y = re.compile(r"(h|k|l|m|s|t|qu)[iy]")
_MARK = re.compile(r"(?<=[^\W_])(?=[?!,;](?:\s|$))")
_LONG_WORD = 5


def _choice(text: str) -> random.Random:
    return random.Random(text)  # noqa: S311 - it guards nothing


def decomposed(text: str) -> str:
    """Letters and accents apart, as text copied on a Mac comes."""
    return unicodedata.normalize("NFD", text)


def in_capitals(text: str) -> str:
    return text.upper()


def without_capitals(text: str) -> str:
    return text.lower()


def without_accents(text: str) -> str:
    bare = text.replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in unicodedata.normalize("NFD", bare) if not unicodedata.combining(c))


def with_accents_left_out(text: str) -> str:
    """Every second syllable without its accents."""
    first = _choice(text).randrange(2)
    words = iter(range(first, len(text) + first))
    return _WORD.sub(lambda m: without_accents(m[0]) if next(words) % 2 else m[0], text)


# -- two spellings of one word -------------------------------------------------------------------


def tones_on_the_first_vowel(text: str) -> str:
    """The tone of an open syllable as the older books set it: "hòa", "thúy"."""
    return _WORD.sub(lambda m: _open_tone(m[0], 2), text)


def tones_on_the_second_vowel(text: str) -> str:
    """The tone of an open syllable as the newer books set it: "hoà", "thuý"."""
    return _WORD.sub(lambda m: _open_tone(m[0], 1), text)


def _open_tone(word: str, from_the_end: int) -> str:
    letters, tone = _tone_apart(word)
    plain = letters.lower()
    # In "quý" the u belongs to the consonant.
    if not tone or not plain.endswith(("oa", "oe", "uy")) or plain.startswith("qu"):
        return word
    at = len(letters) - from_the_end + 1
    return unicodedata.normalize("NFC", letters[:at] + tone + letters[at:])


def i_and_y_swapped(text: str) -> str:
    """Syllables that end in i or y and are spelt both ways: "kỹ" and "kĩ", "quý" and "quí"."""
    return _WORD.sub(lambda m: _other_i(m[0]), text)


def _other_i(word: str) -> str:
    letters, tone = _tone_apart(word)
    if not _NEIGHBOUR_Y.fullmatch(letters.lower()):
        return word
    other = {"i": "y", "y": "i", "I": "Y", "Y": "I"}[letters[-1]]
    return unicodedata.normalize("NFC", letters[:-1] + other + tone)


def _tone_apart(word: str) -> tuple[str, str]:
    """The word in NFC without its tone, and the tone as a combining mark, or nothing."""
    apart = unicodedata.normalize("NFD", word)
    tone = next((char for char in apart if char in _TONES), "")
    return unicodedata.normalize("NFC", "".join(c for c in apart if c not in _TONES)), tone


# -- a keyboard that is off ----------------------------------------------------------------------


@dataclass(frozen=True)
class Keyboard:
    """The keys that make accents; a circumflex of None is its own letter typed again."""

    tones: Mapping[str, str]
    circumflex: str | None
    breve: str
    horn: str
    bar: str

    def keys_of(self, char: str) -> tuple[str, str]:
        """The letter that is pressed for `char`, which has no tone, and the key of its mark."""
        if char in "đĐ":
            return ("d" if char == "đ" else "D"), self.bar
        apart = unicodedata.normalize("NFD", char)
        letter, mark = apart[0], next((m for m in apart if m in _MARKS), "")
        key = {"": "", "\u0302": self.circumflex, "\u0306": self.breve, "\u031b": self.horn}[mark]
        return letter, letter.lower() if key is None else key


_TELEX = Keyboard(dict(zip(_TONES, "fsxrj", strict=True)), None, "w", "w", "d")
_VNI = Keyboard(dict(zip(_TONES, "21435", strict=True)), "6", "8", "7", "9")


def telex_in_place(text: str) -> str:
    """Each key behind its letter: "tiếng" is "tieesng"."""
    return _WORD.sub(lambda m: _in_place(m[0], _TELEX), text)


def telex_tone_last(text: str) -> str:
    """Marks behind their letters, the tone at the end: "tieengs", and one w for "ươ"."""
    return _WORD.sub(lambda m: _tone_last(m[0], _TELEX), text)


def telex_all_last(text: str) -> str:
    """The letters, then the mark, then the tone: "tienges"; đ is still typed at once."""
    return _WORD.sub(lambda m: _all_last(m[0], _TELEX), text)


def vni_in_place(text: str) -> str:
    """Each digit behind its letter: "tiếng" is "tie61ng"."""
    return _WORD.sub(lambda m: _in_place(m[0], _VNI), text)


def vni_all_last(text: str) -> str:
    """The letters, then the digits: "tieng61"."""
    return _WORD.sub(lambda m: _all_last(m[0], _VNI), text)


def _cased(keys: str, word: str) -> str:
    return keys.upper() if word.isupper() and len(word) > 1 else keys


def _in_place(word: str, keyboard: Keyboard) -> str:
    keys = ""
    for char in word:
        plain, tone = _tone_apart(char)
        keys += "".join(keyboard.keys_of(plain)) + keyboard.tones.get(tone, "")
    return _cased(keys, word)


def _tone_last(word: str, keyboard: Keyboard) -> str:
    letters, tone = _tone_apart(word)
    keys = "".join("".join(keyboard.keys_of(char)) for char in letters)
    return _cased(keys.replace("uwow", "uow") + keyboard.tones.get(tone, ""), word)


def _all_last(word: str, keyboard: Keyboard) -> str:
    letters, tone = _tone_apart(word)
    keys, marks = "", ""
    for char in letters:
        letter, mark = keyboard.keys_of(char)
        keys += letter + (mark if char in "đĐ" else "")
        marks += "" if char in "đĐ" or mark in marks else mark
    return _cased(keys + marks + keyboard.tones.get(tone, ""), word)


# -- slips of the fingers ------------------------------------------------------------------------


def with_a_key_held(text: str) -> str:
    """One word with its last letter twice: "vàngg"."""
    return _in_one_word(text, 3, lambda word, _: word + word[-1])


def with_a_slip(text: str) -> str:
    """One word of at least five letters with two letters swapped or one left out."""
    return _in_one_word(text, _LONG_WORD, _slip)


def _slip(word: str, choice: random.Random) -> str:
    # The first letter is nearly always right.
    at = choice.randrange(1, len(word) - 1)
    if choice.random() < 0.5 and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :]


def _in_one_word(text: str, least: int, change: Callable[[str, random.Random], str]) -> str:
    choice = _choice(text)
    words = [match for match in _WORD.finditer(text) if len(match[0]) >= least]
    if not words:
        return text
    word = choice.choice(words)
    return text[: word.start()] + change(word[0], choice) + text[word.end() :]


# -- around and between the words ----------------------------------------------------------------


def without_spaces_behind_commas(text: str) -> str:
    return re.sub(r",\s+", ",", text)


def with_more_spaces(text: str) -> str:
    """Two spaces for one, one before each mark, some around it all."""
    spaced = _MARK.sub(" ", text)
    return f"  {spaced.replace(' ', '  ')} \n"


def with_invisible_characters(text: str) -> str:
    """A zero-width space, joiner or soft hyphen inside words, spaces that do not break."""
    hidden = _choice(text)
    marks = "\u200b\u200c\u200d\u2060\u00ad\ufeff"
    text = _WORD.sub(lambda m: m[0][:1] + hidden.choice(marks) + m[0][1:], text)
    return "\ufeff" + text.replace(" ", "\u00a0")


def ended_otherwise(text: str) -> str:
    """Another mark at the end, or several, or none."""
    ends = ("", "?", "??", "???", "...", "…", "!", "!!!", " ?", ".")
    bare = text.rstrip(" ?!.…")
    return bare + _choice(text).choice([end for end in ends if bare + end != text])


def with_emoji(text: str) -> str:
    ends = (" 🙏", " 🙏🙏🙏", "😊", " ❤️", " :)", " =))", " ^^", " 👩🏽‍💼🇻🇳")
    return text + _choice(text).choice(ends)


def greeting_first(text: str) -> str:
    greetings = ("dạ em chào anh chị, ", "Chào bạn, ", "anh chị ơi cho em hỏi với ạ, ", "Alo, ")
    return _choice(text).choice(greetings) + text


def thanks_last(text: str) -> str:
    thanks = (" em cảm ơn ạ", " Cảm ơn nhiều!", ", cảm ơn bạn nhé", " xin cảm ơn đồng chí")
    return text + _choice(text).choice(thanks)


def greeting_first_in_english(text: str) -> str:
    greetings = ("Hello, ", "Hi there, ", "Good morning! ", "Hi, a quick question: ")
    return _choice(text).choice(greetings) + text


def thanks_last_in_english(text: str) -> str:
    thanks = (" Thanks!", " Thank you very much.", " thanks a lot", ", thank you")
    return text + _choice(text).choice(thanks)
