"""Runs side by side: which, what differs in their inputs, then what comes of it."""

from __future__ import annotations

from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui

from dashboards import style
from dashboards.jobs import Job
from dashboards.parts.part import Part
from dashboards.parts.table import caption, table_html
from dashboards.parts.work import Work
from dashboards.state import State
from dashboards.states.comparison import Comparing
from simulator import api

UNLIKE = ("R238", "R239")
"""Problems that a visitor may pass over."""


class Compared(Part):
    """Tables of the runs chosen, made beside the page."""

    drawn_by = ("year",)

    def __init__(self, state: State, chosen: Comparing) -> None:
        super().__init__(state)
        self.chosen = chosen
        say = state.say
        self.choice = pmui.MultiChoice(
            label=say("comparison.runs"),
            options=chosen.offered,
            value=list(chosen.runs),
            sizing_mode="stretch_width",
            margin=(4, 8),
        )
        self.choice.param.watch(lambda event: chosen.param.update(runs=event.new), "value")
        self.work = Work(state, chosen.jobs, may_stop=False)
        self.why = self._html()
        self.anyway = pmui.Button(
            label=say("comparison.anyway"), size="small", variant="outlined", visible=False
        )
        self.anyway.on_click(lambda _: chosen.param.update(unlike=True))
        self.report = pmui.Button(
            label=say("comparison.report"), size="small", variant="outlined", margin=(4, 8)
        )
        self.report.on_click(lambda _: self._report())
        self.tables = self._html()

    def _html(self) -> pn.pane.HTML:
        return pn.pane.HTML(stylesheets=[style.SHEET], margin=(4, 8), sizing_mode="stretch_width")

    def draw(self) -> None:
        """Show the tables of what is chosen, or have them made."""
        chosen = self.chosen
        found = chosen.found()
        self.report.visible = chosen.is_enough
        if self.work.job is None:
            self.work.say()
        if not chosen.is_enough:
            self._clear(f"<p>{escape(self.state.say('comparison.too_few'))}</p>")
        elif found is not None:
            self._show(found)
        elif self.work.job is None:
            self.work.follow(chosen.ask(), self._made)

    def _made(self, job: Job[Any]) -> None:
        """Take over what a job found; ask again where something else was chosen meanwhile."""
        self.chosen.keep(job)
        if job.key != self.chosen.key or self.chosen.found() is not None:
            self.draw()
            return
        codes = {problem.code for problem in job.error.problems} if job.error else set()
        self._clear(may_pass=bool(codes) and codes <= set(UNLIKE))

    def _clear(self, why: str = "", *, may_pass: bool = False) -> None:
        self.why.object, self.tables.object = why, ""
        self.anyway.visible = may_pass

    def _show(self, found: api.SideBySide) -> None:
        """Write the tables: inputs first, then outcomes, then pair by pair."""
        say, mark = self.state.say, self.state.say("comparison.unlike") if found.warning else ""
        self.anyway.visible = False
        warning = f'<div class="refusal">{escape(found.warning)}</div>' if mark else ""
        notes = "".join(f"<p>{escape(note)}</p>" for note in found.notes)
        self.why.object = f'{warning}<div class="notes">{notes}</div>'
        same = f"<p>{escape(say('comparison.same_inputs'))}</p>"
        inputs = table_html(found.inputs, mark) if len(found.inputs.frame) else same
        outcomes = "".join(table_html(table, mark) for table in found.outcomes)
        pairs = "".join(
            f'<details class="compared"><summary>{caption(table, mark)}</summary>'
            f"{table_html(table, mark)}</details>"
            for table in found.pairs
        )
        self.tables.object = f"{inputs}{outcomes}{pairs}"

    def _report(self) -> None:
        """Go where reports are made, with these runs chosen."""
        self.state.param.update(reported=list(self.chosen.runs), page="export")

    def body(self) -> pn.viewable.Viewable:
        """Return choice, notes and tables."""
        head = pn.Row(self.report, self.anyway, self.work)
        return pn.Column(self.choice, head, self.why, self.tables, sizing_mode="stretch_width")
