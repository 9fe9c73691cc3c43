"""The table of observations: typed, pasted or uploaded, and checked at once."""

from __future__ import annotations

from html import escape
from io import BytesIO
from pathlib import PurePath
from typing import Any

import pandas as pd
import panel as pn
import panel_material_ui as pmui
import param
from panel.models.tabulator import TableEditEvent

from dashboards import style
from dashboards.parts.grid import Grid
from dashboards.parts.part import Part
from dashboards.parts.paste import Paste
from dashboards.parts.upload import FileInput
from dashboards.parts.words import heading
from dashboards.states.review import ReviewState
from simulator.api import SimulatorError, observing, refusal

FILLED_CELLS = observing.FILLED_CELLS
SHOWN = ("no", "label", "unit_label", "before", "before_year", *FILLED_CELLS)
HIDDEN = ("id",)
WIDTHS = {"no": 56, "unit_label": 116, "before": 96, "before_year": 68, "value": 104}
WIDTHS |= {"published": 104, "source": 190, "note": 190}
HEIGHT = 330
# all rows stand in the page, so that marks find them by their place
LOOK = {"columnDefaults": {"headerSort": False}, "rowHeight": 28, "renderVertical": "basic"}
MOST_TOLD = 12
"""Doubts that are listed; further ones are counted."""
HARD_LIMIT = 20_000_000
"""Bytes that the browser does not send at all; up to here the page says what is wrong."""
BAD, OWN = (
    f"background-color: #fde3c8 !important; box-shadow: inset 0 0 0 2px {style.PLAN};",
    "font-weight: 600;",
)


