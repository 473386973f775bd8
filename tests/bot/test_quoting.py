"""A paste beside what is printed, in words; the person's own words are text and nothing else."""

import html
import io

import pytest
from rich.console import Console

from bot.channels.telegram_markup import messages
from bot.channels.terminal import show
from bot.replies import Reply, plain
from tests.bot.shipped import new_desk, shipped_library

CLAUSE = "tham mưu cấp ủy ban hành các văn bản lãnh đạo, chỉ đạo kịp thời, sáng tạo, hiệu quả"


def checked(pasted: str, ask: str = "/trich ") -> Reply:
    return new_desk().reply("c", f"{ask}{pasted}")


def heading(reply: Reply) -> str:
    assert reply.blocks[0].kind == "heading"
    return reply.blocks[0].text


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        pytest.param(CLAUSE, "Khớp nguyên văn, nhiệm vụ 1", id="verbatim"),
        pytest.param(
            "khảo sát một số trung tâm chính trị",
            "Khớp nguyên văn, nhiệm vụ 3, đoạn 2 (3.2)",
            id="in a paragraph, with its locator",
        ),
        pytest.param(
            "quý I năm 2024, ngành Tuyên giáo Thủ đô đã đạt được 6 dấu ấn",
            "Khớp nguyên văn, phần mở đầu, đoạn 2 (lead.2)",
            id="in the lead",
        ),
        pytest.param(
            "tham mưu cấp ủy … kịp thời, sáng tạo", "Khớp, có lược, nhiệm vụ 1", id="elided"
        ),
        pytest.param(
            CLAUSE.replace(",", ""), "Khớp từng chữ, khác dấu câu, nhiệm vụ 1", id="punctuation"
        ),
        pytest.param(
            CLAUSE.replace("ủy", "uỷ"), "Khớp từng chữ, khác cách bỏ dấu, nhiệm vụ 1", id="tones"
        ),
        pytest.param(
            "tham muu cap uy ban hanh cac van ban",
            "Khớp từng chữ, không xét dấu, nhiệm vụ 1",
            id="no accents",
        ),
        pytest.param(
            CLAUSE.replace("sáng tạo", "linh hoạt"),
            "Không khớp: khác 1 chỗ so với nhiệm vụ 1",
            id="another word",
        ),
        pytest.param(
            "tổng kết 45 năm thực hiện biên soạn, phát hành",
            "Không khớp: khác 1 chỗ, trong đó 1 chỗ có số hoặc ngày, so với nhiệm vụ 3, đoạn 3"
            " (3.3)",
            id="another number",
        ),
    ],
)  # fmt: skip
def test_the_first_line_says_whether_and_where(pasted: str, expected: str) -> None:
    assert heading(checked(pasted)) == expected


def test_numbers_come_first_and_both_sides_are_shown() -> None:
    reply = checked(
        "tổng kết 35 năm thực hiện soạn thảo, phát hành và sử dụng Bản tin Thông tin nội bộ phục vụ"
        " sinh hoạt chi bộ; 23 năm Chỉ thị 01-CT/TU ngày 21/2/2011"
    )
    first, second = (block.text for block in reply.blocks[1:3])
    assert first == (
        "1. Khác số hoặc ngày\n"
        "Bản gốc: … Chỉ thị 01-CT/TU ngày [21/2/2001] của Ban Thường vụ …\n"
        "Bản dán: … Chỉ thị 01-CT/TU ngày [21/2/2011]"
    )
    assert second.startswith("2. Khác chữ\nBản gốc: … 35 năm thực hiện [biên soạn], phát hành")
    assert [b.text for b in reply.blocks if b.kind == "quotation"] == [reply.passages[0].text]


def test_the_answer_has_the_passages_in_order_and_how_alike_they_are() -> None:
    reply = checked(f"{CLAUSE}\nkhảo sát một số trung tâm chính trị")
    assert (reply.status, reply.kind, reply.confidence) == ("answered", "quotation", 1.0)
    assert [p.locator for p in reply.passages] == ["1", "3.2"]
    assert checked(CLAUSE.replace("kịp", "thật kịp")).confidence < 1


def test_many_differences_are_told_up_to_a_number() -> None:
    words = shipped_library().passages[1].text.split()[:60]
    pasted = " khác ".join(" ".join(words[i : i + 5]) for i in range(0, len(words), 5))
    text = checked(pasted).text
    assert "khác 11 chỗ" in text
    assert "… và 3 chỗ nữa" in text


def test_a_long_addition_is_shortened_and_so_is_a_long_word() -> None:
    reply = checked(f"{CLAUSE}. {'dài ' * 24} {'x' * 500}")
    (told,) = (b.text for b in reply.blocks if b.kind == "text")
    assert len(told) < 400


def test_a_message_too_long_says_that_it_was_cut() -> None:
    assert "chỉ so được phần đầu" in checked(f"{CLAUSE} " * 60).text


def test_what_the_article_misprints_has_its_note() -> None:
    reply = checked("Chỉ thị số 38-CT/TW ngày 7/9/2009 của Ban Bí thư Trung ương Đảng khóa X")
    assert "[17/9/2009]" in reply.text
    assert "ngày đã kiểm là 7/9/2009" in reply.text


# -- words of the person's own in every channel ---------------------------------------------------

HOSTILE = "<b>đậm</b> & <script> [red]đỏ[/red] [/] {title} %s &amp; \\[x] `mã`"


@pytest.fixture(scope="module")
def hostile() -> Reply:
    reply = checked(CLAUSE.replace("kịp thời", f"{HOSTILE} kịp thời"))
    assert reply.kind == "quotation"
    assert "b>đậm</b> & <script> [red]đỏ[/red]" in reply.text
    return reply


def test_telegram_shows_a_paste_as_it_was_typed(hostile: Reply) -> None:
    (message,) = messages(hostile)
    assert "<b>đậm" not in message
    assert "<script>" not in message
    assert "b&gt;đậm&lt;/b&gt; &amp; &lt;script&gt;" in message
    for tag in ("b", "blockquote", "i"):
        assert message.count(f"<{tag}>") == message.count(f"</{tag}>")
    assert html.unescape(message).count("<script>") == hostile.text.count("<script>")


def test_the_terminal_shows_a_paste_as_it_was_typed(hostile: Reply) -> None:
    file = io.StringIO()
    console = Console(file=file, highlight=False, soft_wrap=True)
    show(hostile.blocks, console)
    assert file.getvalue() == f"{plain(hostile.blocks)}\n"


def test_a_paste_is_never_a_quotation_of_ours(hostile: Reply) -> None:
    quoted = [block.text for block in hostile.blocks if block.kind == "quotation"]
    assert quoted == [passage.text for passage in hostile.passages]
    assert not any("<b>" in text for text in quoted)
