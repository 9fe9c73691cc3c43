"""Yearly monitoring, mid-term review and final evaluation of plans, row by row.

Verdicts rest on observations alone. What a run projects stands beside them, named as modelled,
and never takes the place of an observation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from simulator.analysis.labels import Catalogue, tell, word
from simulator.analysis.numbers import number
from simulator.analysis.observed_verdicts import Watched
from simulator.analysis.seen import Seen
from simulator.analysis.story import as_used
from simulator.axes import PROVINCE
from simulator.equity import rules
from simulator.equity.status import STATUSES
from simulator.inputs.judged import JudgedRow
from simulator.inputs.validation import Bilingual

KINDS = ("annual", "midterm", "final")
EVALUATIONS = ("done", "missed", "not_observed", "definition_changed", "no_number")
"""完成, 未完成, and why a row cannot be evaluated."""
JUDGED = EVALUATIONS[:2]
NATURES = ("binding", "expected", "none")
LABELS = (
    *("region_label", "domain_label", "lead_bureau", "indicator_label", "nature_label"),
    *("scope_of_target_label", "target_as_printed", "unit_label", "target_year", "year"),
    *("due", "observed", "completion", "shortfall", "schedule_status_label", "evaluation_label"),
    *("observed_status_label", "published", "latest_year", "latest_value"),
    *("capacity_effect", "population_effect", "model_money", "model_delay"),
    *("projected", "projected_met", "projected_target", "chance"),
    *("restated_target", "restated_chance"),
    *("at_pace", "at_pace_met", "suggested", "suggestion_label"),
)
"""Columns a reader sees first, in their order."""
RANGE_LIKE = ("range", "maintain")


def review_rows(watched: Watched, year: int) -> pd.DataFrame:
    """Return one row per plan row, binding first: what was due, what was observed, the verdict.

    Columns: region, plan, row_id, indicator, nature, scope_of_target (own, or derived where the
    province's target stands in), target_as_printed, target_value, unit, target_year, year,
    observed (None: not observed), observed_grade, published, observed_status, source, due,
    completion (share of the way), shortfall, schedule_status, capacity_effect and
    population_effect (of the change since the base, out of observed counts), evaluation,
    latest_year and latest_value (the last observation up to the year), note.
    """
    table = pd.DataFrame([_row(watched, place, year) for place in range(len(watched.rows))])
    table = table.astype({"latest_year": "Int64"})
    order = table["nature"].map(NATURES.index)
    return table.iloc[np.argsort(order, kind="stable")].reset_index(drop=True)


def _row(watched: Watched, place: int, year: int) -> dict[str, object]:
    judged, at = watched.rows[place], watched.years.index(year)
    row, plan, found = judged.row, judged.plan, watched.verdicts
    seen = watched.seen[place][at]
    last = next((one for one in reversed(watched.seen[place][1 : at + 1]) if one), None)
    status, causes = _status(watched, place, at), watched.causes[place][at]
    return {
        "region": judged.region,
        "plan": plan.id,
        "row_id": row.id,
        "indicator": row.indicator,
        "nature": row.nature,
        "scope_of_target": "derived" if _stands_in(judged) else "own",
        "target_as_printed": row.target.as_printed,
        "target_value": _known(found.target[place]),
        "unit": row.target.unit or "",
        "target_year": plan.target_year,
        "year": year,
        "observed": seen.value if seen else None,
        "observed_grade": seen.grade if seen else "none",
        "published": seen.published if seen else "",
        "observed_status": seen.status if seen else "",
        "source": seen.sources if seen else "",
        "due": _known(found.schedule_value[place, at]),
        "completion": _known(found.completion[place, at]),
        "shortfall": _known(found.shortfall[place, at]),
        "schedule_status": status,
        "capacity_effect": causes.capacity if causes else None,
        "population_effect": causes.population if causes else None,
        "evaluation": evaluation(judged, seen, int(found.met[place, at])),
        "latest_year": last.year if last else None,
        "latest_value": last.value if last else None,
        "note": seen.notes if seen else "",
    }


def evaluation(judged: JudgedRow, seen: Seen | None, met: int) -> str:
    """Return the word of EVALUATIONS for a row.

    A target asked of every county is missed when the region as a whole misses it; that the
    region as a whole reaches it says nothing of each county.
    """
    target = judged.row.target
    if target.value is None and target.kind not in RANGE_LIKE:
        return "no_number"
    if seen is None:
        return "not_observed"
    if seen.changed:
        return "definition_changed"
    if met == rules.UNDECIDED:
        return "no_number"
    if met == rules.YES and target.scope == "each_county":
        return "not_observed"
    return "done" if met == rules.YES else "missed"


def _status(watched: Watched, place: int, at: int) -> str:
    """Return the schedule status; undecidable where the observed value counts another thing."""
    seen, target = watched.seen[place][at], watched.rows[place].row.target
    status = STATUSES[watched.verdicts.status[place, at]]
    if seen is None or seen.changed:
        return "undecidable"
    reached = status in ("ahead", "on_schedule")
    return "undecidable" if reached and target.scope == "each_county" else status


def _stands_in(judged: JudgedRow) -> bool:
    """Return whether the province's row stands in for a city without a plan."""
    return judged.region != judged.plan.region


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def with_projection(table: pd.DataFrame, verdicts: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the review with what a run projects beside it (模型测算，非观测).

    Adds projected and projected_met for the year, and projected_target and chance (share of draws)
    for the target year.

    Parameters
    ----------
    table
        From `review_rows`.
    verdicts
        The table of a run; an empty one adds empty columns.
    year
        Year of the review.
    """
    keys = ["region", "plan", "row_id"]
    central = verdicts[verdicts["statistic"] == "central"]
    now = central[central["year"] == year][[*keys, "value", "met"]]
    now = now.rename(columns={"value": "projected", "met": "projected_met"})
    then = central[central["year"] == central["target_year"]]
    then = then[[*keys, "value", "probability_met"]]
    then = then.rename(columns={"value": "projected_target", "probability_met": "chance"})
    return table.merge(now, on=keys, how="left").merge(then, on=keys, how="left")


def in_words(
    table: pd.DataFrame, catalogue: Catalogue, bureaus: Mapping[str, Bilingual]
) -> pd.DataFrame:
    """Return the review with domain, lead bureau and everything coded in words.

    ``bureaus`` names the lead bureau of each indicator.
    """
    language = catalogue.language
    named = table.copy()
    named["target_as_printed"] = [
        as_used(str(printed), float(value), str(unit), language)
        if printed or pd.isna(value)
        else tell(language, "story.target_unprinted", value=number(float(value), str(unit)))
        for printed, value, unit in zip(
            table["target_as_printed"], table["target_value"], table["unit"], strict=True
        )
    ]
    for kind in ("region", "indicator", "plan"):
        named[f"{kind}_label"] = [catalogue.name(kind, str(one)) for one in table[kind]]
    named["domain"] = [catalogue.domains.get(str(one), "") for one in table["indicator"]]
    named["domain_label"] = [word(language, "domain", one) for one in named["domain"]]
    named["lead_bureau"] = [
        _bureau(bureaus[str(one)], str(region), language)
        for region, one in zip(table["region"], table["indicator"], strict=True)
    ]
    named["unit_label"] = [
        catalogue.unit(str(one), str(unit))
        for one, unit in zip(table["indicator"], table["unit"], strict=True)
    ]
    words = {
        "nature": "nature",
        "schedule_status": "status",
        "evaluation": "evaluation",
        "scope_of_target": "scope_of_target",
        "observed_grade": "grade",
        "observed_status": "observed_status",
        "suggestion": "suggestion",
    }
    words = {column: kind for column, kind in words.items() if column in table}
    for column, kind in words.items():
        named[f"{column}_label"] = [word(language, kind, str(one)) for one in table[column]]
    first = [one for one in LABELS if one in named]
    return named[[*first, *(one for one in named if one not in first)]]


def _bureau(bureau: Bilingual, region: str, language: str) -> str:
    """Return a lead bureau by its name in a city, or by that of the province."""
    if region != PROVINCE:
        return bureau.say(language)
    known = word(language, "provincial_bureau", bureau.zh)
    return bureau.say(language) if known == bureau.zh else known


def counts(table: pd.DataFrame, groups: Sequence[str]) -> pd.DataFrame:
    """Return how many rows were evaluated how, in all and by each of some columns.

    Columns: division, division_part, n_rows, done, missed, not_observed, definition_changed,
    no_number, n_judged (done and missed), done_of_judged_percent (None where none is judged) and
    judged_of_all_percent: both denominators of a completion rate; then how many rows have each
    schedule status.
    """
    rows = [_counted("all", "", table)]
    for name in groups:
        for part, own in table.groupby(name, sort=False):
            rows.append(_counted(name, str(part), own))
    return pd.DataFrame(rows)


def _counted(division: str, part: str, rows: pd.DataFrame) -> dict[str, object]:
    found = {name: int((rows["evaluation"] == name).sum()) for name in EVALUATIONS}
    judged = sum(found[name] for name in JUDGED)
    return {
        "division": division,
        "division_part": part,
        "n_rows": len(rows),
        **found,
        "n_judged": judged,
        "done_of_judged_percent": 100.0 * found["done"] / judged if judged else None,
        "judged_of_all_percent": 100.0 * judged / len(rows) if len(rows) else None,
        **{name: int((rows["schedule_status"] == name).sum()) for name in STATUSES},
    }
