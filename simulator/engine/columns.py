"""Numbers of one draw or of a block of draws, in the rows of `simulator.engine.keys`.

A column is told by its parts: arrays (..., axes of the rows) that follow one another, years
innermost. They are laid down in the room of the column, (..., row), in one pass.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.axes import REFERENCES
from simulator.engine.clock import Books
from simulator.engine.kept import kept
from simulator.engine.keys import (
    Frame,
    case_lines,
    compared_indicators,
    shown_indicators,
    shown_services,
    used_services,
)
from simulator.engine.ledger import OF_ACCOUNT
from simulator.engine.outcomes import Outcomes
from simulator.equity.equality_table import equality_values
from simulator.inputs.arrays import FACILITY, WORKFORCE, Booleans, Floats, Integers
from simulator.inputs.case import Case
from simulator.population.projection import PopulationPath
from simulator.units import FEN_PER_YUAN


class ByCell(NamedTuple):
    """Numbers of some pairs of area and indicator and some references; the others have none."""

    field: Floats
    """Shape (..., cell, year)."""
    pair: Integers
    """Shape (cell,), as is reference."""
    reference: Integers
    shape: tuple[int, ...]
    """Of all: (..., pair, year, reference)."""

    def lay_down(self, place: Floats) -> None:
        """Write all into a place of ``shape``."""
        place[...] = np.nan
        place.swapaxes(-1, -2)[..., self.pair, self.reference, :] = self.field


Array = NDArray[np.generic]
Parts = Sequence[Array | ByCell]
Columns = Mapping[str, Parts]
FLOWS = ("births", "deaths", "net_migration")
STOCKS = (
    "standing",
    "available",
    "in_pipeline",
    "commissioned",
    "retired",
    "recruited",
    "graduated",
    "adjusted",
)
USE = ("need", "demand", "use", "idle", "unmet")
VERDICTS = ("schedule_value", "value", "met", "met_as_printed", "shortfall", "completion")


class Told(NamedTuple):
    """What there is to tell, of one draw or with a leading axis of draws."""

    found: Outcomes
    path: PopulationPath
    groups: Floats
    """Residents (..., year, region, sex, group)."""
    books: Books
    ledger: Integers
    """Signed fen. Shape (..., region and the province's treasury, year, line)."""


def all_columns(frame: Frame, told: Told) -> dict[str, Columns]:
    """Return the columns of all tables that hold numbers, by table."""
    return {
        "indicators": indicator_columns(frame, told.found),
        "population": population_columns(told.groups),
        "population_flows": flow_columns(told.path),
        "stocks": stock_columns(frame, told.books),
        "use": use_columns(frame, told.books),
        "ledger": ledger_columns(frame, told.ledger),
        "verdicts": verdict_columns(told.found),
        "gaps": gap_columns(frame, told.found),
        "equity": equity_columns(told.found),
    }


def lay_down(parts: Parts, room: Floats) -> None:
    """Write the parts of a column into its room (..., row)."""
    start = 0
    for part in parts:
        axes = part.shape[room.ndim - 1 :]
        end = start + math.prod(axes)
        place = room[..., start:end].reshape(*room.shape[:-1], *axes)
        if isinstance(part, ByCell):
            part.lay_down(place)
        else:
            place[...] = part
        start = end


def n_rows(parts: Parts, n_leading: int) -> int:
    """Return how many rows a column has."""
    return sum(math.prod(part.shape[n_leading:]) for part in parts)


def indicator_columns(frame: Frame, found: Outcomes) -> Columns:
    """Return the value of every shown indicator."""
    area, indicator = np.nonzero(shown_indicators(frame))
    return {"value": [found.series.value[..., area, indicator, :]]}


def population_columns(groups: Floats) -> Columns:
    """Return the residents; ``groups`` has shape (..., year, region, sex, group)."""
    cities = np.moveaxis(groups, -4, -1)  # region, sex, group, year
    return {"value": [cities, np.moveaxis(groups.sum(axis=-3), -3, -1)]}


def flow_columns(path: PopulationPath) -> Columns:
    """Return births, deaths and net migration (..., year, region)."""
    flows = {name: np.asarray(getattr(path, name)) for name in FLOWS}
    return {name: [np.swapaxes(flow, -1, -2), flow.sum(axis=-1)] for name, flow in flows.items()}


def stock_columns(frame: Frame, books: Books) -> Columns:
    """Return the stocks of facilities and staff."""
    return _by_service(books, STOCKS, shown_services(frame, (FACILITY, WORKFORCE)))


def use_columns(frame: Frame, books: Books) -> Columns:
    """Return need, demand, use, idle and unmet units."""
    return _by_service(books, USE, used_services(frame))


def _by_service(books: Books, names: tuple[str, ...], shown: Booleans) -> Columns:
    """Return (..., year, region, service) by shown (area, service), the province last."""
    region, service = np.nonzero(shown[:-1])
    of_province = np.flatnonzero(shown[-1])
    columns = {}
    for name in names:
        units = getattr(books, name)
        province = np.add.reduce(units, axis=-2).swapaxes(-1, -2)
        cities = units.swapaxes(-3, -1)[..., service, region, :]
        columns[name] = [cities, province[..., of_province, :]]
    return columns


@kept
def lines_of_accounts(case: Case) -> Booleans:
    """Return which lines of the ledger belong to an account and to no service."""
    return np.array([line.category in OF_ACCOUNT for line in case_lines(case)])


def ledger_columns(frame: Frame, fen: Integers) -> Columns:
    """Return the ledger in yuan: cities, provincial treasury, all cities, the treasury again."""
    treasury = fen[..., -1, :, :][..., lines_of_accounts(frame.case)]
    blocks = fen, fen[..., :-1, :, :].sum(axis=-3), treasury
    return {"yuan": [block / FEN_PER_YUAN for block in blocks]}


def verdict_columns(found: Outcomes) -> Columns:
    """Return the verdicts of the rows the model moves; the others say nothing."""
    told = found.verdicts
    silent = np.full(
        (*told.value.shape[:-2], found.yardstick.n_silent, told.value.shape[-1]), np.nan
    )
    met = {
        name: np.where(getattr(told, name) < 0, np.nan, getattr(told, name))
        for name in ("met", "met_as_printed")
    }
    return {name: [met.get(name, getattr(told, name)), silent] for name in VERDICTS}


def gap_columns(frame: Frame, found: Outcomes) -> Columns:
    """Return the gaps in rows of area, indicator, year and reference."""
    shown, measured, effects = compared_indicators(frame), found.measured, found.measured.effects
    pairs = np.nonzero(shown)
    *leading, _, _, width = found.series.value.shape
    rows = (*leading, pairs[0].size, width, len(REFERENCES))
    for_all = {
        "value": found.series.value,
        "base_value": measured.base_value,
        "weight_in_province": measured.weight_in_province,
        "capacity_effect": effects.capacity,
        "population_effect": effects.population,
    }

    def alike(field: Floats) -> Array:
        """Return a field for all references."""
        return np.broadcast_to(field[..., *pairs, :, None], rows)

    cells = measured.cells
    position = np.cumsum(shown).reshape(shown.shape)[cells.area, cells.indicator] - 1
    return {
        **{name: [alike(field)] for name, field in for_all.items()},
        **{
            name: [ByCell(field, position, cells.reference, rows)]
            for name, field in measured.by_cell._asdict().items()
        },
    }


def equity_columns(found: Outcomes) -> Columns:
    """Return the measures of inequality."""
    return {"value": [equality_values(found.equality)]}
