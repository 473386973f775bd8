"""A change of one document: what comes out, and what is told before anybody confirms it."""

import pytest

from corpus.changes import Change, add, replace, restore, withdraw
from corpus.errors import BrokenLibrary, Refusal
from corpus.files import Files
from corpus.library import Library
from corpus.naming import withdrawn_documents
from tests.corpus.ready import ARTICLE, FILES, TEXT, Ready, ready

PATH = "articles/57-ct-du.md"


def added(incoming: Ready | None = None, files: Files = FILES) -> Change:
    return add(Library.of(files), files, incoming or ready())


def told(change: Change) -> str:
    return "\n".join(change.notes)


# -- adding ----------------------------------------------------------------------------------------


def test_a_catalogued_document_becomes_held_and_says_what_that_joins() -> None:
    change = added()
    assert (change.action, change.documents, change.unchanged) == ("add", ("57-ct-du",), False)
    assert set(change.after) - set(FILES) == {PATH}
    assert change.before is FILES
    library = Library.of(change.after)
    assert library == change.library
    document = library.document_of("57-CT/ĐU")
    assert document is not None
    assert document.id == "57-ct-du"
    assert "57-CT/ĐU: từ danh mục thành có toàn văn (4 đoạn)" in change.notes
    assert "Được nhắc tới ở “Việc của phường năm 2024” (1), “Việc của phường năm 2024” (1)" in told(
        change
    )


def test_a_date_that_an_article_prints_otherwise_is_told_with_the_document_as_ground() -> None:
    assert (
        "57-CT/ĐU: “Việc của phường năm 2024” (1) in “4/1/2023”, "
        "chính văn bản ghi “01 tháng 4 năm 2023”"
    ) in told(added())


def test_a_number_that_no_catalogue_has_is_told() -> None:
    change = added(ready("58-ct-du", "Theo Kế hoạch 9-KH/ĐU.", directive="58-CT/ĐU"))
    assert "58-CT/ĐU: văn bản mới, danh mục chưa có; lập mục tạm từ đầu tệp (1 đoạn)" in told(
        change
    )
    assert "Nhắc tới văn bản danh mục chưa có: 9-KH/ĐU" in change.notes


def test_the_same_document_again_changes_nothing_and_says_so() -> None:
    change = added()
    again = added(files=change.after)
    assert again.unchanged
    assert again.after == change.after
    assert "nội dung như cũ" in told(again)


def test_what_was_only_guessed_makes_no_other_document() -> None:
    files = added(ready(guessed=("published",))).after
    later = ready(guessed=("published",), published="2026-01-01T00:00+07:00")
    assert added(later, files).unchanged
    sure = ready(published="2026-01-01T00:00+07:00")
    assert not added(sure, files).unchanged


@pytest.mark.parametrize(
    "incoming",
    [
        pytest.param(ready(body=TEXT + "\n\nBáo cáo."), id="under the same id"),
        pytest.param(ready("khac", TEXT + "\n\nBáo cáo."), id="under the same number"),
        pytest.param(
            ready("khac", TEXT + "\n\nBáo cáo.", directive="057-CT/ĐU"), id="number, other spelling"
        ),
    ],
)
def test_new_content_is_a_new_version_and_never_a_second_copy(incoming: Ready) -> None:
    files = added().after
    change = added(incoming, files)
    assert (change.action, change.documents) == ("replace", ("57-ct-du",))
    assert set(change.after) == set(files)
    library = Library.of(change.after)
    assert library.document("57-ct-du").passages[-1].text == "Báo cáo."
    assert "Đoạn: 4 giữ nguyên, 0 sửa, 1 thêm, 0 bỏ" in change.notes


def test_locators_that_will_be_gone_are_named() -> None:
    change = added(ready(body="Số 57-CT/ĐU\n\nChăm cây."), added().after)
    assert "Đoạn: 1 giữ nguyên, 1 sửa, 0 thêm, 2 bỏ" in change.notes
    assert "Không còn: đoạn 3, đoạn 4" in change.notes


def test_an_id_and_a_number_of_two_documents_are_refused() -> None:
    with pytest.raises(Refusal, match="đã thuộc về tài liệu khác") as refused:
        added(ready("bai-a"), added().after)
    assert refused.value.code == "clash"


def test_another_number_under_the_same_id_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        added(ready(directive="58-CT/ĐU"), added().after)
    assert refused.value.code == "number"


