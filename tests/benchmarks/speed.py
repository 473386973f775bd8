"""How long an answer takes, beside a stock bot on the same library in the same run.

    python tests/benchmarks/speed.py [--rounds N]

The peer is what one writes in an afternoon: rank-bm25 over underthesea's words, best paragraph.
In process: the messages of tests/conversations, each in a chat of its own. From the command line:
one question in a new process, which is what every start costs, the first too. Medians over the
rounds; ratios are ours / peer.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bot.desk import Desk
from bot.scripts import load_conversations
from corpus.library import SHIPPED, Library
from index.search import Search
from index.tokens import segmented_words

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "phòng chống thiên tai được nhắc ở đâu?"
STOCK = """
import sys
from rank_bm25 import BM25Okapi
from underthesea import word_tokenize
from corpus.library import SHIPPED, Library
passages = Library.load(SHIPPED).passages
bm25 = BM25Okapi([word_tokenize(p.text.lower()) for p in passages])
scores = bm25.get_scores(word_tokenize(sys.argv[1].lower()))
print(passages[int(scores.argmax())].text)
"""


def in_process(ask: Callable[[int, str], object], messages: list[str], rounds: int) -> list[float]:
    """Milliseconds of every question over all rounds, after one to warm up."""
    spent = []
    for round_number in range(rounds + 1):
        for number, message in enumerate(messages):
            began = time.perf_counter()
            ask(round_number * len(messages) + number, message)
            if round_number:
                spent.append((time.perf_counter() - began) * 1e3)
    return sorted(spent)


def from_command_line(command: list[str], rounds: int) -> float:
    """Seconds from start to end of `command`: the median, after one run to warm up."""
    spent = []
    for round_number in range(rounds + 1):
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)  # noqa: S603
        if round_number:
            spent.append(time.perf_counter() - began)
    return statistics.median(spent)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    library = Library.load(SHIPPED)
    desk = Desk(Search(library))
    conversations = load_conversations([ROOT / "tests" / "conversations"])
    messages = [turn.user for c in conversations for turn in c.turns if turn.user]
    from rank_bm25 import BM25Okapi

    stock = BM25Okapi([segmented_words(passage.text) for passage in library.passages])
    ours = in_process(lambda n, text: desk.reply(f"chat {n}", text), messages, rounds)
    peer = in_process(
        lambda _, text: stock.get_scores(segmented_words(text)).argmax(), messages, rounds
    )
    print(f"in process, {len(messages)} messages x {rounds} rounds (ms)")
    for name, at in (("p50", 0.5), ("p99", 0.99)):
        a, b = ours[int(len(ours) * at)], peer[int(len(peer) * at)]
        print(f"  {name}: giaoban {a:.2f}, stock {b:.2f}, ratio {a / b:.2f}")
    a = from_command_line([sys.executable, "-m", "bot.cli", "ask", QUESTION], rounds)
    b = from_command_line([sys.executable, "-c", STOCK, QUESTION], rounds)
    print("from the command line (s)")
    print(f"  giaoban {a:.2f}, stock {b:.2f}, ratio {a / b:.2f}")


if __name__ == "__main__":
    main()
