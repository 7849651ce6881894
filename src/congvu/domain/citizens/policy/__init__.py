"""Who may come in how: codes, details of a person, the providers of this installation."""