class Observations(Part):
    """Editable table with what is doubtful in it beneath, in words."""

    drawn_by = ("run_id", "region")

    def __init__(self, own: ReviewState) -> None:
        super().__init__(own.state)
        self.own = own
        self.frame = pd.DataFrame()
        self.title = pn.pane.HTML(stylesheets=[style.SHEET], margin=(6, 8, 0, 8))
        self.told = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(2, 8), sizing_mode="stretch_width"
        )
        self.trouble = pn.pane.HTML(stylesheets=[style.SHEET], margin=(2, 8), visible=False)
        self.table = self._table()
        self.paste = Paste(self._pasted)
        self.buttons = pn.FlexBox(*self._buttons(), align_items="center")

    def _table(self) -> Grid:
        say = self.state.say
        table = Grid(
            pd.DataFrame(columns=[*SHOWN, *HIDDEN]),
            titles={name: say(f"observations.{name}") for name in SHOWN},
            editors={name: {"type": "input"} if name in FILLED_CELLS else None for name in SHOWN},
            hidden_columns=list(HIDDEN),
            widths=WIDTHS,
            text_align={"before": "right", "before_year": "right", "value": "right"},
            show_index=False,
            selectable=False,
            height=HEIGHT,
            layout="fit_columns",
            css_classes=["takes-paste"],
            stylesheets=[style.ENTRIES],
            configuration=LOOK,
            sizing_mode="stretch_width",
            margin=(4, 8),
        )
        table.on_edit(self._edited)
        return table

    def _buttons(self) -> list[pn.viewable.Viewable]:
        say = self.state.say
        look: dict[str, Any] = {"size": "small", "variant": "outlined", "margin": (4, 8)}
        self.upload = FileInput(
            HARD_LIMIT,
            label=say("observations.upload"),
            uploaded_label=say("observations.upload"),
            **look,
        )
        self.upload.param.watch(self._uploaded, "value")
        self.form = pmui.FileDownload(
            callback=self._form, filename="form.xlsx", label=say("observations.form"), **look
        )
        self.save = pmui.FileDownload(
            callback=lambda: BytesIO(self.own.own_file()),
            filename="observations.csv",
            label=say("observations.save"),
            **look,
        )
        self.clear = pmui.Button(label=say("observations.clear"), **look)
        self.clear.on_click(lambda _: self.own.clear())
        return [self.upload, self.form, self.save, self.clear]

    def draw(self) -> None:
        """Feed the table and write the doubts beneath it."""
        state, own = self.state, self.own
        frame = own.form()
        said = state.say(
            "observations.title", region=state.label("region", state.region), year=own.year
        )
        note = state.say("observations.about")
        self.title.object = f'{heading(said)}<div class="notes"><p>{escape(note)}</p></div>'
        self._feed(_texts(frame))
        self.table.stylesheets = [style.ENTRIES, marks(frame)]
        self.told.object = self._words(frame)
        self.form.filename = f"{state.region}-{own.year}.xlsx"
        self.save.disabled = not own.entries
        self.clear.disabled = not frame.attrs["n_own"]

    def _feed(self, frame: pd.DataFrame) -> None:
        """Patch the cells that have changed; the editor that is open stays open."""
        same = len(frame) == len(self.frame) and list(frame["no"]) == list(self.frame["no"])
        if not (same and list(frame["label"]) == list(self.frame["label"])):
            self.table.value = frame
        else:
            here = self.table.value
            patches = {
                name: [
                    (at, new)
                    for at, (old, new) in enumerate(zip(here[name], frame[name], strict=True))
                    if old != new
                ]
                for name in frame
            }
            if patches := {name: found for name, found in patches.items() if found}:
                self.table.patch(patches)
        self.frame = frame

    def _words(self, frame: pd.DataFrame) -> str:
        say, doubts = self.state.say, frame.attrs["doubts"]
        n_own, n_elsewhere = frame.attrs["n_own"], frame.attrs["n_elsewhere"]
        lines = [say("observations.counted", n=n_own, elsewhere=n_elsewhere, doubts=len(doubts))]
        left_over = self.own.kept.left_over
        told = [*left_over, *doubts]
        lines += told[:MOST_TOLD]
        if len(told) > MOST_TOLD:
            lines.append(say("observations.more", n=len(told) - MOST_TOLD))
        kinds = ["notes", *(["refusal"] * (len(lines) - 1))]
        rows = zip(kinds, lines, strict=True)
        return "".join(
            f'<div class="{kind}" role="status"><p>{escape(line)}</p></div>' for kind, line in rows
        )

    def _edited(self, event: TableEditEvent) -> None:
        """Take an edited cell over; what is wrong stays as typed and is told."""
        if event.column in FILLED_CELLS and 0 <= event.row < len(self.frame):
            self.refused("")
            text = "" if event.value is None else str(event.value)
            self.own.enter(str(self.frame["id"].iloc[event.row]), event.column, text)

    def _pasted(self, text: str, line: int, column: str) -> None:
        self.refused("")
        self.own.paste(text, line, column if column in FILLED_CELLS else FILLED_CELLS[0])

    def _uploaded(self, event: param.parameterized.Event) -> None:
        if event.new is None:
            return
        name = PurePath(str(self.upload.filename)).name
        self.upload.clear()
        self.refused("")
        try:
            n = self.own.upload(name, event.new)
        except SimulatorError as error:
            self.refused("\n".join(refusal(error, self.state.language)))
        else:
            say = self.state.say
            self.upload.label = self.upload.uploaded_label = say("observations.uploaded", n=n)

    def _form(self) -> BytesIO:
        try:
            return BytesIO(self.own.blank_form())
        except SimulatorError as error:
            self.refused("\n".join(refusal(error, self.state.language)))
            return BytesIO()

    def refused(self, text: str) -> None:
        """Say why a file was not taken; the table stays as it is."""
        lines = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines())
        self.trouble.object = f'<div class="refusal" role="alert">{lines}</div>'
        self.trouble.visible = bool(text)

    def body(self) -> pn.viewable.Viewable:
        """Return title, buttons, table and doubts."""
        return pn.Column(
            self.title,
            self.buttons,
            self.trouble,
            self.table,
            self.paste,
            self.told,
            sizing_mode="stretch_width",
        )


def _texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table as it is shown: numbers in words, nothing where nothing is known."""
    shown = frame[[*SHOWN, *HIDDEN]].copy()
    shown["before"] = ["" if pd.isna(one) else f"{one:,.6g}" for one in frame["before"]]
    shown["before_year"] = ["" if pd.isna(one) else str(one) for one in frame["before_year"]]
    return shown


def marks(frame: pd.DataFrame) -> str:
    """Return the style of the cells: doubtful ones framed, a visitor's own in bold.

    A stylesheet, because styles of the table itself draw it again and close the open editor.
    """
    rules = []
    for no, wrong, own in zip(frame["no"], frame["wrong"], frame["own"], strict=True):
        row = f":host .tabulator-row:nth-child({no})"
        if own:
            rules.append(f"{row} .tabulator-cell {{ {OWN} }}")
        rules += [f'{row} [tabulator-field="{name}"] {{ {BAD} }}' for name in wrong.split()]
    return "\n".join(rules)
