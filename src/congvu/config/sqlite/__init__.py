"""The SQLite engine of an installation: Django's own, with a fair write lock and the pragmas of a register."""
