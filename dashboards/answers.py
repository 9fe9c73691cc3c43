"""Answers of this server: the same question, asked again by anyone, is answered at once.

What is longest not asked for goes. Keys hold all that decides an answer.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import TypeVar

MOST = 48
"""Answers that are kept; one of the whole province holds about 3 MB."""

Answer = TypeVar("Answer")
_kept: OrderedDict[Hashable, object] = OrderedDict()
_lock = Lock()


def known(key: Hashable) -> object | None:
    """Return the answer to a question, None where it is not kept."""
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
        return _kept.get(key)


def keep(key: Hashable, answer: Answer) -> Answer:
    """Keep an answer and return it."""
    with _lock:
        _kept[key] = answer
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return answer
