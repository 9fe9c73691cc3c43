"""What all pages are: parts that are drawn while they are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import panel as pn
import param

from dashboards.parts.part import Part
from dashboards.state import State


class Page(pn.viewable.Viewer):
    """One page of the dashboard; a subclass makes its parts and lays them out.

    ``choices`` names the common choices above it, ``needs_run`` whether it says nothing without
    a run; ``own`` of `__init__` is the page's own state, which may move its parts too.
    """

    choices: ClassVar[tuple[str, ...]] = ("run_id",)
    needs_run: ClassVar[bool] = True

    def __init__(
        self, state: State, name: str, parts: Sequence[Part], own: param.Parameterized | None = None
    ) -> None:
        super().__init__()
        self.state, self.page_name, self.parts = state, name, parts
        names = {name for part in parts for name in part.drawn_by}
        for source in (state, *([own] if own is not None else [])):
            if watched := names.intersection(source.param):
                source.param.watch(self._moved, sorted(watched))

    def show(self) -> None:
        """Draw what changed since the page was last looked at."""
        if self.state.run is not None or not self.needs_run:
            for part in self.parts:
                part.show()

    def _moved(self, *events: param.parameterized.Event) -> None:
        names = {event.name for event in events}
        for part in self.parts:
            part.stale = part.stale or not names.isdisjoint(part.drawn_by)
        if self.state.page == self.page_name:
            self.show()
