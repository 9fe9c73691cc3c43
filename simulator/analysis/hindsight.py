"""Which years of a run look back and which look ahead (design §4.1)."""

from __future__ import annotations

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
    """

    as_of: int
    last_past_year: int

    def kind(self, year: int) -> str:
        """Return ``known``, ``counterfactual`` (回顾) or ``outlook`` (展望) for a year."""
        if year <= self.as_of:
            return "known"
        return "counterfactual" if year <= self.last_past_year else "outlook"

    def note(self, year: int, language: str) -> str:
        """Return the sentence a page about this year must carry; empty when it needs none."""
        kind = self.kind(year)
        if kind == "known":
            return ""
        return tell(language, f"hindsight.{kind}", year=year, as_of=self.as_of)

    def mark(self, year: int, language: str) -> str:
        """Return the short mark for a title; empty when the year needs none."""
        kind = self.kind(year)
        return "" if kind == "known" else tell(language, f"hindsight.{kind}_mark")
