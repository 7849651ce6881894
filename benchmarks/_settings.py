"""The settings of an installation, and the tables of the floor beside them."""

from __future__ import annotations

from congvu.config.settings import *  # noqa: F403

ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.floor.floor"]  # noqa: F405
