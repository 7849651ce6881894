"""Background work of the directives room."""

from __future__ import annotations
