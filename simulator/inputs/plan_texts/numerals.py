"""The ledger of a document's numerals: which of them were read, and as what.

``params/numerals/<document>.csv`` holds line and numeral of every figure of the archived text,
without the words around it; it is made from the text by `numerals_of` and a test compares the
two. Dates, numbers of paragraphs and boxes and numbers of documents are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import pandas as pd

from simulator.errors import Problem, place
from simulator.inputs.plan_texts.readings import Reading
from simulator.inputs.shipped import ParamsTree

FOLDER = "numerals"
COLUMNS = ("line", "numeral")

_NUMERAL = re.compile(r"\d+(?:\.\d+)?")
_NO_FIGURES = re.compile(
    r"(?:19|20)\d{2}-\d{2}-\d{2}"
    r"|(?<![\d.])(?:19|20)\d{2}(?![\d.])"  # years
    r"|\d{1,2}月(?:\d{1,2}日)?"
    r"|专栏\s*\d+"
    r"|〔\d+〕\s*\d+"
    r"|^\s*[（(]?\d+[)）.．、]"
)


class Numeral(NamedTuple):
    """One numeral of a text."""

    line: int
    text: str


def numerals_of(text: str) -> list[Numeral]:
    r"""Return the numerals of an archived text that may be figures, in its order.

    >>> numerals_of("专栏1\n1.到2025年，建成17所学校，占76%")
    [Numeral(line=2, text='17'), Numeral(line=2, text='76')]
    """
    return [
        Numeral(number, found)
        for number, line in enumerate(text.split("\n"), start=1)
        for found in _NUMERAL.findall(_NO_FIGURES.sub(" ", line))
    ]


LAST_LINE = 100_000


def load_numerals(tree: ParamsTree) -> tuple[dict[str, list[Numeral]], list[Problem]]:
    """Return the ledger of each document by its id, and all problems."""
    found: dict[str, list[Numeral]] = {}
    problems = []
    for relative in tree.folder(FOLDER, ".csv"):
        table = pd.read_csv(tree.files[relative], dtype=str, keep_default_na=False)
        if tuple(table.columns) != COLUMNS:
            args = {"columns": ", ".join(COLUMNS)}
            problems.append(Problem("O101", place(tree.shown(relative), 1), args))
            continue
        rows = list(table.itertuples(index=False))
        for at, (line, _) in enumerate(rows, start=2):
            if not line.isdecimal():
                args = {"found": line, "low": "1", "high": f"{LAST_LINE:,}"}
                problems.append(Problem("P423", place(tree.shown(relative), at, "line"), args))
        name = relative.split("/")[-1].removesuffix(".csv")
        found[name] = [Numeral(int(line), text) for line, text in rows if line.isdecimal()]
    return found, problems


def unread(ledger: list[Numeral], reading: Reading) -> list[Numeral]:
    """Return the numerals outside the table that no statement, project or exception quotes.

    A numeral counts as read as often as the passages quoted from its line hold it, each
    passage once and none that lies within another.
    """
    first, last = reading.table or (0, -1)
    quoted: dict[int, set[str]] = {}
    for line, passage in reading.passages():
        quoted.setdefault(line, set()).add(passage)
    left = {line: Counter(_outermost(passages)) for line, passages in quoted.items()}
    missing = []
    for numeral in ledger:
        if first <= numeral.line <= last:
            continue
        counts = left.get(numeral.line, Counter())
        if counts[numeral.text] > 0:
            counts[numeral.text] -= 1
        else:
            missing.append(numeral)
    return missing


def _outermost(passages: set[str]) -> list[str]:
    """Return the numerals of the passages that lie within no other."""
    return [
        text
        for passage in passages
        if not any(passage in other for other in passages - {passage})
        for text in _NUMERAL.findall(passage)
    ]
