"""What follows from a version alone."""
