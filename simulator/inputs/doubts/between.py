"""Doubts between documents: other years' prints, observations, and figures that were copied."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from simulator.axes import PROVINCE
from simulator.inputs.doubts.doubt import (
    Change,
    Doubt,
    Ground,
    Print,
    cell_name,
    cell_print,
    said_print,
)
from simulator.inputs.doubts.within import row_cells
from simulator.inputs.observed import NATION
from simulator.inputs.plan_texts.readings import Reading
from simulator.inputs.plan_texts.statement_file import Statement
from simulator.inputs.plans import Plan, PlanRow

FALL = 1.0
"""Percentage points from which on a fall between two plans is in doubt."""
FAR = 5.0
"""Ratio of two cities' figures per resident above which unit or definition are in doubt."""


def document_against_document(ground: Ground) -> Iterator[Doubt]:
    """Yield levels of one year, region and indicator that two documents print differently."""
    said = [
        (reading, one)
        for reading in ground.readings.values()
        for one in reading.statements
        if one.indicator and one.kind == "base" and one.value is not None
    ]
    for at, (reading, one) in enumerate(said):
        for other_reading, other in said[at + 1 :]:
            if reading.document == other_reading.document:
                continue
            if _place_in_time(reading, one) != _place_in_time(other_reading, other):
                continue
            if one.value != other.value:
                yield _between(ground, reading, one, other_reading, other)


def _place_in_time(reading: Reading, said: Statement) -> tuple[object, ...]:
    region = said.region or reading.region
    return region, said.indicator, said.year, said.unit, said.accumulation


def _between(
    ground: Ground, reading: Reading, one: Statement, other_reading: Reading, other: Statement
) -> Doubt:
    known = ground.params.indicators.get(one.indicator or "")
    region = one.region or reading.region
    changes = tuple(
        Change(cell_name(plan, row, "base"), value)
        for plan in ground.params.plans.values()
        for row in plan.rows
        for document, value in (
            (reading.document, other.value),
            (other_reading.document, one.value),
        )
        if (plan.document, plan.base_year) == (document, one.year)
        and row.indicator == one.indicator
    )
    return Doubt(
        id=f"{region}.{one.indicator}.{one.year}",
        kind="between_documents",
        severity="high" if known and known.simulated else "medium",
        found_by="check",
        region=region,
        indicator=one.indicator,
        first=said_print(reading.document, one),
        second=said_print(other_reading.document, other),
        act="takes_own",
        changes=changes,
    )


def base_against_observation(ground: Ground) -> Iterator[Doubt]:
    """Yield bases that differ, as printed, from what was observed and published elsewhere."""
    for plan in ground.params.plans.values():
        for row in plan.rows:
            cell = row.base
            seen = ground.series.latest(plan.region, row.indicator or "", plan.base_year)
            if cell.value is None or seen is None or seen.unit != cell.unit:
                continue
            if seen.source == plan.document or cell.grade != "stated" or not cell.as_printed:
                continue
            if round(seen.value, max(cell.decimals or 0, 0)) != cell.value:
                yield ground.doubt(
                    plan,
                    row,
                    "between_documents",
                    ".observed",
                    prints=(cell_print(plan, row, cell), Print(seen.source, f"{seen.value:.15g}")),
                    act="takes_table",
                    changes=(Change(cell_name(plan, row, "base"), seen.value),),
                )


def fallen_since(ground: Ground) -> Iterator[Doubt]:
    """Yield shares that should rise and stand lower in a later plan's base than in an earlier."""
    plans = sorted(ground.params.plans.values(), key=lambda plan: plan.base_year)
    for earlier, later in combinations(plans, 2):
        for row in later.rows if earlier.region == later.region else ():
            about = ground.params.indicators.get(row.indicator or "")
            before = earlier.of_indicator(row.indicator or "")
            if about is None or before is None or about.direction != "higher":
                continue
            old, new = before.base.value, row.base.value
            if about.unit == "percent" and old and new and old - new >= FALL:
                yield _fallen(ground, (earlier, before), (later, row))


def _fallen(ground: Ground, old: tuple[Plan, PlanRow], new: tuple[Plan, PlanRow]) -> Doubt:
    return ground.doubt(
        new[0],
        new[1],
        "between_documents",
        ".fallen",
        prints=(cell_print(*old, old[1].base), cell_print(*new, new[1].base)),
        act="takes_own",
        changes=(Change(cell_name(*old, "base"), None),),
        args={
            "letter": "fallen",
            "before": str(old[0].base_year),
            "after": str(new[0].base_year),
        },
    )


def copied_from_above(ground: Ground) -> Iterator[Doubt]:
    """Yield a city's base that equals the province's or the nation's to the last digit."""
    province = {
        (plan.base_year, row.indicator): (plan, row)
        for plan in ground.params.plans.values()
        if plan.region == PROVINCE
        for row in plan.rows
    }
    for plan in ground.params.plans.values():
        for row in plan.rows if plan.region != PROVINCE else ():
            above = _above(ground, plan, row, province.get((plan.base_year, row.indicator)))
            if above is not None:
                yield ground.doubt(
                    plan,
                    row,
                    "copied",
                    ".copied",
                    prints=(cell_print(plan, row, row.base), above),
                    act="takes_table",
                    changes=(Change(cell_name(plan, row, "base"), None),),
                )


def _above(
    ground: Ground, plan: Plan, row: PlanRow, province: tuple[Plan, PlanRow] | None
) -> Print | None:
    """Return the figure above that a base repeats, None where it is the city's own."""
    value = row.base.value
    if value is None or not row.base.decimals or row.base.decimals < 1 or row.base.is_bound:
        return None
    if province is not None and _same(province[1].base.value, value, row.base.decimals):
        return cell_print(*province, province[1].base)
    nation = ground.series.latest(NATION, row.indicator or "", plan.base_year)
    if nation is not None and _same(nation.value, value, row.base.decimals):
        return Print(nation.source, f"{nation.value:.15g}")
    return None


def _same(above: float | None, own: float, decimals: int | None) -> bool:
    return above is not None and round(above, max(decimals or 0, 0)) == own


def far_from_the_others(ground: Ground) -> Iterator[Doubt]:
    """Yield figures per resident that are a small part of another plan's: unit or definition."""
    figures: dict[tuple[str, str, int], list[tuple[float, Plan, PlanRow]]] = {}
    for plan in ground.params.plans.values():
        for row in plan.rows:
            about = ground.params.indicators.get(row.indicator or "")
            for side, cell in row_cells(row):
                if about and cell.value and "per_" in about.unit and cell.scope == "region":
                    years = plan.base_year if side == "base" else plan.target_year
                    key = (about.id, side, years)
                    figures.setdefault(key, []).append((cell.value, plan, row))
    for (_, side, _), found in figures.items():
        least, most = (pick(found, key=lambda one: one[0]) for pick in (min, max))
        if most[0] / least[0] < FAR:
            continue
        value, plan, row = least
        yield ground.doubt(
            plan,
            row,
            "unit",
            ".unit",
            prints=(
                cell_print(plan, row, dict(row_cells(row))[side]),
                cell_print(most[1], most[2], dict(row_cells(most[2]))[side]),
            ),
            act="takes_print",
            changes=(Change(cell_name(plan, row, side), None),),
            args={"times": f"{most[0] / value:.0f}"},
        )
