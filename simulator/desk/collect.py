"""Collecting observations: forms to fill in, their check, and their merge into observations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from simulator.analysis.backtest import name_of
from simulator.analysis.collected import TOLD, Finding, Limits, county_totals, findings, stops
from simulator.analysis.labels import word
from simulator.axes import PROVINCE
from simulator.desk.cases import params_of, series_of
from simulator.desk.pictures import catalogue
from simulator.errors import InputError, Problem, Where, place
from simulator.inputs.arguments import Nearest, names
from simulator.inputs.forms.asked import (
    SIGNED,
    Item,
    Kind,
    Known,
    Respondent,
    asking,
    cell_of,
    counties_of,
    items,
    respondents,
)
from simulator.inputs.forms.filled import Filled, read_forms
from simulator.inputs.observations import COLUMNS
from simulator.inputs.params import Params
from simulator.inputs.plans import plans_at
from simulator.inputs.regions import nearest_region
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
        O152 for an unknown region, O172 for a year of no plan, O153 for an unknown respondent,
        O154 when nobody is asked, C133 when the file exists: it may be filled in.
    """
    params, target = params_of(), Path(to)
    if region not in params.regions:
        args = {"found": region, "nearest": nearest_region(region, params.regions)}
        raise InputError(Problem("O152", Where(key="--region"), args))
    _check_year(params, region, year, lang)
    who = respondents(params, kind, region, year)
    if not who:
        args = {"region": region, "year": str(year)}
        raise InputError(Problem("O154", Where(key="--for"), args))
    names = [one.name for one in who]
    if only is not None and only not in names:
        args = {"found": only, "known": ", ".join(names)}
        raise InputError(Problem("O153", Where(key="--respondent"), args))
    if target.exists():
        raise InputError(Problem("C133", place(target)))
    sheets = [_sheet(params, one, year, lang) for one in who if only in (None, one.name)]
    return write_form_book(sheets, target, lang)


def _check_year(params: Params, region: str, year: int, lang: str) -> None:
    """Raise O172 for a year of which no plan in force asks anything."""
    if asking(params, region, year) is not None:
        return
    periods = {
        f"{plan.base_year + 1}–{plan.target_year}"
        for plan in params.plans.values()
        if plan.in_force and plan.region in (region, PROVINCE)
    }
    called = catalogue(lang).name("region", region)
    args = {"year": str(year), "region": called, "periods": names(sorted(periods))}
    raise InputError(Problem("O172", Where(key="--year"), args))


def _sheet(params: Params, who: Respondent, year: int, lang: str) -> FormSheet:
    """Return the form of one respondent; a bureau is named in the language of the form."""
    names, asked = catalogue(lang), items(params, who, year)
    shown = (names.name("region", who.region), respondent_name(params, who, lang))
    units = {item.id: names.unit(item.id, item.unit) for item in asked}
    return FormSheet(who, shown, year, asked, known_before(params, who, year), units)


def respondent_name(params: Params, who: Respondent, lang: str) -> str:
    """Return a respondent's name; bureaus of the province have names of their own."""
    provincial = word(lang, "provincial_bureau", who.name)
    if who.region == PROVINCE and provincial != who.name:
        return provincial
    bureaus = {one.lead_bureau.zh: one.lead_bureau.say(lang) for one in params.indicators.values()}
    return bureaus.get(who.name, who.name)


def known_before(params: Params, who: Respondent, year: int) -> Mapping[str, Known]:
    """Return the last values known of a region by id; of counties nothing is known.

    What the plan prints of its base stands where nothing was observed since.
    """
    if who.kind == "county":
        return {}
    plan = plans_at(params.plans, year - 1).get(who.region)
    found: dict[str, Known] = {}
    for row in plan.rows if plan else ():
        if plan and row.indicator and row.base.value and row.base.accumulation != "cumulative":
            found[row.indicator] = Known(row.base.value, plan.base_year)
    for one in sorted(series_of().rows, key=lambda one: one.vintage):
        earlier = found.get(one.indicator, Known(0.0, one.year))
        if one.region == who.region and earlier.year <= one.year < year:
            found[one.indicator] = Known(one.value, one.year)
    return found


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
        As `collect_check`, O155 and O173 for each doubt that must be settled first.
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
            {"found": form.region, "nearest": nearest_region(form.region, known)},
        )
        for form in forms
        if form.region not in known
    ]
    if bad:
        raise InputError(bad)
    return forms


