"""The programme of a draft: all suggested targets built for at once, in a run of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from simulator.analysis.draft_money import Fen, Priced, booked, summed, with_priced
from simulator.axes import PROVINCE
from simulator.desk.reach import Scene
from simulator.desk.runs import Run
from simulator.instants import MONTHS_PER_YEAR


class Effort(NamedTuple):
    """What a target takes from the base to the target year; NaN where nothing is built."""

    units: float
    """Units that open [unit of the service]."""
    projects: float
    """Projects that open."""
    fiscal_yuan: float
    """What public funds pay for its services [yuan of 2020]."""
    total_yuan: float
    """With what users and private money pay [yuan of 2020]."""
    added_yuan: float
    """Public money beyond what the run without the draft spends on them [yuan of 2020]; NaN for
    programmes that no run holds."""


class Programme(NamedTuple):
    """Two runs from the base to the target year: as it is, and with what the draft starts."""

    scene: Scene
    usual: Fen
    """Money of the run as it is."""
    money: Fen
    """Money of the run with what the draft starts, and of programmes no run holds."""
    indicators: Mapping[str, float]
    """Indicators of the region in the target year of that run."""
    opened: Mapping[str, tuple[int, int]]
    """Units and projects that open, by service."""

    @classmethod
    def of(cls, scene: Scene, runs: tuple[Run, Run]) -> Programme:
        """Return the programme of the run as it is and the run with what the draft starts."""
        first, last = scene.years
        years, run = range(first, last + 1), runs[1]
        table = run.table("indicators")
        mine = (table["region"] == scene.region) & (table["statistic"] == "central")
        rows = table[mine & (table["year"] == last)]
        money = [booked(one.table("ledger"), scene.region, years) for one in runs]
        opened = openings(run.table("events"), scene)
        values = dict(zip(rows["indicator"], rows["value"].astype(float), strict=True))
        return cls(scene, money[0], money[1], values, opened)

    @property
    def ahead(self) -> range:
        """Return the years after the base, up to the target year."""
        return range(self.scene.years[0] + 1, self.scene.years[1] + 1)

    def services(self, indicator: str) -> list[str]:
        """Return the services an indicator counts, and the places its enrolment needs."""
        known = self.scene.case.services
        counted = list(self.scene.case.params.indicators[indicator].numerator)
        return counted + [known[one].places or "" for one in counted if known[one].places]

    def with_totals(self, totals: Mapping[str, float]) -> Programme:
        """Return the programme with totals of the period, by indicator, at their unit cost."""
        world, known = self.scene.ground.world, list(self.scene.case.services)
        priced = []
        for indicator, value in totals.items():
            (service,) = self.scene.case.params.indicators[indicator].numerator
            unit = int(world.money.unit_fen[known.index(service)])
            a_year = round(value * unit / len(self.ahead))
            priced.append(Priced(service, self.ahead, a_year))
        return self._replace(money=with_priced(self.money, priced))

    def effort(self, indicator: str) -> Effort:
        """Return what an indicator takes."""
        services = self.services(indicator)
        built = [one for one in services if self.scene.case.services[one].lot is not None]
        spent, before = (summed(one, services, self.ahead) for one in (self.money, self.usual))
        opened = [self.opened.get(one, (0, 0)) for one in built]
        return Effort(
            units=float(sum(units for units, _ in opened)) if built else np.nan,
            projects=float(sum(n for _, n in opened)) if built else np.nan,
            fiscal_yuan=spent["fiscal_yuan"],
            total_yuan=spent["total_yuan"],
            added_yuan=np.nan
            if spent["priced_yuan"]
            else spent["fiscal_yuan"] - before["fiscal_yuan"],
        )


def openings(events: pd.DataFrame, scene: Scene) -> dict[str, tuple[int, int]]:
    """Return units and projects of the region that open after the base year, by service."""
    base, (first, last) = scene.case.scenario.horizon.base, scene.years
    year = base + 1 + (events["month"] - 1) // MONTHS_PER_YEAR
    here = scene.case.cities if scene.region == PROVINCE else (scene.region,)
    mine = (events["draw"] == 0) & events["region"].isin(here)
    rows = events[mine & (events["event"] == "commissioned") & year.between(first + 1, last)]
    found: dict[str, tuple[int, int]] = {}
    for service, units in zip(rows["service"].astype(str), rows["units"].tolist(), strict=True):
        so_far = found.get(service, (0, 0))
        found[service] = (so_far[0] + int(units), so_far[1] + 1)
    return found
