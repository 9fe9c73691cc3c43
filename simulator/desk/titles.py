"""What a run is called in a list of runs: its scenario, and what else tells it from others."""

from __future__ import annotations

from typing import Any

from simulator.analysis.labels import tell
from simulator.desk.runs import Run


def run_title(run: Run, lang: str = "zh") -> str:
    """Return the name of a run's scenario, what the planner gave of her own, and the id."""
    identity: Any = run.manifest["identity"]
    projects: Any = run.manifest.get("projects") or ()
    own = []
    if "budget" in identity:
        own.append(tell(lang, "run_title.budget"))
    if projects:
        own.append(tell(lang, "run_title.projects", n=len(projects)))
    label = run.label(lang)
    joint = "、" if lang == "zh" else ", "
    if own:
        label = tell(lang, "run_title.own", label=label, own=joint.join(own))
    return f"{label} · {run.id}"
