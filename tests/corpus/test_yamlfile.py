"""YAML for people who edit by hand."""

import time

import pytest
from pydantic import BaseModel, ConfigDict

from corpus.errors import Fault
from corpus.readers.yamlfile import YamlFile


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    count: int = 3
    names: tuple[str, ...] = ("mặc định",)
    note: str | None = None


def test_scalars_stay_as_spelt_except_null() -> None:
    text = "[01, yes, 1e3, 2024-02-30, 0x1F, 1_000, null, ~, 'null', '']"
    assert YamlFile(text, "f.yaml").value == [
        *("01", "yes", "1e3", "2024-02-30", "0x1F", "1_000"),
        *(None, None, "null", ""),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# chỉ có chú thích\n", "---\n", "null", "~"])
def test_an_empty_file_has_no_value_and_no_fault(text: str) -> None:
    file = YamlFile(text, "f.yaml")
    assert (file.value, file.faults) == (None, [])


def test_every_value_knows_its_line() -> None:
    file = YamlFile("a: 1\nb:\n  - x\n  - c: |\n      y\n      z\n    d: w\n", "f.yaml", 10)
    assert file.line(("a",)) == 10
    assert file.line(("b", 0)) == 12
    assert file.line(("b", 1, "c")) == 13
    assert file.line(("b", 1, "d")) == 16


def test_a_place_that_is_not_there_has_the_line_of_what_is_around_it() -> None:
    file = YamlFile("a: 1\nb:\n  c: 2\n", "f.yaml")
    assert file.line(("b", "missing", 0)) == 2
    assert file.line(("missing",)) == 1


def test_a_key_left_blank_takes_its_default() -> None:
    file = YamlFile("id: x\ncount:\nnames: ~\nnote: null\n", "f.yaml")
    assert file.validate(Entry, file.value) == Entry(id="x")


def test_an_unknown_key_left_blank_is_still_unknown() -> None:
    file = YamlFile("id: x\nnam:\n", "f.yaml")
    assert file.validate(Entry, file.value) is None
    assert [(f.line, f.found) for f in file.faults] == [(2, "có mục lạ “nam”")]


def test_every_fault_of_an_entry_is_named_at_its_line() -> None:
    file = YamlFile("count: ba\nnames: một\nnote: [a]\nlạ: 1\n", "f.yaml")
    assert file.validate(Entry, file.value) is None
    assert {fault.line for fault in file.faults} == {1, 2, 3, 4}
    assert len(file.faults) == 5  # and `id` is missing


def test_a_key_written_twice_is_named_and_does_not_hide_other_faults() -> None:
    file = YamlFile("id: x\ncount: ba\nid: y\n", "f.yaml")
    file.validate(Entry, file.value)
    assert [(f.line, "id" in f.found or "count" in f.found) for f in file.faults] == [
        (3, True),
        (2, True),
    ]


def test_a_long_value_is_cut_in_the_message() -> None:
    file = YamlFile(f"id: [{'x' * 10_000}]", "f.yaml")
    file.validate(Entry, file.value)
    assert len(str(file.faults[0])) < 300


def test_braces_in_a_value_are_only_braces() -> None:
    file = YamlFile('id: x\ncount: "{field} {0} {"', "f.yaml")
    file.validate(Entry, file.value)
    assert "{field} {0} {" in file.faults[0].found


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        pytest.param("a: b: c", 1, "mapping values", id="two colons"),
        pytest.param("a: 1\n\tb: 2", 2, "tab", id="tab"),
        pytest.param("a: 1\nb: 'x\n", 3, "unexpected end", id="quote not closed"),
        pytest.param("a: 1\nb: [1, 2\n", 3, "expected ',' or ']'", id="bracket not closed"),
        pytest.param("a: 1\n---\nb: 2\n", 2, "another document", id="two documents"),
        pytest.param("a: 1\nb: \x07\n", 2, "U+0007", id="control character"),
        pytest.param("a: &x 1\nb: *x\n", 2, "*x", id="anchor"),
        pytest.param("a: 1\nb: &x [*x]\n", 2, "*x", id="anchor inside itself"),
        pytest.param("a: *x\n", 1, "*x", id="anchor to nothing"),
        pytest.param("a: 1\nb: " + "[" * 100_000, 2, "nested", id="very deep"),
        pytest.param("- " * 5_000, 1, "nested", id="very deep, by dashes"),
        pytest.param("a: 1\nb: @x\n", 2, "cannot start", id="reserved character"),
    ],
)
def test_what_cannot_be_read_is_named_at_its_line(text: str, line: int, found: str) -> None:
    file = YamlFile(text, "f.yaml")
    (fault,) = file.faults
    assert (file.value, fault.source, fault.line) == (None, "f.yaml", line)
    assert found in fault.found


def test_a_bomb_of_anchors_does_not_go_off() -> None:
    bomb = ["- &a0 [x, x]", *(f"- &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 40))]
    began = time.perf_counter()
    assert YamlFile("\n".join(bomb), "f.yaml").faults != []
    assert time.perf_counter() - began < 1.0


def test_a_tag_builds_no_python_object() -> None:
    text = "!!python/object/apply:os.system ['exit 1']"
    assert YamlFile(text, "f.yaml").value == ["exit 1"]


def test_a_fault_reads_as_place_finding_and_remedy() -> None:
    assert str(Fault("f.yaml", 3, "thiếu mục “id”", "Thêm vào.")) == (
        "f.yaml:3: thiếu mục “id”. Thêm vào."
    )
    assert str(Fault("f.yaml", None, "trống", "Thêm vào.")) == "f.yaml: trống. Thêm vào."
