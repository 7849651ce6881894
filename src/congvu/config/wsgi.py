"""The web application."""

from __future__ import annotations

import os

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congvu.config.settings")

application: WSGIHandler = get_wsgi_application()
# Every room is loaded now: a room that cannot be loaded stops the start, and the first visitor does not wait for it.
get_resolver().url_patterns  # noqa: B018 - a property that loads
