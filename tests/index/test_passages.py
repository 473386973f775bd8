"""The shipped passages, ranked."""

import pytest

from index.search import Search
from index.text import fold


@pytest.mark.parametrize(
    ("question", "locator"),
    [
        ("khuyến tài", "2"),
        ("cây tre", "1"),
        ("bộ máy tuyên giáo", "4"),
        ("số hóa dữ liệu", "5"),
        ("tìm kiếm cứu nạn", "3.7"),
        ("mạng lưới cộng tác viên", "3.8"),
        ("thị xã sơn tây", "lead.1"),
        ("ngày thơ", "caption.2"),
    ],
)
def test_a_phrase_of_one_passage_finds_it_with_accents_and_without(
    search: Search, question: str, locator: str
) -> None:
    words = question.split()
    assert search.index.retrieve(words)[0].passage.locator == locator
    assert search.index.retrieve([fold(word) for word in words])[0].passage.locator == locator


def test_hits_are_ranked_from_one_and_never_rise(search: Search) -> None:
    hits = search.index.retrieve(["báo", "chí"], top_k=100)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_top_k_is_a_limit(search: Search) -> None:
    assert len(search.index.retrieve(["tuyên", "giáo"], top_k=2)) == 2
    assert search.index.retrieve(["tuyên", "giáo"], top_k=0) == []


def test_no_shared_word_gives_no_hit(search: Search) -> None:
    assert search.index.retrieve(["xyzt"]) == []
    assert search.index.retrieve([]) == []


def test_a_short_form_in_a_passage_is_found_by_its_words(search: Search) -> None:
    hits = search.index.retrieve(["nghệ", "sĩ", "nhân", "dân"])
    assert hits[0].passage.locator == "caption.2"  # prints "NSND"
