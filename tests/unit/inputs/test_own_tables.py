"""CSV files of a planner's own parameters that are no tables (found by reading the readers)."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.desk.files import params_check
from simulator.inputs.observed import load_series
from simulator.inputs.params import load_params
from simulator.inputs.plan_texts.numerals import load_numerals
from simulator.inputs.shipped import PARAMS, ParamsTree, shipped_folder
from simulator.text import LANGUAGES, sentences

pytestmark = pytest.mark.unit
STOCKS, NATIONAL = "observations/stocks.csv", "observations/national_targets.csv"
LINKS = "observations/links.csv"
TARGETS = "indicator,year,value,unit,comparator,grade,source\n"


def head_of(relative: str, lines: int = 1) -> str:
    """Return the first lines of a shipped table."""
    text = (shipped_folder(PARAMS) / relative).read_text(encoding="utf-8")
    return "".join(line + "\n" for line in text.split("\n")[:lines])


@pytest.mark.parametrize(
    ("relative", "content", "code", "line"),
    [
        (STOCKS, b"", "P102", 0),
        (STOCKS, head_of(STOCKS, 2).encode("utf-16"), "P261", 0),
        (STOCKS, head_of(STOCKS, 3).encode("gb18030"), "P261", 0),
        (STOCKS, (head_of(STOCKS) + '"' + "x" * 140_000).encode(), "P415", 0),
        (STOCKS, (head_of(STOCKS, 2) + "1,2\n").encode(), "P272", 3),
        (STOCKS, (head_of(STOCKS, 2).replace("559000", "nan")).encode(), "O102", 2),
        (NATIONAL, TARGETS.encode() + b"toddler_places_per_1000,2025,4.5\xe4,,,,\n", "P261", 0),
        (NATIONAL, TARGETS.encode() + b"toddler_places_per_1000,2025,much,,,,\n", "P263", 2),
        (NATIONAL, b"indicator,year\nx,2025\n", "P262", 1),
    ],
)
def test_a_table_that_cannot_be_read_is_told(
    relative: str, content: bytes, code: str, line: int, tmp_path: Path
) -> None:
    """One problem, at its place, in both languages; the shipped file is no second problem."""
    file = tmp_path / relative
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    problems = params_check(tmp_path)
    assert {(one.code, one.where.line) for one in problems} == {(code, line)}
    assert all(code in sentences(one, lang) for one in problems for lang in LANGUAGES)


def test_a_link_that_is_no_number_is_told(tmp_path: Path) -> None:
    """The year and the factor of a link are numbers."""
    file = tmp_path / "links.csv"
    file.write_text(head_of(LINKS, 2).replace("1.193489", "more"), encoding="utf-8")
    params = load_params()
    _, problems = load_series(ParamsTree({LINKS: file}, {}), params.regions, params.sources)
    assert [(one.code, one.where.line) for one in problems] == [("O102", 2)]


def test_a_line_of_a_ledger_that_is_no_number_is_told(tmp_path: Path) -> None:
    """Numerals of a plan text stand on lines of it."""
    relative = next(
        path.relative_to(shipped_folder(PARAMS)).as_posix()
        for path in sorted(shipped_folder(PARAMS).rglob("*.csv"))
        if path.read_text(encoding="utf-8").startswith("line,numeral")
    )
    file = tmp_path / "x.csv"
    file.write_text("line,numeral\n1,2\nx,3\n", encoding="utf-8")
    _, problems = load_numerals(ParamsTree({relative: file}, {}))
    assert [(one.code, one.where.line) for one in problems] == [("P423", 3)]
