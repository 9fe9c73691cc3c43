"""What a run tells of the day by which what it read was published."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.analysis.labels import tell
from simulator.desk.cases import params_of
from simulator.desk.pictures import catalogue
from simulator.desk.runs import Run


def vintage_notes(run: Run, lang: str = "zh") -> list[str]:
    """Return what was left out of a run and what was not; nothing where no day was asked for.

    The names stand in the manifest under ``known_on``.
    """
    found = run.manifest.get("known_on")
    if not isinstance(found, Mapping):
        return []
    names, joint = catalogue(lang), "、" if lang == "zh" else ", "
    regions = {plan.id: plan.region for plan in params_of().plans.values()}
    plans, later, undated = (
        [str(one) for one in _listed(found[key])] for key in ("plans_left_out", "later", "undated")
    )
    told = joint.join(names.name("region", regions.get(one, one)) for one in plans) or tell(
        lang, "known_on.no_plan"
    )
    args = {"day": found["day"], "n": found["n_left_out"], "n_plans": len(plans), "plans": told}
    notes = [tell(lang, "known_on.left_out", **args)]
    notes.append(tell(lang, "known_on.kept", later=len(later), undated=len(undated)))
    return notes


def _listed(value: object) -> list[object]:
    return [*value] if isinstance(value, list | tuple) else []
