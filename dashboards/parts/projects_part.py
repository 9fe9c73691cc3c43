"""A part of the page of projects: it is drawn by what is chosen there too."""

from __future__ import annotations

from typing import ClassVar

from dashboards.parts.part import Part
from dashboards.states.projects import ProjectsState


class ProjectsPart(Part):
    """``drawn_by_own`` names what of the page's own state makes it out of date."""

    drawn_by = ("run_id", "region")
    drawn_by_own: ClassVar[tuple[str, ...]] = ()

    def __init__(self, own: ProjectsState) -> None:
        super().__init__(own.state)
        self.own = own
