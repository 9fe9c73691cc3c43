"""On what a stored run rests, read from its manifest: inputs with grade and source, and doubts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from simulator.analysis.run_view import EVIDENCE_COLUMNS
from simulator.desk.cases import params_of
from simulator.desk.prints import told_document, told_print
from simulator.desk.runs import Run
from simulator.inputs.doubts.doubt import Print
from simulator.text import say

KINDS = ("assumed", "doubt", "plan", "input", "data")
"""What is assumed or in doubt comes first; ``input`` is any other parameter."""
ROW = "row "


def evidence(run: Run, lang: str) -> pd.DataFrame:
    """Return every input a run rests on with `EVIDENCE_COLUMNS`, in the order of `KINDS`.

    Every row but a doubt's has a grade and a source. Runs stored before the manifest held the
    cells of plans and the files of data have parameters and doubts only.
    """
    rows = [_row(one, lang) for name in ("evidence", "figures") for one in _records(run, name)]
    doubted = [
        {"kind": "doubt", "name": one["id"], "label": "", "reason": one[lang]}
        for one in _records(run, "doubts")
    ]
    frame = pd.DataFrame(rows + doubted, columns=list(EVIDENCE_COLUMNS))
    order = frame["kind"].map({kind: place for place, kind in enumerate(KINDS)})
    return frame.loc[order.sort_values(kind="stable").index].reset_index(drop=True)


def _records(run: Run, name: str) -> list[Mapping[str, Any]]:
    found: Any = run.manifest.get(name)
    return [one for one in found or () if isinstance(one, Mapping)]


def _row(one: Mapping[str, Any], lang: str) -> dict[str, object]:
    reason = one.get("reason")
    usual = "assumed" if one["grade"] == "assumed" else one.get("kind", "input")
    return {
        **{name: one.get(name) for name in EVIDENCE_COLUMNS},
        "kind": usual,
        "label": one["label"][lang],
        "as_printed": one.get("as_printed") or "",
        "reason": reason[lang] if reason else "",
        "source": _source(one, lang),
    }


def _source(one: Mapping[str, Any], lang: str) -> str:
    """Return the place of a print, the title of a source, what a value is derived from, or none."""
    params, source = params_of(None), one.get("source")
    if source:
        document, _, place = str(source).partition(":")
        if not place:
            return told_document(params, document, lang)
        number = int(place.removeprefix(ROW))
        found = Print(document, "", row=number) if place.startswith(ROW) else None
        return told_print(params, found or Print(document, "", number), lang)
    if one.get("from"):
        names = [told_document(params, str(name), lang) for name in one["from"]]
        joint = "、" if lang == "zh" else ", "
        told = {"names": joint.join(names), "formula": one["formula"]}
        return say(lang, "evidence", "source.derived", **told)
    key = "assumed" if one["grade"] == "assumed" else "untold"
    return say(lang, "evidence", f"source.{key}")
