"""How long a changed document takes to be answered from, beside building all anew.

    python tests/benchmarks/change.py [--sizes 10,10000,100000] [--rounds N]

In memory: the library put together anew with all other documents the very same, a search that goes
on from the one before, and a question that only the new text answers. "prepare" is what few
questions need (pastes, dates) and is made before the swap. Ratios are changed / anew, in the same
run. The libraries are invented (invented_library.py); the largest takes a few minutes and 3 GB.
"""

import argparse
import gc
import resource
import statistics
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from corpus.documents import Document
from corpus.lexicon import Lexicon
from corpus.library import SHIPPED, Library
from corpus.readers.structure import number_passages
from index.search import Search
from tests.benchmarks.invented_library import InventedLibrary

T = TypeVar("T")
QUESTION = "đò gỗ xuồng nứa Rạch Ngải neo ở đâu?"
SAID = "Từ nay đò gỗ, xuồng nứa của Rạch Ngải neo ở gốc gạo thứ {}."


def timed(make: Callable[[], T]) -> tuple[float, T]:
    """The seconds that `make` takes, and what it makes."""
    began = time.perf_counter()
    made = make()
    return time.perf_counter() - began, made


def timed_question(search: Search, question: str) -> float:
    """The seconds until a question has its answer."""
    return timed(lambda: search.answer(search.read(question)))[0]


def changed(document: Document, number: int) -> Document:
    """The document with a last paragraph that no other has."""
    body = f"{document.text}\n\n{SAID.format(number)}"
    text, passages = number_passages(document.id, body)
    return document.model_copy(update={"text": text, "passages": passages})


class Pauses:
    """How long a thread that answers beside the one that builds was kept waiting at most."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def _watch(self) -> None:
        last = time.perf_counter()
        while not self._over.is_set():
            time.sleep(0.001)
            now = time.perf_counter()
            self.longest = max(self.longest, now - last)
            last = now

    def __enter__(self) -> "Pauses":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


def measure(size: int, rounds: int, lexicon: Lexicon) -> None:
    invented = InventedLibrary(size)
    anew, search = timed(lambda: Search(invented.library(lexicon)))
    prepared_anew, _ = timed(search.prepare)
    first, prepare, pauses = [], [], []
    for number in range(rounds):
        at = number * 7919 % len(invented.documents)
        document = changed(invented.document(at), number)
        before = search

        def answer(document: Document = document, at: int = at, before: Search = before) -> Search:
            invented.documents[at] = document
            search = Search(invented.library(lexicon), before)
            found = search.answer(search.read(QUESTION)).passages
            assert [p.document for p in found] == [document.id], found
            return search

        gc.freeze()  # as the bot does once an edition is built
        with Pauses() as beside:
            spent, search = timed(answer)
            first.append(spent)
            prepare.append(timed(search.prepare)[0])
        pauses.append(beside.longest)
        del before, answer
        # The paragraph is in one document only.
        invented.documents[at] = invented.document(at)
        search = Search(invented.library(lexicon), search)
    asked = sorted(timed_question(search, question) for question in invented.questions(210))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    one, more = statistics.median(first), statistics.median(prepare)
    print(
        f"{size:>8} {anew:>8.2f} {prepared_anew:>8.2f} {one:>9.3f} {more:>8.3f}"
        f" {one / anew:>7.3f} {(one + more) / (anew + prepared_anew):>7.3f}"
        f" {max(pauses) * 1e3:>9.0f} {asked[105] * 1e3:>7.1f} {asked[207] * 1e3:>7.1f}"
        f" {memory:>7.2f}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", default="10,10000,100000")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    lexicon = Library.load(SHIPPED).lexicon
    print(
        "            anew           one document        ratio             pause    asked     memory"
    )
    print(
        "passages   search  prepare   answer  prepare  search     all        ms p50, ms  p99, ms"
        "      GB"
    )
    for size in map(int, arguments.sizes.split(",")):
        measure(size, arguments.rounds, lexicon)


if __name__ == "__main__":
    main()
