"""Messages of people who mean harm, of programs gone wrong, and of cats on keyboards; by a seed.

`all_messages` tells them in order, each in its chat. What a maker takes from the library or from
real questions it spoils, so that much of it is nearly understood; that is where the odd ways are.
"""

import json
import random
import string
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from tests.bot.hostile_pieces import (
    BIDI,
    COMBINING,
    CONTROLS,
    DIGITS,
    EMOJI,
    FOLLOW_UPS,
    FRAMES,
    INJECTIONS,
    INVISIBLE,
    LANGUAGES,
    LOOKALIKES,
)
from tests.bot.shipped import shipped_library

Choice = random.Random
Maker = Callable[[Choice], str]

QUESTIONS = Path(__file__).parents[1] / "questions"
# `SEEDED` messages of each seed are told, in `CHATS` chats.
SEEDS = ("một", "hai", "ba", "bốn", "năm")
SEEDED = 3_900
CHATS = 300
LONG = 100_000
# One message of so many goes on with what its chat was about; one of so many is very long, and
# one has thousands of clauses.
_FOLLOW_UP = 2
_PASTE = 280
_CLAUSES = 380


@dataclass(frozen=True)
class Message:
    """A message of a chat."""

    chat: str
    text: str


@cache
def texts() -> tuple[str, ...]:
    """Passages of the library and questions of people, to be spoilt."""
    files = sorted(QUESTIONS.glob("*.jsonl"))
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    passages = [passage.text for passage in shipped_library().passages]
    return (*passages, *(str(json.loads(line)["q"]) for line in lines))


def all_messages() -> Iterator[Message]:
    """Those of every seed."""
    return chain.from_iterable(map(messages, SEEDS))


def messages(seed: str) -> Iterator[Message]:
    """The messages of one seed, always the same ones."""
    choice = Choice(seed)
    chat = ""
    for number in range(SEEDED):
        if number % _FOLLOW_UP == _FOLLOW_UP - 1:
            yield Message(chat, choice.choice(FOLLOW_UPS))
            continue
        chat = f"{seed} {choice.randrange(CHATS)}"
        if number % _PASTE == 0:
            yield Message(chat, paste(choice))
        elif number % _CLAUSES == 2:
            yield Message(chat, clauses(choice, 4000))
        else:
            yield Message(chat, choice.choice(MAKERS)(choice))


def size(choice: Choice, most: int) -> int:
    """Mostly small, now and then as much as `most`."""
    return int(most ** choice.random())


def some(choice: Choice, characters: Sequence[str], most: int) -> str:
    return "".join(choice.choices(characters, k=size(choice, most)))


# -- makers --------------------------------------------------------------------------------------


def mangled(choice: Choice) -> str:
    """A stored text with its Unicode spoilt, or a piece of it."""
    text = choice.choice(texts())
    if choice.random() < 0.8:
        at = choice.randrange(len(text))
        text = text[at : at + choice.randint(1, 120)]
    return choice.choice(_SPOILERS)(text, choice)


def _sprinkled(text: str, choice: Choice, characters: str) -> str:
    return "".join(
        char + (choice.choice(characters) if choice.random() < 0.1 else "") for char in text
    )


def _shuffled(text: str, choice: Choice) -> str:
    words = text.split()
    choice.shuffle(words)
    return " ".join(words)


def _misread(text: str, choice: Choice) -> str:
    """The bytes read in an encoding that they are not in."""
    wrong = choice.choice(("latin-1", "cp1258", "utf-7", "utf-16-be"))
    return text.encode().decode(wrong, "replace")


_SPOILERS: tuple[Callable[[str, Choice], str], ...] = (
    lambda text, _: unicodedata.normalize("NFD", text),
    lambda text, _: unicodedata.normalize("NFKD", text)[::-1],
    lambda text, _: text.swapcase(),
    lambda text, _: text.translate(LOOKALIKES),
    lambda text, _: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    lambda text, _: text.replace(" ", ""),
    lambda text, _: " ".join(text),
    lambda text, choice: _sprinkled(text, choice, INVISIBLE + BIDI),
    lambda text, choice: _sprinkled(text, choice, COMBINING),
    lambda text, choice: _sprinkled(text, choice, CONTROLS),
    lambda text, choice: _sprinkled(text, choice, "1234567890sfrxjw"),
    lambda text, choice: _sprinkled(text, choice, "<>&{}[]%\"'“”"),
    _shuffled,
    _misread,
)


def framed(choice: Choice) -> str:
    """A hostile piece where a number, a name or a text is expected."""
    frame = choice.choice(FRAMES)
    return frame.format(*(piece(choice) for _ in range(frame.count("{}"))))


def piece(choice: Choice) -> str:
    """Something short and hostile."""
    return choice.choice(
        (
            lambda: choice.choice(INJECTIONS),
            lambda: number(choice)[:60],
            lambda: choice.choice(LANGUAGES),
            lambda: some(choice, EMOJI, 5),
            lambda: some(choice, BIDI + INVISIBLE, 9),
            lambda: some(choice, CONTROLS, 9),
            lambda: "\ud800" + some(choice, "\udc00\udfff\ud83d", 3),
            lambda: some(choice, string.printable, 20),
            lambda: choice.choice(texts())[:80],
        )
    )()


