from dataclasses import replace
from types import SimpleNamespace

import pytest

from simulator.desk.reports import must_be_alike, printed, report_document, write_report
from simulator.errors import InputError
from tests.report_content import view

pytestmark = pytest.mark.unit


def code_of(call, *given, **options):
    with pytest.raises(InputError) as caught:
        call(*given, **options)
    return [problem.code for problem in caught.value.problems]


def test_runs_of_other_targets_do_not_go_into_one_report():
    must_be_alike([view(), view("tight")])
    assert code_of(must_be_alike, [view(), replace(view("tight"), base=2025)]) == ["R203"]


def test_a_form_that_is_no_report_is_refused(tmp_path):
    assert code_of(write_report, [], tmp_path / "report.odt") == ["C131"]
    assert list(tmp_path.iterdir()) == []


def test_only_word_and_slides_take_a_template(tmp_path):
    for name in ("r.xlsx", "r.pdf", "r.html", "r.png.zip"):
        assert code_of(write_report, [], tmp_path / name, template="t.docx") == ["R204"]


def test_what_can_be_written_is_named(tmp_path):
    with pytest.raises(InputError) as caught:
        write_report([], tmp_path / "r.png")
    known = str(caught.value.problems[0].args["known"])
    assert all(end in known.split() for end in (".pptx", ".png.zip", ".svg.zip", ".docx"))


def test_slides_and_charts_have_no_other_variants(tmp_path):
    for name in ("r.pptx", "r.PNG.zip", "r.svg.zip"):
        assert code_of(write_report, [], tmp_path / name, variant="brief") == ["R251"]


def test_an_unknown_variant_is_refused_before_anything_is_read(tmp_path):
    assert code_of(write_report, [], tmp_path / "r.docx", variant="breif") == ["R200"]


def test_rows_are_known_as_their_plan_prints_them():
    row = printed()["kaifeng-14", "toddler_places_per_1000"]
    assert row == (1, "幼儿照护", "每千人口拥有3岁以下婴幼儿托位数（个）", "0.88")


def test_more_runs_than_fit_on_a_page_are_refused():
    runs = [SimpleNamespace(id=f"run-{n}") for n in range(7)]
    assert code_of(report_document, runs) == ["R206"]
