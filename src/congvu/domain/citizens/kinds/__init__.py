"""Ways to be known."""
