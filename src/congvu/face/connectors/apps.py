"""Kết nối: exchange of documents with other systems (edXML, QCVN 102:2016/BTTTT)."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConnectorsConfig(AppConfig):
    name = "congvu.face.connectors"
    label = "connectors"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Connections with other systems")
