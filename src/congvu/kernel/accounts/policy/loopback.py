"""Where a request comes from; demo mode stays on this computer."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error

_FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP")


def is_loopback_host(host: str) -> bool:
    """True for localhost, 127.0.0.0/8 and ::1, with or without a port."""
    name = host.strip().lower()
    if name.startswith("["):
        name = name[1:].partition("]")[0]
    elif name.count(":") == 1:
        name = name.partition(":")[0]
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def is_loopback(meta: Mapping[str, Any]) -> bool:
    """True if a request (its WSGI environment) comes from this computer, for this computer, through no proxy."""
    if any(meta.get(header) for header in _FORWARDED):
        return False
    host = meta.get("HTTP_HOST") or meta.get("SERVER_NAME") or ""
    return is_loopback_host(str(meta.get("REMOTE_ADDR") or "")) and is_loopback_host(str(host))


def client_address(meta: Mapping[str, Any], trusted: Collection[str]) -> str | None:
    """The address a request came from. What a proxy reports is believed of the trusted proxies only."""
    address = str(meta.get("REMOTE_ADDR") or "")
    reported = [part.strip() for part in str(meta.get("HTTP_X_FORWARDED_FOR") or "").split(",")]
    while address in trusted and reported:
        address = reported.pop()
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return None


def demo_stays_at_home(
    app_configs: Sequence[AppConfig] | None,  # noqa: ARG001 -- Django gives it by name
    **_kwargs: Any,
) -> list[CheckMessage]:
    """Demo mode has log-ins without password: it is refused with a host name beyond this computer.

    The address it listens on is checked by `congvu serve`, and every request by the middleware.
    """
    if not settings.CONGVU_DEMO:
        return []
    abroad = [host for host in settings.ALLOWED_HOSTS if not is_loopback_host(host) and host != "testserver"]
    if not abroad:
        return []
    return [
        Error(
            f"Demo mode may only be used on this computer, but it would answer as {', '.join(abroad)}.",
            hint="Unset CONGVU_DEMO, or let CONGVU_HOSTS name only 127.0.0.1 and localhost.",
            id="accounts.E001",
        )
    ]
