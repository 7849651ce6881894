"""Addresses of the public side, below cong-dan/."""

from __future__ import annotations

from django.urls import path

from congvu.face.portal.views import procedures

app_name = "portal"

urlpatterns = [
    path("", procedures.home, name="home"),
    path("tim/", procedures.search, name="search"),
    path("thu-tuc/", procedures.index, name="procedures"),
    path("thu-tuc/<str:code>/", procedures.procedure, name="procedure"),
    path("thu-tuc/<str:code>/qr.svg", procedures.procedure_code_picture, name="procedure_code_picture"),
]
