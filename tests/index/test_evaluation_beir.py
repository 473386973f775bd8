"""Reading a collection in BEIR form, and saying what is wrong with one."""

from pathlib import Path

import pytest

from index.evaluation.beir import BrokenCollection, read_collection
from tests.index.collections import QRELS, QUERIES, TEXTS, lines, write


def fault_of(folder: Path, split: str | None = None) -> str:
    with pytest.raises(BrokenCollection) as caught:
        read_collection(folder, split)
    return str(caught.value)


def test_a_collection_is_its_texts_and_the_questions_that_have_a_relevant_one(
    tmp_path: Path,
) -> None:
    collection = read_collection(write(tmp_path / "bep"))
    assert (collection.name, collection.split) == ("bep", "test")
    assert collection.ids == ("pho", "che", "canh", "kho")
    assert (collection.titles[1], collection.texts[1]) == ("Chè sen", "hạt sen và đường phèn")
    assert collection.questions == {"q1": "ninh xương", "q2": "cá lóc kho tiêu"}
    assert collection.qrels == {"q1": {"pho": 1}, "q2": {"canh": 1, "kho": 0}}
    assert (collection.left_out, collection.oddities) == (1, ())


def test_the_split_is_the_only_one_or_test_or_the_one_named(tmp_path: Path) -> None:
    one = write(tmp_path / "one", dev=QRELS)
    assert read_collection(one).split == "dev"
    two = write(tmp_path / "two", dev="q1\tpho\t1\n", test=QRELS)
    assert read_collection(two).split == "test"
    assert list(read_collection(two, "dev").questions) == ["q1"]
    assert "không có “train.tsv”. Chọn bằng --split: dev, test." in fault_of(two, "train")
    unnamed = write(tmp_path / "three", dev=QRELS, train=QRELS)
    assert "Chọn bằng --split: dev, train." in fault_of(unnamed)


def test_rows_that_name_nothing_are_told_and_cost_no_reading(tmp_path: Path) -> None:
    rows = QRELS + "q1\tbún\t1\nq9\tpho\t1\nq9\tbún\t1\n"
    collection = read_collection(write(tmp_path / "bep", test=rows))
    place = tmp_path / "bep" / "qrels" / "test.tsv"
    assert collection.oddities == (
        f"{place}: 2 dòng nêu câu hỏi không có trong queries.jsonl: “q9” (dòng 6), “q9” (dòng 7)",
        f"{place}: 2 dòng nêu văn bản không có trong corpus.jsonl: “bún” (dòng 5), “bún” (dòng 7)",
    )
    assert "q9" not in collection.qrels
    assert collection.qrels["q1"] == {"pho": 1, "bún": 1}, "relevant, and never found"


def test_a_question_with_nothing_relevant_is_left_out(tmp_path: Path) -> None:
    rows = "q1\tpho\t1\nq2\tkho\t0\nq3\tche\t-1\n"
    collection = read_collection(write(tmp_path, test=rows))
    assert (list(collection.questions), collection.left_out) == (["q1"], 2)


def test_what_other_tools_write_is_read(tmp_path: Path) -> None:
    """Numbers for ids, no title, keys of their own, carriage returns, no header."""
    folder = write(
        tmp_path,
        texts=lines([{"_id": 1, "text": "cờ đỏ", "metadata": {"url": ""}}]).replace("\n", "\r\n"),
        queries="\ufeff" + lines([{"_id": 2, "text": "cờ\u2028đỏ"}]) + "\n",
    )
    (folder / "qrels" / "test.tsv").write_bytes(b"2\t1\t1\r\n")
    collection = read_collection(folder)
    assert (collection.ids, collection.titles) == (("1",), ("",))
    assert collection.questions == {"2": "cờ\u2028đỏ"}
    assert collection.qrels == {"2": {"1": 1}}


@pytest.mark.parametrize(
    ("wrong", "place", "says"),
    [
        pytest.param({"texts": "{}\n"}, "corpus.jsonl:1: ", "thiếu mục “_id”", id="no id"),
        pytest.param({"texts": "chè\n"}, "corpus.jsonl:1: ", "JSON: “chè”", id="no JSON"),
        pytest.param(
            {"texts": lines(TEXTS) + lines(TEXTS[:1])},
            "corpus.jsonl:5: ",
            "“pho” đã có ở dòng 1",
            id="an id twice",
        ),
        pytest.param({"texts": ""}, "corpus.jsonl: ", "tệp rỗng", id="no text"),
        pytest.param(
            {"queries": lines([*QUERIES, {"_id": "q4", "text": []}])},
            "queries.jsonl:4: ",
            "“text” là",
            id="a question that is no text",
        ),
        pytest.param({"test": "q1 pho 1\n"}, "qrels/test.tsv:2: ", "“q1 pho 1”", id="no tabs"),
        pytest.param({"test": "q1\tpho\tcao\n"}, "qrels/test.tsv:2: ", "cao", id="no grade"),
        pytest.param(
            {"test": "q1\t0\tpho\t1\n"}, "qrels/test.tsv:2: ", "ba cột", id="four columns"
        ),
        pytest.param({"test": ""}, "qrels/test.tsv: ", "không câu hỏi nào", id="no row"),
        pytest.param({"test": "q1\tpho\t0\n"}, "qrels/test.tsv: ", "không", id="none relevant"),
    ],
)
def test_a_fault_names_its_file_its_line_and_what_stands_there(
    tmp_path: Path, wrong: dict[str, str], place: str, says: str
) -> None:
    fault = fault_of(write(tmp_path, **wrong))
    assert fault.startswith(f"{tmp_path}/{place}")
    assert says in fault.splitlines()[0]


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    assert fault_of(tmp_path / "khong").startswith(f"{tmp_path / 'khong'}: không có thư mục này")
    told = fault_of(tmp_path)
    for missing in ("corpus.jsonl: không đọc được", "queries.jsonl: không đọc", "qrels: không có"):
        assert f"{tmp_path}/{missing}" in told
