"""The main job with the network cut off; what it leaves behind names nobody and no place."""

from __future__ import annotations

import getpass
import json
import platform
import re
import zipfile
import zlib
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.unplugged import cut, listening, office

pytestmark = pytest.mark.slow

DO_ALL = """
import json, sys
from simulator.cli import main
if __name__ == "__main__":
    for words in json.loads(sys.argv[1]):
        assert main(words) == 0, words
"""
FORMS = ("docx", "xlsx", "html", "pdf")
MARK = "zhang-san-de-dian-nao"
"""Part of every path of the trial, as a user's name would be."""


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    """Return an office where the main job was done, on files named by absolute paths."""
    there = office(tmp_path_factory.mktemp(MARK))
    here, account = there.folder, {"USER": MARK, "LOGNAME": MARK, "USERNAME": MARK}
    (here / "own" / "params").mkdir(parents=True)
    (here / "do_all.py").write_text(DO_ALL, encoding="utf-8")
    few = ["--until", "2025", "--draws", "2", "--jobs", "2", "--keep-draws", "--quiet"]
    given = ["--budget", here / "baseline-budget.csv", "--params", here / "own" / "params"]
    words = [
        ["scenarios", "new", "mine", "--parent", "baseline"],
        ["scenarios", "budget-template", "baseline"],
        ["run", here / "scenarios" / "mine.yaml", *few, *given, "--out", here / "runs"],
        ["gaps", "mine", "--year", "2025", "--sentences"],
        *(["report", "mine", "--to", here / f"report.{form}"] for form in FORMS),
        ["runs", "query", "SELECT count(*) FROM gaps"],
        ["runs", "export", "mine", "--to", here / "run.zip"],
        ["runs", "import", here / "run.zip", "--runs", here / "other"],
    ]
    there.do("do_all.py", json.dumps(words, default=str), **account)
    return there


def test_nothing_of_the_main_job_asks_for_a_network(worked):
    assert not worked.attempts.exists(), worked.attempts.read_text(encoding="utf-8")
    assert all((worked.folder / f"report.{form}").stat().st_size > 10_000 for form in FORMS)
    (imported,) = (worked.folder / "other").glob("mine-*")
    (stored,) = (worked.folder / "runs").glob("mine-*")
    assert imported.name == stored.name


def test_the_network_is_really_cut(tmp_path):
    there = office(tmp_path)
    server, port = listening()
    with server:
        trial = "try: {}\nexcept OSError: pass\nelse: raise SystemExit('reached')"
        for way in (
            f"__import__('socket').create_connection(('127.0.0.1', {port}))",
            f"__import__('urllib.request').request.urlopen('http://127.0.0.1:{port}')",
        ):
            there.do("-c", trial.format(way))
        assert len(there.attempts.read_text(encoding="utf-8").splitlines()) >= 2
        if cut():  # without the hook, the namespace alone
            asked = f"import socket; assert socket.socket().connect_ex(('127.0.0.1', {port}))"
            there.do("-I", "-c", asked)


def secrets():
    """Return what must not stand in anything that is handed on, as bytes."""
    places = (Path(__file__).parents[2], Path.home())
    return [MARK.encode(), *(f"{place}/".encode() for place in places)]


def names():
    """Return names of this machine and account that are long enough to mean something."""
    found = {platform.node(), getpass.getuser()}
    return [name for name in found if len(name) > 5 and name not in ("runner", "localhost")]


def texts(path):
    """Yield all that a file holds, unpacked."""
    content = path.read_bytes()
    yield content
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        yield repr(table.schema.metadata).encode()
        yield from (repr(column.unique().to_pylist()).encode() for column in table.columns)
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(member) for member in archive.namelist())
    elif path.suffix == ".pdf":
        for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
            try:
                yield zlib.decompress(stream)
            except zlib.error:
                continue


def test_no_file_names_a_machine_a_person_or_a_place(worked):
    here = worked.folder
    handed_on = [*here.glob("report.*"), here / "run.zip", *(here / "runs").rglob("*.*")]
    assert len(handed_on) > len(FORMS) + 10
    wanted = [*secrets(), *(name.encode() for name in names())]
    found = [
        (path.name, word)
        for path in handed_on
        if path.is_file()
        for text in texts(path)
        for word in wanted
        if word in text
    ]
    assert found == []
