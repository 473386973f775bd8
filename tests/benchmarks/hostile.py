"""How long hostile messages take, those of tests/bot/test_hostile.py: nobody should wait for one.

    python tests/benchmarks/hostile.py [--slowest N]

One desk, in process, each message once and in its turn, for a second time would find much in
caches. Milliseconds from message to reply; says what the machine was doing besides.
"""

import argparse
import os
import time

from tests.bot import hostile
from tests.bot.shipped import new_desk

GLIMPSE = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--slowest", type=int, default=10)
    slowest = parser.parse_args().slowest
    messages = list(hostile.all_messages())
    desk = new_desk()
    spent: list[tuple[float, str]] = []
    for message in messages:
        began = time.perf_counter()
        desk.reply(message.chat, message.text)
        spent.append(((time.perf_counter() - began) * 1e3, message.text))
    spent.sort(reverse=True)
    longest = max(len(text) for _, text in spent)
    print(f"{len(spent)} messages, the longest of {longest} characters (ms)")
    for name, share in (("p50", 0.5), ("p99", 0.01), ("max", 0)):
        print(f"  {name}: {spent[int(len(spent) * share)][0]:.2f}")
    print(f"the slowest {slowest}, in ms and characters")
    for took, text in spent[:slowest]:
        print(f"  {took:8.1f} {len(text):7}  {text[:GLIMPSE]!r}")
    print("load average", *(f"{load:.2f}" for load in os.getloadavg()))


if __name__ == "__main__":
    main()
