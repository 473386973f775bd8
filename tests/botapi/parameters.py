"""What each method takes: every parameter with its type, and what Telegram checks in it.

A parameter arrives as text (a form) or as JSON; both are read. What is not listed is refused: a
bot that sends it is mistaken, although Telegram itself would say nothing.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.botapi.entities import units
from tests.botapi.errors import BadRequest

Reader = Callable[[str, Any], Any]

CHAT_ACTIONS = frozenset(
    """typing upload_photo record_video upload_video record_voice upload_voice upload_document
    choose_sticker find_location record_video_note upload_video_note""".split()
)
UPDATE_TYPES = frozenset(
    """message edited_message channel_post edited_channel_post business_connection
    business_message edited_business_message deleted_business_messages message_reaction
    message_reaction_count inline_query chosen_inline_result callback_query shipping_query
    pre_checkout_query purchased_paid_media poll poll_answer my_chat_member chat_member
    chat_join_request chat_boost removed_chat_boost""".split()
)
BUTTON_KINDS = frozenset(
    """url callback_data web_app login_url switch_inline_query switch_inline_query_current_chat
    switch_inline_query_chosen_chat copy_text callback_game pay""".split()
)
SCOPES = frozenset(
    """default all_private_chats all_group_chats all_chat_administrators chat
    chat_administrators chat_member""".split()
)


def integer(name: str, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,19}", value):
        return int(value)
    raise BadRequest(f'parameter "{name}" must be an integer')


def string(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise BadRequest(f'parameter "{name}" must be a string')
    return value


def boolean(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    raise BadRequest(f'parameter "{name}" must be a boolean')


def chat(name: str, value: Any) -> int:
    # Names of channels ("@channel") are legal too, but no bot of ours writes to a channel.
    if value in ("", 0, "0"):
        raise BadRequest("chat_id is empty")
    return integer(name, value)


_EXACT: dict[Reader, type] = {integer: int, boolean: bool}


def one_of(choices: frozenset[str], complaint: str) -> Reader:
    def read(name: str, value: Any) -> str:
        if string(name, value) not in choices:
            raise BadRequest(complaint)
        return str(value)

    return read


def parsed(name: str, value: Any) -> Any:
    """JSON, as itself or as text."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise BadRequest(f'can\'t parse "{name}" as JSON object') from None


def record(fields: Mapping[str, Reader], *required: str) -> Reader:
    """An object with these fields and no others; inside JSON, types are exact."""

    def read(name: str, value: Any) -> dict[str, Any]:
        value = parsed(name, value)
        if not isinstance(value, dict):
            raise BadRequest(f'"{name}" must be an object')
        for key in required:
            if key not in value:
                raise BadRequest(f'field "{key}" of "{name}" must be given')
        for key, item in value.items():
            if key not in fields:
                raise BadRequest(f'unknown field "{key}" in "{name}"')
            exact = _EXACT.get(fields[key])
            if exact is not None and type(item) is not exact:
                raise BadRequest(f'field "{key}" of "{name}" must be of type {exact.__name__}')
            fields[key](f"{name}.{key}", item)
        return value

    return read


def array(item: Reader) -> Reader:
    def read(name: str, value: Any) -> list[Any]:
        value = parsed(name, value)
        if not isinstance(value, list):
            raise BadRequest(f'"{name}" must be an array')
        return [item(f"{name}[{index}]", one) for index, one in enumerate(value)]

    return read


def inline_keyboard(name: str, value: Any) -> dict[str, Any]:
    """A reply_markup. Of the four kinds only the inline keyboard is known here."""
    markup = parsed(name, value)
    if not isinstance(markup, dict) or set(markup) != {"inline_keyboard"}:
        raise BadRequest("object expected as reply markup, with inline_keyboard only")
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise BadRequest('field "inline_keyboard" must be of type Array of Arrays')
    buttons = [button for row in rows for button in row]
    if len(buttons) > 100 or any(len(row) > 8 for row in rows):
        raise BadRequest("reply markup has too many buttons")
    for button in buttons:
        _check_button(button)
    return markup


