"""The cities as tiles: a layout in which neighbours stand near each other, not geography."""

from __future__ import annotations

import pandas as pd

TILES = {
    # column from the west, row from the north. Placed by hand so that the picture is readable:
    # no distance, area or border may be read from it.
    "anyang": (3, 0),
    "hebi": (3, 1),
    "puyang": (4, 1),
    "jiyuan": (1, 2),
    "jiaozuo": (2, 2),
    "xinxiang": (3, 2),
    "sanmenxia": (0, 3),
    "luoyang": (1, 3),
    "zhengzhou": (2, 3),
    "kaifeng": (3, 3),
    "shangqiu": (4, 3),
    "pingdingshan": (1, 4),
    "xuchang": (2, 4),
    "zhoukou": (3, 4),
    "nanyang": (1, 5),
    "luohe": (2, 5),
    "zhumadian": (3, 5),
    "xinyang": (3, 6),
}
N_COLUMNS = 5


def tile_map(heatmap: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Return one indicator of the cities with the place of their tiles.

    Parameters
    ----------
    heatmap
        Frame of `simulator.analysis.frames.gap_heatmap`.
    indicator
        Column of it.

    Returns
    -------
    DataFrame
        Rows of the heat map in the order of ``params/``, with column and row (whole numbers from
        the north-west). Places that have no tile of their own stand in rows below the others.
        ``attrs`` holds indicator_label and the title's mark.
    """
    rows = heatmap[heatmap["indicator"] == indicator].reset_index(drop=True)
    below = max(row for _, row in TILES.values()) + 1
    others = [region for region in rows["region"] if region not in TILES]
    placed = TILES | {
        region: (at % N_COLUMNS, below + at // N_COLUMNS) for at, region in enumerate(others)
    }
    rows["column"] = [placed[region][0] for region in rows["region"]]
    rows["row"] = [placed[region][1] for region in rows["region"]]
    label = str(rows["indicator_label"].iloc[0]) if len(rows) else ""
    rows.attrs = {"indicator_label": label, "mark": heatmap.attrs.get("mark", "")}
    return rows
