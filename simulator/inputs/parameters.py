"""Parameters: one quantity a file, with unit, date, range, grade and evidence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from simulator.distributions.spread import Family, Outcome, Spread
from simulator.errors import Problem, Where
from simulator.inputs.arguments import nearest
from simulator.inputs.document import is_project_list
from simulator.inputs.evidence import InputGrade, PrintedPlace, Valued, evidence_problems
from simulator.inputs.shipped import ParamsTree
from simulator.inputs.uncertainty import Group, family_problems, group_problems, outcomes_of
from simulator.inputs.validation import Bilingual, check
from simulator.inputs.yaml_nodes import Document, try_read
from simulator.units import UNITS

FOLDERS = (
    "budget",
    "costs",
    "durations",
    "population",
    "projects",
    "services",
    "uncertainty",
    "workforce",
)
"""Folders of ``params/`` that hold one quantity a file."""

Year = Annotated[int, Field(ge=1900, le=2200)]

LIMITS: Mapping[str, tuple[float, float]] = {
    "share": (0.0, 1.0),
    "percent": (0.0, 1000.0),
    "factor": (0.0, 1000.0),
    "year": (0.0, 200.0),
    "calendar_year": (1900.0, 2200.0),
    "month": (0.0, 600.0),
    "per_year": (-1.0, 1.0),
    "share_per_year": (-1.0, 1.0),
    "per_1000": (0.0, 1000.0),
    "per_1000_aged_60": (0.0, 1000.0),
    "per_10000": (0.0, 10_000.0),
    "live_births_per_woman": (0.0, 10.0),
    "males_per_female": (0.5, 2.0),
    "correlation": (-1.0, 1.0),
    "none": (-1e9, 1e9),
}
"""Least and greatest sane value by unit; other units lie in 0…`ABSURD`."""

ABSURD = 1e14
"""No quantity of a province is larger in any unit."""


def limits_of(unit: str) -> tuple[float, float]:
    """Return the least and the greatest sane value in a unit."""
    return LIMITS.get(unit, (0.0, ABSURD))


class _File(Valued):
    """A parameter file."""

    label: Bilingual
    unit: str
    date: Year
    group: Group | None = None
    regions: dict[str, _RegionalValue] = Field(default_factory=dict)


class _RegionalValue(Valued):
    """The value of a single region; label, unit, date and distribution are those of the file."""

    date: Year | None = None


_File.model_rebuild()


@dataclass(frozen=True)
class Parameter:
    """One quantity of ``params/``; ``regions`` holds the values of single regions.

    ``low`` and ``high`` are the 5th and 95th percentiles, with ``bounds`` the hard minimum and
    maximum; None where the value has no range. ``outcomes`` are those of a discrete value.
    ``group`` names what it moves with in draws. ``name`` is ``folder.file``, for the value of a
    region ``folder.file.region``.
    """

    name: str
    label: Bilingual
    unit: str
    date: int
    value: float
    low: float | None
    high: float | None
    bounds: bool
    grade: InputGrade
    reason: Bilingual | None = None
    source: str | None = None
    place: PrintedPlace | None = None
    as_printed: str | None = None
    derived_from: tuple[str, ...] = ()
    formula: str | None = None
    note: Bilingual | None = None
    distribution: Family = "triangular"
    outcomes: tuple[Outcome, ...] = ()
    group: Group | None = None
    regions: Mapping[str, Parameter] = field(default_factory=dict)
    file: str = ""
    line: int = 0

    @property
    def where(self) -> Where:
        """Return the place of the value."""
        return Where(self.file, self.line, self.name)

    @property
    def spread(self) -> Spread:
        """Return the numbers of its distribution; without a range all are the value."""
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        return Spread(low, self.value, high, self.bounds, *limits_of(self.unit))

    def of(self, region: str) -> Parameter:
        """Return the value of a region, or the general one where the region has none."""
        return self.regions.get(region, self)


def load_parameters(
    tree: ParamsTree,
    *,
    sources: Collection[str] | None = None,
    regions: Collection[str] | None = None,
) -> tuple[dict[str, Parameter], list[Problem]]:
    """Return all parameters by name, and all problems of all files.

    Parameters
    ----------
    tree
        The files in force. Lists of named projects, ``projects/<plan>.yaml``, are left out.
    sources, regions
        Known ids; None leaves the names unchecked.
    """
    found: dict[str, Parameter] = {}
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for relative in parameter_files(tree):
        document, bad = try_read(tree.files[relative], tree.shown(relative))
        problems += bad
        if document is None or is_project_list(document):
            continue
        file, bad = check(_File, document)
        problems += bad or _name_problems(document, sources, regions)
        if file is not None:
            name = relative.removesuffix(".yaml").replace("/", ".")
            problems += _value_problems(file, document)
            found[name], documents[name] = _parameter(name, file, document), document
    return found, problems + group_problems(found, documents)


def parameter_files(tree: ParamsTree) -> list[str]:
    """Return the relative paths of all files that hold one quantity, sorted."""
    plans = {path.split("/")[-1] for path in tree.folder("plans")}
    return [
        path
        for folder in FOLDERS
        for path in tree.folder(folder)
        if not (folder == "projects" and path.split("/")[-1] in plans)
    ]


def _parameter(name: str, file: _File, document: Document) -> Parameter:
    """Return the parameter of a checked file."""

    def build(name: str, one: Valued, line: int, regions: Mapping[str, Parameter]) -> Parameter:
        return Parameter(
            name=name,
            label=file.label,
            unit=file.unit,
            date=getattr(one, "date", None) or file.date,
            value=one.value,
            low=one.low,
            high=one.high,
            bounds=one.bounds,
            grade=one.grade,
            reason=one.reason,
            source=one.source,
            place=one.place,
            as_printed=one.as_printed,
            derived_from=tuple(one.derived_from or ()),
            formula=one.formula,
            note=one.note,
            distribution=one.distribution or file.distribution or "triangular",
            outcomes=outcomes_of(one),
            group=file.group,
            regions=regions,
            file=document.file,
            line=line,
        )

    regions = {
        region: build(f"{name}.{region}", one, document.where("regions", region).line, {})
        for region, one in file.regions.items()
    }
    return build(name, file, document.where("value").line, regions)


def _name_problems(
    document: Document, sources: Collection[str] | None, regions: Collection[str] | None
) -> list[Problem]:
    """Return unknown units, sources, documents and regions of one checked file."""
    problems = []

    def look_up(code: str, known: Collection[str] | None, keys: tuple[str, ...]) -> None:
        name = document.at(*keys)
        if isinstance(name, str) and known is not None and name not in known:
            args = {"found": name, "nearest": nearest(name, known)}
            problems.append(Problem(code, document.where(*keys), args))

    look_up("P221", UNITS, ("unit",))
    inner = document.at("regions")
    names = [str(region) for region in inner] if isinstance(inner, dict) else []
    for keys in ((), *(("regions", name) for name in names)):
        look_up("P222", sources, (*keys, "source"))
        look_up("P222", sources, (*keys, "place", "document"))
    for name in names:
        if regions is not None and name not in regions:
            args = {"found": name, "nearest": nearest(name, regions)}
            problems.append(Problem("P223", document.where("regions", name), args))
    return problems


def _value_problems(file: _File, document: Document) -> list[Problem]:
    """Return missing evidence, and values that the unit does not allow or nobody can believe."""
    least, most = limits_of(file.unit)
    problems = []
    places: list[tuple[tuple[str, ...], Valued]] = [((), file)]
    places += [(("regions", region), one) for region, one in file.regions.items()]
    for keys, one in places:
        problems += evidence_problems(one, document, *keys)
        family = one.distribution or file.distribution or "triangular"
        problems += family_problems(one, family, document, *keys)
        for name in ("value", "low", "high"):
            number = getattr(one, name)
            if number is not None and not least <= number <= most:
                args = {"found": repr(number), "unit": file.unit, "low": f"{least:g}"}
                args["high"] = f"{most:g}"
                problems.append(Problem("P217", document.where(*keys, name), args))
    return problems
