"""What a run suggests of why a target was missed: money and delay (模型推断，非观测).

    events, stocks, ledger of draw 0, up to the year ─► Finding per region and service ─► words

Nothing here is observed; what is observed of causes stands in `simulator.analysis.causes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from simulator.analysis.delay import Terms, standstills
from simulator.analysis.labels import Catalogue, tell
from simulator.analysis.numbers import money, number
from simulator.axes import PROVINCE
from simulator.instants import MONTHS_PER_YEAR

COLUMNS = (
    "model_stopped_projects",
    "model_stopped_months",
    "model_unpaid_debt_yuan",
    "model_unavailable_units",
    "model_lapsed_yuan",
    "model_approval_projects",
    "model_approval_months",
    "model_builders_projects",
    "model_builders_months",
    "model_pipeline_units",
    "model_lacking_units",
)
WAITS = ("stopped", "approval", "builders")
WORDS = ("model_money", "model_delay")
Tables = Mapping[str, pd.DataFrame]


class Finding(NamedTuple):
    """What happened to a service in a region since the base, up to the end of a year."""

    stopped_projects: int
    """Projects that stood still for want of money, and for how many months together."""
    stopped_months: int
    unpaid_debt_yuan: float
    """Debt service of the region that was due and found no money."""
    unavailable_units: float
    """Units that stand without running money or staff at the year's end."""
    lapsed_yuan: float
    """Money of the region's domain that nobody used."""
    approval_projects: int
    """Projects that queued for approval, and the months they queued together."""
    approval_months: int
    builders_projects: int
    """The same for builders: between money and the start of the works."""
    builders_months: int
    pipeline_units: float
    """Units under way and not open at the year's end."""
    lacking_units: float
    """Units that the run lacks to the target at the year's end, NaN where it has none."""

    @property
    def more_was_wanted(self) -> bool:
        """Return whether what is under way would not do, and no money was left to start more.

        The run starts projects until stock and pipeline reach the need or money is used up.
        """
        return self.lacking_units > self.pipeline_units and not self.lapsed_yuan

    @property
    def enough_is_under_way(self) -> bool:
        """Return whether what is under way would reach the target, had it opened in time."""
        return 0 < self.lacking_units <= self.pipeline_units


class Period(NamedTuple):
    """From the end of a run's base year to the end of the year reviewed."""

    base: int
    year: int

    @property
    def months(self) -> int:
        """Return the last month of it."""
        return (self.year - self.base) * MONTHS_PER_YEAR


def with_findings(
    table: pd.DataFrame, tables: Tables, period: Period, catalogue: Catalogue
) -> pd.DataFrame:
    """Return a review with what a run suggests of money and delay beside it.

    Adds `COLUMNS`, filled where the row is of facilities that the run has a base for in its own
    region, and `WORDS`: sentences where the target was missed, or was not observed and the run
    misses it.

    Parameters
    ----------
    table
        A review with its projection.
    tables
        Tables events, stocks, ledger and gaps of the run.
    period
        The run's base year and the year reviewed.
    """
    of_projects = _waits(tables["events"], period)
    imputed = _imputed(tables["gaps"])
    rows = []
    for row in table.to_dict("records"):
        place = (str(row["region"]), str(row["indicator"]))
        services = catalogue.numerators.get(place[1], ())
        if place in imputed or catalogue.families.get(place[1]) != "facility" or not services:
            rows.append(dict.fromkeys(COLUMNS) | dict.fromkeys(WORDS, ""))
            continue
        found = finding(tables, of_projects, period, place, catalogue)
        unit = catalogue.thing(place[1])
        missed = row["evaluation"] == "missed" or (
            row["evaluation"] == "not_observed" and row["projected_met"] is False
        )
        told = _told(found, period.year, unit, catalogue.language) if missed else ("", "")
        rows.append(dict(zip(COLUMNS, found, strict=True)) | dict(zip(WORDS, told, strict=True)))
    added = pd.DataFrame(rows, index=table.index, columns=[*COLUMNS, *WORDS])
    return pd.concat([table, added], axis=1)


