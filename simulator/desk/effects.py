"""What is assumed, in the order in which it is worth checking."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from simulator.desk.inventory import Row, params_assumed
from simulator.desk.sensitivity import CHECK, sensitivity

BASELINE = "baseline"


def params_assumed_measured(
    params: Path | str | None = None,
    lang: str = "zh",
    *,
    jobs: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
) -> list[Row]:
    """Return every assumed value with its effect on the baseline's verdicts, the largest first.

    The effect is that of `simulator.analysis.one_at_a_time`: how many verdicts of the printed
    plans hang on the value. All of these are assumed, so the weakness of their evidence is the
    same and the effect is the priority. It stays null where a value has no range or where
    no draw varies it.
    """
    table = sensitivity(
        BASELINE, method=CHECK, params=params, jobs=jobs, lang=lang, on_progress=on_progress
    )
    effect = dict(zip(table["input"], table["effect"], strict=True))
    rows = [{**row, "effect": effect.get(row["name"])} for row in params_assumed(params, lang)]
    return sorted(rows, key=lambda row: 1.0 if row["effect"] is None else -row["effect"])
