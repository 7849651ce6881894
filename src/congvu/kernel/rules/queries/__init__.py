"""Every read of the rulebook: what is in force on a day, and the history behind it."""

from congvu.kernel.rules.queries.book import (
    InForce,
    authority,
    ground,
    grounds,
    history,
    known_grounds,
    limit,
    rule,
    rules,
    search,
)
from congvu.kernel.rules.queries.local import LocalChoice, local_choices, version

__all__ = [
    "InForce", "LocalChoice", "authority", "ground", "grounds", "history", "known_grounds", "limit", "local_choices",
    "rule", "rules", "search", "version",
]
