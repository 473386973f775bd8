"""A search that goes on from the one before answers as one built anew does, to the last digit."""

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import Document
from corpus.lexicon import Lexicon
from corpus.library import Library
from index.search import Search
from tests.benchmarks.invented_library import InventedLibrary
from tests.corpus.written import written

INVENTED = InventedLibrary(300, seed=3)
LEXICON = Lexicon(
    abbreviations={"CLB": "câu lạc bộ", "HTX": "hợp tác xã"},
    synonyms={"thiên tai": ("bão lũ", "hạn hán"), "thư viện": ("phòng đọc",)},
)
OTHER_LEXICON = LEXICON.model_copy(update={"abbreviations": {"CLB": "câu lạc bộ thơ"}})
# Titles of two lines, no words, short forms, odd spaces, captions: whatever a row may trip over.
ODD = [
    written(
        "CLB thơ và HTX đan lát Gò Vải mở hội.\n\n1. Thi đọc thơ.\n\n2. Thi đan.", document_id="a"
    ),
    written("— — —\n\n...\n\nThư viện  Suối Bạc mở cửa\nđến 21 giờ.", document_id="b"),
    written("Đò ngang Hồ Lau chạy quý III/2024.", title="Đò\nHồ Lau, bến Trúc", document_id="c"),
    written("Tỷ lệ tỉ lệ tỷ lệ.\n\n![](h.jpg)\nẢnh: Vũ hội Hoa Sen", title="…", document_id="d"),
]
QUESTIONS = [
    *InventedLibrary(300, seed=3).questions(28),
    "câu lạc bộ thơ thi gì?", "htx đan lát ở đâu", "phòng đọc suối bạc mở đến mấy giờ",
    "thư viện mở cửa đến mấy giờ?", "do ngang ho lau chay khi nao", "tỉ lệ là bao nhiêu",
    "tháng 6 có mốc nào?", "văn bản nào về công tác tổ chức?", "nhiệm vụ 2 là gì?", "ct bao hj",
    "nhiệm vụ quý III", "vũ hội làng hoa sne", "cl thơ", "đđ thực hiện", "c.tác ở đâu",
    "kiểm tra: “Thư viện Suối Bạc mở cửa đến 22 giờ”",
]  # fmt: skip


def shelf(documents: Sequence[Document], lexicon: Lexicon = LEXICON) -> Library:
    return Library(
        version="0" * 16,
        documents=tuple(documents),
        directives=INVENTED.directives,
        lexicon=lexicon,
    )


def assert_same(kept: Search, anew: Search, questions: Sequence[str] = QUESTIONS) -> None:
    """Queries, answers, hits and their scores, and what the gate weighs."""
    for question in questions:
        query = anew.read(question)
        assert kept.read(question) == query
        assert kept.answer(query) == anew.answer(query)
        words = [word.typed for word in query.words]
        assert kept.index.retrieve(words, top_k=50) == anew.index.retrieve(words, top_k=50)
        for first, second in zip(query.words, query.words[1:], strict=False):
            pair = first.folded, second.folded
            known = [s._vocabulary.pair_spelling(*pair) for s in (kept, anew)]
            assert known[0] == known[1]
        for word in query.words:
            accented = [s._vocabulary.accented(word.folded) for s in (kept, anew)]
            assert accented[0] == accented[1]
    assert kept._vocabulary.syllables == anew._vocabulary.syllables
    assert kept._vocabulary._choices == anew._vocabulary._choices
    assert kept.milestones._all == anew.milestones._all
    assert np.array_equal(kept.index._rows.sizes, anew.index._rows.sizes)
    assert np.array_equal(kept.index._rows.counts, anew.index._rows.counts)


@given(st.integers(0, 10_000))
@settings(max_examples=5, deadline=None)
def test_documents_added_changed_and_removed_in_any_order(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    pool = [*INVENTED.documents, *ODD]
    documents = rng.sample(pool, 14)
    search = Search(shelf(documents))
    for _ in range(rng.randint(1, 5)):
        for _ in range(rng.randint(1, 3)):
            act = rng.choice(("add", "change", "remove"))
            at = rng.randrange(len(documents))
            if act == "add":
                left = [d for d in pool if all(d.id != other.id for other in documents)]
                documents[at:at] = left[:1]
            elif act == "remove":
                del documents[at]
            else:
                body = f"{documents[at].text}\n\nThêm một đoạn thứ {rng.randint(1, 9)} về thư viện."
                title = documents[at].title
                documents[at] = written(body, title=title, document_id=documents[at].id,
                                        directives=INVENTED.directives)  # fmt: skip
        search = Search(shelf(documents), search)
    assert_same(search, Search(shelf(documents)), rng.sample(QUESTIONS, 12))


def test_many_small_changes_one_after_another() -> None:
    documents = list(INVENTED.documents)
    search = Search(shelf(documents))
    for at in range(7):
        documents[2 * at] = written(ODD[at % 4].text, document_id=documents[2 * at].id)
        search = Search(shelf(documents), search)
    assert_same(search, Search(shelf(documents)))


@pytest.mark.parametrize("counts", [(1, 2), (2, 1), (1, 1)])
def test_the_title_counts_once_there_are_several_documents(counts: tuple[int, int]) -> None:
    before, after = counts
    search = Search(shelf(ODD[:after]), Search(shelf([*ODD[1:], ODD[0]][:before])))
    assert_same(search, Search(shelf(ODD[:after])))


def test_other_short_forms_are_written_out_in_every_passage() -> None:
    documents = [*INVENTED.documents, *ODD]
    search = Search(shelf(documents, OTHER_LEXICON), Search(shelf(documents)))
    assert_same(search, Search(shelf(documents, OTHER_LEXICON)))


def test_documents_in_another_order() -> None:
    documents = [*INVENTED.documents, *ODD]
    search = Search(shelf(documents[::-1]), Search(shelf(documents)))
    assert_same(search, Search(shelf(documents[::-1])))


def test_equal_documents_read_again_are_the_ones_before() -> None:
    documents = [*INVENTED.documents, *ODD]
    copies = [document.model_copy(deep=True) for document in documents]
    search = Search(shelf(documents))
    again = Search(shelf(copies), search)
    assert all(
        a is b for a, b in zip(search._indexed.documents, again._indexed.documents, strict=True)
    )
    assert_same(again, Search(shelf(copies)))


def test_the_search_before_goes_on_answering_as_it_did() -> None:
    documents = [*INVENTED.documents, *ODD]
    before = Search(shelf(documents))
    Search(shelf([*documents[5:], *ODD[:0], written("Chữ mới toanh.", document_id="moi")]), before)
    assert_same(before, Search(shelf(documents)))


def test_the_shipped_library_among_invented_documents(library: Library) -> None:
    shipped = library
    several = shipped.model_copy(
        update={
            "documents": (*INVENTED.documents, *shipped.documents),
            "directives": (*INVENTED.directives, *shipped.directives),
        }
    )
    questions = ["chỉ thị 20 nói gì?", "khuyến tài", "nhiệm vụ 4", "búa liềm vàng trao khi nào"]
    assert_same(Search(several, Search(shipped)), Search(several), questions)
    assert_same(Search(shipped, Search(several)), Search(shipped), questions)
