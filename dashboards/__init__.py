"""The planner's page: everything on it comes from `simulator.api`."""
