"""The desk: message in, reply out, knowing the conversation so far and nothing of channels."""

import datetime as dt
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from bot.composing import Composer
from bot.conversation import Conversation, Resolver, Unresolvable
from bot.replies import Reply
from bot.wording import name_of
from corpus.dates import HANOI
from corpus.library import Library
from index.answer import Answer
from index.query import Language
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
    """Answers questions about one library in many chats at once.

    Not thread-safe: call it from one thread, or under a lock per desk. A reply takes about a
    millisecond.
    """

    def __init__(
        self,
        search: Search,
        *,
        clock: Callable[[], float] = time.monotonic,
        today: Callable[[], dt.date] = today_in_hanoi,
    ) -> None:
        """`clock` is in seconds, from anywhere; `today` says what "sắp tới" counts from."""
        self._search = search
        self._clock = clock
        self._today = today
        self._composer = Composer(search.library)
        self._resolver = Resolver(search.library, search.directives)
        self._chats: OrderedDict[str, Conversation] = OrderedDict()

    @property
    def library(self) -> Library:
        """The library that is answered from."""
        return self._search.library

    def reply(self, chat: str, text: str) -> Reply:
        """Answer `text` as the next message of `chat`. Any text gets a reply."""
        return self.answer(chat, text)[1]

    def answer(self, chat: str, text: str) -> tuple[Answer, Reply]:
        """As `reply`, with what was found and why, for who explains or measures it."""
        now = self._clock()
        conversation = self._conversation(chat, now)
        query = self._search.read(text, conversation.language)
        last, part = conversation.last, conversation.part
        if query.move == "more" and last is not None and part < conversation.part_count:
            answer = replace(last, query=replace(last.query, part=part + 1))
        elif query.move == "again" and last is not None:
            answer = last
        else:
            try:
                resolved = self._resolver.resolve(query, conversation)
                if resolved.milestones is not None:
                    resolved = replace(resolved, asked_on=self._today())
                answer = self._search.answer(resolved)
            except Unresolvable as exc:
                unclear = exc.problem == "no_context"
                answer = Answer(
                    "unclear" if unclear else "not_found", "none", query, problem=exc.problem
                )
        reply = self._composer.compose(answer, query.language)
        self._remember(chat, conversation, answer, reply, now)
        return answer, reply

    def cannot_read(self, chat: str, what: str, text: str | None = None) -> Reply:
        """A short word for a message that isn't text.

        `what` is a kind that the wording has a name for ("photo", "sticker"); another is "other".
        `text` is what an edit made of a message; one button then asks it.
        """
        language = self._conversation(chat, self._clock()).language
        if what == "edited":
            return self._composer.say("edited", language, ask=clean(text or "") or None)
        return self._composer.say("cannot_read", language, what=name_of(what, language))

    def apology(self, chat: str) -> Reply:
        """What to say when something broke on our side."""
        return self._composer.say("apology", self._conversation(chat, self._clock()).language)

    def _conversation(self, chat: str, now: float) -> Conversation:
        conversation = self._chats.get(chat)
        if conversation is None:
            return Conversation()
        if now - conversation.touched_at > FORGET_AFTER_S:
            return Conversation(language=conversation.language)
        return conversation

    def _remember(
        self, chat: str, conversation: Conversation, answer: Answer, reply: Reply, now: float
    ) -> None:
        after = replace(conversation.after(answer), touched_at=now)
        if answer.status == "answered" and answer.kind not in ("meta", "source"):
            after = replace(after, part=reply.part, part_count=reply.part_count)
        self._chats[chat] = after
        self._chats.move_to_end(chat)
        if len(self._chats) > CHATS_KEPT:
            self._chats.popitem(last=False)

    def language(self, chat: str) -> Language:
        """The language last spoken in `chat`; Vietnamese before anything was."""
        return self._conversation(chat, self._clock()).language
