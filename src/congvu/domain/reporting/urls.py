"""Addresses of the reporting room."""

from __future__ import annotations

from django.urls import path

from congvu.domain.reporting.views import contributions, requests

app_name = "reporting"
urlpatterns = [
    path("", requests.requests, name="requests"),
    path("new/", requests.new, name="new"),
    path("<int:request_id>/", requests.request_page, name="request"),
    path("<int:request_id>/send/", requests.send, name="send"),
    path("<int:request_id>/merge/", requests.merge, name="merge"),
    path("<int:request_id>/issue/", requests.issue, name="issue"),
    path("<int:request_id>/file.<slug:fmt>", requests.file, name="file"),
    path("write/<str:code>/", contributions.write, name="write"),
]
