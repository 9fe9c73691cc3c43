"""What all parts of pages are: made once, fed when the page looks at them."""

from __future__ import annotations

from typing import ClassVar

import panel as pn

from dashboards import style
from dashboards.parts.words import refused
from dashboards.state import State
from simulator.api import SimulatorError


class Part(pn.viewable.Viewer):
    """One part of a page: widgets and pictures made in ``__init__``, fed in `draw`.

    ``drawn_by`` names what of the state makes it out of date. A part never watches those itself:
    its page calls `show`, so that nothing is drawn that nobody looks at.
    """

    drawn_by: ClassVar[tuple[str, ...]] = ("run_id",)

    def __init__(self, state: State) -> None:
        super().__init__()
        self.state = state
        self.stale = True
        self.notice = pn.pane.HTML(
            visible=False, stylesheets=[style.SHEET], margin=(6, 8), sizing_mode="stretch_width"
        )

    def draw(self) -> None:
        """Feed everything in the part from the state.

        Raises
        ------
        SimulatorError
            Told in words where the part stands.
        """
        raise NotImplementedError

    def body(self) -> pn.viewable.Viewable:
        """Return what the part shows."""
        raise NotImplementedError

    def show(self) -> None:
        """Draw the part if it is out of date."""
        if not self.stale:
            return
        self.stale = False
        try:
            self.draw()
        except SimulatorError as error:
            self.refuse(error)
        else:
            self.shown.visible, self.notice.visible = True, False

    def refuse(self, error: SimulatorError) -> None:
        """Say in words why there is nothing to see."""
        self.notice.object = refused(error, self.state.language)
        self.shown.visible, self.notice.visible = False, True

    @property
    def shown(self) -> pn.viewable.Viewable:
        """Return the body, made the first time."""
        if not hasattr(self, "_shown"):
            self._shown = self.body()
        return self._shown

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the body and the place of a notice."""
        return pn.Column(self.notice, self.shown, sizing_mode="stretch_width")
