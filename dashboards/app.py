"""Composes the page and serves it on this machine only; ``equalise dashboard`` calls `serve`."""

from __future__ import annotations

from pathlib import Path

import panel as pn
import panel_material_ui as pmui
import param

from dashboards import style
from dashboards.state import State
from dashboards.views.choices import Choices
from dashboards.views.empty import Empty
from dashboards.views.evidence import Evidence
from dashboards.views.overview import Overview
from dashboards.views.path import Path as PathView
from dashboards.views.population import Population

ADDRESS = "127.0.0.1"
LANGUAGES = {"中文": "zh", "English": "en"}
SIDE = 500


def contents(state: State) -> list[pn.viewable.Viewable]:
    """Return what stands on the page for one state."""
    if state.run is None:
        return [Empty(state)] if not state.runs else [Choices(state), Empty(state)]
    pictures = pn.Row(
        pn.Column(Overview(state), Population(state), sizing_mode="stretch_width"),
        pn.Column(PathView(state), Evidence(state), width=SIDE),
        sizing_mode="stretch_width",
    )
    return [Choices(state), pictures]


def page(store: Path, language: str) -> pmui.Page:
    """Return the page of one visitor; every session calls this once."""
    state = State(store, language)
    body = pn.Column(*contents(state), sizing_mode="stretch_width", margin=(0, 12))
    switch = pmui.RadioButtonGroup(
        options=LANGUAGES, value=language, size="small", margin=(8, 16), stylesheets=[style.SWITCH]
    )
    sheet = pmui.Page(
        title=state.say("page.title"),
        header=[pn.HSpacer(), switch],
        main=[body],
        theme_config=style.THEME,
        theme_toggle=False,
        busy_indicator="linear",
        main_width=None,
    )
    shown = [state]

    def speak(event: param.parameterized.Event) -> None:
        """Show the same choices in the other language."""
        shown[0] = shown[0].in_language(event.new)
        sheet.title = shown[0].say("page.title")
        body.objects = contents(shown[0])

    switch.param.watch(speak, "value")
    return sheet


def serve(runs: Path, port: int, lang: str = "zh") -> None:
    """Serve the page until interrupted; only this machine can reach it.

    Parameters
    ----------
    runs
        The store of runs.
    port
        Port on 127.0.0.1.
    lang
        Language in which the page opens.
    """
    pn.serve(
        {"dashboard": lambda: page(runs, lang)},
        address=ADDRESS,
        port=port,
        websocket_origin=[f"{ADDRESS}:{port}", f"localhost:{port}"],
        show=False,
        verbose=False,
        title="均等化情景模拟器",
    )
