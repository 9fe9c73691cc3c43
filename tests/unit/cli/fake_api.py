"""A small api with fixed answers, for what the command line does with them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pandas as pd

from simulator.errors import InputError, Problem, Where

UNKNOWN_RUN = Problem("C101", Where("runs"), {"given": "x", "near": "", "known": "y"})


class FakeRun:
    """One stored run."""

    def __init__(self, scenario):
        self.id = f"{scenario}-0123456789abcdef"
        self.scenario = scenario
        self.path = Path("runs") / self.id
        self.manifest = {
            "id": self.id,
            "scenario": scenario,
            "label": {"zh": "基准情景", "en": "Baseline"},
            "horizon": {"base": 2020, "as_of": 2021, "end": 2030},
            "evidence": [{"grade": "assumed"}, {"grade": "stated"}],
            "files": {"gaps.parquet": {"rows": 11060}, "resolved-scenario.yaml": {}},
        }
        self.gaps = pd.DataFrame({"year": [2020, 2025, 2030]})

    def label(self, lang):
        return {"zh": "基准情景", "en": "Baseline"}[lang]


class FakeComparison:
    """Two runs side by side; one text of the outcomes could act as a formula."""

    inputs = pd.DataFrame()
    totals = pd.DataFrame({"region": ["全省"], "yuan": [2.5e9]})
    outcomes = pd.DataFrame({"indicator": ["=1+1", "床位"], "difference": [0.25, None]})

    def to_frame(self):
        return self.outcomes


def gap_frame():
    frame = pd.DataFrame(
        {
            "region": ["zhengzhou", "kaifeng"],
            "region_label": ["郑州市", "开封市"],
            "indicator": ["toddler_places_per_1000"] * 2,
            "indicator_label": ["每千人口托位数"] * 2,
            "unit": ["per_1000"] * 2,
            "value": [2.345, float("nan")],
            "yuan_to_close": [1.5e9, float("nan")],
        }
    )
    frame.attrs["notes"] = ["回顾（反事实）：2025年"]
    return frame


class FakeApi:
    """Answers as `simulator.api` does and remembers what it was asked."""

    PRECISION = (0.005, 0.1)
    Run = FakeRun
    Comparison = FakeComparison
    ImportedList = SimpleNamespace

    def __init__(self):
        self.asked = []
        self.problems = []
        self.failure = None

    def run_scenario(self, scenario, **options):
        self.asked.append((scenario, options))
        if self.failure:
            raise self.failure
        return FakeRun(scenario)

    def vintage_notes(self, run, lang):
        return []

    def usual_draws(self, scenarios):
        return 0

    def must_compile(self, draws, engine):
        return False

    def resume_run(self, ref, runs, **options):
        self.asked.append((ref, runs, options))
        return FakeRun("tight")

    def stored_runs(self, runs):
        row = {"id": "tight-1", "scenario": "tight", "base": 2020, "as_of": 2020, "end": 2030}
        return [{**row, "draws": 1000}] if str(runs) != "empty" else [], self.problems

    def unreadable_runs(self, runs):
        return self.problems

    def run_changes(self, first, other, lang):
        columns = ["kind_label", "input", "input_label", "first", "other"]
        inputs = pd.DataFrame([["手段", "levers.x", "财力", "1", "0.9"]], columns=columns)
        tables = pd.DataFrame([["gaps", "差距", "value", 2e-9]])
        tables.columns = ["table", "table_label", "column", "greatest_change"]
        return SimpleNamespace(inputs=inputs, tables=tables)

    def query_runs(self, sql, refs, runs):
        self.asked.append((sql, refs))
        rows = 2000 if sql == "many" else 0 if sql == "none" else 1
        return pd.DataFrame(
            {"yuan": [2.5e9 + 0.125] * rows, "year": [2025] * rows, "x": ["[b]"] * rows}
        )

    def export_run(self, ref, to, runs, *, on_progress):
        return to

    def import_run(self, file, runs, *, on_progress):
        run = FakeRun("baseline")
        run.stood = Path(file).name == "again.zip"
        return run

    def chosen_run(self, ref, runs):
        if ref != "twice":
            return None
        return SimpleNamespace(run="twice-0123456789abcdef", others=("twice-1123456789abcdef",))

    def removable_run(self, ref, runs):
        return Path(runs) / ref

    def delete_run(self, folder):
        self.asked.append(folder)

    def rerun(self, ref, runs, **options):
        self.asked.append((ref, options))
        return self.problems

    def open_run(self, ref, runs="runs"):
        self.asked.append((ref, runs))
        if ref == "nothing":
            raise InputError(UNKNOWN_RUN)
        return FakeRun(ref)

    def verify_run(self, ref, runs):
        return self.problems

    def gap_table(self, run, year, **options):
        self.asked.append((run.id, year, options))
        return gap_frame()

    def run_pooled(self, run, year, lang):
        self.asked.append((run.id, year, lang))
        frame = pd.DataFrame({"region_label": ["郑州市、开封市合计"], "available_per_1000": [6.4]})
        frame.attrs["notes"] = ["8%在郑州市解决（假设）"]
        return frame

    def run_projects(self, run, **options):
        self.asked.append((run.id, options))
        return pd.DataFrame(
            {"project": ["xx_1"], "project_name": ["养老院"], "yuan_delay": [2.5e6]}
        )

    def import_projects(self, file, to, source, **options):
        self.asked.append((file, to, source, options))
        found = SimpleNamespace(
            projects=("a", "b"),
            unsized=(4, 9),
            totals=(),
            renamed={"XX-1": "xx_1"},
            untranslated=0,
            unread=("联系人",),
        )
        return SimpleNamespace(path=to, found=found)

    def export_projects(self, file, lists, **options):
        self.asked.append((file, lists, options))
        return file

    def run_use(self, run, year, lang, **options):
        self.asked.append((run.id, year, lang, options))
        frame = pd.DataFrame({"region_label": ["河南省"], "take_up_percent": [20.0]})
        frame = frame.assign(idle_yuan=9.6e9, unmet_yuan=float("nan"))
        frame.attrs["notes"] = ["每年闲置金额＝闲置×运行经费"]
        return frame

    def run_equity(self, run, years, lang, **options):
        self.asked.append((run.id, years, options))
        frame = pd.DataFrame({"measure_label": ["基尼系数"], "value": [0.0155]})
        frame.attrs["notes"] = ["各指标方向不一致：床位"]
        return frame

    def inequality_overview(self, table, lang):
        return table

    index_overview = index_weights_overview = inequality_overview
    convergence_overview = domain_overview = grouped_overview = inequality_overview

    def sigma_overview(self, table, lang):
        return pd.DataFrame({"indicator_label": ["床位"], "2020": ["0.0588"]})

    def run_index_weights(self, run, year, lang, **options):
        self.asked.append((run.id, year, options))
        return self.run_equity(run, [year], lang)

    run_convergence = run_domains = run_index_weights

    def run_ranks(self, run, year, lang, **options):
        self.asked.append((run.id, year, lang, options))
        frame = pd.DataFrame({"region_label": ["开封市"], "rank": [3.0], "rank_label": ["3/6"]})
        frame.attrs |= {"notes": ["名次1为最好"], "n_real": 6, "n_imputed": 12}
        return frame

    def run_sentences(self, run, year, lang, **options):
        self.asked.append((run.id, year, lang, options))
        frame = pd.DataFrame({"region": ["kaifeng"], "sentence": ["开封市2025年床位数为7.99张。"]})
        frame.attrs["notes"] = ["末位可能差1。"]
        return frame

    def run_grouped(self, run, year, grouping, lang, **options):
        self.asked.append((run.id, year, grouping, options))
        return self.run_equity(run, [year], lang)

    def run_chances(self, run, year, lang):
        frame = pd.DataFrame({"region_label": ["开封市"], "probability": [0.4]})
        frame["not_modelled"] = "免疫"
        frame.attrs["notes"] = ["模型不判断：免疫"]
        return frame

    def sensitivity(self, scenario, **options):
        self.asked.append((scenario, options))
        swings = [float(30 - row) if row < 25 else 0.0 for row in range(30)]
        frame = pd.DataFrame({"label": [f"因素{row}" for row in range(30)], "swing": swings})
        frame.attrs |= {"notes": ["逐项变动"], "by": "swing"}
        return frame

    def write_comparison(self, found, runs, path, lang, *, on_progress):
        return path

    def compare_runs(self, runs, **options):
        self.asked.append(options)
        return FakeComparison()

    def write_table(self, frame, path, lang, *, on_progress):
        return path

    REPORT_VARIANTS = ("brief", "full")

    def write_report(self, runs, path, lang, *, on_progress, **options):
        options = {"lang": lang, **options}
        self.asked.append(([run.id for run in runs], path, options))
        return path

    def params_check(self, params):
        return self.problems

    def params_show(self, name, params):
        return {"name": name, "value": 1.5, "source": None}

    def params_export(self, what, path, params, lang):
        return path

    def scenario_list(self, params):
        label = {"zh": "基准情景", "en": "Baseline"}
        return [{"id": "baseline", "label": label, "extends": None, "file": "baseline.yaml"}]

    def scenario_new(self, name, parent, to):
        return Path(to) / f"{name}.yaml"

    def scenario_show(self, name, resolved, **options):
        self.asked.append((name, resolved))
        return [{"key": "revenue.growth", "value": 0.01, "unit": "per_year", "origin": "x:3"}]

    def scenario_check(self, name, **options):
        return self.problems

    def scenario_schema(self):
        return {"type": "object"}
