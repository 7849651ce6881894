"""Every read of the accounts room."""
