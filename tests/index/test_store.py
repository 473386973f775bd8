"""Words kept: taken when all is well, cut anew when anything is not."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.store import FILE_NAME, StoredWords, load_words, save_words

WORDS: StoredWords = (("đoàn_kết", "là"), ("sức_mạnh",))
VERSION = "0123456789abcdef"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A folder with `WORDS` stored in it."""
    save_words(tmp_path, VERSION, WORDS)
    return tmp_path


def test_what_was_saved_is_loaded(saved: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert load_words(saved, VERSION, 2) == WORDS
    assert caplog.messages == []


def test_a_missing_file_is_nothing_to_warn_of(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert load_words(tmp_path, VERSION, 2) is None
    assert load_words(tmp_path / "no" / "such", VERSION, 2) is None
    assert caplog.messages == []


def test_other_texts_are_nothing_to_warn_of(saved: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert load_words(saved, "fedcba9876543210", 2) is None
    assert caplog.messages == []


def change(folder: Path, **values: Any) -> None:
    path = folder / FILE_NAME
    content = json.loads(path.read_text(encoding="utf-8")) | values
    path.write_text(json.dumps(content), encoding="utf-8")


def drop(folder: Path, key: str) -> None:
    path = folder / FILE_NAME
    content = json.loads(path.read_text(encoding="utf-8"))
    del content[key]
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"recipe": "0/underthesea-1.0"}, id="an older recipe"),
        pytest.param({"recipe": None}, id="no recipe"),
        pytest.param({"checksum": "0" * 64}, id="another checksum"),
        pytest.param({"checksum": 5}, id="a checksum of another type"),
        pytest.param({"words": [["đoàn_kết"], ["sức_mạnh"]]}, id="a word less"),
        pytest.param({"words": [["đoàn_kết", "là"]]}, id="a row less"),
        pytest.param({"words": "đoàn_kết"}, id="words are text"),
        pytest.param({"words": {"đoàn_kết": 1}}, id="words are a mapping"),
        pytest.param({"words": 7}, id="words are a number"),
        pytest.param({"words": None}, id="words are nothing"),
        pytest.param({"words": [["đoàn_kết", 5], [None]]}, id="a word is no text"),
        pytest.param({"words": [5, 6]}, id="a row is a number"),
    ],
)
def test_what_cannot_be_trusted_is_cut_anew_with_a_warning(
    saved: Path, caplog: pytest.LogCaptureFixture, values: dict[str, Any]
) -> None:
    change(saved, **values)
    assert load_words(saved, VERSION, 2) is None
    assert len(caplog.messages) == 1
    assert FILE_NAME in caplog.messages[0]


@pytest.mark.parametrize("key", ["recipe", "texts", "checksum", "words"])
def test_a_missing_key_is_warned_of(
    saved: Path, caplog: pytest.LogCaptureFixture, key: str
) -> None:
    drop(saved, key)
    assert load_words(saved, VERSION, 2) is None
    assert len(caplog.messages) == 1


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_a_row_for_each_text_or_none(
    saved: Path, caplog: pytest.LogCaptureFixture, rows: int
) -> None:
    assert load_words(saved, VERSION, rows) is None
    assert len(caplog.messages) == 1


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"null", id="null"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"\xff\xfe\x00", id="not UTF-8"),
        pytest.param(b"{" * 100, id="never closed"),
        pytest.param(b"[" * 200_000, id="nested too deep"),
        pytest.param(b'{"recipe": ' + b"9" * 10_000 + b"}", id="a number of many digits"),
    ],
)
def test_a_file_that_has_no_words_is_warned_of(
    saved: Path, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    (saved / FILE_NAME).write_bytes(content)
    assert load_words(saved, VERSION, 2) is None
    assert len(caplog.messages) == 1


def test_a_folder_in_place_of_the_file_is_warned_of(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE_NAME).mkdir()
    assert load_words(tmp_path, VERSION, 2) is None
    assert len(caplog.messages) == 1


def test_a_file_cut_anywhere_is_cut_anew(saved: Path) -> None:
    path = saved / FILE_NAME
    whole = path.read_bytes()
    trusted = []
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        if load_words(saved, VERSION, 2) is not None:
            trusted.append(length)
    assert trusted == []


# The folder is the same for every example; each writes the whole file.
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_flipped_bit_never_gives_other_words(tmp_path: Path, data: st.DataObject) -> None:
    save_words(tmp_path, VERSION, WORDS)
    path = tmp_path / FILE_NAME
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(content)
    assert load_words(tmp_path, VERSION, 2) in (None, WORDS)


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_garbage_is_never_trusted(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    assert load_words(tmp_path, VERSION, 2) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(key=st.sampled_from(["recipe", "texts", "checksum", "words"]), value=JSON)
def test_a_value_of_any_shape_is_never_trusted(tmp_path: Path, key: str, value: object) -> None:
    save_words(tmp_path, VERSION, WORDS)
    change(tmp_path, **{key: value})
    assert load_words(tmp_path, VERSION, 2) is None


def test_a_folder_is_made_when_it_is_not_there(tmp_path: Path) -> None:
    save_words(tmp_path / "a" / "b", VERSION, WORDS)
    assert load_words(tmp_path / "a" / "b", VERSION, 2) == WORDS


def test_a_folder_that_cannot_be_written_costs_only_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    # A file where the folder should be: not even root can write into it.
    (tmp_path / "data").write_text("not a folder", encoding="utf-8")
    save_words(tmp_path / "data", VERSION, WORDS)
    assert len(caplog.messages) == 1
    assert load_words(tmp_path / "data", VERSION, 2) is None
    assert len(caplog.messages) == 2


def test_a_save_that_fails_leaves_the_old_file_and_nothing_else(
    saved: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disk_full(_: int) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", disk_full)
    save_words(saved, VERSION, (("mới",),))
    assert [path.name for path in saved.iterdir()] == [FILE_NAME]
    assert load_words(saved, VERSION, 2) == WORDS
    assert len(caplog.messages) == 1


def test_an_interrupted_save_leaves_the_old_file_and_nothing_else(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save_words(saved, VERSION, (("mới",),))
    assert [path.name for path in saved.iterdir()] == [FILE_NAME]
    assert load_words(saved, VERSION, 2) == WORDS


def test_the_new_file_takes_the_place_of_the_old_one(saved: Path) -> None:
    save_words(saved, VERSION, (("mới",),))
    assert [path.name for path in saved.iterdir()] == [FILE_NAME]
    assert load_words(saved, VERSION, 1) == (("mới",),)
