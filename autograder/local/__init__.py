"""What runs on a student's own machine: the table, the stories, the watch loop, the file to hand in."""
