"""Whatever is sent, there is a reply, and nothing of what was sent becomes markup or a link."""

import io
import json
import re
import unicodedata
from collections import defaultdict
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rich.console import Console

from bot.channels import terminal
from bot.channels.telegram_markup import keyboard, messages
from bot.desk import Desk
from bot.replies import Block, Reply, plain
from corpus.library import Library
from index.answer import Kind, Status
from tests.bot import hostile
from tests.bot import hostile_pieces as pieces
from tests.bot.shipped import new_desk, shipped_library
from tests.botapi.entities import cut, parse_html

STATUSES, KINDS = get_args(Status), get_args(Kind)
EXAMPLES = 500
ALL = 20_000
ENTITIES = {"heading": "bold", "quotation": "blockquote", "note": "italic"}
_STYLE = re.compile(r"\x1b\[[\d;]*m")


class Inspector:
    """Looks at every reply of one library; at what was seen before only once."""

    def __init__(self, library: Library) -> None:
        self._texts = {document.id: document.text for document in library.documents}
        self._urls = {document.url for document in library.documents}
        self._urls |= {url for directive in library.directives for url in directive.sources}
        self._seen: set[tuple[object, ...]] = set()

    def inspect(self, reply: Reply) -> None:
        """Everything that must be true of a reply to anyone."""
        assert reply.status in STATUSES
        assert reply.kind in KINDS
        key = (reply.blocks, reply.shown, reply.actions)
        if key in self._seen:
            return
        self._seen.add(key)
        assert reply.text.strip()
        assert "".join(reply.parts) == reply.text == plain(reply.blocks)
        for block in (*reply.blocks, *reply.shown):
            self._inspect_block(block)
        self._inspect_telegram(reply)
        inspect_terminal(reply)
        contract = reply.contract("q", "c")
        assert json.loads(json.dumps(contract, ensure_ascii=False).encode()) == contract

    def _inspect_block(self, block: Block) -> None:
        if block.kind == "quotation":
            assert block.document is not None
            assert self._texts[block.document][block.start : block.end] == block.text
            return
        odd = [c for c in block.text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn")]
        assert {*odd} <= {"\n"}, f"characters that cannot be seen: {odd}"
        assert block.url is None or block.url in self._urls

    def _inspect_telegram(self, reply: Reply) -> None:
        (markup,) = messages(reply)
        text, entities = parse_html(markup)
        assert text == plain(reply.shown)
        found = [(e["type"], cut(text, e), e.get("url")) for e in entities]
        assert found == [entity(block) for block in reply.shown if is_marked(block)]
        pressed = keyboard(reply.actions)
        assert pressed is not None or not reply.actions


def is_marked(block: Block) -> bool:
    return block.kind in ENTITIES or block.url is not None


def entity(block: Block) -> tuple[str, str, str | None]:
    """What Telegram is to show of a block of ours: its type, its text and where it leads."""
    if block.url is not None:
        return "text_link", block.url, block.url
    return ENTITIES[block.kind], block.text, None


def inspect_terminal(reply: Reply) -> None:
    file = io.StringIO()
    console = Console(
        file=file, force_terminal=True, color_system="standard", highlight=False, soft_wrap=True
    )
    terminal.show(reply.shown, console)
    assert _STYLE.sub("", file.getvalue()) == plain(reply.shown) + "\n"


@pytest.fixture(scope="module")
def desk() -> Desk:
    """One desk for all of it."""
    return new_desk()


@pytest.fixture(scope="module")
def inspector() -> Inspector:
    return Inspector(shipped_library())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("các nhiệm vụ của 🙏", id="an owner without a word"),
        pytest.param("tasks of {", id="the same in English"),
    ],
)
def test_what_once_broke(desk: Desk, inspector: Inspector, text: str) -> None:
    inspector.inspect(desk.reply("một lần", text))


@pytest.mark.parametrize("seed", hostile.SEEDS)
def test_hostile_messages_in_many_chats(desk: Desk, inspector: Inspector, seed: str) -> None:
    said: defaultdict[str, list[str]] = defaultdict(list)
    for message in hostile.messages(seed):
        said[message.chat].append(message.text)
        try:
            inspector.inspect(desk.reply(message.chat, message.text))
        except Exception as exc:
            last = "\n".join(f"{text[:2000]!r}" for text in said[message.chat][-4:])
            exc.add_note(f"the last messages of this chat:\n{last}")
            raise
    assert sum(map(len, said.values())) == hostile.SEEDED
    assert any(len(text) >= hostile.LONG for texts in said.values() for text in texts)


CHARACTERS: Any = st.characters(exclude_categories=())
PIECES = st.sampled_from(
    (*pieces.FRAMES, *pieces.FOLLOW_UPS, *pieces.INJECTIONS, *pieces.LANGUAGES, *pieces.EMOJI)
)
TEXTS = st.text(CHARACTERS, max_size=120) | st.lists(
    PIECES | st.text(CHARACTERS, max_size=8) | st.integers().map(str), max_size=8
).map(" ".join)


def test_any_text_in_a_chat_that_never_ends(desk: Desk, inspector: Inspector) -> None:
    asked = 0

    @given(TEXTS)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=[HealthCheck.too_slow],
    )
    def ask(text: str) -> None:
        nonlocal asked
        asked += 1
        inspector.inspect(desk.reply("không dứt", text))

    ask()
    assert asked >= EXAMPLES


def test_it_is_twenty_thousand_messages_and_some_are_very_long() -> None:
    assert len(hostile.SEEDS) * hostile.SEEDED + EXAMPLES == ALL
    assert sum(len(message.text) >= hostile.LONG for message in hostile.all_messages()) >= 60
