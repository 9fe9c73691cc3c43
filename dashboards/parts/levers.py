"""The levers of the laboratory, one group at a time: sliders, choices and tables."""

from __future__ import annotations

from html import escape
from typing import Any

import panel as pn
import panel_material_ui as pmui
import param

from dashboards import style
from dashboards.hand import Hand
from dashboards.parts.lever_row import LeverRow
from dashboards.parts.lever_tables import CityLevers, ProjectLevers
from dashboards.parts.part import Part
from dashboards.states.laboratory import Trying

PROJECTS = "projects"
HEIGHT = 380
Table = CityLevers | ProjectLevers


class Levers(Part):
    """Widgets of one group of levers; a group is made when it is first looked at."""

    drawn_by = ("run_id",)

    def __init__(self, trying: Trying, hand: Hand) -> None:
        super().__init__(trying.state)
        self.trying, self.hand = trying, hand
        self.rows: dict[str, list[LeverRow]] = {}
        self.tables: dict[str, list[Table]] = {}
        self.choice = pmui.Select(
            name=self.state.say("laboratory.group"),
            size="small",
            sizing_mode="stretch_width",
            margin=(6, 8),
        )
        self.group = pn.Column(sizing_mode="stretch_width", height=HEIGHT, scroll=True)
        self.trouble = pn.pane.HTML(stylesheets=[style.SHEET], visible=False, margin=(0, 8))
        self.choice.param.watch(self._look_at, "value")
        trying.param.watch(self._follow, "trial")
        trying.param.watch(self._refuse, "refused")

    def draw(self) -> None:
        """Offer the groups of the chosen run's levers."""
        levers = self.trying.levers()
        self.rows, self.tables = {}, {}
        groups = {one.group_label: one.group for one in levers}
        groups.setdefault(self.state.say("laboratory.projects"), PROJECTS)
        kept = self.choice.value if self.choice.value in groups.values() else levers[0].group
        self.choice.param.update(options=groups, value=kept)
        self._look_at()
        self._refuse()

    def _look_at(self, *_: param.parameterized.Event) -> None:
        """Show the widgets of the chosen group."""
        group = self.choice.value
        if group is None:
            return
        if group not in self.rows:
            self._make(group)
            self._follow()
        self.group.objects = [*self.rows[group], *self.tables[group]]

    def _make(self, group: str) -> None:
        state, bench = self.state, self.trying.bench
        mine = [one for one in self.trying.levers() if one.group == group]
        slides = bench.slides(state.language)
        single = [one for one in mine if one.kind not in ("by_city", "project")]
        self.rows[group] = [
            LeverRow(one, slides.get(one.path), state, self._move) for one in single
        ]
        by_city = [one for one in mine if one.kind == "by_city"]
        self.tables[group] = [CityLevers(by_city, state, self._move)] if by_city else []
        if group == PROJECTS:
            self.tables[group].append(ProjectLevers(mine, state, self._move))

    def _move(self, path: str, value: Any) -> None:  # noqa: ANN401
        self.trying.want(path, value)
        self.hand.moved()

    def _follow(self, *_: param.parameterized.Event) -> None:
        """Put every widget where its lever is, but the one that is in the hand."""
        trying = self.trying
        for row in (row for rows in self.rows.values() for row in rows):
            if row.lever.path != trying.moved:
                path = row.lever.path
                row.follow(trying.changes.get(path, row.lever.value))
        for table in (one for tables in self.tables.values() for one in tables):
            table.follow(dict(trying.changes))

    def _refuse(self, *_: param.parameterized.Event) -> None:
        """Say beside a lever what is wrong with its last move."""
        refused = dict(self.trying.refused)
        for row in (row for rows in self.rows.values() for row in rows):
            row.refuse(refused.pop(row.lever.path, []))
        told = [line for one in refused.values() for line in one]
        lines = "".join(f"<p>{escape(line)}</p>" for line in told)
        self.trouble.object = f'<div class="refusal" role="alert">{lines}</div>'
        self.trouble.visible = bool(told)

    def body(self) -> pn.viewable.Viewable:
        """Return the choice of a group and its widgets."""
        return pn.Column(self.choice, self.trouble, self.group, sizing_mode="stretch_width")
