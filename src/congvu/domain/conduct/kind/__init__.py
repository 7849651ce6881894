"""The kinds of case this room brings; to import the room is to register them."""

from congvu.domain.conduct.kind import commendations, discipline, proposals, reviews  # noqa: F401 -- they register
