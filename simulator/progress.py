"""Long work told step by step to whoever watches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import count
from typing import TypeAlias, TypeVar

Progress: TypeAlias = Callable[[int, int], None]
"""Takes how many steps are done and how many there are."""
Step = TypeVar("Step")


def counter(total: int, on_progress: Progress | None) -> Callable[[], None]:
    """Return what is called after each of ``total`` steps."""
    done = count(1)

    def tell() -> None:
        if on_progress is not None:
            on_progress(next(done), total)

    return tell


def each(steps: Collection[Step], on_progress: Progress | None) -> Iterator[Step]:
    """Yield the steps, and tell after each how many are done.

    >>> list(each("ab", print))
    1 2
    2 2
    ['a', 'b']
    """
    tell = counter(len(steps), on_progress)
    for step in steps:
        yield step
        tell()
