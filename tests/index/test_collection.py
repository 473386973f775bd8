"""A collection ranked as the product ranks, and its words kept by what the texts say."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from index.collection import FOLDER, CollectionIndex, Work, collection_words
from index.errors import EmptyCorpus
from index.store import FILE_NAME

IDS = ["a", "b", "c"]
TITLES = ["Cờ", "", "Đèn"]
TEXTS = ["đỏ", "cỏ xanh", "đỏ"]


def index(views: Sequence[str] = ("folded",)) -> CollectionIndex:
    return CollectionIndex(IDS, TITLES, TEXTS, None, views)


def test_titles_are_searched_with_their_texts() -> None:
    assert [found.id for found in index().rank("đèn")] == ["c"]
    assert [found.id for found in index().rank("xanh")] == ["b"]


def test_the_score_of_the_best_text_of_one_view_is_1_and_of_others_their_share() -> None:
    # "đỏ" read under "Đèn" has both; both stand in two units of the five. No pair spans the two.
    found = {one.id: one.score for one in index().rank("đèn đỏ")}
    assert found == pytest.approx({"c": 1.0, "a": 1 / 2})


def test_the_second_line_of_a_title_is_the_texts() -> None:
    titles = ["Cờ\nđỏ", "Cờ"]
    both = CollectionIndex(["a", "b"], titles, ["sao", "đỏ\nsao"])
    assert [(one.id, one.score) for one in both.rank("cờ đỏ")] == [("a", 1.0), ("b", 1.0)]


def test_ties_go_in_order_and_no_more_than_asked_for() -> None:
    assert [found.id for found in index().rank("đỏ")] == ["a", "c"]
    assert [found.id for found in index().rank("đỏ", top_k=1)] == ["a"]
    assert index().rank("mưa") == []


def test_only_the_chosen_views_are_ranked() -> None:
    assert [found.id for found in index(["accented"]).rank("co")] == []
    assert [found.id for found in index(["folded"]).rank("co")] == ["a", "b"]
    words = [(("cơ2_đo3",), ("đo3",)), ((), ("co3", "xanh")), (("đen2",), ("đo3",))]
    by_words = CollectionIndex(IDS, TITLES, TEXTS, words, ["words"])
    assert [found.id for found in by_words.rank("Cờ đỏ")] == ["a"]
    assert [found.id for found in by_words.rank("đỏ")] == ["a", "c"]


def test_a_collection_without_a_word_is_refused() -> None:
    with pytest.raises(EmptyCorpus):
        CollectionIndex(["a"], [""], ["…"])


class Watch:
    """Whoever is told how far it is."""

    def __init__(self) -> None:
        self.seen: list[tuple[Work, int]] = []

    def __call__(self, items: Sequence[str], work: Work) -> Iterable[str]:
        self.seen.append((work, len(items)))
        return items


def test_words_are_cut_once_and_then_taken_from_the_data_folder(tmp_path: Path) -> None:
    watch = Watch()
    cut = collection_words(TITLES, TEXTS, tmp_path, watch)
    assert watch.seen == [("segmenting", 6)], "three titles, three lines"
    assert [[set("_".join(row).split("_")) for row in rows] for rows in cut] == [
        [{"cơ2"}, {"đo3"}],
        [{""}, {"co3", "xanh"}],
        [{"đen2"}, {"đo3"}],
    ]
    assert collection_words(TITLES, TEXTS, tmp_path, watch) == cut
    assert len(watch.seen) == 1


def test_other_texts_have_words_of_their_own(tmp_path: Path) -> None:
    watch = Watch()
    collection_words(TITLES, TEXTS, tmp_path, watch)
    collection_words(TITLES, [*TEXTS[:2], "vàng"], tmp_path, watch)
    collection_words(["", "", "Đèn"], ["Cờ\nđỏ", *TEXTS[1:]], tmp_path, watch)
    assert [count for _, count in watch.seen] == [6, 6, 7]
    collection_words(TITLES, TEXTS, tmp_path, watch)
    assert len(watch.seen) == 3
    assert len(list((tmp_path / FOLDER).glob(f"*/{FILE_NAME}"))) == 3


def test_without_a_data_folder_nothing_is_kept() -> None:
    watch = Watch()
    for _ in range(2):
        collection_words(["Cờ"], ["đỏ"], None, watch)
    assert len(watch.seen) == 2
