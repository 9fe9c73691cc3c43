"""The levers of staff: what the province and the cities decide about people."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import Annotated

from pydantic import Field

from simulator.inputs.series import Number, Quantity, number_in
from simulator.inputs.validation import Strict

Recruits = Annotated[Number | None, Quantity("person", 0.0, 1e6)]
Posts = Annotated[Number | None, Quantity("person", 0.0, 1e7)]
Seats = Annotated[Number | None, Quantity("factor", 0.0, 10.0)]
Attraction = Annotated[Number | None, Quantity("factor", 0.0, 10.0)]
Retention = Annotated[Number | None, Quantity("share", -1.0, 1.0)]
YearsOfAge = Annotated[Number | None, Quantity("year", -1.0, 1.0)]
BY_CITY = ("retention", "recruitment", "from_neighbours", "attraction", "posts")
"""Levers given by service and city."""


class Workforce(Strict):
    """Training seats (province); retention, recruitment, hires, attraction and posts (cities).

    ``retirement_age`` is by how much the age of all rises in the course of a year, None the law.
    """

    seats: Mapping[str, Seats] = Field(default_factory=dict)
    retention: Mapping[str, Mapping[str, Retention]] = Field(default_factory=dict)
    recruitment: Mapping[str, Mapping[str, Recruits]] = Field(default_factory=dict)
    from_neighbours: Mapping[str, Mapping[str, Recruits]] = Field(default_factory=dict)
    attraction: Mapping[str, Mapping[str, Attraction]] = Field(default_factory=dict)
    posts: Mapping[str, Mapping[str, Posts]] = Field(default_factory=dict)
    retirement_age: YearsOfAge = None

    def by_city(self) -> Mapping[str, Mapping[str, Mapping[str, Number | None]]]:
        """Return the levers given by service and city, in the order of the schema."""
        return {name: getattr(self, name) for name in BY_CITY}

    def names_cities(self, service: str) -> bool:
        """Return whether any lever is given for some city's staff of a service."""
        return any(service in cities for cities in self.by_city().values())

    def seats_in(self, service: str, year: int) -> float:
        """Return the factor on the training intake of a year [1]."""
        return number_in(self.seats.get(service), year, 1.0)

    def age_rise_in(self, year: int, otherwise: float) -> float:
        """Return the rise of the retirement age in a year [year]; ``otherwise`` the law's."""
        return number_in(self.retirement_age, year, otherwise)

    def retention_in(self, service: str, region: str, year: int) -> float:
        """Return the share of those who would leave that stay [1]; ``henan`` is the default."""
        cities = self.retention.get(service, {})
        return number_in(cities.get(region, cities.get("henan")), year, 0.0)

    def recruitment_in(self, service: str, region: str, year: int) -> float:
        """Return persons recruited from outside the province in a year [person]."""
        return number_in(self.recruitment.get(service, {}).get(region), year, 0.0)

    def hires_in(self, service: str, region: str, year: int) -> float:
        """Return persons a city would hire from other cities of the province [person]."""
        return number_in(self.from_neighbours.get(service, {}).get(region), year, 0.0)

    def attraction_in(self, service: str, region: str, year: int) -> float:
        """Return the factor on a city's weight in the pool of graduates [1]."""
        return number_in(self.attraction.get(service, {}).get(region), year, 1.0)

    def posts_in(self, service: str, region: str, year: int) -> float:
        """Return the posts of a year [person], infinite where none are given."""
        return number_in(self.posts.get(service, {}).get(region), year, inf)
