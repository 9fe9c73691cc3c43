"""Names that people give, as a list, a picture or a heading can hold them."""

from __future__ import annotations

import re

LONGEST = 60
"""Letters of a name that are shown."""
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
"""Characters that nobody sees: controls, no width, and those that turn the reading direction."""


def shown(name: str) -> str:
    r"""Return a name on one line, cut where it is longer than `LONGEST`, nothing unseen in it.

    >>> shown("a\u202eb\nc"), len(shown("长" * 99))
    ('ab c', 61)
    """
    seen = " ".join(UNSEEN.sub("", name).split())
    return seen if len(seen) <= LONGEST else f"{seen[:LONGEST]}…"
