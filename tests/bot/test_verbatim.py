"""The promise of the whole thing: what is quoted stands in a document, and says where.

Every place, task and directive is asked for in both languages, every button of every reply is
pressed, and every part of every reply is read; then the same of messages nobody would write.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk import Desk
from bot.replies import MESSAGE_LIMIT, Block, Reply, plain, units
from bot.wording import say
from corpus.documents import Directive, Document
from corpus.library import SHIPPED, Library
from index.query import Language
from index.search import Search
from tests.bot.shipped import new_desk, shipped_library

CONTRACT = [
    "id",
    "chat",
    "status",
    "kind",
    "language",
    "text",
    "parts",
    "passages",
    "directives",
    "confidence",
    "suggestions",
    "library",
]
# Where a sentence of ours shows a date as the article prints it.
PRINTED = re.compile(
    r"(?:Ngày in trong bài: |bài in ngày |Date as printed: |the article prints )(\d[\d/-]*\d)"
)
LANGUAGES: tuple[Language, ...] = ("vi", "en")


def check(reply: Reply, library: Library) -> None:
    """Everything that must be true of any reply."""
    texts = {document.id: document.text for document in library.documents}
    for block in (*reply.blocks, *reply.shown):
        if block.kind == "quotation":
            assert block.document is not None
            assert texts[block.document][block.start : block.end] == block.text
        else:
            assert (block.document, block.start, block.end) == (None, None, None)
            for printed in PRINTED.findall(block.text):
                assert any(printed in text for text in texts.values())
        assert block.text.strip()
    for passage in reply.passages:
        document = library.document(passage.document)
        assert document.text[passage.start : passage.end] == passage.text
        assert document.passage(passage.locator) is not None
        assert passage.source == document.source(passage.source.label)
        assert passage.source.label
    assert "".join(reply.parts) == reply.text == plain(reply.blocks)
    assert all(0 < units(part) <= MESSAGE_LIMIT for part in reply.parts)
    assert 0 < units(plain(reply.shown)) <= MESSAGE_LIMIT
    assert 1 <= reply.part <= reply.part_count
    if reply.status == "answered":
        check_answer(reply, library)
    else:
        assert reply.passages == ()
        assert reply.directives == ()
        assert not [block for block in reply.blocks if block.kind == "quotation"]
    contract = reply.contract("q", "c")
    assert json.loads(json.dumps(contract, ensure_ascii=False)) == contract
    assert list(contract) == CONTRACT


def check_answer(reply: Reply, library: Library) -> None:
    """An answer has its passages, and ends with the source of what it shows."""
    uncited = [d for d in reply.directives if not d.cited_in]
    of_article = reply.kind == "citation" and not reply.directives
    if (
        reply.kind not in ("meta", "source")
        and not of_article
        and len(uncited) < max(1, len(reply.directives))
    ):
        assert reply.passages
    for blocks in (reply.blocks, reply.shown):
        assert blocks[-1].kind == "source"
        assert blocks[-1].url is None or blocks[-1].url in blocks[-1].text
    named = {block.url for block in reply.blocks if block.kind == "source"}
    assert named >= {passage.source.url or None for passage in reply.passages}
    for directive in reply.directives:
        known = library.directive(directive.id)
        assert directive.date_printed == library.date_printed(known.id)
        assert directive.date_verified == known.date_verified
        assert directive.held == library.is_held(known.id)
        assert directive.cited_in == tuple(p.locator for p in library.cited_in(known.id))


def read_through(desk: Desk, chat: str, reply: Reply) -> list[Reply]:
    """`reply` and all that follows it, by pressing the first button while parts are left."""
    replies = [reply]
    while replies[-1].part < replies[-1].part_count:
        replies.append(desk.reply(chat, replies[-1].actions[0].message))
        assert replies[-1].part == replies[-2].part + 1
        assert replies[-1].part_count == reply.part_count
    return replies


def called(directive: Directive) -> Iterator[str]:
    """Ways to ask for a directive that find it."""
    if directive.number is not None:
        yield f"{directive.type} {directive.id}"
        yield f"{directive.type} số {directive.id} ban hành ngày nào?"
    elif directive.names or directive.subject:
        yield (*directive.names, directive.subject or "")[0]


def pasted(document: Document) -> Iterator[str]:
    """Each passage as it is, with a number or a word changed, cut, and with its neighbour."""
    for passage, following in pairwise(document.passages):
        words = passage.text.split()
        yield passage.text
        yield re.sub(r"\d", "9", passage.text, count=3)
        yield " ".join([*words[:5], "<b>&", *words[7:]])
        yield f"{' '.join(words[:6])} … {' '.join(words[-6:])}"
        yield f"{passage.text} {following.text}"


@cache
def questions() -> list[tuple[str, Language]]:
    """Every place, task, part and directive of the shipped library, and all lists of them."""
    library = shipped_library()
    briefing = library.briefing
    assert briefing is not None
    asked: list[str] = []
    for language in LANGUAGES:
        asked += [say(language, "ask_task", n=task) for task in briefing.tasks]
        asked += [say(language, "ask_documents_task", n=task) for task in briefing.tasks]
        asked += [say(language, "ask_part", n=3, part=part) for part in (1, 2, 3, 9)]
        asked += [
            say(language, key) for key in ("ask_outline", "ask_source", "greeting", "examples")
        ]
    asked += [passage.locator for passage in briefing.passages]
    places = ((k, task) for task, of in briefing.tasks.items() for k in range(len(of) + 2))
    asked += [f"đoạn {k} nhiệm vụ {task}" for k, task in places]
    asked += [question for directive in library.directives for question in called(directive)]
    asked += [directive.id for directive in library.directives]
    asked += ["tất cả các văn bản", "list all documents", "các chỉ thị", "all resolutions"]
    asked += [
        "nhiệm vụ 1, 2, 3, 4, 5, 6",
        "tasks 1 to 6",
        "nhiệm vụ 3 và 2",
        "nhiệm vụ 0",
        "task 99",
    ]
    asked += ["sắp tới có mốc nào", "các mốc thời gian", "tháng 6 kỷ niệm gì", "mốc tháng 11"]
    asked += ["tổng kết những gì", "mốc năm 2018", "mốc năm 1999", "mốc quý III"]
    asked += ["hôm nay có mốc gì", "năm nay có mốc gì", "/moc", "/moc tháng 6"]
    asked += ["upcoming milestones", "which anniversaries are in June", "milestones in November"]
    for language in LANGUAGES:
        numbered = (d.id for d in library.directives if d.number is not None)
        names = [*numbered, *(p.locator for p in briefing.passages)]
        asked += [say(language, "ask_cite", name=name) for name in names]
        asked += [f"/trich {text}" for text in pasted(briefing)]
    asked += [
        "/trich",
        "/start",
        "/help",
        "/nhiemvu",
        "/vanban",
        "/nguon",
        "/x",
        "",
        "???",
        "giá vàng",
    ]
    return [(question, language) for question in asked for language in LANGUAGES]


def spoken_to(language: Language, chat: str = "c") -> Desk:
    """A desk in whose chat `language` was spoken, for messages that are of neither."""
    desk = new_desk()
    desk.reply(chat, "xin chào" if language == "vi" else "hello")
    return desk


def test_every_reply_and_every_part_of_it_quotes_letter_for_letter() -> None:
    for question, language in questions():
        desk = spoken_to(language)
        for reply in read_through(desk, "c", desk.reply("c", question)):
            check(reply, shipped_library())


def test_every_button_of_every_reply_is_understood() -> None:
    for question, language in questions():
        asked = spoken_to(language).reply("c", question)
        for action in asked.actions:
            desk = spoken_to(language)
            desk.reply("c", question)
            reply = desk.reply("c", action.message)
            check(reply, shipped_library())
            told = f"{question!r}: [{action.label}] {action.message!r}: {reply.text}"
            assert reply.status == "answered", told
            assert reply.language == asked.language, told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("task", range(1, 7))
def test_the_parts_of_a_task_joined_are_its_paragraphs(task: int, language: Language) -> None:
    desk = spoken_to(language)
    reply = desk.reply("c", say(language, "ask_task", n=task))
    shown = [b for part in read_through(desk, "c", reply) for b in part.shown]
    assert reply.language == language
    assert quoted(shown) == [p.text for p in shipped_library().documents[0].tasks[task]]
    assert quoted(reply.blocks) == quoted(shown)


def quoted(blocks: tuple[Block, ...] | list[Block]) -> list[str]:
    return [block.text for block in blocks if block.kind == "quotation"]


def test_every_passage_is_found_by_its_locator_and_by_its_own_words() -> None:
    for passage in shipped_library().passages:
        for question in (passage.locator, passage.text):
            reply = new_desk().reply("c", question)
            assert passage.text in [p.text for p in reply.passages], question


def test_every_directive_is_answered_with_the_places_that_cite_it() -> None:
    library = shipped_library()
    for directive in library.directives:
        for question in called(directive):
            reply = new_desk().reply("c", question)
            assert directive.id in [d.id for d in reply.directives], question
            cited_in = [p.locator for p in library.cited_in(directive.id)]
            assert set(cited_in) <= {p.locator for p in reply.passages}, question


def test_a_date_is_shown_as_it_is_printed() -> None:
    for citations in shipped_library().citations.values():
        for citation in citations:
            if citation.date_printed is None:
                continue
            reply = new_desk().reply("c", shipped_library().directive(citation.directive).id)
            (shown,) = {*PRINTED.findall(reply.text)}
            assert shown in citation.printed
            day, month, year = map(int, re.split(r"[/-]", shown))
            date = citation.date_printed
            assert (day, month, year) == (date.day, date.month, date.year)


# -- another library: long paragraphs, long names, no spaces ---------------------------------------

LONG = "Một câu khá dài về công tác năm nay 😀; và còn nữa. "
ARTICLE = f"""\
---
id: dai
title: {"Bốn nhiệm vụ rất dài " * 12}
publisher: Tạp chí
published: 2024-04-03T10:35+07:00
url: https://bao.example/{"bai-viet-" * 25}
---

