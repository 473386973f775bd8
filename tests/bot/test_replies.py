"""Cutting replies to messages, and the answer contract."""

import datetime as dt
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.replies import (
    GAP,
    MESSAGE_LIMIT,
    PART_LIMIT,
    Action,
    Block,
    CitedDirective,
    QuotedPassage,
    Reply,
    paginate,
    plain,
    units,
)
from corpus.documents import SourceRef

# Emoji beyond the BMP count two units each; combining accents and blank lines are in there too.
TEXT = st.text(st.sampled_from("ab ệ.;\n\u0301😀👩🏽") | st.characters(), max_size=60)
BLOCKS = st.lists(
    st.builds(
        Block,
        kind=st.sampled_from(["heading", "text", "note", "source"]),
        text=TEXT,
    )
    | st.builds(
        lambda text, start: Block(
            kind="quotation", text=text, document="d", start=start, end=start + len(text)
        ),
        TEXT,
        st.integers(0, 1000),
    ),
    max_size=8,
)


def said(text: str) -> Block:
    return Block(kind="text", text=text)


def reply(*blocks: Block) -> Reply:
    return Reply(
        status="answered", kind="task", language="vi", blocks=blocks, shown=blocks, library="v1"
    )


# -- cutting -------------------------------------------------------------------------------------


@given(BLOCKS, st.integers(2, 80))
def test_cutting_loses_nothing_keeps_the_order_and_the_limit(
    blocks: list[Block], limit: int
) -> None:
    pages = paginate(blocks, limit)
    assert all(units(plain(page)) <= limit for page in pages)
    pieces = [piece for page in pages for piece in page]
    whole = [(block.kind, block.document, block.text) for block in blocks]
    for kind, document, text in whole:
        taken = ""
        while pieces and (not taken or taken != text):
            piece = pieces.pop(0)
            assert (piece.kind, piece.document) == (kind, document)
            taken += piece.text
            if not text:
                break
        assert taken == text
    assert pieces == []


@given(BLOCKS, st.integers(2, 80))
def test_every_piece_of_a_quotation_says_where_it_stands(blocks: list[Block], limit: int) -> None:
    for block in blocks:
        for page in paginate([block], limit):
            for piece in page:
                if block.start is None:
                    assert (piece.start, piece.end) == (None, None)
                else:
                    assert piece.start is not None
                    assert piece.end is not None
                    assert (
                        block.text[piece.start - block.start : piece.end - block.start]
                        == piece.text
                    )


@given(BLOCKS)
@settings(max_examples=50)
def test_parts_joined_are_the_text_whatever_the_blocks(blocks: list[Block]) -> None:
    # Stretched, so that many a block is longer than a message and many a page is full.
    stretched = [block.model_copy(update={"text": block.text * 90}) for block in blocks]
    made = reply(*stretched)
    assert "".join(made.parts) == made.text
    assert made.text == GAP.join(block.text for block in stretched)
    assert all(units(part) <= MESSAGE_LIMIT for part in made.parts)


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        pytest.param("Một hai. Ba bốn.", 12, ["Một hai. ", "Ba bốn."], id="behind a sentence"),
        pytest.param("một; hai ba bốn", 9, ["một; ", "hai ba ", "bốn"], id="behind a semicolon"),
        pytest.param("một hai ba", 8, ["một hai ", "ba"], id="behind a space"),
        pytest.param("abcdef", 4, ["abcd", "ef"], id="anywhere"),
        pytest.param("😀😀😀", 4, ["😀😀", "😀"], id="an emoji is two units"),
        pytest.param("a😀b", 2, ["a", "😀", "b"], id="never through an emoji"),
        pytest.param("vừa", 3, ["vừa"], id="what fits stays whole"),
    ],
)
def test_a_long_block_is_cut_where_it_hurts_least(
    text: str, limit: int, expected: list[str]
) -> None:
    assert [plain(page) for page in paginate([said(text)], limit)] == expected


@pytest.mark.parametrize(
    ("texts", "limit", "expected"),
    [
        pytest.param(["aa", "bb"], 6, ["aa\n\nbb"], id="together with the gap"),
        pytest.param(["aa", "bb"], 5, ["aa", "bb"], id="the gap counts"),
        pytest.param(["aaaa", "b"], 3, ["aaa", "a", "b"], id="a rest with no room for the gap"),
        pytest.param(["aaaab", "c"], 4, ["aaaa", "b\n\nc"], id="a rest shares its message"),
    ],
)
def test_messages_are_cut_between_blocks(texts: list[str], limit: int, expected: list[str]) -> None:
    assert [plain(page) for page in paginate([said(t) for t in texts], limit)] == expected


