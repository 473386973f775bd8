"""Starts processes that open the same store and do the same things at once: `test_processes.py`.

Arguments: GIAOBAN_DATABASE or "-", GIAOBAN_DATA. Prints what each of them got, as JSON. They are
forked from a process that has loaded everything and done nothing: eight starts would take seconds.
"""

import asyncio
import json
import multiprocessing
import sys
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier
from pathlib import Path

from bot.store.store import Store

PROCESSES, MESSAGES, ENTRIES, USES = 8, 12, 6, 3
PATIENCE_S = 60.0


async def work(
    database: str | None, data: Path, number: int, together: Barrier, codes: "SimpleQueue[str]"
) -> dict[str, object]:
    async with Store.open(database, data) as store:
        if number == 0:
            made = await store.invitations.create("cadre", by=store.key_of("x", 1), uses=USES)
            for _ in range(PROCESSES):
                codes.put(made.code)
        await asyncio.to_thread(together.wait, PATIENCE_S)
        claimed = [n for n in range(MESSAGES) if await store.processed.claim("telegram", n)]
        for n in range(ENTRIES):
            await store.audit.append(store.key_of("telegram", number), f"act {n}")
        redeemed = await store.invitations.redeem(codes.get(), "telegram", number)
        return {"claimed": claimed, "outcome": redeemed.outcome, "key": store.key_of("x", 1)}


def run(
    database: str | None,
    data: Path,
    number: int,
    together: Barrier,
    codes: "SimpleQueue[str]",
    results: "SimpleQueue[dict[str, object]]",
) -> None:
    try:
        results.put(asyncio.run(work(database, data, number, together, codes)))
    except BaseException as exc:
        together.abort()
        results.put({"error": repr(exc)})
        raise


def main(database: str, folder: str) -> None:
    fork = multiprocessing.get_context("fork")
    together, codes, results = fork.Barrier(PROCESSES), fork.SimpleQueue(), fork.SimpleQueue()
    where = None if database == "-" else database
    children = [
        fork.Process(target=run, args=(where, Path(folder), number, together, codes, results))
        for number in range(PROCESSES)
    ]
    for child in children:
        child.start()
    print(json.dumps([results.get() for _ in children]))
    for child in children:
        child.join(PATIENCE_S)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
