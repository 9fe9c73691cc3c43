"""One mistake a file in ``tests/bad_inputs``: the code and the line that ``expected.csv`` says."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from simulator.errors import Problem
from simulator.inputs.indicators import load_indicators
from simulator.inputs.overrides import override_parameters, override_plans
from simulator.inputs.parameters import Parameter, load_parameters
from simulator.inputs.plans import Plan, load_plans
from simulator.inputs.regions import cities, load_regions
from simulator.inputs.scenario_names import Vocabulary, idle_plans, name_problems
from simulator.inputs.scenarios import try_load_scenario
from simulator.inputs.shipped import SCENARIOS, ParamsTree, params_tree, shipped_folder
from simulator.inputs.sources import load_sources
from simulator.text import LANGUAGES, sentences

pytestmark = pytest.mark.unit
BAD = Path(__file__).parents[2] / "bad_inputs"


def expected() -> dict[str, list[tuple[str, int]]]:
    """Return code and line by file, in the order of the lines."""
    found = defaultdict(list)
    with (BAD / "expected.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            found[row["file"]].append((row["code"], int(row["line"])))
    return dict(found)


EXPECTED = expected()


@pytest.fixture(scope="module")
def tree() -> ParamsTree:
    """The shipped files."""
    return params_tree(beside=BAD.parent)


@pytest.fixture(scope="module")
def vocabulary(tree: ParamsTree) -> Vocabulary:
    """The shipped regions and plans, two services and one doubt."""
    regions, _ = load_regions(tree)
    plans = tuple(path.split("/")[-1].removesuffix(".yaml") for path in tree.folder("plans"))
    services = ("toddler_places", "nurses")
    return Vocabulary(tuple(regions), cities(regions), services, plans, ("kaifeng.some_row",))


@pytest.fixture(scope="module")
def parameters(tree: ParamsTree) -> dict[str, Parameter]:
    """The shipped parameters."""
    return load_parameters(tree)[0]


@pytest.fixture(scope="module")
def plans(tree: ParamsTree) -> dict[str, Plan]:
    """The shipped plans."""
    indicators = load_indicators(tree)[0]
    return load_plans(tree, tuple(load_regions(tree)[0]), indicators)[0]


def found_in(problems: list[Problem]) -> list[tuple[str, int]]:
    """Return code and line of each problem, sorted."""
    return sorted((problem.code, problem.where.line) for problem in problems)


def every_sentence_can_be_said(problems: list[Problem]) -> None:
    """Check that both languages have words for every problem."""
    for problem in problems:
        for language in LANGUAGES:
            assert problem.code in sentences(problem, language)


@pytest.mark.parametrize("file", [file for file in EXPECTED if file.startswith("scenarios/")])
def test_a_bad_scenario_is_refused_at_its_line(
    file: str,
    vocabulary: Vocabulary,
    parameters: dict[str, Parameter],
    plans: dict[str, Plan],
) -> None:
    """Codes and lines are those expected, no more and no less."""
    folders = (BAD / "scenarios", shipped_folder(SCENARIOS))
    scenario, problems = try_load_scenario(BAD / file, folders)
    if scenario is not None:
        problems = problems + name_problems(scenario, vocabulary) + idle_plans(scenario, plans)
        problems += override_parameters(scenario, parameters, vocabulary.regions)[1]
        problems += override_plans(scenario, plans)[1]
    assert found_in(problems) == sorted(EXPECTED[file])
    every_sentence_can_be_said(problems)


def test_all_problems_of_all_parameter_files_come_at_once(
    tree: ParamsTree, vocabulary: Vocabulary
) -> None:
    """One call tells the mistakes of every file."""
    folder = BAD / "params"
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.yaml"))}
    sources, _ = load_sources(tree)
    _, problems = load_parameters(
        ParamsTree(files, {}), sources=sources, regions=vocabulary.regions
    )
    by_file = defaultdict(list)
    for problem in problems:
        by_file[problem.where.file].append((problem.code, problem.where.line))
    wanted = {file: places for file, places in EXPECTED.items() if file.startswith("params/")}
    assert {file: sorted(places) for file, places in by_file.items()} == {
        file: sorted(places) for file, places in wanted.items()
    }
    every_sentence_can_be_said(problems)


def test_every_bad_file_is_listed() -> None:
    """A file without an expectation proves nothing."""
    there = {path.relative_to(BAD).as_posix() for path in BAD.rglob("*.yaml")}
    ours = {path for path in there if path.startswith(("scenarios/", "params/costs/"))}
    assert ours == set(EXPECTED)
