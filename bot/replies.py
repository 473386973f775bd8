"""What the desk hands to a channel: blocks to show, cut to messages, and what to press next.

A reply is a list of blocks one empty line apart. Channels draw the blocks as they like (HTML,
colour); the characters of a quotation are never touched.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from corpus.documents import SourceRef
from index.answer import Status
from index.query import Language

BlockKind = Literal["heading", "quotation", "text", "note", "source"]

GAP = "\n\n"
# Telegram takes 4,096 UTF-16 units a message; the rest is room for the lines that a message of
# several carries besides its part: where it stands, that more follows, and the source.
MESSAGE_LIMIT = 4096
PART_LIMIT = MESSAGE_LIMIT - 696


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Block(_Record):
    """One paragraph of a reply.

    A quotation says where it stands: `text == document.text[start:end]`. A source block may have
    the `url` it names, which also stands in its text. `opens` says that a text belongs to the block
    behind it, as a heading does, and is not left at the end of a message.
    """

    kind: BlockKind
    text: str
    document: str | None = None
    start: int | None = None
    end: int | None = None
    url: str | None = None
    opens: bool = False


class Action(_Record):
    """Something to press: `label` is shown, `message` is what pressing it asks.

    Pressing is the same as typing `message`, in any later moment of the conversation.
    """

    label: str
    message: str


class QuotedPassage(_Record):
    """A passage of the answer contract, with its source."""

    document: str
    locator: str
    text: str
    start: int
    end: int
    source: SourceRef


class CitedDirective(_Record):
    """A directive of the answer contract. Dates are None where not printed or not verified."""

    id: str
    type: str
    number: str | None
    issuer: str | None
    subject: str | None
    date_printed: dt.date | None
    date_verified: dt.date | None
    held: bool
    cited_in: tuple[str, ...]


class Reply(_Record):
    """One answer to one message.

    `blocks` is all of it; `shown` is what a chat shows as one message, at most `MESSAGE_LIMIT`
    UTF-16 units as plain text: part `part` of `part_count`. While parts are left, `actions`
    begins with the one that shows the next.
    """

    status: Status
    kind: str
    language: Language
    part: int = 1
    part_count: int = 1
    blocks: tuple[Block, ...]
    shown: tuple[Block, ...]
    passages: tuple[QuotedPassage, ...] = ()
    directives: tuple[CitedDirective, ...] = ()
    confidence: float = 0.0
    actions: tuple[Action, ...] = ()
    suggestions: tuple[str, ...] = ()
    library: str

    @cached_property
    def text(self) -> str:
        """All of the reply as plain text."""
        return plain(self.blocks)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The text cut to messages: joined, they are the text, letter for letter."""
        parts = [plain(part) for part in paginate(self.blocks)]
        starts = [0]
        for part in parts[:-1]:
            end = starts[-1] + len(part)
            gap = len(GAP) if self.text.startswith(GAP, end) else 0
            starts.append(end + gap)
        ends = [*starts[1:], len(self.text)]
        return tuple(self.text[start:end] for start, end in zip(starts, ends, strict=True))

    def contract(self, message_id: str | None, chat: str | None) -> dict[str, Any]:
        """The reply as the JSON object of the answer contract."""
        body = self.model_dump(
            mode="json", exclude={"blocks", "shown", "actions", "part", "part_count"}
        )
        head = {"id": message_id, "chat": chat, "status": body["status"], "kind": body["kind"]}
        return {
            **head,
            "language": self.language,
            "text": self.text,
            "parts": list(self.parts),
            "passages": body["passages"],
            "directives": body["directives"],
            "confidence": body["confidence"],
            "suggestions": body["suggestions"],
            "library": self.library,
        }


def plain(blocks: Iterable[Block]) -> str:
    """Blocks as plain text, one empty line apart."""
    return GAP.join(block.text for block in blocks)


def units(text: str) -> int:
    """The length of `text` in UTF-16 code units, as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def paginate(blocks: Sequence[Block], limit: int = PART_LIMIT) -> list[tuple[Block, ...]]:
    """`blocks` in runs of at most `limit` UTF-16 units, cut between blocks where possible.

    A block longer than `limit` is cut behind a sentence, else behind a space, else anywhere.
    `limit` is at least 2, the length of an emoji.
    """
    if limit < 2:
        raise ValueError(f"a limit of {limit} cannot hold an emoji")
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if units(plain([*parts[-1], block])) <= limit:
            parts[-1].append(block)
            continue
        headings = _closing_headings(parts[-1])
        room = limit - units(plain([*headings, Block(kind="text", text="")]))
        # A heading opens the message of what it heads, unless it is nearly a message itself.
        if not headings or room < max(2, limit // 2):
            headings, room = [], limit
        body = parts[-1][: len(parts[-1]) - len(headings)]
        parts[-1:] = [body, headings] if body else [headings]
        first, *rest = _pieces(block, room, limit)
        parts[-1].append(first)
        # Two pieces of one block never share a message: a gap would come between them.
        parts += [[piece] for piece in rest]
    return [tuple(part) for part in parts]


def _closing_headings(part: Sequence[Block]) -> list[Block]:
    """The headings, and the like, at the end of `part`, which head what comes next."""
    count = 0
    while count < len(part) and (part[-1 - count].kind == "heading" or part[-1 - count].opens):
        count += 1
    return list(part[len(part) - count :])


def _pieces(block: Block, first_limit: int, limit: int) -> list[Block]:
    """`block` cut so that the first piece fits `first_limit`, and the others `limit`."""
    if units(block.text) <= first_limit:
        return [block]
    pieces: list[Block] = []
    start = 0
    while start < len(block.text):
        end = _cut(block.text, start, limit if pieces else first_limit)
        offset = block.start
        pieces.append(
            block.model_copy(
                update={
                    "text": block.text[start:end],
                    "start": None if offset is None else offset + start,
                    "end": None if offset is None else offset + end,
                }
            )
        )
        start = end
    return pieces


def _cut(text: str, start: int, limit: int) -> int:
    """The end of the longest piece of `text` from `start` that fits and ends well."""
    end = min(len(text), start + limit)
    while units(text[start:end]) > limit:
        end -= max(1, (units(text[start:end]) - limit) // 2)
    if end == len(text):
        return end
    for mark in (". ", "; ", " "):
        at = text.rfind(mark, start, end)
        if at > start:
            return at + len(mark)
    return end
