"""The money of a place by year as a picture, in prices of 2020 or of the year, and its story."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from simulator.analysis.envelope_frame import SPENT, money_against_envelope
from simulator.analysis.labels import Catalogue, tell
from simulator.analysis.numbers import YUAN_PER_YI, money

Prices = Mapping[int, float]
"""Price level by year with the base year at 1."""
AMOUNTS = ("new", "carried", *SPENT, "spent", "carry_out", "lapsed")
TAIL = ("debt_service", "recurrent")
"""What earlier building costs every year after."""


def money_picture(
    ledger: pd.DataFrame, region: str, catalogue: Catalogue, prices: Prices | None = None
) -> pd.DataFrame:
    """Return `money_against_envelope` in the prices of each year, or of the base year.

    ``attrs`` gains the labels of all amounts and the unit with its prices.
    """
    frame = money_against_envelope(ledger, region, catalogue)
    language, told = catalogue.language, dict(frame.attrs)
    if prices is not None:
        frame[list(AMOUNTS)] = frame[list(AMOUNTS)].mul(frame["year"].map(prices), axis=0)
        told["unit_label"] = tell(language, "money_story.unit_current")
    told["labels"] = {name: tell(language, f"envelope.{name}") for name in AMOUNTS}
    frame.attrs = told
    return frame


def money_story(
    frame: pd.DataFrame, shares: pd.DataFrame, unpaid: pd.DataFrame, catalogue: Catalogue
) -> list[str]:
    """Return in sentences what the money of a place goes to and when it first breaks.

    Parameters
    ----------
    frame
        Of `money_picture`, in prices of the base year.
    shares
        Rows of the place in `affordability_table`; ``attrs["ceiling"]`` is the ceiling [share] or
        None.
    unpaid
        Rows of the place in `unpaid_debt`.
    """
    language = catalogue.language
    if frame.empty:
        return [tell(language, "money_story.nothing")]
    told = {"region": frame.attrs["region_label"]}
    return [
        _tail(frame, language, told),
        _over(frame, language, told),
        _ceiling(shares, language),
        _unpaid(unpaid, language),
        _lapsed(frame, language),
    ]


def _tail(frame: pd.DataFrame, language: str, told: Mapping[str, str]) -> str:
    """Return how the share of running cost and debt service in the new money moves."""
    tail = frame[list(TAIL)].sum(axis=1) / frame["new"] * 100.0
    ends = {
        "first": frame["year"].iloc[0],
        "before": f"{tail.iloc[0]:.1f}",
        "last": frame["year"].iloc[-1],
        "after": f"{tail.iloc[-1]:.1f}",
    }
    broken = frame["year"][tail > 100.0]
    said = tell(language, "money_story.tail", **told, **ends)
    key = "tail_broken" if len(broken) else "tail_held"
    year = broken.iloc[0] if len(broken) else ""
    return said + tell(language, f"money_story.{key}", year=year)


def _over(frame: pd.DataFrame, language: str, told: Mapping[str, str]) -> str:
    """Return the years in which more is spent than comes in."""
    over = frame["year"][frame["spent"] > frame["new"]].astype(str)
    if over.empty:
        return tell(language, "money_story.never_over", **told)
    joint = "、" if language == "zh" else ", "
    facts = {"first": over.iloc[0], "n": len(over), "years": joint.join(over)}
    return tell(language, "money_story.over", **facts)


def _ceiling(shares: pd.DataFrame, language: str) -> str:
    """Return the first year above the ceiling of affordability, or how high the share gets."""
    if shares.empty:
        return tell(language, "money_story.no_budget")
    highest = shares.iloc[int(shares["share_under_stress"].to_numpy(float).argmax())]
    facts = {"year": highest["year"], "share": f"{highest['share_under_stress']:.1f}"}
    ceiling = shares.attrs.get("ceiling")
    if ceiling is None:
        return tell(language, "money_story.no_ceiling", **facts)
    facts["ceiling"] = f"{100 * ceiling:g}"
    above = shares["year"][shares["over_ceiling"].astype(bool)]
    if above.empty:
        return tell(language, "money_story.under_ceiling", **facts)
    return tell(language, "money_story.over_ceiling", first=above.iloc[0], **facts)


def _unpaid(unpaid: pd.DataFrame, language: str) -> str:
    """Return the first year in which debt service could not be paid."""
    if unpaid.empty:
        return tell(language, "money_story.paid")
    first = unpaid.iloc[int(unpaid["year"].to_numpy().argmin())]
    owed = money(float(first["yuan"]), language)
    return tell(language, "money_story.unpaid", year=first["year"], money=owed)


def _lapsed(frame: pd.DataFrame, language: str) -> str:
    """Return what came back unspent over all years."""
    yuan = float(frame["lapsed"].sum()) * YUAN_PER_YI
    return tell(language, "money_story.lapsed", money=money(yuan, language))
