"""Search: from a query to an answer, numbers first, ranking last, the gate over both."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from corpus.documents import Directive, Passage
from corpus.library import Library
from index.answer import Answer, Kind, Problem, Status, Step
from index.checking import QuotationCheck
from index.coverage import Coverage
from index.directives import DirectiveIndex
from index.gate import PASSAGE_SHARE
from index.held import HeldTexts
from index.indexed_library import IndexedLibrary
from index.kinds_asked import KindAsked
from index.lessons import LessonIndex
from index.milestones import MilestoneIndex
from index.passages import PassageIndex
from index.periods import named_periods
from index.query import Act, Language, Period, Query, Word
from index.reading import QuestionReader
from index.syllable import is_syllable
from index.text import clean, folded_key, syllables
from index.topics import LONG_QUESTION, Judged, TopicSearch, clauses
from index.units import FoldedText
from index.vocabulary import Vocabulary

_ACT_KINDS: dict[Act, tuple[Status, Kind]] = {
    "thanks": ("smalltalk", "smalltalk"),
    "greeting": ("smalltalk", "smalltalk"),
    "goodbye": ("smalltalk", "smalltalk"),
    "help": ("help", "help"),
    "start": ("help", "help"),
    "unknown_command": ("help", "help"),
    "empty": ("unclear", "none"),
}
# Words about the article and not of it: they don't make a question for its author a topic.
_ABOUT_ARTICLE = frozenset(
    """
bai bao viet tap chi ten nguoi day du dang trang mang tin toa soan ran article story page
thong trich goc dan lay ghi xin muc chuyen
""".split()
)
# Words that go with "the tasks" besides those of the title.
_ABOUT_TASKS = frozenset(
    """