def test_what_would_break_the_library_is_refused_with_its_faults() -> None:
    with pytest.raises(BrokenLibrary, match="bài không có nội dung"):
        added(ready(body=""))


def test_what_was_guessed_and_done_on_reading_is_told() -> None:
    incoming = ready(guessed=("issuer",))
    assert "Đoán, xin xem lại: cơ quan “Đảng ủy phường Hoa Sen”" in added(incoming).notes


def test_what_the_new_document_replaces_is_told() -> None:
    newer = ready("60-ct-du", "Số 60.", directive="60-CT/ĐU", supersedes=["57-CT/ĐU"])
    assert "57-CT/ĐU: sẽ được ghi là đã được thay thế bởi 60-CT/ĐU" in added(newer).notes


def test_the_first_document_of_an_empty_library_can_be_added() -> None:
    empty = Library.of({}, allow_empty=True)
    change = add(empty, {}, ready())
    assert [d.id for d in Library.of(change.after).documents] == ["57-ct-du"]


# -- replacing -------------------------------------------------------------------------------------


def test_a_document_named_by_its_number_keeps_its_id_and_its_number() -> None:
    files = added().after
    new = ready("khac", "Chăm cây.", directive=None)
    change = replace(Library.of(files), files, "57-ct-đu", new)
    document = Library.of(change.after).document("57-ct-du")
    assert (document.directive, document.text) == ("57-CT/ĐU", "Chăm cây.")
    assert "giữ số 57-CT/ĐU" in told(change)


def test_replacing_one_document_by_the_text_of_another_that_is_held_is_refused() -> None:
    files = added().after
    with pytest.raises(Refusal, match="57-ct-du"):
        replace(Library.of(files), files, "bai-a", ready())


# -- withdrawing and restoring ---------------------------------------------------------------------


def test_a_withdrawn_document_is_kept_and_comes_back_byte_for_byte() -> None:
    files = added().after
    library = Library.of(files)
    gone = withdraw(library, files, "57-CT/ĐU")
    assert gone.after["withdrawn/57-ct-du.md"] == files[PATH]
    assert not gone.library.is_held("57-CT/ĐU")
    assert gone.library.version != Library.of(FILES).version
    assert [w.id for w in withdrawn_documents(gone.after)] == ["57-ct-du"]
    assert "57-CT/ĐU: không còn toàn văn, chỉ còn trong danh mục" in gone.notes
    back = restore(gone.library, gone.after, "57-ct-du")
    assert back.after == files
    assert back.library == library


@pytest.mark.parametrize("document_id", ["bai-a", "57-CT/ĐU"])
def test_an_id_or_a_number_names_a_document(document_id: str) -> None:
    files = added().after
    assert withdraw(Library.of(files), files, document_id).action == "withdraw"


def test_an_unknown_id_names_near_ones() -> None:
    files = added().after
    with pytest.raises(Refusal, match=r"Có phải là .*57-ct-du") as refused:
        withdraw(Library.of(files), files, "75-ct-du")
    assert refused.value.code == "unknown"


def test_the_last_document_cannot_be_withdrawn() -> None:
    files = {"articles/bai-a.md": ARTICLE.encode()}
    with pytest.raises(Refusal, match="cuối cùng") as refused:
        withdraw(Library.of(files), files, "bai-a")
    assert refused.value.code == "last"


def test_a_document_whose_number_came_back_otherwise_is_not_restored() -> None:
    files = added().after
    gone = withdraw(Library.of(files), files, "57-ct-du").after
    taken = {**gone, "articles/moi.md": ready("moi", "Chăm cây.").to_markdown().encode()}
    with pytest.raises(Refusal, match="giaoban withdraw moi"):
        restore(Library.of(taken), taken, "57-ct-du")


def test_a_document_added_again_takes_the_place_of_the_withdrawn_one() -> None:
    files = added().after
    gone = withdraw(Library.of(files), files, "57-ct-du").after
    again = added(ready(body="Chăm cây."), gone)
    assert withdrawn_documents(again.after) == ()
    assert again.action == "add"


def test_restoring_what_nobody_withdrew_is_refused() -> None:
    with pytest.raises(Refusal, match="không có tài liệu nào như thế đã được rút"):
        restore(Library.of(FILES), FILES, "bai-a")
