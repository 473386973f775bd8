"""Building something large without holding up who is answered meanwhile."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection inside; and what was made is left out of every later one.

    A full collection walks every object there is while nobody is answered: tens of milliseconds
    for a small library, seconds for a large one. An edition has no cycles, so it is freed without.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if enabled:
            gc.enable()
