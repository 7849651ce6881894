"""Acts of the counters."""
