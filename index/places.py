"""Reading which tasks, paragraphs and parts are asked for, by number or by place."""

import re
from dataclasses import dataclass

from index import grammar
from index.content import is_stop
from index.numerals import number_at
from index.query import Move, Word
from index.question import Question
from index.text import has_accents, may_mean

# "thứ hai" in a longer message is as likely a Monday.
_SHORT = 8
_JOINTS = ("va", "and", "voi", "hoac", "or")
_RANGES = ("den", "toi", "to", "-", "–")
_LONGEST_RANGE = 20
# No body has a longer name, in characters.
_LONGEST_OWNER = 80
_STEPS = {"sau": 1, "after": 1, "truoc": -1, "before": -1}


@dataclass(frozen=True)
class Places:
    """What `read_places` understood; see the fields of the same names in `Query`."""

    move: Move | None
    tasks: tuple[int, ...]
    paragraphs: tuple[int, ...]
    part: int | None
    locators: tuple[str, ...]


def read_places(question: Question) -> Places:
    """Tasks, paragraphs, parts and pasted locators, and the next or previous one."""
    tasks: list[int] = []
    paragraphs: list[int] = []
    locators: list[str] = []
    for match in question.free(grammar.LOCATOR):
        if match["series"]:
            locators.append(match[0])
        else:
            tasks.append(int(match["task"]))
            paragraphs.append(int(match["paragraph"]))
        question.take(*match.span())
    for match in question.free(grammar.ENGLISH_ORDINAL):
        number = number_at((match["number"] or match["nth"]).split(), 0)
        noun = match["noun"] or "nhiem vu"
        if number and noun in ("nhiem vu", "doan"):
            (tasks if noun == "nhiem vu" else paragraphs).append(number[0])
            question.take(*match.span())
    for match in question.free(grammar.PARAGRAPH_NOUN):
        numbers, end = _numbers_after(question, match.end(), strong=True)
        if numbers and question.typed[:end].endswith(" sau"):
            continue  # "đoạn sau" reads on; "sáu" is six
        if numbers:
            paragraphs += numbers
            question.take(match.start(), end)
    move = _read_tasks(question, tasks)
    part = next(question.free(grammar.PART), None) if tasks else None
    if part:
        question.take(*part.span())
    if not tasks and move is None:
        if question.mark(grammar.BACK):
            move = "back"
        elif question.mark(grammar.NEXT):
            move = "next"
        elif question.mark(grammar.PREVIOUS):
            move = "previous"
    counted = next(question.free(grammar.FROM_THE_END), None)
    if counted and len(tasks) == 1 and tasks[0] > 0:  # "đếm từ dưới lên thì nhiệm vụ thứ ba"
        tasks = [-tasks[0]]
        question.take(*counted.span())
    return Places(
        move,
        tuple(dict.fromkeys(tasks)),
        tuple(dict.fromkeys(paragraphs)),
        int(part[1]) if part else None,
        tuple(locators),
    )


def _read_tasks(question: Question, tasks: list[int]) -> Move | None:
    """Add the numbers behind each "nhiệm vụ" to `tasks`; "next" for "nhiệm vụ sau"."""
    move: Move | None = None
    for match in list(question.free(grammar.TASK_NOUN)):
        found, end = _numbers_after(question, match.end(), strong=bool(match["strong"]))
        if not found:
            continue
        start = match.start()
        last_word = question.typed[match.end() : end].split()[-1]
        if last_word == "sau":  # "sau" is "after", "sáu" is six; only accents can tell
            move = "next"
            noun = question.typed[start : match.end()]
            if has_accents(noun) or question.plain[end:].lstrip().startswith("nhiem vu"):
                question.take(start, end)
                continue
        at = question.word_at(start)
        step = _STEPS.get(question.folded_at(at - 1), 0)
        if step and len(found) == 1 and found[0] > 0:
            found = [found[0] + step]
            start = question.spans[at - 1][0]
        elif found in ([1], [-1]) and not question.plain[match.end() : end].strip().isdigit():
            counted = question.number(at - 1) if at else None
            if counted and counted[0] > 1:  # "hai nhiệm vụ đầu", "3 nhiệm vụ cuối"
                many = range(1, counted[0] + 1)
                found = list(many) if found == [1] else [-n for n in reversed(many)]
                start = question.spans[at - 1][0]
        tasks += found
        question.take(start, end)
    return move


def _numbers_after(question: Question, position: int, *, strong: bool) -> tuple[list[int], int]:
    """The numbers behind a noun that ends at `position`, and where they end.

    A weak noun ("việc", "mục") needs a mark before its number: "việc thứ ba", "mục số 4".
    """
    words = question.words
    at, marked = _past_marks(question, question.word_at(position))
    if at is None:
        return [], position
    clause = words[at - 1].clause if at else 0
    numbers: list[int] = []
    end = position
    ranged = False
    while at < len(words) and words[at].clause <= clause + 1:
        found = question.number(at)
        if found is None or not question.is_free(at):
            break
        value, size = found
        spoken = not words[at].folded.isdigit()
        if value > 0 and not marked and _counts(question.folded_at(at + size), spoken=spoken):
            break
        if not strong and not marked and value > 0 and spoken and size == 1:
            break
        if ranged and 0 < value - numbers[-1] <= _LONGEST_RANGE:
            numbers += range(numbers[-1] + 1, value)
        numbers.append(value)
        clause = words[at].clause
        end = question.spans[at + size - 1][1]
        at += size
        if at == len(words):
            break
        between = question.plain[end : question.spans[at][0]].strip()
        ranged = between in _RANGES or words[at].folded in _RANGES
        if not (ranged or between in (",", "&", "+") or words[at].folded in _JOINTS):
            break
        if words[at].folded in (*_JOINTS, *_RANGES):
            at += 1
    return numbers, end


