"""Levers that are tables: one number by city, and what becomes of named projects."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd
import panel as pn
import panel_material_ui as pmui
import param

from dashboards import style
from dashboards.parts.grid import Grid
from dashboards.parts.lever_row import Move, note
from dashboards.state import State
from simulator import api

CITY, NUMBER = "city", "number"
PARTS = ("state", "delay")
TABLE_HEIGHT = 300
Changes = dict[str, Any]


class CityLevers(pn.viewable.Viewer):
    """Levers by city: one is chosen, its cities stand in a table whose numbers are typed."""

    def __init__(self, levers: Sequence[api.Lever], state: State, move: Move) -> None:
        super().__init__()
        self.state, self._move = state, move
        self._levers = {one.path: one for one in levers}
        self._changes: Changes = {}
        self.choice = pmui.Select(
            name=state.say("laboratory.by_city"),
            options={one.label: one.path for one in levers},
            value=levers[0].path,
            size="small",
            sizing_mode="stretch_width",
            margin=(8, 8, 2, 8),
        )
        self.table = Grid(
            self._frame(),
            show_index=False,
            hidden_columns=["path"],
            titles={CITY: state.label("kind", "city"), NUMBER: state.say("laboratory.number")},
            editors={CITY: None, "path": None, NUMBER: {"type": "number"}},
            height=TABLE_HEIGHT,
            sizing_mode="stretch_width",
            margin=(2, 8),
        )
        self.table.titles = {CITY: state.say("choose.region"), NUMBER: self._unit()}
        self.note = pn.pane.HTML(stylesheets=[style.LEVERS], margin=(0, 8))
        self.choice.param.watch(self._chosen, "value")
        self.table.on_edit(self._edited)
        self._chosen()

    @property
    def _lever(self) -> api.Lever:
        return self._levers[self.choice.value]

    def _unit(self) -> str:
        return self._lever.unit_label or self.state.say("laboratory.number")

    def _frame(self) -> pd.DataFrame:
        lever = self._lever
        given = lever.value if isinstance(lever.value, dict) else {}
        rows = []
        for city in lever.cities:
            path = f"{lever.path}.{city}"
            value = self._changes.get(path, given.get(city))
            number = float(value) if isinstance(value, int | float) else None
            rows.append((self.state.label("region", city), number, path))
        return pd.DataFrame(rows, columns=[CITY, NUMBER, "path"])

    def _chosen(self, *_: param.parameterized.Event) -> None:
        self.table.value = self._frame()
        self.table.titles = {CITY: self.state.say("choose.region"), NUMBER: self._unit()}
        self.note.object = note(self._lever, None, self.state)

    def _edited(self, event: Any) -> None:  # noqa: ANN401  (panel's own)
        value = event.value
        typed = None if value is None or value == "" else float(value)
        self._move(str(self.table.value["path"].iloc[event.row]), typed)

    def follow(self, changes: Changes) -> None:
        """Show the numbers of the levers as they are."""
        self._changes = dict(changes)
        frame = self._frame()
        if not frame.equals(self.table.value):
            self.table.value = frame

    def __panel__(self) -> pn.viewable.Viewable:
        """Return choice, table and note."""
        return pn.Column(self.choice, self.table, self.note, sizing_mode="stretch_width")


class ProjectLevers(pn.viewable.Viewer):
    """Named projects: on, off, or so many months later."""

    def __init__(self, levers: Sequence[api.Lever], state: State, move: Move) -> None:
        super().__init__()
        self._levers, self.state, self._move = list(levers), state, move
        states = {label: name for name, label in levers[0].choices} if levers else {}
        self._states = {state.say("laboratory.as_listed"): None} | states
        self.table = Grid(
            self._frame({}),
            show_index=False,
            hidden_columns=["path"],
            titles={
                name: state.say(f"laboratory.project_{name}")
                for name in ("name", "about", "state", "delay")
            },
            editors={
                "name": None,
                "about": None,
                "state": {"type": "list", "values": list(self._states)},
                "delay": {"type": "number", "min": -240, "max": 240, "step": 1},
            },
            height=TABLE_HEIGHT,
            sizing_mode="stretch_width",
            margin=(2, 8),
        )
        self.table.on_edit(self._edited)

    def _frame(self, changes: Changes) -> pd.DataFrame:
        words = {name: label for label, name in self._states.items()}
        rows = []
        for one in self._levers:
            given = one.value if isinstance(one.value, dict) else {}
            state = changes.get(f"{one.path}.state", given.get("state"))
            delay = changes.get(f"{one.path}.delay", given.get("delay") or 0)
            rows.append((one.label, one.about, words[state], int(delay), one.path))
        return pd.DataFrame(rows, columns=["name", "about", "state", "delay", "path"])

    def _edited(self, event: Any) -> None:  # noqa: ANN401  (panel's own)
        path = f"{self.table.value['path'].iloc[event.row]}.{event.column}"
        if event.column == "state":
            self._move(path, self._states.get(event.value))
        elif event.column == "delay":
            self._move(path, int(event.value or 0))

    def follow(self, changes: Changes) -> None:
        """Show the projects as they are."""
        frame = self._frame(changes)
        if not frame.equals(self.table.value):
            self.table.value = frame

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the table, or that there are no projects."""
        if self._levers:
            return self.table
        told = escape(self.state.say("laboratory.no_projects"))
        return pn.pane.HTML(f'<div class="lever">{told}</div>', stylesheets=[style.LEVERS])
