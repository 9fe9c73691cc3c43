"""The values of one draw, in the rows of `simulator.engine.keys`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from simulator.axes import CATEGORIES, EVENTS, PROVINCIAL_TREASURY
from simulator.engine.clock import Books
from simulator.engine.keys import (
    Frame,
    case_lines,
    compared_indicators,
    shown_indicators,
    shown_services,
    used_services,
)
from simulator.engine.ledger import OF_ACCOUNT
from simulator.engine.lived import Lived, Projects
from simulator.equity import reference_values, verdicts
from simulator.equity.gaps import Gaps
from simulator.equity.status import STATUSES
from simulator.eventlog import NONE
from simulator.inputs.arrays import FACILITY, WORKFORCE, Floats, Integers
from simulator.inputs.case import Case
from simulator.population.projection import PopulationPath
from simulator.projects.table import LOT
from simulator.results.frames import RunTables
from simulator.units import FEN_PER_YUAN

Values = dict[str, NDArray[np.generic]]
NOT_MODELLED = "not_modelled"


class Draw(NamedTuple):
    """One draw after it was lived."""

    path: PopulationPath
    groups: Floats
    """Residents (year, region, sex, group)."""
    lived: Lived


def run_tables(frame: Frame, draw: Draw) -> RunTables:
    """Return all tables of one draw."""
    return RunTables(
        {
            "indicators": indicator_values(frame),
            "population": {"value": whole(draw.groups, axis=1).transpose(1, 2, 3, 0).reshape(-1)},
            "population_flows": flow_values(draw.path),
            "stocks": stock_values(frame, draw.lived.books),
            "use": use_values(frame, draw.lived.books),
            "ledger": ledger_values(frame, draw.lived.ledger),
            "verdicts": verdict_values(frame),
            "gaps": gap_values(frame),
            "equity": {"value": frame.found.equity.value},
        },
        event_columns(frame, draw.lived),
    )


def whole(array: NDArray[np.generic], *, axis: int) -> NDArray[np.generic]:
    """Return an array with the sum over cities appended as the province."""
    return np.concatenate([array, array.sum(axis=axis, keepdims=True)], axis=axis)


def indicator_values(frame: Frame) -> Values:
    """Return the value of every shown indicator."""
    return {"value": frame.found.series.value[shown_indicators(frame)].reshape(-1)}


def flow_values(path: PopulationPath) -> Values:
    """Return births, deaths and net migration by region and year."""
    return {
        name: whole(getattr(path, name), axis=1).T.reshape(-1)
        for name in ("births", "deaths", "net_migration")
    }


def stock_values(frame: Frame, books: Books) -> Values:
    """Return the stocks of facilities and staff."""
    shown = shown_services(frame, (FACILITY, WORKFORCE))
    names = (
        "standing",
        "available",
        "in_pipeline",
        "commissioned",
        "retired",
        "recruited",
        "graduated",
    )
    return {name: _by_service(getattr(books, name), shown) for name in names}


def use_values(frame: Frame, books: Books) -> Values:
    """Return need, demand, use, idle and unmet units."""
    shown = used_services(frame)
    return {
        name: _by_service(getattr(books, name), shown)
        for name in ("need", "demand", "use", "idle", "unmet")
    }


def _by_service(units: Integers, shown: NDArray[np.bool_]) -> Floats:
    """Return (year, region, service) as rows of shown (area, service), years innermost."""
    return np.moveaxis(whole(units, axis=1), 0, -1)[shown].reshape(-1).astype(np.float64)


def ledger_values(frame: Frame, fen: Integers) -> Values:
    """Return the ledger in yuan: cities, provincial treasury, all cities, the treasury again."""
    lines = case_lines(frame.case)
    of_account = np.array([line.category in OF_ACCOUNT for line in lines])
    blocks = fen, fen[:-1].sum(axis=0), fen[-1][:, of_account]
    return {"yuan": np.concatenate([block.reshape(-1) for block in blocks]) / FEN_PER_YUAN}


def verdict_values(frame: Frame) -> Values:
    """Return the verdicts of the rows the model moves; the others say nothing."""
    found, width = frame.found.verdicts, len(frame.years)
    n_silent = sum(not one.simulated for one in frame.case.judged) * width

    def numbers(array: NDArray[np.generic]) -> Floats:
        return np.concatenate([array.reshape(-1).astype(np.float64), np.full(n_silent, np.nan)])

    def decided(codes: NDArray[np.int8]) -> Floats:
        return numbers(np.where(codes < 0, np.nan, codes))

    status = np.array(STATUSES, dtype=object)[found.status].reshape(-1)
    silent = np.full(n_silent, "undecidable", dtype=object)
    flags = _flag_names(found.flags.reshape(-1), verdicts.FLAGS)
    return {
        "schedule_value": numbers(found.schedule_value),
        "value": numbers(found.value),
        "met": decided(found.met),
        "met_as_printed": decided(found.met_as_printed),
        "shortfall": numbers(found.shortfall),
        "completion": numbers(found.completion),
        "schedule_status": np.concatenate([status, silent]),
        "flags": np.concatenate([flags, np.full(n_silent, NOT_MODELLED, dtype=object)]),
    }


def gap_values(frame: Frame) -> Values:
    """Return the gaps in rows of area, indicator, year and reference."""
    shown, gaps = compared_indicators(frame), frame.found.gaps

    def rows(array: NDArray[np.generic]) -> NDArray[np.generic]:
        chosen: NDArray[np.generic] = np.swapaxes(array[shown], -1, -2).reshape(-1)
        return chosen

    numbers = [name for name in Gaps._fields if name not in ("flags", "best_area")]
    values: Values = {name: rows(getattr(gaps, name)).astype(np.float64) for name in numbers}
    values["flags"] = _flag_names(rows(gaps.flags), reference_values.FLAGS)
    return values


def _flag_names(bits: NDArray[np.generic], names: tuple[str, ...]) -> NDArray[np.generic]:
    """Return the names of the bits that are set, joined by spaces."""
    codes, position = np.unique(bits, return_inverse=True)
    texts = [
        " ".join(name for bit, name in enumerate(names) if int(code) >> bit & 1) for code in codes
    ]
    return np.array(texts, dtype=object)[position]


def project_names(case: Case, projects: Projects) -> list[str]:
    """Return the name of every project by row: the reserve's, else region-service-serial."""
    columns = (column.tolist() for column in projects)
    services, reserve = tuple(case.services), tuple(case.reserve.projects)
    return [
        f"{case.cities[region]}-{services[service]}-{serial}" if name == LOT else reserve[name]
        for region, service, serial, name in zip(*columns, strict=True)
    ]


