"""Equity: verdicts on targets, gaps to references, the two effects, inequality, indices.

Arrays in and out, axis order (area, indicator, year); areas are the cities in order and the
province last. NaN means that a number does not exist.
"""
