"""Columns of an answer that a page has room for; a download holds all."""

from __future__ import annotations

from collections.abc import Mapping

BUILT = (
    "service_label",
    "unit",
    "starts",
    "lots",
    "recruits",
    "seats",
    "public_yuan",
    "total_yuan",
)
SHOWN: Mapping[str, tuple[str, ...]] = {
    "rows": (
        "region_label",
        "indicator_label",
        "nature_label",
        "unit_label",
        "target",
        "target_year",
        "planned",
        "simulated",
        "status_label",
        "first_year_label",
        "simulated_p50",
        "chance",
        "margin_percent",
        "waited_label",
        "absorb_reached",
        "put_off_to_label",
        "relaxation",
    ),
    "services": BUILT,
    "money": (
        "region_label",
        *BUILT,
        "capital_spent_yuan",
        "bonds_spent_yuan",
        "running_spent_yuan",
    ),
    "years": (
        "region_label",
        "year",
        "public_yuan",
        "total_yuan",
        "asked_yuan",
        "free_yuan",
        "extra_yuan",
        "conversions_yuan",
    ),
    "frontier": ("point", "shortfall_percent", "lowest_percent", "public_yuan"),
    "prices": ("sentence",),
    "choices": ("region_label", "service_label", "unit", "least", "usual", "most", "must_label"),
    "absorb": (
        "region_label",
        "service_label",
        "unit",
        "stock_before",
        "yearly_limit",
        "planned_most",
        "simulated_most",
        "reached_years",
        "raise_points",
        "one_more",
    ),
    "regret": ("made_for_label", "carried_out_in_label", "shortfall_percent", "regret_percent"),
    "goal": ("point_label", "setting_label", "value", "met", "chance"),
}