def event_columns(frame: Frame, lived: Lived) -> Values:
    """Return the columns of the table events, in the order things happened; none if not kept."""
    case, events = frame.case, lived.events
    if events is None:
        return {}
    accounts, regions = case.accounts, (*case.cities, PROVINCIAL_TREASURY)

    def text(names: list[str] | tuple[str, ...], codes: NDArray[np.int64]) -> NDArray[np.generic]:
        return np.array([*names, ""], dtype=object)[codes]

    fund = np.array([*(account.fund for account in accounts), ""], dtype=object)[events["account"]]
    unbudgeted = (events["account"] == NONE) & (events["category"] != NONE)
    capital = np.isin(
        events["category"], [CATEGORIES.index(name) for name in ("capital", "social_capital")]
    )
    fund = np.where(unbudgeted, np.where(capital, "social_capital", "service_income"), fund)
    domains = [service.domain for service in case.services.values()]
    names = text(tuple(case.services), events["service"])
    of_account = text([account.domain for account in accounts], events["account"])
    return {
        "month": events["month"].astype(np.int32),
        "phase": events["phase"].astype(np.int32),
        "region": text(regions, events["region"]),
        "service": names,
        "project": text(project_names(case, lived.projects), events["project"]),
        "tier": np.where(
            unbudgeted, "city", text([account.tier for account in accounts], events["account"])
        ),
        "fund": fund,
        "domain": np.where(of_account == "", text(domains, events["service"]), of_account),
        "event": text(EVENTS, events["event"]),
        "category": text(CATEGORIES, events["category"]),
        "units": events["units"],
        "yuan": events["fen"] / FEN_PER_YUAN,
    }
