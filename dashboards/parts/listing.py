"""A table as pages show it: read only, under headings in words, to be downloaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import pandas as pd
import panel as pn
import panel_material_ui as pmui
from bokeh.models.widgets.tables import NumberFormatter

from dashboards import style
from dashboards.parts.download import download
from dashboards.parts.grid import Grid
from dashboards.state import State
from dashboards.written import FORMATS

YEAR = NumberFormatter(format="0", text_align="right")
NUMBER = NumberFormatter(format="0,0.[000000]", nan_format="—", text_align="right")
RATIO = NumberFormatter(format="0,0.00", text_align="right")
PAGING = ("first", "last", "prev", "next")


def listing(state: State, heads: Mapping[str, str], **look: Any) -> Grid:  # noqa: ANN401
    """Return an empty table; ``look`` goes to the widget.

    Parameters
    ----------
    state
        Says the words of the paging.
    heads
        Headings by column.
    """
    say = state.say
    words: dict[str, object] = {one: say(f"listing.{one}") for one in PAGING}
    words |= {f"{one}_title": say(f"listing.{one}") for one in PAGING}
    words["counter"] = {key: say(f"listing.{key}") for key in ("showing", "of", "rows", "pages")}
    chosen = {"pagination": words, "headerFilters": {"default": say("listing.filter")}}
    look = {
        "layout": "fit_data_fill",
        "theme": "simple",
        "sizing_mode": "stretch_width",
        "margin": (4, 8),
        **look,
    }
    return Grid(
        pd.DataFrame(columns=list(heads)),
        titles=dict(heads),
        show_index=False,
        disabled=True,
        stylesheets=[style.TABULATOR],
        configuration={
            "locale": state.language,
            "langs": {state.language: chosen},
            **look.pop("configuration", {}),
        },
        **look,
    )


def downloads(state: State, name: Callable[[], str], write: Callable[[str], bytes]) -> pn.Row:
    """Return one button for each format.

    Parameters
    ----------
    state
        Says the words.
    name
        Returns the file's name without suffix when it is asked for.
    write
        Returns the bytes of a format.
    """
    return pn.Row(*(_download(state, name, write, suffix) for suffix in FORMATS))


def _download(
    state: State, name: Callable[[], str], write: Callable[[str], bytes], suffix: str
) -> pmui.FileDownload:
    def made() -> BytesIO:
        button.filename = f"{name()}.{suffix}"
        return BytesIO(write(suffix))

    button = download(
        callback=made,
        filename=f"{name()}.{suffix}",
        label=state.say("listing.download", form=FORMATS[suffix]),
        margin=(2, 6),
    )
    return button
