"""The register of doubts in words, and which of them change a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from simulator.desk.cases import load_case
from simulator.desk.prints import told_print
from simulator.engine.keys import table_keys
from simulator.engine.tables import run_tables
from simulator.inputs.case import Case, build_case
from simulator.inputs.doubts.doubt import Doubt
from simulator.inputs.doubts.register import register
from simulator.inputs.params import Params, load_params
from simulator.inputs.validation import Bilingual
from simulator.model import Experiment, lived
from simulator.progress import Progress
from simulator.text import LANGUAGES, say

BASELINE = "baseline"
COUNT = 1000
"""From here on a number is shown with separators and without decimals."""
COLUMNS = (
    "id",
    "kind",
    "severity",
    "found_by",
    "region",
    "indicator",
    "place_1",
    "printed_1",
    "place_2",
    "printed_2",
    "model_does",
    "otherwise",
    "changes_verdict",
    "text",
)


def params_doubts(
    params: Path | str | None = None, lang: str = "zh", progress: Progress | None = None
) -> list[dict[str, Any]]:
    """Return the register with `COLUMNS`, those first on which most hangs.

    ``changes_verdict`` comes from running the baseline with each doubt flipped: whether any
    target is met in one and missed in the other. Figures that the model does not simulate
    change none.
    """
    known = load_params(params)
    found = register(known)
    changing = verdict_changes(found, params, progress)
    return [
        {**row, "changes_verdict": changing[row["id"]]} for row in registered(known, found, lang)
    ]


def registered(params: Params, doubts: Mapping[str, Doubt], lang: str) -> list[dict[str, Any]]:
    """Return the register with `COLUMNS`, ``changes_verdict`` null: nothing was run."""
    return [_row(params, doubt, lang) for doubt in doubts.values()]


def doubts_about(
    indicator: str, region: str, params: Path | str | None = None, lang: str = "zh"
) -> list[str]:
    """Return the doubts about an indicator of a region, in words."""
    known = load_params(params)
    return [
        letter(known, doubt).say(lang)
        for doubt in register(known).values()
        if (doubt.indicator, doubt.region) == (indicator, region)
    ]


def _row(params: Params, doubt: Doubt, lang: str) -> dict[str, Any]:
    second = doubt.second
    return {
        "id": doubt.id,
        "kind": doubt.kind,
        "severity": doubt.severity,
        "found_by": doubt.found_by,
        "region": doubt.region,
        "indicator": doubt.indicator,
        "place_1": told_print(params, doubt.first, lang),
        "printed_1": doubt.first.wording,
        "place_2": told_print(params, second, lang) if second else None,
        "printed_2": second.wording if second else None,
        "model_does": say(lang, "doubts", f"act.{doubt.act}"),
        "otherwise": _otherwise(doubt, lang),
        "changes_verdict": None,
        "text": letter(params, doubt).say(lang),
    }


def _otherwise(doubt: Doubt, lang: str) -> str:
    """Return what `doubts.<id>: alternative` does."""
    if len(doubt.changes) != 1:
        return say(lang, "doubts", f"otherwise.{doubt.act}")
    value = doubt.changes[0].value
    if value is None:
        return say(lang, "doubts", "otherwise.left_out")
    shown = f"{value:,.0f}" if abs(value) >= COUNT else f"{value:.4g}"
    return say(lang, "doubts", "otherwise.value", value=shown)


def letter(params: Params, doubt: Doubt) -> Bilingual:
    """Return a doubt as a reviewer would write it, in both languages."""
    texts = {lang: _sentence(params, doubt, lang) for lang in LANGUAGES}
    return Bilingual(zh=texts["zh"], en=texts["en"])


def _sentence(params: Params, doubt: Doubt, lang: str) -> str:
    colon = "：" if lang == "zh" else ": "
    about = params.regions[doubt.region].label.say(lang)
    if doubt.indicator is not None:
        about += say(
            lang, "doubts", "about", name=params.indicators[doubt.indicator].label.say(lang)
        )
    if doubt.text is not None:
        return about + colon + doubt.text.say(lang)
    key = doubt.args.get("letter", doubt.kind if doubt.second else f"{doubt.kind}_alone")
    second = doubt.second or doubt.first
    return (
        about
        + colon
        + say(
            lang,
            "doubts",
            f"letter.{key}",
            first=doubt.first.wording,
            first_place=told_print(params, doubt.first, lang),
            second=second.wording,
            second_place=told_print(params, second, lang, beside=doubt.first.document),
            **doubt.args,
        )
    )


def verdict_changes(
    doubts: Mapping[str, Doubt], params: Path | str | None, progress: Progress | None = None
) -> dict[str, bool]:
    """Return for each doubt whether flipping it changes a verdict of the baseline."""
    last = max((plan.target_year for plan in load_params(params).plans.values()), default=None)
    case = load_case(BASELINE, until=last, params=params)
    tried = [name for name, doubt in doubts.items() if doubt.severity == "high"]
    usual = _verdicts(case)
    changes = dict.fromkeys(doubts, False)
    for done, name in enumerate(tried, start=1):
        levers = case.scenario.levers.model_copy(update={"doubts": {name: "alternative"}})
        flipped = build_case(replace(case.scenario, levers=levers), case.params, like=case)
        changes[name] = not _verdicts(flipped).equals(usual)
        if progress is not None:
            progress(done, len(tried))
    return changes


def _verdicts(case: Case) -> pd.Series[Any]:
    """Return whether each target is met in its year, by region, indicator and row."""
    frame, draw = lived(Experiment(case), 0)
    keys = table_keys(frame)["verdicts"]
    tables = run_tables(frame, draw)
    table = keys.assign(met=np.asarray(tables.values["verdicts"]["met"], np.float64))  # noqa: PD011
    due = table[table["year"] == table["target_year"]].dropna(subset=["met"])
    return due.groupby(["region", "indicator", "plan", "row_id"])["met"].min()
