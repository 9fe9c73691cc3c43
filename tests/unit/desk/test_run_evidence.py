from types import SimpleNamespace

import pytest

from simulator.desk.run_evidence import KINDS, evidence

pytestmark = pytest.mark.unit

KAIFENG = "开封市“十四五”公共服务和社会保障规划（征求意见稿）"
LABEL = {"zh": "甲", "en": "A"}
PARAMETER = {"name": "a", "label": LABEL, "value": 1.0, "grade": "stated", "reason": None}
FIGURE = {"kind": "plan", "name": "plans.p.r.base", "label": LABEL, "grade": "stated"}


def rows(parameters=(), figures=(), doubts=(), lang="zh"):
    manifest = {"evidence": list(parameters), "figures": list(figures), "doubts": list(doubts)}
    return evidence(SimpleNamespace(manifest=manifest), lang)


@pytest.mark.parametrize(
    ("told", "source"),
    [
        (
            {"source": "kaifeng-14:101"},
            f"《{KAIFENG}》存档文本第101行",
        ),
        (
            {"source": "kaifeng-14:row 3"},
            f"《{KAIFENG}》指标表第3行",
        ),
        ({"source": "un-wpp-2022"}, None),
        ({"grade": "derived", "from": ["x.y", "z"], "formula": "x/z"}, "由x.y、z推算（x/z）"),
        ({"grade": "assumed", "source": None}, "没有出处，理由见右"),
        ({}, "测算存档时未记录"),
    ],
)
def test_a_source_is_told_in_words(told, source):
    found = rows([PARAMETER | told])["source"].item()
    assert found == source if source else found and found != told["source"]


def test_what_is_assumed_or_in_doubt_comes_first_and_data_last():
    doubt = {"id": "d", "zh": "疑", "en": "doubt"}
    found = rows(
        [PARAMETER, PARAMETER | {"grade": "assumed"}],
        [FIGURE | {"kind": "data"}, FIGURE],
        [doubt],
    )
    assert tuple(found["kind"]) == KINDS


def test_a_run_that_was_stored_without_figures_is_read():
    manifest = {"evidence": [PARAMETER], "doubts": []}
    assert len(evidence(SimpleNamespace(manifest=manifest), "en")) == 1
