"""Kết nối: the room of exchange with other systems (edXML, QCVN 102:2016/BTTTT)."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConnectorsConfig(AppConfig):
    name = "congvu.face.connectors"
    label = "connectors"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Connections with other systems")

    def ready(self) -> None:
        from congvu.domain.onestop.kinds import portal as onestop
        from congvu.face.connectors import tasks  # noqa: F401 -- registers its jobs
        from congvu.face.connectors.kinds import portal
        from congvu.kernel.ui.navigation import Entry, register

        onestop.bring(portal.configured)
        register(Entry("exchanges", _("Documents between systems"), "connectors:received", "transfer", order=20,
                       permission="connectors.exchange.read", group="papers"))
