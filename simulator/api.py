"""The public names: everything the command line, the dashboard and a notebook may use."""

from __future__ import annotations

from simulator.analysis.changed import Changed
from simulator.analysis.compare import Comparison
from simulator.analysis.document import Table, written
from simulator.analysis.overview import Overview
from simulator.analysis.review import KINDS as REVIEW_KINDS
from simulator.analysis.tile_map import tile_map
from simulator.desk import (
    asked_money,
    city_maps,
    evidence_tables,
    fairness,
    money_picture,
    observing,
    own_inputs,
    plan_money,
    project_picture,
)
from simulator.desk.affordability import run_affordability
from simulator.desk.again import is_current, renew_run, rerun, resume_run, verify_run
from simulator.desk.backtest import backtest
from simulator.desk.budget import budget_template
from simulator.desk.cases import load_case, usual_draws
from simulator.desk.chances import run_chances
from simulator.desk.changes import RunChanges, run_changes
from simulator.desk.collect import collect_check, collect_merge, collect_template
from simulator.desk.comparing import compare_runs, write_comparison
from simulator.desk.difference import Difference, explain_difference
from simulator.desk.doubts import doubts_about, params_doubts
from simulator.desk.draft import draft
from simulator.desk.effects import params_assumed_measured
from simulator.desk.engines import must_compile
from simulator.desk.equity import (
    convergence_overview,
    domain_overview,
    grouped_overview,
    index_overview,
    index_weights_overview,
    inequality_overview,
    run_convergence,
    run_domains,
    run_equity,
    run_grouped,
    run_index_weights,
    sigma_overview,
)
from simulator.desk.evidence import params_evidence
from simulator.desk.explained import Explained, difference_of, whole_difference
from simulator.desk.fan import fan, growing_fan
from simulator.desk.files import (
    new_city,
    params_check,
    params_export,
    params_show,
    scenario_check,
    scenario_list,
    scenario_new,
    scenario_show,
    write_page,
    write_table,
)
from simulator.desk.files import schema as scenario_schema
from simulator.desk.goal import SoughtGoal, goal_notes, goal_seek
from simulator.desk.goal import points as goal_points
from simulator.desk.goal_stairs import goal_stairs
from simulator.desk.inventory import params_assumed, params_catalogue, params_coverage
from simulator.desk.keeping import delete_run, export_run, import_run, removable_run
from simulator.desk.laboratory import Laboratory, open_laboratory
from simulator.desk.lever_changes import changed_levers
from simulator.desk.lever_links import changes_from_link, changes_to_link
from simulator.desk.lever_slides import Slide, lever_slides, moved_by_hand
from simulator.desk.levers import Lever, levers
from simulator.desk.milestones import milestones
from simulator.desk.number import explain_number
from simulator.desk.optimise import OBJECTIVES, Optimised, optimise
from simulator.desk.optimise_choices import Choices as OptimiseChoices
from simulator.desk.optimise_choices import optimise_choices
from simulator.desk.optimised import table as optimised_table
from simulator.desk.optimised_answer import (
    Frontier,
    optimised_answer,
    optimised_frontier,
    optimised_mark,
    optimised_services,
)
from simulator.desk.optimised_notes import notes as optimised_notes
from simulator.desk.overview import outcomes_beside, overview, run_before, run_changed
from simulator.desk.pictures import (
    cell_story,
    city_standing,
    effects_by_year,
    gap_heatmap,
    gap_overview,
    label,
    marked_years,
    reference_choices,
    run_indicators,
    run_regions,
    run_years,
    trajectory,
    with_unit_labels,
    year_mark,
)
from simulator.desk.pictures import gaps as gap_table
from simulator.desk.plan_files import save_plan
from simulator.desk.pooled import run_pooled
from simulator.desk.population import (
    People,
    people_of,
    people_of_run,
    population_overview,
    population_pyramid,
    population_table,
)
from simulator.desk.projects import run_gantt, run_ledger, run_projects
from simulator.desk.querying import query_runs
from simulator.desk.ranking import run_ranks
from simulator.desk.regret import regret, regret_note, regret_table
from simulator.desk.report_forms import REPORT_FORMS, ReportForm
from simulator.desk.reports import REPORT_VARIANTS, write_report
from simulator.desk.reports import Options as ReportOptions
from simulator.desk.reserve import ImportedList, export_projects, import_projects
from simulator.desk.restated import TAKEN_OVER_COLUMNS, Restated, restate
from simulator.desk.review import PlanReview, review
from simulator.desk.runs import (
    Run,
    chosen_run,
    open_run,
    refuse_regions,
    run_scenario,
    stored_runs,
    unreadable_runs,
)
from simulator.desk.runs import list_stored as list_runs
from simulator.desk.score import score_run
from simulator.desk.screen import on_screen
from simulator.desk.selftest import selftest
from simulator.desk.sensitivity import sensitivity
from simulator.desk.sentences import run_sentences
from simulator.desk.side_by_side import SideBySide, side_by_side, trajectories
from simulator.desk.titles import run_title
from simulator.desk.trial import Trial
from simulator.desk.trial_files import save_trial
from simulator.desk.use import run_use
from simulator.desk.vintage import vintage_notes
from simulator.ensemble.precision import PRECISION
from simulator.equity.status import STATUSES as SCHEDULE_STATUSES
from simulator.errors import SimulatorError
from simulator.inputs.case import Case
from simulator.inputs.forms.asked import KINDS as FORM_KINDS
from simulator.inputs.forms.asked import Kind as FormKind
from simulator.text import refusal, say, sentences

