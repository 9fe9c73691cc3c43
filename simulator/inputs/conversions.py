"""Conversions: what turns idle units of one service into units of another, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from simulator.inputs.arrays import Conversions, Integers
from simulator.inputs.durations import project_months
from simulator.inputs.envelopes import capital_costs
from simulator.inputs.services import Service
from simulator.inputs.values import Values
from simulator.units import fen

if TYPE_CHECKING:
    from simulator.inputs.case import Case


def conversions(case: Case, values: Values, draw: int, n_serials: Integers) -> Conversions:
    """Return the conversions of one draw; the funds are those of the service they feed."""
    services, names = case.as_conversions, tuple(case.services)
    capital = capital_costs(services, case.accounts, values)
    whole = np.array([fen(values.optional(one.capital)) for one in services.values()], np.int64)
    how = [one.conversion for one in services.values()]
    seed, share = case.scenario.experiment.seed, case.chosen.converted
    return Conversions(
        source=np.array([names.index(one.source) if one else -1 for one in how]),
        units=np.array([values.optional(one.units if one else None, 1.0) for one in how]),
        share=share,
        months=project_months(
            services, values, case.codes, seed, draw if share.any() else 0, n_serials=n_serials
        ),
        capital_fen=capital,
        social_fen=whole - capital.sum(axis=1),
    )


def convertible(services: Mapping[str, Service]) -> list[str]:
    """Return the services that idle units of another may become."""
    return [name for name, one in services.items() if one.conversion is not None]


def as_conversions(services: Mapping[str, Service]) -> dict[str, Service]:
    """Return the services with cost and time of their conversion, none where there is none."""
    found = {}
    for name, service in services.items():
        made = service.conversion
        capital = made and (made.capital or service.capital)
        months = made and (made.months or service.months)
        found[name] = service.model_copy(update={"capital": capital, "months": months})
    return found
