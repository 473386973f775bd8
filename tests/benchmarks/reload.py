"""Questions answered while the library is changed again and again: lost, mixed, and how long.

    python tests/benchmarks/reload.py [--rate 1000] [--reloads 20] [--questions 12000]

An open loop offers questions at a rate, each at its own instant, whether or not the ones before
were answered; a desk answers them in the loop's thread, as a channel has it. Meanwhile the library
goes to and fro between two texts of one document, each reload a new version: built in a thread,
checked, committed to disk and swapped. One question in four is marked: the texts answer it
differently, and what is quoted, its source and the version named must all be of one version.

Three runs: at the rate asked for, with reloads; then at a rate that one process here can hold, with
reloads and without. Latency counts from the instant a question was due, so that where more is
offered than can be answered it is the queue that is measured.
"""

import argparse
import asyncio
import gc
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

from bot.app import SWITCH_S
from bot.desk import Desk
from bot.living import LivingLibrary
from bot.replies import Reply
from bot.scripts import load_conversations
from corpus.files import Files
from corpus.folder import read_folder
from corpus.library import SHIPPED
from corpus.versions import VersionStore

ROOT = Path(__file__).resolve().parents[2]
MARKED = "bến đò Lau Sậy mở cửa lúc nào"
OPENS = ("khi gà gáy lần hai", "lúc chuông chùa điểm sáng")
ARTICLE = """---
id: ben-do-lau-say
title: Bến đò Lau Sậy, bản {edition}
publisher: Bản tin Lau Sậy
published: 2031-05-03T08:00+07:00
url: https://lausay.example/{edition}
---

Bến đò Lau Sậy mở cửa {opens}, theo bảng giờ số {number}.
"""
CHATS = 200
EVERY_MARKED = 4
WARM_UP = 300
WARM_RELOADS = 10
# Of what can be answered one after the other, so much is offered where a queue is not the point:
# who builds takes its turns at running Python, half of the time at worst.
HELD = 0.25
# A run ends by then, all reloads done or not.
LONGEST_RUN_S = 20.0


@dataclass
class Tally:
    """What came of the questions of one half."""

    offered: int = 0
    waits: list[float] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    versions: set[str] = field(default_factory=set)
    seconds: float = 0.0

    def line(self, name: str) -> str:
        waits = sorted(self.waits)
        p50, p99 = at(waits, 0.5) * 1e3, at(waits, 0.99) * 1e3
        rate = len(waits) / self.seconds
        return (
            f"{name:18} offered {self.offered}, answered {len(waits)} ({rate:.0f}/s), "
            f"p50 {p50:.1f} ms, p99 {p99:.1f} ms, longest wait {waits[-1] * 1e3:.1f} ms, "
            f"longest pause between answers {max(self.pauses) * 1e3:.1f} ms, "
            f"versions {len(self.versions)}, wrong {len(self.wrong)}"
        )


def of_one_version(reply: Reply, editions: dict[str, Files], marked: bool) -> str | None:
    """What is mixed in a reply: its version, its quotations and its source must be of one."""
    files = editions.get(reply.library)
    if files is None:
        return f"version {reply.library} was never served"
    texts = [content.decode() for content in files.values()]
    for block in reply.blocks:
        if block.kind == "quotation" and not any(block.text in text for text in texts):
            return f"{reply.library} does not print {block.text[:60]!r}"
        if block.url and not any(block.url in text for text in texts):
            return f"{reply.library} has no source {block.url}"
    if marked and (reply.status != "answered" or not any(o in reply.text for o in OPENS)):
        return f"not answered: {reply.text[:60]!r}"
    return None


class Bench:
    def __init__(self, folder: Path) -> None:
        base = folder / "base"
        for name, content in {**read_folder(SHIPPED), **article(0)}.items():
            (base / name).parent.mkdir(parents=True, exist_ok=True)
            (base / name).write_bytes(content)
        self.living = LivingLibrary(VersionStore(folder / "library"), base)
        self.desk = Desk(self.living.open())
        self.living.on_swap.append(self.desk.swap)
        self.served = {self.living.edition.version: self.living.files}
        self.took: list[float] = []

    async def offer(
        self, tally: Tally, messages: Iterator[str], rate: float, until: "Until"
    ) -> None:
        """Ask at `rate` until told; a question waits from the instant it was due."""
        kept: list[tuple[str, Reply]] = []
        began = last = time.perf_counter()
        while not until.reached(tally.offered):
            due = began + tally.offered / rate
            ahead = due - time.perf_counter()
            if ahead > 0:
                await asyncio.sleep(ahead)
            else:
                await asyncio.sleep(0)  # behind: what else the loop has to do still gets its turn
            message = next(messages)
            tally.offered += 1
            reply = self.desk.reply(f"chat {tally.offered % CHATS}", message)
            now = time.perf_counter()
            tally.waits.append(now - due)
            tally.pauses.append(now - max(last, due))
            last = now
            kept.append((message, reply))
        tally.seconds = time.perf_counter() - began
        for message, reply in kept:
            tally.versions.add(reply.library)
            trouble = of_one_version(reply, self.served, message == MARKED)
            if trouble:
                tally.wrong.append(f"{message!r}: {trouble}")

    async def reload(self, times: int, pause_s: float = 0.0) -> None:
        for number in range(1, times + 1):
            began = time.perf_counter()
            files = {**self.living.files, **article(number)}
            proposal = await asyncio.to_thread(self.living.propose_files, "reload", files)
            self.served[proposal.edition.version] = files
            await asyncio.to_thread(self.living.accept, proposal, by="bench")
            self.took.append(time.perf_counter() - began)
            del proposal
            await asyncio.sleep(pause_s)


