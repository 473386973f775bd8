"""The chats that a bot may write to, and what people write in them."""

import itertools
import re
import time
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.entities import units

# One of each thing that people send instead of a question, as Telegram describes it.
_FILE = {"file_id": "f1", "file_unique_id": "u1"}
_POINT = {"latitude": 21.03, "longitude": 105.85}
CONTENT: dict[str, dict[str, Any]] = {
    "sticker": {
        "sticker": {
            **_FILE,
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
        }
    },
    "photo": {"photo": [{**_FILE, "width": 90, "height": 60}]},
    "voice": {"voice": {**_FILE, "duration": 3}},
    "audio": {"audio": {**_FILE, "duration": 3}},
    "video": {"video": {**_FILE, "width": 90, "height": 60, "duration": 3}},
    "video_note": {"video_note": {**_FILE, "length": 240, "duration": 3}},
    "animation": {
        "animation": {**_FILE, "width": 90, "height": 60, "duration": 3},
        "document": {**_FILE, "file_name": "a.mp4"},
    },
    "document": {"document": {**_FILE, "file_name": "a.pdf"}},
    "location": {"location": _POINT},
    "venue": {
        "venue": {"location": _POINT, "title": "Hồ Gươm", "address": "Hà Nội"},
        "location": _POINT,
    },
    "contact": {"contact": {"phone_number": "+84900000000", "first_name": "An"}},
    "dice": {"dice": {"emoji": "🎲", "value": 4}},
    "poll": {
        "poll": {
            "id": "p1",
            "question": "?",
            "options": [],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
        }
    },
    "joined": {"new_chat_members": [{"id": 5, "is_bot": False, "first_name": "An"}]},
    "left": {"left_chat_member": {"id": 5, "is_bot": False, "first_name": "An"}},
    "title": {"new_chat_title": "Giao ban quý 2"},
    "pinned": {
        "pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 5, "type": "private"}}
    },
}

_COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,64}(?:@[A-Za-z][A-Za-z0-9_]{3,31})?(?![\w@/])")
_MENTION = re.compile(r"(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}(?![\w@])")
_URL = re.compile(r"https?://\S+")


@dataclass
class Chat:
    """One chat: a private one has its person's id, a group's is negative."""

    id: int
    kind: str
    threads: set[int] = field(default_factory=set)
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    blocked: bool = False

    def described(self) -> dict[str, Any]:
        if self.kind == "private":
            return {"id": self.id, "type": "private", "first_name": f"Người {self.id}"}
        described: dict[str, Any] = {"id": self.id, "type": self.kind, "title": "Tổ giao ban"}
        if self.threads:
            described["is_forum"] = True
        return described


class Chats:
    """All chats that have ever spoken to the bot."""

    def __init__(self) -> None:
        self._known: dict[int, Chat] = {}
        self._message_ids = itertools.count(1)

    def known(self, chat_id: int) -> Chat | None:
        return self._known.get(chat_id)

    def opened(self, chat_id: int, kind: str | None = None) -> Chat:
        """The chat, which from now on may be written to."""
        usual = "private" if chat_id > 0 else "supergroup"
        return self._known.setdefault(chat_id, Chat(chat_id, kind or usual))

    def person(self, user_id: int) -> dict[str, Any]:
        return {
            "id": user_id,
            "is_bot": False,
            "first_name": f"Người {user_id}",
            "language_code": "vi",
        }

    def message(self, chat: Chat, sender: dict[str, Any] | None, **content: Any) -> dict[str, Any]:
        """A new message of the chat, kept so that it can be answered and pressed."""
        message: dict[str, Any] = {
            "message_id": next(self._message_ids),
            "date": int(time.time()),
            "chat": chat.described(),
            **({"from": sender} if sender else {}),
            **content,
        }
        chat.messages[message["message_id"]] = message
        if message.get("is_topic_message"):
            chat.threads.add(message["message_thread_id"])
            message["chat"] = chat.described()
        return message


def detected(text: str) -> list[dict[str, Any]]:
    """The commands, mentions and addresses that Telegram finds by itself in what people type."""
    found = [
        {"type": kind, "offset": units(text[: match.start()]), "length": units(match.group())}
        for kind, pattern in (("bot_command", _COMMAND), ("mention", _MENTION), ("url", _URL))
        for match in pattern.finditer(text)
    ]
    return sorted(found, key=lambda entity: int(str(entity["offset"])))
