"""Stories of the secretariat: what was dropped, and what became of it."""