nhiem vu nganh thu do ha noi thang toi lon chinh ten ban giao lanh dao ke luot lan tong cong so
dau muc dong ba hai bon nam sau phai lam quan can biet tung danh sach tom tat key six
main outline summary thuc hien trien khai carry quy
""".split()
)
# Where documents aren't asked for, a subject must fit so well to be taken for one.
_SURELY_MEANT = 0.8
# A clause of a message means at most so many documents.
_MEANT_BY_CLAUSE = 3
# A name is what a message is about when it is this share of the words.
_MOSTLY_NAME = 0.5


class Search:
    """Everything that answers questions about one library; read-only once built."""

    def __init__(self, library: Library, previous: "Search | None" = None) -> None:
        """`previous` searches the library before: what did not change since is taken from it, and
        the answers are those of a search built anew."""
        self.library = library
        self._indexed: IndexedLibrary = IndexedLibrary(
            library, previous._indexed if previous else None
        )
        self._vocabulary: Vocabulary = Vocabulary(
            library, self._indexed, previous._vocabulary if previous else None
        )
        self.reader: QuestionReader = QuestionReader(
            library, self._vocabulary, previous.reader if previous else None
        )
        self.index: PassageIndex = PassageIndex(self._indexed, previous.index if previous else None)
        self.directives: DirectiveIndex = DirectiveIndex(
            library, previous.directives if previous else None
        )
        self._quotations = QuotationCheck(self._indexed, self.index)
        self._topics: TopicSearch = TopicSearch(
            self._indexed, self.index, previous._topics if previous else None
        )
        self._held = HeldTexts(library, self.directives, self._topics)
        self._lessons = LessonIndex(library.lessons)
        briefing = library.briefing
        own = named_periods(briefing.title) if briefing else []
        self._period = own[0] if own else Period()
        self._periods = frozenset().union(*(own.periods for own in self._indexed.documents))

    @cached_property
    def milestones(self) -> MilestoneIndex:
        """The dates in the documents; made when first asked for, or beforehand by `prepare`."""
        return MilestoneIndex(self.library)

    @cached_property
    def _scope(self) -> FoldedText:
        """The briefing's title and what opens the articles: whose tasks they are."""
        title = self.library.briefing.title if self.library.briefing else ""
        leads = (own.lead for own in self._indexed.documents)
        own = " ".join(folded_key(s) for s in syllables(clean(title)))
        return FoldedText(" ".join(filter(None, (own, *leads))))

    def prepare(self) -> None:
        """Make what few questions need, so that none of them waits for it.

        For whoever builds a search beside one that answers, in the thread that builds it, before
        the swap. A search for one question does without.
        """
        self._quotations.prepare()
        _ = self.milestones, self._scope, self.library.contradictions

    def read(self, message: str, language: Language = "vi") -> Query:
        """Understand one message, without the conversation around it."""
        return self.reader.read(message, language)

    def answer(self, query: Query) -> Answer:
        """Answer a query that needs no conversation to be understood."""
        if query.act != "ask":
            status, kind = _ACT_KINDS[query.act]
            return Answer(status, kind, query, found_by="act")
        # "cần dẫn nguồn cho đúng: những chỉ thị nào nói về …" asks which, and not how to cite.
        if query.citing and not query.subject:
            return replace(self._citation(query), found_by="citing")
        for name, step in self._steps():
            answer = step(query)
            if answer is not None:
                return replace(answer, found_by=name)
        return Answer("unclear", "none", query, problem="no_context")

    def _steps(self) -> Iterator[tuple[Step, Callable[[Query], Answer | None]]]:
        """The steps in their order. Not kept: an index that refers to itself outlives its use."""
        yield "taught", self._by_lesson
        yield "time", self._by_time
        yield "checking", self._quotations.asked
        yield "name", self._by_name
        yield "pasting", self._quotations.copied
        yield "other_scope", self._by_other_scope
        yield "locator", self._by_locator
        yield "section", self._by_section
        yield "task", self._by_task
        yield "number", self._by_number
        yield "article", self._about_article
        yield "outline", self._outline
        yield "document", self._by_document
        yield "unknown_quotation", self._quotations.unknown
        yield "words", self._by_words

    def _citation(self, query: Query) -> Answer:
        """What is to be cited: the places or documents asked for, else the whole article."""
        named = query.numbers or query.directives or query.sections
        place = bool(query.tasks or query.locators or query.passages or named)
        about = place or query.paragraphs or query.content or query.types or query.dates
        if not about or (query.citing == "article" and not place):
            return Answer("answered", "citation", query, confidence=1.0)
        found = self.answer(replace(query, citing=None))
        if found.status != "answered":
            return replace(found, query=query)
        if found.kind not in ("task", "passage", "directive"):
            return Answer("answered", "citation", query, confidence=1.0)
        directives = found.directives if found.kind == "directive" else ()
        return replace(found, kind="citation", query=query, directives=directives)

    # -- looked up ---------------------------------------------------------------------------

    def _found(
        self,
        kind: Kind,
        query: Query,
        passages: Sequence[Passage],
        directives: Sequence[Directive] | None = None,
        confidence: float = 1.0,
        near: Sequence[Passage] = (),
        judged: Sequence[Judged] = (),
    ) -> Answer:
        """An answer; the directives are those the passages cite, unless others are given."""
        if directives is None:
            directives = self.library.cites(passages)
        return Answer(
            "answered",
            kind,
            query,
            tuple(passages),
            tuple(directives),
            confidence=confidence,
            near=tuple(near),
            judged=tuple(judged),
        )

    def _by_lesson(self, query: Query) -> Answer | None:
        """What somebody linked to this question by hand."""
        lesson = self._lessons.find(query)
        passage = lesson and self.library.document(lesson.document).passage(lesson.locator)
        return self._found("passage", query, [passage]) if passage else None

    def _by_time(self, query: Query) -> Answer | None:
        """The dates and anniversaries of a month, a quarter, a year, or to come."""
        if query.milestones is None:
            return None
        listing = self.milestones.list(query.milestones, query.asked_on, query.tasks)
        if not listing.occasions:
            return replace(self._not_found(query, "no_milestone"), listing=listing)
        named = dict.fromkeys(o.milestone.directive for o in listing.occasions)
        directives = [self.library.directive(i) for i in named if i is not None]
        passages = self.milestones.passages(listing.occasions)
        return replace(self._found("milestones", query, passages, directives), listing=listing)

    def _by_other_scope(self, query: Query) -> Answer | None:
        """Not this briefing's tasks but those of another quarter, year or body."""
        if not (query.tasks or query.outline) or self.library.briefing is None:
            return None
        own = self._period
        asked = query.period
        year = asked.year or next(iter(query.years), None)
        if (asked.quarter and own.quarter and asked.quarter != own.quarter) or (
            year and own.year and year != own.year
        ):
            return self._not_found(query, "other_period")
        if (query.owner and not self._is_ours(query.owner)) or any(
            not self._scope.is_called(place) for place in query.places
        ):
            return self._not_found(query, "other_owner")
        return None

    def _is_ours(self, owner: Sequence[Word]) -> bool:
        """Whether the words of an owner are the briefing's own: they stand in its title or lead.

        "ngành Tuyên giáo Hà Nội" is made of runs that do; of "Ban Dân vận" or "thành phố Hồ Chí
        Minh" a run doesn't.
        """
        # A short form that nobody has written out ("TĐ") says nothing of whose they are.
        keys = [folded_key(w.typed) for w in owner if is_syllable(w.typed)]
        at = 0
        while at < len(keys):
            size = next(
                (n for n in range(len(keys) - at, 0, -1) if self._scope.has_run(keys[at : at + n])),
                0,
            )
            if not size:
                return False
            at += size
        return True

    def _by_name(self, query: Query) -> Answer | None:
        """A document without a number, called by its name: "chuyên đề năm 2024 là gì?"."""
        if query.numbers or query.tasks or not query.words:
            return None
        said = [folded_key(s) for s in syllables(clean(query.text))]
        words = [folded_key(word.typed) for word in query.words]
        named = self.directives.by_name(words, _MOSTLY_NAME) or self.directives.by_name(said, 1)
        return self._directives(query, named) if named else None

    def _by_locator(self, query: Query) -> Answer | None:
        if not (query.locators or query.passages):
            return None
        briefing = self.library.briefing or self.library.documents[0]
        named = [p for locator in query.locators if (p := briefing.passage(locator))]
        passages = [*query.passages, *named]
        if not passages:
            return self._not_found(query, "no_such_paragraph", asked=", ".join(query.locators))
        if query.cited_by:
            return self._cited_by(query, passages)
        return self._found("passage", query, passages)

    def _by_section(self, query: Query) -> Answer | None:
        found = self._held.by_section(query)
        if found is not None and found.status == "answered" and query.cited_by:
            return self._cited_by(found.query, found.passages)
        return found

    def _by_task(self, query: Query) -> Answer | None:
        if not query.tasks:
            return None
        spoken_of = query.document
        briefing = self.library.document(spoken_of) if spoken_of else self.library.briefing
        if briefing is None:
            return self._not_found(query, "no_such_task", asked=str(query.tasks[0]))
        count = len(briefing.tasks)
        tasks = [count + 1 + number if number < 0 else number for number in query.tasks]
        known = [task for task in tasks if task in briefing.tasks]
        if not known:
            near = briefing.tasks[count] if tasks[0] > count else briefing.tasks[1]
            return self._not_found(query, "no_such_task", asked=str(tasks[0]), near=near[:1])
        resolved = replace(query, tasks=tuple(known))
        passages = [p for task in known for p in briefing.tasks[task]]
        if query.paragraphs:
            return self._by_paragraph(resolved, passages)
        if query.cited_by:
            return self._cited_by(resolved, passages)
        return self._found("task", resolved, passages)

    def _by_paragraph(self, query: Query, passages: Sequence[Passage]) -> Answer:
        count = len(passages)
        places = [count + 1 + n if n < 0 else n for n in query.paragraphs]
        chosen = [passages[n - 1] for n in places if 1 <= n <= count]
        if not chosen:
            asked = str(places[0])
            return self._not_found(query, "no_such_paragraph", asked=asked, near=passages[-1:])
        if query.cited_by:
            return self._cited_by(query, chosen)
        return self._found("passage", query, chosen)

    def _cited_by(self, query: Query, passages: Sequence[Passage]) -> Answer:
        cited = self.library.cites(passages)
        if query.types:
            cited = tuple(d for d in cited if d in self.directives.of_types(query.types))
        if not cited:
            return self._not_found(query, "no_documents_cited", near=passages[:1])
        citing = [p for p in passages if self.library.cites([p])]
        return self._found("directive", query, citing, cited)

    def _by_number(self, query: Query) -> Answer | None:
        if query.directives:
            chosen = [self.library.directive(i) for i in query.directives]
            return self._of_held(query, chosen) or self._directives(query, chosen)
        if not query.numbers:
            return None
        found: list[Directive] = []
        for asked in query.numbers:
            found += self.directives.by_number(asked)
        if found:
            return self._of_number(query, list(dict.fromkeys(found)))
        number = query.numbers[0]
        near = self.directives.with_number(number.number)
        label = " ".join((*number.types[:1], number.digits))
        problem: Problem = "other_document" if near else "no_such_document"
        return self._not_found(query, problem, asked=label, near_directives=near)

    def _of_number(self, query: Query, found: Sequence[Directive]) -> Answer:
        """The documents, unless what is asked of them stands in none of the texts there are."""
        held = self._of_held(query, found)
        if held is not None:
            return held
        if query.inner and not any(self.library.is_held(d.id) for d in found):
            asked = query.inner
            return self._not_found(query, "inner_not_held", asked=asked, near_directives=found)
        citing = [p for d in found for p in self.library.cited_in(d.id)]
        kind = KindAsked(query)
        is_held = any(self.library.is_held(d.id) for d in found)
        if citing and not is_held and all(kind.lacking(p.text, self.index.unit(p)) for p in citing):
            return self._not_found(query, "not_in_documents", near_directives=found)
        return self._directives(query, found)

    def _of_held(self, query: Query, found: Sequence[Directive]) -> Answer | None:
        """What is asked of the one document among `found` whose text there is, if anything is."""
        held = [d for d in found if self.library.is_held(d.id)]
        return self._held.of_document(query, held[0]) if len(held) == 1 else None

    def _directives(
        self, query: Query, directives: Sequence[Directive], confidence: float = 1.0
    ) -> Answer:
        passages = dict.fromkeys(p for d in directives for p in self.library.cited_in(d.id))
        held = self.library.document_of(directives[0].id) if len(directives) == 1 else None
        if held is not None and "where" not in query.aspects and (held.headings or not passages):
            passages = dict.fromkeys(self._held.opening(held, query))
        return self._found("directive", query, list(passages), directives, confidence)

    def _about_article(self, query: Query) -> Answer | None:
        if not query.facts or query.numbers:
            return None
        topic = [w for w in query.content if w.folded not in _ABOUT_ARTICLE]
        if topic and len(query.facts) < 2:
            return None
        kind: Kind = "source" if query.facts == {"source"} else "meta"
        return Answer("answered", kind, query, confidence=1.0)

    def _outline(self, query: Query) -> Answer | None:
        briefing = self.library.briefing
        if not query.outline or briefing is None:
            return None
        title = {folded_key(s) for s in syllables(briefing.title)}
        clauses = {w.clause for w in query.words if w.folded in ("nhiem", "viec")}
        own = title | {folded_key(word) for word in _ABOUT_TASKS}
        topic = [
            w for w in query.content if w.clause in clauses and folded_key(w.folded) not in own
        ]
        topic = [w for w in topic if not w.folded.isdigit() and w.folded != "viec"]
        if topic:
            return None
        return self._found("outline", query, [p[0] for p in briefing.tasks.values()], ())

    def _no_document(self, query: Query) -> Answer:
        asked = ", ".join(name.lower() for name in query.types)
        years = ", ".join(str(year) for year in query.years)
        return self._not_found(query, "no_such_document", asked=f"{asked} {years}".strip())

    # -- searched for ------------------------------------------------------------------------

    def _by_document(self, query: Query) -> Answer | None:
        named = query.documents or (query.types and query.content)
        if not (named or query.dates or (query.years and not query.content)):
            return None
        if not query.documents and KindAsked(query).count:
            return None  # how many there are of something in a programme
        long = len(query.content) >= LONG_QUESTION
        questions = [query]
        if query.subject and query.subject != query.content:
            questions.append(replace(query, content=query.subject))
        if long and len({w.clause for w in query.content}) > 1:
            questions += [replace(query, content=c) for c in clauses(query.content)]
        best: tuple[Coverage, tuple[Directive, ...]] | None = None
        for question in questions:
            found, coverage = self.directives.select(question)
            if coverage is None and question is query:
                if not found and query.content and not query.documents:
                    return None  # a day in a question for something else
                if not found:
                    return self._no_document(query)
                if query.age:
                    found = self.directives.of_age(found, query.age)
                return self._directives(query, found)
            if question.content is not query.content and len(found) > _MEANT_BY_CLAUSE:
                continue  # "…, thành ủy": words that half the catalogue has
            if found and coverage and (best is None or coverage.weight > best[0].weight):
                best = (coverage, found)
        if best is None and query.documents and query.meant:
            in_other_words = replace(query, content=query.meant)
            found, coverage = self.directives.select(in_other_words, least=PASSAGE_SHARE)
            best = (coverage, found) if found and coverage else None
        if best is None:
            named_only = query.documents and not query.content
            return self._no_document(query) if named_only else None
        coverage, found = best
        if not query.documents and coverage.share < _SURELY_MEANT:
            return None
        several = query.listing or len(found) == 1
        answer = self._directives(query, found if several else found[:3], coverage.share)
        return replace(answer, subject=coverage)

    def _by_words(self, query: Query) -> Answer | None:
        if not query.content:
            return None
        if query.period != Period() and not self._speaks_of(query.period):
            return self._not_found(query, "other_period")
        if query.dates:  # no document's day, then a day that a passage names
            digits = tuple(word for word in query.words if word.folded.isdigit())
            query = replace(query, content=(*query.content, *digits))
        of_types = self.directives.of_types(query.types) if query.documents else ()
        topic = self._topics.find(query, of_types)
        best = topic.best
        if best is None:
            return self._not_found(query, "not_in_documents", near=topic.near, judged=topic.judged)
        confidence = round(best.coverage.share, 3)
        cited = self.library.cites([best.passage])
        asked = [directive for directive in cited if directive in of_types]
        if len(asked) == 1:  # "which resolution is reviewed?": the one that the passage cites
            return self._directives(query, asked, confidence)
        return self._found(
            "passage",
            query,
            self._held.whole(best.passage),
            self.directives.best_first(cited, query.content),
            confidence=confidence,
            near=tuple(p for p in topic.near if p is not best.passage),
            judged=topic.judged,
        )

    def _speaks_of(self, period: Period) -> bool:
        """Whether any passage or title names this quarter and this year."""
        return any(
            (period.quarter is None or period.quarter in {p.quarter for p in named})
            and (period.year is None or period.year in {p.year for p in named})
            for named in self._periods
        )

    def _not_found(
        self,
        query: Query,
        problem: Problem,
        *,
        asked: str = "",
        near: Sequence[Passage] = (),
        near_directives: Sequence[Directive] = (),
        judged: Sequence[Judged] = (),
    ) -> Answer:
        return Answer(
            "not_found",
            "none",
            query,
            near=tuple(near),
            near_directives=tuple(near_directives),
            problem=problem,
            asked=asked,
            judged=tuple(judged),
        )
