"""Addresses of the interface room."""

from __future__ import annotations

from django.urls import path

from congvu.kernel.ui import views

app_name = "ui"
urlpatterns = [
    path("theme/", views.theme, name="theme"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
