"""What the library took in of itself stands in the audit log, each move once."""

import asyncio
import json
from pathlib import Path

import pytest

from bot.access import AT_THE_SERVER
from bot.bookkeeping import Bookkeeper
from bot.living import PROGRAM, LivingLibrary
from bot.store.store import Store
from corpus.changes import add
from corpus.versions import VersionStore
from tests.bot.ben_may import Ready, write
from tests.bot.test_living import FERRY


@pytest.mark.asyncio
async def test_moves_by_nobody_are_written_down_once_and_those_of_people_are_not(
    tmp_path: Path,
) -> None:
    base = write(tmp_path / "base")
    living = LivingLibrary(VersionStore(tmp_path / "versions"), base)
    living.open()
    change = add(living.edition.library, living.files, Ready(FERRY))
    async with Store.open(None, tmp_path / "data") as store:
        person = store.key_of("telegram", "7")
        living.accept(living.propose(change), by=person)
        article = next((base / "articles").glob("*.md"))
        article.write_text(article.read_text(encoding="utf-8") + "\nThêm.\n", encoding="utf-8")
        assert living.reload(by=PROGRAM)
        keeper = Bookkeeper(store, living.versions, asyncio.get_running_loop())
        assert await keeper.catch_up() == 2  # the base, and its edit
        assert await keeper.catch_up() == 0
        entries = [entry async for entry in store.audit.all()]
        assert {entry.actor for entry in entries} == {store.key_of(AT_THE_SERVER, PROGRAM)}
        assert [entry.act for entry in entries] == ["base", "reload"]
        assert [json.loads(entry.details)["move"] for entry in entries] == [1, 3]
        assert entries[-1].to_version == living.edition.version
        assert await store.audit.verify() is None
