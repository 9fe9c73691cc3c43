"""Both languages say the same things, and every problem has its sentences."""

from __future__ import annotations

import re
import tomllib
from string import Formatter

import pytest

from simulator.text import LANGUAGES
from tests.architecture.sources import PACKAGES, ROOT, python_files

pytestmark = pytest.mark.unit

TEXT = ROOT / "simulator" / "text"
GROUPS = sorted({file.name for file in TEXT.glob("*/*.toml")})
OPTION = re.compile(r"--[a-z]")
NO_PAGE = (
    "simulator/cli/",
    "simulator/desk/collect.py",
    "simulator/desk/reserve.py",
    "simulator/desk/sensitivity.py",
    "simulator/desk/study.py",
    "simulator/analysis/screening.py",
    "simulator/ensemble/cluster.py",
    "simulator/results/queries.py",
)
"""Where no page leads."""
EXPORT_OF_PARAMETERS = "C132"
CODE = re.compile(r'"([SPORBCM]\d{3})"')


def texts(language, name):
    return flat(tomllib.loads((TEXT / language / name).read_text(encoding="utf-8")))


def flat(table, prefix=""):
    found = {}
    for key, value in table.items():
        path = f"{prefix}{key}"
        found |= flat(value, f"{path}.") if isinstance(value, dict) else {path: value}
    return found


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(str(text)) if name is not None}


@pytest.mark.parametrize("name", GROUPS)
def test_both_languages_hold_the_same_keys(name):
    first, second = (set(texts(language, name)) for language in LANGUAGES)
    assert first ^ second == set()


@pytest.mark.parametrize("name", GROUPS)
def test_both_languages_use_the_same_placeholders(name):
    first, second = (texts(language, name) for language in LANGUAGES)
    shared = first.keys() & second.keys()
    differing = {
        key: (placeholders(first[key]), placeholders(second[key]))
        for key in shared
        if placeholders(first[key]) != placeholders(second[key])
    }
    assert differing == {}


@pytest.mark.parametrize("name", GROUPS)
def test_no_text_is_empty(name):
    empty = [
        f"{language}: {key}"
        for language in LANGUAGES
        for key, value in texts(language, name).items()
        if isinstance(value, str) and not value.strip() and not key.endswith("none")
    ]
    assert empty == []


def used_codes():
    return {
        code
        for file in python_files(*PACKAGES)
        for code in CODE.findall(file.read_text(encoding="utf-8"))
    }


def written_codes(language):
    return {key.split(".")[0] for key in texts(language, "problems.toml")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_code_in_the_source_has_its_sentences(language):
    assert used_codes() - written_codes(language) == set()


def test_every_problem_with_sentences_is_used_in_the_source():
    assert written_codes("zh") - used_codes() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_says_what_why_and_fix(language):
    parts = {}
    for key in texts(language, "problems.toml"):
        code, part = key.split(".")
        parts.setdefault(code, set()).add(part.removesuffix("_page"))
    wrong = {code: found for code, found in parts.items() if found != {"what", "why", "fix"}}
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_problems_stand_in_the_order_of_their_codes(language):
    codes = [key.split(".")[0] for key in texts(language, "problems.toml")]
    assert codes == sorted(codes)


def codes_of_pages():
    """Return the codes that a page may have to show."""
    return {
        code
        for file in python_files(*PACKAGES)
        if not str(file.relative_to(ROOT)).startswith(NO_PAGE)
        for code in CODE.findall(file.read_text(encoding="utf-8"))
    } - {EXPORT_OF_PARAMETERS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_never_speaks_of_an_option_of_the_command_line(language):
    told = texts(language, "problems.toml")
    shown = {
        f"{code}.{part}": told.get(f"{code}.{part}_page", told[f"{code}.{part}"])
        for code in codes_of_pages()
        for part in ("what", "why", "fix")
    }
    assert {key: text for key, text in shown.items() if OPTION.search(text)} == {}
