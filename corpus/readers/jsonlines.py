"""JSON lines: one object a line, checked against a model, every fault named with its line."""

import json
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from corpus.errors import Fault
from corpus.readers.yamlfile import explain

Model = TypeVar("Model", bound=BaseModel)

# A file of another form has a fault on every line; so many show what it is.
_MOST_FAULTS = 20
_SHOWN = 60


def read_json_lines(
    path: Path, model: type[Model], example: str
) -> tuple[list[tuple[int, Model]], list[Fault]]:
    """Every line of `path` that is a `model`, with its number from 1, and what the others lack.

    Blank lines are nothing; a null is a value not given. `example` is a right line, for whoever
    mends a wrong one. Reading ends at twenty faults.
    """
    rows: list[tuple[int, Model]] = []
    faults: list[Fault] = []
    todo = f"Mỗi dòng như {example}"
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                if not raw.strip(b"\xef\xbb\xbf \t\r\n"):
                    continue
                value, problem = _parsed(raw)
                if problem is None:
                    try:
                        rows.append((number, model.model_validate(value)))
                        continue
                    except ValidationError as exc:
                        found = [explain(error)[0] for error in exc.errors(include_url=False)]
                else:
                    found = [problem]
                faults += [Fault(str(path), number, one, todo) for one in found]
                if len(faults) >= _MOST_FAULTS:
                    faults.append(Fault(str(path), number, "dừng đọc ở đây", "Còn thì sửa tiếp."))
                    break
    except OSError as exc:
        faults.append(unreadable(path, exc))
    return rows, faults


def _parsed(raw: bytes) -> tuple[Any, str | None]:
    """The value of a line, or what is wrong with it."""
    try:
        text = raw.decode("utf-8").lstrip("\ufeff")
    except UnicodeDecodeError as exc:
        return None, f"không phải chữ UTF-8 (byte thứ {exc.start + 1})"
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        shown = text.strip()
        return None, f"không phải JSON: “{shown[:_SHOWN]}{'…' if len(shown) > _SHOWN else ''}”"
    if "\\ud" in text.lower():  # an escape may stand for half a character, which nothing can write
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError as exc:
            return None, f"có nửa ký tự “\\u{ord(str(exc.object)[exc.start]):04x}”"
    if isinstance(value, dict):
        value = {key: one for key, one in value.items() if one is not None}
    return value, None


def unreadable(path: Path, exc: OSError) -> Fault:
    """The fault of a file or folder that cannot be opened."""
    why = exc.strerror or str(exc)
    return Fault(str(path), None, f"không đọc được ({why})", "Xem lại đường dẫn và quyền đọc.")
