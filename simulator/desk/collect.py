"""Collecting observations: forms to fill in, their check, and their merge into observations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from simulator.analysis.collected import Finding, Limits, county_totals, findings, stops
from simulator.desk.cases import params_of, series_of
from simulator.desk.pictures import catalogue
from simulator.errors import InputError, Problem, Where
from simulator.inputs.arguments import Nearest, nearest
from simulator.inputs.forms.asked import Item, Kind, Respondent, counties_of, items, respondents
from simulator.inputs.forms.filled import Filled, read_forms
from simulator.inputs.observations import COLUMNS
from simulator.inputs.params import Params
from simulator.inputs.values import Values
from simulator.reporting.form_book import FormSheet, write_form_book
from simulator.reporting.table_csv import write_csv
from simulator.text import say

JUMP = "services.observation_jump"


def collect_template(
    kind: Kind, region: str, year: int, to: Path | str, *, only: str | None = None, lang: str = "zh"
) -> Path:
    """Write the forms of a region, one sheet for each respondent, and return the path.

    Parameters
    ----------
    kind
        ``county`` or ``bureau``.
    region
        A city, or the province for its bureaus.
    year
        Year to report, 31 December.
    to
        An .xlsx file.
    only
        Name of the one bureau or county to ask; None asks all.

    Raises
    ------
    InputError
        O152 for an unknown region, O153 for an unknown respondent, O154 when nobody is asked.
    """
    params = params_of()
    if region not in params.regions:
        args = {"found": region, "nearest": nearest(region, params.regions)}
        raise InputError(Problem("O152", Where(key="--region"), args))
    who = respondents(params, kind, region, year)
    if not who:
        args = {"region": region, "year": str(year)}
        raise InputError(Problem("O154", Where(key="--for"), args))
    names = [one.name for one in who]
    if only is not None and only not in names:
        args = {"found": only, "known": ", ".join(names)}
        raise InputError(Problem("O153", Where(key="--respondent"), args))
    sheets = [
        FormSheet(
            one,
            catalogue(lang).name("region", region),
            year,
            items(params, one, year),
            _last_values(one, year),
        )
        for one in who
        if only in (None, one.name)
    ]
    return write_form_book(sheets, Path(to), lang)


def _last_values(who: Respondent, year: int) -> Mapping[str, float]:
    """Return last year's observations of a region by id; of counties nothing is known."""
    if who.kind == "county":
        return {}
    series = series_of()
    named = {one.indicator for one in series.rows if one.region == who.region}
    found = {name: series.latest(who.region, name, year - 1) for name in named}
    return {name: one.value for name, one in found.items() if one is not None}


def collect_check(files: Sequence[Path | str], lang: str = "zh") -> pd.DataFrame:
    """Return all doubts about filled forms, one row each; empty when there is none.

    Raises
    ------
    InputError
        For files that cannot be read, and O151 for sheets that are no forms.
    """
    return _told(_findings(_forms(files)), lang)


def collect_merge(
    files: Sequence[Path | str], to: Path | str, lang: str = "zh"
) -> tuple[Path, pd.DataFrame]:
    """Write what was filled in as observations, and return the path and what was left out.

    The columns are those of ``params/observations``; ``review --observations`` reads the file.
    Counties become their city where all of them have answered and no bureau has.

    Raises
    ------
    InputError
        As `collect_check`, and O155 for each doubt that must be settled first.
    """
    forms = _forms(files)
    found = _findings(forms)
    bad = [_problem(one, lang) for one in stops(found)]
    if bad:
        raise InputError(bad)
    rows = pd.DataFrame(_observations(forms), columns=list(COLUMNS))
    if rows.empty:
        raise InputError(Problem("O156", Where(str(to))))
    return write_csv(rows, Path(to)), _told(found, lang)


def _forms(files: Sequence[Path | str]) -> tuple[Filled, ...]:
    forms = read_forms([Path(one) for one in files])
    known = params_of().regions
    bad = [
        Problem(
            "O152",
            Where(form.file, 0, form.sheet),
            {"found": form.region, "nearest": nearest(form.region, known)},
        )
        for form in forms
        if form.region not in known
    ]
    if bad:
        raise InputError(bad)
    return forms


def _findings(forms: Sequence[Filled]) -> list[Finding]:
    params, series = params_of(), series_of()
    years = {form.year for form in forms}

    def before(region: str, name: str) -> float | None:
        found = [series.latest(region, name, year - 1) for year in years]
        return next((one.value for one in found if one is not None), None)

    limits = Limits(Values(params.parameters)(JUMP))
    return findings(forms, lambda form: _asked(params, form), before, limits, counties_of(params))


def _asked(params: Params, form: Filled) -> tuple[Item, ...]:
    return items(params, Respondent(form.kind, form.region, form.respondent), form.year)


def _told(found: Sequence[Finding], lang: str) -> pd.DataFrame:
    """Return doubts as a table: file, sheet, row, id, finding, value, compared_with."""
    rows = [
        {
            "file": one.form.file,
            "sheet": one.form.sheet,
            "row": one.row or None,
            "id": one.id,
            "finding": one.kind,
            "finding_label": say(lang, "collect", f"finding.{one.kind}"),
            "value": None if one.value is None else str(one.value),
            "compared_with": one.other,
        }
        for one in found
    ]
    columns = ("file", "sheet", "row", "id", "finding", "finding_label", "value", "compared_with")
    return pd.DataFrame(rows, columns=list(columns)).astype({"row": "Int64"})


def _problem(one: Finding, lang: str) -> Problem:
    args = {"finding": say(lang, "collect", f"finding.{one.kind}"), "sheet": one.form.sheet}
    args["value"] = Nearest("" if one.value is None else str(one.value))
    return Problem("O155", Where(one.form.file, one.row, one.id), args)


def _observations(forms: Sequence[Filled]) -> list[tuple[object, ...]]:
    """Return the rows of the merge, in the order of forms and lines, city sums last."""
    params = params_of()
    rows: dict[tuple[str, int, str], tuple[object, ...]] = {}
    for form in forms:
        asked = {item.id: item for item in _asked(params, form)}
        for entry in form.entries if form.kind == "bureau" else ():
            if entry.value is not None:
                place = catalogue("zh").name("region", form.region)
                source = f"{place}{form.respondent}填报"
                key = (form.region, form.year, entry.id)
                given = (form.day, source, entry.remark)
                rows.setdefault(key, _row(key, entry.value, asked[entry.id], given))
    for key, total in county_totals(forms, counties_of(params)).items():
        mine = [one for one in forms if one.kind == "county" and one.region == key[0]]
        item = next(one for one in _asked(params, mine[0]) if one.id == key[2])
        source = f"{catalogue('zh').name('region', key[0])}各区县填报合计"
        given = (max(one.day for one in mine), source, "")
        rows.setdefault(key, _row(key, total, item, given))
    return list(rows.values())


def _row(
    key: tuple[str, int, str], value: float, item: Item, given: tuple[str, str, str]
) -> tuple[object, ...]:
    """Return one observation in the order of the columns; ``given`` is day, source, note."""
    region, year, name = key
    day, source, note = given
    number = int(value) if value.is_integer() else value
    about = (item.unit, "", item.definition.zh)
    return (year, region, name, number, *about, day, "preliminary", source, note)
