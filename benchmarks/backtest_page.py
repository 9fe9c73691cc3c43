"""The page `docs/methods/backtest.md`: its tables, from a run and from the observations.

``python -m benchmarks.backtest_page --write`` writes it; without ``--write`` it prints it.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from benchmarks.page_words import row
from simulator import api
from simulator.analysis import backtest as pairs
from simulator.analysis.numbers import ABSENT, number

PAGE = Path(__file__).parents[1] / "docs" / "methods" / "backtest.md"
DRAWS = 128
SHOWN = (
    ("地区", "region_label"),
    ("指标", "indicator_label"),
    ("年份", "year"),
    ("观测", "observed"),
    ("测算", "projected"),
    ("不变", "no_change"),
    ("趋势", "trend"),
    ("P5", "p05"),
    ("P95", "p95"),
    ("误差%", "projected_error_percent"),
)


def page(text: str) -> str:
    """Return the page with what a fresh run says between its marks."""
    with tempfile.TemporaryDirectory() as folder:
        table = api.backtest(draws=DRAWS, out=Path(folder))
    later, earlier = (table[table["from_year"] == year] for year in (2020, 2015))
    parts = {
        "summary": _summary(table),
        "notes": (f"- {note}" for note in table.attrs["notes"]),
        "tested": _tables(later[later["status"] == pairs.TESTED]),
        "shown": _table(later[later["status"] == pairs.SHOWN], reason=True),
        "untestable": _untestable(later),
        "earlier": _table(earlier[earlier["no_change"].notna()], reason=True),
        "earlier_untestable": _untestable(earlier),
    }
    for name, lines in parts.items():
        mark = f"<!-- {name} -->"
        before, _, after = text.split(mark)
        text = f"{before}{mark}\n" + "\n".join(lines).strip() + f"\n{mark}{after}"
    return text


def _summary(table: pd.DataFrame) -> Iterator[str]:
    """Yield the table of mean errors by kind."""
    heads = ("起点", "类别", "对数", "测算%", "不变%（对数）", "同对测算%")
    yield row(*heads, "趋势%（对数）", "同对测算%", "P5—P95包住")
    yield row(*["---"] * (len(heads) + 3))
    for one in pairs.summary(table).to_dict("records"):
        cells = [one["from_year"], api.label("backtest_kind", one["kind"]), one["n"]]
        cells.append(number(one["projected"], "percent"))
        for rival in pairs.RIVALS:
            n = one[f"n_{rival}"]
            cells.append(f"{one[rival]:.1f}（{n}）" if n else ABSENT)
            cells.append(number(one[f"projected_{rival}"], "percent"))
        inside = f"{one['n_inside']}/{one['n_interval']}" if one["n_interval"] else ABSENT
        yield row(*cells, inside)


def _tables(tested: pd.DataFrame) -> Iterator[str]:
    """Yield the pairs kind by kind."""
    for kind in pairs.KINDS:
        yield f"### {api.label('backtest_kind', kind)} · {api.label('backtest_kind', kind, 'en')}\n"
        yield from _table(tested[tested["kind"] == kind])
        yield ""


def _table(rows: pd.DataFrame, *, reason: bool = False) -> Iterator[str]:
    """Yield pairs as a table, with the reason where they do not count."""
    columns = [*SHOWN, *([("理由", "reason")] if reason else [])]
    yield row(*(head for head, _ in columns))
    yield row(*["---"] * len(columns))
    for one in rows.to_dict("records"):
        yield row(*(_cell(name, one[name], one["unit"]) for _, name in columns))


def _cell(name: str, value: object, unit: str) -> str:
    if isinstance(value, str):
        return value or ABSENT
    if name == "year":
        return str(value)
    return number(float(str(value)), "percent" if name.endswith("percent") else unit)


def _untestable(rows: pd.DataFrame) -> Iterator[str]:
    """Yield reason, number, and what it is true of."""
    left = rows[rows["status"] == pairs.UNTESTABLE]
    yield row("理由", "个数", "哪些")
    yield row("---", "---", "---")
    for reason, own in left.groupby("reason", sort=False):
        which = (own["region_label"] + own["indicator_label"]).unique()
        yield row(reason, len(own), "、".join(which))


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
