"""Every write of the reporting room."""
