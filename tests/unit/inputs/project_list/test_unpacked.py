"""Workbooks made to fill a machine are refused before they are unpacked."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from simulator.inputs.project_list import unpacked
from simulator.inputs.project_list.pages import read_pages
from simulator.inputs.project_list.unpacked import MOST_CELLS, is_too_large, refuse_too_large

pytestmark = pytest.mark.unit
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = b"</sheetData></worksheet>"
BLOCK = b'</sheetData><mergeCells><mergeCell ref="A1:%b"/></mergeCells></worksheet>'


def book(sheet: bytes) -> bytes:
    """Return a workbook with another first sheet."""
    plain, made = io.BytesIO(), io.BytesIO()
    Workbook().save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, sheet if name.endswith("sheet1.xml") else old.read(name))
    return made.getvalue()


BOMBS = {
    "blank text": (HEAD + b" " * 61_000_000 + END, "P435"),
    "empty cells": (HEAD + b"<row>" + b"<c/>" * (MOST_CELLS + 1) + b"</row>" + END, "P435"),
    "a merged sheet": (HEAD + BLOCK % b"XFD1048576", "P435"),
    "a far cell": (HEAD + b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>' + END, "P416"),
    "a wide table": (HEAD + b'<row r="19999"><c r="GR19999"><v>1</v></c></row>' + END, "P416"),
}


@pytest.mark.parametrize(("sheet", "code"), BOMBS.values(), ids=BOMBS)
def test_a_workbook_made_to_fill_a_machine_is_refused(sheet, code, tmp_path):
    file = tmp_path / "bomb.xlsx"
    file.write_bytes(book(sheet))
    assert file.stat().st_size < 500_000
    pages, problems = read_pages(file, "bomb.xlsx")
    assert [one.code for one in problems] == [code]
    assert all(not page.lines for page in pages)


def test_cells_at_the_seam_of_two_pieces_are_counted_once(monkeypatch):
    raw = book(HEAD + b"<row>" + b"<c/>" * 1_000 + b"</row>" + END)
    monkeypatch.setattr(unpacked, "CHUNK", 257)
    for most, is_large in ((999, True), (1_000, False)):
        monkeypatch.setattr(unpacked, "MOST_CELLS", most)
        assert is_too_large(raw) is is_large


def test_a_usual_workbook_may_be_unpacked(tmp_path: Path):
    file = tmp_path / "usual.xlsx"
    sheet = Workbook()
    sheet.active.append(["市", 1])
    sheet.active.merge_cells("A1:B2")
    sheet.save(file)
    refuse_too_large(file)
    pages, problems = read_pages(file, "usual.xlsx")
    assert problems == []
    assert pages[0].lines[0].cells == ("市", None)


def test_a_template_made_to_fill_a_machine_is_refused(tmp_path: Path):
    file = tmp_path / "bomb.docx"
    file.write_bytes(book(HEAD + b" " * 61_000_000 + END))
    with pytest.raises(ValueError, match=r"bomb\.docx"):
        refuse_too_large(file)
