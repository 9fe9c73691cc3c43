"""The tables of a run: columns, types, identity and compression, fixed for good (design §8).

    Column  name, kind, and whether it identifies a row
    Table   name and columns in the order of the file
    TABLES  every table a run may hold, by name

Stored files outlive programs: a change here makes old runs unreadable, so a golden file
(``tests/golden/contracts.txt``) guards every line.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal["text", "int32", "int64", "float64", "bool", "nullable_bool"]
"""text is never null ("" where there is nothing to say); float64 is null where NaN."""

COMPRESSION = "zstd"
COMPRESSION_LEVEL = 3
FORMAT_VERSION = 2
"""Version of the folder layout and of the tables, written into every manifest."""

ROW_ORDER = "rows in the fixed order of the case, then statistic in the order of axes.STATISTICS"


class Column(NamedTuple):
    """One column: ``key`` columns together identify a row."""

    name: str
    kind: Kind
    key: bool = False


class Table(NamedTuple):
    """One table; its columns stand in this order in the file and in the frame."""

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the column names in order."""
        return tuple(column.name for column in self.columns)

    @property
    def identity(self) -> tuple[str, ...]:
        """Return the columns whose values together occur once; empty for a log."""
        return tuple(column.name for column in self.columns if column.key)

    @property
    def has_statistic(self) -> bool:
        """Return whether the table summarises draws."""
        return "statistic" in self.names

    @property
    def case_columns(self) -> tuple[Column, ...]:
        """Return the columns a case or a draw supplies; the ensemble adds the others."""
        return tuple(column for column in self.columns if column.name not in ADDED_COLUMNS)

    def column(self, name: str) -> Column:
        """Return one column by name; KeyError when the table has none of that name."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")


ADDED_COLUMNS = ("scenario", "statistic", "probability_met")
"""Columns that no draw supplies: the run's scenario and what a summary over draws adds."""


def _table(name: str, *columns: Column) -> Table:
    is_log = not any(column.key for column in columns)
    return Table(name, (Column("scenario", "text", key=not is_log), *columns))


def _keys(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, "text", key=True) for name in names)


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, "text") for name in names)


def _numbers(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, "float64") for name in names)


_YEAR = Column("year", "int32", key=True)
_STATISTIC = Column("statistic", "text", key=True)
_DRAW = Column("draw", "int32", key=True)

_TABLES = (
    _table(
        "indicators",
        *_keys("region", "indicator"),
        _YEAR,
        _STATISTIC,
        *_numbers("value"),
        *_texts("unit", "grade", "weakest_input", "main_assumption"),
    ),
    _table(
        "population",
        *_keys("region", "sex", "age_group"),
        _YEAR,
        _STATISTIC,
        *_numbers("value"),
        *_texts("unit", "grade"),
    ),
    _table(
        "population_flows",
        *_keys("region"),
        _YEAR,
        *_numbers("births", "deaths", "net_migration"),
        _STATISTIC,
    ),
    _table(
        "stocks",
        *_keys("region", "service"),
        _YEAR,
        _STATISTIC,
        *_numbers("standing", "available", "in_pipeline"),
        *_numbers("commissioned", "retired", "recruited", "graduated", "adjusted"),
        *_texts("unit"),
    ),
    _table(
        "use",
        *_keys("region", "service"),
        _YEAR,
        _STATISTIC,
        *_numbers("need", "demand", "use", "idle", "unmet"),
        *_texts("unit"),
    ),
    _table(
        "events",
        Column("draw", "int32"),
        Column("month", "int32"),
        Column("phase", "int32"),
        *_texts("region", "service", "project", "tier", "fund", "domain", "event", "category"),
        Column("units", "int64"),
        Column("yuan", "float64"),
    ),
    _table(
        "ledger",
        *_keys("region"),
        _YEAR,
        *_keys("tier", "fund", "domain", "service", "category"),
        _STATISTIC,
        *_numbers("yuan"),
    ),
    _table(
        "verdicts",
        *_keys("region", "indicator", "plan", "row_id"),
        Column("target_year", "int32", key=True),
        _YEAR,
        _STATISTIC,
        *_texts("target_as_printed"),
        *_numbers("target_value", "schedule_value"),
        *_texts("unit", "comparator", "scope", "nature"),
        *_numbers("value"),
        Column("met", "nullable_bool"),
        Column("met_as_printed", "nullable_bool"),
        *_numbers("probability_met", "shortfall", "completion"),
        *_texts("schedule_status", "flags", "grade"),
    ),
    _table(
        "chances",
        *_keys("region", "plan"),
        Column("target_year", "int32", key=True),
        _YEAR,
        *_keys("targets"),
        *(Column(name, "int32") for name in ("n_targets", "n_modelled", "n_met")),
        Column("met", "nullable_bool"),
        *_numbers("probability", "standard_error"),
    ),
    _table(
        "gaps",
        *_keys("region", "indicator"),
        _YEAR,
        *_keys("reference"),
        _STATISTIC,
        *_numbers("value", "reference_value", "gap", "gap_percent", "favourable", "base_value"),
        *_texts("base_as_printed"),
        *_numbers("weight_in_province"),
        *_texts("unit"),
        *_numbers("units_to_close", "yuan_to_close", "years_to_close"),
        *_numbers("capacity_effect", "population_effect"),
        *_texts("flags", "grade"),
    ),
    _table(
        "equity",
        *_keys("indicator"),
        _YEAR,
        *_keys("measure"),
        Column("weighted", "bool", key=True),
        *_keys("group"),
        _STATISTIC,
        *_numbers("value"),
        Column("n_regions", "int32"),
        Column("n_imputed", "int32", key=True),
    ),
    _table("draws", _DRAW, *_keys("region", "indicator"), _YEAR, *_numbers("value")),
    _table("draw_inputs", _DRAW, *_keys("parameter"), *_numbers("value")),
)

TABLES: dict[str, Table] = {table.name: table for table in _TABLES}
SUMMARY_TABLES = tuple(table.name for table in _TABLES if table.has_statistic)
"""Tables that summarise draws, in the order of design §8."""
DRAW_TABLES = ("draws", "draw_inputs")
"""Tables that stand in a run only when its draws were kept."""


def describe() -> str:
    """Return every table as readable text; the golden test compares it."""
    lines = [
        f"format {FORMAT_VERSION}, compression {COMPRESSION} level {COMPRESSION_LEVEL}",
        ROW_ORDER,
    ]
    for table in TABLES.values():
        lines.append(f"\n{table.name}")
        lines.extend(
            f"  {column.name:<18}{column.kind}{'  key' if column.key else ''}"
            for column in table.columns
        )
    return "\n".join(lines) + "\n"
