"""Stories of the archive: what lies somewhere, and is not lost."""
