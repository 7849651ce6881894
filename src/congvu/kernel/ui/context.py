"""Template context of the desk layout."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from congvu.kernel.ui import navigation

THEMES = ("light", "dark", "auto")

# Url names of higher rooms that the layout links to; settings.CONGVU_UI may give others. A name that does not
# resolve leaves its element out.
LINKS = {
    "home": "desk:home",
    "search": "desk:search",
    "sign_in": "accounts:sign_in",
    "sign_out": "accounts:sign_out",
    "account": "accounts:profile",
    "language": "set_language",
    "theme": "ui:theme",
    "portal": "portal:home",
}


def address(name: str) -> str:
    """Address of a url name, empty when no room answers to it."""
    try:
        return reverse(name) if name else ""
    except NoReverseMatch:
        return ""


def theme_of(request: HttpRequest) -> str:
    """The theme chosen in this browser: light, dark or auto."""
    chosen = request.COOKIES.get("theme", "auto")
    return chosen if chosen in THEMES else "auto"


def open_groups(request: HttpRequest) -> frozenset[str] | None:
    """The groups of the rail left open in this browser; None while nobody has folded or opened any."""
    kept = request.COOKIES.get("rail")
    return None if kept is None else frozenset(kept.split(".")) & frozenset(navigation.GROUPS)


def desk(request: HttpRequest) -> dict[str, Any]:
    """What ui/desk.html and ui/plain.html need; everything costly waits until the template asks."""
    chosen: dict[str, str] = {**LINKS, **getattr(settings, "CONGVU_UI", {}).get("links", {})}
    words: dict[str, Any] = getattr(settings, "CONGVU_UI", {})
    actor = getattr(request, "actor", None)
    return {
        "ui_rail": SimpleLazyObject(lambda: navigation.rail(actor, request.path, open_groups(request))),
        "ui_links": SimpleLazyObject(lambda: {key: address(name) for key, name in chosen.items()}),
        "ui_theme": theme_of(request),
        "ui_languages": settings.LANGUAGES,
        "ui_office": words.get("office", ""),
        "ui_is_demo": bool(getattr(settings, "CONGVU_DEMO", False)),
        "ui_actor": actor,
    }
