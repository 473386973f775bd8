"""Checking a quotation: where pasted words stand in the library, and every way they differ.

Verbatim means letter for letter once both are NFC, whatever the spaces, the style of quotation
marks and dashes, and the punctuation at either end. Other punctuation, capitals and the vowel
that a tone is set on are told apart from words that differ.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from corpus.documents import Passage
from index.alignment import Aligner, Step
from index.running import RUN, WORD, RunningText
from index.text import fold, has_accents, tone_last

Kind = Literal["replaced", "missing", "added", "case", "tone", "zeros", "punctuation"]
# Differences that leave every word as it is.
SLIGHT: frozenset[Kind] = frozenset(("case", "tone", "zeros", "punctuation"))

# About three syllables in four carry an accent; with less than this share, none were typed.
_ACCENTED_SHARE = 0.2
_ELLIPSIS = re.compile(r"…|\.\.\.+")
_QUOTES = re.compile(r"[“”„‟«»‹›‘’‚`´']{1,2}")
_DASHES = re.compile(r"[‐-―−]")
_JOINT = re.compile(r"[-/.–]")
_NUMERIC = re.compile(r"\d|\b[IVXLC]+\b")


@dataclass(frozen=True)
class Difference:
    """One place where the paste is not what is printed.

    `pasted` is a span of the pasted text, empty where something is missing; `start` and `end` are
    a span of the document's text, empty where something was added.
    """

    kind: Kind
    pasted: tuple[int, int]
    document: str
    start: int
    end: int
    numeric: bool = False


@dataclass(frozen=True)
class Comparison:
    """A paste beside the stored words that it comes nearest to.

    text         what was pasted, cleaned; spans of it are half open
    passages     the passages it was found in, in its own order, each once
    spans        (document, start, end) of the stored words it stands for, in its own order, cut
                 where it jumps and between passages
    differences  where it is not as printed, in its own order
    elided       words are left out, and the paste marks where
    joined       places that are apart in the text stand side by side in the paste, unmarked
    accented     accents were compared; without, letters only
    aligned      the span of `text` from the first to the last word that agrees
    similarity   2m / (p + s): m words agree of p pasted and s stored ones; 1 when all do
    longest      the longest run of words that agree
    """

    text: str
    passages: tuple[Passage, ...]
    spans: tuple[tuple[str, int, int], ...]
    differences: tuple[Difference, ...]
    elided: bool
    joined: bool
    accented: bool
    aligned: tuple[int, int]
    similarity: float
    longest: int

    @property
    def same_words(self) -> bool:
        """Whether every word is as printed, but for marks of omission."""
        return not self.joined and all(d.kind in SLIGHT for d in self.differences)

    @property
    def verbatim(self) -> bool:
        """Whether it is as printed, letter for letter."""
        return self.accented and not (self.differences or self.elided or self.joined)


class Quotations:
    """Compares pasted texts with one library's; read-only once built."""

    def __init__(self, text: RunningText) -> None:
        self._text = text

    def longest_run(self, pasted: str) -> int:
        """At most so many words of `pasted` stand side by side in the library; far cheaper than
        comparing."""
        return self._text.longest_run(WORD.findall(pasted))

    def compare(self, pasted: str) -> Comparison | None:
        """Where `pasted` stands and how it differs; None when no three words of it stand anywhere.

        `pasted` is clean but for its line ends, which may part two quotations.
        """
        paste = _Paste(pasted)
        if len(paste.words) < RUN:
            return None
        accented = paste.accented
        aligner = Aligner(self._text, paste.words, _accented_key if accented else _folded_key)
        steps = aligner.align(paste.segments())
        return _Compared(self._text, paste, steps, accented).comparison() if steps else None


def _accented_key(word: str) -> str:
    return tone_last(word.lower()) if not word.isdigit() else word.lstrip("0")


def _folded_key(word: str) -> str:
    return fold(word) if not word.isdigit() else word.lstrip("0")


