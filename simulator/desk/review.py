"""Reviews of the plans: observations, shipped or a planner's own, against what was due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from simulator.analysis.labels import tell, word
from simulator.analysis.observed_verdicts import Watched, watch
from simulator.analysis.outlook import with_outlook, with_restated
from simulator.analysis.review import counts, in_words, review_rows, with_projection
from simulator.desk import evaluated
from simulator.desk.cases import params_of, series_of
from simulator.desk.pictures import catalogue
from simulator.desk.places import refuse_unknown_regions
from simulator.desk.runs import Run
from simulator.equity.status import StatusThresholds
from simulator.errors import InputError, Problem, Where
from simulator.inputs.arguments import names as names_of
from simulator.inputs.judged import judged_rows
from simulator.inputs.observation_file import Names, read_observations
from simulator.inputs.observed import Series
from simulator.inputs.params import Params
from simulator.inputs.plans import Plan, plans_at
from simulator.inputs.regions import cities
from simulator.inputs.values import Values
from simulator.inputs.vintage import known_plans, unknown_plans

GROUPS = ("scope_of_target", "nature", "region", "domain", "lead_bureau")


@dataclass(frozen=True)
class PlanReview:
    """One review: its rows, how many were evaluated how, and what belongs under them."""

    rows: pd.DataFrame
    counts: pd.DataFrame
    notes: tuple[str, ...]


def names_observed(params: Params) -> Names:
    """Return what a file of observations may name."""
    counted = {one.indicator for one in series_of().rows}
    return Names(
        tuple(params.regions), params.indicators, tuple(sorted({*params.services, *counted}))
    )


def series_with(observations: Path | None = None, known_on: str | None = None) -> Series:
    """Return what was observed, with a file laid over it, as known on a day (YYYY-MM-DD)."""
    series = series_of()
    if observations is not None:
        series = series.over(read_observations(observations, names_observed(params_of())))
    return series if known_on is None else series.known_on(known_on)


def review(
    kind: str,
    year: int,
    *,
    observations: Path | str | None = None,
    known_on: str | None = None,
    regions: Sequence[str] | None = None,
    run: Run | None = None,
    restated: Run | None = None,
    lang: str = "zh",
) -> PlanReview:
    """Return the review of all plans in force in a year.

    Parameters
    ----------
    kind
        ``annual``, ``midterm`` or ``final``.
    year
        31 December of it. A final evaluation is of a plan's last year, a mid-term review is not.
    observations
        CSV with the columns of ``params/observations``, newer than all that is shipped.
    known_on
        Leave out what was published after this day (YYYY-MM-DD), plans too.
    regions
        Regions to review; None reviews all.
    run
        A run whose projection stands beside the observations, named as modelled.
    restated
        The same restated by the observations (`simulator.desk.restated`); its target years stand
        beside, except in a final evaluation, where no years remain.

    Raises
    ------
    InputError
        With all problems of the file; C191 when no plan is in force in that year, C192 when a
        final evaluation is not of a last year, C193 when a mid-term review is, O157 when none was
        published by the day, C135 for regions that do not exist.
    """
    params = params_of(None, known_on)
    series = series_with(Path(observations) if observations else None, known_on)
    refuse_unknown_regions(regions or ())
    if unknown := [*unknown_plans(params, params.plans, year - 1)]:
        raise InputError(unknown)
    plans = plans_of(kind, year, known_plans(params, params.plans))
    watched = watched_rows(params, plans, series, year, regions)
    verdicts = run.table("verdicts") if run is not None else _NO_VERDICTS
    table = with_projection(review_rows(watched, year), verdicts, year)
    if restated is not None and kind != "final":
        table = with_restated(table, restated.table("verdicts")).assign(restated_run=restated.id)
    if kind == "midterm":
        table = with_outlook(table, watched, year)
    bureaus = {name: one.lead_bureau for name, one in params.indicators.items()}
    if kind == "final" and run is not None:
        table = evaluated.inferred(table, run, year, catalogue(lang))
    table = in_words(table, catalogue(lang), bureaus)
    notes = (*_notes(watched, series, lang), *_left_out(params, year, lang))
    if kind == "final":
        notes = (*notes, *evaluated.notes(table, watched, verdicts, lang))
    if kind == "midterm":
        notes = (*notes, tell(lang, "review.outlook"))
    return PlanReview(table, _named(counts(table, GROUPS), lang), notes)


def plans_of(kind: str, year: int, plans: Mapping[str, Plan]) -> dict[str, Plan]:
    """Return the plans that a review of a year looks at, by region.

    Raises
    ------
    InputError
        C191, C192, C193.
    """
    found = plans_at(plans, year - 1)
    if not found:
        raise InputError(Problem("C191", Where(key="--year"), {"year": str(year)}))
    last = {region: plan for region, plan in found.items() if plan.target_year == year}
    if kind == "midterm":
        if len(last) == len(found):
            raise InputError(Problem("C193", Where(key="--year"), {"year": str(year)}))
        return {region: plan for region, plan in found.items() if region not in last}
    if kind == "final" and not last:
        ends = ", ".join(sorted({str(plan.target_year) for plan in found.values()}))
        raise InputError(Problem("C192", Where(key="--year"), {"year": str(year), "ends": ends}))
    return last if kind == "final" else found


def watched_rows(
    params: Params,
    plans: Mapping[str, Plan],
    series: Series,
    year: int,
    regions: Sequence[str] | None = None,
) -> Watched:
    """Return the rows of the plans, or of some regions, with what was observed from their base.

    Raises
    ------
    InputError
        C220 when the regions have no row.
    """
    rows = judged_rows(plans, params.indicators, cities(dict(params.regions)))
    first = min(plan.base_year for plan in plans.values())
    values = Values(params.parameters)
    margins = ("ahead", "nearly", "hard")
    thresholds = StatusThresholds(*(values(f"services.status_{one}_margin") for one in margins))
    named = [one for one in rows if one.row.indicator in params.indicators]
    if regions is not None:
        named = [one for one in named if one.region in regions]
    if not named:
        args = {"regions": names_of(regions or ()), "year": str(year)}
        raise InputError(Problem("C220", Where(key="--region"), args))
    return watch(named, params.indicators, series, range(first, year + 1), thresholds)


_NO_VERDICTS = pd.DataFrame(
    columns=[
        *("region", "plan", "row_id", "year", "target_year"),
        *("statistic", "value", "met", "probability_met"),
    ]
)


def _named(table: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return the counts with their groups in words."""
    names = catalogue(lang)
    labels = []
    for division, part in zip(table["division"], table["division_part"], strict=True):
        labels.append("" if division == "all" else names.name(division, part))
    table.insert(0, "division_label", [word(lang, "division", one) for one in table["division"]])
    table.insert(1, "division_part_label", labels)
    return table


def _notes(watched: Watched, series: Series, lang: str) -> tuple[str, ...]:
    """Return how the review was made."""
    own = sum(one.region == one.plan.region for one in watched.rows)
    n = len(watched.rows)
    notes = [tell(lang, "review.rows", n=n, own=own, derived=n - own)]
    notes += [tell(lang, "review.how"), tell(lang, "review.county")]
    left_out = len(series_of().rows) - len(series.rows)
    if left_out > 0:
        notes.append(tell(lang, "review.left_out", n=left_out))
    return tuple(notes)


def _left_out(params: Params, year: int, lang: str) -> Iterator[str]:
    """Yield which plans of a year were not published by the day."""
    known = known_plans(params, params.plans)
    plans = plans_at(params.plans, year - 1).values()
    left = [catalogue(lang).name("region", one.region) for one in plans if one.id not in known]
    if left:
        joint = "、" if lang == "zh" else ", "
        yield tell(lang, "review.plans_left_out", n=len(left), plans=joint.join(left))
