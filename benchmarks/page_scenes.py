"""What each page shows when its picture is taken: an address, and what a hand does then."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from playwright.sync_api import Page

from simulator import api
from simulator.text import say

Scene = Callable[[Page, str], None]
REGION, INDICATOR, YEAR = "xinxiang", "toddler_places_per_1000", 2025
COMPARED = ("baseline", "level-up", "tight")
SHOWN = {"projects": "level-up", "review": "level-up"}
"""Scenario by page; all others show the baseline."""
MOVED = {"revenue.level": 1.3, "transfers.pool": 2_000_000_000, "transfers.rule": "by_shortfall"}
OBSERVED = "78.6\t2025-03\n92\t2025-03\n7.0\t2025-03\n3.5\t2025-03\n4.1\t2025-03\n"
"""A column copied from a workbook: from the first indicator of the form downwards."""
ANSWER_MILLISECONDS = 90_000


def query(page: str, runs: Mapping[str, str]) -> str:
    """Return what stands in the address of a page; ``runs`` are ids by scenario."""
    told = {"run": runs[SHOWN.get(page, "baseline")], "year": str(YEAR)}
    told |= {"region": REGION, "indicator": INDICATOR}
    if page == "laboratory":
        told["try"] = api.changes_to_link(MOVED)
    if page == "comparison":
        told["compare"] = ",".join(runs[name] for name in COMPARED)
    return "?" + urlencode(told)


def act(page: Page, name: str, language: str) -> None:
    """Do on a page what its picture needs, and wait for what only the answer has."""
    if name in SCENES:
        SCENES[name](page, language)


def _press(page: Page, language: str, key: str) -> None:
    name = say(language, "dashboard", key)
    page.get_by_role("button", name=name, exact=True).locator("visible=true").first.click()


def _comparison(page: Page, language: str) -> None:
    page.locator("[data-table]").first.wait_for(timeout=ANSWER_MILLISECONDS)
    _press(page, language, "apart.go")
    page.locator(".story").locator("visible=true").first.wait_for(timeout=ANSWER_MILLISECONDS)


def _optimisation(page: Page, language: str) -> None:
    _press(page, language, "optimisation.compute")
    page.locator(".sheet table").first.wait_for(timeout=ANSWER_MILLISECONDS)


def _review(page: Page, language: str) -> None:
    _press(page, language, "review.midterm")
    page.locator("h2.heading", has_text="2024").nth(1).wait_for()
    page.evaluate(f"navigator.clipboard.writeText({json.dumps(OBSERVED)})")
    page.locator('.tabulator-row [tabulator-field="value"]').first.click()
    page.keyboard.press("Control+v")
    page.locator('[tabulator-field="published"]', has_text="2025-03").nth(4).wait_for()
    page.keyboard.press("Escape")


def _fairness(page: Page, _: str) -> None:
    # all draws are read beside the page first
    page.locator("h2.heading").first.wait_for(timeout=ANSWER_MILLISECONDS)


def _evidence(page: Page, _: str) -> None:
    page.locator(".tabulator-row").nth(3).click()
    page.locator(".opened p").first.wait_for()


def _export(page: Page, language: str) -> None:
    _press(page, language, "export.go")
    name = say(language, "dashboard", "made_file.download")
    page.get_by_role("button", name=name).wait_for(timeout=ANSWER_MILLISECONDS)


SCENES: Mapping[str, Scene] = {
    "comparison": _comparison,
    "optimisation": _optimisation,
    "review": _review,
    "fairness": _fairness,
    "evidence": _evidence,
    "export": _export,
}
"""Pages that say more once something was asked."""
