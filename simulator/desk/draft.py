"""Drafting the next plan of a region: what each target could be, and the file of the draft."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from simulator.analysis.draft import COLUMNS
from simulator.analysis.labels import tell, word
from simulator.axes import PROVINCE
from simulator.desk.cases import Source, load_case, series_of
from simulator.desk.draft_values import KNOWN, Desk, Target, targets
from simulator.desk.pictures import catalogue
from simulator.desk.runs import run_scenario
from simulator.errors import InputError, Problem, Where, place
from simulator.inputs.arguments import nearest
from simulator.inputs.case import Case
from simulator.inputs.plan_draft import DraftRow, draft_text, plan_name
from simulator.reporting.whole_file import whole_file

DRAWS = 100
"""Draws in which the chance of a target is counted, unless asked otherwise."""
WHOLE = ("units", "lots")


def draft(
    region: str,
    first: int,
    last: int,
    *,
    scenario: Source = "baseline",
    budget: Path | str | None = None,
    draws: int = DRAWS,
    save: bool = False,
    out: Path | str = "runs",
    params: Path | str | None = None,
    lang: str = "zh",
) -> pd.DataFrame:
    """Return one row for each indicator of the region's plan that the model moves.

    Columns: `simulator.analysis.draft.COLUMNS`; ``attrs``: ``notes``, ``run``, and ``path`` of the
    plan file where it is saved. Up to ``first`` the baseline's levers hold.

    Parameters
    ----------
    first, last
        Base and target year of the draft.
    scenario
        Whose money and levers hold after ``first``.
    save
        Write ``params/plans/<region>-<period>-draft.yaml``, a plan that never counts as in force.

    Raises
    ------
    InputError
        C165 where the years are out of order or too early, C135 for a region that does not exist,
        C133 where the file exists; otherwise what is wrong with scenario, parameters or budget.
    """
    target = _refuse(region, (first, last), Path(params or "params"), save=save)
    case = load_case(scenario, until=last, as_of=first, params=params, budget=budget)
    _check(case, region, (first, last))
    run = run_scenario(case, draws=0, out=out, params=params, budget=budget)
    series = series_of(str(params) if params is not None else None)
    found = targets(Desk.of(case, run, series, region, (first, last)), draws)
    table = pd.DataFrame([_told(one, region, lang) for one in found], columns=list(COLUMNS))
    for name in WHOLE:
        table[name] = table[name].round().astype("Int64")
    notes = [tell(lang, "draft.how", draws=draws)]
    if region != PROVINCE and region not in case.evidence.plans:
        notes.append(tell(lang, "draft.imputed"))
    table.attrs = {"notes": notes, "run": run.id}
    if save:
        text = draft_text(case.params, region, (first, last), run.id, [_row(one) for one in found])
        target.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(target) as file:
            file.write_text(text, encoding="utf-8")
        table.attrs["path"] = target
    return table


def _told(one: Target, region: str, lang: str) -> dict[str, object]:
    """Return a row of the table."""
    return {
        "region": region,
        "indicator": one.indicator.id,
        "indicator_label": catalogue(lang).name("indicator", one.indicator.id),
        "unit": one.indicator.unit,
        **one.numbers._asdict(),
        "base_kind": one.base_kind,
        "base_kind_label": word(lang, "draft_base", one.base_kind),
        "suggested": one.suggestion.value,
        "rule": one.suggestion.rule,
        "rule_label": word(lang, "draft_rule", one.suggestion.rule),
        "chance": one.chance,
        "sure": one.sure,
        "nature": one.nature,
        "nature_label": word(lang, "nature", one.nature),
        **one.effort._asdict(),
    }


def _row(one: Target) -> DraftRow:
    """Return a row of the file."""
    printed = one.judged.row
    return DraftRow(
        indicator=one.indicator,
        domain=printed.domain,
        label=printed.label,
        nature=one.nature,
        cumulative=printed.target.accumulation == "cumulative",
        base=one.numbers.base,
        source=one.source,
        target=one.suggestion.value,
        rule=one.suggestion.rule,
    )


def _refuse(region: str, years: tuple[int, int], folder: Path, *, save: bool) -> Path:
    """Return the file of the draft; refuse years out of order and a file that exists."""
    first, last = years
    if first >= last:
        args = {"first": str(first), "last": str(last)}
        raise InputError(Problem("C165", Where(key="--to"), args))
    target = folder / "plans" / f"{plan_name(region, last)}.yaml"
    if save and target.exists():
        raise InputError(Problem("C133", place(target)))
    return target


def _check(case: Case, region: str, years: tuple[int, int]) -> None:
    """Raise for a region that does not exist, and for a base without five years before it."""
    known = (*case.cities, PROVINCE)
    problems = []
    if region not in known:
        args = {"found": region, "nearest": nearest(region, known)}
        problems.append(Problem("C135", args=args))
    least = case.scenario.horizon.base + KNOWN
    if years[0] < least:
        args = {"first": str(years[0]), "least": str(least)}
        problems.append(Problem("C166", Where(key="--from"), args))
    if problems:
        raise InputError(problems)
