"""SIGKILL at random instants of adding and going back: the old version or the new, always whole."""

from pathlib import Path

from corpus.versions import VersionStore
from tests.corpus.killing import kills
from tests.corpus.ready import FILES

KILLS = 25


def test_a_killed_writer_leaves_one_of_the_two_versions_verbatim(tmp_path: Path) -> None:
    seen = list(kills(tmp_path / "library", KILLS, seed=20))
    assert len(seen) == KILLS
    assert [kill.wrong for kill in seen] == [""] * KILLS
    # The test can fail: the children were killed at work, and not before or after it.
    assert sum(kill.moves > 1 for kill in seen) > KILLS // 2
    assert {kill.opened == kill.moving[0] for kill in seen} == {True, False}
    # What was left half-written goes with the next move.
    store = VersionStore(tmp_path / "library")
    head = store.head()
    assert head is not None
    moved = store.commit(
        {**FILES, "lexicon.yaml": b""}, action="add", by="x", expected=head.version
    )
    assert store.head() == moved
    assert list(store.folder.rglob(".tmp-*")) == []