def _check_button(button: Any) -> None:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise BadRequest("can't parse inline keyboard button: text must be a string")
    if not button["text"].strip():
        raise BadRequest("can't parse inline keyboard button: text must be non-empty")
    kinds = set(button) - {"text", "style", "icon_custom_emoji_id"}
    if not kinds <= BUTTON_KINDS:
        raise BadRequest(f"unknown field {min(kinds - BUTTON_KINDS)!r} in a button")
    if not kinds:
        raise BadRequest(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(kinds) > 1:
        raise BadRequest("exactly one optional field of a button must be used")
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= 64:
            raise BadRequest("BUTTON_DATA_INVALID")


def command(name: str, value: Any) -> dict[str, Any]:
    entry = record({"command": string, "description": string}, "command", "description")(
        name, value
    )
    if not re.fullmatch(r"[a-z0-9_]{1,32}", entry["command"]):
        raise BadRequest("BOT_COMMAND_INVALID")
    if not 1 <= units(entry["description"].strip()) <= 256:
        raise BadRequest("BOT_COMMAND_DESCRIPTION_INVALID")
    return {**entry}


def commands(name: str, value: Any) -> list[Any]:
    listed: list[Any] = array(command)(name, value)
    if len(listed) > 100:
        raise BadRequest("too many commands: at most 100")
    if len({entry["command"] for entry in listed}) < len(listed):
        raise BadRequest("BOT_COMMAND_INVALID: the same command twice")
    return listed


LINK_PREVIEW = record(
    {
        "is_disabled": boolean,
        "url": string,
        "prefer_small_media": boolean,
        "prefer_large_media": boolean,
        "show_above_text": boolean,
    }
)
REPLY = record({"message_id": integer, "allow_sending_without_reply": boolean}, "message_id")
SCOPE = record(
    {"type": one_of(SCOPES, "unsupported scope"), "chat_id": integer, "user_id": integer}, "type"
)
UPDATES = array(one_of(UPDATE_TYPES, "unknown type in allowed_updates"))
_LANGUAGE: dict[str, Reader] = {"scope": SCOPE, "language_code": string}

# A method's parameters; those in REQUIRED must be there.
METHODS: dict[str, dict[str, Reader]] = {
    "getMe": {},
    "getUpdates": {
        "offset": integer,
        "limit": integer,
        "timeout": integer,
        "allowed_updates": UPDATES,
    },
    "setWebhook": {"url": string, "drop_pending_updates": boolean, "allowed_updates": UPDATES},
    "deleteWebhook": {"drop_pending_updates": boolean},
    "getWebhookInfo": {},
    "sendMessage": {
        "chat_id": chat,
        "text": string,
        "parse_mode": one_of(frozenset({"HTML"}), "unsupported parse_mode"),
        "link_preview_options": LINK_PREVIEW,
        "reply_markup": inline_keyboard,
        "message_thread_id": integer,
        "disable_notification": boolean,
        "protect_content": boolean,
        "reply_parameters": REPLY,
    },
    "sendChatAction": {
        "chat_id": chat,
        "message_thread_id": integer,
        "action": one_of(CHAT_ACTIONS, "wrong parameter action in request"),
    },
    "answerCallbackQuery": {
        "callback_query_id": string,
        "text": string,
        "show_alert": boolean,
        "url": string,
        "cache_time": integer,
    },
    "setMyCommands": {"commands": commands, **_LANGUAGE},
    "getMyCommands": _LANGUAGE,
    "deleteMyCommands": _LANGUAGE,
    "getFile": {"file_id": string},
}
REQUIRED: dict[str, tuple[str, ...]] = {
    "sendMessage": ("chat_id", "text"),
    "sendChatAction": ("chat_id", "action"),
    "answerCallbackQuery": ("callback_query_id",),
    "setMyCommands": ("commands",),
    "setWebhook": ("url",),
    "getFile": ("file_id",),
}
# What Telegram says when a parameter is missing; the rest in general words.
MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "action": "parameter action is required",
}


def read(method: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of one call, typed; BadRequest for the first that is wrong."""
    readers = METHODS[method]
    for name in raw:
        if name not in readers:
            raise BadRequest(f"unknown parameter {name!r} of {method}")
    for name in REQUIRED.get(method, ()):
        if name not in raw:
            raise BadRequest(MISSING.get(name, f'parameter "{name}" is required'))
    return {name: readers[name](name, value) for name, value in raw.items()}
