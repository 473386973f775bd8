"""Kill a writer of the library's versions N times, and say what was found each time.

python tests/benchmarks/killed.py [N] [SEED]      200 kills unless told
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.corpus.killing import kills


def main(count: int, seed: int) -> int:
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for kill in kills(Path(folder) / "library", count, seed):
            seen["kills"] += 1
            seen["moves announced"] += kill.moves
            seen["kills that left half-written files"] += kill.leftovers > 0
            where = "old" if kill.opened == kill.moving[0] else "new"
            seen[f"opened at the {where} version" if kill.opened else "did not open"] += 1
            if kill.wrong:
                seen["wrong"] += 1
                print("wrong:", kill.wrong)
    for what, times in seen.items():
        print(f"{what:40} {times}")
    return 1 if seen["wrong"] else 0


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:3]]
    sys.exit(main(*[*numbers, *(200, 7)[len(numbers) :]]))
