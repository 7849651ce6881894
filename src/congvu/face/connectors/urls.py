"""Addresses of the exchange with other systems."""

from __future__ import annotations

from django.urls import path

from congvu.face.connectors.views import directory, exchanges, sending

app_name = "connectors"
urlpatterns = [
    path("", exchanges.received, name="received"),
    path("sent/", exchanges.sent, name="sent"),
    path("send/", sending.choose, name="choose"),
    path("send/<int:document_id>/", sending.send, name="send"),
    path("organs/", directory.organs, name="organs"),
    path("organs/new/", directory.edit, name="organ_new"),
    path("organs/<int:pk>/", directory.edit, name="organ"),
    path("<int:exchange_id>/", exchanges.exchange, name="exchange"),
    path("<int:exchange_id>/<slug:act>/", exchanges.act, name="act"),
]
