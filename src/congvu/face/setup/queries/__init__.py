"""What the set-up pages show."""