class _Paste:
    """A pasted text as words and what stands between them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = [match.span() for match in WORD.finditer(text)]
        self.words = [text[start:end] for start, end in self.spans]
        self.accented = sum(map(has_accents, self.words)) >= _ACCENTED_SHARE * len(self.words)

    def before(self, at: int) -> str:
        """What stands between word `at` and the one before it; empty at either end."""
        if not 0 < at < len(self.spans):
            return ""
        return self.text[self.spans[at - 1][1] : self.spans[at][0]]

    def elides(self, at: int) -> bool:
        """Whether there is a mark of omission before word `at`."""
        return bool(_ELLIPSIS.search(self.before(at)))

    def segments(self) -> list[tuple[int, int]]:
        """The stretches of words between marks of omission."""
        cuts = [at for at in range(1, len(self.words)) if self.elides(at)]
        return list(pairwise([0, *cuts, len(self.words)]))

    def is_new_line(self, at: int) -> bool:
        """Whether word `at` begins a line."""
        return "\n" in self.before(at)


class _Compared:
    """The aligned steps of one paste, made into a comparison."""

    def __init__(
        self, text: RunningText, paste: _Paste, steps: Sequence[Step], accented: bool
    ) -> None:
        self._text = text
        self._paste = paste
        self._steps = steps
        self._accented = accented

    def comparison(self) -> Comparison:
        equal = [step for step in self._steps if step.equal]
        agreeing = sum(step.b - step.a for step in equal)
        missing = [s for s in self._steps if not s.equal and not self._is_omission(s)]
        stored = agreeing + sum(step.d - step.c for step in missing)
        jumps = [(a, b) for a, b in pairwise(self._steps) if not self._goes_on(a, b)]
        elided = [step for step in self._steps if self._is_omission(step)]
        return Comparison(
            text=self._paste.text,
            passages=tuple(dict.fromkeys(p for step in equal for p in self._passages(step))),
            spans=tuple(self._spans()),
            differences=tuple(sorted(self._differences(missing), key=lambda d: d.pasted)),
            elided=bool(elided) or any(map(self._is_marked, jumps)),
            joined=any(not self._is_marked(jump) and not self._is_parted(jump) for jump in jumps),
            accented=self._accented,
            aligned=(self._paste.spans[equal[0].a][0], self._paste.spans[equal[-1].b - 1][1]),
            similarity=round(2 * agreeing / (len(self._paste.words) + stored), 3),
            longest=max(step.b - step.a for step in equal),
        )

    def _goes_on(self, left: Step, right: Step) -> bool:
        return left.d == right.c or self._text.is_next(left.d, right.c)

    def _is_omission(self, step: Step) -> bool:
        return not step.equal and step.a == step.b and self._paste.elides(step.a)

    def _is_marked(self, jump: tuple[Step, Step]) -> bool:
        """Whether the text goes on farther behind, and the paste marks that words are left out."""
        left, right = jump
        onward = left.d <= right.c < self._text.bounds_at(left.d - 1)[1]
        return onward and any(map(self._paste.elides, (left.b, right.a)))

    def _is_parted(self, jump: tuple[Step, Step]) -> bool:
        """Whether the paste itself begins another quotation here, on a new line."""
        return any(map(self._paste.is_new_line, (jump[0].b, jump[1].a)))

    def _passages(self, step: Step) -> Iterator[Passage]:
        for position in range(step.c, step.d):
            yield self._text.passage_at(position)

    def _spans(self) -> Iterator[tuple[str, int, int]]:
        positions = [
            position
            for step in self._steps
            if not self._is_omission(step)
            for position in range(step.c, step.d)
        ]
        first = 0
        for at, position in enumerate(positions):
            here = self._text.passage_at(position)
            if at + 1 < len(positions):
                following = positions[at + 1]
                if following == position + 1 and self._text.passage_at(following) is here:
                    continue
            start, end = self._text.span(positions[first])[0], self._text.span(position)[1]
            yield here.document, start, end
            first = at + 1

    # -- differences ---------------------------------------------------------------------------

    def _differences(self, unequal: Sequence[Step]) -> Iterator[Difference]:
        widened = [self._whole_tokens(step) for step in unequal]
        yield from (self._in_words(step) for step in _apart(widened))
        for step in self._steps:
            for at in range(step.b - step.a) if step.equal else ():
                yield from self._in_letters(step.a + at, step.c + at)
        yield from self._in_punctuation()

    def _whole_tokens(self, step: Step) -> Step:
        """Widened to whole numbers and dates: not "2018" but "30/9/2018"."""
        a, b, c, d = step.a, step.b, step.c, step.d
        while self._agree(a - 1, c - 1) and (self._is_inside(a) or self._is_inside_stored(c)):
            a, c = a - 1, c - 1
        while self._agree(b, d) and (self._is_inside(b) or self._is_inside_stored(d)):
            b, d = b + 1, d + 1
        return Step(False, a, b, c, d)

    def _agree(self, a: int, c: int) -> bool:
        return any(s.equal and s.a <= a < s.b and a - s.a == c - s.c for s in self._steps)

    def _is_inside(self, at: int) -> bool:
        return bool(_JOINT.fullmatch(self._paste.before(at)))

    def _is_inside_stored(self, position: int) -> bool:
        first, last = self._text.bounds_at(position)
        return first < position < last and bool(_JOINT.fullmatch(self._text.between(position - 1)))

    def _in_words(self, step: Step) -> Difference:
        kind: Kind = "replaced"
        if step.a == step.b or step.c == step.d:
            kind = "missing" if step.a == step.b else "added"
        stored = " ".join(self._text.words(step.c, step.d))
        pasted = " ".join(self._paste.words[step.a : step.b])
        numeric = bool(_NUMERIC.search(stored) or _NUMERIC.search(pasted))
        return self._difference(kind, (step.a, step.b), (step.c, step.d), numeric)

    def _in_letters(self, at: int, position: int) -> Iterator[Difference]:
        pasted, stored = self._paste.words[at], self._text.words(position, position + 1)[0]
        if not self._accented:
            pasted, stored = _fold_case(pasted), _fold_case(stored)
        if pasted == stored:
            return
        kind: Kind = "tone" if tone_last(pasted) == tone_last(stored) else "case"
        kind = "zeros" if stored.isdigit() else kind
        yield self._difference(kind, (at, at + 1), (position, position + 1))

    def _in_punctuation(self) -> Iterator[Difference]:
        """Between two words that agree and stand side by side in both."""
        pairs = [
            (step.a + at, step.c + at)
            for step in self._steps
            if step.equal
            for at in range(step.b - step.a)
        ]
        for (a, c), (b, d) in pairwise(pairs):
            if (b, d) != (a + 1, c + 1):
                continue
            if _plain_marks(self._paste.before(b)) != _plain_marks(self._text.between(c)):
                yield self._difference("punctuation", (a, b + 1), (c, d + 1))

    def _difference(
        self,
        kind: Kind,
        pasted: tuple[int, int],
        stored: tuple[int, int],
        numeric: bool = False,
    ) -> Difference:
        (a, b), (c, d) = pasted, stored
        beside = c if c < d or c == 0 else c - 1
        first, last = self._text.bounds_at(beside)
        beside = min(max(beside, first), last - 1)
        document = self._text.passage_at(beside).document
        if c < d:
            start, end = self._text.span(c)[0], self._text.span(d - 1)[1]
        else:
            start = end = self._text.span(beside)[1 if beside < c else 0]
        return Difference(kind, self._pasted_span(a, b), document, start, end, numeric)

    def _pasted_span(self, a: int, b: int) -> tuple[int, int]:
        spans = self._paste.spans
        if a < b:
            return spans[a][0], spans[b - 1][1]
        at = spans[a - 1][1] if a else spans[0][0]
        return at, at


def _fold_case(word: str) -> str:
    """`word` without accents, its capitals kept."""
    return "".join(f.upper() if c.isupper() else f for c, f in zip(word, fold(word), strict=True))


def _apart(steps: Sequence[Step]) -> list[Step]:
    """Steps that touch or overlap in the paste and in the text, as one."""
    merged: list[Step] = []
    for step in steps:
        last = merged[-1] if merged else None
        if last and step.a <= last.b and last.c <= step.c <= last.d:
            merged[-1] = Step(False, last.a, max(last.b, step.b), last.c, max(last.d, step.d))
        else:
            merged.append(step)
    return merged


def _plain_marks(between: str) -> str:
    """Punctuation with one style of marks and no spaces."""
    text = _QUOTES.sub('"', "".join(between.split()))
    return _DASHES.sub("-", text).replace("…", "...")
