"""The search over the shipped library: one answer of each kind, each way to have none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.answer import Answer
from index.query import Query
from index.reading import LONGEST_MESSAGE
from index.search import Search
from index.text import fold


def ask(search: Search, question: str) -> Answer:
    return search.answer(search.read(question))


def locators(answer: Answer) -> list[str]:
    return [passage.locator for passage in answer.passages]


@pytest.mark.parametrize(
    ("question", "kind", "expected"),
    [
        pytest.param("nhiệm vụ 5", "task", ["5"], id="a task"),
        pytest.param("nv 2 va 4", "task", ["2", "4"], id="two tasks"),
        pytest.param("nhiệm vụ 4, nhiệm vụ 2", "task", ["4", "2"], id="in the order asked"),
        pytest.param("nhiệm vụ 5 và 8", "task", ["5"], id="one there is, one there is not"),
        pytest.param(
            "nhiệm vụ ba", "task", [f"3.{n}" for n in range(1, 9)], id="a task of paragraphs"
        ),
        pytest.param("nhiệm vụ cuối cùng", "task", ["6"], id="the last task"),
        pytest.param("nhiệm vụ áp chót", "task", ["5"], id="the one before"),
        pytest.param("đoạn 2 nhiệm vụ 3", "passage", ["3.2"], id="a paragraph"),
        pytest.param("đoạn cuối nhiệm vụ 3", "passage", ["3.8"], id="the last paragraph"),
        pytest.param("3.7", "passage", ["3.7"], id="a locator"),
        pytest.param("lead.2", "passage", ["lead.2"], id="a locator of the lead"),
        pytest.param("caption.1", "passage", ["caption.1"], id="a locator of a caption"),
        pytest.param(
            "các nhiệm vụ trọng tâm", "outline", ["1", "2", "3.1", "4", "5", "6"], id="all tasks"
        ),
        pytest.param("chỉ thị 38", "directive", ["3.4"], id="a document: where it is cited"),
        pytest.param("nhiệm vụ 4 dẫn văn bản nào", "directive", ["4"], id="documents of a task"),
        pytest.param("cây tre Việt Nam", "passage", ["1"], id="words"),
        pytest.param("cay tre viet nam", "passage", ["1"], id="words, no accents"),
        pytest.param("thông tin đối ngoại biển đảo", "passage", ["3.7"], id="more words"),
        pytest.param("search and rescue", "passage", ["3.7"], id="words, English"),
        pytest.param("tác giả bài báo là ai", "meta", [], id="the article itself"),
        pytest.param("nguồn ở đâu", "source", [], id="the source"),
    ],
)
def test_questions_with_an_answer(
    search: Search, question: str, kind: str, expected: list[str]
) -> None:
    answer = ask(search, question)
    assert (answer.status, answer.kind, locators(answer)) == ("answered", kind, expected)
    assert answer.problem is None
    assert 0 < answer.confidence <= 1


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        pytest.param("nhiệm vụ 7", "no_such_task", id="one task too many"),
        pytest.param("nhiệm vụ 0", "no_such_task", id="task zero"),
        pytest.param("đoạn 9 nhiệm vụ 3", "no_such_paragraph", id="one paragraph too many"),
        pytest.param("3.12", "no_such_paragraph", id="a locator beyond the task"),
        pytest.param("lead.7", "no_such_paragraph", id="a locator beyond the lead"),
        pytest.param("chỉ thị 512", "no_such_document", id="a number nobody has"),
        pytest.param("nghị quyết số 102", "other_document", id="a number of another type"),
        pytest.param("nhiệm vụ quý III năm 2024", "other_period", id="another quarter"),
        pytest.param("các nhiệm vụ quý II năm 2019", "other_period", id="another year"),
        pytest.param("nhiệm vụ của Ban Nội chính", "other_owner", id="another body"),
        pytest.param("nhiệm vụ 5 có văn bản nào", "no_documents_cited", id="a task citing none"),
        pytest.param("giá xăng dầu", "not_in_documents", id="another topic"),
        pytest.param("gia xang dau", "not_in_documents", id="another topic, no accents"),
        pytest.param("stock prices tomorrow", "not_in_documents", id="another topic, English"),
        pytest.param("ai là Chủ tịch Quốc hội", "not_in_documents", id="an office not named"),
    ],
)
def test_questions_without_an_answer_say_why(search: Search, question: str, problem: str) -> None:
    answer = ask(search, question)
    assert (answer.status, answer.problem) == ("not_found", problem)
    assert (answer.kind, answer.passages, answer.confidence) == ("none", (), 0.0)


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("4", id="a number alone"),
        pytest.param("cái thứ hai", id="a place in no list"),
        pytest.param("tiếp theo", id="next of nothing"),
        pytest.param("xem tiếp", id="more of nothing"),
        pytest.param("nó ban hành ngày nào", id="a pronoun of nothing"),
        pytest.param("?!", id="punctuation"),
        pytest.param("👍", id="an emoji"),
    ],
)
def test_what_only_a_conversation_could_tell_is_unclear(search: Search, question: str) -> None:
    answer = ask(search, question)
    assert (answer.status, answer.problem) == ("unclear", "no_context")


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("xin chào", "smalltalk"),
        ("cảm ơn bạn nhiều", "smalltalk"),
        ("tạm biệt", "smalltalk"),
        ("bạn làm được gì", "help"),
        ("/start", "help"),
        ("/khongco", "help"),
        ("", "unclear"),
        (" \u200b ", "unclear"),
    ],
)
def test_small_talk_is_no_search(search: Search, question: str, status: str) -> None:
    answer = ask(search, question)
    assert (answer.status, answer.passages) == (status, ())


def test_no_such_task_offers_the_nearest(search: Search) -> None:
    assert [p.locator for p in ask(search, "nhiệm vụ 9").near] == ["6"]
    assert [p.locator for p in ask(search, "nhiệm vụ 0").near] == ["1"]


def test_a_refusal_tells_its_reason(search: Search) -> None:
    answer = ask(search, "giải Búa Liềm vàng bao nhiêu tiền")
    assert answer.status == "not_found"
    assert any("số tiền" in (one.refused or "") for one in answer.judged)


def test_a_ranked_answer_tells_what_matched_and_offers_others(search: Search) -> None:
    answer = ask(search, "khuyến học khuyến tài")
    assert locators(answer) == ["2"]
    assert (answer.found_by, answer.judged[0].passage.locator) == ("words", "2")
    assert "khuyến" in answer.judged[0].coverage.matched
    assert answer.passages[0] not in answer.near


def test_ids_filled_in_from_a_conversation_are_looked_up(search: Search) -> None:
    by_id = search.answer(Query(text="nó", directives=("33-NQ/TW",)))
    assert ([d.id for d in by_id.directives], locators(by_id)) == (["33-NQ/TW"], ["3.6"])
    by_place = search.answer(Query(text="đó", locators=("4", "caption.2")))
    assert locators(by_place) == ["4", "caption.2"]


def test_accents_do_not_change_a_looked_up_answer(search: Search) -> None:
    for question in ("Nhiệm vụ thứ tư là gì?", "Chỉ thị số 20 nói về gì?", "Đoạn 3 của nhiệm vụ 3"):
        with_accents, without = ask(search, question), ask(search, fold(question))
        assert with_accents.passages == without.passages
        assert with_accents.directives == without.directives


# -- whatever is typed -----------------------------------------------------------------------


def check(search: Search, message: str) -> None:
    """No exception, and nothing in the answer that the library does not hold."""
    answer = ask(search, message)
    held, catalogued = search.library.passages, search.library.directives
    assert [p for p in (*answer.passages, *answer.near) if p not in held] == []
    shown = (*answer.directives, *answer.near_directives)
    assert [d for d in shown if d not in catalogued] == []
    assert (answer.confidence > 0) == (answer.status == "answered")
    assert answer.status != "not_found" or answer.problem is not None


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=80))
def test_any_text_gets_an_answer(search: Search, message: str) -> None:
    check(search, message)


NOISE = st.sampled_from(
    "3 IV 20-CT/TW ct20 2024 21/6 99/99/9999 đoạn nhiệm vụ của về hay ??? ... , ; / \u200b 👍 next"
    " task the tiếp không, thứ tư nào văn bản quý cuối /vanban - “ ” 0 -1 99999999999 3.2 lead.0"
    " lead.99 nhie65m ddoongf ngày tháng năm từ đến".split(" ")
)


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_words_of_the_article_in_any_order_get_an_answer(
    search: Search, words: tuple[str, ...], data: st.DataObject
) -> None:
    drawn = data.draw(st.lists(st.sampled_from(words) | NOISE, max_size=14))
    message = " ".join(drawn)
    shaped = [message, message.upper(), message.title(), fold(message)]
    check(search, data.draw(st.sampled_from(shaped)))


@pytest.mark.parametrize(
    "message",
    [
        pytest.param("nhiệm vụ " * 2000, id="a word over and over"),
        pytest.param("9" * 5000, id="digits"),
        pytest.param("a" * 5000, id="one long word"),
        pytest.param("." * 5000, id="points"),
        pytest.param("nhiệm vụ " + ", ".join(map(str, range(900))), id="all numbers"),
        pytest.param("\u0301" * 3000, id="accents on nothing"),
        pytest.param("văn bản về " * 500, id="a question for documents, again and again"),
        pytest.param("của Ban Bí thư " * 300, id="issuers"),
        pytest.param("((((" * 1000, id="parentheses"),
    ],
)
def test_a_long_message_is_read_to_its_limit(search: Search, message: str) -> None:
    check(search, message)
    assert len(search.read(message).text) <= LONGEST_MESSAGE
