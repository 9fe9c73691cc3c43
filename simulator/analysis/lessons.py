"""What a final evaluation teaches, counted from its rows; nothing is said that was not counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from simulator.analysis.labels import tell

MOST = 3
"""Names listed where there are more."""


def lessons(table: pd.DataFrame, midterm: pd.DataFrame, language: str) -> list[str]:
    """Return the lessons of a final evaluation as sentences, each with its count.

    Parameters
    ----------
    table
        The evaluation in words (`simulator.analysis.review.in_words`).
    midterm
        One row per row whose outlook at mid-term can be held against the evaluation: columns
        region_label, indicator_label, mid_year, expected and done (both booleans).
    """
    told = [
        *_unobserved(table, language),
        *_definitions(table, language),
        *_wordings(table, language),
        *_preliminary(table, language),
        *_people_left(table, language),
        *_outlooks(midterm, language),
        *_model(table, language),
    ]
    return [tell(language, "lesson.head"), *told]


def misleading(table: pd.DataFrame, midterm: pd.DataFrame, mid_year: int) -> pd.DataFrame:
    """Return the rows judged in a final evaluation whose outlook at mid-term is known.

    ``midterm`` is the review of the mid-term year with its outlook (column at_pace_met).
    """
    keys = ["region", "plan", "row_id"]
    known = midterm[midterm["at_pace_met"].notna()][[*keys, "at_pace_met"]]
    both = table[table["evaluation"].isin(("done", "missed"))].merge(known, on=keys)
    return pd.DataFrame(
        {
            "region_label": both["region_label"],
            "indicator_label": both["indicator_label"],
            "mid_year": mid_year,
            "expected": both["at_pace_met"].astype(bool),
            "done": both["evaluation"] == "done",
        }
    )


def _unobserved(table: pd.DataFrame, language: str) -> Iterator[str]:
    rows = table[table["evaluation"] == "not_observed"]
    if rows.empty:
        yield tell(language, "lesson.all_observed")
        return
    own = rows[rows["scope_of_target"] == "own"]
    bureaus = own["lead_bureau"].value_counts(sort=False)
    bureaus = bureaus.sort_values(ascending=False, kind="stable")
    n_binding = int((rows["nature"] == "binding").sum())
    args = {"n": len(rows), "of": len(table), "binding": n_binding, "own": len(own)}
    yield tell(language, "lesson.unobserved", **args)
    if len(own):
        named = [
            tell(language, "lesson.times", name=name, n=n) for name, n in bureaus.head(MOST).items()
        ]
        yield tell(language, "lesson.bureaus", bureaus=_joined(named, language))


def _definitions(table: pd.DataFrame, language: str) -> Iterator[str]:
    rows = table[table["evaluation"] == "definition_changed"]
    if rows.empty:
        yield tell(language, "lesson.same_definitions")
    else:
        yield tell(language, "lesson.definitions", n=len(rows), which=_which(rows, language))


def _wordings(table: pd.DataFrame, language: str) -> Iterator[str]:
    rows = table[(table["evaluation"] == "no_number") & (table["scope_of_target"] == "own")]
    if len(rows):
        yield tell(language, "lesson.wordings", n=len(rows))


def _preliminary(table: pd.DataFrame, language: str) -> Iterator[str]:
    judged = table[table["evaluation"].isin(("done", "missed"))]
    rows = judged[judged["observed_status"] == "preliminary"]
    if len(rows):
        yield tell(language, "lesson.preliminary", n=len(rows), of=len(judged))


def _people_left(table: pd.DataFrame, language: str) -> Iterator[str]:
    """Yield the ratios that people moved against what was built."""
    known = table[table["capacity_effect"].notna()]
    built, moved = known["capacity_effect"].astype(float), known["population_effect"].astype(float)
    whole = built + moved
    for key, rows in (
        ("people_left", known[(whole > 0) & (built <= 0)]),
        ("people_came", known[(whole < 0) & (built >= 0)]),
    ):
        if len(rows):
            yield tell(language, f"lesson.{key}", n=len(rows), which=_which(rows, language))


def _outlooks(midterm: pd.DataFrame, language: str) -> Iterator[str]:
    if midterm.empty:
        yield tell(language, "lesson.no_outlook")
        return
    wrong = midterm[midterm["expected"] != midterm["done"]]
    year = int(midterm["mid_year"].iloc[0])
    if wrong.empty:
        yield tell(language, "lesson.outlook_held", n=len(midterm), year=year)
        return
    args = {"n": len(wrong), "of": len(midterm), "year": year, "which": _which(wrong, language)}
    yield tell(language, "lesson.outlook_misled", **args)


def _model(table: pd.DataFrame, language: str) -> Iterator[str]:
    """Yield where a run and the observations disagree; nothing without a run."""
    judged = table[table["evaluation"].isin(("done", "missed"))]
    both = judged[judged["projected_met"].notna()]
    if len(both):
        wrong = both[both["projected_met"].astype(bool) != (both["evaluation"] == "done")]
        which = tell(language, "lesson.which", which=_which(wrong, language)) if len(wrong) else ""
        yield tell(language, "lesson.model", n=len(both), wrong=len(wrong), which=which)


def _which(rows: pd.DataFrame, language: str) -> str:
    """Return region and indicator of some rows, the first ones by name."""
    gap = "" if language == "zh" else " "
    pairs = zip(rows["region_label"], rows["indicator_label"], strict=True)
    named = [f"{region}{gap}{indicator}" for region, indicator in pairs]
    told = _joined(named[:MOST], language)
    return told if len(named) <= MOST else tell(language, "lesson.and_more", first=told)


def _joined(parts: Sequence[str], language: str) -> str:
    return ("、" if language == "zh" else ", ").join(parts)
