"""What leaves the house: the handout, and archives for other graders."""
