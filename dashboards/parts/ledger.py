"""The ledger of a place: a table by tier, fund and category, to be downloaded."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from io import BytesIO

import panel as pn
from bokeh.models.widgets.tables import NumberFormatter

from dashboards import style
from dashboards.parts.download import download
from dashboards.parts.grid import Grid
from dashboards.parts.projects_part import ProjectsPart
from dashboards.parts.words import heading
from dashboards.states.projects import ProjectsState

HEIGHT = 430
GROUPS = ("tier_label", "fund_label")
LABELS = (*GROUPS, "category_label")
FORMATS = {"xlsx": "XLSX", "csv": "CSV"}


class Ledger(ProjectsPart):
    """Money in is positive, money out negative; every fund of a tier sums to zero each year."""

    drawn_by_own = ("unit", "prices")

    def __init__(self, own: ProjectsState) -> None:
        super().__init__(own)
        say = own.state.say
        self.heads = {name: say(f"projects.{name}") for name in LABELS}
        groups = [self.heads[name] for name in GROUPS]
        self.title = pn.pane.HTML(stylesheets=[style.SHEET], margin=(6, 8, 0, 8))
        self.table = Grid(
            groupby=groups,
            layout="fit_data_fill",
            frozen_columns=[self.heads[LABELS[-1]]],
            stylesheets=[style.LEDGER],
            show_index=False,
            disabled=True,
            height=HEIGHT,
            sizing_mode="stretch_width",
            hidden_columns=groups,
            widths={self.heads[LABELS[-1]]: 170},
            theme="simple",
            configuration={
                "columnDefaults": {"headerSort": False},
                "locale": own.state.language,
                "langs": {
                    one: {"groups": {"item": say("projects.item"), "items": say("projects.items")}}
                    for one in ("zh", "en")
                },
            },
        )
        self.files = [
            download(
                callback=self._writer(suffix),
                filename=f"ledger.{suffix}",
                label=say("projects.download", form=form),
                margin=(2, 6),
            )
            for suffix, form in FORMATS.items()
        ]

    def draw(self) -> None:
        """Put the ledger of the chosen place into the table."""
        state, frame = self.state, self.own.ledger()
        years = frame.attrs["years"]
        told = {"region": frame.attrs["region_label"], "unit": frame.attrs["unit_label"]}
        title, note = (state.say(f"projects.{key}", **told) for key in ("ledger", "ledger_note"))
        self.title.object = f'{heading(title)}<div class="notes"><p>{escape(note)}</p></div>'
        pattern = NumberFormatter(format=state.say(f"projects.number_{self.own.unit}"))
        self.table.param.update(
            formatters=dict.fromkeys(years, pattern),
            text_align=dict.fromkeys(years, "right"),
            value=frame.rename(columns=self.heads),
        )
        for file, suffix in zip(self.files, FORMATS, strict=True):
            file.filename = f"ledger-{state.opened.id}-{state.region}.{suffix}"

    def _writer(self, suffix: str) -> Callable[[], BytesIO]:
        return lambda: BytesIO(self.own.ledger_file(suffix))

    def body(self) -> pn.viewable.Viewable:
        """Return title, downloads and table."""
        head = pn.FlexBox(*self.files, align_items="center")
        return pn.Column(self.title, head, self.table, sizing_mode="stretch_width")
