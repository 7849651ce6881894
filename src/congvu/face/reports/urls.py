"""Addresses of the notices."""

from __future__ import annotations

from django.urls import path

from congvu.face.reports.views import notices, regulation

app_name = "reports"
urlpatterns = [
    path("", notices.notices, name="notices"),
    path("regulation/", regulation.breaches, name="regulation"),
    path("regulation/file.<slug:fmt>", regulation.file, name="regulation-file"),
    path("new/", notices.new, name="new"),
    path("<int:notice_id>/", notices.notice, name="notice"),
    path("<int:notice_id>/file.<slug:fmt>", notices.file, name="file"),
    path("<int:notice_id>/cases/<slug:name>/", notices.behind, name="behind"),
    path("<int:notice_id>/<slug:act>/", notices.act, name="act"),
]
