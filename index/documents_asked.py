"""Reading which official documents are asked for: numbers, types, issuers, years, subject."""

import re
from collections import deque
from collections.abc import Iterator, Sequence

from index import grammar
from index.numerals import roman_value
from index.query import NumberAsked, Word
from index.question import Question

_TEN = 10


def read_numbers(question: Question, *, has_tasks: bool) -> Iterator[NumberAsked]:
    """Every document number, in digits or in words, as far as it was given."""
    for match in question.untaken(grammar.NUMBER_ASKED):
        number = match["number"]
        joined = bool(match["joint"] and match["joint"].strip())
        is_year = len(number) == 4 and number[:2] in ("19", "20")
        named = match["type"] or joined or (match["code"] and match["issuer"])
        by_issuer = match["issuer"] and (match["so"] or not has_tasks) and not is_year
        if (is_year and not joined) or not (named or by_issuer):
            continue
        # "chỉ thị 38 quy định gì": what follows a space and has no issuer is a verb.
        coded = match["code"] and (joined or match["issuer"])
        end = match.end() if coded or not match["code"] else match.start("code")
        types = _types((match["type"], match["code"] if coded else None))
        question.take(match.start(), end)
        year = int(match["year"]) if match["year"] else None
        yield NumberAsked(int(number), types, match["issuer"], year, digits=number)
        yield from _listed(question, end, types)
    yield from _spoken(question)


def _types(names: Sequence[str | None]) -> tuple[str, ...]:
    known = (grammar.type_name(name) for name in names if name)
    return tuple(dict.fromkeys(name for name in known if name))


def _listed(question: Question, end: int, types: tuple[str, ...]) -> Iterator[NumberAsked]:
    """The numbers that go on a list: "Chỉ thị 20, 30 và 38"."""
    while match := grammar.NUMBER_LISTED.match(question.plain, end):
        if not types or question.is_taken(*match.span()):
            return
        end = match.end()
        question.take(*match.span())
        yield NumberAsked(int(match["number"]), types, digits=match["number"])


def _spoken(question: Question) -> Iterator[NumberAsked]:
    """A number in words behind a type: "nghị quyết số hai mươi ba"."""
    for match in list(question.free(grammar.TYPE_ASKED)):
        at = question.word_at(match.end())
        marked = question.folded_at(at) == "so"
        at += marked
        found = _digit_by_digit(question, at) or question.number(at)
        if found is None or not question.is_free(at):
            continue
        value, size = found
        # One word alone may be no number: "kết luận một cách vội vàng".
        if value <= 0 or question.words[at].folded.isdigit() or not (marked or size > 1):
            continue
        question.take(match.start(), question.spans[at + size - 1][1])
        yield NumberAsked(value, _types((match["type"],)), digits=str(value))


def _digit_by_digit(question: Question, at: int) -> tuple[int, int] | None:
    """ "một ba bảy" as 137, with the words it takes; None for fewer than two digits."""
    digits = ""
    while at + len(digits) < len(question.words):
        word = question.words[at + len(digits)]
        found = question.number(at + len(digits))
        if word.typed in ("không", "khong"):
            digits += "0"
        elif found and found[1] == 1 and 0 < found[0] < _TEN and not word.folded.isdigit():
            digits += str(found[0])
        else:
            break
    return (int(digits), len(digits)) if len(digits) > 1 else None


def _named(question: Question, pattern: re.Pattern[str], *, take: bool) -> list[re.Match[str]]:
    """Every match, taken where documents are asked for; else the words may be the topic's."""
    return question.mark(pattern) if take else list(question.free(pattern))


def read_types(question: Question, *, take: bool) -> tuple[str, ...]:
    """The document types named without a number; `take` when documents are asked for."""
    matches = _named(question, grammar.TYPE_ASKED, take=take)
    return _types([match["type"] for match in matches])


def read_pronoun(question: Question) -> tuple[bool, tuple[str, ...]]:
    """Whether the question points back, and at what type: "chỉ thị đó"."""
    matches = question.mark(grammar.PRONOUN, grammar.PRONOUN_MEANT)
    pointed = [t["type"] for m in matches if (t := grammar.TYPE_ASKED.search(m[0]))]
    return bool(matches), _types(pointed)


def read_years(question: Question, *, take: bool) -> tuple[int, ...]:
    """The years named."""
    matches = _named(question, grammar.YEAR, take=take)
    return tuple(int(match["year"] or match["alone"]) for match in matches)


def read_issuers(question: Question, *, take: bool) -> tuple[str, ...]:
    """The bodies named as issuers, in folded words."""
    return tuple(
        m["issuer"] or m["issuing"] for m in _named(question, grammar.ISSUER_ASKED, take=take)
    )


def read_term(question: Question) -> int | None:
    """The term of a congress that is named, as a number; None without one."""
    match = next(question.free(grammar.TERM), None)
    if match is None:
        return None
    question.take(*match.span())
    term = match["term"]
    return int(term) if term.isdigit() else roman_value(term)


def read_subject(question: Question, content: Sequence[Word]) -> tuple[Word, ...]:
    """Of the content, what stands behind "văn bản … về", as far as the sentence goes."""
    match = grammar.DOCUMENT_SUBJECT.search(question.plain)
    return () if match is None else _behind(question, content, match.end())


def read_topic(question: Question, content: Sequence[Word]) -> tuple[Word, ...]:
    """Of the content, what stands behind the last "về", as far as the sentence goes."""
    match = deque(grammar.TOPIC.finditer(question.plain), maxlen=1)
    return _behind(question, content, match[0].end()) if match else ()


def _behind(question: Question, content: Sequence[Word], position: int) -> tuple[Word, ...]:
    stop = re.search(r"[.;?!](?=\s|$)", question.typed[position:])
    end = position + stop.start() if stop else len(question.typed)
    behind = {
        (word.typed, word.clause)
        for word, (start, _) in zip(question.words, question.spans, strict=True)
        if position <= start < end
    }
    return tuple(word for word in content if (word.typed, word.clause) in behind)