def number(choice: Choice) -> str:
    """A number of any size, sign and script."""
    digits = some(choice, DIGITS if choice.random() < 0.5 else "0123456789", 40)
    marks = choice.choice(("", "-", ".", "/", ",", "e", "-CT/TW", "%", "–"))
    times = size(choice, 400 // len(digits))
    return marks.join([digits] * times) if choice.random() < 0.5 else digits * times + marks


def injected(choice: Choice) -> str:
    return " ".join(choice.choices(INJECTIONS, k=size(choice, 12)))


def in_other_languages(choice: Choice) -> str:
    text = choice.choice(texts())[:120]
    return " ".join([*choice.sample(LANGUAGES, k=choice.randint(1, 3)), text])


def of_emoji(choice: Choice) -> str:
    return f"{some(choice, EMOJI, 60)} {choice.choice(('', 'nhiệm vụ 4', 'task'))}"


def turned_around(choice: Choice) -> str:
    words = choice.choice(texts()).split()[:18]
    return " ".join(choice.choice(BIDI) + word for word in words)


def under_marks(choice: Choice) -> str:
    """Letters under hundreds of combining marks."""
    letters = choice.choice(("nhiệm vụ 4", "a", "đ", " ", "chỉ thị 20"))
    return "".join(letter + some(choice, COMBINING, 300) for letter in letters)


def of_control_characters(choice: Choice) -> str:
    return some(choice, CONTROLS + "nhiệm vụ 4", 60)


def of_half_characters(choice: Choice) -> str:
    return some(choice, ("\ud83d", "\ude00", "\udcff", "\ud800", "nhiệm vụ", " ", "5", "“"), 30)


def one_long_word(choice: Choice) -> str:
    return some(choice, ("a", "nh", "ươ", "0", "ệ", "s", "vụ"), 500)


def nested(choice: Choice) -> str:
    """Brackets and quotation marks, deep and badly closed."""
    depth = size(choice, 250)
    opening = some(choice, "([{<“«\"'„", 4) * depth
    return opening + choice.choice(("nhiệm vụ 4", "", choice.choice(texts())[:90])) + "”)" * depth


def of_punctuation(choice: Choice) -> str:
    return some(choice, "?!.,;:…-–/\\|_~^*+=“”\"' ", 9) * size(choice, 300)


def of_clauses(choice: Choice) -> str:
    return clauses(choice, 1 + size(choice, 120))


def clauses(choice: Choice, count: int) -> str:
    words = ("nhiệm vụ", "và", "của", "chỉ thị", "số", "20", "nó", "văn hóa", "mốc", "nguồn", "thứ")
    mark = choice.choice((", ", ".", "; ", "\n", " hay ", " và ", "? ", ",", " - "))
    return mark.join(choice.choices(words, k=count))


def of_anything(choice: Choice) -> str:
    """Any code points of Unicode at all."""
    highest = choice.choice((0x7F, 0x1EFF, 0xFFFF, 0x10FFFF))
    return "".join(chr(choice.randint(0, highest)) for _ in range(choice.randint(0, 120)))


def spliced(choice: Choice) -> str:
    """Halves of two other messages."""
    one, two = choice.choice(_WHOLE)(choice), choice.choice(_WHOLE)(choice)
    return one[: len(one) // 2] + choice.choice((" ", "", "\n", ", ")) + two[len(two) // 2 :]


_WHOLE: tuple[Maker, ...] = (
    mangled, framed, number, injected, in_other_languages, of_emoji, turned_around, under_marks,
    of_control_characters, of_half_characters, one_long_word, nested, of_punctuation, of_clauses,
    of_anything,
)  # fmt: skip
MAKERS: tuple[Maker, ...] = (*_WHOLE, mangled, spliced, *[framed] * 14)


def paste(choice: Choice) -> str:
    """A hundred thousand characters and more at once."""
    passage = choice.choice(shipped_library().passages).text
    words = passage.split()
    body = choice.choice(
        (
            lambda: f"{passage}\n" * (LONG // len(passage) + 1),
            lambda: " ".join(choice.choices(words, k=LONG // 4)),
            lambda: choice.choice(("a", "đ", "9", "ệ", " ", "\n", ",", "\u0301")) * LONG,
            lambda: choice.choice("“\"'«(") * LONG,
            lambda: f"“{words[0]}” " * (LONG // len(words[0])),
            lambda: "".join(choice.choices(string.printable, k=LONG)),
            lambda: "nhiệm vụ 3, " * (LONG // 12),
            lambda: (choice.choice(INJECTIONS) + " ") * (LONG // 3),
        )
    )()
    return choice.choice(("", "/trich ", "kiểm tra câu này: ", "“")) + body
