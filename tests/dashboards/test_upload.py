"""Files that are sent to the server: no more of them is taken than was offered."""

from pathlib import Path

import pytest

from dashboards.parts.upload import FileInput
from dashboards.state import State
from dashboards.states.review import ReviewState
from simulator import api
from simulator.api import own_inputs

pytestmark = pytest.mark.integration
BEGIN, END = {"status": "initializing"}, {"status": "finished"}
NAMES = {
    "up": "../../../etc/cron.d/x.csv",
    "absolute": "/etc/passwd.csv",
    "a drive": "C:\\Windows\\x.csv",
    "reserved": "CON.csv",
    "NUL": "a\0b.csv",
    "long": "长" * 10_000 + ".csv",
    "markup": "<script>alert(1)</script>.csv",
}


def piece(data, chunk=1, total=1):
    about = {"name": "x.csv", "mime_type": "text/csv", "chunk": chunk, "total_chunks": total}
    return {"status": "upload_event", "data": data, **about}


@pytest.fixture
def upload():
    made = FileInput(100)
    made._send_msg = lambda _: None  # there is no browser
    return made


def send(upload, *messages):
    for message in messages:
        upload._handle_msg(message)


def test_a_file_in_pieces_is_put_together(upload):
    send(upload, BEGIN, piece(b"a" * 60, 1, 2), piece(b"b" * 40, 2, 2), END)
    assert upload.value == b"a" * 60 + b"b" * 40


def test_a_file_over_the_size_is_let_go_whatever_the_browser_says(upload):
    send(upload, BEGIN, *(piece(b"a" * 60, n, 9) for n in range(1, 9)))
    assert sum(map(len, upload._file_buffer["x.csv"]["chunks"].values())) <= 100
    send(upload, END)
    assert upload.value is None
    assert upload._file_buffer == {}
    send(upload, BEGIN, piece(b"fits"), END)
    assert upload.value == b"fits"


def test_a_file_begun_and_left_is_forgotten(upload):
    for _ in range(3):
        send(upload, BEGIN, piece(b"a" * 60, 1, 2), {"status": "error", "error": "gone"})
    assert upload._file_buffer == {}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_of_a_file_becomes_no_path(name, page_store, page_runs, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(page_store.rglob("*"))
    review = ReviewState(State(page_store))
    for take in (
        lambda: own_inputs.take_upload(page_runs["tight"], "budget", name, b"a,b\n1,2\n"),
        lambda: review.upload(name, b"a,b\n1,2\n"),
    ):
        with pytest.raises(api.SimulatorError) as caught:
            take()
        shown = caught.value.problems[0].where.file
        assert len(shown) < 70
        assert "\0" not in shown
    assert sorted(page_store.rglob("*")) == before
    assert list(tmp_path.iterdir()) == []


def test_five_megabytes_are_the_most(page_runs, page_store):
    raw = b"a" * (own_inputs.LARGEST_UPLOAD + 1)
    review = ReviewState(State(page_store))
    for take, code in (
        (lambda: own_inputs.take_upload(page_runs["tight"], "budget", "x.csv", raw), "C243"),
        (lambda: review.upload("x.csv", raw), "R270"),
    ):
        with pytest.raises(api.SimulatorError) as caught:
            take()
        assert [one.code for one in caught.value.problems] == [code]


def test_no_page_leaves_the_size_of_a_file_to_the_browser():
    folder = Path(__file__).parents[2] / "dashboards"
    plain = [
        path.name
        for path in folder.rglob("*.py")
        if "pmui.FileInput" in path.read_text(encoding="utf-8")
    ]
    assert plain == ["upload.py"]
