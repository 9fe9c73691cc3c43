"""Which years of a run look back and which look ahead (design §4.1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulator.analysis.labels import tell


@dataclass(frozen=True, slots=True)
class Hindsight:
    """Where a run's years stand in real time.

    Parameters
    ----------
    as_of
        Last year up to which the baseline's levers hold.
    last_past_year
        Last calendar year that is already over where the reader sits.
    restated_to
        Last year whose observed stocks the run takes over; None where it takes over none.
    """

    as_of: int
    last_past_year: int
    restated_to: int | None = None

    def kind(self, year: int) -> str:
        """Return what a year is: ``known``, ``restated``, ``counterfactual`` or ``outlook``.

        按观测重算, 回顾, 展望.
        """
        if year <= self.as_of:
            return "known"
        if self.restated_to is not None and year <= max(self.restated_to, self.last_past_year):
            return "restated"
        return "counterfactual" if year <= self.last_past_year else "outlook"

    def note(self, year: int, language: str) -> str:
        """Return the sentence a page about this year must carry; empty when it needs none."""
        kind = self.kind(year)
        if kind == "known":
            return ""
        return tell(language, f"hindsight.{kind}", year=year, as_of=self.as_of, to=self.restated_to)

    def mark(self, year: int, language: str) -> str:
        """Return the short mark for a title; empty when the year needs none."""
        kind = self.kind(year)
        return "" if kind == "known" else tell(language, f"hindsight.{kind}_mark")

    def spans(self, years: Iterable[int], language: str) -> list[str]:
        """Return which of the years bear which mark, such as 2021—2025年回顾（反事实）."""
        marked: dict[str, list[int]] = {}
        for year in years:
            marked.setdefault(self.mark(year, language), []).append(year)
        return [
            tell(language, "hindsight.years", first=those[0], last=those[-1], mark=mark)
            if len(those) > 1
            else tell(language, "hindsight.one_year", year=those[0], mark=mark)
            for mark, those in marked.items()
            if mark
        ]
