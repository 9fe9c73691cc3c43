"""A button that downloads a file; all look alike."""

from __future__ import annotations

from typing import Any

import panel_material_ui as pmui


def download(**given: Any) -> pmui.FileDownload:  # noqa: ANN401  (the widget's own parameters)
    """Return a download button of the page."""
    button = pmui.FileDownload(size="small", **given)
    # given to the constructor, panel warns of a second name for it that nobody gave
    button.variant = "outlined"
    return button
