"""A reply as Telegram shows it: messages in its HTML, and buttons.

Marks only stand around the text: once Telegram has read them, the message is the plain text of
the blocks, character for character.
"""

import html
from collections.abc import Iterable, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit, InlineKeyboardMarkupLimit

from bot.replies import GAP, MESSAGE_LIMIT, Action, Block, Reply, paginate, plain, units

# Labels share a row while they are short enough to be read on a narrow phone.
ROW_BUTTONS = 3
ROW_UNITS = 36

_MARKS = {
    "heading": ("<b>", "</b>"),
    "quotation": ("<blockquote>", "</blockquote>"),
    "note": ("<i>", "</i>"),
}


def messages(reply: Reply) -> list[str]:
    """What is shown of the reply as HTML: one message, or several if it would not fit."""
    runs: Sequence[Sequence[Block]] = [reply.shown]
    if units(plain(reply.shown)) > MESSAGE_LIMIT:
        runs = paginate(reply.shown, MESSAGE_LIMIT)
    return [markup(run) for run in runs if plain(run).strip()]


def markup(blocks: Iterable[Block]) -> str:
    """Blocks in Telegram's HTML, one empty line apart."""
    return GAP.join(_marked(block) for block in blocks)


def keyboard(actions: Iterable[Action]) -> InlineKeyboardMarkup | None:
    """Buttons that send their action's message, in rows; None without any.

    Telegram carries at most 64 bytes behind a button: a longer message has no button.
    """
    buttons = [
        InlineKeyboardButton(action.label, callback_data=action.message)
        for action in actions
        if action.label.strip() and _fits(action.message)
    ]
    rows: list[list[InlineKeyboardButton]] = []
    for button in buttons[: InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER]:
        if rows and _has_room(rows[-1], button):
            rows[-1].append(button)
        else:
            rows.append([button])
    return InlineKeyboardMarkup(rows) if rows else None


def _marked(block: Block) -> str:
    if block.kind == "source" and block.url:
        return _linked(block.text, block.url)
    before, after = _MARKS.get(block.kind, ("", ""))
    return f"{before}{html.escape(block.text)}{after}"


def _linked(text: str, url: str) -> str:
    """`text` with the address in it made a link; where it does not stand there, all of it."""
    before, address, after = text.partition(url)
    if not address:
        before, address, after = "", text, ""
    link = f'<a href="{html.escape(url)}">{html.escape(address)}</a>'
    return f"{html.escape(before)}{link}{html.escape(after)}"


def _fits(message: str) -> bool:
    size = len(message.encode())
    return (
        InlineKeyboardButtonLimit.MIN_CALLBACK_DATA
        <= size
        <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
    )


def _has_room(row: Sequence[InlineKeyboardButton], button: InlineKeyboardButton) -> bool:
    labels = [*(one.text for one in row), button.text]
    return len(labels) <= ROW_BUTTONS and sum(map(units, labels)) <= ROW_UNITS
