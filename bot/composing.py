"""From an answer to a reply: quotations, notes, the source line, and what to press next."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot import offers
from bot.cards import Cards
from bot.citing import Citer
from bot.held_offers import HeldOffers
from bot.labels import directive_name, instant, way_name
from bot.milestone_list import MilestoneList
from bot.notes import Notes
from bot.places import Places, is_official
from bot.quoting import Quoter
from bot.replies import Action, Block, QuotedPassage, Reply, paginate
from bot.wording import say
from corpus.dates import HANOI
from corpus.documents import Directive, Document, Passage
from corpus.library import Library
from index.answer import Answer
from index.milestones import Listing
from index.query import Fact, Language
from index.sections import counts, passages_at

_SENTENCE_END = re.compile(r"[.;](?=\s|$)")
_NEAR = 3
_LONGEST_HEADING = 160
# Where somebody must say which place is meant, and beside one that is not there.
_MOST_CHOICES = 6


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
        self._places = Places(library)
        self._held_offers = HeldOffers(library, self._places)
        self._cards = Cards(library)
        self._notes = Notes(library)
        self._milestone_list = MilestoneList(library, self._notes)
        self._quoter = Quoter(library)
        self._citer = Citer(library, self._cards, self._notes)

    @property
    def _main(self) -> Document:
        """What is spoken of before anything was: the briefing, or what there is."""
        return self._library.briefing or self._library.documents[0]

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
        if self._library.briefing is None:  # nothing has tasks to list
            without = tuple(a for a in draft.actions if a != offers.outline(language))
            draft = replace(draft, actions=without)
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
        heads = self._places.heads(answer.passages, answer.query.sections, language)
        for index, passage in enumerate(answer.passages):
            this = passage.task if answer.kind == "task" else passage.locator
            if index in heads:
                heading = heading or heads[index]
                blocks.append(Block(kind="heading", text=heads[index]))
            elif this != group and self._places.official(passage) is None:
                group = this
                title = self._heading(passage, answer, language)
                heading = heading or self._title(passage, answer, language)
                blocks.append(Block(kind="heading", text=title))
            blocks.append(_quotation(passage))
            blocks += self._notes.under(passage, told, language)
        if answer.found_by == "taught":
            blocks.append(Block(kind="note", text=say(language, "taught")))
        blocks += self._notes.superseded(answer.passages, language)
        blocks += self._sources(answer.passages, language)
        return _Draft(heading, tuple(blocks), self._onward(answer, language))

    def _onward(self, answer: Answer, language: Language) -> tuple[Action, ...]:
        """What to press next: other places of an official document, or of an article."""
        document = self._held_offers.official(answer)
        if document is None:
            return tuple(offers.onward(answer, self._library, language))
        if answer.kind == "directive":
            return tuple(self._held_offers.card(document, language, outlined=False))
        return tuple(self._held_offers.onward(answer, document, language))

    def _title(self, passage: Passage, answer: Answer, language: Language) -> str:
        if answer.kind == "task" and passage.task is not None:
            return say(language, "task", n=passage.task)
        return self._places.name(passage, language)

    def _heading(self, passage: Passage, answer: Answer, language: Language) -> str:
        count = sum(p.task == passage.task for p in answer.passages)
        if answer.kind == "task" and count > 1:
            return say(language, "task_of_paragraphs", n=passage.task, count=count)
        return self._title(passage, answer, language)

    def _contents(self, answer: Answer, document: Document, language: Language) -> _Draft:
        """The headings of an official document, letter for letter."""
        name = self._places.document(document)
        counted = counts(document, ())
        listed = ", ".join(say(language, f"count_{level}", n=n) for level, n in counted.items())
        key = "contents" if listed else "contents_plain"
        heading = say(language, key, name=name, counts=listed)
        blocks = [Block(kind="heading", text=heading)]
        blocks += [_heading_line(passage) for passage in answer.passages]
        blocks += self._notes.superseded(answer.passages, language)
        blocks += self._sources(answer.passages, language)
        actions = self._held_offers.card(document, language, outlined=True)
        return _Draft(heading, tuple(blocks), tuple(actions))

    def _outline(self, answer: Answer, language: Language) -> _Draft:
        official = self._places.official(answer.passages[0])
        if official is not None:
            return self._contents(answer, official, language)
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
            blocks += self._beside_facts(answer, language)
        blocks += self._notes.on(answer.directives, language)
        blocks += self._sources(answer.passages, language)
        if not answer.passages:
            blocks += self._catalogue_sources(answer.directives, language)
        return _Draft(heading, tuple(blocks), self._onward(answer, language))

    def _beside_facts(self, answer: Answer, language: Language) -> list[Block]:
        """The passages that cite a directive, or of its own text its headings or what was asked."""
        blocks: list[Block] = []
        official = self._held_offers.official(answer)
        own = official is not None and [d.id for d in answer.directives] == [official.directive]
        if official is not None and own and all(p.sections for p in answer.passages):
            name = self._places.document(official)
            blocks.append(Block(kind="heading", text=say(language, "contents_plain", name=name)))
            return blocks + [_heading_line(passage) for passage in answer.passages]
        for passage in answer.passages:
            name = self._places.name(passage, language)
            blocks.append(Block(kind="heading", text=name))
            blocks.append(_quotation(passage))
        return blocks

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
                name = self._places.name(passage, language)
                blocks.append(Block(kind="heading", text=name))
            blocks.append(_quotation(passage))
            blocks += self._notes.under(passage, told, language)
        blocks += self._notes.superseded(answer.passages, language)
        blocks += self._sources(answer.passages, language)
        return _Draft(heading, tuple(blocks), self._onward(answer, language))

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
        blocks[-1:-1] = self._notes.superseded(answer.passages, language)
        return _Draft(heading, tuple(blocks), self._onward(answer, language))

    def _article(self, answer: Answer, language: Language) -> _Draft:
        spoken_of = answer.query.document
        document = self._library.document(spoken_of) if spoken_of else self._main
        if document.directive is not None and is_official(document):
            directive = self._library.directive(document.directive)
            text = f"{self._places.document(document)}\n" + self._cards.facts(
                directive, language, quoted=False
            )
            blocks = (Block(kind="text", text=text), self._source(document, language))
            return _Draft("", blocks, (offers.document(directive),))
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
            blocks.append(Block(kind="text", text=self._examples(language)))
            blocks.append(self._searched(language))
        actions = (offers.outline(language), offers.source(language))
        return _Draft("", tuple(blocks), actions)

    def _no_milestone(self, listing: Listing, language: Language) -> _Draft:
        blocks = (
            Block(kind="text", text=self._milestone_list.nothing(listing, language)),
            self._searched(language),
        )
        others = list(self._milestone_list.others(listing, language))[:_NEAR]
        actions = [Action(label=time[:1].upper() + time[1:], message=ask) for time, ask in others]
        return _Draft("", blocks, tuple(actions) or (offers.outline(language),))

    def _nothing(self, answer: Answer, language: Language) -> _Draft:
        if answer.listing is not None:
            return self._no_milestone(answer.listing, language)
        if answer.problem == "changed_meanwhile":
            block = Block(kind="text", text=say(language, "changed_meanwhile"))
            again = (Action(label=answer.asked, message=answer.asked),) if answer.asked else ()
            return _Draft("", (block,), again or (offers.outline(language),))
        briefing = self._main
        near = ", ".join(
            [directive_name(d) for d in answer.near_directives[:_NEAR]]
            or [self._places.name(p, language) for p in answer.near[:_NEAR]]
        )
        if answer.problem in ("no_such_section", "which_section", "which_document"):
            return self._no_section(answer, language)
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
            blocks.append(Block(kind="text", text=self._examples(language)))
        blocks.append(self._searched(language))
        actions = [offers.document(d) for d in answer.near_directives]
        actions += [
            offers.place(p, language) for p in answer.near[:_NEAR] if p.document == briefing.id
        ]
        if not actions or answer.problem in ("other_period", "other_owner", "no_such_task"):
            actions.append(offers.outline(language))
        return _Draft("", tuple(blocks), tuple(actions[: _NEAR + 1]))

    def _no_section(self, answer: Answer, language: Language) -> _Draft:
        """That a place is not there, with what there is; or which of several is meant."""
        asked = way_name(answer.query.sections, language)
        if answer.query.sections and answer.query.sections[0].level in ("clause", "point", "row"):
            asked = asked[:1].lower() + asked[1:]
        known = answer.query.document
        document = self._library.document(known) if known else None
        candidates = [
            d for one in answer.near_directives if (d := self._library.document_of(one.id))
        ]
        blocks: list[Block] = []
        actions: list[Action] = []
        if document is None:
            key = "which_document" if answer.problem == "which_document" else "no_such_section_any"
            blocks.append(Block(kind="text", text=say(language, key, asked=asked)))
            for one, directive in zip(candidates, answer.near_directives, strict=False):
                if key == "which_document":
                    message = self._places.ask(one, answer.query.sections, language)
                    actions.append(Action(label=directive_name(directive), message=message))
                else:
                    actions.append(offers.document(directive))
            blocks.append(self._searched(language))
            return _Draft("", tuple(blocks), tuple(actions[:_MOST_CHOICES]))
        name = self._places.document(document)
        if answer.problem == "which_section":
            text = say(language, "which_section", name=name, asked=asked)
            ways = [passage.sections for passage in answer.near[:_MOST_CHOICES]]
            actions += [self._held_offers.section(document, way, language) for way in ways]
        else:
            counted = counts(document, answer.within)
            has = ", ".join(say(language, f"count_{level}", n=n) for level, n in counted.items())
            place = self._places.of(document, answer.within, language)
            key = "no_such_section_has" if has else "no_such_section"
            text = say(language, key, asked=asked, name=name, place=place, counts=has)
            if answer.within and passages_at(document, answer.within):
                actions.append(self._held_offers.section(document, answer.within, language))
            actions += list(self._held_offers.card(document, language, outlined=False))
        blocks = [Block(kind="text", text=text), self._source(document, language)]
        return _Draft("", tuple(blocks), tuple(actions[:_MOST_CHOICES]))

    def _examples(self, language: Language) -> str:
        """What one can ask; of the texts of official documents too, where any is held."""
        examples = say(language, "examples")
        held = next((d for d in self._library.documents if d.directive and d.headings), None)
        if held is None:
            return examples
        way = next((w for w in held.headings if w[-1].level in ("article", "item")), None)
        ask = self._places.ask(held, way or next(iter(held.headings)), language)
        return f"{examples}\n{say(language, 'examples_held', ask=ask, name=held.directive)}"

    # -- sources -----------------------------------------------------------------------------

    def _sources(self, passages: Iterable[Passage], language: Language) -> list[Block]:
        documents = dict.fromkeys(p.document for p in passages)
        return [self._source(self._library.document(d), language) for d in documents]

    def _searched(self, language: Language) -> Block:
        """What is searched in: the briefing, and how many official documents are held."""
        block = self._source(self._main, language, "searched")
        held = sum(map(is_official, self._library.documents))
        if not held:
            return block
        text = say(language, "searched_more", text=block.text, count=held)
        return block.model_copy(update={"text": text})

    def _official_source(self, document: Document, language: Language, key: str) -> Block:
        published = document.published.astimezone(HANOI)
        text = say(
            language,
            f"{key}_official",
            name=self._places.document(document),
            subject=f" “{document.subject}”" if document.subject else "",
            issuer=document.issuer or document.publisher,
            date=f"{published:%d/%m/%Y}",
            url=document.url,
        )
        return Block(kind="source", text=text.rstrip(), url=document.url or None)

    def _source(self, document: Document, language: Language, key: str = "source") -> Block:
        if is_official(document):
            return self._official_source(document, language, key)
        text = say(
            language,
            key,
            title=document.title,
            author=f"{document.author}, " if document.author else "",
            publisher=document.publisher,
            published=instant(document.published),
            url=document.url,
        )
        return Block(kind="source", text=text.rstrip(), url=document.url or None)

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
            source=document.source(self._places.name(passage)),
        )


def _quotation(passage: Passage) -> Block:
    return Block(
        kind="quotation",
        text=passage.text,
        document=passage.document,
        start=passage.start,
        end=passage.end,
    )


def _heading_line(passage: Passage) -> Block:
    """The heading of a section as a quotation: its first line, of a long one its first sentence."""
    text = passage.text.partition("\n")[0]
    if len(text) > _LONGEST_HEADING:
        marker = re.match(r"\S+ ?\S*[.\-–)/]\s", text)
        stop = _SENTENCE_END.search(text, marker.end() if marker else 0)
        text = text[: stop.end()] if stop else text
    return _quotation(passage).model_copy(update={"text": text, "end": passage.start + len(text)})


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
