"""Addresses of set-up and reorganisations."""

from __future__ import annotations

from django.urls import path

from congvu.face.setup.views import imports, reforms

app_name = "setup"
urlpatterns = [
    path("", imports.overview, name="overview"),
    path("samples/<slug:kind>/", imports.sample, name="sample"),
    path("export/<slug:kind>/", imports.export, name="export"),
    path("imports/new/", imports.bring, name="bring"),
    path("imports/<int:pk>/", imports.intake, name="intake"),
    path("imports/<int:pk>/errors/", imports.errors, name="errors"),
    path("imports/<int:pk>/start/", imports.start, name="start"),
    path("imports/<int:pk>/passwords/", imports.passwords, name="passwords"),
    path("reorganisations/", reforms.reforms, name="reforms"),
    path("reorganisations/new/", reforms.draft, name="draft"),
    path("reorganisations/sample/", reforms.sample, name="reform_sample"),
    path("reorganisations/<int:pk>/", reforms.reform, name="reform"),
    path("reorganisations/<int:pk>/cases/", reforms.cases, name="reform_cases"),
    path("reorganisations/<int:pk>/change/", reforms.change, name="change"),
    path("reorganisations/<int:pk>/start/", reforms.start, name="start_reform"),
    path("reorganisations/<int:pk>/undo/", reforms.undo, name="undo_reform"),
    path("reorganisations/<int:pk>/drop/", reforms.drop, name="drop_reform"),
]
