"""A small collection, written into a folder as BEIR has it."""

import json
from collections.abc import Sequence
from pathlib import Path

HEADER = "query-id\tcorpus-id\tscore\n"
TEXTS = [
    {"_id": "pho", "title": "Phở", "text": "xương bò ninh sáu giờ"},
    {"_id": "che", "title": "Chè sen", "text": "hạt sen và đường phèn"},
    {"_id": "canh", "title": "Canh", "text": "cá lóc, me, dứa"},
    {"_id": "kho", "title": "Kho", "text": "cá lóc, tiêu"},
]
QUERIES = [
    {"_id": "q1", "text": "ninh xương"},
    {"_id": "q2", "text": "cá lóc kho tiêu"},
    {"_id": "q3", "text": "bánh mì"},
]
QRELS = "q1\tpho\t1\nq2\tcanh\t1\nq2\tkho\t0\n"


def lines(rows: Sequence[object]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write(
    folder: Path,
    *,
    texts: str = lines(TEXTS),
    queries: str = lines(QUERIES),
    **splits: str,
) -> Path:
    """A collection in `folder`; `splits` are the qrels by their names, without the header."""
    (folder / "qrels").mkdir(parents=True)
    (folder / "corpus.jsonl").write_text(texts, encoding="utf-8")
    (folder / "queries.jsonl").write_text(queries, encoding="utf-8")
    for name, rows in (splits or {"test": QRELS}).items():
        (folder / "qrels" / f"{name}.tsv").write_text(HEADER + rows, encoding="utf-8")
    return folder
