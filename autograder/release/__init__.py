"""What leaves the house: the handout."""
