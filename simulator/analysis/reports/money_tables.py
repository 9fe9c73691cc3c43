"""Money, projects and evidence of a run as tables."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd

from simulator.analysis import annex
from simulator.analysis.document import WORDS, Column, Table
from simulator.analysis.envelope_frame import LEFT, SPENT, money_against_envelope
from simulator.analysis.labels import Catalogue, tell, word
from simulator.analysis.ledger import ledger_table
from simulator.analysis.numbers import ABSENT, YUAN_PER_YI, number
from simulator.analysis.reports.texts import span, text, title_of
from simulator.analysis.run_view import RunView
from simulator.axes import FUNDS

WIDE = {"carried": 2.0, "others": 1.9, "building": 1.8, "preparing": 1.6}
"""Widths of columns whose heading is longer than the others'."""
YEARS_ACROSS = 10
"""Years that fit beside each other on a page."""
CALENDAR = "calendar_year"
"""Unit of a year such as 2023."""
STATUSES = ("open", "accepted", "building", "waiting_builders", "waiting_money", "preparing")
LISTED = 200
"""Named projects that a list holds; more belong into a workbook."""


def envelope_table(view: RunView, region: str, catalogue: Catalogue) -> Table:
    """Return the fiscal money of a region by year against what it is spent on [亿元]."""
    language = catalogue.language
    frame = money_against_envelope(view.tables["ledger"], region, catalogue)
    parts = ("new", "carried", *SPENT, "spent", *LEFT)
    columns = (
        Column("year", text(language, "column.year"), width=1.1),
        *(
            Column(part, tell(language, f"envelope.{part}"), 1, width=WIDE.get(part, 1.6))
            for part in parts
        ),
    )
    title = _money_title(view, catalogue, "table.envelope", region)
    notes = (text(language, "note.envelope"),)
    return Table(f"envelope:{view.id}:{region}", title, frame, columns, notes)


def ledger_tables(view: RunView, region: str, catalogue: Catalogue) -> Iterator[Table]:
    """Yield the ledger of a region, all funds, by category and year [亿元]."""
    language = catalogue.language
    table = ledger_table(view.tables["ledger"], region, catalogue)
    years = [str(name) for name in table.columns if str(name).isdigit()]
    table[years] = table[years] / YUAN_PER_YI
    for first in range(0, len(years), YEARS_ACROSS):
        shown = years[first : first + YEARS_ACROSS]
        columns = (
            Column("category_label", text(language, "column.category"), width=2.6),
            *(Column(year, year, 1) for year in shown),
        )
        title = _money_title(
            view, catalogue, "table.ledger", region, years=span(language, shown[0], shown[-1])
        )
        notes = (text(language, "note.ledger"),)
        yield Table(f"ledger:{view.id}:{region}:{shown[0]}", title, table, columns, notes)


def fund_table(view: RunView, region: str, catalogue: Catalogue) -> Table:
    """Return what each fund pays for over all years of a run [亿元]."""
    language = catalogue.language
    rows = view.tables["ledger"]
    rows = rows[(rows["statistic"] == "central") & (rows["region"] == region)]
    rows = rows[~rows["category"].isin(("carry_in", "carry_out"))]
    summed = rows.groupby(["fund", "category"], sort=False)["yuan"].sum() / YUAN_PER_YI
    frame = summed[summed != 0].reset_index(name="yi")
    order = frame["fund"].map(FUNDS.index)
    frame = frame.iloc[order.argsort(kind="stable")].reset_index(drop=True)
    frame["fund_label"] = [word(language, "fund", str(one)) for one in frame["fund"]]
    frame["category_label"] = [word(language, "category", str(one)) for one in frame["category"]]
    columns = (
        Column("fund_label", text(language, "column.fund"), width=2.0, merged=True),
        Column("category_label", text(language, "column.category"), width=2.0),
        Column("yi", text(language, "column.yi_sum"), 2),
    )
    years = span(language, view.base + 1, view.end)
    title = _money_title(view, catalogue, "table.funds", region, years=years)
    return Table(f"funds:{view.id}:{region}", title, frame, columns)


def _money_title(view: RunView, catalogue: Catalogue, key: str, region: str, **args: object) -> str:
    name = catalogue.name("region", region)
    return title_of(view, catalogue, key, view.base, region=name, **args)


def projects_table(view: RunView, catalogue: Catalogue) -> Table | None:
    """Return the named projects, or the lots by service and status; None where neither is known."""
    if view.projects is not None and len(view.projects):
        return _named_projects(view, view.projects, catalogue)
    return _lots(view, view.lots, catalogue) if view.lots is not None else None


def _named_projects(view: RunView, projects: pd.DataFrame, catalogue: Catalogue) -> Table:
    language = catalogue.language
    frame = projects.head(LISTED).reset_index(drop=True)
    frame["yi"] = frame["yuan"] / YUAN_PER_YI
    columns = (
        Column("region_label", text(language, "column.region"), width=1.4, merged=True),
        Column("project_name", text(language, "column.project"), width=3.2),
        Column("service_label", text(language, "column.service"), width=1.8),
        Column("units", text(language, "column.size"), 0, width=1.4, beside="unit_label"),
        Column("started", text(language, "column.started"), width=1.4),
        Column("commissioned", text(language, "column.commissioned"), width=1.4),
        Column("yi", text(language, "column.drawn"), 2, width=1.4),
        Column("status_label", text(language, "column.status"), width=1.3),
    )
    notes = [text(language, "note.projects")]
    if len(projects) > LISTED:
        notes.append(text(language, "note.more_projects", shown=LISTED, n=len(projects)))
    title = title_of(view, catalogue, "table.projects", view.base)
    return Table(f"projects:{view.id}", title, frame, columns, tuple(notes))


