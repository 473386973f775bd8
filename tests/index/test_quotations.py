"""What a paste has instead, lacks and adds; and what counts as letter for letter."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.library import SHIPPED, Library
from index.quotations import Comparison, Difference, Quotations
from index.running import WORD, RunningText
from index.text import fold, tone_last

LIBRARY = Library.load(SHIPPED)
QUOTATIONS = Quotations(RunningText(LIBRARY))
TEXT = LIBRARY.documents[0].text
TASK_1 = (
    "Tập trung tham mưu cấp ủy ban hành các văn bản lãnh đạo, chỉ đạo kịp thời, sáng tạo, hiệu quả."
)


def passage(locator: str) -> str:
    found = LIBRARY.documents[0].passage(locator)
    assert found is not None
    return found.text


def compared(pasted: str) -> Comparison:
    comparison = QUOTATIONS.compare(pasted)
    assert comparison is not None
    return comparison


def locators(comparison: Comparison) -> list[str]:
    return [p.locator for p in comparison.passages]


def told(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Each difference as (kind, what is printed, what was pasted)."""
    return [
        (d.kind, TEXT[d.start : d.end], comparison.text[slice(*d.pasted)])
        for d in comparison.differences
    ]


@pytest.mark.parametrize("printed", LIBRARY.passages, ids=lambda p: p.locator)
def test_every_passage_is_found_verbatim_and_whole(printed: object) -> None:
    (of,) = (p for p in LIBRARY.passages if p is printed)
    comparison = compared(of.text)
    assert comparison.verbatim
    assert comparison.passages == (of,)
    assert comparison.similarity == 1


