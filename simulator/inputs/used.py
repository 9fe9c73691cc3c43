"""Which parameters the model reads; the others are evidence that no part of it uses yet."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.inputs.parameters import Parameter
from simulator.inputs.services import Service

GENERAL = (
    "budget.bond_interest_only_years",
    "budget.bond_interest_rate",
    "budget.bond_term_years",
    "budget.carry_over_limit",
    "budget.revenue_growth",
    "durations.acceptance_share",
    "durations.approval_share",
    "durations.design_approval_share",
    "durations.land_share",
    "population.births_level_until",
    "population.life_expectancy",
    "population.life_expectancy_error",
    "population.life_expectancy_error_first",
    "population.life_expectancy_gain",
    "population.migration_damping",
    "population.migration_error_city",
    "population.migration_error_persistence",
    "population.migration_error_province",
    "population.migration_reference_years",
    "population.tfr_error",
    "population.tfr_error_first",
    "projects.approval_slots",
    "projects.construction_slots",
    "projects.drawdown_half_share",
    "projects.drawdown_start_share",
    "services.imputed_spread",
    "services.inequality_aversion",
    "services.status_ahead_margin",
    "services.status_hard_margin",
    "services.status_nearly_margin",
)
"""Parameters that concern no single service and that every run reads.

A test holds the list against what a run reads.
"""

POPULATION_2015 = "services.population_2015_share"
"""Read where a service's growth is printed as that of a ratio."""


def parameters_read(
    services: Mapping[str, Service], parameters: Mapping[str, Parameter]
) -> frozenset[str]:
    """Return the names of all parameters that a run reads.

    The correlations of groups are among them where a parameter that is read belongs to one.
    """
    named = {name for service in services.values() for name in service.parameters()}
    by_ratio = any(service.growth is not None for service in services.values())
    read = named | set(GENERAL) | ({POPULATION_2015} if by_ratio else set())
    groups = (parameters[name].group for name in read if name in parameters)
    return frozenset(read | {group.correlation for group in groups if group is not None})
