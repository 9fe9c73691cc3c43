"""Days of publication: what was certainly known on a day."""

from __future__ import annotations

DAY = len("YYYY-MM-DD")


def last_day(published: str) -> str:
    """Return the last day that a date without day or month may mean, to be compared as text.

    >>> last_day("2022"), last_day("2022-03"), last_day("2022-03-07")
    ('2022-12-31', '2022-03-31', '2022-03-07')
    """
    return (
        published + "-12-31"[len(published) - len("YYYY") :] if len(published) < DAY else published
    )


def published_by(published: str | None, day: str | None) -> bool:
    """Return whether something was certainly published by a day (YYYY-MM-DD).

    What bears no date was not; a day of None asks for nothing.
    """
    return day is None or (bool(published) and last_day(str(published)) <= day)
