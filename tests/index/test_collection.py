"""A collection ranked as the product ranks, and its words kept by what the texts say."""

from collections.abc import Iterable, Sequence
from math import log
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
    # Every text has two syllables and a pair, the average, so a token counts idf * 2.5 / 2.5.
    once, twice = log(4 / 1), log(4 / 2)
    found = {one.id: one.score for one in index().rank("đèn đỏ")}
    assert found == pytest.approx({"c": 1.0, "a": twice / (once + twice + once)})


def test_ties_go_in_order_and_no_more_than_asked_for() -> None:
    assert [found.id for found in index().rank("đỏ")] == ["a", "c"]
    assert [found.id for found in index().rank("đỏ", top_k=1)] == ["a"]
    assert index().rank("mưa") == []


def test_only_the_chosen_views_are_ranked() -> None:
    assert [found.id for found in index(["accented"]).rank("co")] == []
    assert [found.id for found in index(["folded"]).rank("co")] == ["a", "b"]
    words = [["cơ2_đo3"], ["co3"], ["đen2"]]
    by_words = CollectionIndex(IDS, TITLES, TEXTS, words, ["words"])
    assert [found.id for found in by_words.rank("Cờ đỏ")] == ["a"]


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
    assert watch.seen == [("segmenting", 3)]
    assert [set("_".join(row).split("_")) for row in cut] == [
        {"cơ2", "đo3"},
        {"co3", "xanh"},
        {"đen2", "đo3"},
    ]
    assert collection_words(TITLES, TEXTS, tmp_path, watch) == cut
    assert len(watch.seen) == 1


def test_other_texts_have_words_of_their_own(tmp_path: Path) -> None:
    watch = Watch()
    collection_words(TITLES, TEXTS, tmp_path, watch)
    collection_words(TITLES, [*TEXTS[:2], "vàng"], tmp_path, watch)
    collection_words(["", "", "Đèn"], ["Cờ\nđỏ", *TEXTS[1:]], tmp_path, watch)
    assert [count for _, count in watch.seen] == [3, 3, 3]
    collection_words(TITLES, TEXTS, tmp_path, watch)
    assert len(watch.seen) == 3
    assert len(list((tmp_path / FOLDER).glob(f"*/{FILE_NAME}"))) == 3


def test_without_a_data_folder_nothing_is_kept() -> None:
    watch = Watch()
    for _ in range(2):
        collection_words(["Cờ"], ["đỏ"], None, watch)
    assert len(watch.seen) == 2
