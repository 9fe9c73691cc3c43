"""Doubts about residents: counts and ratios that imply others, and breaks of the census."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.axes import PROVINCE
from simulator.inputs.doubts.doubt import Change, Doubt, Ground, Print, cell_name, cell_print
from simulator.inputs.observed import Observed
from simulator.inputs.parameters import Parameter
from simulator.inputs.plan_file import AlsoPrinted
from simulator.inputs.plans import Plan, PlanRow

RESIDENTS = "resident_population"
COUNTS = (RESIDENTS, "census_population")
FIRST, LAST = 2015, 2020
"""Years between which the plans print growth."""
CENSUSES = (2010, 2020)
"""The first year lies half-way between the censuses."""
APART = 0.01
"""Share from which on implied and observed residents differ."""


def implied(ground: Ground) -> Iterator[Doubt]:
    """Yield counts that, over the ratio printed for the same year, imply other residents."""
    for plan in ground.params.plans.values():
        seen = _residents(ground, plan)
        for row in plan.rows if seen else ():
            about = ground.params.indicators.get(row.indicator or "")
            if about is None or about.denominator != "total":
                continue
            for other in row.doubt.also_printed if row.doubt else ():
                cell = row.base if other.cell == "base" else row.target
                if seen and cell.value and other.unit != cell.unit:
                    people = other.value / cell.value * about.per
                    if abs(people / seen.value - 1) > APART:
                        yield _implied(ground, plan, row, other, (people, seen.value))


def _residents(ground: Ground, plan: Plan) -> Observed | None:
    """Return the residents of the base year: at its end, else of the census in it."""
    found = (ground.series.latest(plan.region, name, plan.base_year) for name in COUNTS)
    return next((one for one in found if one is not None), None)


def _implied(
    ground: Ground, plan: Plan, row: PlanRow, other: AlsoPrinted, people: tuple[float, float]
) -> Doubt:
    """Return the doubt; ``people`` are the implied and the observed residents."""
    side, base = other.cell, other.cell == "base"
    cell = row.base if base else row.target
    ratio = (cell.value or 0.0) * people[0] / people[1]
    change = Change(cell_name(plan, row, side), ratio, cell.comparator)
    return ground.doubt(
        plan,
        row,
        "implied_population",
        ("" if base else f".implied.{side}"),
        prints=(
            Print(other.place.document, other.as_printed, other.place.line),
            cell_print(plan, row, cell),
        ),
        act="takes_count" if base else "takes_table",
        changes=() if base else (change,),
        severity="high",
        args={"implied": f"{people[0]:,.0f}", "observed": f"{people[1]:,.0f}"},
    )


def basis_unknown(ground: Ground) -> Iterator[Doubt]:
    """Yield plans that do not say which residents their ratios use, where both were published."""
    for plan in ground.params.plans.values():
        basis, after = plan.residents_basis, _residents(ground, plan)
        counts = ground.series.of(plan.region, RESIDENTS)
        before = [one for one in counts if one.basis == "pre_census" and one.year < plan.base_year]
        if basis is not None and basis.value == "unknown" and before and after is not None:
            yield Doubt(
                id=f"{plan.region}.residents_basis",
                kind="basis",
                severity="high",
                found_by="check",
                region=plan.region,
                indicator=None,
                first=_people(before[-1]),
                second=_people(after),
                act="takes_residents",
                changes=tuple(_on_residents(ground, plan, before[-1].value / after.value)),
                args={"letter": "residents", "year": str(before[-1].year)},
            )


def _people(one: Observed) -> Print:
    return Print(one.source, f"{one.value:,.0f}")


def _on_residents(ground: Ground, plan: Plan, factor: float) -> Iterator[Change]:
    """Yield the plan's simulated base ratios as if they were per resident of before."""
    for row in plan.rows:
        about = ground.params.indicators.get(row.indicator or "")
        per_resident = about is not None and about.simulated and about.denominator == "total"
        if per_resident and row.base.value is not None:
            yield Change(cell_name(plan, row, "base"), row.base.value * factor)


def growth_across_the_census(ground: Ground) -> Iterator[Doubt]:
    """Yield printed growth of ratios that mixes residents before and after the census revision.

    Beside the print stands the growth on one basis: the residents of the first year published
    after the revision, else those on the line between the two censuses.
    """
    for service in ground.params.services:
        parameter = ground.params.parameters.get(ground.params.services[service].growth or "")
        for region in (PROVINCE, *(parameter.regions if parameter else ())):
            one = parameter.of(region) if parameter else None
            if one is not None and one.grade == "stated" and one.place is not None:
                growth = _on_one_basis(ground, region, service)
                if growth is not None and abs(growth - one.value) >= 1:
                    yield _mixed(ground, region, service, one, growth)


def _on_one_basis(ground: Ground, region: str, service: str) -> float | None:
    """Return the growth of units per resident in percent; None where counts are missing."""
    first = ground.series.latest(region, service, FIRST)
    last = ground.series.latest(region, service, LAST)
    people = ground.series.latest(region, RESIDENTS, LAST)
    earlier = _revised(ground, region)
    if first is None or last is None or people is None or earlier is None:
        return None
    return round((last.value / people.value / (first.value / earlier) - 1) * 100, 1)


def _revised(ground: Ground, region: str) -> float | None:
    """Return the residents of the first year on the basis of the last census."""
    for one in ground.series.of(region, RESIDENTS, FIRST):
        if one.basis == "post_census":
            return one.value
    ends = [ground.series.latest(region, COUNTS[1], year) for year in CENSUSES]
    known = [one.value for one in ends if one is not None]
    return sum(known) / len(known) if len(known) == len(CENSUSES) else None


def _mixed(ground: Ground, region: str, service: str, one: Parameter, growth: float) -> Doubt:
    about = ground.params.services[service]
    place = one.place
    counted = ground.series.latest(region, service, FIRST)
    return Doubt(
        id=f"{region}.{about.indicator}.growth",
        kind="basis",
        severity="high",
        found_by="check",
        region=region,
        indicator=about.indicator,
        first=Print(place.document, f"{one.value:g}%", place.line) if place else Print("", ""),
        second=Print(counted.source if counted else "", f"{growth:g}%"),
        act="takes_growth",
        changes=(Change(one.name, growth),),
        args={"letter": "growth"},
    )
