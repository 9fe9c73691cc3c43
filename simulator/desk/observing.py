"""What a page of reviews may use: observations entered, and the review made of them."""

from __future__ import annotations

from simulator.desk.observation_entry import (
    enter_observation,
    paste_observations,
    read_observations,
    write_observations,
)
from simulator.desk.observation_form import observation_form, review_years
from simulator.desk.restating import report_entered, restate_entered, review_entered
from simulator.desk.review_page import ShownReview, show_review
from simulator.inputs.entered import FILLED as FILLED_CELLS
from simulator.inputs.entered import Entered

__all__ = [
    "FILLED_CELLS",
    "Entered",
    "ShownReview",
    "enter_observation",
    "observation_form",
    "paste_observations",
    "read_observations",
    "report_entered",
    "restate_entered",
    "review_entered",
    "review_years",
    "show_review",
    "write_observations",
]
