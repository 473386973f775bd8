"""What to press next. Pressing is the same as typing the button's message."""

from collections.abc import Iterable, Sequence

from bot.labels import directive_name, place_name
from bot.replies import Action
from bot.wording import say
from corpus.documents import Directive, Passage
from corpus.library import Library
from index.answer import Answer
from index.query import Language

# Passages of a list that have a button.
_FEW = 3
# With so many buttons already, one more would only be in the way.
_CROWDED = 4


def task(number: int, language: Language) -> Action:
    """Button for a task."""
    ask = say(language, "ask_task", n=number)
    return Action(label=say(language, "task", n=number), message=ask)


def place(passage: Passage, language: Language) -> Action:
    """Button for one passage."""
    label = place_name(passage, language)
    return Action(label=label, message=passage.locator if passage.task is None else label.lower())


def document(directive: Directive) -> Action:
    """Button for a directive."""
    # An id is short and of no language: pressing it leaves the conversation in its own.
    return Action(label=directive_name(directive), message=directive.id)


def source(language: Language) -> Action:
    """Button for the article's source."""
    return Action(label=say(language, "button_source"), message=say(language, "ask_source"))


def outline(language: Language) -> Action:
    """Button for all tasks."""
    return Action(label=say(language, "button_outline"), message=say(language, "ask_outline"))


def milestones(answer: Answer, library: Library, language: Language) -> Iterable[Action]:
    """The first passages of a list of dates, what is to come, and the source."""
    briefing = library.briefing
    places = [p for p in answer.passages if briefing is not None and p.document == briefing.id]
    for passage in places[:_FEW]:
        yield place(passage, language)
    if answer.query.milestones is not None and answer.query.milestones.when != "upcoming":
        label = say(language, "button_upcoming")
        yield Action(label=label, message=say(language, "ask_upcoming"))
    yield source(language)


def cite(answer: Answer, language: Language) -> Action | None:
    """Button for how to cite the one place or the one numbered document of an answer."""
    if answer.kind == "directive" and len(answer.directives) == 1 and answer.passages:
        directive = answer.directives[0]
        if directive.number is None:
            return None
        ask = say(language, "ask_cite", name=directive.id)
    elif answer.kind in ("task", "passage", "quotation") and len(answer.passages) == 1:
        passage = answer.passages[0]
        name = place(passage, language).message
        ask = say(language, "ask_cite", name=name)
    else:
        return None
    return Action(label=say(language, "button_cite"), message=ask)


def next_part(answer: Answer, part: int, count: int, language: Language) -> Action:
    """Button for part `part` of a long answer.

    A task's names the task, so that it works later in the conversation too.
    """
    label = say(language, "button_next_part", n=part, count=count)
    tasks = answer.query.tasks
    if answer.kind == "task" and len(tasks) == 1:
        return Action(label=label, message=say(language, "ask_part", n=tasks[0], part=part))
    return Action(label=label, message=say(language, "ask_read_on"))


def onward(answer: Answer, library: Library, language: Language) -> Iterable[Action]:
    """The next task or paragraph, the source, the documents cited, and how to cite."""
    actions = [*_onward(answer, library, language)]
    briefing = library.briefing
    numbered = briefing and any(p.document == briefing.id for p in answer.passages)
    to_cite = cite(answer, language) if numbered and len(actions) < _CROWDED else None
    return [*actions, to_cite] if to_cite else actions


def _onward(answer: Answer, library: Library, language: Language) -> Iterable[Action]:
    if not answer.passages:
        yield outline(language)
        return
    first, last = answer.passages[0], answer.passages[-1]
    # A number means the briefing's task, so other documents have no buttons with numbers.
    briefing = library.briefing
    numbered = briefing.tasks if briefing and last.document == briefing.id else {}
    if answer.kind == "task":
        if last.task is not None and last.task + 1 in numbered:
            yield task(last.task + 1, language)
    elif first.task in numbered and (answer.kind == "directive" or "." in first.locator):
        yield task(first.task, language)
    if answer.kind == "passage" and library.after(last):
        yield Action(label=say(language, "button_read_on"), message=say(language, "ask_read_on"))
    yield source(language)
    if answer.kind not in ("directive", "citation") and numbered and library.cites(answer.passages):
        label = say(language, "button_documents")
        yield Action(label=label, message=_ask_documents(answer.passages, language))


def _ask_documents(passages: Sequence[Passage], language: Language) -> str:
    if len(passages) == 1 and "." in passages[0].locator:
        return say(language, "ask_documents_place", locator=passages[0].locator)
    tasks = sorted({p.task for p in passages if p.task is not None})
    return say(language, "ask_documents_task", n=", ".join(map(str, tasks)))
