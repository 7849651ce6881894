"""Addresses of the one-stop shop."""

from __future__ import annotations

from django.urls import path

from congvu.domain.onestop.views import desk

app_name = "onestop"
urlpatterns = [path("", desk.index, name="desk")]
