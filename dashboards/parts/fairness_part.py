"""A part of the page of fairness: it is drawn by what is chosen there too."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import ClassVar

import panel as pn

from dashboards import style
from dashboards.parts.part import Part
from dashboards.parts.words import heading
from dashboards.states.fairness import FairnessState


class FairnessPart(Part):
    """``drawn_by_own`` names what of the page's own state makes it out of date."""

    drawn_by: ClassVar[tuple[str, ...]] = ("run_id", "year", "indicator")
    drawn_by_own: ClassVar[tuple[str, ...]] = ("include_imputed",)

    def __init__(self, own: FairnessState) -> None:
        super().__init__(own.state)
        self.own = own
        self.title = pn.pane.HTML(stylesheets=[style.SHEET], margin=(8, 8, 0, 8))
        self.notes = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(2, 8), sizing_mode="stretch_width"
        )

    def tell(self, title: str, notes: Sequence[str] = (), mark: str = "") -> None:
        """Write what stands above the picture, a mark beside it, and what belongs under it."""
        self.title.object = heading(title, mark)
        said = "".join(f"<p>{escape(note)}</p>" for note in notes)
        self.notes.object = f'<div class="notes">{said}</div>'
