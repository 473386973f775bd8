"""Conversations about official documents that are held in full, and a walk over all of them."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk import Desk
from bot.replies import Reply
from corpus.documents import Document
from index.query import Language
from index.sections import Way
from tests.bot.shipped import TODAY, new_desk
from tests.bot.test_verbatim import LANGUAGES, check, read_through
from tests.index.held import held_library, held_search

NUMBER = "947/2025/QĐ-UBND"
NAME = "Quyết định số 947/2025/QĐ-UBND"


def held_desk() -> Desk:
    return Desk(held_search(), clock=lambda: 0.0, today=lambda: TODAY)


def places(reply: Reply) -> list[str]:
    return [passage.locator for passage in reply.passages]


def talk(*turns: tuple[str, Sequence[str]]) -> None:
    """Say each message in turn; each must be answered with these places."""
    desk = held_desk()
    for message, expected in turns:
        reply = desk.reply("c", message)
        assert places(reply) == list(expected), f"{message}: {reply.text}"


ARTICLE_3 = [
    "Điều 3",
    "Điều 3 khoản 1",
    "Điều 3 khoản 2",
    *(f"Điều 3 khoản 2 điểm {letter}" for letter in "abcdđ"),
]
ARTICLE_4 = ["Điều 4", "Điều 4 khoản 1", "Điều 4 khoản 2"]
ARTICLE_5 = ["Điều 5", "Điều 5 khoản 1", "Điều 5 khoản 2"]


# -- conversations -------------------------------------------------------------------------------


def test_a_clause_and_then_what_stands_around_it() -> None:
    talk(
        ("điều 5 khoản 2 của quyết định 947", ["Điều 5 khoản 2"]),
        ("còn khoản 1?", ["Điều 5 khoản 1"]),
        ("khoản tiếp theo", ["Điều 5 khoản 2"]),
        ("khoản trước", ["Điều 5 khoản 1"]),
        ("cả điều", ARTICLE_5),
        ("điều 6?", ["Điều 6"]),
        ("điều trước", ARTICLE_5),
        ("xem cả điều 3", ARTICLE_3),
        ("khoản 2", ARTICLE_3[2:]),
        ("điểm đ", ["Điều 3 khoản 2 điểm đ"]),
        ("điều tiếp theo", ARTICLE_4),
        ("còn 5?", ARTICLE_5),
        ("đoạn 3", ["Điều 5 khoản 2"]),
    )


def test_reading_on_takes_a_whole_article_and_its_chapter_s_name() -> None:
    talk(
        ("điều 1 quyết định 947", ["Điều 1", "Điều 1 khoản 1", "Điều 1 khoản 2"]),
        ("đọc tiếp", ["Điều 2", "Điều 2 khoản 1"]),
        ("xem tiếp", ["Chương II", *ARTICLE_3]),
        ("đọc tiếp", ARTICLE_4),
    )


def test_a_party_document_goes_on_by_its_own_numbers() -> None:
    talk(
        ("mục I.1 chỉ thị 30 thành ủy", ["Mục I.1"]),
        ("mục 2", ["Mục I.2"]),
        ("mục II.2", ["Mục II.2", "Mục II.2 điểm a", "Mục II.2 điểm b"]),
        ("điểm b", ["Mục II.2 điểm b"]),
    )


def test_an_english_conversation_goes_on_in_english() -> None:
    desk = held_desk()
    expected = {
        "article 5 clause 2 of decision 947": ["Điều 5 khoản 2"],
        "previous clause": ["Điều 5 khoản 1"],
        "previous article": ARTICLE_4,
        "clause 2?": ["Điều 4 khoản 2"],
    }
    for message, locators in expected.items():
        reply = desk.reply("c", message)
        assert (places(reply), reply.language) == (locators, "en")
    assert reply.text.startswith(f"Article 4 clause 2, {NAME}")


def test_a_card_is_talked_about_and_so_is_what_is_shown() -> None:
    desk = held_desk()
    assert desk.reply("c", "quyết định 947 nói gì").kind == "directive"
    assert places(desk.reply("c", "điều 4?")) == ARTICLE_4
    assert "Đoàn Khắc Lữ" in desk.reply("c", "ai ký?").text
    dated = desk.reply("c", "nó ban hành ngày nào?")
    assert [p.text for p in dated.passages] == ["Lâm Hạ, ngày 12 tháng 3 năm 2025"]
    about = desk.reply("c", "quyết định này quy định gì về bảo dưỡng?")
    assert places(about) == ARTICLE_5
    assert desk.reply("c", "mục lục").kind == "outline"


def test_the_end_of_an_article_is_said_and_the_next_one_is_not_taken_for_a_clause() -> None:
    desk = held_desk()
    desk.reply("c", "điều 5 khoản 2 quyết định 947")
    assert desk.reply("c", "khoản tiếp theo").status == "not_found"
    missing = desk.reply("c", "khoản 7")
    assert missing.status == "not_found"
    assert "Điều 5" in missing.text
    assert "2 khoản" in missing.text


def test_a_task_stays_a_task_before_and_after() -> None:
    desk = held_desk()
    assert places(desk.reply("c", "mục 4")) == ["4"]
    desk.reply("c", "điều 5 quyết định 947")
    assert places(desk.reply("c", "nhiệm vụ 4")) == ["4"]
    assert places(desk.reply("c", "tiếp theo")) == ["5"]


# -- documents -----------------------------------------------------------------------------------


def test_an_older_document_answers_and_says_what_replaced_it() -> None:
    desk = held_desk()
    card = desk.reply("c", "quyết định 812")
    assert f"Đã được thay thế bởi: Quyết định {NUMBER}" in card.text
    assert NUMBER in [action.message for action in card.actions]
    quoted = desk.reply("c", "điều 2 khoản 1")
    note = f"Quyết định 812/2016/QĐ-UBND đã được thay thế bởi Quyết định {NUMBER}"
    assert note in quoted.text
    assert NUMBER in [action.message for action in quoted.actions]
    assert "đã được thay thế" not in desk.reply("c", f"điều 2 {NUMBER}").text
    english = held_desk().reply("c", "what is decision 812 about?")
    assert f"Superseded by: Quyết định {NUMBER}" in english.text


def test_what_was_only_cited_is_held_now() -> None:
    directive = "30-CT/TU"
    assert "không có trong thư viện" in new_desk().reply("c", directive).text
    reply = held_desk().reply("c", directive)
    assert reply.directives[0].held
    assert "Toàn văn: có trong thư viện" in reply.text
    assert {passage.document for passage in reply.passages} == {"30-ct-tu"}


def test_what_nobody_has_checked_says_so_and_shows_what_is_printed() -> None:
    reply = held_desk().reply("c", "kế hoạch 633")
    assert "Chưa được kiểm" in reply.text
    assert "Cơ quan ban hành" not in reply.text
    assert places(reply) == ["Điều 6"]
    assert "Chưa được kiểm" in held_desk().reply("c", "quyết định 947").text


def test_the_outline_has_every_article_by_its_name() -> None:
    reply = held_desk().reply("c", "mục lục quyết định 947")
    assert reply.text.startswith(f"Mục lục {NAME}: 3 chương, 6 điều, 1 bảng")
    quoted = [block.text for block in reply.blocks if block.kind == "quotation"]
    assert "Điều 3. Vị trí đặt trạm" in quoted
    assert len(quoted) == 9


def test_the_full_text_has_every_passage_in_order() -> None:
    reply = held_desk().reply("c", "toàn văn quyết định 947")
    document = held_library().document("947-2025-qd-ubnd")
    assert places(reply) == [passage.locator for passage in document.passages]


def test_a_label_and_a_source_have_no_empty_places() -> None:
    reply = held_desk().reply("c", "điều 5 khoản 2 quyết định 947")
    (passage,) = reply.passages
    assert passage.source.label == f"Điều 5 khoản 2, {NAME}"
    source = reply.blocks[-1]
    assert source.kind == "source"
    assert source.url is None
    assert source.text.endswith("ngày 12/03/2025.")
    assert ", ," not in source.text


def test_a_place_is_cited_in_a_line_of_its_own() -> None:
    reply = held_desk().reply("c", "trích dẫn điều 5 khoản 2 QĐ 947")
    assert reply.kind == "citation"
    line = reply.blocks[1].text
    assert line == (
        f"Ủy ban nhân dân thành phố Lâm Hạ (2025), {NAME} ngày 12/03/2025 “Ban hành Quy định về xe"
        " đạp công cộng trên địa bàn thành phố Lâm Hạ”, Điều 5 khoản 2"
    )


def test_a_paste_is_found_with_its_place() -> None:
    reply = held_desk().reply("c", "kiểm tra câu này: Xe hỏng vành phải rút khỏi giá trong ba giờ")
    assert reply.kind == "quotation"
    assert "điều 5 khoản 2" in reply.blocks[0].text
    assert "[hai]" in reply.text


def test_the_help_tells_of_places_only_where_there_are_any() -> None:
    assert "mục lục" in held_desk().reply("c", "/help").text
    assert "mục lục" not in new_desk().reply("c", "/help").text
    for line in held_desk().reply("c", "/help").blocks[1].text.splitlines()[-3:-1]:
        assert held_desk().reply("c", line.removeprefix("• ")).status == "answered", line


# -- everything ----------------------------------------------------------------------------------


def asked_places(document: Document, language: Language) -> Iterator[tuple[str, Way]]:
    """Every place of a document with the message of its button."""
    from bot.places import Places

    named = Places(held_library())
    for way in document.headings:
        yield named.ask(document, way, language), way


def spoken_to(language: Language) -> Desk:
    desk = held_desk()
    desk.reply("c", "xin chào" if language == "vi" else "hello")
    return desk


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_of_every_held_document_is_answered_letter_for_letter(
    language: Language,
) -> None:
    library = held_library()
    for document in library.documents[1:]:
        for message, way in asked_places(document, language):
            desk = spoken_to(language)
            reply = desk.reply("c", message)
            assert reply.status == "answered", message
            assert places(reply) == [
                p.locator for p in document.passages if p.sections[: len(way)] == way
            ], message
            for part in read_through(desk, "c", reply):
                check(part, library)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_beside_a_held_text_is_answered(language: Language) -> None:
    library = held_library()
    messages: list[str] = [NUMBER, "812/2016/QĐ-UBND", "30-CT/TU", "633/KH-UBND", "khoản 2"]
    messages += [f"mục lục {NUMBER}", f"toàn văn {NUMBER}", f"điều 99 quyết định {NUMBER}"]
    for document in library.documents[1:]:
        messages += [message for message, _ in asked_places(document, language)]
    for message in messages:
        asked = spoken_to(language).reply("c", message)
        check(asked, library)
        for action in asked.actions:
            desk = spoken_to(language)
            desk.reply("c", message)
            reply = desk.reply("c", action.message)
            check(reply, library)
            told = f"{message!r}: [{action.label}] {action.message!r}: {reply.text}"
            assert reply.status == "answered" or reply.actions, told
            # A clause of no article in a document that has several is asked back once more.
            assert reply.status != "not_found", told


PIECES = st.sampled_from(
    "điều|khoản|điểm|mục|chương|phần|bảng|dòng|phụ lục|dieu|khoan|article|clause|item|1|2|5|99|I|II"
    "|a|đ|năm|hai|I.1|II.2.a|thứ|cuối|tiếp theo|trước|cả|toàn văn|mục lục|quyết định 947|QĐ 812"
    "|CT30-CT/TU|nó|quyết định này|ai ký|đọc tiếp|next article|trích dẫn|tiền cọc|luật|,|?|và|đến|-"
    "|nhiệm vụ|đoạn|văn bản trong|full text|outline|3-5|5a|\x00|😀".split("|")
)


@given(st.lists(st.lists(PIECES, max_size=8).map(" ".join), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_any_talk_of_places_gets_replies_that_quote_letter_for_letter(messages: list[str]) -> None:
    desk = held_desk()
    for message in messages:
        check(desk.reply("c", message), held_library())


def test_every_passage_of_a_held_document_is_found_by_its_own_words() -> None:
    library = held_library()
    for document in library.documents[1:]:
        for passage in document.passages:
            if not passage.sections or len(passage.text.split()) < 8:
                continue
            reply = held_desk().reply("c", passage.text)
            check(reply, library)
            assert passage.text in [p.text for p in reply.passages], passage.text
