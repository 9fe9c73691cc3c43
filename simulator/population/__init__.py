"""Residents by region, sex and single age: one cohort-component step a year."""
