"""Addresses of the API: its own operations, and those of every room that brings a module `api` with a `router`."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

from congvu.face.api.api import acts, cases, openly, organisation
from congvu.face.api.api.contract import Contract, make_api


def the_api() -> Contract:
    """The API with every router: ours first, then those of the rooms, below their names."""
    api = make_api()
    for own in (cases, acts, organisation):
        api.add_router("", own.router)
    for room in apps.get_app_configs():
        is_room = room.name.startswith("congvu.") and room.label != "api"
        if is_room and find_spec(f"{room.name}.api") is not None:
            api.add_router(f"/{room.label}", import_module(f"{room.name}.api").router)
    return api


API = the_api()
_operations = [entry for entry in API.urls[0] if getattr(entry, "name", "") != "api-root"]

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", openly.guide_view(API), name="guide"),
    path("v1/openapi.json", openly.contract_view(API), name="openapi"),
    path("v1/health", openly.health, name="health"),
    path("v1/", include(_operations)),
]
