"""One year of a run at a glance, and what has changed since the run before."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from weakref import WeakKeyDictionary

import pandas as pd

from simulator.analysis import outcomes
from simulator.analysis.changed import Changed
from simulator.analysis.changed import changed as changed_of
from simulator.analysis.labels import tell
from simulator.analysis.overview import Overview
from simulator.analysis.overview import overview as overview_of
from simulator.analysis.run_view import RunView
from simulator.desk.pictures import catalogue, hindsight
from simulator.desk.run_inputs import inputs_of
from simulator.desk.runs import Run, open_run
from simulator.errors import SimulatorError
from simulator.results.folder import MANIFEST, RunFolder

BASELINE = "baseline"
RUN_NAME = re.compile(r".+-[0-9a-f]{16}")

_KEPT: WeakKeyDictionary[RunFolder, dict[tuple[int, str], Overview]] = WeakKeyDictionary()
_CHANGED: WeakKeyDictionary[RunFolder, dict[tuple[str, int, str], Changed]] = WeakKeyDictionary()
_INPUTS: WeakKeyDictionary[RunFolder, dict[str, dict[tuple[str, ...], str]]] = WeakKeyDictionary()


def overview(run: Run, year: int, lang: str = "zh") -> Overview:
    """Return one year of a run at a glance; kept as long as the run is open."""
    kept = _KEPT.setdefault(run.folder, {})
    if (year, lang) not in kept:
        kept[year, lang] = overview_of(lean_view(run, year, lang), year, catalogue(lang))
    return kept[year, lang]


def outcomes_beside(now: Run, before: Run, year: int, lang: str = "zh") -> pd.DataFrame:
    """Return the four numbers of a trial beside those of its run; `simulator.analysis.outcomes`."""
    return outcomes.outcomes_beside(*(overview(one, year, lang).cards for one in (now, before)))


def run_before(run: Run) -> Run | None:
    """Return the run of the same scenario that was stored before, else the newest baseline.

    When a run was stored is read from the date of its files; None where the store has neither.
    """
    dated = _dated(run.path.parent)
    if run.path not in dated:
        return None
    of_scenario = [one for one in dated if one.name.rpartition("-")[0] == run.scenario]
    earlier = of_scenario[: of_scenario.index(run.path)]
    baselines = [one for one in dated if one.name.rpartition("-")[0] == BASELINE]
    if run.scenario == BASELINE:
        baselines = []
    for path in [*reversed(earlier), *reversed(baselines)]:
        try:
            return open_run(path.name, path.parent)
        except SimulatorError:
            continue
    return None


def _dated(store: Path) -> list[Path]:
    """Return the folders of runs in a store, the one stored first first."""
    found = [one for one in store.glob(f"*/{MANIFEST}") if RUN_NAME.fullmatch(one.parent.name)]
    return [one.parent for one in sorted(found, key=lambda one: (one.stat().st_mtime_ns, one))]


def run_changed(run: Run, before: Run | None, year: int, lang: str = "zh") -> Changed:
    """Return what is not as it was in a run before, as `run_before` finds it; kept likewise."""
    kept = _CHANGED.setdefault(run.folder, {})
    asked = before.id if before is not None else "", year, lang
    if asked not in kept:
        kept[asked] = _changed(run, before, year, lang)
    return kept[asked]


def _changed(run: Run, before: Run | None, year: int, lang: str) -> Changed:
    if before is None:
        nothing = pd.DataFrame()
        line = tell(lang, "changed.none_before")
        return Changed("", nothing, nothing, nothing, [line])
    views = [
        replace(lean_view(one, min(year, one.horizon["end"]), lang), inputs=_inputs(one, lang))
        for one in (before, run)
    ]
    same = before.scenario == run.scenario
    return changed_of(views[0], views[1], year, catalogue(lang), same_scenario=same)


def _inputs(run: Run, lang: str) -> dict[tuple[str, ...], str]:
    """Return what decides a run; kept as long as the run is open."""
    kept = _INPUTS.setdefault(run.folder, {})
    if lang not in kept:
        kept[lang] = inputs_of(run, catalogue(lang))
    return kept[lang]


def lean_view(run: Run, year: int, lang: str) -> RunView:
    """Return a run with the rows that one year needs, without inputs and evidence."""
    base = run.horizon["base"]
    years = dict.fromkeys((base, year))
    indicators = [run.part("indicators", statistic="central", year=one) for one in years]
    tables = {
        "verdicts": run.part("verdicts", statistic="central", year=year),
        "gaps": run.part("gaps", statistic="central", year=year),
        "indicators": pd.concat(indicators, ignore_index=True),
    }
    if "equity" in run.folder.tables():
        tables["equity"] = run.part("equity", statistic="central", indicator="")
    return RunView(
        id=run.id,
        label=run.label(lang),
        base=base,
        end=run.horizon["end"],
        hindsight=hindsight(run),
        tables=tables,
    )
