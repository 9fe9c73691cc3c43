"""Envelopes, claims in order, transfers and the allocation of new starts."""
