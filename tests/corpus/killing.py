"""Adding and going back in a child process that is killed at random instants.

`python -m tests.corpus.killing FOLDER COUNT SEED` prints one JSON object for each kill: what the
child was moving between, which of the two the store opens at, and what was wrong, if anything.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.changes import add
from corpus.errors import CorpusError
from corpus.files import version_of
from corpus.library import Library
from corpus.versions import VersionStore
from tests.corpus.ready import FILES, ready

LONGEST_LIFE_S = 0.12


@dataclass(frozen=True)
class Kill:
    """What one kill left. `opened` is None where nothing could be opened; `wrong` says why."""

    moving: tuple[str, str]
    opened: str | None
    leftovers: int
    moves: int
    wrong: str


def kills(folder: Path, count: int, seed: int) -> Iterator[Kill]:
    """Run all of it in a process of its own, which has no threads and so can fork."""
    command = [sys.executable, "-m", "tests.corpus.killing", str(folder), str(count), str(seed)]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)  # noqa: S603  # our own module
    for line in done.stdout.splitlines():
        record = json.loads(line)
        yield Kill(**{**record, "moving": tuple(record["moving"])})


def _work(folder: Path, told: int, seed: int) -> None:
    """Add one document and go back, over and over; each move is told before it is begun."""
    store = VersionStore(folder)
    base = version_of(FILES)
    head = store.head()
    if head is not None and head.version != base:
        _tell(told, head.version, base)
        store.rollback(base, by="em")
    for n in range(1_000_000):
        library = Library.of(FILES)
        body = f"Số 57-CT/ĐU\n\nLần {seed}.{n}: mỗi hộ trồng {n} cây.\n\nChăm cây."
        change = add(library, FILES, ready(body=body))
        _tell(told, base, change.library.version)
        store.commit(change.after, action="add", by="em", expected=base)
        _tell(told, change.library.version, base)
        store.rollback(base, by="em")


def _tell(told: int, *versions: str) -> None:
    os.write(told, (" ".join(versions) + "\n").encode())


def _kill_one(folder: Path, rng: random.Random, seed: int, was: tuple[str, str]) -> Kill:
    reading, told = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _work(folder, told, seed)
        finally:
            os._exit(1)
    os.close(told)
    time.sleep(rng.uniform(0, LONGEST_LIFE_S))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        lines = [line.split() for line in pipe.read().splitlines()]
    moving = (lines[-1][0], lines[-1][1]) if lines else was
    opened, wrong = _open(folder)
    if not os.WIFSIGNALED(status):
        wrong = "the child ended by itself"
    elif opened is not None and opened not in moving:
        wrong = "opened at another version than the two"
    return Kill(moving, opened, len(list(folder.rglob(".tmp-*"))), len(lines), wrong)


def _open(folder: Path) -> tuple[str | None, str]:
    """The version the store opens at, read whole, and what is wrong with it."""
    try:
        store = VersionStore(folder)
        head = store.head()
        if head is None:
            return None, "no head"
        library = Library.of(store.files(head.version))
    except CorpusError as exc:
        return None, str(exc)
    if library.version != head.version:
        return None, "the files are of another version"
    for document in library.documents:
        for passage in document.passages:
            if document.text[passage.start : passage.end] != passage.text:
                return None, f"{document.id} {passage.locator} is not verbatim"
    return head.version, ""


def _main(folder: Path, count: int, seed: int) -> None:
    base = VersionStore(folder).commit(FILES, action="base", by="em", expected=None)
    rng = random.Random(seed)  # noqa: S311  # instants, not secrets
    was = (base.version, base.version)
    for n in range(count):
        kill = _kill_one(folder, rng, n, was)
        was = kill.moving
        print(json.dumps(asdict(kill)), flush=True)


if __name__ == "__main__":
    _main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
