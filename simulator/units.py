"""The closed list of units, with their names on screen, and the arithmetic of money.

Money is int64 fen of constant 2020 prices inside the model and yuan in tables (design §5).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WHOLE_SLACK = 1e-9
"""An amount above a whole number of units by no more than this is that number: residents are
sums of floats, and 100,000.00000000001 of them ask for no bed more than 100,000 do."""
ROUNDING = 1e-12
"""Share of an amount that such sums may be off. Of 25 million m² a double holds no billionth."""


def slack_of(amount: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far an amount may lie beside a whole number of units and still be that number.

    >>> slack_of(np.array([450.0, 1e9])).tolist()
    [1e-09, 0.001]
    """
    return np.maximum(WHOLE_SLACK, ROUNDING * np.abs(amount))


UNITS: dict[str, dict[str, str]] = {
    "none": {"zh": "", "en": ""},
    "share": {"zh": "比例", "en": "share"},
    "percent": {"zh": "%", "en": "%"},
    "correlation": {"zh": "相关系数", "en": "correlation"},
    "factor": {"zh": "倍", "en": "times"},
    "year": {"zh": "年", "en": "years"},
    "calendar_year": {"zh": "年份", "en": "calendar year"},
    "month": {"zh": "个月", "en": "months"},
    "per_year": {"zh": "每年", "en": "per year"},
    "day": {"zh": "天", "en": "days"},
    "hour": {"zh": "小时", "en": "hours"},
    "minute": {"zh": "分钟", "en": "minutes"},
    "percent_per_year": {"zh": "%/年", "en": "% a year"},
    "times": {"zh": "次", "en": "times"},
    "times_per_year": {"zh": "次/年", "en": "times a year"},
    "share_per_year": {"zh": "比例/年", "en": "share a year"},
    "per_1000": {"zh": "每千常住人口", "en": "per 1,000 residents"},
    "per_1000_aged_60": {"zh": "每千名60岁及以上老年人", "en": "per 1,000 aged 60 and over"},
    "per_10000": {"zh": "每万人", "en": "per 10,000 residents"},
    "per_100_households": {"zh": "每百户", "en": "per 100 households"},
    "live_births_per_woman": {"zh": "孩/妇女", "en": "live births per woman"},
    "males_per_female": {"zh": "男/女", "en": "males per female"},
    "person": {"zh": "人", "en": "persons"},
    "person_time": {"zh": "人次", "en": "person-times"},
    "household": {"zh": "户", "en": "households"},
    "bed": {"zh": "张", "en": "beds"},
    "place": {"zh": "个", "en": "places"},
    "institution": {"zh": "所", "en": "institutions"},
    "dwelling": {"zh": "套", "en": "dwellings"},
    "community": {"zh": "个", "en": "communities"},
    "project": {"zh": "个", "en": "projects"},
    "item": {"zh": "项", "en": "items"},
    "class": {"zh": "个班", "en": "classes"},
    "team": {"zh": "支", "en": "teams"},
    "area_county": {"zh": "个县（市、区）", "en": "counties"},
    "area_township": {"zh": "个乡镇（街道）", "en": "townships and streets"},
    "km": {"zh": "公里", "en": "km"},
    "mu": {"zh": "亩", "en": "mu"},
    "m2": {"zh": "平方米", "en": "m²"},
    "m2_per_person": {"zh": "平方米/人", "en": "m² per resident"},
    "m2_per_10000": {"zh": "平方米/万人", "en": "m² per 10,000 residents"},
    "m2_per_100_households": {"zh": "平方米/百户", "en": "m² per 100 households"},
    "visits_per_10000": {"zh": "次/万人", "en": "visits per 10,000 residents"},
    "per_million": {"zh": "每百万常住人口", "en": "per million residents"},
    "yuan": {"zh": "元", "en": "yuan"},
    "yuan_per_bed": {"zh": "元/张", "en": "yuan per bed"},
    "yuan_per_place": {"zh": "元/个", "en": "yuan per place"},
    "yuan_per_person": {"zh": "元/人", "en": "yuan per person"},
    "yuan_per_household": {"zh": "元/户", "en": "yuan per household"},
    "yuan_per_dwelling": {"zh": "元/套", "en": "yuan per dwelling"},
    "yuan_per_community": {"zh": "元/个", "en": "yuan per community"},
    "yuan_per_m2": {"zh": "元/平方米", "en": "yuan per m²"},
    "yuan_per_bed_year": {"zh": "元/张·年", "en": "yuan per bed and year"},
    "yuan_per_place_year": {"zh": "元/个·年", "en": "yuan per place and year"},
    "yuan_per_person_year": {"zh": "元/人·年", "en": "yuan per person and year"},
    "yuan_per_m2_year": {"zh": "元/平方米·年", "en": "yuan per m² and year"},
    "yuan_per_person_month": {"zh": "元/人·月", "en": "yuan per person and month"},
    "yuan_per_household_month": {"zh": "元/户·月", "en": "yuan per household and month"},
    "yuan_per_institution": {"zh": "元/家", "en": "yuan per institution"},
    "persons_per_place": {"zh": "人/个", "en": "persons per place"},
    "persons_per_bed": {"zh": "人/张", "en": "persons per bed"},
    "nurses_per_bed": {"zh": "护士/床", "en": "nurses per bed"},
}
"""Unit id -> name on screen in both languages. A unit that is not here is refused."""

FEN_PER_YUAN = 100


def fen(yuan: float) -> int:
    """Return yuan as whole fen, rounded half to even [fen]."""
    return round(yuan * FEN_PER_YUAN)
