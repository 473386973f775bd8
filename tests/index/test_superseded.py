"""A document that a newer one replaced answers only where the newer one doesn't."""

import pytest

from corpus.documents import Directive, Document, Status
from corpus.lexicon import Lexicon
from corpus.library import Library
from index.search import Search
from tests.corpus.written import written

OLD = Directive(id="31-QĐ/ĐU", type="Quyết định", number="31", subject="Về bến đò Lau Trắng")
NEW = Directive(id="52-QĐ/ĐU", type="Quyết định", number="52", subject="Về bến đò Lau Trắng")
NEWEST = Directive(id="77-QĐ/ĐU", type="Quyết định", number="77", subject="Về bến đò Lau Trắng")
# The old text has every word of the question, the new one says it at greater length.
SAID_OF_OLD = "Đò ngang bến Lau Trắng nghỉ chạy khi nước lũ dâng cao."
SAID_OF_NEW = (
    "Khi nước lũ dâng cao quá vạch sơn đỏ ở chân cột mốc, đò ngang bến Lau Trắng nghỉ chạy cho tới"
    " lúc trạm thủy văn gỡ biển báo, kể cả đò của hợp tác xã và thuyền chài neo gần đó."
)
ONLY_IN_OLD = "Người chèo đò mặc áo phao màu cam do phường may."
QUESTION = "đò ngang bến Lau Trắng nghỉ chạy khi nào?"


def official(directive: Directive, body: str, supersedes: tuple[str, ...] = ()) -> Document:
    document = written(body, title=f"Quyết định {directive.number}", document_id=directive.id)
    return document.model_copy(update={"directive": directive.id, "supersedes": supersedes})


def search(*documents: Document, directives: tuple[Directive, ...] = (OLD, NEW, NEWEST)) -> Search:
    others = [
        written(f"Chợ phiên thứ {n} họp ở bãi đá, bán gốm và hoa.", document_id=f"khac-{n}")
        for n in range(6)
    ]
    return Search(
        Library(
            version="0" * 16,
            documents=(*documents, *others),
            directives=directives,
            lexicon=Lexicon(),
        )
    )


def answered_by(found: Search, question: str) -> list[str]:
    return [p.document for p in found.answer(found.read(question)).passages]


OLD_TEXT = official(OLD, f"{SAID_OF_OLD}\n\n{ONLY_IN_OLD}")


def test_without_supersession_the_text_that_fits_best_answers() -> None:
    assert answered_by(search(OLD_TEXT, official(NEW, SAID_OF_NEW)), QUESTION) == [OLD.id]


def test_the_newer_text_answers_what_both_say() -> None:
    new = official(NEW, SAID_OF_NEW, supersedes=(OLD.id,))
    assert answered_by(search(OLD_TEXT, new), QUESTION) == [NEW.id]


def test_the_catalogue_may_say_what_replaced_what() -> None:
    old = OLD.model_copy(update={"status": Status(state="replaced", by=NEW.id)})
    found = search(OLD_TEXT, official(NEW, SAID_OF_NEW), directives=(old, NEW))
    assert answered_by(found, QUESTION) == [NEW.id]


def test_what_only_the_replaced_text_has_it_answers() -> None:
    new = official(NEW, SAID_OF_NEW, supersedes=(OLD.id,))
    assert answered_by(search(OLD_TEXT, new), "người chèo đò mặc áo phao màu gì?") == [OLD.id]


def test_the_last_of_a_line_answers_though_the_one_between_is_not_held() -> None:
    between = NEW.model_copy(update={"status": Status(state="replaced", by=NEWEST.id)})
    old = OLD.model_copy(update={"status": Status(state="replaced", by=NEW.id)})
    found = search(OLD_TEXT, official(NEWEST, SAID_OF_NEW), directives=(old, between, NEWEST))
    assert answered_by(found, QUESTION) == [NEWEST.id]


def test_the_newer_text_answers_though_many_replaced_ones_rank_before_it() -> None:
    lines = "\n\n".join(f"{SAID_OF_OLD} Đợt {n}." for n in range(8))
    new = official(NEW, SAID_OF_NEW, supersedes=(OLD.id,))
    assert answered_by(search(official(OLD, lines), new), QUESTION) == [NEW.id]


def test_two_that_replace_each_other_still_answer() -> None:
    old = OLD.model_copy(update={"status": Status(state="replaced", by=NEW.id)})
    new = NEW.model_copy(update={"status": Status(state="replaced", by=OLD.id)})
    found = search(OLD_TEXT, official(NEW, SAID_OF_NEW), directives=(old, new))
    assert answered_by(found, QUESTION) != []


@pytest.mark.parametrize("question", ["Quyết định 31 nói gì?", "quyết định số 31-QĐ/ĐU"])
def test_asked_for_by_number_the_replaced_document_is_found(question: str) -> None:
    new = official(NEW, SAID_OF_NEW, supersedes=(OLD.id,))
    found = search(OLD_TEXT, new)
    assert [d.id for d in found.answer(found.read(question)).directives] == [OLD.id]
