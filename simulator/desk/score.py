"""Scoring a stored run against observations that it did not know."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from simulator.analysis.labels import tell, word
from simulator.analysis.score import LEAST_PAIRS, Skill, fitted_to, pairs, skill
from simulator.axes import PROVINCE
from simulator.desk.cases import params_of
from simulator.desk.pictures import catalogue, run_years
from simulator.desk.review import series_with
from simulator.desk.runs import Run


def score_run(
    run: Run,
    *,
    observations: Path | str | None = None,
    known_on: str | None = None,
    lang: str = "zh",
) -> pd.DataFrame:
    """Return every value of a run that was observed after its base year, with its error.

    Columns: `simulator.analysis.score.COLUMNS` with labels; ``attrs["notes"]`` sum up.

    Raises
    ------
    InputError
        With all problems of the file of observations.
    """
    params, names = params_of(), catalogue(lang)
    series = series_with(Path(observations) if observations else None, known_on)
    fitted = fitted_to(one.derived_from for one in params.parameters.values()) | taken_over_by(run)
    table = pairs(run.table("indicators"), run_years(run)[0], params.indicators, series, fitted)
    notes = told(skill(table), table, lang)
    central = run.table("indicators").query("statistic == 'central'")
    keys = ["region", "indicator", "year"]
    table = table.merge(central[[*keys, "weakest_input"]], on=keys, how="left")
    table["weakest_input_label"] = [names.name("grade", one) for one in table["weakest_input"]]
    for kind in ("indicator", "region"):
        table.insert(0, f"{kind}_label", [names.name(kind, one) for one in table[kind]])
    table["why_not_label"] = [
        word(lang, "not_scored", one) if one else "" for one in table["why_not"]
    ]
    table.attrs = {"notes": notes}
    return table


def taken_over_by(run: Run) -> set[tuple[str, str, int]]:
    """Return what a restated run took over (region, service, year), and the province's sums."""
    stocks = run.taken_over.stocks if run.taken_over else ()
    return {(region, one.service, one.year) for one in stocks for region in (one.region, PROVINCE)}


def told(found: Skill, table: pd.DataFrame, lang: str) -> list[str]:
    """Return the sentences that sum up the pairs; none speaks of skill below LEAST_PAIRS."""
    left = len(table) - found.n
    notes = [tell(lang, "score.pairs", n=found.n, left=left)]
    if found.mean_error_percent is not None:
        errors = {
            "mean": f"{found.mean_error_percent:+.1f}",
            "absolute": f"{found.mean_absolute_error_percent:.1f}",
        }
        notes.append(tell(lang, "score.errors", **errors))
    if found.n_with_interval:
        inside = {"k": found.n_inside, "n": found.n_with_interval}
        notes.append(tell(lang, "score.inside", **inside))
    if found.better_than_no_change_percent is None:
        notes.append(tell(lang, "score.too_few", least=LEAST_PAIRS))
    else:
        better = f"{found.better_than_no_change_percent:.0f}"
        notes.append(tell(lang, "score.no_change", percent=better))
    return notes
