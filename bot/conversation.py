"""What a chat was about, and how that completes a question said in half: "còn 6?", "nó ở đâu?"."""

from dataclasses import dataclass, replace
from typing import Literal

from bot.held_talk import HeldTalk
from corpus.documents import Directive, Passage
from corpus.library import Library
from index.answer import Answer, Problem
from index.directives import DirectiveIndex
from index.query import Language, MilestonesAsked, NumberAsked, Query

# What a conversation may lose when the library changes: see `bot.rebinding`.
Lost = Literal["passages", "directives", "listed", "reading"]


@dataclass(frozen=True)
class Conversation:
    """The state of one chat.

    `passages` and `directives` are what the last answer showed, `listed` what the person may
    point into ("cái thứ hai"). Of the `part_count` parts of the last reply, `part` was shown last.
    `milestones` is what was asked of dates and anniversaries, while they are the topic.

    `version` is the library's that all of it belongs to, empty while nothing was said. `asked` is
    the question last answered, complete in itself, `reading` a digest of the whole reply to it, and
    `last` the answer, None where only another version gave it. `lost` is what was forgotten because
    the library changed, and `ask_again` a message that asks for it anew.
    """

    language: Language = "vi"
    passages: tuple[Passage, ...] = ()
    directives: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    lists_documents: bool = False
    part: int = 1
    part_count: int = 1
    last: Answer | None = None
    milestones: MilestonesAsked | None = None
    touched_at: float = 0.0
    version: str = ""
    asked: Query | None = None
    reading: str = ""
    lost: frozenset[Lost] = frozenset()
    ask_again: str = ""

    @property
    def task(self) -> int | None:
        """The task last spoken of."""
        return next((p.task for p in self.passages if p.task is not None), None)

    def after(self, answer: Answer) -> "Conversation":
        """The state once `answer` was given. What found nothing leaves the topic as it was."""
        if answer.status != "answered" or answer.kind in ("meta", "source"):
            asked = answer.query.milestones
            return replace(
                self, language=answer.query.language, milestones=asked or self.milestones
            )
        listed, of_documents = self.listed, self.lists_documents
        if answer.kind == "outline" and answer.passages[0].task is not None:
            listed, of_documents = tuple(str(p.task) for p in answer.passages), False
        elif answer.kind == "directive" and len(answer.directives) > 1:
            listed, of_documents = tuple(d.id for d in answer.directives), True
        of_text = bool(answer.passages and answer.passages[0].task is None)
        spoken_of = answer.kind in ("directive", "citation") or (
            answer.kind == "milestones" and len(answer.directives) == 1
        )
        return replace(
            self,
            language=answer.query.language,
            passages=() if answer.kind == "outline" and not of_text else answer.passages,
            directives=tuple(d.id for d in answer.directives) if spoken_of else (),
            listed=listed,
            lists_documents=of_documents,
            last=answer,
            milestones=answer.query.milestones,
            lost=frozenset(),
            ask_again="",
        )


