"""The sheet on named projects of the reserve: dates, waiting, money, cost of delay."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.analysis.run_view import RunView
from simulator.reporting.sheet import AS_IS, Column, Sheet
from simulator.text import say

REPORT = "report"
YUAN_PER_YI, YUAN_PER_WAN = 1e8, 1e4
COLUMNS = {
    "region_label": AS_IS,
    "project_name": AS_IS,
    "project": AS_IS,
    "service_label": AS_IS,
    "units": 0,
    "unit_label": AS_IS,
    "status_label": AS_IS,
    "asked": AS_IS,
    "approved": AS_IS,
    "design_approved": AS_IS,
    "funded": AS_IS,
    "started": AS_IS,
    "commissioned": AS_IS,
    "months_waiting_money": 0,
    "months_waiting_builders": 0,
    "months_stopped": 0,
    "yi_drawn": 2,
    "wan_delay": 1,
}
"""Columns with their decimals."""


def project_sheets(run: RunView, language: str) -> Iterator[Sheet]:
    """Yield the named projects of a run; nothing where it has none."""
    if run.projects is None or run.projects.empty:
        return
    frame = run.projects.assign(
        yi_drawn=run.projects["yuan"] / YUAN_PER_YI,
        wan_delay=run.projects["yuan_delay"] / YUAN_PER_WAN,
    )
    columns = [
        Column(name, say(language, REPORT, f"column.{name}"), digits)
        for name, digits in COLUMNS.items()
    ]
    name, title, note = (
        say(language, REPORT, key)
        for key in ("sheet.projects", "title.projects", "reading.projects")
    )
    yield Sheet(name, title, frame, columns, (note,), frozen=2)
