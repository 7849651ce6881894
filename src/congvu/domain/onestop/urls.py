"""Addresses of the one-stop shop."""

from __future__ import annotations

from django.urls import path

from congvu.domain.onestop.views import desk, reports

app_name = "onestop"
urlpatterns = [
    path("", desk.index, name="desk"),
    path("reports/settlement/", reports.settlement, name="settlement"),
    path("reports/settlement/dossiers/", reports.dossiers_behind, name="behind"),
]
