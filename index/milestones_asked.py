"""Reading which dates and anniversaries are asked for: "tháng sáu kỷ niệm những gì?".

A question is for them when, besides a word for them and a time, it says nothing of a topic:
"sắp tới có mốc nào" is, and "hội nghị sắp tới bàn gì" is not.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from index import grammar, places
from index.content import content_of
from index.numerals import number_at, roman_value
from index.query import MilestonesAsked, MilestonesOf, When
from index.question import Question
from index.text import has_accents

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MEANT = {"moc": "mốc", "lich": "lịch", "niem": "niệm"}
# A cheap look for whether any of it is there at all.
_HINT = re.compile(
    rf"\b(?:moc|ky niem|ngay (?:le|truyen thong)|su kien|lich|tong ket|so ket|milestones?"
    rf"|anniversar\w+|dates|timeline|calendar|events?|thang|quy|nam|(?:19|20)\d\d"
    rf"|{'|'.join(_MONTHS)}|year|month)\b|\d/\d"
)
_ANNIVERSARY = re.compile(
    r"\b(?:(?:ngay|dip|le|moc) )?ky niem\b|\bngay (?:le|truyen thong)(?: lon)?\b|\bdip le\b"
    r"|\banniversar(?:y|ies)\b"
)
_MILESTONE = re.compile(
    r"\b(?:cot )?moc(?: (?:thoi gian|ngay thang|lich su|su kien|son))*\b|\bngay thang\b(?= nao)"
    r"|\b(?:(?:key|important|main) )?(?:milestones?|dates)\b|\btimeline\b"
)
# These are as often of a topic; with a time and nothing else, they are the dates.
_AT_A_TIME = re.compile(
    r"\bsu kien\b|\blich(?: trinh)?\b(?! (?:hop|lam viec|tiep|truc|nghi|hoc|thi)\b)"
    r"|\bevents?\b|\bcalendar\b|\bschedule\b"
)
_REVIEW = re.compile(
    r"\b(?:tong ket|so ket)(?: (?:nhung|cac|bao nhieu|may|van ban))*(?: (?:gi|nao))?\b"
    r"|\bvan ban (?:nao |se |can |phai |duoc )*(?:tong ket|so ket)\b"
    r"|\b(?:which|what) van ban (?:are |is |will be )?(?:being )?(?:reviewed|tong ket)\b"
)
_ASKS = re.compile(r"\b(?:gi|nao|nhung|cac|may|bao nhieu|what|which|how many)\b")
# Words that go with such a question and name no topic.
_FILLERS = re.compile(
    r"\b(?:trong|cua|o|tai|in|of|from)(?: (?:cac|nhung|the))?"
    r" (?:bai(?: bao| viet)?|van ban|tai lieu|article)(?: (?:nay|do))?\b|\bngay (?:gi|nao|may)\b"
    r"|\b(?:quan trong(?: nhat)?|dang nho|dang chu y|can nho|can luu y|can chu y|cu the|lon|chinh"
    r"|dien ra|roi vao|trong thoi gian|celebrated?|marked|important|key|happen(?:s|ing)?)\b"
)
# With a time alone, these leave it a question for that time: "tháng 6 có gì?".
_BESIDE_TIME = frozenset(
    """
