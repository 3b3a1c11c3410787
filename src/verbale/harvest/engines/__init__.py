"""What runs the tasks of a harvest."""
