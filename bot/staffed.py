"""The reception of a house with a store: who may ask, who may change, and what is written down."""

import time
from collections.abc import Callable, Collection

from bot.access import Access
from bot.admin.desk import AdminDesk
from bot.admin.page import page
from bot.desk import Desk
from bot.labels import directive_name
from bot.reception import SentFile, Visitor
from bot.replies import Action, Reply
from bot.snapshots import restored, snapshot
from bot.store.errors import StoreError
from bot.store.invitations import is_code
from bot.store.nouns import Asked, Snapshot, utc_now
from bot.store.recorder import Recorder
from bot.store.store import Store
from bot.wording import say
from corpus.documents import Directive
from index.answer import Answer
from index.groups import group_of
from index.query import Language

_WAIT = "/bao"
_START = "/start"
_OUTCOMES = {
    "welcome": "invitation_welcome",
    "already": "invitation_already",
    "expired": "invitation_expired",
    "spent": "invitation_spent",
    "revoked": "invitation_revoked",
    "barred": "invitation_barred",
}


class StaffedReception:
    """Leads each message to the admins' desk or the desk, and remembers the questions.

    The store may be away: questions are answered all the same, and written when it is back.
    """

    def __init__(
        self,
        desk: Desk,
        store: Store,
        access: Access,
        recorder: Recorder,
        admin: AdminDesk,
        *,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._desk = desk
        self._store = store
        self.access = access
        self._recorder = recorder
        self._admin = admin
        self._clock = clock
        self.cannot_read = desk.cannot_read
        self.apology = desk.apology
        self.commands: Collection[str] = (*admin.names, _WAIT.removeprefix("/"))

    async def reply(self, visitor: Visitor, chat: str, text: str, /) -> Reply:
        """The reply to a message of words."""
        language = self._desk.language(chat)
        try:
            told = await self._before_asking(visitor, text, language)
        except StoreError:
            return self._say("store_away", language)
        if told is not None:
            return told
        await self._recall(visitor, chat)
        began = self._clock()
        answer, reply = self._desk.answer(chat, text)
        self._write_down(visitor, chat, text, answer, reply, 1e3 * (self._clock() - began))
        return self._with_waiting(answer, reply)

    async def receive(
        self, visitor: Visitor, chat: str, file: SentFile, caption: str, /
    ) -> Reply | None:
        """What a file would change, for those who may; None for everybody else."""
        try:
            return await self._admin.receive(visitor, file, caption)
        except StoreError:
            return self._say("store_away", self._desk.language(chat))

    # -- before a question -------------------------------------------------------------------

    async def _before_asking(self, visitor: Visitor, text: str, language: Language) -> Reply | None:
        """The reply to what is no question, or to who may not ask; None for a question."""
        invited = await self._redeemed(visitor, text, language)
        if invited is not None:
            return invited
        administered = await self._admin.reply(visitor, text)
        if administered is not None:
            return administered
        if not await self.access.may(visitor.channel, visitor.id, "ask"):
            return self._say("only_invited", language)
        name, _, directive_id = text.strip().partition(" ")
        return await self._wait(visitor, directive_id, language) if name == _WAIT else None

    async def _redeemed(self, visitor: Visitor, text: str, language: Language) -> Reply | None:
        code = text.strip().removeprefix(_START).strip()
        if not is_code(code):
            return None
        is_link = text.strip().startswith(_START)
        try:
            redeemed = await self.access.redeem(
                code, visitor.channel, visitor.id, address=visitor.address, name=visitor.name
            )
        except StoreError:
            if is_link:
                raise
            return None  # it may as well be a word of so many letters
        if redeemed.outcome == "unknown":
            return self._say("invitation_unknown", language) if is_link else None
        return self._say(_OUTCOMES[redeemed.outcome], language)

    async def _wait(self, visitor: Visitor, directive_id: str, language: Language) -> Reply:
        library = self._desk.library
        found = next((d for d in library.directives if d.id == directive_id.strip()), None)
        if found is None:
            return self._say("wait_for_what", language)
        name = directive_name(found)
        if library.is_held(found.id):
            return self._say("already_held", language, ask=name, name=name)
        await self._store.waiting.add(visitor.channel, visitor.address, visitor.id, found.id)
        return self._say("will_tell", language, name=name)

    # -- around a question -------------------------------------------------------------------

    async def _recall(self, visitor: Visitor, chat: str) -> None:
        """Go on with what the store knows of a chat that this process has not met."""
        if self._desk.recall(chat) is not None:
            return
        try:
            key = self._store.keys.chat(visitor.channel, chat)
            kept = self._recorder.conversation_of(key) or await self._store.conversations.load(key)
        except StoreError:
            return
        if kept is not None:
            silent_s = (utc_now() - kept.touched_at).total_seconds()
            conversation = restored(kept.state, self._desk.library)
            self._desk.remember(chat, conversation, silent_s=max(0.0, silent_s))

    def _write_down(
        self,
        visitor: Visitor,
        chat: str,
        text: str,
        answer: Answer,
        reply: Reply,
        milliseconds: float,
    ) -> None:
        key = self._store.keys.chat(visitor.channel, chat)
        self._recorder.question(
            Asked(
                channel=visitor.channel,
                person=self._store.key_of(visitor.channel, visitor.id),
                chat=key,
                text=text,
                language=reply.language,
                status=reply.status,
                kind=reply.kind,
                group=group_of(answer.query),
                passages=tuple((p.document, p.locator) for p in reply.passages),
                directives=tuple(d.id for d in _asked_for(answer)),
                confidence=reply.confidence,
                library=reply.library,
                milliseconds=milliseconds,
            )
        )
        conversation = self._desk.recall(chat)
        if conversation is not None:
            self._recorder.conversation(Snapshot(key, snapshot(conversation), utc_now()))

    def _with_waiting(self, answer: Answer, reply: Reply) -> Reply:
        """`reply` with a button to be told when a text comes that is not held."""
        asked = _asked_for(answer)
        if len(asked) != 1 or self._desk.library.is_held(asked[0].id) or asked[0].number is None:
            return reply
        label = say(reply.language, "button_tell_me", name=asked[0].id)
        action = Action(label=label, message=f"{_WAIT} {asked[0].id}")
        return reply.model_copy(update={"actions": (*reply.actions, action)})

    def _say(self, key: str, language: Language, ask: str | None = None, **fields: object) -> Reply:
        heading = say(language, key, **fields)
        actions = [(ask, ask)] if ask else []
        return page("", heading, actions=actions, library=self._desk.library.version)


def _asked_for(answer: Answer) -> tuple[Directive, ...]:
    """The documents that a question was for, whether their text is held or not."""
    if answer.kind == "directive":
        return answer.directives
    return answer.near_directives if answer.problem == "inner_not_held" else ()
