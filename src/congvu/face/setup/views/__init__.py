"""Pages of set-up and reorganisations."""
