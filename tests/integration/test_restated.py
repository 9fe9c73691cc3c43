"""The restated run of a review: stored, told apart, and the run itself where nothing differs."""

import json

import pandas as pd
import pytest

from simulator import api
from simulator.cli.main import main
from simulator.desk.pairing import same_until
from simulator.desk.request import Files, note_request
from simulator.errors import InputError
from simulator.inputs.published import published_by
from simulator.results.contracts import SUMMARY_TABLES
from simulator.results.store import partial_folder

pytestmark = pytest.mark.integration
HEAD = "year,region,indicator,value,unit,basis,definition,published,status,source,note\n"
YEAR, KAIFENG = 2023, ("kaifeng", "hospital_beds")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="module")
def run(store):
    return api.run_scenario("baseline", draws=2, out=store)


def observed(path, *rows):
    """Write observations: year, region, service, value, unit."""
    lines = [f"{','.join(map(str, row))},,,2024-06,final,本市,\n" for row in rows]
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
    return path


def restate(store, file, year=YEAR, **given):
    """Restate baseline by a file alone: nothing that is shipped is dated 1990."""
    return api.restate(year, observations=file, draws=given.pop("draws", 2), out=store, **given)


@pytest.fixture
def alone(monkeypatch):
    """Leave the shipped observations aside: what is tested is the file."""
    from simulator.desk import review
    from simulator.inputs.observed import Series

    monkeypatch.setattr(review, "series_of", Series)


def own_values(run):
    """Return all stocks of the cities at the end of the year, as a run without draws has them."""
    rows = run.stocks
    mine = (rows["statistic"] == "central") & (rows["year"] == YEAR) & (rows["region"] != "henan")
    cells = rows[mine][["year", "region", "service", "standing", "unit"]]
    return [tuple(row) for row in cells.itertuples(index=False)]


def test_a_review_of_a_runs_own_values_returns_the_run_bit_for_bit(store, tmp_path, alone):
    run = api.run_scenario("baseline", draws=0, out=store)
    rows = own_values(run)
    found = restate(store, observed(tmp_path / "own.csv", *rows), draws=0)
    assert found.run.id != run.id
    assert (found.stocks["left_out_because"] == "").sum() == len(rows) > 200
    assert (found.stocks["adjusted"] == 0).all()
    for table in (*SUMMARY_TABLES, "events", "chances"):
        if table in run.folder.tables():
            pd.testing.assert_frame_equal(
                run.table(table), found.run.table(table), check_exact=True
            )
    assert same_until(run, found.run) == YEAR - 1


def test_fewer_beds_than_simulated_leave_their_trace_in_every_draw(run, store, tmp_path, alone):
    file = observed(tmp_path / "own.csv", (YEAR, *KAIFENG, 30_000, "bed"))
    found = restate(store, file)
    rows = found.run.stocks.set_index(["region", "service", "year", "statistic"])
    for statistic in ("central", "mean", "p05", "p95"):
        assert rows.loc[(*KAIFENG, YEAR, statistic), "standing"] == 30_000
    before = run.stocks.set_index(rows.index.names)
    change = rows.loc[(*KAIFENG, YEAR, "central"), "adjusted"]
    assert change == 30_000 - before.loc[(*KAIFENG, YEAR, "central"), "standing"] < 0
    assert found.stocks["adjusted"].tolist() == [change]
    flows = rows[["commissioned", "recruited", "graduated", "adjusted"]].sum(axis=1)
    central = (flows - rows["retired"]).xs("central", level="statistic")
    moved = rows["standing"].xs("central", level="statistic").groupby(["region", "service"]).diff()
    later = moved.notna()
    assert central[later].tolist() == moved[later].tolist()
    bills = [one.ledger.query(PAID)["yuan"].item() for one in (run, found.run)]
    assert bills[0] < bills[1] < 0


PAID = (
    "region == 'kaifeng' and year == 2024 and service == 'hospital_beds' and statistic == 'central'"
    " and category == 'recurrent' and fund == 'general_budget'"
)


