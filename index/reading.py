"""Reading a question: from the message as typed to a `Query`.

What is understood (a task's number, a document's number, an aspect, politeness) is marked as
taken; the words nobody took are the content, to be searched for.
"""

import contextlib
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.library import Library
from index import cite_asked, documents_asked, grammar, places
from index.content import content_of, meant_by
from index.milestones_asked import read_milestones
from index.numerals import write_years
from index.periods import quarter_of
from index.query import Act, Age, Aspect, Fact, Language, Pasted, Period, Query
from index.question import Question
from index.quote_asked import is_english, read_command, read_pasted
from index.repair import Repairer
from index.sections_asked import SectionsAsked, read_sections, take_contents
from index.text import clean, fold
from index.thesaurus import Thesaurus
from index.vocabulary import Vocabulary

# More than anyone types, and little enough to read while others wait.
LONGEST_MESSAGE = 2000
MOST_WORDS = 250
# Commands of a chat menu, each with the words it stands for.
_ACTS: dict[str, Act] = {"start": "start", "help": "help"}
_COMMANDS: dict[str, str] = {
    "nhiemvu": "nhiệm vụ",
    "vanban": "tất cả các văn bản",
    "nguon": "nguồn",
    "moc": "các mốc thời gian",
}
_CHECK_COMMAND = "trich"
# What is to be checked and is so short may be a place instead: "/trich nhiệm vụ 4".
_SHORT = 6
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_DAY_AND_MONTH = re.compile(r"\d/\d")


class QuestionReader:
    """Reads questions about one library; read-only once built."""

    def __init__(
        self, library: Library, vocabulary: Vocabulary, previous: "QuestionReader | None" = None
    ) -> None:
        self._vocabulary = vocabulary
        self._repairer = Repairer(vocabulary, library.lexicon)
        before = previous._thesaurus if previous else None
        self._thesaurus: Thesaurus = Thesaurus(library.lexicon, vocabulary, before)
        # Where no text has sections, "điều 5" is of none and "mục 4" is a task.
        self._sectioned = any(passage.sections for passage in library.passages)

    def read(self, message: str, language: Language = "vi") -> Query:
        """Understand `message`. Never fails: what cannot be read gives a query of its words.

        `language` is the conversation's, for a message that is of neither: "3.2", "task 4".
        """
        text = " ".join(clean(message[:LONGEST_MESSAGE]).split(" ")[:MOST_WORDS])
        if not text:
            return Query(text="", language=language, act="empty")
        if text.startswith("/"):
            name, _, rest = text[1:].partition(" ")
            name = name.partition("@")[0].lower()
            if name == _CHECK_COMMAND:
                behind = message.strip().split(maxsplit=1)[1:]
                return self._to_check(text, read_command("".join(behind)), language)
            if name not in _COMMANDS:
                return Query(text=text, language=language, act=_ACTS.get(name, "unknown_command"))
            return self._understood(f"{_COMMANDS[name]} {rest}".strip(), language)
        pasted = read_pasted(message)
        if pasted is not None and pasted.ground == "check":
            return self._to_check(text, pasted, language)
        query = self._understood(text, self._repairer.language_of(text) or language)
        return replace(query, pasted=pasted) if pasted else query

    def _understood(self, text: str, language: Language) -> Query:
        repaired = write_years(_take_back(clean(self._repairer.repair(text, language))))
        question = Question(repaired, language, self._vocabulary, self._thesaurus)
        asked, tasks = read_milestones(question.unmarked())
        if asked is None or asked.bare:
            return replace(_read(text, question, sectioned=self._sectioned), time=asked)
        return Query(text, language, words=question.words, milestones=asked, tasks=tasks)

    def _to_check(self, text: str, pasted: Pasted, language: Language) -> Query:
        """A request to check a text; one so short that it names a place asks for the place."""
        around = text.replace(clean(pasted.text), " ") if pasted.text else text
        asked_in: Language = "en" if is_english(around) else language
        language = self._repairer.language_of(around) or asked_in
        if len(pasted.text.split()) < _SHORT:
            query = self._understood(clean(pasted.text), language)
            if query.tasks or query.locators or query.numbers or query.paragraphs:
                return query
        return Query(text=text, language=language, pasted=pasted)


