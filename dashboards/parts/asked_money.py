"""The planner's own money for a question: the scenario's as a workbook, a changed one up."""

from __future__ import annotations

import asyncio
from io import BytesIO
from pathlib import PurePath

import panel as pn
import panel_material_ui as pmui
import param

from dashboards import style
from dashboards.parts.upload import FileInput
from dashboards.parts.words import paragraphs
from dashboards.states.optimisation import Asking
from simulator import api

HARD_LIMIT = 4 * api.own_inputs.LARGEST_UPLOAD
"""Bytes that the browser does not send at all; up to here the page says what is wrong."""


class AskedMoneyPart(pn.viewable.Viewer):
    """Download, upload, what was found in the file, and a way back to the scenario's money."""

    def __init__(self, asking: Asking) -> None:
        super().__init__()
        self.asking, self.state = asking, asking.state
        say = self.state.say
        look = {"size": "small", "variant": "outlined", "margin": (4, 4)}
        self.download = pmui.FileDownload(
            callback=self._book, filename="budget.xlsx", label=say("asked_money.download"), **look
        )
        self.upload = FileInput(
            HARD_LIMIT,
            label=say("asked_money.upload"),
            uploaded_label=say("asked_money.upload"),
            **look,
        )
        self.drop = pmui.Button(label=say("asked_money.drop"), visible=False, **look)
        self.said = pn.pane.HTML(
            stylesheets=[style.SHEET], margin=(2, 8), sizing_mode="stretch_width"
        )
        self.upload.param.watch(self._uploaded, "value")
        self.drop.on_click(lambda _: asking.param.update(money=None))
        asking.param.watch(self._tell, ["money", "scenario"])
        self._tell()

    def _book(self) -> BytesIO:
        try:
            return BytesIO(self.asking.book())
        except api.SimulatorError as error:
            self._refuse(error)
            return BytesIO()

    async def _uploaded(self, event: param.parameterized.Event) -> None:
        """Check a file beside the page, and say what was found."""
        if event.new is None:
            return
        name = PurePath(str(self.upload.filename)).name
        self.upload.clear()
        self.said.object = paragraphs([self.state.say("asked_money.checking")], "notes")
        try:
            self.asking.money = await asyncio.to_thread(self.asking.take_money, name, event.new)
        except api.SimulatorError as error:
            self._refuse(error)
        else:
            self._tell()

    def _refuse(self, error: api.SimulatorError) -> None:
        """Say what is wrong with a file; the money that was there stays."""
        self.said.object = paragraphs(api.refusal(error, self.state.language), "refusal")

    def _tell(self, *_: param.parameterized.Event) -> None:
        """Say whose money is used."""
        say, money = self.state.say, self.asking.money
        self.drop.visible = money is not None
        told = say("asked_money.taken", name=money.name) if money else say("asked_money.own")
        self.said.object = paragraphs([told], "notes")
        self.download.filename = f"budget-{self.asking.scenario}.xlsx"

    def __panel__(self) -> pn.viewable.Viewable:
        """Return the buttons and what is told."""
        return pn.Column(
            pn.FlexBox(self.download, self.upload, self.drop),
            self.said,
            sizing_mode="stretch_width",
        )
