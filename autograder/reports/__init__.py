"""What a batch writes: the gradebook, a result per student, the table in the terminal."""