def _take_back(text: str) -> str:
    """`text` less what a correction takes back: "task 2, no wait, 4" leaves "task 4"."""
    plain = fold(text)
    not_meant = grammar.NOT_MEANT.search(plain)
    if not_meant and not_meant.start() > 0:
        text, plain = text[: not_meant.start()], plain[: not_meant.start()]
    match = grammar.TAKEN_BACK.match(plain)
    if match:
        kept, before = text[match.end() :], plain[: match.end()]
        bare = re.match(r"(?:so )?\d{1,2}\b", fold(kept))
        return f"nhiệm vụ {kept}" if bare and "nhiem vu" in before else kept
    head = grammar.CORRECTION_HEAD.match(plain)
    return text[head.end() :] if head and "," in text[: head.end()] else text


def _read(message: str, question: Question, *, sectioned: bool) -> Query:
    """One pass over the question; the order matters, for each step takes what it understands."""
    asked = read_sections(question) if sectioned else SectionsAsked()
    citing = cite_asked.read_citing(question, of_section=bool(asked.sections))
    question.mark(grammar.THANKING)
    helped = bool(question.mark(grammar.HELP))
    dates = tuple(_dates(question))
    period = _period(question)
    found = places.read_places(question)
    has_tasks = bool(found.tasks)
    numbers = tuple(documents_asked.read_numbers(question, has_tasks=has_tasks))
    inner = asked.inner or (_inner(question) if numbers and not has_tasks else "")
    named_place = found.tasks or found.paragraphs or asked.sections or asked.level
    ordinal = None if named_place else places.read_ordinal(question)
    pronoun, pointed = documents_asked.read_pronoun(question)
    documents = question.has(grammar.DOCUMENTS_ASKED) or (
        bool(dates) and question.has(grammar.TYPE_ASKED)
    )
    cited_by = bool(found.tasks or found.locators) and (
        documents or bool(grammar.CITED_BY.search(question.plain))
    )
    if asked.sections and asked.sure and grammar.CITED_BY.search(question.plain):
        cited_by = True
    types = pointed + documents_asked.read_types(question, take=documents)
    cited_by = cited_by or (
        bool(found.tasks and types) and bool(grammar.CITING.search(question.plain))
    )
    facts = _facts(question)
    of_document = bool(numbers or types or documents)
    aspects = _aspects(question, of_document=of_document, sectioned=sectioned)
    documents = documents or (bool(types) and bool({"number", "date", "issuer"} & aspects))
    years = documents_asked.read_years(question, take=documents)
    term = documents_asked.read_term(question) if documents else None
    issuers = documents_asked.read_issuers(question, take=documents)
    age = _age(question) if documents else None
    listing = bool(grammar.LISTING.search(question.plain))
    if numbers or types or pronoun:
        take_contents(question)
    move = asked.move or found.move
    if not (move or has_tasks or numbers):
        if places.says_only(question, grammar.MORE):
            move = "more"
        elif places.says_only(question, grammar.AGAIN):
            move = "again"
    outline, owner = places.read_outline(question, has_tasks=has_tasks)
    named = has_tasks or numbers or types
    if not named and (
        places.says_only(question, grammar.SUMMARY)
        or places.says_only(question, grammar.SIX_ITEMS)
        or (question.has(grammar.SUMMARY) and question.has(grammar.WHOLE_ARTICLE))
    ):
        outline = True
    act: Act = "help" if helped else _act(question)
    content = content_of(question)
    meant = meant_by(question) if content else ()
    if helped and len(content) <= 1:  # "em là bot hay người"
        return Query(text=message, language=question.language, act="help")
    bare = None
    if not (has_tasks or numbers or found.paragraphs or ordinal or asked.sections):
        bare = places.read_bare_number(question)
    if bare is not None or _is_sum(message, [word.typed for word in content]):
        content, meant = (), ()
    query = Query(
        text=message,
        language=question.language,
        words=question.words,
        tasks=found.tasks,
        paragraphs=found.paragraphs,
        part=found.part,
        locators=found.locators,
        move=move,
        ordinal=ordinal,
        bare_number=bare,
        outline=outline,
        owner=owner,
        numbers=numbers,
        inner=inner,
        sections=asked.sections,
        level=asked.level,
        contents=asked.contents,
        in_full=asked.in_full,
        places=question.places(),
        types=types,
        documents=documents,
        listing=listing,
        age=age,
        dates=dates,
        years=years,
        period=period,
        term=term,
        issuers=issuers,
        cited_by=cited_by,
        aspects=aspects,
        facts=facts,
        pronoun=pronoun,
        subject=documents_asked.read_subject(question, content) if documents else (),
        content=content,
        asking=question.asking,
        topic=documents_asked.read_topic(question, content),
        meant=meant,
        citing=citing,
    )
    if _asks(query):
        return query
    if period != Period():  # "thế còn quý II?"
        return replace(query, outline=True)
    return replace(query, act=act)


