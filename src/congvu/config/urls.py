"""The addresses of the whole site, built from the list of rooms: a room that has urls.py hangs where PAGES says."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from congvu.config.rooms import PAGES
from congvu.kernel.ui.access import public

urlpatterns: list[URLPattern | URLResolver] = [path("language/", public(set_language), name="set_language")]
for _room, _prefix in PAGES.items():
    if find_spec(f"{_room}.urls") is not None:
        urlpatterns.append(path(_prefix, include(import_module(f"{_room}.urls"))))

handler400 = "congvu.kernel.ui.errors.bad_request"
handler403 = "congvu.kernel.ui.errors.forbidden"
handler404 = "congvu.kernel.ui.errors.not_found"
handler500 = "congvu.kernel.ui.errors.server_error"
