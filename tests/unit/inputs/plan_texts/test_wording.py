"""Numbers found in a wording."""

import pytest

from simulator.inputs.plan_texts.wording import holds, quantities

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("五年累计投入1541亿元", 154_100_000_000),
        ("占财政支出的76%左右", 76),
        ("七个乡镇（街道）", 7),
        ("不少于二十家", 20),
        ("给予10万元/家一次性奖励", 100_000),
        ("一刻钟养老服务圈", 15),
        ("达到９０％以上", 90),
        ("3.64万亿元", 3_640_000_000_000),
        ("三百八十所", 380),
    ],
)
def test_a_wording_holds_its_numbers(printed, value):
    assert holds(printed, value)


def test_a_number_that_is_not_printed_is_not_found():
    assert not holds("增长了31.1%、26.9%和22.6%", 31)
    assert quantities("稳定增长") == frozenset()