def test_a_scenarios_name_still_means_the_run_as_simulated(tmp_path, alone):
    run = api.run_scenario("baseline", draws=0, out=tmp_path)
    file = observed(tmp_path / "own.csv", (YEAR, *KAIFENG, 30_000, "bed"))
    restate(tmp_path, file, draws=0)
    assert api.open_run("baseline", tmp_path).id == run.id
    assert api.open_run("baseline-restated", tmp_path).taken_over.year == YEAR
    assert main(["gaps", "baseline", "--runs", str(tmp_path), "--json"]) == 0


def test_same_observations_same_run_and_others_another(store, tmp_path, alone):
    files = [
        observed(tmp_path / f"{n}.csv", (YEAR, *KAIFENG, beds, "bed"))
        for n, beds in enumerate((30_000, 30_000, 31_000))
    ]
    ids = [restate(store, file, draws=0).run.id for file in files]
    assert ids[0] == ids[1] != ids[2]
    assert restate(store, files[0], 2024, draws=0).run.id != ids[0]


def test_title_note_and_explanation_say_that_the_run_is_restated(store, tmp_path, alone):
    file = observed(tmp_path / "own.csv", (YEAR, *KAIFENG, 30_000, "bed"))
    found = restate(store, file, draws=0).run
    assert found.label("zh").endswith("（按观测重算至2023年）")
    assert found.label("en").endswith("(restated by observations to 2023)")
    assert "按观测重算" in api.gap_table(found, 2024, lang="zh").attrs["notes"][0]
    steps = api.explain_number(found, "hospital_beds_per_1000", "kaifeng", YEAR)
    assert any("按观测数调整 -" in line for line in steps.attrs["story"])


def test_a_restated_run_is_compared_with_its_scenario_and_reported(run, store, tmp_path, alone):
    file = observed(tmp_path / "own.csv", (YEAR, *KAIFENG, 30_000, "bed"))
    found = restate(store, file).run
    words = ["--runs", str(store), "--json"]
    assert main(["compare", run.id, found.id, *words]) == 0
    assert main(["gaps", found.id, *words]) == 0
    assert main(["report", found.id, "--runs", str(store), "--to", str(tmp_path / "r.xlsx")]) == 0


def test_runs_restated_by_other_observations_are_not_explained_by_levers(store, tmp_path, alone):
    run = api.run_scenario("baseline", draws=0, out=store)
    file = observed(tmp_path / "own.csv", (YEAR, *KAIFENG, 30_000, "bed"))
    found = restate(store, file, draws=0).run
    with pytest.raises(InputError) as caught:
        api.explain_difference(run, found)
    assert [problem.code for problem in caught.value.problems] == ["R188"]
    api.explain_difference(found, restate(store, file, draws=0).run)


def test_what_a_restated_run_took_over_is_no_score_of_it(store):
    plain = api.run_scenario("baseline", draws=0, out=store)
    restated = api.restate(2025, draws=0, out=store).run
    keys = ["region", "indicator", "year"]
    before, after = (api.score_run(run).set_index(keys) for run in (plain, restated))
    beds = ("nanyang", "hospital_beds_per_1000", 2025)
    assert (before.loc[beds, "why_not"], after.loc[beds, "why_not"]) == ("", "fitted")
    assert after["scored"].sum() < before["scored"].sum()


def test_nothing_observed_leaves_the_run(run, store, tmp_path, alone):
    found = restate(store, observed(tmp_path / "own.csv"))
    assert found.run.id == run.id
    assert "没有可采用" in found.notes[0]


def test_an_interrupted_restated_run_goes_on_by_its_id(store, tmp_path, alone, monkeypatch):
    from simulator.desk import runs

    file = observed(tmp_path / "own.csv", (YEAR, *KAIFENG, 29_000, "bed"))

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(runs, "tables_of_draws", stop)
    with pytest.raises(KeyboardInterrupt):
        restate(store, file)
    monkeypatch.undo()
    (name,) = (
        one.name for one in (store / ".partial").iterdir() if (one / "request.json").exists()
    )
    assert api.resume_run(name, store).id == name


