"""The desk: message in, reply out, knowing the conversation so far and nothing of channels."""

import datetime as dt
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from bot.conversation import Conversation, Unresolvable
from bot.editions import Edition
from bot.rebinding import leans_on_lost, rebound
from bot.replies import Reply
from bot.wording import name_of
from corpus.dates import HANOI
from corpus.library import Library
from index.answer import Answer, Status
from index.query import Language, Query
from index.search import Search
from index.text import clean

# A person who comes back after this long means something new by "nó".
FORGET_AFTER_S = 30 * 60.0
# Chats remembered at once; the one silent for longest goes first.
CHATS_KEPT = 10_000


def today_in_hanoi() -> dt.date:
    """The day on Hà Nội's calendar, whatever the machine's."""
    return dt.datetime.now(HANOI).date()


class Desk:
    """Answers questions in many chats at once, each from one edition of the library.

    Not thread-safe: call it from one thread, or under a lock per desk; only `swap` may be called
    from any. A reply takes about a millisecond.
    """

    def __init__(
        self,
        edition: Edition | Search,
        *,
        clock: Callable[[], float] = time.monotonic,
        today: Callable[[], dt.date] = today_in_hanoi,
    ) -> None:
        """`clock` is in seconds, from anywhere; `today` says what "sắp tới" counts from."""
        self._edition = edition if isinstance(edition, Edition) else Edition.over(edition)
        self._clock = clock
        self._today = today
        self._chats: OrderedDict[str, Conversation] = OrderedDict()

    @property
    def library(self) -> Library:
        """The library that is answered from."""
        return self._edition.library

    def swap(self, edition: Edition) -> None:
        """Answer from `edition` from the next message on; a reply under way ends as it began."""
        self._edition = edition

    def reply(self, chat: str, text: str) -> Reply:
        """Answer `text` as the next message of `chat`. Any text gets a reply."""
        return self.answer(chat, text)[1]

    def answer(self, chat: str, text: str) -> tuple[Answer, Reply]:
        """As `reply`, with what was found and why, for who explains or measures it."""
        now = self._clock()
        edition = self._edition
        conversation = self._conversation(chat, now, edition)
        query = edition.search.read(text, conversation.language)
        asked, answer = self._found(edition, query, conversation)
        reply = edition.composer.compose(answer, query.language)
        after = replace(conversation.after(answer), touched_at=now, version=edition.version)
        if answer.problem == "changed_meanwhile":  # said once, and then the topic is gone
            after = Conversation(after.language, touched_at=now, version=edition.version)
        elif answer.status == "answered" and answer.kind not in ("meta", "source"):
            after = replace(after, part=reply.part, part_count=reply.part_count)
            if asked is not None:
                after = replace(after, asked=asked, reading=_digest(edition, answer, reply))
        self._keep(chat, after)
        return answer, reply

    def cannot_read(self, chat: str, what: str, text: str | None = None) -> Reply:
        """A short word for a message that isn't text.

        `what` is a kind that the wording has a name for ("photo", "sticker"); another is "other".
        `text` is what an edit made of a message; one button then asks it.
        """
        composer, language = self._edition.composer, self.language(chat)
        if what == "edited":
            return composer.say("edited", language, ask=clean(text or "") or None)
        return composer.say("cannot_read", language, what=name_of(what, language))

    def apology(self, chat: str) -> Reply:
        """What to say when something broke on our side."""
        return self._edition.composer.say("apology", self.language(chat))

    def language(self, chat: str) -> Language:
        """The language last spoken in `chat`; Vietnamese before anything was."""
        conversation = self._chats.get(chat)
        return conversation.language if conversation else Conversation().language

    def recall(self, chat: str) -> Conversation | None:
        """What is known of `chat`, for a store to keep; None where nothing was said lately."""
        return self._chats.get(chat)

    def remember(self, chat: str, conversation: Conversation, *, silent_s: float = 0.0) -> None:
        """Go on with `conversation`, which a store kept; `silent_s` is how long ago it was."""
        self._keep(chat, replace(conversation, touched_at=self._clock() - silent_s))

    # -- parts -------------------------------------------------------------------------------

    def _found(
        self, edition: Edition, query: Query, conversation: Conversation
    ) -> tuple[Query | None, Answer]:
        """What was asked, complete in itself, and the answer to it.

        Of the last answer again, or more, nothing new was asked: None, as where nothing is found.
        """
        reads_on = query.move == "more" and conversation.part < conversation.part_count
        if reads_on or query.move == "again":
            last = _last(edition, conversation)
            if last is not None:
                part = conversation.part + int(reads_on) if conversation.part_count > 1 else None
                return None, replace(last, query=replace(last.query, part=part))
            if conversation.asked is not None or "reading" in conversation.lost:
                return None, _changed(query, conversation)
        if leans_on_lost(query, conversation, edition.resolver):
            return None, _changed(query, conversation)
        try:
            resolved = edition.resolver.resolve(query, conversation)
            if resolved.milestones is not None:
                resolved = replace(resolved, asked_on=self._today())
            return resolved, edition.search.answer(resolved)
        except Unresolvable as exc:
            status: Status = "unclear" if exc.problem == "no_context" else "not_found"
            return None, Answer(status, "none", query, problem=exc.problem)

    def _conversation(self, chat: str, now: float, edition: Edition) -> Conversation:
        conversation = self._chats.get(chat)
        if conversation is None:
            return Conversation()
        if now - conversation.touched_at > FORGET_AFTER_S:
            return Conversation(language=conversation.language)
        return rebound(conversation, edition.library)

    def _keep(self, chat: str, conversation: Conversation) -> None:
        self._chats[chat] = conversation
        self._chats.move_to_end(chat)
        if len(self._chats) > CHATS_KEPT:
            self._chats.popitem(last=False)


def _last(edition: Edition, conversation: Conversation) -> Answer | None:
    """The last answer; None where this edition would answer in other words, or none was given."""
    if conversation.last is not None or conversation.asked is None:
        return conversation.last
    answer = edition.search.answer(conversation.asked)
    reply = edition.composer.compose(answer, answer.query.language)
    return answer if _digest(edition, answer, reply) == conversation.reading else None


def _changed(query: Query, conversation: Conversation) -> Answer:
    again = conversation.ask_again
    return Answer("unclear", "none", query, problem="changed_meanwhile", asked=again)


def _digest(edition: Edition, answer: Answer, reply: Reply) -> str:
    """A digest of the whole reply to `answer`, of which `reply` may be a part."""
    if answer.query.part is not None:
        whole = replace(answer, query=replace(answer.query, part=None))
        reply = edition.composer.compose(whole, reply.language)
    return hashlib.sha256(reply.text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
