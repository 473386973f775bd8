"""Collections in BEIR form: corpus.jsonl, queries.jsonl and qrels/*.tsv in one folder.

A qrels file has three columns: the question's id, the text's id and the grade of relevance, an
integer; 0 and below is not relevant. See Thakur et al. 2021, "BEIR".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

from corpus.errors import Fault
from corpus.readers.jsonlines import read_json_lines, unreadable
from index.errors import SearchError

# Where there are several splits and none is named.
_USUAL_SPLIT = "test"
_MOST_FAULTS = 20
_NAMED = 5
_COLUMNS = 3
_TEXT_EXAMPLE = '{"_id": "d1", "title": "Điều 1", "text": "…"}'
_QUERY_EXAMPLE = '{"_id": "q1", "text": "…"}'
_ROW_TODO = "Mỗi dòng ba cột cách nhau bằng dấu tab: mã câu hỏi, mã văn bản, mức liên quan như 1."

# Question id to text id to grade.
Qrels = dict[str, dict[str, int]]


class BrokenCollection(SearchError):
    """The folder holds no collection that can be measured; `faults` names every reason."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


class _Query(BaseModel):
    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    id: str = Field(alias="_id")
    text: str


class _Text(_Query):
    title: str = ""


@dataclass(frozen=True)
class Collection:
    """Texts, the questions that have a relevant one, and which those are.

    `left_out` counts the questions without a relevant text. `oddities` are sentences about rows
    of the qrels that name nothing: such a question is not asked, such a text is never found.
    """

    name: str
    split: str
    ids: tuple[str, ...]
    titles: tuple[str, ...]
    texts: tuple[str, ...]
    questions: dict[str, str]
    qrels: Qrels
    left_out: int
    oddities: tuple[str, ...]


@dataclass(frozen=True)
class _Row:
    line: int
    question: str
    text: str
    grade: int


def read_collection(folder: Path, split: str | None = None) -> Collection:
    """The collection in `folder`; `split` names its qrels file, by default the only one, or test.

    Raises BrokenCollection.
    """
    if not folder.is_dir():
        todo = "Cần thư mục có corpus.jsonl, queries.jsonl và qrels/*.tsv."
        raise BrokenCollection([Fault(str(folder), None, "không có thư mục này", todo)])
    texts, faults = _read(folder / "corpus.jsonl", _Text, _TEXT_EXAMPLE)
    queries, more = _read(folder / "queries.jsonl", _Query, _QUERY_EXAMPLE)
    faults += more
    qrels_file = _qrels_file(folder, split, faults)
    rows = [] if qrels_file is None else _read_qrels(qrels_file, faults)
    if faults or qrels_file is None:
        raise BrokenCollection(faults)
    relevant = {row.question for row in rows if row.grade > 0}
    asked = {query.id: query.text for query in queries if query.id in relevant}
    if not asked:
        found = "không câu hỏi nào của queries.jsonl có văn bản liên quan ở đây"
        raise BrokenCollection([Fault(str(qrels_file), None, found, _ROW_TODO)])
    qrels: Qrels = {}
    for row in rows:
        if row.question in asked:
            qrels.setdefault(row.question, {})[row.text] = max(0, row.grade)
    known_texts, known_queries = {text.id for text in texts}, {query.id for query in queries}
    return Collection(
        name=folder.resolve().name,
        split=qrels_file.stem,
        ids=tuple(text.id for text in texts),
        titles=tuple(text.title for text in texts),
        texts=tuple(text.text for text in texts),
        questions=asked,
        qrels=qrels,
        left_out=len(queries) - len(asked),
        oddities=(
            *_unknown(
                qrels_file,
                "câu hỏi không có trong queries.jsonl",
                [(row.line, row.question) for row in rows if row.question not in known_queries],
            ),
            *_unknown(
                qrels_file,
                "văn bản không có trong corpus.jsonl",
                [(row.line, row.text) for row in rows if row.text not in known_texts],
            ),
        ),
    )


_Read = TypeVar("_Read", bound=_Query)


def _read(path: Path, model: type[_Read], example: str) -> tuple[list[_Read], list[Fault]]:
    rows, faults = read_json_lines(path, model, example)
    lines: dict[str, int] = {}
    for line, row in rows:
        first = lines.setdefault(row.id, line)
        if first != line and len(faults) < _MOST_FAULTS:
            found = f"mã “{row.id}” đã có ở dòng {first}"
            faults.append(Fault(str(path), line, found, "Đặt cho mỗi dòng một mã riêng."))
    if not rows and not faults:
        faults.append(Fault(str(path), None, "tệp rỗng", f"Mỗi dòng như {example}"))
    return [row for _, row in rows], faults


def _qrels_file(folder: Path, split: str | None, faults: list[Fault]) -> Path | None:
    """The file to judge by; None, with a fault, where that cannot be said."""
    place = folder / "qrels"
    splits = sorted(file.stem for file in place.glob("*.tsv"))
    if split is None:
        split = splits[0] if len(splits) == 1 else _USUAL_SPLIT
    if split in splits:
        return place / f"{split}.tsv"
    if splits:
        found, todo = f"không có “{split}.tsv”", f"Chọn bằng --split: {', '.join(splits)}."
    else:
        found, todo = "không có tệp *.tsv nào", f"Cần {place / 'test.tsv'}. {_ROW_TODO}"
    faults.append(Fault(str(place), None, found, todo))
    return None


def _read_qrels(path: Path, faults: list[Fault]) -> list[_Row]:
    rows: list[_Row] = []
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as exc:
        faults.append(unreadable(path, exc))
        return rows
    except UnicodeDecodeError as exc:
        place = f"không phải chữ UTF-8 (byte thứ {exc.start + 1})"
        faults.append(Fault(str(path), None, place, "Lưu lại tệp bằng UTF-8."))
        return rows
    for number, line in enumerate(lines, 1):
        columns = line.rstrip("\r").split("\t")
        if not line.strip() or (number == 1 and not _is_grade(columns[-1])):
            continue  # the first line names the columns
        if len(columns) == _COLUMNS and _is_grade(columns[-1]):
            rows.append(_Row(number, columns[0], columns[1], int(columns[2])))
        elif len(faults) < _MOST_FAULTS:
            faults.append(Fault(str(path), number, f"dòng là “{line.strip()[:80]}”", _ROW_TODO))
    return rows


def _is_grade(text: str) -> bool:
    return text.strip().removeprefix("-").isdecimal()


def _unknown(path: Path, what: str, rows: Sequence[tuple[int, str]]) -> list[str]:
    """One sentence on rows that name what the collection lacks; none when all is known."""
    if not rows:
        return []
    named = ", ".join(f"“{name}” (dòng {line})" for line, name in rows[:_NAMED])
    more = "" if len(rows) <= _NAMED else ", …"
    return [f"{path}: {len(rows)} dòng nêu {what}: {named}{more}"]
