"""The page `docs/required-budget.md`: what it would cost three cities to meet their targets.

``python -m benchmarks.required_page --write`` writes it; without ``--write`` it prints it.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from benchmarks.page_words import row
from simulator import api
from simulator.analysis.numbers import ABSENT, YUAN_PER_YI, number
from simulator.desk.optimise import Optimised

PAGE = Path(__file__).parents[1] / "docs" / "required-budget.md"
CITIES = ("zhengzhou", "xinxiang", "kaifeng")
INDICATORS = (
    "hospital_beds_per_1000",
    "physicians_per_1000",
    "nurses_per_1000",
    "toddler_places_per_1000",
    "nursing_type_bed_share",
)
DRAWS = 100
BASE, TARGET = 2025, 2030
"""Years of the draft of the next plan."""
VALUES = ("目标", "方案", "模拟", "P50", "可能性")
ROWS = ("地区", "指标", *VALUES, "何年达到", "最早何年", "排队", "怎样才行")
MONEY = {
    "建设": "capital_spent_yuan",
    "专项债": "bonds_spent_yuan",
    "利息": "interest_spent_yuan",
    "运行": "running_spent_yuan",
    "引进": "recruiting_spent_yuan",
    "财政": "public_yuan",
    "总费用": "total_yuan",
}
"""Heads of money, and the columns of the table ``money``."""


class When(NamedTuple):
    """From when on is decided, and by when targets have to hold."""

    as_of: int
    by: int

    @property
    def name(self) -> str:
        """Return the mark on the page."""
        return f"from {self.as_of + 1} by {self.by}"


TIMES = (When(2020, 2025), When(2025, 2027), When(2025, 2030))


def page(text: str) -> str:
    """Return the page with what fresh runs say between its marks."""
    parts: dict[str, list[str]] = {}
    found: dict[str, dict[str, Optimised]] = {}
    for when in TIMES:
        answers = {city: answer(city, when) for city in CITIES}
        parts[f"{when.name} money"] = list(money_lines(answers))
        parts[f"{when.name} rows"] = list(row_lines(answers))
        parts[f"{when.name} never"] = list(never_lines(answers))
        found[when.name] = answers
    found["proposals"], drafted = proposals()
    parts |= drafted | {"summary": list(summary_lines(found))}
    for name, lines in parts.items():
        mark = f"<!-- {name} -->"
        before, _, after = text.split(mark)
        text = f"{before}{mark}\n" + "\n".join(lines).strip() + f"\n{mark}{after}"
    return text


def answer(city: str, when: When) -> Optimised:
    """Return the least money with which a city meets its targets."""
    return api.optimise(
        "baseline",
        region=(city,),
        indicator=INDICATORS,
        as_of=when.as_of,
        by=when.by,
        draws=DRAWS,
    )


def summary_lines(found: dict[str, dict[str, Optimised]]) -> Iterator[str]:
    """Yield public and total money of every question, a city a line."""
    asked = [f"{when.by}年达到（{when.as_of + 1}年起）" for when in TIMES]
    yield row("地区", *asked, f"{TARGET}年草案（{BASE + 1}年起）")
    yield row(*["---"] * (len(found) + 1))
    for city in CITIES:
        tables = [api.optimised_table(answers[city], "money") for answers in found.values()]
        cells = [f"{yi(one['public_yuan'].sum())}／{yi(one['total_yuan'].sum())}" for one in tables]
        yield row(api.label("region", city), *cells)


def money_lines(answers: dict[str, Optimised]) -> Iterator[str]:
    """Yield what the cities pay in all years, and what of it they do not have."""
    yield row("地区", *MONEY, "财力之外")
    yield row(*["---"] * (len(MONEY) + 2))
    for city, found in answers.items():
        table = api.optimised_table(found, "money")
        cells = [yi(table[column].sum()) for column in MONEY.values()]
        yield row(api.label("region", city), *cells, f"{beyond(found):,.2f}")


def beyond(found: Optimised) -> float:
    """Return the money of a plan that the envelopes do not hold [100 million yuan]."""
    return float(np.maximum(found.plan.extra, 0.0).sum())


def row_lines(answers: dict[str, Optimised]) -> Iterator[str]:
    """Yield target by target what is planned and what comes of it."""
    yield row(*ROWS)
    yield row(*["---"] * len(ROWS))
    for found in answers.values():
        for one in _rows(found):
            values = [
                number(one[name], one["unit"])
                for name in ("target", "planned", "simulated", "simulated_p50")
            ]
            years = [_year(one[name]) for name in ("first_year", "alone_from")]
            chance = f"{100 * one['chance']:.0f}%"
            yield row(
                one["region_label"],
                one["indicator_label"],
                *values,
                chance,
                *years,
                one["waited_label"] or ABSENT,
                one["relaxation"] or ABSENT,
            )


def never_lines(answers: dict[str, Optimised]) -> Iterator[str]:
    """Yield what no money can meet in time, and what no plan holds as a number."""
    late = [
        (one, api.label("indicator", one["indicator"], "en"), api.label("region", city, "en"))
        for city, found in answers.items()
        for one in _rows(found)
        if pd.isna(one["alone_from"]) or one["alone_from"] > one["target_year"]
    ]
    for one, name, city in late:
        never = pd.isna(one["alone_from"])
        zh = "模拟期内达不到" if never else f"最早{one['alone_from']}年"
        en = "not within the horizon" if never else f"{one['alone_from']} at the earliest"
        told = f"{one['region_label']}{one['indicator_label']}（目标{one['target']:g}）：{zh}"
        yield f"- {told}。{city}, {name}: {en}."
    if not late:
        yield "- 没有：每项单独做都来得及。None: each by itself is possible in time."
    for city, found in answers.items():
        known = set(api.optimised_table(found)["indicator"])
        for indicator in INDICATORS:
            if indicator not in known:
                zh = f"{api.label('region', city)}{api.label('indicator', indicator)}"
                yield f"- {zh}：没有基期数，不能求。No base is known, so nothing can be asked."


def proposals() -> tuple[dict[str, Optimised], dict[str, list[str]]]:
    """Return the answers to the drafts of the next plan, and their parts of the page."""
    answers: dict[str, Optimised] = {}
    money = []
    for city in CITIES:
        with tempfile.TemporaryDirectory() as folder:
            table = api.draft(city, BASE, TARGET, draws=0, out=folder)
        answers[city] = proposal(city, table)
        money.append(proposal_line(city, table, answers[city]))
    heads = ("地区", "开工财政", "开工总费用", "财力之外", "全部服务财政", "全部服务总费用")
    return answers, {
        "proposals money": [row(*heads), row(*["---"] * len(heads)), *money],
        "proposals rows": list(row_lines(answers)),
    }


def proposal(city: str, table: pd.DataFrame) -> Optimised:
    """Return the least money that meets the suggested values of a draft."""
    known = {
        one.row.indicator: one
        for one in api.load_case("baseline").judged
        if one.region == one.plan.region == city
    }
    changes: list[Any] = []
    for indicator, value in zip(table["indicator"], table["suggested"], strict=True):
        one = known[indicator]
        printed = one.row.target
        if printed.accumulation == "level" and printed.value not in (None, value):
            changes.append(
                {
                    "parameter": f"plans.{one.plan.id}.{one.row.id}.target",
                    "value": float(value),
                    "was": printed.value,
                    "why": {"zh": "草案建议值", "en": "suggested by the draft"},
                }
            )
    words = {"zh": "按草案建议值", "en": "As the draft suggests"}
    scenario = {"label": words, "question": words, "extends": "baseline", "overrides": changes}
    return api.optimise(scenario, region=(city,), as_of=BASE, by=TARGET, draws=DRAWS)


def proposal_line(city: str, table: pd.DataFrame, found: Optimised) -> str:
    """Return what new starts cost, and what all services of the draft cost in its five years."""
    starts, whole = api.optimised_table(found, "money"), table.attrs["money"]
    whole = whole[(whole["indicator"] == "") & (whole["year"] > BASE)]
    return row(
        api.label("region", city),
        yi(starts["public_yuan"].sum()),
        yi(starts["total_yuan"].sum()),
        f"{beyond(found):,.2f}",
        yi(whole["fiscal_yuan"].sum()),
        yi(whole["total_yuan"].sum()),
    )


def yi(yuan: float) -> str:
    """Return yuan in 亿元."""
    return f"{yuan / YUAN_PER_YI:,.2f}"


def _rows(found: Optimised) -> list[dict[str, Any]]:
    return [dict(one) for one in api.optimised_table(found).to_dict("records")]


def _year(value: object) -> str:
    return ABSENT if pd.isna(value) else str(value)  # type: ignore[call-overload]


def main() -> None:
    """Print or write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the page")
    if parser.parse_args().write:
        PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        print(page(PAGE.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
