"""The texts of the plans, read whole: quotations, ledgers of numerals, digests, the catalogue."""

from hashlib import sha256
from pathlib import Path

import pytest

from simulator.desk.inventory import params_catalogue, params_coverage
from simulator.inputs.params import load_params
from simulator.inputs.plan_texts.numerals import load_numerals, numerals_of, unread
from simulator.inputs.plan_texts.readings import load_readings
from simulator.inputs.used import parameters_read

pytestmark = pytest.mark.unit

ARCHIVE = Path(__file__).parents[3] / "shared" / "sources"
DOCUMENTS = ("henan-13", "henan-14", "kaifeng-14", "xinxiang-14", "zhengzhou-14")
PER_DOMAIN = [9, 10, 7, 21, 13, 3, 9, 10]


@pytest.fixture(scope="module")
def params(tmp_path_factory):
    return load_params(tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="module")
def readings(params):
    found, problems = load_readings(params)
    assert problems == []
    return found


def archived(document):
    file = ARCHIVE / f"{document}.txt"
    return file.read_text(encoding="utf-8") if file.exists() else None


def test_every_plan_was_read(readings):
    assert set(readings) == set(DOCUMENTS)
    assert all(len(reading.statements) >= 30 for reading in readings.values())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_archived_texts_are_those_whose_digest_is_recorded(params, document):
    text = archived(document)
    recorded = params.sources[document].sha256
    assert recorded
    assert text is None or sha256(text.encode("utf-8")).hexdigest() == recorded


@pytest.mark.parametrize("document", DOCUMENTS)
def test_quotations_stand_on_their_line(readings, document):
    text = archived(document)
    lines = text.split("\n") if text else []
    for line, passage in readings[document].passages():
        assert not lines or passage in lines[line - 1], (line, passage)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_ledger_holds_every_numeral_and_all_are_read(params, readings, document):
    """After a change of the text write ``params/numerals/<document>.csv`` from `numerals_of`."""
    ledgers, problems = load_numerals(params.tree)
    text = archived(document)
    assert problems == []
    assert text is None or ledgers[document] == numerals_of(text)
    assert unread(ledgers[document], readings[document]) == []


def test_coverage_shows_no_figure_that_was_not_read():
    rows = params_coverage()
    assert {row["document"] for row in rows} == set(DOCUMENTS)
    assert {row["status"] for row in rows} == {"read"}
    for row in rows:
        assert row["found"] == row["modelled"] + row["commitment"] + row["left_out"]
        assert bool(row["left_out"]) == bool(row["why"])


def test_the_catalogue_has_82_services_in_8_domains():
    rows = params_catalogue()
    assert [row["number"] for row in rows] == list(range(1, 83))
    domains = list(dict.fromkeys(row["domain"] for row in rows))
    assert [sum(row["domain"] == name for row in rows) for name in domains] == PER_DOMAIN
    assert any(not row["measured"] for row in rows)
    assert any(row["measured"] for row in rows)


def test_names_of_services_stand_in_the_text(params):
    text = archived("henan-13")
    for row in params_catalogue():
        line = text.split("\n")[row["line"] - 1] if text else row["label"]
        assert row["label"] in line, row["number"]


def test_only_what_a_run_reads_is_called_modelled(params, readings):
    read = parameters_read(params.services, params.parameters)

    def is_read(name):
        if not name.startswith("plans."):
            return ".".join(name.split(".")[:2]) in read
        _, plan, row, _ = name.split(".")
        about = params.indicators.get(params.plans[plan].row(row).indicator or "")
        return about is not None and about.simulated

    for reading in readings.values():
        for one in reading.statements:
            assert (one.treatment == "modelled") == any(map(is_read, one.used_by)), one.id
        assert not any(one.treatment == "modelled" for one in reading.projects)