def test_a_heading_goes_with_what_it_heads() -> None:
    heading = Block(kind="heading", text="H")
    pages = paginate([said("aaaa"), heading, said("bbbb bbb"), said("c")], 10)
    assert [plain(page) for page in pages] == ["aaaa", "H\n\nbbbb ", "bbb\n\nc"]
    pages = paginate([heading, said("bbbb bbbbb")], 10)
    assert [plain(page) for page in pages] == ["H\n\nbbbb ", "bbbbb"]


def test_a_heading_as_long_as_a_message_stands_alone() -> None:
    pages = paginate([Block(kind="heading", text="HHHHHHHH"), said("bbbb")], 10)
    assert [plain(page) for page in pages] == ["HHHHHHHH", "bbbb"]


def test_a_limit_that_holds_no_emoji_is_refused() -> None:
    with pytest.raises(ValueError, match="limit of 1"):
        paginate([said("😀")], 1)


def test_a_part_leaves_room_for_the_lines_around_it() -> None:
    assert MESSAGE_LIMIT == 4096
    assert PART_LIMIT < MESSAGE_LIMIT


def test_units_are_counted_as_telegram_counts_them() -> None:
    assert [units(text) for text in ("", "a", "ệ", "😀", "👩🏽", "e\u0301")] == [0, 1, 1, 2, 4, 2]


def test_no_block_at_all_is_one_empty_message() -> None:
    assert (reply().text, reply().parts) == ("", ("",))


# -- the contract --------------------------------------------------------------------------------

SOURCE = SourceRef(
    title="T",
    publisher="P",
    author=None,
    published=dt.datetime(2024, 4, 3, 10, 35, tzinfo=dt.timezone(dt.timedelta(hours=7))),
    url="https://a.example/1",
    label="Nhiệm vụ 4",
)


def test_the_contract_is_what_the_design_shows() -> None:
    made = Reply(
        status="answered",
        kind="task",
        language="vi",
        part=1,
        part_count=1,
        blocks=(said("4. Bốn."), said("Nguồn")),
        shown=(said("4. Bốn."),),
        passages=(
            QuotedPassage(document="d", locator="4", text="4. Bốn.", start=0, end=7, source=SOURCE),
        ),
        directives=(
            CitedDirective(
                id="137-QĐ/TW",
                type="Quy định",
                number="137",
                issuer=None,
                subject=None,
                date_printed=dt.date(2023, 12, 1),
                date_verified=None,
                held=False,
                cited_in=("4",),
            ),
        ),
        confidence=0.98,
        actions=(Action(label="Nhiệm vụ 5", message="nhiệm vụ 5"),),
        suggestions=("nhiệm vụ 5",),
        library="v1",
    )
    assert made.contract("q1", "c1") == {
        "id": "q1",
        "chat": "c1",
        "status": "answered",
        "kind": "task",
        "language": "vi",
        "text": "4. Bốn.\n\nNguồn",
        "parts": ["4. Bốn.\n\nNguồn"],
        "passages": [
            {
                "document": "d",
                "locator": "4",
                "text": "4. Bốn.",
                "start": 0,
                "end": 7,
                "source": {
                    "title": "T",
                    "publisher": "P",
                    "author": None,
                    "published": "2024-04-03T10:35:00+07:00",
                    "url": "https://a.example/1",
                    "label": "Nhiệm vụ 4",
                },
            }
        ],
        "directives": [
            {
                "id": "137-QĐ/TW",
                "type": "Quy định",
                "number": "137",
                "issuer": None,
                "subject": None,
                "date_printed": "2023-12-01",
                "date_verified": None,
                "held": False,
                "cited_in": ["4"],
            }
        ],
        "confidence": 0.98,
        "suggestions": ["nhiệm vụ 5"],
        "library": "v1",
    }
    assert json.loads(json.dumps(made.contract(None, None)))["id"] is None


def test_a_reply_is_not_changed_and_knows_its_fields() -> None:
    made = reply(said("a"))
    with pytest.raises(ValidationError):
        made.status = "help"  # type: ignore[misc]  # what is refused is the point
    with pytest.raises(ValidationError):
        Block.model_validate({"kind": "text", "text": "a", "colour": "red"})
