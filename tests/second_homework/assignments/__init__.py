"""What a student of the second homework fills in."""
