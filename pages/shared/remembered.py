"""Answers worked out once for every session, and kept as they are, so that nothing is packed and unpacked.

The framework's own caches make a copy of an answer at each view and look through its arguments value by value; that was
a third of a warm view. Whatever is kept here is frozen, and its key holds all that it depends on.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from threading import Lock
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class _Slot(Generic[T]):
    """The place of one answer; whoever comes while it is worked out waits for it."""

    __slots__ = ("filled", "lock", "value")

    def __init__(self) -> None:
        self.lock, self.filled = Lock(), False
        self.value: T

    def ask(self, work: Callable[[], T]) -> T:
        """The answer; a refusal isn't kept, so that the next one who comes asks again."""
        if not self.filled:
            with self.lock:
                if not self.filled:
                    self.value = work()
                    self.filled = True
        return self.value


_forgetting: list[Callable[[], None]] = []


def remembered(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Remember the answers to the ``most`` questions that were last asked, each told by all of its arguments."""

    def made(function: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(maxsize=most)
        def place(*about: Hashable) -> _Slot[T]:
            return _Slot()

        @wraps(function)
        def answer(*about: P.args, **more: P.kwargs) -> T:
            return place(*about, *more.items()).ask(lambda: function(*about, **more))

        _forgetting.append(place.cache_clear)
        return answer

    return made


def forget() -> None:
    """Forget every answer, as a test does that begins with another database at the same address."""
    for each in _forgetting:
        each()