def _is_sum(message: str, content: list[str]) -> bool:
    """Whether only digits are left, and not of a day: "5 + 3" is no topic, "21/6" is one."""
    digits = bool(content) and all(word.isdigit() for word in content)
    return digits and not _DAY_AND_MONTH.search(message)


def _dates(question: Question) -> Iterator[dt.date]:
    english = question.mark(grammar.ENGLISH_DATE) if question.language == "en" else []
    for match in english:
        named = _MONTHS.index(str(match["month"] or match["month2"])[:3]) + 1
        with contextlib.suppress(ValueError):  # 31 June
            yield dt.date(int(match["year"]), named, int(match["day"] or match["day2"]))
    for match in question.free(grammar.DATE):
        year, month, day = (match[n] or match[f"iso_{n}"] for n in ("year", "month", "day"))
        try:
            date = dt.date(int(year), int(month), int(day))
        except ValueError:  # 31/2/2018: no day to look for, so its digits stay content
            continue
        question.take(*match.span())
        yield date


def _period(question: Question) -> Period:
    match = next(question.free(grammar.QUARTER), None)
    if match is None:
        return Period()
    question.take(*match.span())
    period = quarter_of(match)
    apart = None if period.year else next(question.free(grammar.YEAR_APART), None)
    if apart is None:
        return period
    question.take(*apart.span())
    return replace(period, year=int(apart["year"]))


def _facts(question: Question) -> frozenset[Fact]:
    return frozenset(
        fact
        for fact, pattern in grammar.FACTS.items()
        if question.mark(pattern, grammar.FACTS_MEANT)
    )


def _aspects(question: Question, *, of_document: bool, sectioned: bool) -> frozenset[Aspect]:
    signed = sectioned and bool(grammar.SIGNER.search(question.plain))
    aspects: frozenset[Aspect] = frozenset(
        aspect for aspect, pattern in grammar.ASPECTS.items() if question.mark(pattern)
    )
    if of_document or aspects:
        question.mark(grammar.ISSUED)
    return aspects | {"signer"} if signed else aspects


def _inner(question: Question) -> str:
    match = next(question.free(grammar.INNER_PLACE), None)
    if match is None:
        return ""
    question.take(*match.span())
    return question.typed[match.start() : match.end()]


def _age(question: Question) -> Age | None:
    if question.mark(grammar.OLDEST):
        return "oldest"
    return "newest" if question.mark(grammar.NEWEST) else None


def _act(question: Question) -> Act:
    well = question.mark(grammar.HOW_ARE_YOU)
    if grammar.THANKS.search(question.plain):
        return "thanks"
    if question.mark(grammar.GOODBYE):
        return "goodbye"
    return "greeting" if question.mark(grammar.GREETING) or well else "ask"


def _asks(query: Query) -> bool:
    """Whether anything is asked for; else the message is thanks, a greeting, or nothing."""
    return any(
        (
            query.content,
            query.tasks,
            query.sections,
            query.level,
            query.contents,
            query.in_full,
            query.paragraphs,
            query.locators,
            query.ordinal,
            query.bare_number is not None,
            query.move,
            query.outline,
            query.numbers,
            query.types,
            query.documents,
            query.dates,
            query.years,
            query.aspects,
            query.facts,
            query.pronoun,
            query.citing,
        )
    )
