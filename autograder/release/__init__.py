"""What leaves the grader: archives for other graders."""
