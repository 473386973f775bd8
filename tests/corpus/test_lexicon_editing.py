"""A line of synonyms added to an editor's file."""

import pytest

from corpus.errors import Refusal
from corpus.lexicon_editing import with_synonyms
from corpus.library import SHIPPED

PLAIN = """# của tổ
abbreviations:
  GB: giao ban
synonyms:
  thiên tai: bão lũ
  hội nghị: cuộc họp
"""


def test_a_new_term_gets_a_line_of_its_own() -> None:
    changed = with_synonyms(PLAIN, "bãi giữ xe", ["chỗ để xe", "nhà xe"])
    assert changed == PLAIN.replace("synonyms:\n", "synonyms:\n  bãi giữ xe: chỗ để xe, nhà xe\n")


def test_a_known_term_gets_what_it_lacks_and_keeps_the_rest() -> None:
    changed = with_synonyms(PLAIN, "thiên tai", ["lũ quét", "bão lũ"])
    assert changed == PLAIN.replace("bão lũ", "bão lũ, lũ quét")


@pytest.mark.parametrize("text", ["", "abbreviations: {}", "abbreviations:\n  GB: giao ban\n"])
def test_a_file_without_synonyms_gets_the_section(text: str) -> None:
    assert with_synonyms(text, "họp", ["gặp mặt"]).endswith("synonyms:\n  họp: gặp mặt\n")


def test_an_empty_section_is_filled() -> None:
    assert with_synonyms("synonyms: {}\n", "họp", ["gặp"]) == "synonyms:\n  họp: gặp\n"


def test_the_shipped_file_stays_as_it_is_but_for_one_line() -> None:
    text = (SHIPPED / "lexicon.yaml").read_text(encoding="utf-8")
    changed = with_synonyms(text, "bãi giữ xe", ["chỗ để xe"])
    assert [line for line in changed.splitlines() if line not in text.splitlines()] == [
        "  bãi giữ xe: chỗ để xe"
    ]
    assert len(changed.splitlines()) == len(text.splitlines()) + 1


@pytest.mark.parametrize("term", ["", " ", "a: b", "- x", "a\n  b: c{", "“họp”", "#"])
def test_what_yaml_would_read_as_its_own_is_refused_by_name(term: str) -> None:
    with pytest.raises(Refusal) as refused:
        with_synonyms(PLAIN, term, ["gặp"])
    assert refused.value.code == "term"
