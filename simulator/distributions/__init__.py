"""Distributions of one number: what low, central and high mean, and the quantiles."""
