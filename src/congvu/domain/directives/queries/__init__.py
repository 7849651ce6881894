"""Every read of the directives room."""