@pytest.mark.parametrize(
    "pasted",
    [
        pytest.param(TASK_1, id="as it stands"),
        pytest.param(unicodedata.normalize("NFC", TASK_1).removesuffix("."), id="no full stop"),
        pytest.param(f"  – {TASK_1} /.", id="marks at its ends"),
        pytest.param(TASK_1.replace(" ", "   "), id="spaces"),
        pytest.param(TASK_1.replace(", ", " , "), id="spaces before commas"),
        pytest.param(TASK_1.replace(" ", "\n", 3), id="broken lines"),
        pytest.param("lý luận chính trị – lịch sử Đảng", id="another dash"),
        pytest.param("số 20 - CT/TW, ngày 18/1/2018 của Ban Bí thư", id="spaces around a hyphen"),
        pytest.param('về "Đẩy mạnh công tác bảo hiểm y tế trong tình hình mới"', id="quotes"),
        pytest.param("về «Đẩy mạnh công tác bảo hiểm y tế trong tình hình mới»", id="guillemets"),
        pytest.param("an toàn xã hội… gắn với hoạt động báo cáo viên", id="the text's own dots"),
    ],
)
def test_what_does_not_count(pasted: str) -> None:
    assert compared(pasted).verbatim


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        pytest.param(
            "Hướng dẫn số 102-HD/BTGTW, ngày 30/9/2018 của Ban Tuyên giáo",
            [("replaced", "30/9/2019", "30/9/2018")],
            id="a whole date, not a year",
        ),
        pytest.param(
            "theo Quyết định số 173-QĐ/TW ngày 1/12/2023",
            [("replaced", "137-QĐ/TW", "173-QĐ/TW")],
            id="a whole number",
        ),
        pytest.param(
            "của Ban Bí thư Trung ương Đảng khóa XI; Kế hoạch số 104-KH/TU",
            [("replaced", "XII", "XI")],
            id="a Roman numeral",
        ),
        pytest.param(TASK_1.replace("sáng tạo, ", ""), [("missing", "sáng tạo", "")], id="lacks"),
        pytest.param(
            TASK_1.replace("kịp", "thật kịp"), [("added", "", "thật")], id="adds in the middle"
        ),
        pytest.param(
            f"{TASK_1} Mỗi quý báo cáo hai lần.",
            [("added", "", "Mỗi quý báo cáo hai lần")],
            id="end",
        ),
        pytest.param(
            "Chỉ đạo cấp ủy ban hành các văn bản lãnh đạo",
            [("replaced", "tham mưu", "Chỉ đạo")],
            id="a slip at its beginning",
        ),
        pytest.param(
            "các đợt sinh hoạt tư tưởng, chính trị về nội dung bài viết",
            [("added", "", "tư tưởng"), ("missing", "tư tưởng", "")],
            id="moved",
        ),
        pytest.param(
            "đội ngũ cán bô làm công tác tuyên giáo", [("replaced", "bộ", "bô")], id="an accent"
        ),
        pytest.param("cấp uỷ ban hành các văn bản", [("tone", "ủy", "uỷ")], id="placing of a tone"),
        pytest.param("Cấp ủy ban hành các văn bản", [("case", "cấp", "Cấp")], id="a capital"),
        pytest.param(
            "lãnh đạo chỉ đạo kịp thời", [("punctuation", "đạo, chỉ", "đạo chỉ")], id="a comma"
        ),
        pytest.param(
            "Nghị quyết số 33-NQ/TW ngày 09/6/2014", [("zeros", "9", "09")], id="a leading zero"
        ),
    ],
)
def test_each_difference_is_told_apart(pasted: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(compared(pasted)) == expected


@pytest.mark.parametrize(
    ("pasted", "numeric"),
    [
        ("ngày 30/9/2018 của Ban Tuyên giáo Trung ương", True),
        ("Ban Bí thư Trung ương Đảng khóa XI; Kế hoạch số", True),
        ("sáng 3/4/2024 tại UBND Huyện Sơn Tây", False),
    ],
)
def test_a_wrong_number_stands_out(pasted: str, numeric: bool) -> None:
    assert [d.numeric for d in compared(pasted).differences] == [numeric]


def test_without_accents_letters_are_compared_and_it_is_said() -> None:
    comparison = compared(fold(TASK_1))
    assert not comparison.accented
    assert not comparison.verbatim
    assert comparison.same_words
    assert told(comparison) == [("case", "Tập", "tap")]
    assert compared(fold(TASK_1).replace("sang", "xang")).same_words is False


@pytest.mark.parametrize("mark", ["…", "...", "[…]", "(...)", "[...]", "…,"])
def test_what_is_left_out_with_a_mark_is_no_difference(mark: str) -> None:
    comparison = compared(f"Kỷ niệm Ngày báo chí cách mạng Việt Nam {mark} trên địa bàn Thành phố.")
    assert comparison.elided
    assert comparison.same_words
    assert not comparison.verbatim
    assert locators(comparison) == ["3.4"]


def test_what_is_left_out_without_one_is_missing() -> None:
    comparison = compared("đội ngũ phóng viên các cơ quan báo chí, đội ngũ ban biên tập tin, bài")
    assert told(comparison) == [("missing", "Thành phố", "")]


def test_a_paste_may_go_on_in_the_next_passage_with_or_without_the_caption() -> None:
    both = compared(f"{passage('3.6')} {passage('3.7')}")
    assert both.verbatim
    assert locators(both) == ["3.6", "3.7"]
    three = compared("\n".join(passage(name) for name in ("3.6", "caption.2", "3.7")))
    assert three.verbatim
    assert locators(three) == ["3.6", "caption.2", "3.7"]


def test_places_that_are_apart_are_joined_unless_a_line_or_a_mark_parts_them() -> None:
    first, second = passage("5"), passage("2")
    assert compared(f"{first} {second}").joined
    parted = compared(f"{first}\n{second}")
    assert parted.verbatim
    assert locators(parted) == ["5", "2"]
    marked = compared(f"{second} […] {first}")
    assert (marked.joined, marked.elided) == (False, True)


def test_the_spans_are_the_stored_words_it_stands_for() -> None:
    comparison = compared(f"{passage('4')}\n{passage('5')}")
    assert [TEXT[a:b] for _, a, b in comparison.spans] == [
        passage("4").removesuffix("."),
        passage("5").removesuffix("."),
    ]


@pytest.mark.parametrize("pasted", ["", "…", "tuyên giáo", "hoa hậu đăng quang", "🙂 🙂 🙂"])
def test_what_shares_no_three_words_is_compared_with_nothing(pasted: str) -> None:
    assert QUOTATIONS.compare(pasted) is None


# -- any paste -----------------------------------------------------------------------------------

WORDS = [word for p in LIBRARY.passages for word in p.text.split()]
STRETCHES = st.tuples(st.integers(0, len(WORDS) - 1), st.integers(1, 60)).map(
    lambda at: WORDS[at[0] : at[0] + at[1]]
)
OTHERS = st.lists(st.sampled_from([*WORDS, "…", "[…]", "\n", "khác", "2031", "-", "“"]), max_size=6)
PASTES = st.lists(STRETCHES | OTHERS, min_size=1, max_size=6).map(
    lambda parts: " ".join(word for part in parts for word in part)
)


def printed(difference: Difference) -> str:
    """The stored words of a difference; a caption between paragraphs is none of them."""
    document = LIBRARY.document(difference.document)
    over = [p for p in document.passages if p.start < difference.end and difference.start < p.end]
    running = [p for p in over if not p.locator.startswith("caption")] or over
    ends = difference.start, difference.end
    return " ".join(p.text[max(0, ends[0] - p.start) : ends[1] - p.start] for p in running)


def keys(text: str, accented: bool) -> list[str]:
    key = tone_last if accented else fold
    return [key(word.lower()).lstrip("0") for word in WORD.findall(text)]


@given(PASTES, st.booleans())
@settings(max_examples=300, deadline=None)
def test_mending_every_difference_gives_the_stored_words(pasted: str, bare: bool) -> None:
    comparison = QUOTATIONS.compare(fold(pasted) if bare else pasted)
    if comparison is None:
        return
    mended = comparison.text
    for difference in sorted(comparison.differences, key=lambda d: d.pasted, reverse=True):
        if difference.kind in ("replaced", "missing", "added"):
            start, end = difference.pasted
            mended = f"{mended[:start]} {printed(difference)} {mended[end:]}"
    stored = " ".join(LIBRARY.document(d).text[a:b] for d, a, b in comparison.spans)
    assert keys(mended, comparison.accented) == keys(stored, comparison.accented)
    assert 0 < comparison.similarity <= 1
    assert re.search(r"\w", comparison.text[slice(*comparison.aligned)])
