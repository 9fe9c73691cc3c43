"""Doubts about residents: counts and ratios that imply others, and breaks of the census."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.inputs.doubts.doubt import Change, Doubt, Ground, Print, cell_name, cell_print
from simulator.inputs.plan_file import AlsoPrinted
from simulator.inputs.plans import Plan, PlanRow

RESIDENTS = "resident_population"
APART = 0.01
"""Share from which on implied and observed residents differ."""


def implied(ground: Ground) -> Iterator[Doubt]:
    """Yield counts that, over the ratio printed for the same year, imply other residents."""
    for plan in ground.params.plans.values():
        seen = ground.series.latest(plan.region, RESIDENTS, plan.base_year)
        for row in plan.rows if seen else ():
            about = ground.params.indicators.get(row.indicator or "")
            if about is None or about.denominator != "total":
                continue
            for other in row.doubt.also_printed if row.doubt else ():
                cell = row.base if other.cell == "base" else row.target
                if seen and cell.value and other.unit != cell.unit:
                    people = other.value / cell.value * about.per
                    if abs(people / seen.value - 1) > APART:
                        yield _implied(plan, row, other, (people, seen.value))


def _implied(plan: Plan, row: PlanRow, other: AlsoPrinted, people: tuple[float, float]) -> Doubt:
    """Return the doubt; ``people`` are the implied and the observed residents."""
    side, base = other.cell, other.cell == "base"
    cell = row.base if base else row.target
    ratio = (cell.value or 0.0) * people[0] / people[1]
    change = Change(cell_name(plan, row, side), ratio, cell.comparator)
    return Doubt(
        id=f"{plan.region}.{row.id}" + ("" if base else f".implied.{side}"),
        kind="implied_population",
        severity="high",
        found_by="check",
        region=plan.region,
        indicator=row.indicator,
        first=Print(other.place.document, other.as_printed, other.place.line),
        second=cell_print(plan, row, cell),
        act="takes_count" if base else "takes_table",
        changes=() if base else (change,),
        args={"implied": f"{people[0] / 1e4:.1f}", "observed": f"{people[1] / 1e4:.1f}"},
    )


def basis_unknown(ground: Ground) -> Iterator[Doubt]:
    """Yield plans that do not say which residents their ratios use, where both were published."""
    for plan in ground.params.plans.values():
        basis = plan.residents_basis
        if basis is None or basis.value != "unknown":
            continue
        counts = ground.series.of(plan.region, RESIDENTS)
        before = [one for one in counts if one.basis == "pre_census" and one.year < plan.base_year]
        after = [one for one in counts if one.basis == "post_census"]
        after = [one for one in after if one.year == plan.base_year]
        if before and after:
            yield Doubt(
                id=f"{plan.region}.residents_basis",
                kind="basis",
                severity="high",
                found_by="check",
                region=plan.region,
                indicator=None,
                first=Print(before[-1].source, f"{before[-1].value / 1e4:.15g}万人"),
                second=Print(after[-1].source, f"{after[-1].value / 1e4:.15g}万人"),
                act="takes_residents",
                changes=tuple(_on_residents(ground, plan, before[-1].value / after[-1].value)),
                args={"letter": "residents", "year": str(before[-1].year)},
            )


def _on_residents(ground: Ground, plan: Plan, factor: float) -> Iterator[Change]:
    """Yield the plan's simulated base ratios as if they were per resident of before."""
    for row in plan.rows:
        about = ground.params.indicators.get(row.indicator or "")
        per_resident = about is not None and about.simulated and about.denominator == "total"
        if per_resident and row.base.value is not None:
            yield Change(cell_name(plan, row, "base"), row.base.value * factor)


def growth_across_the_census(ground: Ground) -> Iterator[Doubt]:
    """Yield printed growth of ratios from a year before the census revision to one after it.

    Where counts and residents of both vintages are known, growth on the revised residents
    stands beside the print.
    """
    for name, service in ground.params.services.items():
        if service.growth is None:
            continue
        parameter = ground.params.parameters[service.growth]
        for region in ("henan", *parameter.regions):
            one = parameter.of("" if region == "henan" else region)
            if one.grade == "stated" and one.place is not None:
                yield from _revised(
                    ground,
                    name,
                    region,
                    one.value,
                    Print(one.place.document, one.as_printed or "", one.place.line),
                )


def _revised(
    ground: Ground, service: str, region: str, printed: float, where: Print
) -> Iterator[Doubt]:
    """Yield the growth that counts and revised residents give, where it is another."""
    series, indicator = ground.series, ground.params.services[service].indicator
    counts = [series.latest(region, service, year) for year in (2015, 2020)]
    people = [
        next((p for p in reversed(series.of(region, RESIDENTS, year)) if p.basis == basis), None)
        for year, basis in ((2015, "post_census"), (2020, "post_census"))
    ]
    if None in counts or None in people:
        return
    first, last = (c.value / p.value for c, p in zip(counts, people, strict=True) if c and p)
    growth = round((last / first - 1) * 100, 1)
    if growth != printed:
        parameter = ground.params.services[service].growth or ""
        name = parameter if region == "henan" else f"{parameter}.{region}"
        yield Doubt(
            id=f"{region}.{indicator}.growth",
            kind="basis",
            severity="high",
            found_by="check",
            region=region,
            indicator=indicator,
            first=where,
            second=Print(counts[0].source if counts[0] else "", f"{growth:g}%"),
            act="takes_growth",
            changes=(Change(name, growth),),
        )