def _lots(view: RunView, lots: pd.DataFrame, catalogue: Catalogue) -> Table:
    """Return how many lots of each service stand where at the end of the run."""
    language = catalogue.language
    counted = lots.pivot_table(
        index="service", columns="status", values="project", aggfunc="count", fill_value=0
    )
    counted = counted.reindex(columns=list(STATUSES), fill_value=0)
    counted = counted.reindex([one for one in catalogue.services if one in counted.index])
    opened = lots[lots["status"] == "open"].groupby("service")["units"].sum()
    frame = counted.reset_index()
    frame["opened"] = frame["service"].map(opened).astype("float64")
    frame["yi"] = frame["service"].map(lots.groupby("service")["yuan"].sum()) / YUAN_PER_YI
    frame["service_label"] = [catalogue.name("service", one) for one in frame["service"]]
    units = [catalogue.service_units.get(one, "none") for one in frame["service"]]
    frame["unit_label"] = [catalogue.name("unit", unit) for unit in units]
    columns = (
        Column("service_label", text(language, "column.service"), width=2.4),
        *(
            Column(one, word(language, "project_status", one), 0, width=WIDE.get(one, 1.1))
            for one in STATUSES
        ),
        Column("opened", text(language, "column.opened"), 0, width=1.7, beside="unit_label"),
        Column("yi", text(language, "column.drawn"), 2, width=1.6),
    )
    title = title_of(view, catalogue, "table.lots", view.base, end=view.end)
    notes = (text(language, "note.lots", n=len(lots)),)
    return Table(f"lots:{view.id}", title, frame, columns, notes)


def assumption_table(view: RunView, catalogue: Catalogue, prefix: tuple[str, ...] = ()) -> Table:
    """Return what the run assumes, with range, source and reason; some folders of params only."""
    language = catalogue.language
    names = view.evidence["name"].astype(str)
    chosen = view.evidence["kind"] == "assumed"
    if prefix:
        chosen &= names.str.startswith(prefix)
    frame = annex.evidence_rows(view, catalogue)[chosen.to_numpy()].reset_index(drop=True)
    years = (view.evidence["unit"][chosen] == CALENDAR).tolist()
    frame["value_text"] = [
        _value(one, is_year=is_year) for one, is_year in zip(frame["value"], years, strict=True)
    ]
    frame["range_text"] = [
        ""
        if pd.isna(low)
        else span(language, _value(low, is_year=is_year), _value(high, is_year=is_year))
        for low, high, is_year in zip(frame["low"], frame["high"], years, strict=True)
    ]
    frame["reason_text"] = [
        _sourced(str(reason), str(source), catalogue)
        for reason, source in zip(frame["reason"], frame["source"].fillna(""), strict=True)
    ]
    columns = (
        Column("label", text(language, "column.assumption"), WORDS, width=3.0),
        Column("value_text", text(language, "column.taken"), width=1.7, beside="unit"),
        Column("range_text", text(language, "column.range"), width=1.9),
        Column("reason_text", text(language, "column.reason"), width=5.0),
    )
    title = title_of(view, catalogue, "table.assumed", view.base)
    return Table(f"assumed:{view.id}", title, frame, columns, (text(language, "note.assumed"),))


def _sourced(reason: str, source: str, catalogue: Catalogue) -> str:
    """Return a reason with its source, a line of a plan by the plan's title."""
    if not source:
        return reason
    plan, _, line = source.partition(":")
    if line:
        title = catalogue.name("plan", plan)
        source = text(catalogue.language, "source_line", title=title, line=line)
    return text(catalogue.language, "reason_source", reason=reason, source=source)


def _value(value: object, *, is_year: bool = False) -> str:
    """Return a parameter's value with the digits it needs, such as 0.0328 or 1,100,000."""
    amount = math.nan if value is None else float(str(value))
    if math.isnan(amount):
        return ABSENT
    if is_year:
        return f"{amount:.0f}"
    return number(amount, "none") if amount == int(amount) else f"{amount:,.6g}"


def doubt_table(view: RunView, catalogue: Catalogue) -> Table:
    """Return what the sources leave in doubt; each says where it stands."""
    language = catalogue.language
    frame = view.evidence[view.evidence["kind"] == "doubt"].reset_index(drop=True)
    frame["number"] = [str(place) for place in range(1, len(frame) + 1)]
    columns = (
        Column("number", text(language, "column.number"), width=1.0),
        Column("reason", text(language, "column.doubt"), width=12.0, beside="name"),
    )
    title = title_of(view, catalogue, "table.doubts", view.base)
    return Table(f"doubts:{view.id}", title, frame, columns, (text(language, "note.doubts"),))
