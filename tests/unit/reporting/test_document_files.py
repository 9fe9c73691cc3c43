"""What holds of a document in every form."""

import pytest

from simulator.errors import MachineError
from simulator.reporting.numbering import for_print
from simulator.reporting.pdf import write_pdf
from simulator.reporting.web_page import write_page
from simulator.reporting.word import write_word
from tests.report_content import report

pytestmark = pytest.mark.unit


@pytest.fixture(params=[write_word, write_pdf, write_page], ids=["docx", "pdf", "html"])
def write(request):
    return request.param


def test_the_same_document_gives_the_same_bytes(write, tmp_path):
    brief = report("brief")
    first = write(brief, tmp_path / "a").read_bytes()
    assert write(brief, tmp_path / "b").read_bytes() == first


def test_progress_is_told_block_by_block(write, tmp_path):
    brief, told = report("brief"), []
    write(brief, tmp_path / "r", on_progress=lambda *at: told.append(at))
    n = len(brief.blocks if write is write_word else for_print(brief.blocks))
    assert told == [(k, n) for k in range(1, n + 1)]


def test_what_was_stopped_leaves_nothing(write, tmp_path):
    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(report("brief"), tmp_path / "r", on_progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_told(write, tmp_path):
    (tmp_path / "r").mkdir()
    with pytest.raises(MachineError) as caught:
        write(report("brief"), tmp_path / "r")
    assert [problem.code for problem in caught.value.problems] == ["R161"]
    assert [one.name for one in tmp_path.iterdir()] == ["r"]
