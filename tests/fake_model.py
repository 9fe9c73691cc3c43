"""A model of two cities and no meaning: small tables whose numbers depend on the draw alone.

Importable, so that worker processes find it. The figures are no statement about any place.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from simulator.ensemble.runner import Ensemble
from simulator.errors import ModelError, Problem, Where
from simulator.results.drawn import BlockTables, OnDraws, stacked
from simulator.results.frames import Keys, RunTables
from simulator.streams import uniforms

REGIONS = ("henan", "zhengzhou", "kaifeng", "xinxiang")
YEARS = (2020, 2021, 2022)
INDICATOR = "hospital_beds_per_1000"


@dataclass(frozen=True)
class FakeCase:
    """What a draw needs; ``fails_in`` and ``stop_at`` provoke trouble in that draw."""

    seed: int = 1
    fails_in: int = -1
    stop_at: int = -1
    slow: float = 0.0
    calls: list[int] = field(default_factory=list)
    pause_file: Path | None = None


def fake_keys() -> Keys:
    """Return the columns that are equal in all draws."""
    rows = [(region, year) for region in REGIONS for year in YEARS]
    regions = [region for region, _ in rows]
    years = np.array([year for _, year in rows], dtype=np.int32)
    indicators = pd.DataFrame(
        {"region": regions, "indicator": INDICATOR, "year": years, "unit": "bed_per_1000"}
    ).assign(grade="simulated", weakest_input="assumed", main_assumption="costs.hospital_bed")
    ledger = pd.DataFrame(
        {
            "region": "xinxiang",
            "year": np.array([2021, 2021, 2022], dtype=np.int32),
            "tier": "city",
            "fund": "general_budget",
            "domain": "health",
            "service": "hospital_beds",
            "category": ["own", "capital", "own"],
        }
    )
    verdicts = pd.DataFrame(
        {
            "region": ["zhengzhou", "kaifeng", "xinxiang"],
            "indicator": INDICATOR,
            "plan": ["zhengzhou-14", "kaifeng-14", "xinxiang-14"],
            "row_id": INDICATOR,
            "target_year": np.array([2025] * 3, dtype=np.int32),
            "year": np.array([2022] * 3, dtype=np.int32),
            "target_as_printed": ["8.5", "7.7", "7.8"],
            "target_value": [8.5, 7.7, 7.8],
            "schedule_value": [8.0, 7.0, 7.0],
            "unit": "bed_per_1000",
            "comparator": "at_least",
            "scope": "region",
            "nature": "expected",
            "grade": "simulated",
        }
    )
    return {"indicators": indicators, "ledger": ledger, "verdicts": verdicts}


def simulate(case: FakeCase, draws: range, on_draws: OnDraws) -> BlockTables:
    """Return the tables of a range of draws."""
    tables = []
    for draw in draws:
        on_draws(0)
        tables.append(simulate_one(case, draw))
        on_draws(1)
    return stacked(draws, tables)


def simulate_one(case: FakeCase, draw: int) -> RunTables:
    """Return the tables of one draw."""
    case.calls.append(draw)
    if draw == case.fails_in:
        raise ModelError(Problem("M199", Where(key=f"draw {draw}"), {"detail": "阻"}))
    if draw == case.stop_at:
        raise KeyboardInterrupt
    if case.slow:
        time.sleep(case.slow)
    rows = len(REGIONS) * len(YEARS)
    shock = 0.0
    if draw:
        shock = uniforms(case.seed, draw, "parameter", serial=np.arange(rows)) - 0.5
    value = np.linspace(6.0, 8.0, rows) + shock
    met = value[[5, 8, 11]] >= np.array([7.0, 7.5, 7.8])
    spent = np.array([100.25, -100.25 + float(value[0] > 6.3), 0.0])
    return RunTables(
        values={
            "indicators": {"value": value},
            "ledger": {"yuan": spent},
            "verdicts": {
                "value": value[[5, 8, 11]],
                "met": met,
                "met_as_printed": np.array([1.0, 0.0, np.nan]),
                "shortfall": np.zeros(3),
                "completion": np.array([1.0, np.nan if draw == 3 else 0.5, 0.2]),
                "schedule_status": np.array(["on_time", "late", "late"]),
                "flags": np.array(["", "held", "达标但闲置"], dtype=object),
            },
        },
        events=_events(draw),
    )


def _events(draw: int) -> dict[str, np.ndarray]:
    count = 2 + draw % 2
    texts = {
        "region": "xinxiang",
        "service": "hospital_beds",
        "project": "p1",
        "tier": "city",
        "fund": "general_budget",
        "domain": "health",
        "event": "drawn",
        "category": "capital",
    }
    columns = {name: np.array([text] * count) for name, text in texts.items()}
    numbers = {
        "month": np.arange(count) + 1,
        "phase": np.full(count, 4),
        "units": np.full(count, draw),
    }
    return {**columns, **numbers, "yuan": np.full(count, 0.01)}


def fake_ensemble(draws: int = 0, **options: object) -> Ensemble[FakeCase]:
    """Return an ensemble of the fake model; options of `FakeCase` go to the case."""
    names = FakeCase.__dataclass_fields__
    case = FakeCase(**{key: item for key, item in options.items() if key in names})
    rest = {key: item for key, item in options.items() if key not in names}
    return Ensemble("baseline", case, simulate, fake_keys(), draws, **rest)