def _findings(forms: Sequence[Filled]) -> list[Finding]:
    params = params_of()
    known = {
        (form.region, form.year): known_before(
            params, Respondent("bureau", form.region, form.respondent), form.year
        )
        for form in forms
    }

    def before(form: Filled, name: str) -> Known | None:
        return known[form.region, form.year].get(name)

    limits = Limits(Values(params.parameters)(JUMP))
    return findings(forms, lambda form: _asked(params, form), before, limits, counties_of(params))


def _asked(params: Params, form: Filled) -> tuple[Item, ...]:
    return items(params, Respondent(form.kind, form.region, form.respondent), form.year)


def _told(found: Sequence[Finding], lang: str) -> pd.DataFrame:
    """Return doubts as a table, those first that a merge stops at.

    Columns: file, sheet, cell, id, indicator_label, finding, finding_label, value, compared_with.
    """
    ordered = sorted(found, key=lambda one: one.kind in TOLD)
    rows = [
        {
            "file": one.form.file,
            "sheet": one.form.sheet,
            "cell": cell_of(one.row),
            "id": one.id,
            "indicator_label": _name(one.id, lang),
            "finding": one.kind,
            "finding_label": say(lang, "collect", f"finding.{one.kind}"),
            "value": None if one.value is None else str(one.value),
            "compared_with": one.other,
        }
        for one in ordered
    ]
    columns = [
        *("file", "sheet", "cell", "id", "indicator_label"),
        *("finding", "finding_label", "value", "compared_with"),
    ]
    return pd.DataFrame(rows, columns=columns)


def _name(identifier: str, lang: str) -> str:
    """Return what a line or a signature is called on the form."""
    return (
        say(lang, "collect", f"signed.{identifier}")
        if identifier in SIGNED
        else name_of(identifier, catalogue(lang))
    )


def _problem(one: Finding, lang: str) -> Problem:
    cell = f"!{cell_of(one.row)}" if one.row else ""
    where = Where(one.form.file, 0, f"{one.form.sheet}{cell}")
    if one.kind == "unsigned":
        return Problem("O173", where, {"name": _name(one.id, lang)})
    args = {"finding": say(lang, "collect", f"finding.{one.kind}"), "name": _name(one.id, lang)}
    args["value"] = Nearest("" if one.value is None else str(one.value))
    return Problem("O155", where, args)


def _observations(forms: Sequence[Filled]) -> list[tuple[object, ...]]:
    """Return the rows of the merge, in the order of forms and lines, city sums last."""
    params = params_of()
    rows: dict[tuple[str, int, str], tuple[object, ...]] = {}
    for form in forms:
        asked = {item.id: item for item in _asked(params, form)}
        where = catalogue("zh").name("region", form.region)
        called = respondent_name(params, Respondent(form.kind, form.region, form.respondent), "zh")
        for entry in form.entries if form.kind == "bureau" else ():
            if entry.value is not None:
                who = called.removeprefix(where[-1])  # 开封市 and 市教育局 share a letter
                source = say("zh", "collect", "source.bureau", region=where, who=who)
                key = (form.region, form.year, entry.id)
                given = (form.day, source, entry.remark)
                rows.setdefault(key, _row(key, entry.value, asked[entry.id], given))
    for key, total in county_totals(forms, counties_of(params)).items():
        mine = [one for one in forms if one.kind == "county" and one.region == key[0]]
        item = next(one for one in _asked(params, mine[0]) if one.id == key[2])
        where = catalogue("zh").name("region", key[0])
        source = say("zh", "collect", "source.counties", region=where)
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
