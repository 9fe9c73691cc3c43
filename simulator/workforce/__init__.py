"""Staff: graduates of years ago, recruits, hires and exits, and who makes places available."""
