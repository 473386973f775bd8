"""From an answer to a reply: quotations, notes, the source line, and what to press next."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot import offers
from bot.cards import Cards
from bot.citing import Citer
from bot.labels import directive_name, instant, place_name
from bot.milestone_list import MilestoneList
from bot.notes import Notes
from bot.quoting import Quoter
from bot.replies import Action, Block, QuotedPassage, Reply, paginate
from bot.wording import say
from corpus.documents import Directive, Document, Passage
from corpus.library import Library
from index.answer import Answer
from index.milestones import Listing
from index.query import Fact, Language

_SENTENCE_END = re.compile(r"[.;](?=\s|$)")
_NEAR = 3


@dataclass(frozen=True)
class _Draft:
    """A reply before it is cut to parts."""

    heading: str
    blocks: tuple[Block, ...]
    actions: tuple[Action, ...] = ()


class Composer:
    """Words answers about one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._cards = Cards(library)
        self._notes = Notes(library)
        self._milestone_list = MilestoneList(library, self._notes)
        self._quoter = Quoter(library)
        self._citer = Citer(library, self._cards, self._notes)
        # What is spoken of before anything was: the briefing, or what there is.
        self._main = library.briefing or library.documents[0]

    def compose(self, answer: Answer, language: Language) -> Reply:
        """The reply to show for `answer`, at its first part."""
        if answer.status == "answered":
            if answer.kind == "directive":
                draft = self._directives(answer, language)
            elif answer.kind == "outline":
                draft = self._outline(answer, language)
            elif answer.kind == "milestones":
                draft = self._milestones(answer, language)
            elif answer.kind == "quotation":
                draft = self._quotation(answer, language)
            elif answer.kind == "citation":
                draft = self._citation(answer, language)
            elif answer.kind in ("meta", "source"):
                draft = self._article(answer, language)
            else:
                draft = self._passages(answer, language)
        elif answer.status in ("smalltalk", "help") or answer.query.act != "ask":
            draft = self._talk(answer, language)
        else:
            draft = self._nothing(answer, language)
        return self._reply(answer, language, draft)

    def say(self, key: str, language: Language, ask: str | None = None, **fields: object) -> Reply:
        """A reply of one sentence of ours, for what isn't a question.

        `ask` is a question for one button.
        """
        block = Block(kind="text", text=say(language, key, **fields))
        return Reply(
            status="help",
            kind="help",
            language=language,
            blocks=(block,),
            shown=(block,),
            actions=(Action(label=ask, message=ask),) if ask else (),
            library=self._library.version,
        )

    # -- parts -------------------------------------------------------------------------------

    def _reply(self, answer: Answer, language: Language, draft: _Draft) -> Reply:
        reply = Reply(
            status=answer.status,
            kind=answer.kind,
            language=language,
            blocks=draft.blocks,
            shown=draft.blocks,
            passages=tuple(self._quoted(p) for p in answer.passages),
            directives=tuple(self._cards.record(d) for d in answer.directives),
            confidence=answer.confidence,
            actions=draft.actions,
            suggestions=tuple(action.message for action in draft.actions),
            library=self._library.version,
        )
        pages = paginate(draft.blocks)
        if len(pages) == 1:
            return reply
        return self._part(answer, reply, draft, pages)

    def _part(
        self, answer: Answer, reply: Reply, draft: _Draft, pages: Sequence[tuple[Block, ...]]
    ) -> Reply:
        """`reply` with only the part asked for shown, told as such, with its own source line."""
        language = reply.language
        count = len(pages)
        number = min(answer.query.part or 1, count)
        shown = list(pages[number - 1])
        actions = list(draft.actions)
        if number > 1:
            text = say(language, "part", heading=draft.heading, n=number, count=count)
            shown.insert(0, Block(kind="heading", text=text))
        if number < count:
            action = offers.next_part(answer, number + 1, count, language)
            actions.insert(0, action)
            more = say(language, "more_follows", n=number, count=count, label=action.label)
            shown += [Block(kind="note", text=more), reply.blocks[-1]]
        changes: dict[str, object] = {
            "shown": tuple(shown),
            "actions": tuple(actions),
            "part": number,
            "part_count": count,
        }
        if answer.query.part is None:
            return reply.model_copy(update=changes)
        quoted = [block for block in pages[number - 1] if block.start is not None]
        passages = tuple(
            p
            for p in reply.passages
            if any(b.document == p.document and p.start <= (b.start or 0) < p.end for b in quoted)
        )
        blocks = tuple(shown) if number == count else (*shown[:-2], reply.blocks[-1])
        changes |= {"blocks": blocks, "passages": passages or reply.passages}
        return reply.model_copy(update=changes)

    # -- kinds of answers --------------------------------------------------------------------

    def _passages(self, answer: Answer, language: Language) -> _Draft:
        blocks: list[Block] = []
        heading = ""
        group: object = None
        told: set[object] = set()
        for passage in answer.passages:
            this = passage.task if answer.kind == "task" else passage.locator
            if this != group:
                group = this
                title = self._heading(passage, answer, language)
                heading = heading or self._title(passage, answer, language)
                blocks.append(Block(kind="heading", text=title))
            blocks.append(_quotation(passage))
            blocks += self._notes.under(passage, told, language)
        blocks += self._sources(answer.passages, language)
        return _Draft(heading, tuple(blocks), tuple(offers.onward(answer, self._library, language)))

    def _title(self, passage: Passage, answer: Answer, language: Language) -> str:
        if answer.kind == "task" and passage.task is not None:
            return say(language, "task", n=passage.task)
        return place_name(passage, language)

    def _heading(self, passage: Passage, answer: Answer, language: Language) -> str:
        count = sum(p.task == passage.task for p in answer.passages)
        if answer.kind == "task" and count > 1:
            return say(language, "task_of_paragraphs", n=passage.task, count=count)
        return self._title(passage, answer, language)

    def _outline(self, answer: Answer, language: Language) -> _Draft:
        title = self._library.document(answer.passages[0].document).title
        heading = say(language, "outline", count=len(answer.passages), title=title)
        blocks = [Block(kind="heading", text=heading)]
        blocks += [_first_sentence(passage) for passage in answer.passages]
        blocks += self._notes.on_title(answer.passages[0].document, language)
        blocks += self._sources(answer.passages, language)
        actions = [offers.task(p.task, language) for p in answer.passages if p.task]
        return _Draft(heading, tuple(blocks), (*actions, offers.source(language)))

    def _milestones(self, answer: Answer, language: Language) -> _Draft:
        listing = answer.listing
        if listing is None:
            raise ValueError("an answer of milestones needs its listing")
        documents = dict.fromkeys(o.milestone.document for o in listing.occasions)
        sources = [self._source(self._library.document(d), language) for d in documents]
        blocks = (*self._milestone_list.blocks(listing, language), *sources)
        actions = offers.milestones(answer, self._library, language)
        return _Draft(blocks[0].text, blocks, tuple(actions))

    def _directives(self, answer: Answer, language: Language) -> _Draft:
        blocks: list[Block] = []
        in_full = len(answer.directives) == 1 or len(answer.passages) <= 1
        if len(answer.directives) == 1:
            heading = directive_name(answer.directives[0])
        else:
            heading = say(language, "documents", count=len(answer.directives))
            blocks.append(Block(kind="heading", text=heading))
        for directive in answer.directives:
            name = directive_name(directive)
            asked = answer.query.aspects
            facts = self._cards.facts(directive, language, asked, quoted=in_full)
            if len(answer.directives) == 1:
                blocks += [Block(kind="heading", text=name), Block(kind="text", text=facts)]
            else:
                blocks.append(Block(kind="text", text=f"• {name}\n{facts}"))
        if in_full:
            for passage in answer.passages:
                blocks.append(Block(kind="heading", text=place_name(passage, language)))
                blocks.append(_quotation(passage))
        blocks += self._notes.on(answer.directives, language)
        blocks += self._sources(answer.passages, language)
        if not answer.passages:
            blocks += self._catalogue_sources(answer.directives, language)
        return _Draft(heading, tuple(blocks), tuple(offers.onward(answer, self._library, language)))

    def _quotation(self, answer: Answer, language: Language) -> _Draft:
        comparison, pasted = answer.comparison, answer.query.pasted
        if comparison is None:
            raise ValueError("a quotation without its comparison")
        heading = self._quoter.heading(comparison, language)
        blocks = [Block(kind="heading", text=heading)]
        cut = pasted is not None and pasted.cut
        blocks += self._quoter.differences(comparison, language, cut)
        named = len(blocks) > 1 or len(answer.passages) > 1
        told: set[object] = set()
        for passage in answer.passages:
            if named:
                blocks.append(Block(kind="heading", text=place_name(passage, language)))
            blocks.append(_quotation(passage))
            blocks += self._notes.under(passage, told, language)
        blocks += self._sources(answer.passages, language)
        actions = offers.onward(answer, self._library, language)
        return _Draft(heading, tuple(blocks), tuple(actions))

    def _citation(self, answer: Answer, language: Language) -> _Draft:
        heading = say(language, "citation")
        blocks = [Block(kind="heading", text=heading)]
        for directive in answer.directives:
            line = self._citer.directive(directive)
            text = line or self._citer.without_print(directive, language)
            blocks.append(Block(kind="text", text=text))
            if line is None:
                facts = self._cards.facts(directive, language, quoted=False)
                blocks.append(Block(kind="text", text=facts))
            else:
                blocks += self._citer.notes(directive, language)
        if not answer.directives:
            spoken_of = answer.query.document
            document = self._library.document(spoken_of) if spoken_of else self._main
            lines = list(self._citer.passages(answer.passages)) or [self._citer.article(document)]
            blocks += [Block(kind="text", text=line) for line in lines]
            sources = self._sources(answer.passages, language)
            blocks += sources or [self._source(document, language)]
        else:
            held = [d for one in answer.directives if (d := self._citer.held(one)) is not None]
            sources = [self._source(document, language) for document in held]
            sources += [
                source
                for source in self._sources(answer.passages, language)
                if source not in sources
            ]
            blocks += sources or self._catalogue_sources(answer.directives, language)
        actions = offers.onward(answer, self._library, language)
        return _Draft(heading, tuple(blocks), tuple(actions))

    def _article(self, answer: Answer, language: Language) -> _Draft:
        spoken_of = answer.query.document
        document = self._library.document(spoken_of) if spoken_of else self._main
        facts: dict[Fact, str | None] = {
            "title": document.title,
            "author": document.author,
            "publisher": document.publisher,
            "published": instant(document.published),
            "section": document.section,
            "url": document.url,
        }
        wanted = [f for f in facts if f in answer.query.facts] or list(facts)
        lines = [
            say(language, fact, value=facts[fact] or say(language, "unknown")) for fact in wanted
        ]
        blocks = (Block(kind="text", text="\n".join(lines)), self._source(document, language))
        return _Draft(lines[0], blocks, (offers.outline(language),))

    def _talk(self, answer: Answer, language: Language) -> _Draft:
        act = answer.query.act
        briefing = self._main
        if act in ("thanks", "goodbye", "empty"):
            blocks = [Block(kind="text", text=say(language, act))]
            return _Draft("", tuple(blocks))
        key = act if act in ("greeting", "start", "unknown_command") else "help"
        blocks = [Block(kind="text", text=say(language, key, title=briefing.title))]
        if key in ("help", "start"):
            if key == "start":
                blocks.append(Block(kind="text", text=say(language, "help")))
            blocks.append(Block(kind="text", text=say(language, "examples")))
            blocks.append(self._source(briefing, language, "searched"))
        actions = (offers.outline(language), offers.source(language))
        return _Draft("", tuple(blocks), actions)

    def _no_milestone(self, listing: Listing, language: Language) -> _Draft:
        blocks = (
            Block(kind="text", text=self._milestone_list.nothing(listing, language)),
            self._source(self._main, language, "searched"),
        )
        others = list(self._milestone_list.others(listing, language))[:_NEAR]
        actions = [Action(label=time[:1].upper() + time[1:], message=ask) for time, ask in others]
        return _Draft("", blocks, tuple(actions) or (offers.outline(language),))

    def _nothing(self, answer: Answer, language: Language) -> _Draft:
        if answer.listing is not None:
            return self._no_milestone(answer.listing, language)
        briefing = self._main
        near = ", ".join(
            [directive_name(d) for d in answer.near_directives[:_NEAR]]
            or [place_name(p, language) for p in answer.near[:_NEAR]]
        )
        text = say(
            language,
            answer.problem or "not_in_documents",
            asked=answer.asked,
            count=len(briefing.tasks),
            title=briefing.title,
            near=near,
        )
        blocks = [Block(kind="text", text=" ".join(text.split()))]
        if answer.problem in ("not_in_documents", "quote_not_found") and near:
            blocks.append(Block(kind="text", text=say(language, "nearest", near=near)))
        if answer.problem == "no_context":
            blocks.append(Block(kind="text", text=say(language, "examples")))
        blocks.append(self._source(briefing, language, "searched"))
        actions = [offers.document(d) for d in answer.near_directives]
        actions += [
            offers.place(p, language) for p in answer.near[:_NEAR] if p.document == briefing.id
        ]
        if not actions or answer.problem in ("other_period", "other_owner", "no_such_task"):
            actions.append(offers.outline(language))
        return _Draft("", tuple(blocks), tuple(actions[: _NEAR + 1]))

    # -- sources -----------------------------------------------------------------------------

    def _sources(self, passages: Iterable[Passage], language: Language) -> list[Block]:
        documents = dict.fromkeys(p.document for p in passages)
        return [self._source(self._library.document(d), language) for d in documents]

    def _source(self, document: Document, language: Language, key: str = "source") -> Block:
        text = say(
            language,
            key,
            title=document.title,
            author=f"{document.author}, " if document.author else "",
            publisher=document.publisher,
            published=instant(document.published),
            url=document.url,
        )
        return Block(kind="source", text=text, url=document.url)

    def _catalogue_sources(
        self, directives: Iterable[Directive], language: Language
    ) -> list[Block]:
        urls = dict.fromkeys(url for d in directives for url in d.sources[:1])
        if not urls:
            return [Block(kind="source", text=say(language, "no_catalogue_source"))]
        return [
            Block(kind="source", text=say(language, "catalogue_source", url=url), url=url)
            for url in urls
        ]

    def _quoted(self, passage: Passage) -> QuotedPassage:
        document = self._library.document(passage.document)
        return QuotedPassage(
            document=passage.document,
            locator=passage.locator,
            text=passage.text,
            start=passage.start,
            end=passage.end,
            source=document.source(place_name(passage)),
        )


def _quotation(passage: Passage) -> Block:
    return Block(
        kind="quotation",
        text=passage.text,
        document=passage.document,
        start=passage.start,
        end=passage.end,
    )


def _first_sentence(passage: Passage) -> Block:
    """The first sentence of a passage as a quotation: past its number, to its first stop."""
    number = re.match(r"\d+\.\s", passage.text)
    stop = _SENTENCE_END.search(passage.text, number.end() if number else 0)
    text = passage.text[: stop.end() if stop else len(passage.text)]
    return Block(
        kind="quotation",
        text=text,
        document=passage.document,
        start=passage.start,
        end=passage.start + len(text),
    )
