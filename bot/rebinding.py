"""Finding again, in another version of the library, what a conversation was about.

A passage is the same where its document has the same text at the same locator; a directive where
the catalogue has its id. What is not the same is forgotten, and `Conversation.lost` says so.
"""

from dataclasses import replace

from bot.conversation import Conversation, Lost, Resolver, Unresolvable
from bot.wording import say
from corpus.documents import Document, Passage
from corpus.library import Library
from index.query import Query


def rebound(conversation: Conversation, library: Library) -> Conversation:
    """`conversation` as one about `library`; itself where it is already."""
    if conversation.version == library.version:
        return conversation
    lost: set[Lost] = set(conversation.lost)
    passages = tuple(_again(p, library) for p in conversation.passages)
    if None in passages:
        lost.add("passages")
    directives = conversation.directives
    if not _all_known(directives, library):
        lost.add("directives")
    listed = conversation.listed
    if conversation.lists_documents and not _all_known(listed, library):
        lost.add("listed")
    asked = conversation.asked and query_again(conversation.asked, library)
    if asked is None and conversation.asked is not None:
        lost.add("reading")
    return replace(
        conversation,
        version=library.version,
        passages=() if "passages" in lost else tuple(p for p in passages if p),
        directives=() if "directives" in lost else directives,
        listed=() if "listed" in lost else listed,
        lists_documents=conversation.lists_documents and "listed" not in lost,
        asked=asked,
        last=None,
        lost=frozenset(lost),
        ask_again=conversation.ask_again or to_ask_again(conversation),
    )


def query_again(query: Query, library: Library) -> Query | None:
    """`query` with what it points at found in `library`; None where something is gone."""
    passages = [_again(p, library) for p in query.passages]
    if None in passages or not _all_known(query.directives, library):
        return None
    if query.document is not None and _document(query.document, library) is None:
        return None
    return replace(query, passages=tuple(p for p in passages if p))


def leans_on_lost(query: Query, conversation: Conversation, resolver: Resolver) -> bool:
    """Whether `query` goes on from something that was forgotten because it changed.

    It does when any topic in the place of the lost one would change how the query is read.
    """
    if not conversation.lost:
        return False
    library = resolver.library
    everything = tuple(directive.id for directive in library.directives)
    stand_in = conversation
    if "passages" in conversation.lost:
        tasks = library.briefing.tasks if library.briefing else {}
        stand_in = replace(stand_in, passages=next(iter(tasks.values()), library.passages)[:1])
    if "directives" in conversation.lost:
        stand_in = replace(stand_in, directives=everything)
    if "listed" in conversation.lost:
        stand_in = replace(stand_in, listed=everything, lists_documents=True)
    return _read(query, conversation, resolver) != _read(query, stand_in, resolver)


def to_ask_again(conversation: Conversation) -> str:
    """A message that asks for what was last answered; "" where none says it by itself."""
    asked = conversation.asked
    if asked is None:
        return ""
    if len(asked.tasks) == 1 and asked.tasks[0] > 0 and not asked.paragraphs:
        return say(conversation.language, "ask_task", n=asked.tasks[0])
    if len(conversation.directives) == 1:
        return conversation.directives[0]
    leaning = asked.passages or asked.directives or asked.document
    return "" if leaning else asked.text


def _read(query: Query, conversation: Conversation, resolver: Resolver) -> Query | str:
    try:
        return resolver.resolve(query, conversation)
    except Unresolvable as exc:
        return exc.problem


def _again(passage: Passage, library: Library) -> Passage | None:
    document = _document(passage.document, library)
    found = document.passage(passage.locator) if document else None
    return found if found is not None and found.text == passage.text else None


def _document(document_id: str, library: Library) -> Document | None:
    try:
        return library.document(document_id)
    except KeyError:
        return None


def _all_known(directives: tuple[str, ...], library: Library) -> bool:
    try:
        return all(library.directive(directive) for directive in directives)
    except KeyError:
        return False
