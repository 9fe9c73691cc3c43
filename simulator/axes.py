"""The closed lists that every part shares: ages, groups, funds, domains, events, statistics.

Regions, services and indicators are data (``params/``) and come as arrays; what stands here
is fixed by the tables of design §8.
"""

from __future__ import annotations

SEXES = ("female", "male")
"""Order of the sex axis everywhere."""

N_AGES = 101
"""Single ages 0…99 and the open group 100+."""

AGE_GROUPS: dict[str, tuple[int, int]] = {
    "under_3": (0, 3),
    "3_5": (3, 6),
    "6_11": (6, 12),
    "12_14": (12, 15),
    "15_17": (15, 18),
    "16_59": (16, 60),
    "60_plus": (60, N_AGES),
    "65_plus": (65, N_AGES),
    "80_plus": (80, N_AGES),
    "women_15_49": (15, 50),
    "total": (0, N_AGES),
}
"""Age groups as half-open ranges of single ages; ``women_15_49`` counts females only."""

PROVINCE = "henan"
PROVINCIAL_TREASURY = "henan_own"
NATION = "nation"

STATISTICS = ("central", "mean", "p05", "p25", "p50", "p75", "p95", "standard_error")
"""``standard_error`` is the Monte-Carlo standard error of the mean (`ensemble.summaries`)."""
REFERENCES = ("province", "rest", "target", "national", "best")
GRADES = ("stated", "derived", "external", "assumed", "simulated")
"""Grades from strongest to weakest for inputs; ``simulated`` marks projected values."""

FAMILIES = ("facility", "workforce", "coverage", "programme", "commitment", "tracked")
DOMAINS = (
    "childcare",
    "education",
    "employment",
    "health",
    "elderly_care",
    "housing",
    "assistance",
    "veterans",
    "culture_sports",
)
TIERS = ("central", "province", "city", "county")
FUNDS = (
    "general_budget",
    "central_investment",
    "special_bonds",
    "government_funds",
    "service_income",
    "social_capital",
)
FISCAL_FUNDS = ("general_budget", "central_investment", "special_bonds", "government_funds")

EVENTS = (
    "asked",
    "approved",
    "land",
    "design_approved",
    "funded",
    "started",
    "stopped",
    "drawn",
    "accepted",
    "commissioned",
    "retired",
    "recruited",
    "graduated",
    "covered",
    "delivered",
    "paid",
    "transferred",
    "lapsed",
    "cancelled",
    "delayed",
    "resized",
    "closed",
    "unplaced",
    "adjusted",
)
CATEGORIES_IN = (
    "own",
    "transfer_in",
    "carry_in",
    "moved_in",
    "bond",
    "service_income",
    "social_capital",
)
CATEGORIES_OUT = (
    "transfer_out",
    "moved_out",
    "debt_service",
    "recurrent",
    "capital",
    "replacement",
    "training",
    "recruitment",
    "coverage",
    "programme",
    "carry_out",
    "lapsed",
)
CATEGORIES = CATEGORIES_IN + CATEGORIES_OUT
"""Ledger categories: the first seven are plus, the rest minus (design §8)."""
