"""Drafting the next plan of a region: what each target could be, and the file of the draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pandas as pd

from simulator.analysis.draft import COLUMNS
from simulator.analysis.draft_money import money_table
from simulator.analysis.labels import tell, word
from simulator.axes import PROVINCE
from simulator.desk.cases import Source, load_case, params_of, series_of
from simulator.desk.draft_programme import Programme
from simulator.desk.draft_values import (
    KNOWN,
    Desk,
    Target,
    extra_of,
    proposals,
    targets,
    totals_of,
)
from simulator.desk.engines import ENOUGH_DRAWS, engine_for
from simulator.desk.pictures import catalogue
from simulator.desk.reach import Scene
from simulator.desk.review import names_observed
from simulator.desk.runs import run_scenario
from simulator.errors import InputError, Problem, Where, place
from simulator.inputs.case import Case
from simulator.inputs.observation_file import read_observations
from simulator.inputs.observed import Series
from simulator.inputs.params import Params
from simulator.inputs.plan_draft import DraftRow, draft_text, plan_name
from simulator.inputs.regions import nearest_region
from simulator.inputs.scenarios import load_scenario
from simulator.inputs.validation import Bilingual
from simulator.reporting.whole_file import whole_file
from simulator.text import LANGUAGES

DRAWS = 100
"""Draws in which the chance of a target is counted, unless asked otherwise."""
LONGEST = 15
"""Years a draft may reach ahead: three plans."""
WHOLE = ("units", "projects")


def draft(
    region: str,
    first: int,
    last: int,
    *,
    scenario: Source = "baseline",
    budget: Path | str | None = None,
    observations: Path | str | None = None,
    draws: int = DRAWS,
    save: bool = False,
    out: Path | str = "runs",
    params: Path | str | None = None,
    lang: str = "zh",
) -> pd.DataFrame:
    """Return one row for each indicator of the region's plan that the model moves.

    Columns: `simulator.analysis.draft.COLUMNS`; ``attrs``: ``notes``; ``run`` and ``draft_run``,
    the runs as it is and with what the draft starts; ``money``, the table of
    `simulator.analysis.draft_money`; ``path`` of the plan file where it is saved. Up to ``first``
    the baseline's levers hold.

    Parameters
    ----------
    first, last
        Base and target year of the draft.
    scenario
        Whose money and levers hold after ``first``.
    observations
        CSV with the columns of ``params/observations``, newer than all that is shipped: where it
        holds a value of ``first`` that is the base.
    save
        Write ``params/plans/<region>-<period>-draft.yaml``, a plan that never counts as in force.

    Raises
    ------
    InputError
        C165, C166, O170 for years out of order, too early or too far apart, C135 for a region that
        does not exist, C133 where the file exists; otherwise what is wrong with scenario,
        parameters or budget.
    """
    base, folder = load_scenario(scenario).horizon.base, Path(params or "params")
    target = _refuse(region, (first, last), base, folder, save=save)
    case = load_case(scenario, until=last, as_of=first, params=params, budget=budget)
    _known(case, region)

    run_of = partial(run_scenario, draws=0, out=out, params=params, budget=budget)
    run, years = run_of(_named(case, "planned", region, last)), (first, last)
    desk = Desk.of(case, run, _series(params, observations), region, years)
    scene = Scene.of(case, engine_for(ENOUGH_DRAWS), region, years, desk.starts)
    suggested = proposals(desk, scene)
    extra = extra_of(scene, suggested)
    drafted = run_of(_named(scene.with_extra(extra), "draft", region, last)) if extra else run
    programme = Programme.of(scene, (run, drafted)).with_totals(totals_of(suggested))
    found = targets(desk, suggested, programme, draws)
    table = _table(found, region, lang)
    table.attrs = {
        "notes": _notes(case, found, programme, draws, lang),
        "run": run.id,
        "draft_run": drafted.id,
        "money": _money(programme, found, lang),
    }
    if save:
        rows = [_row(one, case.params) for one in found]
        text = draft_text(case.params, region, years, run.id, rows)
        table.attrs["path"] = _written(text, target)
    return table


def _series(params: Path | str | None, observations: Path | str | None) -> Series:
    """Return what was observed, with a planner's own file laid over it."""
    overlay = str(params) if params else None
    series = series_of(overlay)
    if observations is None:
        return series
    names = names_observed(params_of(overlay))
    return series.over(read_observations(Path(observations), names))


