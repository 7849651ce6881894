"""Addresses of the room."""

from __future__ import annotations

from django.urls import path

from congvu.domain.citizens import views

app_name = "citizens"

urlpatterns = [
    path("codes/", views.codes, name="codes"),
    path("codes/<int:code_id>/cancel/", views.cancel, name="cancel"),
]
