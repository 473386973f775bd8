"""What a Telegram update asks of the desk, and where its answer goes; None where it asks nothing.

In a group the bot answers when it is spoken to: a command, a mention, a reply to its message.
"""

from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass

from telegram import CallbackQuery, Chat, Document, Message, MessageEntity, Update, User
from telegram.constants import ChatID, ChatType

from bot.reception import Visitor

# In this order: an animation is a document as well, a venue is a location as well.
UNREADABLE = {
    "sticker": "sticker",
    "animation": "video",
    "photo": "photo",
    "voice": "voice",
    "audio": "voice",
    "video": "video",
    "video_note": "video",
    "document": "document",
    "venue": "location",
    "location": "location",
    "contact": "contact",
    "dice": "other",
    "game": "other",
    "story": "other",
    "paid_media": "other",
    "checklist": "other",
    "invoice": "other",
}
GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
# Telegram writes in these two names for people who hide behind a group or a channel.
STAND_INS = (ChatID.ANONYMOUS_ADMIN, ChatID.FAKE_CHANNEL)
ALBUMS_REMEMBERED = 256


@dataclass(frozen=True)
class Place:
    """Where an answer goes: a chat, or one topic of it; `reply_to` names the question there."""

    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None

    @property
    def key(self) -> str:
        """The conversation's name at the desk."""
        topic = "" if self.thread_id is None else f":{self.thread_id}"
        return f"telegram:{self.chat_id}{topic}"


@dataclass(frozen=True)
class Asked:
    """One thing said to the reception.

    `unreadable` is what was sent instead of a question, as `Desk.cannot_read` names it; then
    `text` is the caption or the edited text, if any. Else `text` is the question. `file` is a
    document that came with it; `repeated` says that its album has been answered already.
    """

    place: Place
    visitor: Visitor
    text: str | None
    unreadable: str | None = None
    file: Document | None = None
    repeated: bool = False


class Intake:
    """Reads updates for one bot. `commands` are its own, without the slash."""

    def __init__(self, me: User, commands: Collection[str]) -> None:
        self._me = me
        self._commands = commands
        self._albums: OrderedDict[str, None] = OrderedDict()

    def read(self, update: Update) -> Asked | None:
        if update.callback_query is not None:
            return self._pressed(update.callback_query)
        if update.edited_message is not None:
            return self._edited(update.edited_message)
        if update.message is not None:
            return self._said(update.message)
        return None

    def _pressed(self, query: CallbackQuery) -> Asked | None:
        # A message too old to be described still has its chat. A button under an inline
        # message has neither, and a game's has no data.
        if query.message is None or query.data is None:
            return None
        thread = _thread(query.message) if isinstance(query.message, Message) else None
        visitor = _visitor(query.from_user, query.message.chat)
        return Asked(Place(query.message.chat.id, thread), visitor, query.data)

    def _edited(self, message: Message) -> Asked | None:
        # A live location is edited all the time; only words are worth a word.
        if message.text is None and message.caption is None:
            return None
        text = self._addressed(message) if _from_person(message) else None
        if text is None:
            return None
        return Asked(_place(message), _sender(message), text, "edited")

    def _said(self, message: Message) -> Asked | None:
        if not _from_person(message):
            return None
        text = self._addressed(message)
        if text is None:
            return None
        what = next((kind for name, kind in UNREADABLE.items() if getattr(message, name)), None)
        seen = self._album_seen(message)
        file = message.document if what == "document" else None
        if not text and (what is None or (seen and file is None)):
            return None
        unreadable = None if text else what
        return Asked(_place(message), _sender(message), text or None, unreadable, file, seen)

    def _album_seen(self, message: Message) -> bool:
        """Whether another picture of the same album has been answered already."""
        album = message.media_group_id
        if album is None:
            return False
        seen = album in self._albums
        self._albums[album] = None
        if len(self._albums) > ALBUMS_REMEMBERED:
            self._albums.popitem(last=False)
        return seen

    def _addressed(self, message: Message) -> str | None:
        """What is said to the bot, without its name; "" for no words, None if not to it."""
        words = message.text if message.text is not None else message.caption
        entities = (
            message.parse_entities if message.text is not None else (message.parse_caption_entities)
        )
        text = (words or "").strip()
        command, _, target = text.split(maxsplit=1)[0].partition("@") if text else ("", "", "")
        if command.startswith("/") and target:
            if target.casefold() != (self._me.username or "").casefold():
                return None
            return text.replace(f"@{target}", "", 1)
        if message.chat.type == ChatType.PRIVATE:
            return text
        if command.startswith("/"):
            # Other bots of the group have commands too; unnamed, only ours are meant for us.
            return text if command[1:].casefold() in self._commands else None
        kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
        mentions = [
            (entity.offset, name)
            for entity, name in entities(kinds).items()
            if self._is_me(entity, name)
        ]
        if mentions:
            return _without(words or "", mentions) or "/help"
        return text if self._is_reply_to_me(message) else None

    def _is_me(self, entity: MessageEntity, name: str) -> bool:
        if entity.user is not None:
            return entity.user.id == self._me.id
        return name[1:].casefold() == (self._me.username or "").casefold()

    def _is_reply_to_me(self, message: Message) -> bool:
        original = message.reply_to_message
        # Whatever is said in a topic counts as a reply to the message that opened the topic.
        if original is None or original.forum_topic_created is not None:
            return False
        return original.from_user is not None and original.from_user.id == self._me.id


def _from_person(message: Message) -> bool:
    if message.chat.type == ChatType.CHANNEL or message.is_automatic_forward:
        return False
    sender = message.from_user
    return sender is not None and (not sender.is_bot or sender.id in STAND_INS)


def _sender(message: Message) -> Visitor:
    return _visitor(message.from_user, message.chat)


def _visitor(person: User | None, chat: Chat) -> Visitor:
    return Visitor(
        channel="telegram",
        id=str(person.id if person else chat.id),
        address=str(chat.id),
        name=person.full_name if person else "",
        private=chat.type == ChatType.PRIVATE,
    )


def _place(message: Message) -> Place:
    # In a group others write in between, so the answer points at its question.
    reply_to = message.message_id if message.chat.type in GROUPS else None
    return Place(message.chat.id, _thread(message), reply_to)


def _thread(message: Message) -> int | None:
    return message.message_thread_id if message.is_topic_message else None


def _without(text: str, mentions: list[tuple[int, str]]) -> str:
    """`text` without these mentions, each with its offset in UTF-16 units."""
    data = text.encode("utf-16-le")
    for offset, name in sorted(mentions, reverse=True):
        start = 2 * offset
        data = data[:start] + data[start + len(name.encode("utf-16-le")) :]
    return " ".join(data.decode("utf-16-le").split())
