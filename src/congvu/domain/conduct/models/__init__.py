"""Tables of conduct."""
