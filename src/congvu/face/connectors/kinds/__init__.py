"""Cổng kết nối: the socket of gateways. Which one an installation uses is a setting, CONGVU_EDXML.

    folder:/srv/edxml            message files in `in`, `out`, `done` (an adapter of the province moves them)
    https://lgsp.example/edoc    an axis with log-in, list, fetch and send (CONGVU_EDXML_USER, CONGVU_EDXML_PASSWORD)
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from congvu.face.connectors.kinds.folder import FolderGateway
from congvu.face.connectors.kinds.gateway import Gateway, GatewayDown
from congvu.face.connectors.kinds.rest import RestGateway

__all__ = ["FolderGateway", "Gateway", "GatewayDown", "RestGateway", "configured"]


def configured() -> Gateway | None:
    """The gateway of this installation; None when it is connected to none."""

    where = str(getattr(settings, "CONGVU_EDXML", ""))
    if where.startswith("folder:"):
        return FolderGateway(Path(where.removeprefix("folder:")))
    there = urlsplit(where)
    if there.scheme == "https" or (there.scheme == "http" and there.hostname in ("127.0.0.1", "localhost", "::1")):
        return RestGateway(where, settings.CONGVU_EDXML_USER, settings.CONGVU_EDXML_PASSWORD)
    return None
