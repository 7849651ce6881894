"""Every write of the room: codes at the counter, sign-ins by providers, visits."""
