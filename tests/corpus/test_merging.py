"""A folder changes beside the library that was imported from it: each file's fate."""

import pytest

from corpus.changes import add, withdraw
from corpus.files import Files, hashes_of
from corpus.library import Library
from corpus.merging import merged
from tests.corpus.ready import ARTICLE, FILES, ready

BEFORE = hashes_of(FILES)
EDITED = ARTICLE.replace("Mở đầu.", "Mở đầu mới.").encode()


def test_a_folder_that_did_not_change_changes_nothing() -> None:
    head = add(Library.of(FILES), FILES, ready()).after
    assert merged(head, BEFORE, FILES) == (head, (), ())


@pytest.mark.parametrize(
    ("now", "changed"),
    [
        pytest.param({**FILES, "articles/bai-a.md": EDITED}, "articles/bai-a.md", id="edited"),
        pytest.param({**FILES, "articles/x.md": EDITED[:4] + b"\nid: x" + EDITED[13:]},
                     "articles/x.md", id="added"),
        pytest.param({**FILES, "lexicon.yaml": b"places: [Hue]"}, "lexicon.yaml", id="lexicon"),
        pytest.param({k: FILES[k] for k in FILES if "-b" not in k}, "articles/bai-b.md", id="gone"),
    ],
)  # fmt: skip
def test_what_changed_in_the_folder_is_taken_over_beside_what_was_added_here(
    now: Files, changed: str
) -> None:
    head = add(Library.of(FILES), FILES, ready()).after
    files, paths, notes = merged(head, BEFORE, now)
    assert paths == (changed,)
    assert files == {**now, "articles/57-ct-du.md": head["articles/57-ct-du.md"]}
    assert notes == ()


def test_a_file_changed_in_both_places_is_the_folders_and_that_is_told() -> None:
    head = {**FILES, "articles/bai-a.md": ARTICLE.replace("Mở", "Vào").encode()}
    files, paths, notes = merged(head, BEFORE, {**FILES, "articles/bai-a.md": EDITED})
    assert (files["articles/bai-a.md"], paths) == (EDITED, ("articles/bai-a.md",))
    assert "cả hai nơi" in notes[0]


def test_what_was_withdrawn_here_stays_withdrawn() -> None:
    head = withdraw(Library.of(FILES), FILES, "bai-a").after
    for path in ("articles/bai-a.md", "articles/ten-khac.md"):
        now = {**FILES, path: EDITED}
        files, paths, notes = merged(head, BEFORE, now)
        assert (files, paths) == (head, ())
        assert "đã được rút" in notes[0]


def test_a_document_that_came_here_and_there_is_kept_once() -> None:
    head = add(Library.of(FILES), FILES, ready()).after
    theirs = ready("chi-thi-57", "Chăm cây.").to_markdown().encode()
    files, paths, notes = merged(head, BEFORE, {**FILES, "articles/ct57.md": theirs})
    assert paths == ("articles/57-ct-du.md", "articles/ct57.md")
    assert [d.id for d in Library.of(files).documents] == ["bai-a", "bai-b", "chi-thi-57"]
    assert "cùng một tài liệu" in notes[0]


def test_a_file_that_went_there_and_was_changed_here_stays() -> None:
    head = {**FILES, "articles/bai-a.md": EDITED}
    now = {path: FILES[path] for path in FILES if path != "articles/bai-a.md"}
    files, paths, notes = merged(head, BEFORE, now)
    assert (files, paths) == (head, ())
    assert "giữ lại" in notes[0]
