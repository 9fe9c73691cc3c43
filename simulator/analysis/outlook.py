"""The outlook: where the pace so far and runs lead, and which targets they put in doubt.

A change of a target is suggested at mid-term only where pace and run (the restated one where there
is one) were judged and both miss it.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping

import pandas as pd

from simulator.analysis.observed_verdicts import Watched
from simulator.equity import rules

SUGGESTIONS = ("lower", "reached", "disagree", "not_observed", "not_modelled", "no_number")


def at_pace(watched: Watched, place: int, year: int) -> float | None:
    """Return what a row comes to in its target year at its observed pace since the base.

    None where the year or the base was not observed, the base is printed as a bound (超过2), or
    another thing is counted.
    """
    seen, plan = watched.at(place, year), watched.rows[place].plan
    if seen is None or seen.changed or year <= plan.base_year:
        return None
    cumulative = watched.rows[place].row.target.accumulation == "cumulative"
    start = 0.0 if cumulative else float(watched.judged.base[place])
    bound = not cumulative and watched.rows[place].row.base.is_bound
    if bound or math.isnan(start):
        return None
    gone, whole = year - plan.base_year, plan.target_year - plan.base_year
    return start + (seen.value - start) / gone * whole


def with_restated(table: pd.DataFrame, verdicts: pd.DataFrame) -> pd.DataFrame:
    """Return a review with what the restated run comes to in the target year.

    Adds restated_target and restated_chance (share of draws); ``verdicts`` is its table.
    """
    keys = ["region", "plan", "row_id"]
    due = (verdicts["statistic"] == "central") & (verdicts["year"] == verdicts["target_year"])
    then = verdicts[due][[*keys, "value", "probability_met"]]
    names = {"value": "restated_target", "probability_met": "restated_chance"}
    return table.merge(then.rename(columns=names), on=keys, how="left")


def with_outlook(table: pd.DataFrame, watched: Watched, year: int) -> pd.DataFrame:
    """Return a review with its outlook; ``table`` has the projection, or two, beside it.

    Adds at_pace, at_pace_met, suggestion (a word of SUGGESTIONS) and suggested: the target that
    the better of pace and run reaches, rounded as the plan prints it. The restated run counts
    where there is one.
    """
    places = {_key(watched, place): place for place in range(len(watched.rows))}
    rows = [_outlook(watched, places[_key_of(row)], year, row) for row in table.to_dict("records")]
    return pd.concat([table, pd.DataFrame(rows, index=table.index)], axis=1)


def _outlook(
    watched: Watched, place: int, year: int, row: Mapping[Hashable, object]
) -> dict[str, object]:
    modelled = row.get("restated_target", row["projected_target"])
    paced, projected = at_pace(watched, place, year), _number(modelled)
    mets = [_met(watched, place, value) for value in (paced, projected)]
    word = _suggestion(watched, place, mets)
    best = None
    if word == "lower" and paced is not None and projected is not None:
        target = float(watched.verdicts.target[place])
        nearer = min((paced, projected), key=lambda value: abs(target - value))
        best = float(rules.round_as_printed(nearer, watched.decimals(place)))
    known = mets[0] != rules.UNDECIDED
    return {
        "at_pace": paced,
        "at_pace_met": mets[0] == rules.YES if known else None,
        "suggestion": word,
        "suggested": best,
    }


def _suggestion(watched: Watched, place: int, mets: list[int]) -> str:
    """Return what pace and projection, each met, missed or undecided, say of a target."""
    if math.isnan(float(watched.verdicts.target[place])):
        return "no_number"
    paced, projected = mets
    if paced == rules.UNDECIDED:
        return "not_observed"
    if projected == rules.UNDECIDED:
        return "not_modelled"
    if paced != projected:
        return "disagree"
    return "reached" if paced == rules.YES else "lower"


def _met(watched: Watched, place: int, value: float | None) -> int:
    judged = watched.judged
    if value is None:
        return rules.UNDECIDED
    limits = (judged.comparator[place], judged.target[place], judged.tolerance[place])
    return int(rules.met(value, *limits))


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, float) and not math.isnan(value) else None


def _key(watched: Watched, place: int) -> tuple[str, str, str]:
    one = watched.rows[place]
    return one.region, one.plan.id, one.row.id


def _key_of(row: Mapping[Hashable, object]) -> tuple[str, str, str]:
    return str(row["region"]), str(row["plan"]), str(row["row_id"])
