"""Numbers in a Chinese wording, in Arabic digits or in words."""

from __future__ import annotations

import re
import unicodedata

SCALES = {"万亿": 10**12, "亿": 10**8, "万": 10**4, "千": 10**3}
"""Words that multiply the number before them."""

TIMES = {"刻钟": 15.0, "半小时": 30.0}
"""Usual words for a quarter and half an hour [minute]."""

_NUMBER = re.compile(
    r"(\d+(?:\.\d+)?|[一二两三四五六七八九十][零一二两三四五六七八九十百千]*)\s*(万亿|亿|万|千)?"
)

_CLAUSE = re.compile(r"[，,；;。]")


def quantities(printed: str) -> frozenset[float]:
    """Return every number of a wording, as it stands and multiplied by its 万 or 亿.

    Full- and half-width signs count as the same here; what is printed is kept as it is.

    >>> sorted(quantities("七个乡镇，投入3.64万亿元"))
    [3.64, 7.0, 3640000000000.0]
    """
    import cn2an  # no run reads wordings before it is done

    found = set()
    for number, scale in _NUMBER.findall(unicodedata.normalize("NFKC", printed)):
        try:
            value = float(cn2an.cn2an(number, "smart"))
        except ValueError:
            continue  # a word such as 四五 or 一一, not a number
        found |= {value, round(value * SCALES.get(scale, 1), 6)}
    return frozenset(found | {minutes for word, minutes in TIMES.items() if word in printed})


def holds(printed: str, value: float) -> bool:
    """Return whether a wording holds a value.

    >>> holds("增长了31.1%、26.9%和22.6%", 26.9), holds("增长了31.1%", 26.9)
    (True, False)
    """
    return round(value, 6) in quantities(printed)


def clause(printed: str, value: float | None) -> str:
    """Return the first clause of a wording that holds a value, the whole where none does.

    >>> clause("到2025年，参保率达到97%以上，护理型床位占比达到55%以上", 55)
    '护理型床位占比达到55%以上'
    """
    parts = _CLAUSE.split(printed)
    return next((part for part in parts if value is not None and holds(part, value)), printed)
