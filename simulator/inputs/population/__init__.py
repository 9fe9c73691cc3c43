"""From the files of ``params/population`` to the arrays of a projection."""

from simulator.inputs.population.arrays import Observed, PopulationInputs
from simulator.inputs.population.load import load_population

__all__ = ["Observed", "PopulationInputs", "load_population"]
