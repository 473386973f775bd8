"""Questions that somebody has linked to a passage by hand."""

import datetime as dt

import pytest

from corpus.library import SHIPPED, Library
from corpus.teaching import Lesson, standing
from index.groups import group_of
from index.search import Search

QUESTION = "bãi giữ xe đêm của cơ quan ở đâu?"
LIBRARY = Library.load(SHIPPED)
UNTAUGHT = Search(LIBRARY)


def lesson(question: str = QUESTION, locator: str = "5") -> Lesson:
    passage = LIBRARY.documents[0].passage(locator)
    assert passage is not None
    words = group_of(UNTAUGHT.read(question))
    return Lesson.of(words, question, passage, "an", dt.date(2026, 1, 2))


@pytest.fixture(scope="module")
def taught() -> Search:
    return Search(LIBRARY.model_copy(update={"taught": (lesson(),)}))


@pytest.mark.parametrize(
    "question", [QUESTION, "đêm cơ quan giữ xe ở bãi nào ạ", "bai giu xe dem cua co quan o dau"]
)
def test_a_taught_question_is_answered_in_any_order_and_spelling(
    taught: Search, question: str
) -> None:
    assert UNTAUGHT.answer(UNTAUGHT.read(question)).status == "not_found"
    answer = taught.answer(taught.read(question))
    assert (answer.status, answer.found_by) == ("answered", "taught")
    assert [p.locator for p in answer.passages] == ["5"]


@pytest.mark.parametrize(
    "question", ["bãi giữ xe đêm của trường ở đâu?", "giữ xe", "bãi giữ xe đêm số 3 của cơ quan"]
)
def test_another_question_is_not_answered_by_the_lesson(taught: Search, question: str) -> None:
    assert taught.answer(taught.read(question)).found_by != "taught"


def test_a_lesson_whose_passage_changed_or_went_is_dropped_and_named() -> None:
    changed = lesson().model_copy(update={"fingerprint": "0" * 16})
    gone = lesson().model_copy(update={"locator": "77"})
    kept, remarks = standing([changed, lesson(), gone], LIBRARY.documents)
    assert kept == (lesson(),)
    assert ["đã đổi lời" in remarks[0], "không còn" in remarks[1]] == [True, True]
    assert all(QUESTION in remark for remark in remarks)
