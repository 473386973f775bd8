"""A library made of files after another: what stays the same object, and what nobody catalogued."""

import datetime as dt
import random

import pytest

from corpus.documents import Directive
from corpus.errors import BrokenLibrary
from corpus.files import Files, version_of
from corpus.library import SHIPPED, Library
from tests.corpus.ready import ARTICLE, DIRECTIVES, FILES, ready


def article(document_id: str, body: str) -> bytes:
    """An article of this body."""
    front, _, _ = ARTICLE.partition("Mở đầu.")
    return front.replace("id: bai-a", f"id: {document_id}").encode() + body.encode()


def files_of(*bodies: str, directives: str = DIRECTIVES) -> Files:
    """Articles d1, d2 … of these bodies, beside the catalogue."""
    articles = {f"articles/d{n}.md": article(f"d{n}", body) for n, body in enumerate(bodies, 1)}
    return {**articles, "directives.yaml": directives.encode()}


# -- one library after another ---------------------------------------------------------------------


def test_unchanged_documents_are_the_very_same_objects() -> None:
    first = Library.of(files_of("Một.", "Theo 57-CT/ĐU.", "Ba."))
    second = Library.of(files_of("Một.", "Theo 57-CT/ĐU và 9-KH/ĐU.", "Ba."), first)
    assert second.documents[0] is first.documents[0]
    assert second.documents[2] is first.documents[2]
    assert [c.directive for c in second.documents[1].citations] == ["57-CT/ĐU", "9-KH/ĐU"]


ENTRY = '- {id: 9-KH/ĐU, type: Kế hoạch, type_code: KH, number: "9"}\n'


@pytest.mark.parametrize(
    ("more", "same"),
    [
        pytest.param("- {id: 8-KH/ĐU, type: Kế hoạch, number: 8}\n", True, id="a number elsewhere"),
        pytest.param("- {id: XA, type: Sách, names: [Bờ bãi]}\n", True, id="a name elsewhere"),
        pytest.param(ENTRY, True, id="a number that was provisional, spelt as printed"),
        pytest.param(ENTRY.replace("9", "09"), False, id="in another spelling"),
        pytest.param("- {id: SO, type: Sổ, names: [sổ cây]}\n", False, id="a name that it prints"),
    ],
)
def test_a_new_entry_touches_only_the_texts_that_it_concerns(more: str, same: bool) -> None:
    bodies = ("Một.", "Theo 9-KH/ĐU, ghi sổ cây.")
    first = Library.of(files_of(*bodies))
    files = files_of(*bodies, directives=DIRECTIVES + more)
    second = Library.of(files, first)
    assert second.documents[0] is first.documents[0]
    assert (second.documents[1] is first.documents[1]) is same
    assert second == Library.of(files)


STEPS = [
    files_of("Một.", "Theo 6-CT/TW."),
    files_of("Một, theo 06-CT/TW ngày 1/2/2020.", "Theo 6-CT/TW."),
    files_of("Một, theo 06-CT/TW.", "Theo 6-CT/TW.", directives=DIRECTIVES + ENTRY),
    files_of("Theo 6-CT/TW."),
    {**files_of("Theo 6-CT/TW."), "articles/x.md": ready("x", directive="006-CT/TW").to_markdown()
     .encode()},
    {**files_of("Theo 6-CT/TW.", "Đọc Bờ bãi."),
     "directives.yaml": b"- {id: XA, type: S, names: [B\xe1\xbb\x9d b\xc3\xa3i]}"},
    files_of("Theo 6-CT/TW.", "Đọc Bờ bãi."),
]  # fmt: skip


def test_a_library_made_after_others_is_the_one_made_afresh() -> None:
    library: Library | None = None
    for files in (*STEPS, *STEPS[::-1]):
        library = Library.of(files, library)
        fresh = Library.of(files)
        assert library == fresh
        assert library.milestones == fresh.milestones
        assert library.contradictions == fresh.contradictions
        assert library.remarks == fresh.remarks
        assert library.version == version_of(files)