def test_the_review_shows_what_the_restated_run_comes_to(store, tmp_path, capsys):
    own = observed(tmp_path / "own.csv", (YEAR, *KAIFENG, 30_000, "bed"))
    given = ["review", "--year", "2023", "--observations", str(own), "--runs", str(store)]
    given += ["--draws", "2"]
    assert main([*given, "--kind", "midterm", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    (row,) = (
        one
        for one in rows
        if (one["region"], one["indicator"]) == ("kaifeng", "hospital_beds_per_1000")
    )
    assert row["restated_target"] < row["projected_target"]
    assert row["restated_chance"] is not None
    assert api.open_run(row["restated_run"], store).taken_over.year == 2023
    assert main([*given, "--kind", "annual", "--taken-over", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "restated run: baseline-restated-" in told
    assert "known of the province alone" in told


DAY = "2023-12-31"
BEDS_AS_PUBLISHED = ((2021, 29_000, "2024"), (2022, 30_000, "2023"), (2022, 31_000, "2024-06"))


@pytest.fixture(scope="module")
def on_a_day(store, tmp_path_factory):
    """Return the restated runs of a review by the command: on a day, and on today."""
    file, kaifeng = tmp_path_factory.mktemp("own") / "own.csv", "kaifeng,hospital_beds"
    lines = [f"{y},{kaifeng},{n},bed,,,{day},final,本市,\n" for y, n, day in BEDS_AS_PUBLISHED]
    file.write_text(HEAD + "".join(lines), encoding="utf-8")
    given = ["review", "--kind", "annual", "--year", str(YEAR), "--observations", str(file)]
    given += ["--draws", "0", "--runs", str(store)]
    found = []
    for day in (["--as-known-on", DAY], []):
        to = file.with_name("review.csv")
        assert main([*given, *day, "--to", str(to)]) == 0
        found.append(api.open_run(pd.read_csv(to)["restated_run"][0], store))
    return found


def beds_taken_over(run):
    """Return the years and beds of Kaifeng that a run took over."""
    stocks = run.taken_over.stocks
    return [(one.year, one.value) for one in stocks if (one.region, one.service) == KAIFENG]


def test_a_review_on_a_day_takes_over_only_what_was_known_on_it(on_a_day):
    known, now = on_a_day
    assert beds_taken_over(known) == [(2022, 30_000)]
    assert beds_taken_over(now) == [(2021, 29_000), (2022, 31_000)]
    assert all(published_by(one.published, DAY) for one in known.taken_over.stocks)


def test_a_run_restated_on_a_day_says_both_and_goes_on_with_both(on_a_day, tmp_path):
    known, now = on_a_day
    identity = known.manifest["identity"]
    assert (identity["known_on"], identity["taken_over"]["year"]) == (DAY, YEAR)
    assert known.manifest["known_on"]["day"] == DAY
    assert known.label() == f"基准（按观测重算至2023年）（按{DAY}已公布的资料）"
    note_request(partial_folder(tmp_path, known.id), identity, Files(None, None))
    assert api.resume_run(known.id, tmp_path).taken_over == known.taken_over
    api.explain_difference(known, known)
    with pytest.raises(InputError) as caught:
        api.explain_difference(known, now)
    assert [problem.code for problem in caught.value.problems] == ["O158"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("--kind annual --year 2022 --taken-over --evidence-only", "C200"),
        ("--kind annual --year 2024 short.yaml", "R186"),
        ("--kind annual --year 2024 --observations below.csv", "R184"),
    ],
)
def test_one_mistake_is_one_problem(words, code, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    observed(tmp_path / "below.csv", (2023, *KAIFENG, -5, "bed"))
    label = "{zh: 短, en: Short}"
    (tmp_path / "short.yaml").write_text(
        f"label: {label}\nquestion: {label}\nextends: baseline\n"
        "horizon: {base: 2020, as_of: 2020, end: 2022}\n",
        encoding="utf-8",
    )
    assert main(["review", *words.split()]) == 2
    assert capsys.readouterr().err.count(f"[{code}]") == 1
    assert not (tmp_path / "runs").exists()
