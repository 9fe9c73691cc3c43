"""Envelopes, claims in order, transfers and the rules for new starts."""
