"""What each method does once its parameters are in order."""

from __future__ import annotations

import asyncio
import collections
from typing import TYPE_CHECKING, Any

from tests.botapi.chats import Chat
from tests.botapi.entities import parse_html, shown
from tests.botapi.errors import ApiError, BadRequest, flooded
from tests.botapi.records import Call, Sent

if TYPE_CHECKING:
    from tests.botapi.server import BotApi

LARGEST_FILE = 20 * 1024 * 1024
_KEPT = ("reply_markup", "link_preview_options")


class Methods:
    """Carries out calls on a `BotApi`."""

    def __init__(self, api: BotApi, *, limits: bool) -> None:
        self._api = api
        self._limits = limits
        self._recent: collections.deque[tuple[float, int]] = collections.deque()

    async def run(self, call: Call) -> Any:
        api, params = self._api, call.params
        match call.method:
            case "getMe":
                return api.me
            case "getUpdates":
                return await api.updates.get(**params)
            case "setWebhook":
                api.updates.webhook = params["url"]
                return True
            case "deleteWebhook":
                api.updates.webhook = ""
                if params.get("drop_pending_updates"):
                    api.updates.pending.clear()
                return True
            case "getWebhookInfo":
                return {
                    "url": api.updates.webhook,
                    "has_custom_certificate": False,
                    "pending_update_count": len(api.updates.pending),
                }
            case "setMyCommands":
                api.commands[_language(params)] = params["commands"]
                return True
            case "getMyCommands":
                return api.commands.get(_language(params), [])
            case "deleteMyCommands":
                api.commands.pop(_language(params), None)
                return True
            case "answerCallbackQuery":
                return self._answer_query(params)
            case "sendChatAction":
                self._chat(params)
                return True
            case "sendMessage":
                return self._send_message(params)
            case "getFile":
                return self._file(params["file_id"])
        raise NotImplementedError(call.method)

    def _answer_query(self, params: dict[str, Any]) -> bool:
        query_id = params["callback_query_id"]
        if self._api.queries.get(query_id, params) is not None:
            raise BadRequest("query is too old and response timeout expired or query ID is invalid")
        if len(params.get("text", "")) > 200:
            raise BadRequest("MESSAGE_TOO_LONG")
        self._api.queries[query_id] = params
        return True

    def _send_message(self, params: dict[str, Any]) -> dict[str, Any]:
        chat = self._chat(params)
        text: str = params["text"]
        entities: list[dict[str, Any]] = []
        if params.get("parse_mode") == "HTML":
            text, entities = parse_html(text)
        text, entities = shown(text, entities)
        fields: dict[str, Any] = {"text": text}
        if entities:
            fields["entities"] = entities
        if "message_thread_id" in params:
            fields |= {"message_thread_id": params["message_thread_id"], "is_topic_message": True}
        fields |= self._replied(chat, params)
        fields |= {key: params[key] for key in _KEPT if key in params}
        if self._limits:
            self._check_limits(chat.id)
        message = self._api.chats.message(chat, self._api.me, **fields)
        now = asyncio.get_running_loop().time()
        self._api.deliver(
            Sent(chat.id, message["message_id"], text, entities, params, now, message)
        )
        return message

    def _file(self, file_id: str) -> dict[str, Any]:
        data = self._api.files.get(file_id)
        if data is None:
            raise BadRequest("wrong file_id or the file is temporarily unavailable")
        if len(data) > LARGEST_FILE:
            raise BadRequest("file is too big")
        return {
            "file_id": file_id,
            "file_unique_id": f"u{file_id}",
            "file_size": len(data),
            "file_path": f"documents/{file_id}",
        }

    def _chat(self, params: dict[str, Any]) -> Chat:
        chat = self._api.chats.known(params["chat_id"])
        if chat is None:
            raise BadRequest("chat not found")
        if chat.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        thread = params.get("message_thread_id")
        if thread is not None and thread not in chat.threads:
            raise BadRequest("message thread not found")
        return chat

    def _replied(self, chat: Chat, params: dict[str, Any]) -> dict[str, Any]:
        reply = params.get("reply_parameters")
        if reply is None:
            return {}
        original = chat.messages.get(reply["message_id"])
        if original is None:
            if reply.get("allow_sending_without_reply"):
                return {}
            raise BadRequest("message to be replied not found")
        return {"reply_to_message": {k: v for k, v in original.items() if k != "reply_to_message"}}

    def _check_limits(self, chat_id: int) -> None:
        now = asyncio.get_running_loop().time()
        while self._recent and self._recent[0][0] <= now - 1:
            self._recent.popleft()
        if len(self._recent) >= 30 or any(chat == chat_id for _, chat in self._recent):
            raise flooded(1)
        self._recent.append((now, chat_id))


def _language(params: dict[str, Any]) -> str:
    code: str = params.get("language_code", "")
    if code and not (len(code) == 2 and code.isalpha() and code.islower()):
        raise BadRequest("invalid language code specified")
    return code