con the thi sao vay roi va nhe nhi a co gi nhung cac nao trong vao dip ngay la ve em anh chi minh
nay what about how and in is are there on the of anything day date which
""".split()
)
_ASKED_OF_TIME = frozenset(("gi", "nao", "what", "anything"))
_WHEN: tuple[tuple[When, re.Pattern[str]], ...] = (
    (
        "upcoming",
        re.compile(
            r"\b(?:\d{1,2}|hai|ba|bon|nam|sau|vai|may|cac|nhung) thang (?:toi|nua|sap toi)\b"
            r"|\bnext (?:few|\d{1,2}|two|three|six) months\b"
        ),
    ),
    ("today", re.compile(r"\b(?:hom nay|ngay hom nay|today)\b")),
    ("this_month", re.compile(r"\b(?:thang nay|this month)\b")),
    ("next_month", re.compile(r"\b(?:thang toi|next month)\b")),
    ("this_quarter", re.compile(r"\b(?:quy nay|this quy)\b")),
    ("next_quarter", re.compile(r"\b(?:quy (?:sau|toi)|next quy)\b")),
    ("this_year", re.compile(r"\b(?:(?:trong )?nam nay|this year)\b")),
    ("next_year", re.compile(r"\b(?:nam (?:sau|toi)|sang nam|next year)\b")),
    ("last_year", re.compile(r"\b(?:nam (?:ngoai|truoc)|last year)\b")),
    (
        "upcoming",
        re.compile(
            r"\b(?:(?:thoi gian )?(?:sap toi|toi day)"
            r"|thoi gian toi|sap (?:den|dien ra)|ke tiep|tiep theo|gan nhat|(?<=moc )toi"
            r"|upcoming|coming(?: up)?|next|ahead|soon)\b"
        ),
    ),
)
_DAY = re.compile(
    r"\b(?:ngay |mung |mong |hom )?(?P<day>\d{1,2})/(?P<month>\d{1,2})"
    r"(?:/(?P<year>(?:19|20)\d\d))?\b"
)
_MONTH = re.compile(r"\bthang (?:so )?(?=[a-z0-9])")
_MONTH_YEAR = re.compile(r"(?:/|\s*,? ?nam | )(?P<year>(?:19|20)\d\d)\b")
_DAY_NOUN = re.compile(r"\b(?:ngay|mung|mong|hom) (?P<day>[a-z0-9]+(?: [a-z]+){0,2}) $")
# "may" is a word more than a month.
_ENGLISH_MONTHS = "|".join(month for month in _MONTHS if month != "may")
_ENGLISH_MONTH = re.compile(
    rf"(?:\b(?P<before>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?"
    rf"\b(?P<month>{_ENGLISH_MONTHS}|(?:(?<=in )|(?<=of )|(?<=about ))may)\b"
    rf"(?: (?P<after>\d{{1,2}})(?:st|nd|rd|th)?\b)?(?:,? (?P<year>(?:19|20)\d\d)\b)?"
)


def read_milestones(question: Question) -> tuple[MilestonesAsked | None, tuple[int, ...]]:
    """What is asked for, and of which tasks; None when the question is for something else.

    Takes words of `question`, which is of no use to other readers afterwards.
    """
    if not _HINT.search(question.plain):
        return None, ()
    for pattern in (grammar.GREETING, grammar.THANKS):
        question.mark(pattern)
    reviews = question.mark(_REVIEW)
    asked = _read_time(question)
    timed = asked != MilestonesAsked()
    what = _what(question, reviews, timed=timed)
    if what is None:
        return _bare(question, asked) if timed else None, ()
    question.mark(_FILLERS)
    found = places.read_places(question)
    if found.paragraphs or found.locators or found.move:
        return None, ()
    if any(not word.weak for word in content_of(question)) or question.has(grammar.TYPE_ASKED):
        return None, ()
    return replace(asked, what=what), found.tasks


def _what(question: Question, reviews: list[re.Match[str]], *, timed: bool) -> MilestonesOf | None:
    anniversaries = question.mark(_ANNIVERSARY, _MEANT)
    milestones = question.mark(_MILESTONE, _MEANT)
    if timed:
        milestones += question.mark(_AT_A_TIME, _MEANT)
    if anniversaries:
        return "anniversaries"
    if milestones:
        return "reviews" if reviews else "all"
    asks = timed or bool(_ASKS.search(question.plain))
    return "reviews" if reviews and asks else None


def _bare(question: Question, asked: MilestonesAsked) -> MilestonesAsked | None:
    """A time and nothing besides: a month or a day asked about is a question of its own."""
    asks = bool(_ASKED_OF_TIME.intersection(_free(question)))
    question.mark(_FILLERS)
    if not _BESIDE_TIME.issuperset(_free(question)):
        return None
    alone = asked.day is None and (asked.month or asked.when in ("this_month", "next_month"))
    return replace(asked, bare=not (asks and (asked.day or alone)))


def _free(question: Question) -> list[str]:
    return [w.folded for at, w in enumerate(question.words) if question.is_free(at)]


def _read_time(question: Question) -> MilestonesAsked:
    asked = _read_month(question, _read_day(question, MilestonesAsked()))
    if asked.month is None:
        quarter = next(question.free(grammar.QUARTER), None)
        if quarter is not None:
            question.take(*quarter.span())
            word = quarter["number"] or quarter["english"]
            number = roman_value(word) or (number_at([word], 0) or (None, 0))[0]
            year = quarter["year"] or quarter["year2"]
            asked = replace(asked, quarter=number, year=int(year) if year else None)
    for when, pattern in _WHEN:
        if question.mark(pattern):
            asked = replace(asked, when=asked.when or when)
    if asked.year is None:
        year_named = next(question.free(grammar.YEAR), None)
        if year_named is not None:
            question.take(*year_named.span())
            asked = replace(asked, year=int(year_named["year"] or year_named["alone"]))
    return asked


def _read_day(question: Question, asked: MilestonesAsked) -> MilestonesAsked:
    for match in question.free(_DAY):
        day, month = int(match["day"]), int(match["month"])
        if 1 <= day <= 31 and 1 <= month <= 12:
            question.take(*match.span())
            year = int(match["year"]) if match["year"] else None
            return replace(asked, day=day, month=month, year=year)
    return asked


def _read_month(question: Question, asked: MilestonesAsked) -> MilestonesAsked:
    if asked.month is not None:
        return asked
    for start, end, day, month in (*_vietnamese_months(question), *_english_months(question)):
        year = _MONTH_YEAR.match(question.plain, end)
        question.take(start, year.end() if year else end)
        return replace(asked, day=day, month=month, year=int(year["year"]) if year else None)
    if question.language == "vi" and (after := re.search(r"\bthang sau\b", question.plain)):
        question.take(*after.span())
        return replace(asked, when="next_month")
    return asked


def _vietnamese_months(question: Question) -> Iterator[tuple[int, int, int | None, int]]:
    """Each "tháng sáu" or "ngày 21 tháng 6": its span, its day and its month."""
    for match in question.free(_MONTH):
        at = question.word_at(match.end())
        found = number_at(question.typed_words, at)
        # "tháng sau" is the next one where accents were typed, and June where they were not.
        if found is None or (
            question.accented
            and question.folded_at(at) == "sau"
            and not has_accents(question.typed_words[at])
        ):
            continue
        number, size = found
        end = question.spans[at + size - 1][1]
        if size > 1 and number > 12:  # "tháng tư hai mươi"
            number, end = (
                (number_at([question.typed_words[at]], 0) or (0, 1))[0],
                question.spans[at][1],
            )
        if not 1 <= number <= 12 or _counted(question, match.start()):
            continue
        start, day = match.start(), None
        noun = _DAY_NOUN.search(question.plain[: match.start()])
        if noun:
            first = question.word_at(noun.start("day"))
            value = number_at(question.typed_words, first)
            if value and 1 <= value[0] <= 31:
                start, day = noun.start(), value[0]
        yield start, end, day, number


def _counted(question: Question, start: int) -> bool:
    """Whether a number of months is said ("3 tháng …"), and no month named."""
    before = question.plain[:start].split()
    return bool(before) and before[-1].isdigit() and "ngay" not in before[-2:-1]


def _english_months(question: Question) -> Iterator[tuple[int, int, int | None, int]]:
    for match in question.free(_ENGLISH_MONTH):
        day = match["before"] or match["after"]
        end = match.end("after") if match["after"] else match.end("month")
        yield match.start(), end, int(day) if day else None, _MONTHS.index(match["month"]) + 1
