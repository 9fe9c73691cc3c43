"""Texts of one draw: what stands in words in its tables, and its events."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from simulator.axes import CATEGORIES, EVENTS, PROVINCIAL_TREASURY
from simulator.engine.keys import Frame, compared_indicators
from simulator.engine.lived import Lived, Projects
from simulator.equity import reference_values, verdicts
from simulator.equity.status import STATUSES
from simulator.eventlog import NONE
from simulator.inputs.case import Case
from simulator.projects.table import LOT
from simulator.units import FEN_PER_YUAN

Texts = NDArray[np.object_]
NOT_MODELLED = "not_modelled"


def verdict_texts(frame: Frame) -> dict[str, Texts]:
    """Return status and flags of the rows the model moves; the others say that it does not."""
    found = frame.found.verdicts
    n_silent = frame.found.yardstick.n_silent * found.value.shape[-1]

    def with_silent(texts: Texts, silent: str) -> Texts:
        return np.concatenate([texts.reshape(-1), np.full(n_silent, silent, dtype=object)])

    status = np.array(STATUSES, dtype=object)[found.status]
    return {
        "schedule_status": with_silent(status, "undecidable"),
        "flags": with_silent(flag_names(found.flags, verdicts.FLAGS), NOT_MODELLED),
    }


def gap_texts(frame: Frame) -> dict[str, Texts]:
    """Return the flags of the gaps in rows of area, indicator, year and reference."""
    bits = np.swapaxes(frame.found.gap_flags[compared_indicators(frame)], -1, -2)
    return {"flags": flag_names(bits.reshape(-1), reference_values.FLAGS)}


def flag_names(bits: NDArray[np.integer], names: tuple[str, ...]) -> Texts:
    """Return the names of the bits that are set, joined by spaces."""
    return np.take(all_flag_names(names), bits)


@cache
def all_flag_names(names: tuple[str, ...]) -> Texts:
    """Return the names of all combinations of bits, in the order of their numbers."""
    texts = [
        " ".join(name for bit, name in enumerate(names) if code >> bit & 1)
        for code in range(1 << len(names))
    ]
    return np.array(texts, dtype=object)


def project_names(case: Case, projects: Projects) -> list[str]:
    """Return the name of every project by row: the reserve's, else region-service-serial."""
    columns = (column.tolist() for column in projects)
    services, reserve = tuple(case.services), tuple(case.reserve.projects)
    return [
        f"{case.cities[region]}-{services[service]}-{serial}" if name == LOT else reserve[name]
        for region, service, serial, name in zip(*columns, strict=True)
    ]


def event_columns(frame: Frame, lived: Lived) -> dict[str, NDArray[np.generic]]:
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
