"""What hands the simulator on: the folder for offices behind a wall, the audit, the licences."""
