"""YAML for people who edit by hand: every value keeps its line, every fault is named.

Scalars stay strings, except null: "01" is a number's spelling here, not the integer 1, and
"2024-02-30" is for the model to refuse by name. A key left blank is a key not given. Anchors
and deep nesting are refused: nobody needs them here, and they can hang or crash a parser.
"""

import re
from collections.abc import Hashable, Mapping
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from corpus.errors import Fault

Model = TypeVar("Model", bound=BaseModel)
Path = tuple[Hashable, ...]

_NULL = "tag:yaml.org,2002:null"
# What pydantic's error types mean to an editor: what was found, what to do.
_ADVICE: dict[str, tuple[str, str]] = {
    "missing": ("thiếu mục “{field}”", "Thêm dòng “{field}: …”."),
    "extra_forbidden": ("có mục lạ “{field}”", "Bỏ dòng này hoặc sửa tên mục."),
    "literal_error": ("“{field}” là “{value}”", "Chỉ dùng một trong: {expected}."),
    "string_type": (
        "“{field}” là “{value}”, không phải một dòng chữ",
        "Ghi một dòng chữ sau “{field}:”.",
    ),
    "tuple_type": (
        "“{field}” là “{value}”, không phải một danh sách",
        "Viết mỗi giá trị một dòng bắt đầu bằng “- ”, dưới “{field}:”.",
    ),
    "dict_type": (
        "“{field}” là “{value}”, không phải những cặp “từ: nghĩa”",
        "Viết mỗi cặp một dòng thụt vào, dưới “{field}:”.",
    ),
    "model_type": (
        "“{value}” không phải những mục “tên: giá trị”",
        "Viết mỗi mục một dòng: tên, dấu hai chấm, giá trị.",
    ),
}
_DATE_ADVICE = (
    "“{field}” là “{value}”, không phải một ngày có thật",
    "Ghi như 2024-04-03, hoặc có giờ và múi giờ như 2024-04-03T10:35+07:00.",
)
_DEEPEST = 20
# Without a star, a bracket or deep indentation there is nothing to refuse, and a long file need not
# be parsed twice.
_TRICKS = re.compile(r"[*\[{]|^ {20}|(?:- ){4}", re.MULTILINE)
_LONGEST_SHOWN = 80
_Loader: type[yaml.CSafeLoader] | type[yaml.SafeLoader] = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)


class YamlFile:
    """A parsed file: `value` in plain types, and the line of every place in it."""

    def __init__(self, text: str, source: str, first_line: int = 1) -> None:
        """Parse `text`. `first_line` is where it stands in `source`, for front matter.

        `faults` names what is wrong with the YAML itself; `value` is None when it cannot be read.
        """
        self.source = source
        self.faults: list[Fault] = []
        self.value: Any = None
        self._first_line = first_line
        self._lines: dict[Path, int] = {}
        try:
            _refuse_tricks(text)
            node = yaml.compose(text, Loader=_Loader)
        except yaml.reader.ReaderError as exc:
            line = text.count("\n", 0, text.find(chr(exc.character))) + first_line
            found = f"có ký tự không in được (U+{exc.character:04X})"
            self.faults.append(Fault(source, line, found, "Xoá ký tự này."))
            return
        except yaml.MarkedYAMLError as exc:
            mark = exc.problem_mark or exc.context_mark
            place = None if mark is None else mark.line + first_line
            found = f"không đọc được YAML ({exc.problem})"
            self.faults.append(Fault(source, place, found, "Sửa cú pháp ở dòng này."))
            return
        if node is not None:
            self.value = self._plain(node, ())

    def _plain(self, node: yaml.Node, path: Path) -> Any:
        self._lines.setdefault(path, node.start_mark.line + self._first_line)
        if isinstance(node, yaml.MappingNode):
            mapping: dict[str, Any] = {}
            for key_node, value_node in node.value:
                key = str(key_node.value)
                line = key_node.start_mark.line + self._first_line
                if key in mapping:
                    self.faults.append(
                        Fault(self.source, line, f"mục “{key}” ghi hai lần", "Chỉ giữ một dòng.")
                    )
                self._lines[(*path, key)] = line
                mapping[key] = self._plain(value_node, (*path, key))
            return mapping
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(item, (*path, i)) for i, item in enumerate(node.value)]
        return None if node.tag == _NULL else node.value

    def line(self, path: Path) -> int:
        """The line of the value at `path`, or of the nearest place around it."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, self._first_line)

    def fault(self, path: Path, found: str, todo: str) -> Fault:
        return Fault(self.source, self.line(path), found, todo)

    def validate(self, model: type[Model], value: Any, path: Path = ()) -> Model | None:
        """`value` as `model`; None when it cannot be, with a fault for each reason."""
        if isinstance(value, dict):
            blank = {key for key in model.model_fields if value.get(key) is None}
            value = {key: value[key] for key in value if key not in blank}
        try:
            return model.model_validate(value)
        except ValidationError as exc:
            for error in exc.errors(include_url=False):
                place = (*path, *error["loc"])
                self.faults.append(self.fault(place, *explain(error)))
            return None


def explain(error: Mapping[str, Any]) -> tuple[str, str]:
    """What one of pydantic's errors found, and what to do, in an editor's words."""
    if error["type"].startswith(("date", "timezone")):
        found, todo = _DATE_ADVICE
    else:
        found, todo = _ADVICE.get(
            error["type"], ("“{field}” là “{value}” ({why})", "Sửa lại mục này.")
        )
    words = {
        "field": ".".join(str(part) for part in error["loc"]),
        "value": _shown(error["input"]),
        "expected": error.get("ctx", {}).get("expected", ""),
        "why": error["msg"],
    }
    return found.format(**words), todo.format(**words)


def _refuse_tricks(text: str) -> None:
    """Raise `MarkedYAMLError` for anchors and for nesting that would exhaust the stack."""
    if not _TRICKS.search(text):
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        problem = None
        if isinstance(event, yaml.AliasEvent):
            problem = f"*{event.anchor}: anchors are not used here"
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            problem = f"nested more than {_DEEPEST} deep" if depth > _DEEPEST else None
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if problem is not None:
            mark = event.start_mark
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark)  # type: ignore[arg-type]  # libyaml's mark has the same fields


def _shown(value: object) -> str:
    """A value as a message shows it: blank for nothing, cut when long."""
    text = "" if value is None else str(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