def finding(
    tables: Tables,
    of_projects: pd.DataFrame,
    period: Period,
    place: tuple[str, str],
    catalogue: Catalogue,
) -> Finding:
    """Return what a run's tables say of a region and an indicator's services and domain."""
    (region, indicator), everywhere = place, place[0] == PROVINCE
    services, domain = catalogue.numerators[indicator], catalogue.domains[indicator]
    own = of_projects[of_projects["service"].isin(services)]
    own = own if everywhere else own[own["region"] == region]
    stocks = _of(tables["stocks"], region, period.year)
    stocks = stocks[stocks["service"].isin(services)]
    ledger = tables["ledger"]
    ledger = ledger[(ledger["category"] == "lapsed") & (ledger["statistic"] == "central")]
    ledger = ledger[(ledger["region"] == region) & (ledger["domain"] == domain)]
    ledger = ledger[(ledger["year"] > period.base) & (ledger["year"] <= period.year)]
    events = tables["events"]
    debts = events[(events["event"] == "delayed") & (events["project"] == "")]
    debts = debts[(debts["draw"] == 0) & (debts["month"] <= period.months)]
    debts = debts if everywhere else debts[debts["region"] == region]
    gaps = _of(tables["gaps"], region, period.year)
    gaps = gaps[(gaps["indicator"] == indicator) & (gaps["reference"] == "target")]
    lacking = float(gaps["units_to_close"].iloc[0]) if len(gaps) else np.nan
    n = {name: int((own[name] > 0).sum()) for name in WAITS}
    months = {name: int(own[name].sum()) for name in WAITS}
    return Finding(
        stopped_projects=n["stopped"],
        stopped_months=months["stopped"],
        unpaid_debt_yuan=abs(float(debts["yuan"].sum())),
        unavailable_units=float((stocks["standing"] - stocks["available"]).sum()),
        lapsed_yuan=abs(float(ledger["yuan"].sum())),
        approval_projects=n["approval"],
        approval_months=months["approval"],
        builders_projects=n["builders"],
        builders_months=months["builders"],
        pipeline_units=float(stocks["in_pipeline"].sum()),
        lacking_units=lacking,
    )


def _waits(events: pd.DataFrame, period: Period) -> pd.DataFrame:
    """Return the months each project waited up to a year: stopped, approval, builders.

    A queue for approval is what the stage took beyond the shortest of the same service; a wait
    that is not over counts up to the end of the year.
    """
    rows = events[(events["project"] != "") & (events["draw"] == 0)]
    rows = rows[rows["month"] <= period.months]
    stages = ("asked", "approved", "funded", "started", "cancelled")
    happened = rows[rows["event"].isin(stages)]
    table = happened.pivot_table(
        index=["region", "service", "project"], columns="event", values="month", aggfunc="first"
    ).reindex(columns=list(stages))
    over = table["cancelled"].fillna(period.months)
    usual = (table["approved"] - table["asked"]).groupby("service").transform("min")
    table["approval"] = table["approved"].fillna(over) - table["asked"] - usual
    table["builders"] = table["started"].fillna(over) - table["funded"]
    # what is asked for and within the usual time waits for nobody yet
    table = table[["approval", "builders"]].fillna(0.0).clip(lower=0.0).astype(np.int64)
    still = standstills(rows, Terms(0.0, period.months, {}))
    known = rows[["region", "service", "project"]].drop_duplicates()
    table = known.merge(table.reset_index(), how="left", on=list(known.columns)).fillna(0)
    return table.assign(stopped=[len(still.get(str(one), ())) for one in table["project"]])


def _imputed(gaps: pd.DataFrame) -> set[tuple[str, str]]:
    """Return region and indicator where the run has no base of the region's own."""
    flagged = gaps[gaps["flags"].fillna("").str.contains("imputed", regex=False)]
    cells = flagged[["region", "indicator"]].drop_duplicates().itertuples(index=False)
    return {(str(region), str(indicator)) for region, indicator in cells}


def _of(table: pd.DataFrame, region: str, year: int) -> pd.DataFrame:
    central = table[(table["statistic"] == "central") & (table["year"] == year)]
    return central[central["region"] == region]


def _told(found: Finding, year: int, unit: str, language: str) -> tuple[str, str]:
    """Return what a finding says of money and of delay."""
    joint = "；" if language == "zh" else "; "
    parts = (_of_money(found, unit, language), _of_delay(found, year, unit, language))
    told = (joint.join(part) for part in parts)
    first, second = (one or tell(language, "finding.none") for one in told)
    return first, second


def _of_money(found: Finding, unit: str, language: str) -> Iterator[str]:
    if found.stopped_projects:
        args = {"n": found.stopped_projects, "months": found.stopped_months}
        yield tell(language, "finding.stopped", **args)
    if found.unpaid_debt_yuan:
        yuan = money(found.unpaid_debt_yuan, language)
        yield tell(language, "finding.unpaid", yuan=yuan)
    if found.unavailable_units:
        units = number(found.unavailable_units, "none")
        yield tell(language, "finding.unavailable", units=units, unit=unit)
    if found.more_was_wanted:
        yield tell(language, "finding.used_up")
    if found.lapsed_yuan:
        yield tell(language, "finding.lapsed", yuan=money(found.lapsed_yuan, language))


def _of_delay(found: Finding, year: int, unit: str, language: str) -> Iterator[str]:
    queues = {
        "approval": (found.approval_projects, found.approval_months),
        "builders": (found.builders_projects, found.builders_months),
    }
    for name, (n, months) in queues.items():
        if n:
            args = {"n": n, "months": f"{months / n:.1f}"}
            yield tell(language, f"finding.{name}", **args)
    if found.pipeline_units:
        units = number(found.pipeline_units, "none")
        yield tell(language, "finding.pipeline", year=year, units=units, unit=unit)
    if found.enough_is_under_way:
        yield tell(language, "finding.enough")