Mở đầu.

1. {LONG * 200}

2. {"😀" * 5000}

3. {"ab" * 1000}

{"cd " * 1000}

{"😀 " * 1000}

4. Ngắn.
"""


@pytest.fixture(scope="module")
def long_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("library")
    (folder / "articles").mkdir()
    (folder / "articles" / "dai.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "lexicon.yaml").write_bytes((SHIPPED / "lexicon.yaml").read_bytes())
    return Desk(Search(Library.load(folder)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("task", range(1, 5))
def test_paragraphs_longer_than_a_message_are_read_whole(
    long_desk: Desk, task: int, language: Language
) -> None:
    reply = long_desk.reply("c", say(language, "ask_task", n=task))
    parts = read_through(long_desk, "c", reply)
    for part in parts:
        check(part, long_desk.library)
        for piece in quoted(part.shown):
            assert [p.locator for p in part.passages if piece in p.text]
    shown = "".join(quoted([block for part in parts for block in part.shown]))
    assert shown == "".join(p.text for p in long_desk.library.documents[0].tasks[task])


# -- messages nobody would write -----------------------------------------------------------------

PIECES = st.sampled_from(
    (
        "nhiệm vụ|nhiem vu|nv|đoạn|phần|task|paragraph|part|1|3|4|-1|0|99|3.2|lead.1|caption.2"
        "|thứ|tư|cuối|CT20|20-CT/TW|chỉ thị|nghị quyết|137-QĐ/TW|văn bản|nó|cái đó|it|that"
        "|ngày nào|18/1/2018|2014|31/2/2020|xem tiếp|tiếp theo|trước|next|continue|nguồn|source"
        "|tác giả|của|về|và|,|?|.|\n|quý II|quý IX|/nhiemvu|/start|@|cảm ơn|hello|số hóa"
        "|tháng 6|mốc|kỷ niệm|sắp tới|năm nay|tháng sau|milestones|in June|30/2"
        "|bảo hiểm y tế|public opinion|{n}|{|}|%s|<b>|&amp;|ko phải|ý tôi là|hai mươi|mười lăm"
        "|kiểm tra câu này:|trích đúng chưa|“|”|…|/trich|trích dẫn thế nào|how to cite"
        "|nghiệp vụ, khảo sát một số trung tâm|nhieemj vuj"
        "|9999999999999999999999|\u200b|\u0301|😀|\x00"
    ).split("|")
)
MESSAGES = st.text(max_size=200) | st.lists(PIECES, max_size=9).map(" ".join)


@given(st.lists(MESSAGES, min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_any_message_at_any_moment_gets_a_reply(messages: list[str]) -> None:
    desk = new_desk()
    for message in messages:
        check(desk.reply("c", message), shipped_library())


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("nhiệm vụ " * 50_000, id="very long"),
        pytest.param("3." * 50_000, id="very long numbers"),
        pytest.param("a" * 100_000, id="one very long word"),
        pytest.param("nhiệm vụ " + "9" * 5000, id="a number longer than Python reads"),
        pytest.param("nhiệm vụ 4 \ud800\udcff", id="half of an emoji"),
        pytest.param("nhi\u0323e\u0302m vu\u0323 4", id="decomposed"),
        pytest.param("\u202enhiệm vụ 4\u202c", id="right to left marks"),
        pytest.param("nhiệm vụ ⁴ ② ४ 四", id="digits of other scripts"),
        pytest.param("\x00\x07\x1b[31m", id="control characters"),
    ],
)
def test_odd_messages_get_a_reply(message: str) -> None:
    check(new_desk().reply("c", message), shipped_library())
