"""What holds of a document in every form."""

from functools import partial
from typing import NamedTuple

import pytest

from simulator.analysis.document import Document, Heading, Picture
from simulator.errors import MachineError
from simulator.reporting.chart_files import write_charts
from simulator.reporting.numbering import for_print
from simulator.reporting.pdf import write_pdf
from simulator.reporting.slides import write_slides
from simulator.reporting.web_page import write_page
from simulator.reporting.word import write_word
from tests.report_content import judged, report

pytestmark = pytest.mark.unit


class Form(NamedTuple):
    """What writes a document, the document, and in how many steps."""

    write: object
    made: Document
    steps: int


def of(made, kind):
    return len([block for block in made.blocks if isinstance(block, kind)])


@pytest.fixture(scope="module", params=["docx", "pdf", "html", "pptx", "png", "svg"])
def form(request):
    brief, name = report("brief"), request.param
    if name == "docx":
        return Form(write_word, brief, len(brief.blocks))
    if name in ("pdf", "html"):
        write = {"pdf": write_pdf, "html": write_page}[name]
        return Form(write, brief, len(for_print(brief.blocks)))
    if name == "pptx":
        slides = report("slides", judged())
        return Form(write_slides, slides, of(slides, Heading))
    charts = report("charts", judged())
    return Form(partial(write_charts, form=name), charts, of(charts, Picture))


def test_the_same_document_gives_the_same_bytes(form, tmp_path):
    first = form.write(form.made, tmp_path / "a").read_bytes()
    assert form.write(form.made, tmp_path / "b").read_bytes() == first


def test_progress_is_told_step_by_step(form, tmp_path):
    told = []
    form.write(form.made, tmp_path / "r", on_progress=lambda *at: told.append(at))
    assert told == [(k, form.steps) for k in range(1, form.steps + 1)]


def test_what_was_stopped_leaves_nothing(form, tmp_path):
    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        form.write(form.made, tmp_path / "r", on_progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_told(form, tmp_path):
    (tmp_path / "r").mkdir()
    with pytest.raises(MachineError) as caught:
        form.write(form.made, tmp_path / "r")
    assert [problem.code for problem in caught.value.problems] == ["R161"]
    assert [one.name for one in tmp_path.iterdir()] == ["r"]
