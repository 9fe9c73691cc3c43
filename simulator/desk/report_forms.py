"""What may be asked of each form of a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from simulator.desk.exports import EXPORTS
from simulator.desk.forms import FORMS
from simulator.desk.reports import TABLES


class ReportForm(NamedTuple):
    """What may be asked of a form of a report."""

    has_variants: bool = False
    takes_template: bool = False


REPORT_FORMS: Mapping[str, ReportForm] = {
    **{end: ReportForm(not form.variant, form.takes_template) for end, form in FORMS.items()},
    **dict.fromkeys((*TABLES, *EXPORTS), ReportForm()),
}
"""All forms by the end of a file's name."""
