"""Things that several modules need."""
