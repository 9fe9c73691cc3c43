"""How long a text is and where its lines break, for what no program breaks by itself."""

from __future__ import annotations

import re

LATIN = 0.55
"""Width of a Latin letter beside a Chinese one."""
FIRST_CHINESE = "⺀"
NEVER_FIRST = "，。；：、）"
"""What no line begins with."""


def long(text: str) -> float:
    """Return how many Chinese letters are as long as a text.

    >>> long("床位"), long("beds")
    (2.0, 2.2)
    """
    return sum((1.0 if letter > FIRST_CHINESE else LATIN for letter in text), 0.0)


def in_lines(text: str, wide: float) -> str:
    r"""Return text in lines of at most ``wide`` Chinese letters; Latin words stay whole.

    >>> in_lines("床位数2025年", 4)
    '床位数\n2025年'
    """
    return "\n".join(_broken(line, wide) for line in text.split("\n"))


def _broken(text: str, wide: float) -> str:
    lines, taken = [""], 0.0
    for word in re.findall(r"[\x21-\u2e7f]+|.", text):
        if taken + long(word) > wide and word not in NEVER_FIRST:
            lines.append("")
            taken = 0.0
        lines[-1] += word
        taken += long(word)
    return "\n".join(line.strip() for line in lines)


def in_halves(title: str, wide: float) -> str:
    """Return a title on one line, or on two of like length where it is longer than ``wide``."""
    width = long(title)
    if width <= wide:
        return title
    taken = 0.0
    for place, letter in enumerate(title):
        taken += long(letter)
        if taken >= width / 2 and (letter > FIRST_CHINESE or letter == " "):
            return f"{title[: place + 1].rstrip()}\n{title[place + 1 :].lstrip()}"
    return title
