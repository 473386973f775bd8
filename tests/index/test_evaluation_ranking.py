"""A collection measured: what is asked, what is kept of it, and what changed since."""

import json
from collections.abc import Iterable, Sequence
from math import log2
from pathlib import Path
from typing import Any

import pytest

from index.collection import Work
from index.evaluation.beir import Collection, read_collection
from index.evaluation.ranking import StockRanker, ask_all, measure
from index.evaluation.records import RankingRun
from index.evaluation.runs import UnusableRun, changes, load_run, save_run
from tests.index.collections import write

KEYS = ["Acc@1", "MRR@10", "nDCG@10", "Recall@10", "Recall@100"]
KEYS += ["ms_p50", "ms_p99", "queries", "passages", "index_s", "views", "fold"]


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    return read_collection(write(tmp_path / "bep"))


def untold(items: Sequence[str], _: Work) -> Iterable[str]:
    return items


def folded(collection: Collection, **options: Any) -> RankingRun:
    return measure(collection, views=("folded",), **options)


def test_every_question_is_asked_and_judged(collection: Collection) -> None:
    # "cá lóc kho tiêu" is all in `kho`, of grade 0; `canh` is second.
    run = folded(collection)
    assert [(q.id, q.right, q.got.first, q.got.rank) for q in run.questions] == [
        ("q1", True, "pho", 1),
        ("q2", False, "kho", 2),
    ]
    assert run.figures.measures == pytest.approx(
        {
            "Acc@1": 1 / 2,
            "MRR@10": (1 + 1 / 2) / 2,
            "nDCG@10": (1 + 1 / log2(3)) / 2,
            "Recall@10": 1,
            "Recall@100": 1,
        }
    )
    assert (run.passages, run.left_out) == (4, 1)
    assert 0 < run.figures.ms_p50 <= run.figures.ms_p99


def test_the_summary_has_these_keys(collection: Collection) -> None:
    summary = folded(collection).summary()
    assert list(summary) == KEYS
    assert (summary["queries"], summary["views"], summary["fold"]) == (2, ["folded"], False)


def test_accents_are_taken_from_the_questions(collection: Collection) -> None:
    asked: list[str] = []

    def rank(question: str) -> list[str]:
        asked.append(question)
        return []

    figures, questions = ask_all(collection, rank, True, untold)
    assert asked == ["ninh xuong", "ca loc kho tieu"]
    assert questions[0].question == "ninh xương"
    assert (questions[0].got.first, questions[0].got.rank) == (None, None)
    assert set(figures.measures.values()) == {0.0}


def test_nothing_is_segmented_unless_words_are_needed(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work: list[Work] = []

    def track(items: Sequence[str], doing: Work) -> Iterable[str]:
        work.append(doing)
        return items

    with monkeypatch.context() as patched:
        patched.setattr("index.collection.segmented_words", None)
        measure(collection, views=("accented", "folded"), track=track)
    assert work == ["asking"]
    measure(collection, data=tmp_path, stock=True, track=track)
    measure(collection, data=tmp_path, views=("folded",), stock=True, track=track)
    assert work.count("segmenting") == 1, "and then taken from the data folder"


def test_stock_rank_bm25_is_measured_beside_it(collection: Collection) -> None:
    run = folded(collection, stock=True)
    assert run.stock is not None
    summary = run.summary()
    assert list(summary) == [*KEYS, "stock"]
    stock = summary["stock"]
    assert isinstance(stock, dict)
    assert list(stock) == KEYS[:7]
    assert stock["Recall@10"] == 1.0, "four texts are ten at most, whether they share a word or not"


def test_stock_ties_go_in_order() -> None:
    ranker = StockRanker(["b", "a", "c"], [["mot"], ["hai"], ["ba"]])
    assert ranker.rank("bốn") == ["b", "a", "c"]


def test_a_run_is_kept_and_read_again(collection: Collection, tmp_path: Path) -> None:
    run = folded(collection)
    file = tmp_path / "run.json"
    save_run(run, file)
    assert load_run(file, RankingRun) == run


def test_what_changed_is_told_by_question(collection: Collection) -> None:
    def run(**found: list[str]) -> tuple[Any, ...]:
        kept = {name: collection.questions[name] for name in found}
        part = Collection(**{**vars(collection), "questions": kept})
        texts = dict(zip(kept.values(), found.values(), strict=True))
        return ask_all(part, texts.__getitem__, False, untold)[1]

    before = run(q1=["pho"], q2=["kho", "canh"])
    same, worse = run(q1=["pho"], q2=["kho", "canh"]), run(q1=["che", "pho"], q2=["canh"])
    assert changes(before, same) == changes(before, before)
    there, back = changes(before, worse), changes(worse, before)
    assert [(a.got.first, b.got.first) for a, b in there.newly_wrong] == [("pho", "che")]
    assert [b.id for _, b in there.newly_right] == ["q2"]
    assert ([b.id for _, b in back.newly_wrong], [b.id for _, b in back.newly_right]) == (
        ["q2"],
        ["q1"],
    )
    other = changes(before, run(q1=["pho", "che"], q2=["che", "canh"]))
    assert ([b.id for _, b in other.other_right], [b.id for _, b in other.other_wrong]) == (
        [],
        ["q2"],
    )
    fewer = changes(before, run(q1=["pho"]))
    assert (fewer.added, fewer.gone) == ((), ("q2",))
    assert changes(run(q1=["pho"]), before).added == ("q2",)


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"measured": "questions"}', "\x00", '{"measured": "collection"}']
)
def test_a_file_that_is_no_run_is_told(tmp_path: Path, content: str) -> None:
    file = tmp_path / "run.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UnusableRun, match=r"run\.json: không phải một lượt đo cùng loại"):
        load_run(file, RankingRun)


def test_a_file_that_cannot_be_read_or_written_is_told(
    tmp_path: Path, collection: Collection
) -> None:
    with pytest.raises(UnusableRun, match=r"không đọc được lượt đo .*khong\.json"):
        load_run(tmp_path / "khong.json", RankingRun)
    with pytest.raises(UnusableRun, match="không lưu được lượt đo vào"):
        save_run(folded(collection), tmp_path)


def test_the_collection_that_ships_with_the_tests_can_be_measured() -> None:
    folder = Path(__file__).parents[1] / "collections" / "bep-nha"
    run = folded(read_collection(folder))
    assert [q.right for q in run.questions] == [True] * 4
    assert json.dumps(run.summary())
