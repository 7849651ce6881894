"""A province that lives: people with habits do a province's work for years, and what was true of them is kept apart.

`living.running.live` fills an empty database; the same seed gives the same lives. Lines of work join by `lines.join`.
"""