@dataclass
class Until:
    """When the asking ends: at a count, or with a task but not beyond a count."""

    count: int
    task: "asyncio.Task[None] | None" = None
    ends: float = field(default_factory=lambda: time.perf_counter() + LONGEST_RUN_S)

    def reached(self, offered: int) -> bool:
        if offered >= self.count or time.perf_counter() > self.ends:
            return True
        return self.task is not None and self.task.done()


def article(number: int) -> Files:
    edition = number % 2
    text = ARTICLE.format(edition=edition, opens=OPENS[edition], number=number)
    return {"articles/ben-do-lau-say.md": text.encode()}


def questions() -> Iterator[str]:
    """The messages of the conversations, in a round, every fifth the marked one."""
    scripts = load_conversations([ROOT / "tests" / "conversations"])
    said = [turn.user for script in scripts for turn in script.turns if turn.user]
    for number, message in enumerate(cycle(said)):
        if number % (EVERY_MARKED - 1) == 0:  # and so it is one in EVERY_MARKED
            yield MARKED
        yield message


def resident_mb() -> float:
    with Path("/proc/self/statm").open(encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 2**20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rate", type=float, default=1000.0)
    parser.add_argument("--reloads", type=int, default=20)
    parser.add_argument("--questions", type=int, default=12_000, help="at most, in each run")
    parser.add_argument("--switch", type=float, default=SWITCH_S, help="thread switch interval, s")
    parser.add_argument("--pause", type=float, default=0.1, help="between two reloads, s")
    options = parser.parse_args()
    sys.setswitchinterval(options.switch)
    return asyncio.run(measured(options))


async def measured(options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        messages = questions()
        held = HELD * capacity(bench.desk, messages)
        gc.collect()
        gc.freeze()
        await bench.reload(WARM_RELOADS)
        before = resident_mb()
        await bench.reload(WARM_RELOADS)
        after = resident_mb()
        runs = [await run(bench, messages, rate, options) for rate in (options.rate, held)]
        quiet = Tally()
        await bench.offer(quiet, messages, held, Until(runs[-1].offered))
        print(f"{held / HELD:.0f} a second one after the other")
        print(runs[0].line(f"{options.rate:.0f}/s, reloads"))
        print(runs[1].line(f"{held:.0f}/s, reloads"))
        print(quiet.line(f"{held:.0f}/s, none"))
        for name, of in (("p50", 0.5), ("p99", 0.99), ("longest", 1.0)):
            print(f"  {name} ratio {at(runs[1].waits, of) / at(quiet.waits, of):.2f}")
        took = bench.took[2 * WARM_RELOADS :]
        print(
            f"a reload: {at(took, 0.5) * 1e3:.0f} ms in the middle, {at(took, 1) * 1e3:.0f} at most"
        )
        print(f"memory: {before:.1f} MB, {after:.1f} MB after {WARM_RELOADS} reloads more")
        wrong = [trouble for tally in (*runs, quiet) for trouble in tally.wrong]
        for trouble in wrong[:5]:
            print(f"  WRONG {trouble}")
        return 1 if wrong else 0


async def run(
    bench: Bench, messages: Iterator[str], rate: float, options: argparse.Namespace
) -> Tally:
    """Ask while the library is reloaded; until it was."""
    tally = Tally()
    reloading = asyncio.create_task(bench.reload(options.reloads, options.pause))
    await bench.offer(tally, messages, rate, Until(options.questions, reloading))
    if not reloading.done():
        print("the questions ended before the reloads: the machine is busy, or raise --questions")
    await reloading
    return tally


def capacity(desk: Desk, messages: Iterator[str]) -> float:
    """Questions answered in a second, one after the other, once warm."""
    began = time.perf_counter()
    for number, message in enumerate(islice(messages, 2 * WARM_UP)):
        if number == WARM_UP:
            began = time.perf_counter()
        desk.reply(f"chat {number % CHATS}", message)
    return WARM_UP / (time.perf_counter() - began)


def at(values: Iterable[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


if __name__ == "__main__":
    sys.exit(main())
