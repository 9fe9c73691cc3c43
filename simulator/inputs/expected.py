"""The numbers a check case must give: ``expected.csv`` beside its parameters."""

from __future__ import annotations

from typing import NamedTuple

from simulator.errors import InputError
from simulator.inputs.population.files import Reader
from simulator.inputs.shipped import ParamsTree

FILE = "expected.csv"
COLUMNS = ("what", "region", "subject", "year", "expected", "formula_zh", "formula_en")


class Expected(NamedTuple):
    """One number known in closed form, and how it follows in words, by language."""

    what: str
    """``table.column``; of the ledger ``ledger.category``, of gaps ``gaps.reference``
    or ``gaps.reference.column``."""
    region: str
    subject: str
    """Service, indicator, age group or domain."""
    year: int
    value: float
    formula: dict[str, str]


def load_expected(tree: ParamsTree) -> tuple[Expected, ...]:
    """Return the expected numbers in the order of their file.

    Raises
    ------
    InputError
        P260 without the file, P262 without a column, P263 for what is no number.
    """
    reader = Reader(tree)
    table = reader.table(FILE, COLUMNS)
    found = []
    for row, cells in enumerate(table.rows):
        year = reader.number(table, row, "year", least=1900.0, most=2200.0)
        value = reader.number(table, row, "expected", least=-1e15)
        if not reader.problems:
            words = {"zh": cells["formula_zh"], "en": cells["formula_en"]}
            found.append(
                Expected(cells["what"], cells["region"], cells["subject"], int(year), value, words)
            )
    if reader.problems:
        raise InputError(reader.problems)
    return tuple(found)
