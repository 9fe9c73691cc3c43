"""Optimisation page."""

from __future__ import annotations

import panel as pn

from dashboards.parts.page import Page
from dashboards.state import State


class Optimisation(Page):
    """To be built."""

    def __init__(self, state: State) -> None:
        super().__init__(state, "optimisation", ())

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the page."""
        return pn.Column()