class Unresolvable(Exception):
    """The conversation says why a question can't be completed: nothing follows task 6."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class Resolver:
    """Completes queries of one library from a conversation."""

    def __init__(self, library: Library, directives: DirectiveIndex) -> None:
        self._library = library
        self._directives = directives
        self._held = HeldTalk(library)

    @property
    def library(self) -> Library:
        """The library whose queries are completed."""
        return self._library

    def resolve(self, query: Query, conversation: Conversation) -> Query:
        """`query` made to stand by itself; raises `Unresolvable` where the talk has an end."""
        if query.time is not None and _is_for_milestones(query.time, conversation):
            before = conversation.milestones
            asked = replace(query.time, what=before.what if before else "all", bare=False)
            return Query(query.text, query.language, words=query.words, milestones=asked)
        held = self._of_held(query, conversation)
        if held is not None:
            return held
        if query.milestones or query.act != "ask" or query.tasks or query.numbers or query.locators:
            return query
        conversation = self._with_directive(conversation)
        if query.pasted is not None and query.pasted.ground == "check":
            return query
        if query.citing:
            return self._to_cite(query, conversation)
        if query.facts and conversation.passages:
            query = replace(query, document=conversation.passages[0].document)
        elif query.facts == {"source"} and conversation.directives:
            # Only the catalogue was quoted: its source is asked for.
            return replace(query, facts=frozenset(), directives=conversation.directives)
        if query.move in ("next", "previous") and len(query.content) <= 2:
            return self._neighbour(query, conversation)
        if query.move == "back":
            return self._read_back(query, conversation)
        if query.move == "more":
            return self._read_on(query, conversation)
        if query.paragraphs:
            return self._paragraphs(query, conversation)
        if query.ordinal is not None and not query.content:
            return self._listed(query, query.ordinal, conversation)
        if query.bare_number is not None:
            return self._bare(query, query.bare_number, conversation)
        if not query.content and not query.facts and not query.dates and not query.years:
            return self._pointing_back(query, conversation)
        return query

    def _of_held(self, query: Query, conversation: Conversation) -> Query | None:
        """The query completed from the official document that is spoken of; None for another."""
        names_it = query.sections or query.level or query.contents or query.in_full
        says_other = query.milestones or query.act != "ask" or query.numbers or query.locators
        if says_other or query.pasted or (query.types and not query.pronoun):
            return None
        if query.tasks and not names_it:
            return None
        document = self._held.document(conversation.passages, conversation.directives)
        if document is None:
            return None
        shown = () if conversation.directives else conversation.passages
        completed = self._held.complete(query, document, shown)
        if isinstance(completed, str):
            raise Unresolvable(completed)
        return completed

    def _with_directive(self, conversation: Conversation) -> Conversation:
        """`conversation`, in which a text that is shown is also the directive spoken of."""
        document = self._held.document(conversation.passages, conversation.directives)
        if document is None or document.directive is None or conversation.directives:
            return conversation
        return replace(conversation, directives=(document.directive,))

    def _to_cite(self, query: Query, conversation: Conversation) -> Query:
        """What a question how to cite means where it names nothing: what was last spoken of."""
        if query.passages or query.content:
            return query
        if query.citing == "article":
            spoken_of = conversation.passages
            return replace(query, document=spoken_of[0].document) if spoken_of else query
        if query.paragraphs:
            return self._paragraphs(query, conversation)
        if query.ordinal is not None:
            return self._listed(query, query.ordinal, conversation)
        if query.types:
            return self._pointing_back(query, conversation)
        if conversation.directives:
            return replace(query, directives=conversation.directives)
        return replace(query, passages=conversation.passages)

    def _neighbour(self, query: Query, conversation: Conversation) -> Query:
        task = conversation.task
        if task is None:
            raise Unresolvable("no_context")
        document = self._library.document(conversation.passages[0].document)
        task += 1 if query.move == "next" else -1
        if task not in document.tasks:
            raise Unresolvable("nothing_after" if query.move == "next" else "nothing_before")
        return replace(query, tasks=(task,), content=(), document=document.id)

    def _read_on(self, query: Query, conversation: Conversation) -> Query:
        if not conversation.passages:
            raise Unresolvable("no_context")
        following = self._library.after(conversation.passages[-1])
        if following is None:
            raise Unresolvable("nothing_after")
        return replace(query, passages=(following,))

    def _read_back(self, query: Query, conversation: Conversation) -> Query:
        if not conversation.passages:
            raise Unresolvable("no_context")
        before = self._library.before(conversation.passages[0])
        if before is None:
            raise Unresolvable("nothing_before_this")
        return replace(query, passages=(before,))

    def _paragraphs(self, query: Query, conversation: Conversation) -> Query:
        task = conversation.task
        if task is None:
            raise Unresolvable("no_context")
        return replace(query, tasks=(task,), document=conversation.passages[0].document)

    def _listed(self, query: Query, ordinal: int, conversation: Conversation) -> Query:
        if not conversation.lists_documents or not conversation.listed:
            return replace(query, tasks=(ordinal,))
        index = ordinal - 1 if ordinal > 0 else ordinal
        if not -len(conversation.listed) <= index < len(conversation.listed):
            raise Unresolvable("no_such_document")
        return replace(query, directives=(conversation.listed[index],))

    def _bare(self, query: Query, number: int, conversation: Conversation) -> Query:
        for directive_id in conversation.directives:
            types = (self._library.directive(directive_id).type,)
            if self._directives.by_number(NumberAsked(number, types)):
                return replace(query, numbers=(NumberAsked(number, types),))
        return replace(query, tasks=(number,))

    def _pointing_back(self, query: Query, conversation: Conversation) -> Query:
        """ "nó ban hành ngày nào?", "chỉ thị đó", "căn cứ kết luận nào?"."""
        if query.listing and query.documents and not query.pronoun:
            return query
        spoken_of = self._spoken_of(query, conversation)
        held = [d for d in spoken_of if self._library.is_held(d.id)]
        if held and query.pronoun and query.content:
            return replace(query, directives=(held[0].id,))
        if spoken_of and (query.pronoun or query.aspects or query.documents):
            return replace(query, directives=tuple(d.id for d in spoken_of))
        if (query.pronoun or query.aspects) and conversation.passages and not query.outline:
            return replace(query, passages=conversation.passages)
        return query

    def _spoken_of(self, query: Query, conversation: Conversation) -> tuple[Directive, ...]:
        """The documents a question may point at: the last ones, or the one a passage cites.

        All that the passages cite where documents are asked for: "cả hai có văn bản nào?".
        """
        types = query.types
        of_type = self._directives.of_types(types) if types else self._library.directives
        last = [self._library.directive(i) for i in conversation.directives]
        found = tuple(d for d in last if d in of_type)
        if found:
            return found
        cited = tuple(d for d in self._library.cites(conversation.passages) if d in of_type)
        return cited if len(cited) == 1 or types or (query.pronoun and query.documents) else ()


def _is_for_milestones(time: MilestonesAsked, conversation: Conversation) -> bool:
    """Whether a time alone asks for its dates: while they are the topic, and a month always.

    A quarter or a year alone is otherwise one of tasks or documents, a day one of a passage.
    """
    month_alone = time.month is not None and time.day is None
    return conversation.milestones is not None or month_alone