BODIES = (
    "Theo Kế hoạch 9-KH/ĐU ngày 1/2/2023 của Đảng ủy.",
    "Theo Chỉ thị 09-KH/ĐU ngày 2/1/2023 của Quận ủy về “Nuôi cá”.",
    "Tổng kết 10 năm thực hiện Chỉ thị 57-CT/ĐU ngày 1/4/2023 về “Bắc cầu”.",
    "Họp sáng 9/9/2024, giao 3 nhiệm vụ.\n\n1. Đọc Đầm sen mùa hạ.",
    "Theo 7-QĐ/ĐU, 57-CT/ĐU và 9-KH/ĐU ngày 1/2/2023.",
)
TEXTS = (
    ready("v", published="2023-04-02T00:00+07:00", supersedes=["9-KH/ĐU"]),
    ready("v", "Kế hoạch 9-KH/ĐU, ngày 5/5/2023", directive="9-KH/ĐU", type="Kế hoạch"),
    ready("v", "Chăm cây.", directive="7-QĐ/ĐU", type="Quy định", supersedes=["57-CT/ĐU"]),
)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_changed_in_turn_the_library_is_the_one_made_afresh(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311  # a choice of edits
    files = dict(FILES)
    library = Library.of(files)
    contradictions = 0
    for _ in range(25):
        path = f"articles/{rng.choice('abc')}.md"
        match rng.randrange(5):
            case 0:
                files.pop(path, None)
            case 1:
                files["articles/v.md"] = rng.choice(TEXTS).to_markdown().encode()
            case 2:
                more = rng.choice(("", ENTRY, "- {id: 7-QĐ/ĐU, type: Quy chế, number: 7}\n"))
                files["directives.yaml"] = (DIRECTIVES + more).encode()
            case _:
                files[path] = article(path, rng.choice(BODIES))
        library = Library.of(files, library)
        fresh = Library.of(files)
        assert library == fresh
        assert library.contradictions == fresh.contradictions
        assert (library.milestones, library.remarks) == (fresh.milestones, fresh.remarks)
        contradictions += len(fresh.contradictions)
    assert contradictions > 50


def test_milestones_and_prints_of_documents_that_stay_are_kept() -> None:
    first = Library.of(files_of("Họp ngày 1/2/2024.", "Hai."))
    second = Library.of(files_of("Họp ngày 1/2/2024.", "Họp ngày 3/2/2024."), first)
    assert second.milestones[0] is first.milestones[0]
    third = Library.of(files_of("Họp ngày 1/2/2024.", "Họp ngày 5/2/2024."), second)
    assert third.milestones[0] is second.milestones[0]
    assert [m.day for m in third.milestones if m.locator] == [1, 5]


def test_a_library_that_is_broken_says_so_whatever_was_before() -> None:
    first = Library.of(FILES)
    with pytest.raises(BrokenLibrary, match=r"articles/bai-a\.md"):
        Library.of({**FILES, "articles/bai-a.md": b"x"}, first)


def test_an_empty_library_is_for_administering_only() -> None:
    with pytest.raises(BrokenLibrary, match="trống"):
        Library.of({})
    empty = Library.of({}, allow_empty=True)
    assert (empty.documents, empty.passages, empty.contradictions) == ((), (), ())
    assert empty.version == version_of({})


def test_what_is_withdrawn_is_of_the_version_and_not_of_the_library() -> None:
    files = {**FILES, "withdrawn/x.md": b"not even an article"}
    assert [d.id for d in Library.of(files).documents] == ["bai-a", "bai-b"]
    assert Library.of(files).version != Library.of(FILES).version
    assert version_of({**FILES, "README.md": b"x", "articles/a/b.md": b"x"}) == version_of(FILES)


def test_the_library_that_ships_is_the_same_from_its_folder_and_its_files() -> None:
    files = {
        path.relative_to(SHIPPED).as_posix(): path.read_bytes()
        for path in SHIPPED.rglob("*")
        if path.is_file()
    }
    assert Library.of(files) == Library.load(SHIPPED)
    assert Library.of(files).remarks == ()


# -- what nobody catalogued ------------------------------------------------------------------------


def entry(library: Library, directive_id: str) -> Directive:
    return library.directive(directive_id)


def test_a_number_that_the_catalogue_lacks_gets_a_provisional_entry() -> None:
    library = Library.of(
        files_of("Theo Chương trình số 09-KH/ĐU ngày 2/3/2020 của Đảng ủy; theo 1200/QĐ-TTg.")
    )
    plan, decision = library.directives[2:]
    assert plan == Directive(
        id="09-KH/ĐU", type="Chương trình", type_code="KH", number="09", issuer_code="ĐU",
        issuer="Đảng ủy", provisional=True,
    )  # fmt: skip
    assert (decision.id, decision.type, decision.issuer) == ("1200/QĐ-TTg", "Quyết định", None)
    assert [p.locator for p in library.cited_in("09-KH/ĐU")] == ["lead.1"]
    assert library.date_printed("09-KH/ĐU") == dt.date(2020, 3, 2)
    assert library.remarks[0].startswith("Chương trình 09-KH/ĐU: chưa có trong danh mục")


def test_two_spellings_of_one_number_are_one_whichever_comes_first() -> None:
    for bodies in (("Theo 6-CT/TW.", "Theo 06-CT/TW."), ("Theo 06-CT/TW.", "Theo 6-CT/TW.")):
        library = Library.of(files_of(*bodies))
        assert [d.id for d in library.directives if d.provisional] == ["06-CT/TW"]
        assert [p.document for p in library.cited_in("06-CT/TW")] == ["d1", "d2"]


def test_a_held_document_that_the_catalogue_lacks_makes_its_own_entry() -> None:
    text = ready("60", "Số 060-CT/ĐU\n\nChăm cây.", directive="060-CT/ĐU").to_markdown().encode()
    library = Library.of({**files_of("Theo Kế hoạch 60-CT/ĐU."), "articles/60.md": text})
    directive = library.directive("060-CT/ĐU")
    assert directive.provisional
    assert (directive.type, directive.issuer) == ("Chỉ thị", "Đảng ủy phường Hoa Sen")
    assert directive.subject == "Trồng cây xanh ở các khu dân cư"
    assert (directive.date_verified, directive.sources) == (None, ())
    assert library.is_held("060-CT/ĐU")
    # Its own number, at its head, cites nothing.
    assert [p.document for p in library.cited_in("060-CT/ĐU")] == ["d1"]


def test_a_held_document_that_the_catalogue_has_changes_nothing_of_its_entry() -> None:
    text = ready(directive="057-CT/ĐU", type="Kế hoạch").to_markdown().encode()
    library = Library.of({**FILES, "articles/57.md": text})
    assert library.directives == Library.of(FILES).directives
    assert library.document("57-ct-du").directive == "57-CT/ĐU"
    document = library.document_of("57-CT/ĐU")
    assert document is library.document("57-ct-du")
    assert library.document_of("SACH-SEN") is None


def test_a_law_is_held_by_what_its_front_matter_says() -> None:
    law = ready("luat", "Điều 1. Chăm cây.", directive="45/2019/QH14", type="Luật")
    library = Library.of({**FILES, "articles/luat.md": law.to_markdown().encode()})
    directive = library.directive("45/2019/QH14")
    assert (directive.type, directive.number, directive.provisional) == ("Luật", None, True)
    assert library.is_held("45/2019/QH14")


def test_a_name_for_several_documents_and_the_text_of_one_of_them_are_two_entries() -> None:
    several = "- {id: BA, type: Nghị quyết, names: [bộ ba], comprises: [61-NQ/TW]}\n"
    files = files_of("Theo 61-NQ/TW.", directives=several)
    assert [c.directive for c in Library.of(files).documents[0].citations] == ["BA"]
    text = ready("61", "Chăm cây.", directive="61-NQ/TW").to_markdown().encode()
    held = Library.of({**files, "articles/x.md": text}, Library.of(files))
    assert [c.directive for c in held.documents[0].citations] == ["61-NQ/TW"]


def test_two_texts_of_one_directive_are_a_fault() -> None:
    texts = {
        f"articles/{name}.md": ready(name, directive=number).to_markdown().encode()
        for name, number in (("a", "57-CT/ĐU"), ("b", "057-CT/ĐU"))
    }
    with pytest.raises(BrokenLibrary, match=r"articles/b\.md:\d+: toàn văn .* articles/a\.md"):
        Library.of({**FILES, **texts})