def _written(text: str, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(target) as file:
        file.write_text(text, encoding="utf-8")
    return target


def _table(found: Sequence[Target], region: str, lang: str) -> pd.DataFrame:
    table = pd.DataFrame([_told(one, region, lang) for one in found], columns=list(COLUMNS))
    for name in WHOLE:
        table[name] = table[name].round().astype("Int64")
    return table


def _notes(
    case: Case, found: Sequence[Target], programme: Programme, draws: int, lang: str
) -> list[str]:
    """Return the sentences below the table."""
    region, names = programme.scene.region, catalogue(lang)
    first, last = programme.ahead[0], programme.ahead[-1]
    chances = "chances" if draws else "no_chances"
    sentences = ("suggested", "affordable", chances, "bases", "together", "caution")
    args = {"draws": draws, "first": first, "last": last}
    notes = [tell(lang, f"draft.{one}", **args) for one in sentences]
    missed = [one for one in found if one.missed]
    if missed:
        told = [names.name("indicator", one.indicator.id) for one in missed]
        joined = ("、" if lang == "zh" else ", ").join(told)
        notes.append(tell(lang, "draft.missed", indicators=joined))
    if not programme.scene.replays:
        notes.append(tell(lang, "draft.other"))
    if region != PROVINCE and region not in case.evidence.plans:
        notes.append(tell(lang, "draft.imputed"))
    return notes


def _money(programme: Programme, found: Sequence[Target], lang: str) -> pd.DataFrame:
    """Return what the services of each target cost year by year, the base year included."""
    first, last = programme.scene.years
    services = {one.indicator.id: programme.services(one.indicator.id) for one in found}
    table = money_table(programme.money, programme.scene.region, services, range(first, last + 1))
    names = catalogue(lang)
    labels = [
        names.name("indicator", one) if one else tell(lang, "draft.all_services")
        for one in table["indicator"]
    ]
    table.insert(2, "indicator_label", labels)
    return table


def _told(one: Target, region: str, lang: str) -> dict[str, object]:
    """Return a row of the table."""
    return {
        "region": region,
        "indicator": one.indicator.id,
        "indicator_label": catalogue(lang).name("indicator", one.indicator.id),
        "unit": one.indicator.unit,
        "unit_label": catalogue(lang).unit(one.indicator.id, one.indicator.unit),
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
        "together": one.together,
        **one.effort._asdict(),
    }


def _row(one: Target, params: Params) -> DraftRow:
    """Return a row of the file; what a planner observed has no source of params."""
    printed = one.judged.row
    return DraftRow(
        indicator=one.indicator,
        domain=printed.domain,
        label=printed.label,
        nature=one.nature,
        cumulative=printed.target.accumulation == "cumulative",
        base=one.numbers.base,
        source=one.source if one.source in params.sources else None,
        base_kind=one.base_kind,
        target=one.suggestion.value,
        rule=one.suggestion.rule,
    )


def _refuse(region: str, years: tuple[int, int], base: int, folder: Path, *, save: bool) -> Path:
    """Return the file of the draft; refuse years no plan has, and a file that exists.

    ``base`` is the base year of the run: a trend takes five years after it.
    """
    first, last = years
    if first >= last:
        args = {"first": str(first), "last": str(last)}
        raise InputError(Problem("C165", Where(key="--to"), args))
    problems = []
    if first < base + KNOWN:
        args = {"first": str(first), "least": str(base + KNOWN)}
        problems.append(Problem("C166", Where(key="--from"), args))
    if last - first > LONGEST:
        args = {"first": str(first), "last": str(last), "most": str(LONGEST)}
        problems.append(Problem("O170", Where(key="--to"), args))
    target = folder / "plans" / f"{plan_name(region, last)}.yaml"
    if save and target.exists():
        problems.append(Problem("C133", place(target)))
    if problems:
        raise InputError(problems)
    return target


def _known(case: Case, region: str) -> None:
    """Raise for a region that does not exist; one by its name is told its id."""
    known = (*case.cities, PROVINCE)
    if region in known:
        return
    near = nearest_region(region, case.params.regions, known)
    raise InputError(Problem("C135", args={"found": region, "nearest": near}))


def _named(case: Case, kind: str, region: str, last: int) -> Case:
    """Return the case under a name of its own, so that its run is told from the scenario's."""
    scenario, place_name = case.scenario, case.params.regions[region].label
    told = {
        lang: tell(
            lang,
            f"draft.run_{kind}",
            region=place_name.say(lang),
            year=last,
            scenario=scenario.label.say(lang),
        )
        for lang in LANGUAGES
    }
    name = plan_name(region, last).replace("-draft", f"-{kind}")
    return replace(case, scenario=replace(scenario, id=name, label=Bilingual(**told)))
