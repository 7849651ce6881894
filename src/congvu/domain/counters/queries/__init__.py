"""Every read of the counters."""
