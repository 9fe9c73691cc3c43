"""The Chinese fonts that come with the installation: no picture trusts the system's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from matplotlib.font_manager import FontProperties, fontManager
from pylopdf_fonts_zh_cn import sans_path, serif_path


@cache
def sans() -> str:
    """Return the name of Noto Sans SC, known to matplotlib from then on."""
    return _known(sans_path())


@cache
def serif() -> str:
    """Return the name of Noto Serif SC, known to matplotlib from then on."""
    return _known(serif_path())


def _known(path: Path) -> str:
    fontManager.addfont(path)
    return FontProperties(fname=path).get_name()
