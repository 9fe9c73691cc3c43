"""The value of every parameter in one draw: what was drawn, else the central value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.inputs.parameters import Parameter


@dataclass(frozen=True)
class Values:
    """Parameters with the values of one draw laid over them."""

    parameters: Mapping[str, Parameter]
    drawn: Mapping[str, float] = field(default_factory=dict)

    def __call__(self, name: str, region: str = "") -> float:
        """Return a parameter's value, that of ``region`` where it has one."""
        parameter = self.parameters[name].of(region)
        return self.drawn.get(parameter.name, parameter.value)

    def optional(self, name: str | None, otherwise: float = 0.0) -> float:
        """Return a parameter's value, or ``otherwise`` where a service names none."""
        return otherwise if name is None else self(name)
