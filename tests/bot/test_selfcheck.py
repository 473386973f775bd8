"""Before a swap: each thing that can be wrong with a library is found, and said by name."""

from pathlib import Path
from typing import Any

import pytest

from bot.editions import Edition
from bot.errors import FailedCheck
from bot.scripts import Expectation
from bot.selfcheck import Canary, check, read_canaries
from corpus.documents import Document
from corpus.errors import BrokenLibrary
from corpus.library import SHIPPED, Library
from tests.bot.ben_may import BRIEFING, FILES, NOTICE, changed, edition, without
from tests.bot.shipped import shipped_search

TASK_1 = Canary(ask="nhiệm vụ 1", document="ben-may-5", expect=Expectation(task=1))


def broken(document_id: str, **fields: Any) -> Edition:
    """The edition of Bến Mây with fields of one document as no reader would make them."""
    good = edition()
    documents = tuple(
        d.model_copy(update=fields) if d.id == document_id else d for d in good.library.documents
    )
    library = good.library.model_copy(update={"documents": documents})
    return Edition(library, good.search, good.composer, good.resolver)


def briefing() -> Document:
    return edition().library.document("ben-may-5")


def reasons(wrong: Edition, *canaries: Canary) -> str:
    with pytest.raises(FailedCheck) as caught:
        check(wrong, canaries)
    return str(caught.value)


# -- documents -------------------------------------------------------------------------------------


def test_a_good_library_passes() -> None:
    assert check(edition(), [TASK_1]) == ()


def test_the_library_that_ships_passes_with_its_own_canaries() -> None:
    canaries = read_canaries(SHIPPED)
    library = shipped_search().library
    assert check(Edition.over(shipped_search()), canaries) == ()
    assert library.briefing is not None
    assert {c.expect.task for c in canaries} >= set(library.briefing.tasks)


def test_a_passage_that_is_not_word_for_word_is_found() -> None:
    passages = briefing().passages
    forged = passages[0].model_copy(update={"text": passages[0].text + "!"})
    wrong = broken("ben-may-5", passages=(forged, *passages[1:]))
    assert "ben-may-5 lead.1: không đúng nguyên văn" in reasons(wrong)


def test_two_passages_of_one_locator_are_found() -> None:
    passages = briefing().passages
    twice = passages[1].model_copy(update={"locator": passages[0].locator})
    wrong = broken("ben-may-5", passages=(passages[0], twice, *passages[2:]))
    assert "ben-may-5 lead.1: hai đoạn cùng một chỗ" in reasons(wrong)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"printed": "Chỉ thị số 72-CT/BM"}, "chỗ nhắc 71-CT/BM in khác"),
        ({"directive": "72-CT/BM"}, "văn bản 72-CT/BM không có trong danh mục"),
        ({"locator": "9"}, "chỗ nhắc 71-CT/BM ở ngoài bài"),
    ],
)
def test_a_citation_that_leads_astray_is_found(fields: dict[str, str], told: str) -> None:
    citation = briefing().citations[0].model_copy(update=fields)
    assert told in reasons(broken("ben-may-5", citations=(citation,)))


@pytest.mark.parametrize("field", ["title", "publisher"])
def test_a_source_that_is_not_complete_is_found(field: str) -> None:
    assert f"ben-may-5: thiếu nguồn ({field})" in reasons(broken("ben-may-5", **{field: " "}))


def test_a_document_of_a_directive_that_there_is_none_of_is_found() -> None:
    told = reasons(broken("ben-may-nvh", directive="9-KL/BM"))
    assert "ben-may-nvh: văn bản 9-KL/BM không có trong danh mục" in told


def test_two_documents_of_one_id_are_found() -> None:
    assert "ben-may-5: 2 tài liệu cùng một mã" in reasons(broken("ben-may-nvh", id="ben-may-5"))


def test_of_a_library_that_is_wrong_all_through_the_first_reasons_are_told() -> None:
    passages = tuple(p.model_copy(update={"text": "khác"}) for p in briefing().passages)
    many = tuple(
        p.model_copy(update={"locator": f"{p.locator}-{n}"}) for n in range(9) for p in passages
    )
    told = reasons(broken("ben-may-5", passages=many))
    assert len(told.splitlines()) == 21
    assert told.endswith("…")


def test_what_was_checked_with_the_edition_before_is_not_checked_again() -> None:
    """The very same document is known to be right; only another object is looked at."""
    wrong = broken("ben-may-5", title="")
    assert check(wrong, (), wrong) == ()
    with pytest.raises(FailedCheck):
        check(wrong, (), edition())


# -- canaries --------------------------------------------------------------------------------------


def test_a_canary_that_is_not_answered_as_it_should_fails_the_library() -> None:
    canary = Canary(ask="nhiệm vụ 1", expect=Expectation(task=2))
    assert "câu thử “nhiệm vụ 1”" in reasons(edition(), canary)


@pytest.mark.parametrize(
    ("files", "canary", "told"),
    [
        (
            without(NOTICE),
            Canary(ask="a", document="ben-may-nvh", expect=Expectation(locators=("lead.1",))),
            "không còn ben-may-nvh",
        ),
        (
            changed(BRIEFING, ("ben-may-5", "ben-may-6")),
            TASK_1,
            "không còn ben-may-5",
        ),
        (
            changed(BRIEFING, ("4. Thi thả", "Thi thả")),
            Canary(ask="nhiệm vụ 4", document="ben-may-5", expect=Expectation(task=4)),
            "không còn nhiệm vụ 4",
        ),
        (
            changed(NOTICE, ("\n\nThư viện tre", " Thư viện tre")),
            Canary(ask="a", document="ben-may-nvh", expect=Expectation(locators=("lead.2",))),
            "không còn lead.2",
        ),
        (
            FILES,
            Canary(ask="a", expect=Expectation(directives=("72-CT/BM",))),
            "không còn 72-CT/BM",
        ),
        (
            FILES,
            Canary(ask="a", document="ben-may-nvh", expect=Expectation(task=1)),
            "bài giao ban nay là ben-may-5",
        ),
    ],
)
def test_a_canary_whose_place_is_gone_is_left_out_with_a_note(
    files: dict[str, bytes], canary: Canary, told: str
) -> None:
    (note,) = check(edition(files), [canary])
    assert told in note


def test_a_folder_without_canaries_has_none(tmp_path: Path) -> None:
    assert read_canaries(tmp_path) == ()


@pytest.mark.parametrize(
    "text",
    [
        b"ask: a",
        b"- {hoi: a}",
        b"- {ask: a, expect: {nhiem_vu: 1}}",
        b"- {",
        "đúng".encode("utf-16"),
    ],
)
def test_canaries_that_are_not_of_their_form_are_named(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "canaries.yaml").write_bytes(text)
    with pytest.raises(BrokenLibrary, match=r"canaries\.yaml"):
        read_canaries(tmp_path)


def test_canaries_are_no_part_of_the_library_and_its_version(tmp_path: Path) -> None:
    from tests.bot.ben_may import write

    before = Library.load(write(tmp_path)).version
    (tmp_path / "canaries.yaml").write_text("- {ask: nhiệm vụ 1, expect: {task: 1}}")
    assert Library.load(tmp_path).version == before
    assert len(read_canaries(tmp_path)) == 1
