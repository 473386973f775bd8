"""Eight processes on one store: they make it, and then all do the same things, at once."""

import asyncio
import json
import subprocess
import sys

from bot.store.audit_head import AuditHead
from bot.store.store import Store
from tests.bot.store.conftest import Place
from tests.bot.store.worker import ENTRIES, MESSAGES, PROCESSES, USES


def test_eight_processes_at_once_make_one_store_and_take_nothing_twice(empty_place: Place) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [
            sys.executable, "-m", "tests.bot.store.worker", empty_place.database or "-",
            str(empty_place.data),
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stderr, done.returncode) == ("", 0)
    told = json.loads(done.stdout)
    assert [one.get("error") for one in told] == [None] * PROCESSES
    assert sorted(n for one in told for n in one["claimed"]) == list(range(MESSAGES))
    outcomes = sorted(one["outcome"] for one in told)
    assert outcomes == ["spent"] * (PROCESSES - USES) + ["welcome"] * USES
    assert len({one["key"] for one in told}) == 1
    asyncio.run(check(empty_place))


async def check(place: Place) -> None:
    async with Store.open(place.database, place.data) as store:
        assert await store.audit.verify() is None
        acts = [entry.act async for entry in store.audit.all()]
        assert acts.count("redeem") == USES == len(await store.people.all())
        assert len(acts) == PROCESSES * ENTRIES + USES + 1
        head = AuditHead(place.data, store.database.address.place).read()
        assert head is not None
        assert head.number == len(acts)  # what the folder remembers is the true end
