"""The annex in LibreOffice: it opens, and its formulas give what is cached for other readers."""

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from simulator.reporting.workbook import write_workbook
from tests.example_catalogue import catalogue, run_view

pytestmark = pytest.mark.slow


def opened(path, folder):
    """Return the workbook as LibreOffice writes it after having opened and computed it."""
    office = shutil.which("soffice")
    calc = Path(office).resolve().with_name("libsclo.so") if office else None
    if calc is None or not calc.exists():
        pytest.skip("no LibreOffice Calc: make setup installs it when run as root")
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    asked = [office, own, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(path)]
    subprocess.run(asked, check=True, capture_output=True, timeout=120)
    return openpyxl.load_workbook(folder / path.name, data_only=True)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_libreoffice_computes_what_is_cached(tmp_path, language):
    runs = [run_view(), run_view("tight", lift=-0.2)]
    path = write_workbook(runs, tmp_path / "annex.xlsx", catalogue(language))
    cached = openpyxl.load_workbook(path, data_only=True)
    live = openpyxl.load_workbook(path)
    formulas = [cell for page in live for row in page for cell in row if cell.data_type == "f"]
    assert formulas
    # openpyxl writes formulas without their numbers: whoever opens that has to compute them
    bare = tmp_path / "bare" / "annex.xlsx"
    bare.parent.mkdir()
    live.save(bare)
    found = {name: opened(file, tmp_path / name) for name, file in made(tmp_path, path, bare)}
    for book in found.values():
        assert book.sheetnames == cached.sheetnames
        for cell in formulas:
            number = cached[cell.parent.title][cell.coordinate].value
            computed = book[cell.parent.title][cell.coordinate].value
            assert computed == pytest.approx(number, rel=1e-12, abs=1e-12)


def made(folder, path, bare):
    """Yield the file as written and the one without numbers, each with a folder of its own."""
    for name, file in (("whole", path), ("computed", bare)):
        (folder / name).mkdir()
        yield name, file
