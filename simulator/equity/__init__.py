"""Equity: verdicts on targets, gaps to references, the two effects, inequality, indices.

Arrays in and out, axis order (area, indicator, year); areas are the cities in order and the
province last. NaN means that a number does not exist.

Numbers may have leading axes, written ``...``: a block of draws is (draw, area, indicator,
year), and every function gives for the block, bit for bit, what it gives draw by draw. What
decides rows and keys has no draw axis, for it is the same in all draws: ``per``, ``direction``,
``kind``, ``real``, ``base_known``, targets and levels. Areas are summed one after the other
where they lead, by numpy's pairs where they are the last axis, contiguous: never otherwise.
"""
