"""Forms that bureaus and counties fill in: what they ask, and what was filled in."""
