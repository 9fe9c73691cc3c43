"""The simpy engine: one draw from year to year, and what its books say."""
