"""What a planner asks for: each file answers one kind of question for `simulator.api`."""
