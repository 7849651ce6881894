"""What follows from a plan, a clock and a dossier alone."""