def _past_marks(question: Question, at: int) -> tuple[int | None, bool]:
    """Past "trọng tâm", "số", "thứ": the index of what follows, and whether a mark stood there.

    No index where a word only folds like a mark: "thứ tư" counts, "thư từ" (letters) does not.
    """
    marked = False
    while at < len(question.words):
        filler = next((f for f in grammar.TASK_FILLERS if question.stands(at, f)), None)
        word = question.words[at]
        if filler:
            at += len(filler)
        elif word.folded in grammar.NUMBER_MARKS:
            if not any(may_mean(word.typed, mark) for mark in ("thứ", "số", "no", "number")):
                return None, False
            marked = True
            at += 1
        elif not marked and _is_slip(question, at) and question.folded_at(at + 1).isdigit():
            at += 1  # "nhiệm vụ thứu 4", "nhiệm vụ sos 4"
        elif word.folded == "tu" and question.folded_at(at + 2) in _RANGES:  # "từ 1 đến 3"
            at += 1
        else:
            break
    return at, marked


def _is_slip(question: Question, at: int) -> bool:
    """Whether the word is none that the library knows, and no number."""
    return not (question.folded_at(at) in question.vocabulary.syllables or question.number(at))


def _counts(following: str, *, spoken: bool) -> bool:
    """Whether a number counts what follows it ("ba tháng") rather than naming a task."""
    if following not in grammar.UNITS:
        return False
    return spoken or following in ("thang", "ngay", "tuan", "nam", "nguoi", "dong", "trang")


def read_ordinal(question: Question) -> int | None:
    """ "cái thứ hai", "the second one": a place in whatever list stands before the person."""
    for match in question.free(grammar.ENGLISH_ORDINAL):
        number = number_at((match["number"] or "").split(), 0)
        if number:
            question.take(*match.span())
            return number[0]
    if len(question.words) > _SHORT:
        return None
    for match in question.free(grammar.LISTED):
        at = question.word_at(match.end())
        found = question.number(at)
        if found:
            question.take(match.start(), question.spans[at + found[1] - 1][1])
            return found[0]
    return None


def read_outline(question: Question, *, has_tasks: bool) -> tuple[bool, tuple[Word, ...]]:
    """Whether all tasks are asked for, and the words for whose tasks they are."""
    nouns = [m for m in question.free(grammar.TASK_NOUN) if m["strong"] or m["many"]]
    if not nouns:
        return False, ()
    noun = nouns[0]
    owner = _owner(question, noun.end())
    if has_tasks:
        for match in nouns:
            question.take(*match.span())
        return False, owner
    clause = question.words[question.word_at(noun.start())].clause
    in_clause = " ".join(w.folded for w in question.words if w.clause == clause)
    cue = bool(grammar.OUTLINE_CUE.search(in_clause.replace(noun[0], "", 1)))
    # "nhiệm vụ của ngành" asks for all of them, whoever "ngành" is.
    cue = cue or bool(grammar.TASKS_OF.match(question.plain, noun.end()))
    return cue or _stands_alone(question, noun.span()), owner


def _stands_alone(question: Question, noun: tuple[int, int]) -> bool:
    """Whether nothing else is said: "nhiệm vụ trọng tâm quý II"."""
    fillers = {word for filler in grammar.TASK_FILLERS for word in filler}
    return all(
        noun[0] <= a < noun[1]
        or question.is_taken(a, b)
        or word.folded in fillers
        or is_stop(question, word)
        for word, (a, b) in zip(question.words, question.spans, strict=True)
    )


def _owner(question: Question, position: int) -> tuple[Word, ...]:
    match = grammar.OWNER.search(question.plain, position)
    if match is None:
        return ()
    start, end = match.span("owner")
    end = min(end, start + _LONGEST_OWNER)
    first = question.word_at(start)
    if start >= end or first == len(question.words):  # "tasks of 😀"
        return ()
    clause = question.words[first].clause
    return tuple(
        word
        for at, (word, (a, b)) in enumerate(zip(question.words, question.spans, strict=True))
        if start <= a
        and b <= end
        and word.clause == clause
        and question.is_free(at)
        and not is_stop(question, word, at)
    )


def read_bare_number(question: Question) -> int | None:
    """A number alone: "còn 6?"."""
    match = grammar.BARE_NUMBER.fullmatch(question.plain)
    if match is None:
        return None
    found = number_at(question.typed_words, question.word_at(match.start("number")))
    return found[0] if found and found[1] == len(match["number"].split()) else None


def says_only(question: Question, pattern: re.Pattern[str]) -> bool:
    """Whether a phrase such as "xem tiếp" is all that is said; it is then taken."""
    match = next(question.free(pattern), None)
    if match is None:
        return False
    for word, (a, b) in zip(question.words, question.spans, strict=True):
        inside = match.start() <= a < match.end()
        if not inside and not question.is_taken(a, b) and not is_stop(question, word):
            return False
    question.take(*match.span())
    return True
