"""What a visitor of the page of projects and money has chosen, uploaded and is waiting for."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pandas as pd
import param

from dashboards.jobs import Job
from dashboards.state import State
from simulator import api

ALL = ""
"""All services."""
ORDERS = ("place", "waiting", "opening", "size")
UNITS = ("yi", "wan")
PRICES = ("base", "current")
CHOICES = ("service", "order", "unit", "prices")
PAGE = "projects"
Kind = Literal["budget", "projects"]


class ProjectsState(param.Parameterized):
    """Filters of the picture, unit and prices of the money, and the upload under way."""

    service = param.Selector(default=ALL, objects=[ALL], check_on_set=False)
    order = param.Selector(default="place", objects=list(ORDERS))
    unit = param.Selector(default="yi", objects=list(UNITS))
    prices = param.Selector(default="base", objects=list(PRICES))

    def __init__(self, state: State) -> None:
        before = state.kept.get(PAGE, {})
        super().__init__(**{name: before[name] for name in CHOICES if name in before})
        self.state = state
        self.taken: api.own_inputs.OwnInput | None = before.get("taken")
        self.job: Job[api.Run] | None = before.get("job")
        self.param.watch(lambda *_: self._keep(), list(CHOICES))

    def _keep(self) -> None:
        """Keep what is chosen, uploaded and waited for when the language changes."""
        chosen = {name: getattr(self, name) for name in CHOICES}
        self.state.kept[PAGE] = {**chosen, "taken": self.taken, "job": self.job}

    def offer(self) -> None:
        """Offer what the open run has: its services, and prices of the year where it tells them."""
        services = api.project_picture.project_services(self.state.opened, self.state.language)
        names = {self.state.say("projects.all_services"): ALL}
        self.param["service"].objects = names | {name: one for one, name in services.items()}
        if self.service not in services:
            self.service = ALL
        if not self.has_prices:
            self.prices = "base"

    @property
    def has_prices(self) -> bool:
        """Return whether the open run's own budget says what prices of the year are."""
        return api.money_picture.run_prices(self.state.opened) is not None

    @property
    def current(self) -> bool:
        """Return whether money is shown in prices of the year."""
        return self.prices == "current"

    def bars(self) -> pd.DataFrame:
        """Return the frame of the picture; api.project_picture.project_picture says its columns."""
        return api.project_picture.project_picture(
            self.state.opened,
            region=self.state.region,
            service=self.service or None,
            order=self.order,
            lang=self.state.language,
        )

    def money(self) -> pd.DataFrame:
        """Return the money by year; api.money_picture.run_money says its columns."""
        state = self.state
        return api.money_picture.run_money(
            state.opened, state.region, current=self.current, lang=state.language
        )

    def story(self) -> list[str]:
        """Return the sentences about the money."""
        return api.money_picture.run_money_story(
            self.state.opened, self.state.region, self.state.language
        )

    def ledger(self) -> pd.DataFrame:
        """Return the ledger; api.money_picture.run_ledger_rows says its columns."""
        state = self.state
        return api.money_picture.run_ledger_rows(
            state.opened,
            state.region,
            unit=self.unit,
            current=self.current,
            lang=state.language,
        )

    def ledger_file(self, suffix: str) -> bytes:
        """Return the ledger as a file, ``xlsx`` or ``csv``, with headings in words."""
        frame, say = self.ledger(), self.state.say
        heads = {name: say(f"projects.{name}") for name in frame.columns if name.endswith("_label")}
        table = frame.rename(columns=heads)
        table.insert(len(heads), say("projects.unit"), frame.attrs["unit_label"])
        table.attrs = {"notes": [f"{frame.attrs['region_label']} · {self.state.opened.id}"]}
        with TemporaryDirectory(prefix="equalise-") as folder:
            return api.write_table(table, Path(folder) / f"ledger.{suffix}").read_bytes()

    def book(self, kind: Kind) -> bytes:
        """Return a workbook with what the open run had."""
        return api.own_inputs.own_input_book(self.state.opened, kind, self.state.language)

    def take(self, kind: Kind, name: str, raw: bytes) -> api.own_inputs.OwnInput:
        """Check an uploaded file and keep it for a run.

        Raises
        ------
        SimulatorError
            With all that is wrong with it; what was uploaded before stays.
        """
        self.state.refuse_when_read_only()
        self.taken = api.own_inputs.take_upload(
            self.state.opened, kind, name, raw, self.state.language
        )
        self._keep()
        return self.taken

    def ask(self) -> Job[api.Run] | None:
        """Queue the run of what was uploaded."""
        jobs, taken = self.state.jobs, self.taken
        if jobs is None or taken is None or not self.state.may_write:
            return None
        self.job = jobs.ask(taken.id, lambda progress: api.own_inputs.run_with(taken, progress))
        self._keep()
        return self.job
