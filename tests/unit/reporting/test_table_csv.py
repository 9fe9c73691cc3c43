import pandas as pd
import pytest

from simulator.errors import MachineError
from simulator.reporting.table_csv import safe_text, write_csv
from simulator.text.cells import guarded

pytestmark = pytest.mark.unit

FRAME = pd.DataFrame(
    {"text": ["=1+1", "+x", "-5", "@a", "\tb", "河南"], "number": [-1.5, 2.0, 3.0, 4.0, 5.0, None]}
)


def test_dangerous_texts_are_quoted_and_negative_numbers_stay_numbers(tmp_path):
    text = write_csv(FRAME, tmp_path / "t.csv", for_excel=False).read_text("utf-8")
    assert text.splitlines() == [
        "text,number",
        "'=1+1,-1.5",
        "'+x,2.0",
        "'-5,3.0",
        "'@a,4.0",
        "'\tb,5.0",
        "河南,",
    ]


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "＝1", "＋1", "－1", "＠a", "\ta", "\ra", "\na"]
)
def test_no_first_character_makes_a_formula_of_a_text_here_or_on_screen(text):
    assert safe_text(text) == f"'{text}"
    assert guarded(pd.DataFrame({"a": [text]}))["a"].item() == f"'{text}"


def test_excel_gets_a_byte_order_mark(tmp_path):
    assert write_csv(FRAME, tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_headings_are_made_safe_too(tmp_path):
    frame = pd.DataFrame({"=cmd": [1]})
    assert write_csv(frame, tmp_path / "t.csv", for_excel=False).read_text().startswith("'=cmd")


def test_what_cannot_be_written_is_said_and_leaves_nothing(tmp_path):
    (tmp_path / "t.csv").mkdir()
    with pytest.raises(MachineError) as caught:
        write_csv(FRAME, tmp_path / "t.csv")
    assert caught.value.problems[0].code == "R161"
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]
