"""Forms of the one-stop shop: they check shape only; rules sit in the actions."""