__all__ = [
    "FORM_KINDS",
    "OBJECTIVES",
    "PRECISION",
    "REPORT_VARIANTS",
    "REVIEW_KINDS",
    "SCHEDULE_STATUSES",
    "TAKEN_OVER_COLUMNS",
    "Case",
    "Changed",
    "Comparison",
    "Difference",
    "Explained",
    "FormKind",
    "Frontier",
    "ImportedList",
    "Laboratory",
    "Lever",
    "OptimiseChoices",
    "Optimised",
    "Overview",
    "People",
    "PlanReview",
    "Restated",
    "Run",
    "RunChanges",
    "SimulatorError",
    "Slide",
    "SoughtGoal",
    "Trial",
    "backtest",
    "budget_template",
    "cell_story",
    "changed_levers",
    "changes_from_link",
    "changes_to_link",
    "chosen_run",
    "city_standing",
    "collect_check",
    "collect_merge",
    "collect_template",
    "compare_runs",
    "convergence_overview",
    "delete_run",
    "difference_of",
    "domain_overview",
    "doubts_about",
    "draft",
    "effects_by_year",
    "explain_difference",
    "explain_number",
    "export_projects",
    "export_run",
    "fan",
    "gap_heatmap",
    "gap_overview",
    "gap_table",
    "goal_notes",
    "goal_points",
    "goal_seek",
    "goal_stairs",
    "grouped_overview",
    "growing_fan",
    "import_projects",
    "import_run",
    "index_overview",
    "index_weights_overview",
    "inequality_overview",
    "label",
    "lever_slides",
    "levers",
    "list_runs",
    "load_case",
    "milestones",
    "moved_by_hand",
    "must_compile",
    "new_city",
    "on_screen",
    "open_laboratory",
    "open_run",
    "optimise",
    "optimise_choices",
    "optimised_answer",
    "optimised_frontier",
    "optimised_notes",
    "optimised_services",
    "optimised_table",
    "outcomes_beside",
    "overview",
    "params_assumed",
    "params_assumed_measured",
    "params_catalogue",
    "params_check",
    "params_coverage",
    "params_doubts",
    "params_evidence",
    "params_export",
    "params_show",
    "people_of",
    "people_of_run",
    "population_overview",
    "population_pyramid",
    "population_table",
    "query_runs",
    "reference_choices",
    "refusal",
    "refuse_regions",
    "regret",
    "regret_note",
    "regret_table",
    "removable_run",
    "rerun",
    "restate",
    "resume_run",
    "review",
    "save_plan",
    "save_trial",
    "say",
    "scenario_check",
    "scenario_list",
    "scenario_new",
    "scenario_schema",
    "scenario_show",
    "score_run",
    "selftest",
    "sensitivity",
    "sentences",
    "sigma_overview",
    "tile_map",
    "trajectory",
    "unreadable_runs",
]
__all__ += ["REPORT_FORMS", "ReportForm", "ReportOptions", "SideBySide", "Table", "city_maps"]
__all__ += ["asked_money", "optimised_mark", "plan_money", "stored_runs"]
__all__ += ["usual_draws", "verify_run", "vintage_notes"]
__all__ += ["evidence_tables", "fairness", "is_current", "marked_years", "money_picture"]
__all__ += ["observing", "own_inputs", "project_picture", "renew_run", "run_affordability"]
__all__ += ["run_before", "run_chances", "run_changed", "run_changes", "run_convergence"]
__all__ += ["run_domains", "run_equity", "run_gantt", "run_grouped", "run_index_weights"]
__all__ += ["run_indicators", "run_ledger", "run_pooled", "run_projects", "run_ranks"]
__all__ += ["run_regions", "run_scenario", "run_sentences", "run_title", "run_use", "run_years"]
__all__ += ["side_by_side", "trajectories", "write_comparison", "write_page", "write_report"]
__all__ += ["whole_difference", "with_unit_labels", "write_table", "written", "year_mark"]
